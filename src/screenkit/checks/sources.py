"""Citations, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near
from screenkit.draft import Draft, Origin, full_name
from screenkit.questions import Note, Repeat


def missing_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A question does not say where its wording comes from.

    Every question names its source, or `own-reading` where the words are ours.
    """
    for one in draft.placed:
        if one.question.citation is None and not isinstance(one.question, Repeat | Note):
            yield one.origin.fault(
                "missing-citation",
                f"`{one.question.name}` has no `citation`",
                "name the source, or `own-reading` where the words are your own",
            )


def unknown_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A citation names a source, or a place in it, that `reference/sources.yaml` does not have."""
    for origin, citation in _citations(draft):
        if not draft.reference.cites(citation):
            source = citation.partition("#")[0]
            known = draft.reference.sources.get(source)
            names = [f"{source}#{place}" for place in known.places] if known else list(draft.reference.sources)
            yield origin.fault("unknown-citation", f"`{citation}` is not among the sources", near(citation, names))


def _citations(draft: Draft) -> Iterator[tuple[Origin, str]]:
    for one in draft.placed:
        if one.question.citation:
            yield one.origin.to("citation"), one.question.citation
    for key in ("indications", "next_steps", "assertions"):
        for number, rule in enumerate(getattr(draft.authored, key)):
            yield draft.origin.to(key, number, "citation"), rule.citation


def unknown_recipient(draft: Draft) -> Iterator[Diagnostic]:
    """`share` or a document names a recipient that `reference/recipients.yaml` does not have."""
    for one in draft.placed:
        for name in one.question.share:
            if name not in draft.reference.recipients:
                yield one.origin.to("share").fault(
                    "unknown-recipient",
                    f"recipient `{name}` does not exist",
                    near(name, draft.reference.recipients),
                )
    for number, document in enumerate(draft.authored.documents):
        if document.recipient not in draft.reference.recipients:
            yield draft.origin.to("documents", number, "recipient").fault(
                "unknown-recipient", f"recipient `{document.recipient}` does not exist"
            )


def document_item(draft: Draft) -> Iterator[Diagnostic]:
    """A document lists a question that does not exist or that its recipient may never see.

    Every item's own `share` must name the document's recipient: a document cannot widen what a question allows.
    """
    questions = {full_name(one): one.question for one in draft.placed}
    for number, document in enumerate(draft.authored.documents):
        for place, name in enumerate(document.items):
            origin = draft.origin.to("documents", number, "items", place)
            if name not in questions:
                yield origin.fault("document-item", f"question `{name}` does not exist", near(name, questions))
            elif document.recipient not in questions[name].share:
                yield origin.fault("document-item", f"`share` of `{name}` does not name `{document.recipient}`")
