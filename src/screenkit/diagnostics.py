"""`Diagnostic`, one fault of a file, and its text; knows nothing of what a file means."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Route = tuple[str | int, ...]
Severity = Literal["error", "note"]

WIDEST = 200
_QUOTED = 60
# What a terminal would obey, a printer could not encode, or a reader would take for a new line.
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Place:
    """A span of characters on one line; lines and columns count from 1, columns in characters."""

    line: int
    column: int
    length: int = 1

    @property
    def end_column(self) -> int:
        """The column after the last character."""
        return self.column + self.length


@dataclass(frozen=True)
class Diagnostic:
    """One fault: what it is called, what is wrong, where, and the way out if we know it.

    `excerpt` is the whole line of the file, or None when the line may hold an answer.
    `also` is the second place when two are involved; `also_text` says what stands there.
    A note is worth knowing and no fault. `route` leads to the place; a file that holds answers gives none.
    """

    code: str
    message: str
    file: str
    place: Place | None
    excerpt: str | None
    hint: str | None = None
    also: Place | None = None
    also_text: str = "first defined"
    severity: Severity = "error"
    route: Route = field(default=(), compare=False, repr=False)

    def as_note(self) -> Diagnostic:
        """The same as a note."""
        return replace(self, severity="note")

    def __str__(self) -> str:
        """The header, the line with carets under the fault, the second place, and the hint."""
        return "\n".join(self._lines())

    def header(self, kind: str) -> str:
        """Where, what kind of thing, its code, and what it says."""
        where = f":{self.place.line}:{self.place.column}" if self.place else ""
        return f"{showable(self.file)}{where}: {kind}[{self.code}]: {showable(self.message)}"

    def _lines(self) -> Iterator[str]:
        yield self.header(self.severity)
        if self.place and self.excerpt is not None and self.place.column <= WIDEST:
            yield from _underlined(showable(self.excerpt), self.place)
        if self.also:
            yield f"  also: {showable(self.also_text)} on line {self.also.line}"
        if self.hint:
            yield f"  hint: {showable(self.hint)}"


def _underlined(line: str, place: Place) -> Iterator[str]:
    number = f"{place.line:5}"
    before, under = line[: place.column - 1], line[place.column - 1 :][: place.length]
    missing = place.column - 1 - len(before)
    yield f"{number} | {line}".rstrip()
    yield f"{' ' * len(number)} | {' ' * (_width(before) + missing)}{'^' * max(1, _width(under))}"


def _width(text: str) -> int:
    """Return the terminal columns that the text takes, so that carets stand under what they mean."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def showable(text: str) -> str:
    """Return the text with tabs as spaces and everything that could steer a terminal replaced, one for one."""
    return _UNSHOWABLE.sub("\ufffd", text.replace("\t", " "))


def excerpt(line: str) -> str:
    """Return a line of a file as a diagnostic shows it: nothing that steers a terminal, 200 characters at most."""
    shown = showable(line.rstrip())
    return shown if len(shown) <= WIDEST else shown[: WIDEST - 1] + "…"


def quoted(text: str) -> str:
    """Return what an author wrote, in backticks and cut when it is long."""
    shown = showable(text)
    return f"`{shown}`" if len(shown) <= _QUOTED else f"`{shown[:_QUOTED]}…`"


def near(name: str, candidates: Iterable[str]) -> str | None:
    """Return the hint "did you mean `nationality`?" for the nearest candidate, or None when none is near."""
    if len(name) > _QUOTED:
        return None
    found = difflib.get_close_matches(name, sorted(set(candidates)), n=1)
    return f"did you mean {quoted(found[0])}?" if found else None


def report(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the texts of all diagnostics, sorted by file and place, one under the other."""
    return "\n".join(map(str, in_order(diagnostics)))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by file and place."""
    return tuple(sorted(diagnostics, key=_order))


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    place = diagnostic.place
    return diagnostic.file, place.line if place else 0, place.column if place else 0, diagnostic.code
