"""The visual face: a whole page at a time on a screen that is left as it was found."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Literal, Self, TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.answers import Absent
from screenkit.pages import Command, Film, Given, Page, Reply, Sheet
from screenkit.terminal.board import STYLE, Board, blocks_of_narrow_page, blocks_of_page, blocks_of_sheet, is_tiny
from screenkit.terminal.display import clean_page, clean_sheet
from screenkit.terminal.drafts import Drafts
from screenkit.terminal.idle import Idle
from screenkit.terminal.keys import (
    Prompt,
    fewer_keys_in_words,
    hide_key,
    keys_in_words,
    least_keys_in_words,
    leaving,
    scrolling,
    sheet_of_keys,
    stopping,
    wishes,
)
from screenkit.terminal.lists import List, TickList
from screenkit.terminal.search import LONG
from screenkit.terminal.tty import NoTerminal, flush_input, has_terminal, talk
from screenkit.terminal.ways import Own
from screenkit.words import LANGUAGES, say

if sys.platform == "win32":
    from prompt_toolkit.output.win32 import NoConsoleScreenBufferError as NoConsole
else:

    class NoConsole(Exception):  # noqa: N818 - the name that it has on Windows
        """A console that cannot be drawn on; there is none but on Windows."""


_ESCAPE_WAITS = 0.05
_Result = TypeVar("_Result")


class VisualFace:
    """A `Face` that draws; without a terminal there is none. After `hide_after` seconds without a key it hides."""

    def __init__(self, read: Input | None = None, write: Output | None = None, hide_after: float = 0) -> None:
        if (read is None or write is None) and not has_terminal():
            raise NoTerminal
        self._read = read or create_input()
        self._write = write or create_output(stdout=talk())
        if isinstance(self._write, Vt100_Output):
            # Some terminals never answer where the cursor is, and a warning would stand in the page.
            self._write.enable_cpr = False
        self._drafts = Drafts()
        self._hide_after = hide_after

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
            if left is Own.HIDE:
                self.hide()
            elif isinstance(left, Sheet):
                self.show(left)
            else:
                return left

    def show(self, sheet: Sheet) -> None:
        """Show the sheet until Enter."""
        sheet = clean_sheet(sheet)
        while self._read_once(sheet) is Own.HIDE:
            self.hide()

    def play(self, film: Film) -> None:
        """Show the pages one after the other."""
        from screenkit.terminal.player import Player  # noqa: PLC0415 - no question needs it

        player = Player(film)
        while True:
            app = player.application(self._read, self._write)
            if self._run(app, player.start(app)) is not Own.HIDE:
                return
            self.hide()

    def _ask_once(self, page: Page) -> Given | Absent | Command | Literal[Own.HIDE] | Sheet:
        prompt = prepare(page, self._read, self._write)
        self._watch(prompt.question.application)
        left: Given | Absent | Command | Own = self._run(prompt.question.application, prompt.question.unsafe_ask)
        if isinstance(left, Command | Own):
            self._drafts.keep(page, prompt.half_done())
        else:
            self._drafts.drop(page, left)
        return sheet_of_keys(page, prompt) if left is Own.KEYS else left

    def _read_once(self, sheet: Sheet) -> Own | None:
        board = Board(lambda: blocks_of_sheet(sheet), sheet.language)
        board.fewer_keys = [say("key-go-on", sheet.language), say("key-scroll", sheet.language)]
        board.keys = [*board.fewer_keys, hide_key(sheet.language)]
        board.least_keys = board.fewer_keys[:1]
        keys = KeyBindings()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=None)

        @keys.add("f9")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=Own.HIDE)

        app = self._page(board, [keys, scrolling(board)])
        self._watch(app)
        return self._run(app, app.run)

    def try_keys(self, language: str = "en") -> tuple[str, ...]:
        """Let every key be pressed until Enter; those that did not arrive."""
        from screenkit.terminal.trial import Trial  # noqa: PLC0415 - no question needs it

        trial = Trial(language)
        board = Board(trial.blocks, language)
        board.keys = [say("key-go-on", language)]
        app = self._page(board, [trial.keys])
        self._run(app, app.run)
        return trial.missing()

    def hide(self) -> None:
        """Show a neutral page until Enter twice."""
        board = Board(lambda: [("", say("hidden", language)) for language in LANGUAGES], LANGUAGES[0])
        presses: list[bool] = []
        keys = KeyBindings()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            presses.append(True)
            if len(presses) > 1:
                event.app.exit(result=None)

        app = self._page(board, [keys, stopping()])
        self._run(app, app.run)

    def _page(self, board: Board, keys: list[KeyBindings]) -> Application[Own | None]:
        return Application(
            layout=board.around(None, None, lambda: 0),
            key_bindings=merge_key_bindings(keys),
            style=STYLE,
            erase_when_done=True,
            input=self._read,
            output=self._write,
        )

    def _watch(self, app: Application[Any]) -> None:
        if self._hide_after:
            Idle(self._hide_after).watch(app)

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


def prepare(page: Page, read: Input, write: Output) -> Prompt:
    """The page's prompt with the question above and the keys below it, ready to be run."""
    board = Board(lambda: blocks_of_page(page), page.worker_language, lambda: blocks_of_narrow_page(page))
    prompt = _prompt(page)(page, board, read, write)
    board.keys = keys_in_words(page, prompt)
    board.fewer_keys = fewer_keys_in_words(page, prompt)
    board.least_keys = least_keys_in_words(page, prompt)
    app = prompt.question.application
    app.layout = board.around(prompt.body, prompt.focus, prompt.wanted)
    added = [prompt.keys, scrolling(board), wishes(page, board, prompt)]
    tiny = Condition(is_tiny)
    here = ConditionalKeyBindings(merge_key_bindings([app.key_bindings or KeyBindings(), *added]), ~tiny)
    # Where the page cannot be seen, nothing that is pressed answers it.
    app.key_bindings = merge_key_bindings([here, ConditionalKeyBindings(leaving(page), tiny)])
    return prompt


def _prompt(page: Page) -> Callable[[Page, Board, Input, Output], Prompt]:
    """The way of answering; mostly the first page is a short list, and is not kept waiting for the others."""
    if page.kind == "secret":
        from screenkit.terminal.secret import Secret  # noqa: PLC0415

        return Secret
    if page.kind in ("line", "lines"):
        from screenkit.terminal.fields import Field, Lines  # noqa: PLC0415

        return Lines if page.kind == "lines" else Field
    if len(page.options) > LONG and page.kind != "read":
        from screenkit.terminal.searching import Search, SearchSeveral  # noqa: PLC0415

        return SearchSeveral if page.kind == "choices" else Search
    return TickList if page.kind == "choices" else List
