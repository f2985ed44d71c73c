"""Lines of a document, and the parts that they make: headings, texts and lists, for whatever sets them as pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from screenkit.cleaning import clean

_ENGLISH = "en"


@dataclass(frozen=True)
class Line:
    """One line of a document: what it is, its words, and for a fact what it is about.

    `english` is the part of the words that is English whatever the document's language, such as the title of a source.
    """

    kind: Literal["banner", "title", "heading", "text", "item", "fact"]
    words: str
    about: str = ""
    english: str = ""

    @property
    def lead(self) -> str:
        """What it is about as it stands before the words: a question has its own sign."""
        return self.about if self.about.endswith(("?", ":")) or not self.about else f"{self.about}:"


@dataclass(frozen=True)
class Setting:
    """What is set: the lines, and what a page has besides them."""

    lines: tuple[Line, ...]
    title: str
    language: str

    @property
    def banner(self) -> str:
        """What stands at the top of every page."""
        return next((visible(line.words) for line in self.lines if line.kind == "banner"), "")


_SENTENCE = re.compile(r"[^\n]+?(?<!\b[A-Z])[.?!](?=\s+[“«\"(¿¡]?[A-ZÁÉÍÓÚÑ])")
"""Up to the full stop before the next sentence; the one after a single letter, as in `U.S.`, is none."""


@dataclass(frozen=True)
class Entry:
    """An item of a list with its facts; `number` is the one it is told with."""

    words: str
    facts: tuple[Line, ...] = ()
    number: int = 0

    @property
    def lead(self) -> str:
        """Its first sentence, which is what somebody who looks for one item reads."""
        found = _SENTENCE.match(self.words)
        return found[0] if found else self.words

    @property
    def rest(self) -> str:
        """What follows the first sentence."""
        return self.words[len(self.lead) :].strip()

    def continues(self, place: int) -> bool:
        """Whether the fact is a further one of what an earlier one is about."""
        return not self.facts[place].about and any(line.about for line in self.facts[:place])


@dataclass(frozen=True)
class Part:
    """A heading, a text, or a list: with numbers, with bullets, of terms, or of facts alone."""

    kind: Literal["banner", "title", "heading", "text", "numbers", "bullets", "terms", "facts"]
    words: str = ""
    entries: tuple[Entry, ...] = ()
    level: int = 0
    english: str = ""


def levels(lines: Iterable[Line]) -> Iterator[int]:
    """The level of each line that is a heading, else 0: one title leads a document, and those after it stand below."""
    titles = 0
    for line in lines:
        titles += line.kind == "title"
        below = int(titles > 1)
        yield 1 + below if line.kind == "title" else 2 + below if line.kind == "heading" else 0


def parts(lines: Iterable[Line]) -> Iterator[Part]:
    """The parts in their order, with everything in them fit to be shown."""
    lines = tuple(lines)
    deep = iter([level for level in levels(lines) if level])
    shown = map(_shown, said_once(lines))
    for kind, entries in groupby(_units(shown), lambda unit: unit.kind):
        if kind in ("numbers", "bullets", "terms", "facts"):
            yield Part(kind, entries=tuple(entry for unit in entries for entry in unit.entries))
        elif kind in ("title", "heading"):
            yield from (replace(one, level=next(deep)) for one in entries)
        else:
            yield from entries


def parts_of(setting: Setting) -> Iterator[Part]:
    """The parts of a document; in an English one nothing has to be told apart as English."""
    lines = setting.lines
    return parts(lines if setting.language != _ENGLISH else (replace(line, english="") for line in lines))


def _shown(line: Line) -> Line:
    return replace(line, words=visible(line.words), about=visible(line.about), english=visible(line.english))


def by_language(words: str, english: str) -> tuple[str, str, str]:
    """The words before the part that is English, that part, and those after it; without one, all of them before."""
    return words.partition(english) if english else (words, "", "")


def _units(lines: Iterable[Line]) -> Iterator[Part]:
    """Each line for itself, but for the facts of an item."""
    held: Part | None = None
    for line in lines:
        if line.kind == "fact" and held is not None:
            (entry,) = held.entries
            held = replace(held, entries=(replace(entry, facts=(*entry.facts, line)),))
            continue
        if held is not None:
            yield held
        held = _opened(line)
        if line.kind != "item" and line.kind != "fact":  # noqa: PLR1714 - so that its kind is known to be one of the others
            yield Part(line.kind, line.words.strip("\n"), english=line.english.strip("\n"))
    if held is not None:
        yield held


def _opened(line: Line) -> Part | None:
    """A list that begins with the line; None where it is no item and no fact."""
    if line.kind == "fact":
        return Part("facts", entries=(Entry("", (line,)),))
    if line.kind != "item":
        return None
    if numbered := re.match(r"([0-9]{1,3})\. ", line.words):
        return Part("numbers", entries=(Entry(line.words[numbered.end() :], number=int(numbered[1])),))
    if line.words.startswith("- "):
        return Part("bullets", entries=(Entry(line.words[2:]),))
    return Part("terms", entries=(Entry(line.words),))


def said_once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what facts are about only before the first of several."""
    about = ""
    for line in lines:
        yield replace(line, about="") if line.kind == "fact" and line.about == about else line
        about = line.about


def visible(words: str) -> str:
    """The words as they can stand in a document: nothing that steers, a tab as spaces, and only what XML can hold."""
    return re.sub("[\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", clean(words)).replace("\t", "    ")
