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
    """The items under the headings they were asked under; after one, those without have one too."""
    is_under_one = False
    for section, rows in groupby(paper.rows, lambda row: row.section):
        if section or is_under_one:
            yield Line("heading", section or say("paper-other", paper.language))
        is_under_one = True
        for row in rows:
            yield from _row(row, paper.language)


def _numbered(paper: Paper) -> Iterator[Line]:
    """The items by their numbers; what one number asks in several questions stands under it, each with its own."""
    for number, group in groupby(paper.rows, lambda row: row.number):
        rows = tuple(group)
        if len(rows) == 1:
            yield from _row(rows[0], paper.language, f"{number}. ")
            continue
        yield Line("item", f"{number}. {rows[0].section}")
        for row in rows:
            for fact in tuple(_row(row, paper.language))[1:]:
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


def _row(row: Row, language: str, mark: str = "") -> Iterator[Line]:
    yield Line("item", mark + row.label)
    for value in row.values or (Value(given=False),):
        words = value.words if value.given else say("not-given", language)
        yield Line("fact", f"{value.owner}: {words}" if value.owner else words)
    if not row.complete:
        yield Line("fact", say("may-be-more", language))


def _steps(paper: Paper) -> Iterator[Line]:
    if paper.next_steps:
        yield Line("heading", say("next-steps", paper.language))
    for number, step in enumerate(paper.next_steps, 1):
        yield Line("item", f"{number}. {step.action}")
        yield from _facts(step, paper.language)


def _facts(step: Told, language: str) -> Iterator[Line]:
    if step.who:
        yield Line("fact", step.who, say("who", language))
    if step.due:
        yield Line("fact", moment_in_words(step.due, step.zone), say("by", language))
    for contact in step.contacts:
        extras = "; ".join(one for one in (contact.hours, contact.languages, contact.caution) if one)
        told = f"{contact.label}: {contact.value}"
        yield Line("fact", f"{told}; {extras}" if extras else told, say("contact", language))


def setting(paper: Paper) -> Setting:
    """The document as it is set."""
    return Setting(tuple(lines(paper)), paper.title, paper.language)


def as_json(paper: Paper, width: int = 0) -> str:
    """The document as JSON, after the published schema."""
    del width
    return paper.model_dump_json(indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Paper, int], Written]] = MappingProxyType({**forms_of(setting), "json": as_json})
