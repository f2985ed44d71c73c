"""The prompts of questionary, kept from answering by accident: one class for each way of answering a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import questionary
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import AnyContainer
from prompt_toolkit.layout.layout import FocusableElement

from screenkit.questions import Raw
from screenkit.terminal.board import columns, wrapped
from screenkit.terminal.ways import Way

_POINTER = ">"
_BESIDE = 3
_NONE = "\N{EMPTY SET}"


class Prompt(Protocol):
    """One prompt on its way to an answer."""

    question: questionary.Question
    keys: KeyBindings
    body: AnyContainer
    focus: FocusableElement

    def wanted(self) -> int:
        """The rows that the prompt would like."""

    def lean(self, way: Way) -> None:
        """Takes the reason for having no answer as what Enter would record."""

    def half_done(self) -> Raw | None:
        """What is there before the answer is complete."""


class Row(questionary.Choice):
    """A numbered option that is wrapped at the width of the moment."""

    def __init__(self, number: str, words: str, value: str, mark: Callable[[str], str]) -> None:
        self._number = number
        self._words = words
        self._mark = mark
        super().__init__("", value=value)

    @property
    def title(self) -> str:  # type: ignore[override]  # a plain attribute there
        """The wrapped words."""
        return "\n".join([lines[0].lstrip() if not at else " " * _BESIDE + lines[at] for at in range(len(lines))]) if (lines := self.lines()) else ""

    @title.setter
    def title(self, _: object) -> None:
        pass

    def lines(self) -> list[str]:
        """The words, one line after another."""
        front = f"{self._mark(self.value)}{self._number}. "
        return wrapped(front + self._words, width=columns() - _BESIDE, hang=len(front))
