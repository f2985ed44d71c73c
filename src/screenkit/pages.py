"""What a face shows and what it hands back: everything the person sees, and nothing of how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from screenkit.answers import Absent, Raw

if TYPE_CHECKING:
    from screenkit.layout import Line

Kind = Literal["choice", "choices", "line", "lines", "read", "secret"]
"""One of the options, several, one line of words, several lines, something to acknowledge, or a passphrase."""


class Command(StrEnum):
    """What the person may want instead of answering."""

    BACK = "back"
    HELP = "help"
    WHY = "why"
    NOTE = "note"
    WHO = "who"
    LANGUAGE = "lang"
    REVIEW = "review"
    REMOVE = "remove"
    STOP = "stop"
    SAME = "same"


@dataclass(frozen=True)
class Option:
    """Something to choose: its name, its words, the same in the worker's language, and names a search finds it by."""

    name: str
    label: str
    second: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One question as it is put.

    `reading` is to be looked over while replying, line by line.
    `read_aloud` is in the family's language and `second` the same in the worker's, empty where that is the same one.
    `current` is the answer so far in words and `draft` what to begin editing from. `earlier` is one sentence about what
    was told in another screening. `message` is one sentence about
    what just happened. `commands` and `absences` are what may be said instead of an answer. `key` tells one question
    from every other whatever the language, so that what was half typed comes back to it and to nothing else.
    """

    kind: Kind
    read_aloud: str
    language: str = "en"
    worker_language: str = "en"
    banner: str = ""
    title: str = ""
    section: str = ""
    progress: str = ""
    second: str = ""
    hint: str = ""
    reading: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    current: str = ""
    earlier: str = ""
    draft: Raw | None = None
    message: str = ""
    commands: tuple[Command, ...] = ()
    absences: tuple[Absent, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Given:
    """An answer as it was typed or chosen; the question's own `parse` decides whether it is one."""

    raw: Raw


Reply = Given | Absent | Command


@dataclass(frozen=True)
class Sheet:
    """Something to read: a heading and paragraphs, or a whole document."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    banner: str = ""
    language: str = "en"
    document: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Film:
    """Sheets to be read one after the other, each for so many seconds."""

    sheets: tuple[Sheet, ...]
    seconds: tuple[float, ...]
    language: str = "en"


class Face(Protocol):
    """A way of talking with the person at the terminal."""

    def ask(self, page: Page) -> Reply:
        """Put the question; KeyboardInterrupt and EOFError are the person's wish to stop."""

    def show(self, sheet: Sheet) -> None:
        """Let the person read something."""

    def play(self, film: Film) -> None:
        """Let the person watch it, pause it, and go on or back by a step."""

    def hide(self) -> None:
        """Show nothing of the screening until the person returns."""
