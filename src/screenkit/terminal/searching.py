"""Searching a long list on questionary's text prompt: letters find names, arrows point, Enter takes one."""

from __future__ import annotations

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Container, Window
from prompt_toolkit.output import Output
from prompt_toolkit.utils import get_cwidth

from screenkit.answers import Raw
from screenkit.pages import Given, Option, Page
from screenkit.terminal.board import Board, columns, wrapped
from screenkit.terminal.display import both
from screenkit.terminal.fields import BESIDE, Field
from screenkit.terminal.search import Finder
from screenkit.terminal.stack import Lines, Rows, Stack, shared
from screenkit.words import say

_SHOWN = 10
# No name is so long; whatever was pasted is not searched for letter by letter.
_LONGEST = 200
# In front of letters that were typed for a search, so that they are not taken for the name of an option.
_HALF = " "


class Search(Field):
    """One option of a long list, by some of its letters."""

    shown: tuple[str, ...] = ("key-letters", "key-arrows", "key-choose")
    ends = "key-choose"

    def __init__(self, page: Page, board: Board, read: Input, write: Output) -> None:
        self.finder = Finder(page.options)
        self.found: tuple[Option, ...] = ()
        self.pointed = -1
        super().__init__(page, board, read, write)
        self._search(self.buffer)
        self.buffer.on_text_changed += self._search
        if self.found and self.found[0].name == page.draft:
            self.pointed = 0

    def begin(self) -> str:
        half = _half_typed(self.page.draft)
        return half or next((option.label for option in self.page.options if option.name == self.page.draft), "")

    def around(self, field: Window) -> Container:
        def heights(width: int, rows: int) -> list[int]:
            # Few letters are one row, and prompt_toolkit takes long to find that out.
            is_short = get_cwidth(self.buffer.text) < columns() - BESIDE
            typed = 1 if is_short else field.preferred_height(width, rows).preferred
            return shared((len(self.in_front()), typed, sum(map(len, self._lines()))), rows)

        in_front = Rows(lambda: [[("", line)] for line in self.in_front()])
        return Stack([in_front, field, Rows(self._rows, self._pointed_row)], heights)

    def in_front(self) -> list[str]:
        """The lines in front of the letters."""
        return []

    def bindings(self) -> KeyBindings:
        keys = super().bindings()

        @keys.add("down", eager=True)
        @keys.add("tab", eager=True)
        def _(_: KeyPressEvent) -> None:
            self._point(self.pointed + 1)

        @keys.add("up", eager=True)
        def _(_: KeyPressEvent) -> None:
            self._point(max(self.pointed, 0) - 1)

        return keys

    def wanted(self) -> int:
        return super().wanted() + sum(len(lines) for lines in self._lines())

    def half_done(self) -> Raw | None:
        return _HALF + self.buffer.text if self.buffer.text else None

    def enter(self, words: str) -> Given | None:
        if self.pointed >= 0:
            return self.choose(self.found[self.pointed])
        found = self.finder.find(words[:_LONGEST])
        if len(found.options) == 1 or found.sure:
            self.pointed = 0
            self.board.status = say("enter-again", self.language, name=found.options[0].label)
            return None
        unclear = "choose-a-match" if found.options else "no-match" if words.strip() else "search-first"
        self.board.status = say(unclear, self.language)
        return None

    def choose(self, option: Option) -> Given | None:
        """The answer that the option is."""
        return Given(option.name)

    def _search(self, buffer: Buffer) -> None:
        self.pointed = -1
        self.found = self.finder.find(buffer.text).options if len(buffer.text) <= _LONGEST else ()

    def _point(self, at: int) -> None:
        count = min(len(self.found), _SHOWN)
        self.pointed = at % count if count else -1
        self._leaning = None
        self.board.status = ""

    def _lines(self) -> list[list[str]]:
        width = columns() - BESIDE
        rest = len(self.found) - _SHOWN
        names = [wrapped(both(option.label, option.second), width=width, hang=2) for option in self.found[:_SHOWN]]
        return [*names, wrapped(say("more-names", self.language, count=rest), width=width)] if rest > 0 else names

    def _rows(self) -> Lines:
        rows: list[StyleAndTextTuples] = []
        for at, lines in enumerate(self._lines()):
            front = " > " if at == self.pointed else " " * BESIDE
            style = "class:pointed" if at == self.pointed else ""
            rows += [[(style, (" " * BESIDE if number else front) + line)] for number, line in enumerate(lines)]
        return rows

    def _pointed_row(self) -> int:
        return sum(len(lines) for lines in self._lines()[: max(0, self.pointed)])


class SearchSeveral(Search):
    """Several options of a long list, one after another."""

    shown: tuple[str, ...] = ("key-letters", "key-arrows", "key-add", "key-unadd", "none-key")
    ends = "key-add"

    def __init__(self, page: Page, board: Board, read: Input, write: Output) -> None:
        kept = page.draft if isinstance(page.draft, list) else []
        self.chosen = [option for option in page.options if option.name in kept]
        self._finishing = False
        super().__init__(page, board, read, write)

    def begin(self) -> str:
        return _half_typed(self.page.draft)

    def in_front(self) -> list[str]:
        names = ", ".join(option.label for option in self.chosen)
        return wrapped(say("chosen", self.language, names=names or "-"))

    def bindings(self) -> KeyBindings:
        keys = super().bindings()

        @keys.add("backspace", eager=True, filter=Condition(lambda: not self.buffer.text))
        def _(_: KeyPressEvent) -> None:
            self.chosen = self.chosen[:-1]
            self._changed(self.buffer)

        return keys

    def wanted(self) -> int:
        return super().wanted() + len(self.in_front())

    def half_done(self) -> Raw | None:
        half = [_HALF + self.buffer.text] if self.buffer.text else []
        return [*(option.name for option in self.chosen), *half] or None

    def enter(self, words: str) -> Given | None:
        if not words.strip() and self.chosen and self.pointed < 0:
            return self._finish()
        if words.strip() == "0" and not self.chosen:
            return Given([])
        return super().enter(words)

    def choose(self, option: Option) -> Given | None:
        if option in self.chosen:
            self.board.status = say("already-chosen", self.language, name=option.label)
            return None
        self.chosen.append(option)
        self.buffer.text = ""
        return None

    def _finish(self) -> Given | None:
        if self._finishing:
            return Given([option.name for option in self.chosen])
        self._finishing = True
        self.board.status = say("finish-again", self.language)
        return None

    def _changed(self, buffer: Buffer) -> None:
        self._finishing = False
        super()._changed(buffer)


def _half_typed(draft: Raw | None) -> str:
    """The letters of a search that was left for help or a note."""
    words = draft if isinstance(draft, list) else [draft or ""]
    return next((word.removeprefix(_HALF) for word in words if word.startswith(_HALF)), "")
