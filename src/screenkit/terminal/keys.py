"""The keys of the visual face that are the same for every prompt, and the words that tell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Container
from prompt_toolkit.layout.layout import FocusableElement

from screenkit.answers import Absent, Raw
from screenkit.pages import Command, Page, Sheet
from screenkit.terminal.board import Board
from screenkit.terminal.display import capital
from screenkit.terminal.ways import WAYS, Own, Way, Wish, open_ways
from screenkit.words import say

# Terminals keep some function keys for themselves; letters mean nothing else in a list.
_LIST_KEYS: Mapping[Wish, tuple[str, ...]] = MappingProxyType(
    {
        Command.HELP: ("?",),
        Command.BACK: ("left",),
        Command.WHY: ("w",),
        Command.NOTE: ("n",),
        Command.WHO: ("s",),
        Command.LANGUAGE: ("l",),
        Command.REVIEW: ("r",),
        Own.HIDE: ("h",),
        Own.KEYS: ("k",),
    }
)


_PRINTED: tuple[Wish, ...] = (Command.HELP, Own.KEYS)


class Prompt(Protocol):
    """A way of answering a page."""

    shown: tuple[str, ...]
    ends: str
    is_list: bool
    question: questionary.Question
    keys: KeyBindings
    body: Container
    focus: FocusableElement

    def wanted(self) -> int:
        """The rows of the terminal that it would like."""

    def lean(self, way: Way) -> None:
        """Makes a reason for having no answer what Enter would record."""

    def half_done(self) -> Raw | None:
        """What is there before the answer is complete."""


def keys_in_words(page: Page, prompt: Prompt) -> list[str]:
    """What the line of keys says."""
    untold = (*Absent, Own.KEYS) if prompt.is_list else (Own.KEYS,)
    ways = [way for way in open_ways(page) if way.wish not in untold]
    return [*_own_keys(page, prompt), *_named(ways, page, prompt), *_typed(ways, page, prompt)]


def _typed(ways: list[Way], page: Page, prompt: Prompt) -> list[str]:
    """That wishes can be typed as well, with two of those that this page allows."""
    if prompt.is_list or page.kind == "secret":
        return []
    told = [way for way in ways if way.wish in (Command.HELP, Command.REVIEW)] or ways
    return [say("key-typed", page.worker_language, words=", ".join(way.word(page.worker_language) for way in told[:2]))]


def fewer_keys_in_words(page: Page, prompt: Prompt) -> list[str]:
    """What it says where there is little room: how to answer, help, and how to see the rest."""
    ways = [way for way in open_ways(page) if way.wish in (Command.SAME, Command.HELP, Own.KEYS)]
    return [*_own_keys(page, prompt), *_named(ways, page, prompt)]


def least_keys_in_words(page: Page, prompt: Prompt) -> list[str]:
    """What it says in the smallest window: how the answer is given, and how to see the rest."""
    ways = [way for way in open_ways(page) if way.wish is Own.KEYS]
    return [say(prompt.ends, page.worker_language), *_named(ways, page, prompt)]


def sheet_of_keys(page: Page, prompt: Prompt) -> Sheet:
    """Every key, one to a line."""
    keys = [*_own_keys(page, prompt), *_named(list(open_ways(page)), page, prompt)]
    heading = capital(say("wish-keys", page.worker_language))
    return Sheet(heading, ("\n".join(keys),), page.banner, page.worker_language)


def _own_keys(page: Page, prompt: Prompt) -> list[str]:
    return [say(key, page.worker_language) for key in prompt.shown]


def _named(ways: list[Way], page: Page, prompt: Prompt) -> list[str]:
    letters = _LIST_KEYS if prompt.is_list else {}
    return [f"{_key(way, letters)}: {way.name(page.worker_language)}" for way in ways]


def _key(way: Way, letters: Mapping[Wish, tuple[str, ...]]) -> str:
    """The key as it is printed: where letters mean nothing else, `?` and `k` are the nearest."""
    return letters.get(way.wish, ("",))[0] if way.wish in letters and way.wish in _PRINTED else way.shown


def hide_key(language: str) -> str:
    """The key that hides the screen, in words."""
    return next(f"{way.shown}: {way.name(language)}" for way in WAYS if way.wish is Own.HIDE)


def wishes(page: Page, board: Board, prompt: Prompt) -> KeyBindings:
    """A key for every wish; one that this page does not allow says so."""
    keys = KeyBindings()
    for way in WAYS:
        more = _LIST_KEYS.get(way.wish, ()) if prompt.is_list else ()
        for key in (*way.keys, *more):
            keys.add(key, eager=True)(_wish(way, page, board, prompt))
    return keys


def leaving(page: Page) -> KeyBindings:
    """The keys of a window in which nothing can be answered: hiding it, saving and stopping."""
    keys = stopping()
    keys.add(Keys.Any, eager=True)(lambda _: None)
    for way in WAYS:
        if way.wish is Own.HIDE or (way.wish is Command.STOP and Command.STOP in page.commands):
            for key in way.keys:
                keys.add(key, eager=True)(_leave(way.wish))
    return keys


def _leave(wish: Wish) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=wish)


def _wish(way: Way, page: Page, board: Board, prompt: Prompt) -> Callable[[KeyPressEvent], None]:
    def press(event: KeyPressEvent) -> None:
        if way not in open_ways(page):
            board.status = say("not-here", page.worker_language)
        elif isinstance(way.wish, Absent):
            prompt.lean(way)
        else:
            event.app.exit(result=way.wish)

    return press


def scrolling(board: Board) -> KeyBindings:
    """Stopping, and keys for a text that is longer than the terminal."""
    keys = stopping()

    @keys.add("pagedown", eager=True)
    def _(_: KeyPressEvent) -> None:
        board.scroll(1)

    @keys.add("pageup", eager=True)
    def _(_: KeyPressEvent) -> None:
        board.scroll(-1)

    return keys


def stopping() -> KeyBindings:
    """Ctrl-C is KeyboardInterrupt; keys that would do harm do nothing."""
    keys = KeyBindings()

    @keys.add("c-c", eager=True)
    @keys.add("<sigint>", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    # Ctrl-Z and Ctrl-Q put control signs into the words, Ctrl-O is Enter, Ctrl-S looks for something in a line that is
    # not shown, and Ctrl-D ends some prompts with EOFError.
    @keys.add("c-o", eager=True)
    @keys.add("c-s", eager=True)
    @keys.add("c-z", eager=True)
    @keys.add("c-q", eager=True)
    @keys.add("c-d")
    def _(_: KeyPressEvent) -> None:
        """Does nothing."""

    return keys
