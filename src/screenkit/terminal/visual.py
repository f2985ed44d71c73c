"""The visual face: a whole page at a time on a screen that is left as it was found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, Self, TypeVar

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import AnyContainer
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.answers import Absent
from screenkit.pages import Command, Given, Kind, Page, Reply, Sheet
from screenkit.questions import Raw
from screenkit.terminal.board import STYLE, Board, blocks_of_page, blocks_of_sheet
from screenkit.terminal.display import clean_page, clean_sheet
from screenkit.terminal.drafts import Drafts
from screenkit.terminal.fields import Field, Lines, Search, SearchSeveral
from screenkit.terminal.lists import List, TickList
from screenkit.terminal.search import LONG
from screenkit.terminal.tty import NoTerminal, flush_input, has_terminal, talk
from screenkit.terminal.ways import WAYS, Own, Way, Wish, open_ways
from screenkit.words import LANGUAGES, say

if sys.platform == "win32":
    from prompt_toolkit.output.win32 import NoConsoleScreenBufferError as NoConsole
else:

    class NoConsole(Exception):  # noqa: N818 - the name that it has on Windows
        """A console that cannot be drawn on; there is none but on Windows."""


_ESCAPE_WAITS = 0.05
_Result = TypeVar("_Result")


class Prompt(Protocol):
    """A way of answering a page."""

    shown: tuple[str, ...]
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


class VisualFace:
    """A `Face` that draws; without a terminal there is none."""

    def __init__(self, read: Input | None = None, write: Output | None = None) -> None:
        if (read is None or write is None) and not has_terminal():
            raise NoTerminal
        self._read = read or create_input()
        self._write = write or create_output(stdout=talk())
        if isinstance(self._write, Vt100_Output):
            # Some terminals never answer where the cursor is, and a warning would stand in the page.
            self._write.enable_cpr = False
        self._drafts = Drafts()

    def __enter__(self) -> Self:
        self._write.enter_alternate_screen()
        self._write.flush()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
        self._write.quit_alternate_screen()
        self._write.flush()

    def ask(self, page: Page) -> Reply:
        """Put the question and return what was answered or wished."""
        page = clean_page(page)
        while True:
            left = self._ask_once(self._drafts.restore(page))
            if not isinstance(left, Own):
                return left
            self._hide()

    def show(self, sheet: Sheet) -> None:
        """Show the sheet until Enter."""
        sheet = clean_sheet(sheet)
        while self._read_once(sheet) is Own.HIDE:
            self._hide()

    def _ask_once(self, page: Page) -> Given | Absent | Command | Own:
        board = Board(blocks_of_page(page), page.worker_language)
        prompt = self._prompt(page, board)
        board.keys = _keys_in_words(page, prompt)
        app = prompt.question.application
        app.layout = board.around(prompt.body, prompt.focus, prompt.wanted)
        added = [prompt.keys, _steering(board), _wishes(page, board, prompt)]
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), *added])
        left: Given | Absent | Command | Own = self._run(app, prompt.question.unsafe_ask)
        if isinstance(left, Command | Own):
            self._drafts.keep(page, prompt.half_done())
        else:
            self._drafts.drop(page)
        return left

    def _prompt(self, page: Page, board: Board) -> Prompt:
        return _PROMPTS[page.kind, len(page.options) > LONG](page, board, self._read, self._write)

    def _read_once(self, sheet: Sheet) -> Own | None:
        board = Board(blocks_of_sheet(sheet), sheet.language)
        board.keys = [say("key-go-on", sheet.language), say("key-scroll", sheet.language), _hide_key(sheet.language)]
        keys = KeyBindings()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=None)

        @keys.add("f9")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=Own.HIDE)

        return self._read_page(board, [keys, _steering(board)])

    def _hide(self) -> None:
        board = Board([("", say("hidden", language)) for language in LANGUAGES], LANGUAGES[0])
        presses: list[bool] = []
        keys = KeyBindings()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            presses.append(True)
            if len(presses) > 1:
                event.app.exit(result=None)

        self._read_page(board, [keys, _stopping()])

    def _read_page(self, board: Board, keys: list[KeyBindings]) -> Own | None:
        app: Application[Own | None] = Application(
            layout=board.around(None, None, lambda: 0),
            key_bindings=merge_key_bindings(keys),
            style=STYLE,
            erase_when_done=True,
            input=self._read,
            output=self._write,
        )
        return self._run(app, app.run)

    def _run(self, app: Application[Any], start: Callable[[], _Result]) -> _Result:
        app.ttimeoutlen = _ESCAPE_WAITS
        self._clear()
        clear_typeahead(self._read)
        flush_input(sys.stdin)
        return start()

    def _clear(self) -> None:
        self._write.erase_screen()
        self._write.cursor_goto(0, 0)
        self._write.flush()


_PROMPTS: Mapping[tuple[Kind, bool], Callable[[Page, Board, Input, Output], Prompt]] = MappingProxyType(
    {
        ("choice", False): List,
        ("choice", True): Search,
        ("choices", False): TickList,
        ("choices", True): SearchSeveral,
        ("line", False): Field,
        ("lines", False): Lines,
        ("read", False): List,
    }
)


def _keys_in_words(page: Page, prompt: Prompt) -> list[str]:
    language = page.worker_language
    is_list = isinstance(prompt, List)
    ways = [way for way in open_ways(page) if not (is_list and isinstance(way.wish, Absent))]
    shown = ["? " if is_list and way.wish is Command.HELP else way.shown for way in ways]
    named = [f"{key.strip()}: {way.name(language)}" for key, way in zip(shown, ways, strict=True)]
    return [*(say(key, language) for key in prompt.shown), *named]


def _hide_key(language: str) -> str:
    return next(f"{way.shown}: {way.name(language)}" for way in WAYS if way.wish is Own.HIDE)


def _wishes(page: Page, board: Board, prompt: Prompt) -> KeyBindings:
    keys = KeyBindings()
    for way in WAYS:
        more = _LIST_KEYS.get(way.wish, ()) if isinstance(prompt, List) else ()
        for key in (*way.keys, *more):
            keys.add(key, eager=True)(_wish(way, page, board, prompt))
    return keys


_LIST_KEYS: Mapping[Wish, tuple[str, ...]] = MappingProxyType({Command.HELP: ("?",), Command.BACK: ("left",)})


def _wish(way: Way, page: Page, board: Board, prompt: Prompt) -> Callable[[KeyPressEvent], None]:
    def press(event: KeyPressEvent) -> None:
        if way not in open_ways(page):
            board.status = say("not-here", page.worker_language)
        elif isinstance(way.wish, Absent):
            prompt.lean(way)
        else:
            event.app.exit(result=way.wish)

    return press


def _steering(board: Board) -> KeyBindings:
    keys = _stopping()

    @keys.add("pagedown", eager=True)
    def _(_: KeyPressEvent) -> None:
        board.scroll(1)

    @keys.add("pageup", eager=True)
    def _(_: KeyPressEvent) -> None:
        board.scroll(-1)

    return keys


def _stopping() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c", eager=True)
    @keys.add("<sigint>", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    # Control signs would get into the words (Ctrl-Z, Ctrl-Q), and Ctrl-D ends some prompts with a traceback.
    @keys.add("c-z", eager=True)
    @keys.add("c-q", eager=True)
    @keys.add("c-d")
    def _(_: KeyPressEvent) -> None:
        """Does nothing."""

    return keys
