"""Citations, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.draft import Draft, Origin, full_name
from screenkit.questions import Note, Repeat
from screenkit.reference import OWN_READING


def missing_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A question does not say where its wording comes from.

    Whoever reads a result can trace it to its source, or see that the wording is
    nobody's but ours.

    Wrong:

        - name: debt
          type: yes_no

    Write instead:

        - name: debt
          type: yes_no
          citation: cicw-2023#nm-ten-2

    or `citation: own-reading` where the words are your own.
    """
    for one in draft.placed:
        if one.question.citation is None and not isinstance(one.question, Repeat | Note):
            yield one.origin.to("name").fault(
                "missing-citation",
                f"question `{one.question.name}` has no `citation`",
                "name the source, or `own-reading` where the words are your own",
            )


def unknown_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A citation names a source, or a place in it, that does not exist.

    Sources stand in `reference/sources.yaml`. A citation is the `id` of a source,
    with `#` and one of its `places` where there are some. The `source` of a contact
    and the `citation` of a jurisdiction must be there, too.

    Wrong:

        citation: page 12 of the guide

    Write instead:

        citation: cicw-2023#nm-ten-2
    """
    for origin, citation in _citations(draft):
        if not draft.reference.cites(citation):
            message = f"{quoted(citation)} is not among the sources"
            yield origin.fault("unknown-citation", message, near(citation, draft.reference.citations(citation)))


def _citations(draft: Draft) -> Iterator[tuple[Origin, str]]:
    for origin, question in draft.written():
        if question.citation:
            yield origin.to("citation"), question.citation
    for number, document in enumerate(draft.authored.documents):
        if document.citation:
            yield draft.origin.to("documents", number, "citation"), document.citation
        if document.hold:
            yield draft.origin.to("documents", number, "hold", "citation"), document.hold.citation
    for key in ("indications", "next_steps", "assertions"):
        for number, rule in enumerate(getattr(draft.authored, key)):
            yield draft.origin.to(key, number, "citation"), rule.citation


def unknown_recipient(draft: Draft) -> Iterator[Diagnostic]:
    """A question's `share` or a document names a recipient that does not exist.

    Only those in `reference/recipients.yaml` can ever be given an answer. No agency
    that enforces immigration law is among them, and none can be added in a screen.

    Wrong:

        share: [everyone]

    Write instead:

        share: [unit, attorney]
    """
    named = [
        (one.origin.to("share", number), name) for one in draft.placed for number, name in enumerate(one.question.share)
    ]
    for number, document in enumerate(draft.authored.documents):
        named.append((draft.origin.to("documents", number, "recipient"), document.recipient))
    known = draft.reference.recipients
    for origin, name in named:
        if name not in known:
            hint = near(name, known) or "recipients are " + ", ".join(f"`{one}`" for one in known)
            yield origin.fault("unknown-recipient", f"recipient {quoted(name)} does not exist", hint)


def uncited_duty(draft: Draft) -> Iterator[Diagnostic]:
    """A document leaves because of a duty, and nothing says where the duty comes from.

    Whoever sends it has to be able to name the law. Without a duty, a document leaves
    only with the family's consent.

    Wrong:

        basis: duty

    Write instead:

        basis: duty
        citation: vccr
    """
    for number, document in enumerate(draft.authored.documents):
        if document.basis == "duty" and document.citation in (None, OWN_READING):
            origin = draft.origin.to("documents", number, "basis")
            message = f"document {quoted(document.name)} has no source for its duty"
            yield origin.fault("uncited-duty", message, "give its `citation`, or leave `basis` out")


def document_item(draft: Draft) -> Iterator[Diagnostic]:
    """A document lists a question that its recipient may not see, or none at all.

    The `share` of every question in it must name the recipient: a document cannot
    widen what a question allows. A question inside a repeat is written with the
    repeat's name, as in `children.born_on`.

    Wrong, for a document to `attorney`:

        - name: story
          share: [unit]

    Write instead, if the attorney may see the answer:

        - name: story
          share: [unit, attorney]
    """
    questions = {full_name(one): one.question for one in draft.placed}
    for number, document in enumerate(draft.authored.documents):
        for place, name in enumerate(document.items):
            origin = draft.origin.to("documents", number, "items", place)
            if name not in questions:
                yield origin.fault("document-item", f"question {quoted(name)} does not exist", near(name, questions))
            elif document.recipient not in questions[name].share:
                message = f"question `{name}` may not be shared with {quoted(document.recipient)}"
                yield origin.fault("document-item", message, "take it out, or add the recipient to its `share`")


def nobody_named(draft: Draft) -> Iterator[Diagnostic]:
    """A document is narrowed to those who named its value, and nobody in one of its lists can name one.

    With `of_each`, only those entries of a list stand in it that named the value which
    the step is for. The `each` of a step that asks for the document has to look at a
    question of that list; otherwise the list is always empty.

    Wrong, in a document with `of_each: true` and `items: [people.language]`:

        - name: book
          documents: [request]

    Write instead, in the step that asks for it:

        - name: book
          each: [people.language]
          documents: [request]
    """
    for number, document in enumerate(draft.authored.documents):
        steps = [one for one in draft.authored.next_steps if document.name in one.documents]
        lists = {name.rpartition(".")[0] for name in document.items} - {""}
        named = [{each.rpartition(".")[0] for each in step.each} for step in steps]
        if document.of_each and (not lists or any(lists - one for one in named)):
            origin = draft.origin.to("documents", number, "of_each")
            message = f"document {quoted(document.name)} holds nobody: no step is for each of what its lists name"
            yield origin.fault(
                "nobody-named", message, "take it out, or name a question of the list in the step's `each`"
            )
