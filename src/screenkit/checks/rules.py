"""Next steps and assertions that lead nowhere, or lean on something that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near
from screenkit.draft import Draft


def unknown_step(draft: Draft) -> Iterator[Diagnostic]:
    """`if_unsure`, `then` or `never` names a step that does not exist."""
    steps = {rule.name for rule in draft.authored.next_steps}
    named = [(("next_steps", n, "if_unsure"), rule.if_unsure) for n, rule in enumerate(draft.authored.next_steps)]
    for number, rule in enumerate(draft.authored.assertions):
        named += [(("assertions", number, "then"), rule.then), (("assertions", number, "never"), rule.never)]
    for route, name in named:
        if name is not None and name not in steps:
            yield draft.origin.to(*route).fault("unknown-step", f"step `{name}` does not exist", near(name, steps))


def idle_step(draft: Draft) -> Iterator[Diagnostic]:
    """A step has no `when`, and no other step's `if_unsure` leads to it: it can never happen."""
    led_to = {rule.if_unsure for rule in draft.authored.next_steps}
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.when is None and rule.name not in led_to:
            yield draft.origin.to("next_steps", number).fault("idle-step", f"nothing leads to `{rule.name}`")


def empty_assertion(draft: Draft) -> Iterator[Diagnostic]:
    """An assertion must say `then` or `never`, and only one of them."""
    for number, rule in enumerate(draft.authored.assertions):
        if (rule.then is None) == (rule.never is None):
            yield draft.origin.to("assertions", number).fault("empty-assertion", "say either `then` or `never`")


def unknown_contact(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a contact that `reference/contacts.yaml` does not have, or one of low confidence.

    A fact of low confidence is never printed, so a step that leans on it would print nothing.
    """
    contacts = draft.reference.contacts
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.contacts):
            origin = draft.origin.to("next_steps", number, "contacts", place)
            if name not in contacts:
                yield origin.fault("unknown-contact", f"contact `{name}` does not exist", near(name, contacts))
            elif contacts[name].confidence == "low":
                yield origin.fault("unknown-contact", f"contact `{name}` is of low confidence and is never printed")


def unknown_document(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a document that the screen does not have."""
    names = {document.name for document in draft.authored.documents}
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.documents):
            if name not in names:
                origin = draft.origin.to("next_steps", number, "documents", place)
                yield origin.fault("unknown-document", f"document `{name}` does not exist", near(name, names))


def clock_start(draft: Draft) -> Iterator[Diagnostic]:
    """A deadline's `after` must name dates or date-times asked outside repeats, and a counted time needs one."""
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.due is None:
            continue
        origin = draft.origin.to("next_steps", number, "due")
        if rule.due.within.unit != "without delay" and not rule.due.after:
            yield origin.fault("clock-start", "a counted time needs `after`: when does the clock start?")
        for place, name in enumerate(rule.due.after):
            question = draft.questions.get(name)
            if question is None or question.kind not in ("date", "moment"):
                yield origin.to("after", place).fault(
                    "clock-start", f"`{name}` is not a date or time asked here", near(name, draft.questions)
                )
