"""Lists of numbered options on questionary's list, with nothing pointed at until the person points."""

from __future__ import annotations

from collections.abc import Callable

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Container, ScrollOffsets, Window
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.output import Output
from questionary.prompts.common import InquirerControl

from screenkit.answers import Absent, Raw
from screenkit.pages import Given, Page
from screenkit.terminal.board import STYLE, Board, columns, wrapped
from screenkit.terminal.display import both, capital
from screenkit.terminal.ways import Way, absences
from screenkit.words import say

_POINTER = ">"
# questionary puts " > " or three spaces in front of every row.
_BESIDE = 3


class Row(questionary.Choice):
    """A numbered option, wrapped at the width of the moment."""

    def __init__(self, number: int, words: str, mark: Callable[[int], str]) -> None:
        self.number = number
        self._words = words
        self._mark = mark
        super().__init__("", value=str(number))

    @property
    def title(self) -> str:
        """The words, ready to be shown."""
        return ("\n" + " " * _BESIDE).join(self.lines())

    @title.setter
    def title(self, _: object) -> None:
        """Leaves the title to the width."""

    def lines(self) -> list[str]:
        """The number and the words within the width."""
        front = f"{self._mark(self.number)}{self.number}. "
        return wrapped(front + self._words, width=columns() - _BESIDE, hang=len(front))


class List:
    """What both kinds of list share: pointing by number or arrow, and the rows for having no answer."""

    is_list = True
    how = "nothing-chosen"
    shown: tuple[str, ...] = ("key-move", "key-choose")
    ends = "key-choose"

    def __init__(self, page: Page, board: Board, read: Input, write: Output) -> None:
        self.language = page.worker_language
        self.board = board
        self.outcomes = self.possible(page)
        words = [capital(word) if isinstance(outcome, Absent) else word for outcome, word in self.outcomes]
        self.rows = [Row(number, word, self.mark) for number, word in enumerate(words, 1)]
        self.list = InquirerControl(self.rows, pointer=_POINTER, use_indicator=False)
        self.list.pointed_at = -1
        self.question = _asked(read, write)
        self.window = Window(self.list, scroll_offsets=ScrollOffsets(bottom=self._lines_below))
        self.body: Container = self.window
        self.focus: FocusableElement = self.window
        self.keys = self._bindings()
        self._digits = ""
        self.begin(page.draft)

    def possible(self, page: Page) -> list[tuple[Given | Absent, str]]:
        """What each row stands for, and its words."""
        options = [(Given(option.name), both(option.label, option.second)) for option in page.options]
        if page.kind == "read" and not options:
            options = [(Given("read"), say("has-been-read", self.language))]
        return [*options, *_absent(page)]

    def mark(self, number: int) -> str:
        """What stands in front of a row's number."""
        del number
        return ""

    def begin(self, draft: Raw | None) -> None:
        """Points at the answer so far."""
        names = [outcome.raw if isinstance(outcome, Given) else None for outcome, _ in self.outcomes]
        if draft is not None and draft in names:
            self.list.pointed_at = names.index(draft)

    def wanted(self) -> int:
        """The rows of the terminal that the list would like."""
        return sum(len(row.lines()) for row in self.rows)

    def lean(self, way: Way) -> None:
        """Points at the reason for having no answer."""
        self.list.pointed_at = [outcome for outcome, _ in self.outcomes].index(_as_absent(way))

    def half_done(self) -> Raw | None:
        """Nothing: pointing is no answer."""
        return None

    def answer(self) -> Given | Absent | None:
        """What Enter would record."""
        return self.outcomes[self.list.pointed_at][0] if self.list.pointed_at >= 0 else None

    def _lines_below(self) -> int:
        return len(self.rows[self.list.pointed_at].lines()) - 1

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter", eager=True)
        def _(event: KeyPressEvent) -> None:
            answer = self.answer()
            self.board.status = say(self.how, self.language) if answer is None else ""
            if answer is not None:
                event.app.exit(result=answer)

        @keys.add("up", eager=True)
        def _(_: KeyPressEvent) -> None:
            self._point((max(self.list.pointed_at, 0) - 1) % len(self.rows))

        @keys.add("down", eager=True)
        def _(_: KeyPressEvent) -> None:
            self._point((self.list.pointed_at + 1) % len(self.rows))

        for digit in "0123456789":
            keys.add(digit, eager=True)(self._number)
        return keys

    def _point(self, at: int) -> None:
        self._digits = ""
        self.board.status = ""
        self.list.pointed_at = at

    def _number(self, event: KeyPressEvent) -> None:
        digit = event.key_sequence[0].key
        for digits in (self._digits + digit, digit):
            if 1 <= int(digits) <= len(self.rows):
                self._point(int(digits) - 1)
                self._digits = digits
                return
        self.board.status = say("number-not-here", self.language, typed=digit)


class TickList(List):
    """Several options by ticking; none of them, or having no answer, is ticked too, and only alone."""

    how = "nothing-ticked"
    shown: tuple[str, ...] = ("key-move", "key-tick", "key-done")
    ends = "key-done"

    def possible(self, page: Page) -> list[tuple[Given | Absent, str]]:
        options = [(Given([option.name]), both(option.label, option.second)) for option in page.options]
        return [*options, (Given([]), capital(say("none-of-these", page.worker_language))), *_absent(page)]

    def mark(self, number: int) -> str:
        return "[x] " if str(number) in self.list.selected_options else "[ ] "

    def begin(self, draft: Raw | None) -> None:
        if isinstance(draft, list):
            self.list.selected_options = [str(row.number) for row in self.rows if self._was_chosen(row, draft)]

    def lean(self, way: Way) -> None:
        super().lean(way)
        self._tick()

    def half_done(self) -> Raw | None:
        answer = self.answer()
        return answer.raw if isinstance(answer, Given) else None

    def answer(self) -> Given | Absent | None:
        ticked = [outcome for row, (outcome, _) in zip(self.rows, self.outcomes, strict=True) if self._is_ticked(row)]
        if not ticked or isinstance(ticked[0], Absent):
            return ticked[0] if ticked else None
        return Given([name for outcome in ticked if isinstance(outcome, Given) for name in outcome.raw])

    def _was_chosen(self, row: Row, draft: list[str]) -> bool:
        outcome, _ = self.outcomes[row.number - 1]
        if not isinstance(outcome, Given):
            return False
        return outcome.raw[0] in draft if outcome.raw else not draft

    def _is_ticked(self, row: Row) -> bool:
        return str(row.number) in self.list.selected_options

    def _stands_alone(self, row: Row) -> bool:
        outcome, _ = self.outcomes[row.number - 1]
        return isinstance(outcome, Absent) or not outcome.raw

    def _tick(self) -> None:
        row = self.rows[self.list.pointed_at]
        others = [other for other in self.rows if self._is_ticked(other) and other is not row]
        kept = [] if self._stands_alone(row) else [other for other in others if not self._stands_alone(other)]
        now = kept if self._is_ticked(row) else [*kept, row]
        self.list.selected_options = [str(other.number) for other in now]
        self.board.status = ""
        self._digits = ""

    def _bindings(self) -> KeyBindings:
        keys = super()._bindings()

        @keys.add(" ", eager=True)
        def _(_: KeyPressEvent) -> None:
            if self.list.pointed_at >= 0:
                self._tick()
            else:
                self.board.status = say(self.how, self.language)

        # questionary ticks everything on `a` and turns every tick round on `i`.
        @keys.add("a", eager=True)
        @keys.add("i", eager=True)
        def _(_: KeyPressEvent) -> None:
            self.board.status = say(self.how, self.language)

        return keys


def _asked(read: Input, write: Output) -> questionary.Question:
    """A prompt of questionary for its list alone; the lines that it puts round one take longer to make than that."""
    keys = KeyBindings()
    keys.add(Keys.Any)(_ignored)
    return questionary.Question(
        Application(key_bindings=keys, style=STYLE, erase_when_done=True, input=read, output=write)
    )


def _ignored(_: KeyPressEvent) -> None:
    """Letters do nothing in a list."""


def _absent(page: Page) -> list[tuple[Given | Absent, str]]:
    return [(_as_absent(way), way.name(page.worker_language)) for way in absences(page)]


def _as_absent(way: Way) -> Absent:
    return Absent(way.wish)
