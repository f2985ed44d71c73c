"""Whether the entries of a reference file fit together: each name once, every citation to a source that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.reference import Contact, Jurisdiction, Model, Reference, Source
from screenkit.source import Document


def misfits(document: Document, key: str, entries: Sequence[Model], sources: Reference) -> Iterator[Diagnostic]:
    """What is wrong between the entries of a file, or between them and the sources."""
    yield from _named_twice(document, key, entries)
    for number, entry in enumerate(entries):
        if isinstance(entry, Contact | Jurisdiction):
            where = "source" if isinstance(entry, Contact) else "citation"
            citation = getattr(entry, where)
            if not sources.cites(citation):
                hint = near(citation, sources.citations(citation))
                message = f"{quoted(citation)} is not among the sources"
                yield document.fault("unknown-citation", message, (key, number, where), hint=hint)


def name_of(entry: Model) -> str:
    """What the entry is called; a source is called by its `id`."""
    return str(getattr(entry, _called_by(entry)))


def _called_by(entry: Model) -> str:
    return "id" if isinstance(entry, Source) else "name"


def _named_twice(document: Document, key: str, entries: Sequence[Model]) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        name = name_of(entry)
        first = seen.setdefault(name, number)
        if first != number:
            where = _called_by(entry)
            place = document.place((key, first, where))
            message = f"the name {quoted(name)} is taken"
            yield document.fault("duplicate-name", message, (key, number, where), also=place)
