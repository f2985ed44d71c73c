"""The visual face: a whole page at a time on a screen that is left as it was found."""

from __future__ import annotations

import sys
from typing import Protocol

import questionary
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import AnyContainer
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.answers import Absent
from screenkit.pages import Command, Given, Page, Reply, Sheet
from screenkit.questions import Raw
from screenkit.terminal.display import clean_page, clean_sheet
from screenkit.terminal.drafts import Drafts
from screenkit.terminal.tty import NoTerminal, has_terminal, talk
from screenkit.terminal.ways import Own, Way

if sys.platform == "win32":
    from prompt_toolkit.output.win32 import NoConsoleScreenBufferError as NoConsole
else:

    class NoConsole(Exception):  # noqa: N818 - the name that it has on Windows
        """A console that cannot be drawn on; there is none but on Windows."""


_ESCAPE_WAITS = 0.05
_Left = Given | Absent | Command | Own


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

    def __enter__(self) -> VisualFace:
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
            self._hide(page.worker_language, page.language)

    def show(self, sheet: Sheet) -> None:
        """Show the sheet until Enter."""
        sheet = clean_sheet(sheet)
        while self._read_once(sheet) is Own.HIDE:
            self._hide(sheet.language, sheet.language)
