"""The keys of the visual face that are the same for every prompt, and the words that tell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import AnyContainer
from prompt_toolkit.layout.layout import FocusableElement

from screenkit.answers import Absent
from screenkit.pages import Command, Page
from screenkit.questions import Raw
from screenkit.terminal.board import Board
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
    }
)


class Prompt(Protocol):
    """A way of answering a page."""

    shown: tuple[str, ...]
    is_list: bool
    question: questionary.Question
    keys: KeyBindings
    body: AnyContainer
    focus: FocusableElement

    def wanted(self) -> int:
        """The rows of the terminal that it would like."""

    def lean(self, way: Way) -> None:
        """Makes a reason for having no answer what Enter would record."""

    def half_done(self) -> Raw | None:
        """What is there before the answer is complete."""


def keys_in_words(page: Page, prompt: Prompt) -> list[str]:
    """What the line of keys says."""
    language = page.worker_language
    ways = [way for way in open_ways(page) if not (prompt.is_list and isinstance(way.wish, Absent))]
    shown = ["? " if prompt.is_list and way.wish is Command.HELP else way.shown for way in ways]
    named = [f"{key.strip()}: {way.name(language)}" for key, way in zip(shown, ways, strict=True)]
    typed = [] if prompt.is_list or page.kind == "secret" else [say("key-typed", language)]
    return [*(say(key, language) for key in prompt.shown), *named, *typed]


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

    # Ctrl-Z and Ctrl-Q put control signs into the words, Ctrl-O is Enter, and Ctrl-D ends some prompts with EOFError.
    @keys.add("c-o", eager=True)
    @keys.add("c-z", eager=True)
    @keys.add("c-q", eager=True)
    @keys.add("c-d")
    def _(_: KeyPressEvent) -> None:
        """Does nothing."""

    return keys
