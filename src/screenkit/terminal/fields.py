"""Typing on questionary's text prompt: one line, several lines, or letters that search a long list."""

from __future__ import annotations

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, emacs_insert_mode
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Container, Window
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.output import Output
from prompt_toolkit.utils import get_cwidth

from screenkit.answers import Absent, Raw
from screenkit.cleaning import clean
from screenkit.pages import Command, Given, Page
from screenkit.terminal.board import STYLE, Board, columns
from screenkit.terminal.display import capital
from screenkit.terminal.ways import Way, asks_for_help, find_way, open_ways
from screenkit.words import say
from screenkit.wrapping import wrap

BESIDE = 3


class Field:
    """Words that are typed."""

    is_list = False
    hidden = False
    shown: tuple[str, ...] = ("key-done",)
    ends = "key-done"

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
        self.body = self.around(self._window())
        self.keys = self.bindings()

    def _window(self) -> Window:
        """The field alone: questionary's menus and toolbars never show anything here, and each key would draw them."""
        windows = self.question.application.layout.find_all_windows()
        return next(one for one in windows if getattr(one.content, "buffer", None) is self.buffer)

    def begin(self) -> str:
        """What is there to begin with."""
        return self.page.draft if isinstance(self.page.draft, str) else ""

    def around(self, field: Window) -> Container:
        """The field with what belongs to it."""
        return field

    def bindings(self) -> KeyBindings:
        """The keys of this way of typing."""
        keys = KeyBindings()

        @keys.add(Keys.BracketedPaste, eager=True)
        def _(event: KeyPressEvent) -> None:
            self._paste(clean(event.data))

        @keys.add(Keys.Any, filter=emacs_insert_mode, save_before=lambda event: not event.is_repeat)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text(event.data * event.arg + _waiting(event))

        return keys

    def wanted(self) -> int:
        """The rows of the terminal that the typed words need."""
        inner = max(1, columns() - BESIDE)
        return sum(len(wrap(line, inner, measure=get_cwidth)) for line in self.buffer.text.split("\n")) + 1

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
        elif asks_for_help(buffer.text, self.page):
            self.buffer.text = ""
            get_app().exit(result=Command.HELP)
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


def _waiting(event: KeyPressEvent) -> str:
    """The letters that have arrived behind this one, taken together: a paste may come as thousands of single keys."""
    queue, letters = event.key_processor.input_queue, []
    # What is no letter, even what prompt_toolkit itself puts there, has other data than its name.
    while queue and queue[0].data == queue[0].key and queue[0].data.isprintable():
        letters.append(queue.popleft().data)
    return "".join(letters)


class Lines(Field):
    """Several lines of words."""

    shown: tuple[str, ...] = ("key-done-lines",)
    ends = "key-done-lines"

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
