"""What may be wished for instead of an answer, with the word that is typed and the keys that are pressed for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from screenkit.answers import Absent
from screenkit.pages import Command, Page
from screenkit.terminal.search import fold
from screenkit.words import LANGUAGES, say


class Own(StrEnum):
    """What a face does by itself."""

    HIDE = "hide"
    KEYS = "keys"


Wish = Command | Absent | Own


@dataclass(frozen=True)
class Way:
    """One wish: what it is called, the word typed for it, and its keys with the first of them as it is printed."""

    wish: Wish
    named: str
    typed: str
    keys: tuple[str, ...]
    shown: str

    def name(self, language: str) -> str:
        """What happens, in words."""
        return say(self.named, language)

    def word(self, language: str) -> str:
        """What is typed for it, with its colon."""
        return ":" + say(self.typed, language)


WAYS = (
    Way(Command.BACK, "wish-back", "typed-back", ("s-tab", "c-b"), "Shift-Tab"),
    Way(Command.HELP, "wish-help", "typed-help", ("f1",), "F1"),
    Way(Command.WHY, "wish-why", "typed-why", ("f3",), "F3"),
    Way(Command.NOTE, "wish-note", "typed-note", ("f4",), "F4"),
    Way(Command.WHO, "wish-who", "typed-who", ("c-t",), "Ctrl-T"),
    Way(Absent.UNKNOWN, "unknown", "typed-unknown", ("f5",), "F5"),
    Way(Absent.DECLINED, "declined", "typed-declined", ("f6",), "F6"),
    Way(Absent.NOT_ASKED, "later", "typed-later", ("f7",), "F7"),
    Way(Command.LANGUAGE, "wish-lang", "typed-lang", ("f8",), "F8"),
    Way(Own.HIDE, "wish-hide", "typed-hide", ("f9",), "F9"),
    Way(Command.REVIEW, "wish-review", "typed-review", ("f10",), "F10"),
    Way(Command.REMOVE, "wish-remove", "typed-remove", ("c-r",), "Ctrl-R"),
    Way(Command.SAME, "wish-same", "typed-same", ("c-y",), "Ctrl-Y"),
    Way(Own.KEYS, "wish-keys", "typed-keys", ("c-k",), "Ctrl-K"),
    Way(Command.STOP, "wish-stop", "typed-stop", ("c-x",), "Ctrl-X"),
)


def open_ways(page: Page) -> tuple[Way, ...]:
    """What this page allows; hiding the screen, and seeing what is allowed, always."""
    allowed = {*page.commands, *page.absences, *Own}
    return tuple(way for way in WAYS if way.wish in allowed)


def absences(page: Page) -> tuple[Way, ...]:
    """The reasons for having no answer that this page allows."""
    return tuple(way for way in WAYS if way.wish in page.absences)


def find_way(typed: str) -> Way | None:
    """The wish that a word stands for, in any language of the interface and without its accents."""
    word = fold(typed)
    return next((way for way in WAYS if word in {fold(say(way.typed, language)) for language in LANGUAGES}), None)


def asks_for_help(typed: str, page: Page) -> bool:
    """Whether nothing but a question mark was typed where there is help: nobody's answer is that."""
    return typed.strip() == "?" and Command.HELP in page.commands


def name_of(absent: Absent, language: str) -> str:
    """The words for having no answer."""
    return next(way.name(language) for way in WAYS if way.wish == absent)
