"""Typing on questionary's text prompt: one line, several lines, or letters that search a long list."""

from __future__ import annotations

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import AnyContainer, FormattedTextControl, HSplit, Window
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.output import Output

from screenkit.answers import Absent
from screenkit.cleaning import clean
from screenkit.pages import Given, Option, Page
from screenkit.questions import Raw
from screenkit.terminal.board import STYLE, Board, columns, wrapped
from screenkit.terminal.display import both, capital
from screenkit.terminal.search import Finder
from screenkit.terminal.ways import Way, find_way, open_ways
from screenkit.words import say

_SHOWN = 10
_BESIDE = 3


class Field:
    """Words that are typed."""

    is_list = False
    hidden = False
    shown: tuple[str, ...] = ("key-done",)

    def __init__(self, page: Page, board: Board, read: Input, write: Output) -> None:
        self.page = page
        self.language = page.worker_language
        self.board = board
        self._leaning: Absent | None = None
        self.question = questionary.text(
            ">",
            qmark="",
            default=self.begin(),
            multiline=page.kind == "lines",
            instruction="",
            style=STYLE,
            erase_when_done=True,
            is_password=self.hidden,
            input=read,
            output=write,
        )
        self.buffer = self.question.application.current_buffer
        self.buffer.accept_handler = self._accept
        self.buffer.on_text_changed += self._changed
        self.focus: FocusableElement = self.buffer
        self.body = self.around(self.question.application.layout.container)
        self.keys = self.bindings()

    def begin(self) -> str:
        """What is there to begin with."""
        return self.page.draft if isinstance(self.page.draft, str) else ""

    def around(self, field: AnyContainer) -> AnyContainer:
        """The field with what belongs to it."""
        return field

    def bindings(self) -> KeyBindings:
        """The keys of this way of typing."""
        keys = KeyBindings()

        @keys.add(Keys.BracketedPaste, eager=True)
        def _(event: KeyPressEvent) -> None:
            self._paste(clean(event.data))

        return keys

    def wanted(self) -> int:
        """The rows of the terminal that the typed words need."""
        inner = max(1, columns() - _BESIDE)
        return sum(len(wrapped(line, width=inner)) for line in self.buffer.text.split("\n")) + 1

    def lean(self, way: Way) -> None:
        """Makes the next Enter record the reason for having no answer."""
        self._leaning = Absent(way.wish)
        self.board.status = say("absent-again", self.language, words=capital(way.name(self.language)))

    def half_done(self) -> Raw | None:
        """The words so far."""
        return self.buffer.text or None

    def enter(self, words: str) -> Given | None:
        """The answer that the words are, or None after saying what is missing."""
        if words.strip():
            return Given(words)
        self.board.status = say("nothing-typed", self.language)
        return None

    def _accept(self, buffer: Buffer) -> bool:
        if self._leaning is not None:
            get_app().exit(result=self._leaning)
        elif buffer.text.startswith(":") and not buffer.text.startswith("::") and "\n" not in buffer.text.strip():
            self._wish(buffer.text[1:].strip())
        else:
            answer = self.enter(buffer.text.removeprefix(":") if buffer.text.startswith("::") else buffer.text)
            if answer is not None:
                get_app().exit(result=answer)
        return True

    def _wish(self, typed: str) -> None:
        way = find_way(typed)
        if way is None:
            self.board.status = say("no-such-command", self.language, typed=clean(typed))
            return
        self.buffer.text = ""
        if way not in open_ways(self.page):
            self.board.status = say("not-here", self.language)
        else:
            get_app().exit(result=way.wish)

    def _changed(self, _: Buffer) -> None:
        self._leaning = None
        self.board.status = ""

    def _paste(self, words: str) -> None:
        self.buffer.insert_text(" ".join(words.split("\n")).strip())
        if "\n" in words.strip():
            self.board.status = say("lines-joined", self.language)


class Lines(Field):
    """Several lines of words."""

    shown: tuple[str, ...] = ("key-done-lines",)

    def bindings(self) -> KeyBindings:
        keys = super().bindings()

        @keys.add("f2", eager=True)
        @keys.add("c-d", eager=True)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        @keys.add("enter", eager=True, filter=Condition(lambda: self._leaning is not None))
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        return keys

    def _paste(self, words: str) -> None:
        self.buffer.insert_text(words)


class Search(Field):
    """One option of a long list, by some of its letters."""

    shown: tuple[str, ...] = ("key-letters", "key-arrows", "key-choose")

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
        return next((option.label for option in self.page.options if option.name == self.page.draft), "")

    def around(self, field: AnyContainer) -> AnyContainer:
        return HSplit([field, Window(FormattedTextControl(self._rows), dont_extend_height=True)])

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
        return None

    def enter(self, words: str) -> Given | None:
        if self.pointed >= 0:
            return self.choose(self.found[self.pointed])
        found = self.finder.find(words)
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
        self.found = self.finder.find(buffer.text).options

    def _point(self, at: int) -> None:
        count = min(len(self.found), _SHOWN)
        self.pointed = at % count if count else -1
        self._leaning = None
        self.board.status = ""

    def _lines(self) -> list[list[str]]:
        width = columns() - _BESIDE
        rest = len(self.found) - _SHOWN
        names = [wrapped(both(option.label, option.second), width=width, hang=2) for option in self.found[:_SHOWN]]
        return [*names, wrapped(say("more-names", self.language, count=rest), width=width)] if rest > 0 else names

    def _rows(self) -> StyleAndTextTuples:
        parts: StyleAndTextTuples = []
        for at, lines in enumerate(self._lines()):
            front = " > " if at == self.pointed else " " * _BESIDE
            style = "class:pointed" if at == self.pointed else ""
            parts.append(("[SetCursorPosition]" if at == self.pointed else "", ""))
            parts.append((style, front + ("\n" + " " * _BESIDE).join(lines) + "\n"))
        return parts


class SearchSeveral(Search):
    """Several options of a long list, one after another."""

    shown: tuple[str, ...] = ("key-letters", "key-arrows", "key-add", "key-unadd", "none-key")

    def __init__(self, page: Page, board: Board, read: Input, write: Output) -> None:
        kept = page.draft if isinstance(page.draft, list) else []
        self.chosen = [option for option in page.options if option.name in kept]
        self._finishing = False
        super().__init__(page, board, read, write)

    def begin(self) -> str:
        return ""

    def around(self, field: AnyContainer) -> AnyContainer:
        return HSplit([Window(FormattedTextControl(self._chosen_text), dont_extend_height=True), super().around(field)])

    def bindings(self) -> KeyBindings:
        keys = super().bindings()

        @keys.add("backspace", eager=True, filter=Condition(lambda: not self.buffer.text))
        def _(_: KeyPressEvent) -> None:
            self.chosen = self.chosen[:-1]
            self._changed(self.buffer)

        return keys

    def wanted(self) -> int:
        return super().wanted() + len(self._chosen_text().split("\n"))

    def half_done(self) -> Raw | None:
        return [option.name for option in self.chosen] or None

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

    def _chosen_text(self) -> str:
        names = ", ".join(option.label for option in self.chosen)
        return "\n".join(wrapped(say("chosen", self.language, names=names or "-")))
