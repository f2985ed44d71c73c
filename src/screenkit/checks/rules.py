"""Next steps and assertions that lead nowhere, or lean on something that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.draft import Draft


def unknown_step(draft: Draft) -> Iterator[Diagnostic]:
    """`if_unsure`, `then`, `never` or a document names a step that the screen does not have.

    Nothing would follow where something should.

    Wrong, where the step is called `call_unit`:

        if_unsure: call_the_unit

    Write instead:

        if_unsure: call_unit
    """
    steps = {rule.name for rule in draft.authored.next_steps}
    named: list[tuple[tuple[str | int, ...], str | None]] = [
        (("next_steps", n, "if_unsure"), rule.if_unsure) for n, rule in enumerate(draft.authored.next_steps)
    ]
    for number, rule in enumerate(draft.authored.assertions):
        named += [(("assertions", number, "then"), rule.then), (("assertions", number, "never"), rule.never)]
    for number, document in enumerate(draft.authored.documents):
        named += [(("documents", number, "next_steps", place), name) for place, name in enumerate(document.next_steps)]
    for route, name in named:
        if name is not None and name not in steps:
            message = f"step {quoted(name)} does not exist"
            yield draft.origin.to(*route).fault("unknown-step", message, near(name, steps))


def idle_step(draft: Draft) -> Iterator[Diagnostic]:
    """A step can never happen: it has no `when`, and no other step leads to it.

    Wrong:

        - name: ask_again
          urgency: soon

    Write instead, if it is for what is not settled:

        - name: call_unit
          when: debt is yes
          if_unsure: ask_again
        - name: ask_again
          urgency: soon
    """
    steps = draft.authored.next_steps
    led_to = {rule.if_unsure for rule in steps if rule.if_unsure != rule.name}
    for number, rule in enumerate(steps):
        if rule.when is None and rule.name not in led_to:
            hint = "give it a `when`, or name it in the `if_unsure` of another step"
            origin = draft.origin.to("next_steps", number, "name")
            yield origin.fault("idle-step", f"nothing leads to step {quoted(rule.name)}", hint)


def follower_for_each(draft: Draft) -> Iterator[Diagnostic]:
    """`if_unsure` names a step that is worked out for each value.

    What follows while a step is not settled happens once, whatever that step is for. There
    would be no value to fill in for `{each}`.

    Wrong, where `notify_consulate` has `each`:

        if_unsure: notify_consulate

    Write instead a step without `each`, that says what to find out:

        if_unsure: ask_citizenship
    """
    of_each = {rule.name for rule in draft.authored.next_steps if rule.each}
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.if_unsure in of_each:
            message = f"step {quoted(str(rule.if_unsure))} is for each value, and what follows is for none"
            hint = "name a step without `each`"
            yield draft.origin.to("next_steps", number, "if_unsure").fault("follower-for-each", message, hint)


def empty_assertion(draft: Draft) -> Iterator[Diagnostic]:
    """An assertion says neither `then` nor `never`, or both of them.

    It states that under its `when` a step must follow (`then`), or that it must not
    (`never`); two promises are two assertions.

    Wrong:

        - name: debt_reaches_unit
          when: debt is yes

    Write instead:

        - name: debt_reaches_unit
          when: debt is yes
          then: call_unit
    """
    for number, rule in enumerate(draft.authored.assertions):
        if (rule.then is None) == (rule.never is None):
            said = "neither `then` nor `never`" if rule.then is None else "both `then` and `never`"
            hint = "say `then` and the step that must follow, or `never` and the one that must not"
            origin = draft.origin.to("assertions", number, "name")
            yield origin.fault("empty-assertion", f"assertion {quoted(rule.name)} says {said}", hint)


def unknown_contact(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a contact that does not exist, or one of low confidence.

    Contacts stand in `reference/contacts.yaml`. A fact of low confidence is never
    printed, so a step that leans on it would print nothing.

    Wrong, where the contact is called `hotline`:

        contacts: [hot_line]

    Write instead:

        contacts: [hotline]
    """
    contacts = draft.reference.contacts
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.contacts):
            origin = draft.origin.to("next_steps", number, "contacts", place)
            if name not in contacts:
                message = f"contact {quoted(name)} does not exist"
                yield origin.fault("unknown-contact", message, near(name, contacts))
            elif contacts[name].confidence == "low":
                message = f"contact {quoted(name)} is of low confidence, and never printed"
                yield origin.fault("unknown-contact", message, "name one that a better source gives")


def unknown_document(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a document that the screen does not have under `documents`.

    Wrong, where the document is called `referral`:

        documents: [otip_form]

    Write instead:

        documents: [referral]
    """
    names = {document.name for document in draft.authored.documents}
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.documents):
            if name not in names:
                origin = draft.origin.to("next_steps", number, "documents", place)
                message = f"document {quoted(name)} does not exist"
                yield origin.fault("unknown-document", message, near(name, names))


def clock_start(draft: Draft) -> Iterator[Diagnostic]:
    """A deadline does not say when its clock starts, or names what is no date.

    `after` names questions of type `date` or `datetime` that are asked outside
    repeats; the clock starts at the latest. Only `without delay` needs none.

    Wrong:

        due: {within: 24 hours}

    Write instead:

        due:
          within: 24 hours
          after: [custody_at]
    """
    starts = {name for name, question in draft.questions.items() if question.kind in ("date", "moment")}
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.due is None:
            continue
        origin = draft.origin.to("next_steps", number, "due")
        if rule.due.within.unit != "without delay" and not rule.due.after:
            hint = "name in `after` the dates or times that it counts from"
            yield origin.fault("clock-start", "this deadline does not say when its clock starts", hint)
        for place, name in enumerate(rule.due.after):
            if name not in starts:
                message = f"{quoted(name)} is not a date or time that is asked outside repeats"
                yield origin.to("after", place).fault("clock-start", message, near(name, starts))
