"""A document for a recipient in the order in which it is read; what leaves is what stands here, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from screenkit.layout import Line, Setting, Written, forms_of
from screenkit.paper import Paper, Row, Told, Value
from screenkit.render import moment_in_words
from screenkit.words import say


def lines(paper: Paper) -> Iterator[Line]:
    """The document: to whom, from which record, each item with what is given of it, what is to be done."""
    if paper.practice:
        yield Line("banner", say("practice-banner", paper.language))
    yield Line("title", paper.title)
    yield from _head(paper)
    if any(row.number for row in paper.rows):
        yield from _numbered(paper)
    else:
        yield from _sections(paper)
    yield from _steps(paper)
    if any(status == "unofficial" for status in paper.translations.values()) and paper.language != "en":
        yield Line("text", say("translation-caveat", paper.language, language=_language(paper.language)))


def _sections(paper: Paper) -> Iterator[Line]:
    """The items under their headings, all of one person together; after one heading, those without have one too."""
    is_under_one = False
    for (repeat, section), group in groupby(_labelled(paper), lambda row: (_repeat(row), row.section)):
        rows = tuple(group)
        if section or is_under_one:
            is_under_one = True
            yield Line("heading", section or say("paper-other", paper.language))
        if repeat and any(row.values for row in rows):
            yield from _persons(rows, paper)
        else:
            yield from (line for row in rows for line in _row(row, paper))


def _labelled(paper: Paper) -> tuple[Row, ...]:
    """The rows; where only some were put to the family, the others say who answered them."""
    if len({row.answered_by for row in paper.rows}) == 1:
        return paper.rows
    return tuple(
        row.model_copy(update={"label": say("by-agency", paper.language, label=row.label)})
        if row.answered_by == "worker"
        else row
        for row in paper.rows
    )


def _repeat(row: Row) -> str:
    return row.item.rpartition(".")[0]


def _owners(rows: tuple[Row, ...]) -> dict[str, list[tuple[Row, Value]]]:
    """What is given of each person or thing, in the order in which they are first named."""
    found: dict[str, list[tuple[Row, Value]]] = {}
    for row in rows:
        for value in row.values:
            found.setdefault(value.owner, []).append((row, value))
    return found


def _persons(rows: tuple[Row, ...], paper: Paper) -> Iterator[Line]:
    for owner, told in _owners(rows).items():
        yield Line("item", owner)
        for row, value in told:
            yield Line("fact", _words(value, paper), row.label)
    if not all(row.complete for row in rows):
        yield Line("text", say("may-be-more", paper.language))


def _numbered(paper: Paper) -> Iterator[Line]:
    """The items by their numbers; what one number asks in several questions stands under it, person by person."""
    for number, group in groupby(paper.rows, lambda row: row.number):
        rows = tuple(group)
        if len(rows) == 1:
            yield from _row(rows[0], paper, f"{number}. ")
            continue
        yield Line("item", f"{number}. {rows[0].section}")
        if any(_repeat(row) and row.values for row in rows):
            for owner, told in _owners(rows).items():
                yield from (Line("fact", f"{row.label} {_words(value, paper)}", owner) for row, value in told)
            if not all(row.complete for row in rows):
                yield Line("fact", say("may-be-more", paper.language))
            continue
        for row in rows:
            for fact in tuple(_row(row, paper))[1:]:
                yield replace(fact, about=row.label)


def _language(language: str) -> str:
    return say(f"language-{language}", language)


def _head(paper: Paper) -> Iterator[Line]:
    label = f"{paper.recipient_label}: {paper.each_label}" if paper.each_label else paper.recipient_label
    yield Line("fact", label, say("paper-to", paper.language))
    yield Line("fact", paper.record, say("paper-record", paper.language))
    yield Line("fact", moment_in_words(paper.prepared, paper.zone), say("paper-prepared", paper.language))
    if paper.recipient != "family":
        yield Line("text", say("no-redisclosure", paper.language))
        if paper.rows and not any(row.number for row in paper.rows):
            kinds = {row.answered_by for row in paper.rows}
            yield Line("text", say("as-asked" if len(kinds) > 1 else f"as-asked-{kinds.pop()}", paper.language))


def _row(row: Row, paper: Paper, mark: str = "") -> Iterator[Line]:
    yield Line("item", mark + row.label)
    for value in row.values or (Value(given=False),):
        words = _words(value, paper)
        yield Line("fact", f"{value.owner}: {words}" if value.owner else words)
    if not row.complete:
        yield Line("fact", say("may-be-more", paper.language))


def _words(value: Value, paper: Paper) -> str:
    if value.given:
        return value.words
    return say("left-open" if paper.recipient == "family" else "not-given", paper.language)


def _steps(paper: Paper) -> Iterator[Line]:
    if paper.next_steps:
        yield Line("heading", say("next-steps", paper.language))
    for number, step in enumerate(paper.next_steps, 1):
        yield Line("item", f"{number}. {step.action}")
        yield from _facts(step, paper.language)


def _facts(step: Told, language: str) -> Iterator[Line]:
    if step.done_on:
        yield Line("fact", step.done_on.isoformat(), say("done-at", language))
    if step.who:
        yield Line("fact", step.who, say("who", language))
    if step.due:
        yield Line("fact", moment_in_words(step.due, step.zone), say("by", language))
    for contact in step.contacts:
        yield Line("fact", f"{contact.label}: {contact.value}", say("contact", language))
        yield from (Line("fact", one) for one in (contact.hours, contact.languages, contact.caution) if one)


def setting(paper: Paper) -> Setting:
    """The document as it is set."""
    return Setting(tuple(lines(paper)), paper.title, paper.language)


def as_json(paper: Paper, width: int = 0) -> str:
    """The document as JSON, after the published schema."""
    del width
    return paper.model_dump_json(indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Paper, int], Written]] = MappingProxyType({**forms_of(setting), "json": as_json})
