"""What carries each thing that the sources say: reads docs/coverage.yaml, and finds what it names.

`tests/test_carried.py` fails while an item has no row, or a row names what is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from screenkit.authored import SharedGroup
from screenkit.codes import codes
from screenkit.draft import Origin, Placed, full_name, place_questions
from screenkit.load import load_reference, load_with_draft, read_group
from screenkit.questions import Choosing
from screenkit.reference import MATRIX, Model, Reference
from screenkit.screen import Screen
from screenkit.shapes import shape
from screenkit.shelf import Shelf, open_shelf
from screenkit.source import read_file

DOCS = Path(__file__).resolve().parent.parent / "docs"
DOCUMENTS = ("imumi", "aphsa", "cicw-2023", "kind-2022", "inm-2011")
"""The documents that the screens start from; every place of them has an item."""


class Item(Model):
    """One thing that the sources say, where they say it, and what carries it or why nothing does."""

    id: str
    says: str
    source: tuple[str, ...]
    carried: Annotated[tuple[str, ...], Field(alias="in")] = ()
    why: str = ""


@dataclass(frozen=True)
class Carrier:
    """Something in the project that can carry an item; `cites` is its own citation."""

    kind: str
    cites: str = ""
    helps: bool = False


class Section(Model):
    """Items under a heading."""

    heading: str
    items: tuple[Item, ...]


class Table(Model):
    """`docs/coverage.yaml`."""

    sections: tuple[Section, ...]


@cache
def sections() -> tuple[Section, ...]:
    """The table as it is written."""
    return shape(read_file(DOCS / "coverage.yaml"), Table).sections


def items() -> tuple[Item, ...]:
    """All items of the table."""
    return tuple(item for section in sections() for item in section.items)


@cache
def carriers() -> Mapping[str, Carrier]:
    """Everything that can be named, by its name in the table."""
    shelf = open_shelf()
    found = dict(_of_reference(load_reference(shelf)))
    for path in (path for name in shelf.groups() if (path := shelf.shared(name))):
        found |= dict(_of_group(path.stem, *read_group(path, shelf)))
    for path in (path for name in shelf.names() if (path := shelf.screen(name))):
        found |= dict(_of_screen(*_screen(path, shelf)))
    found |= {f"code/{code}": Carrier("refused by") for code in codes()}
    found |= {f"docs/{path.name}": Carrier("page") for path in DOCS.glob("*.md")}
    return found


def _screen(path: Path, shelf: Shelf) -> tuple[Screen, Sequence[Placed]]:
    """A screen, and the questions that are its own."""
    screen, draft = load_with_draft(path, shelf)
    return screen, [one for one in draft.placed if one.origin.document is draft.origin.document]


def _of_reference(reference: Reference) -> Iterator[tuple[str, Carrier]]:
    for name, contact in reference.contacts.items():
        yield f"contacts/{name}", Carrier("contact", contact.source)
    yield from ((f"recipients/{name}", Carrier("recipient")) for name in reference.recipients)
    yield from ((f"sources/{name}", Carrier("source")) for name in reference.sources)
    yield from ((f"jurisdictions/{row}", Carrier("row of jurisdictions")) for row in ("agency", "unit", *MATRIX))


def _of_group(name: str, origin: Origin, group: SharedGroup) -> Iterator[tuple[str, Carrier]]:
    yield from _of_questions(name, tuple(place_questions(group.questions, origin.to("questions"))))


def _of_screen(screen: Screen, placed: Sequence[Placed]) -> Iterator[tuple[str, Carrier]]:
    name, authored = screen.id, screen.authored
    yield f"{name}/purpose", Carrier("purpose")
    yield from _of_questions(name, placed)
    yield from ((f"{name}/{one.name}", Carrier("indication", one.citation)) for one in authored.indications)
    yield from ((f"{name}/{one.name}", Carrier("step", one.citation)) for one in authored.next_steps)
    yield from ((f"{name}/{one.name}", Carrier("proof", one.citation)) for one in authored.assertions)
    yield from ((f"{name}/{one.name}", Carrier("document")) for one in authored.documents)


def _of_questions(name: str, placed: Sequence[Placed]) -> Iterator[tuple[str, Carrier]]:
    for one in placed:
        question = one.question
        path = f"{name}/{full_name(one)}"
        yield path, Carrier("question", question.citation or "", question.help is not None)
        if isinstance(question, Choosing) and not question.choices.reference:
            yield from (
                (f"{path}={choice}", Carrier("choice", question.citation or "")) for choice in question.option_names
            )


def carrier(name: str) -> Carrier | None:
    """What carries under this name, or None where there is nothing of that name."""
    screen, whole, _ = name.partition("/*")
    if whole:
        # A row may wait for a screen; once that is there, the row names what in it carries the item.
        return None if f"{screen}/purpose" in carriers() else Carrier("screen to come")
    found = carriers().get(name.removeprefix("help:"))
    if found is None or not name.startswith("help:"):
        return found
    return Carrier("help of question", found.cites) if found.helps else None


def unknown() -> list[tuple[str, str]]:
    """Every name in the table that is not there, with the item that names it."""
    return [(item.id, name) for item in items() for name in item.carried if carrier(name) is None]


def reference() -> Reference:
    """The sources and contacts that came with this source tree."""
    return load_reference(open_shelf())
