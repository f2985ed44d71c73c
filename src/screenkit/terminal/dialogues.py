"""How each kind of page is answered line by line: what each line typed does, without reading or writing any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from screenkit.answers import Raw
from screenkit.cleaning import clean
from screenkit.pages import Given, Page
from screenkit.terminal.choosing import Acknowledged, OneOf, SeveralOf, Taken
from screenkit.words import say


class Dialogue(Protocol):
    """The lines that lead to one answer."""

    def opening(self) -> Sequence[str]:
        """What is told below the question."""

    def prompt(self) -> str:
        """What stands in front of the next line."""

    def how(self) -> str:
        """How this kind of question is answered, for someone who typed nothing."""

    def takes_empty(self) -> bool:
        """Whether an empty line means something at this point."""

    def take(self, line: str) -> Taken:
        """What the line does."""

    def half_done(self) -> Raw | None:
        """What is there before the answer is complete."""

    def in_words(self) -> str:
        """The answer in words."""


class OneLine:
    """One line of words."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self._draft = page.draft if isinstance(page.draft, str) else ""
        self._words = ""

    def opening(self) -> Sequence[str]:
        return [say("how-keep", self.language, answer=clean(self._draft))] if self._draft else []

    def prompt(self) -> str:
        return say("ask-words", self.language)

    def how(self) -> str:
        return say("how-line", self.language)

    def takes_empty(self) -> bool:
        return False

    def take(self, line: str) -> Taken:
        self._words = self._draft if line.strip() == "=" and self._draft else line
        return Given(self._words)

    def half_done(self) -> Raw | None:
        return None

    def in_words(self) -> str:
        return self._words.strip()


class SeveralLines:
    """Several lines of words, until one that holds only a full stop."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self._lines = page.draft.split("\n") if isinstance(page.draft, str) and page.draft else []

    def opening(self) -> Sequence[str]:
        return [self.how(), *(clean(line) for line in self._lines)]

    def prompt(self) -> str:
        return say("ask-line", self.language)

    def how(self) -> str:
        return say("how-lines", self.language)

    def takes_empty(self) -> bool:
        return any(line.strip() for line in self._lines)

    def take(self, line: str) -> Taken:
        if line.strip() == "." and self.takes_empty():
            return Given("\n".join(self._lines))
        if line.strip() == "-":
            return [say("removed", self.language, name=clean(self._lines.pop()))] if self._lines else []
        if line.strip() == ".":
            return [say("nothing-typed", self.language)]
        self._lines.append(line)
        return []

    def half_done(self) -> Raw | None:
        return "\n".join(self._lines) or None

    def in_words(self) -> str:
        return say("lines-written", self.language, count=len(self._lines))


def dialogue_for(page: Page) -> Dialogue:
    """The dialogue for the page's kind."""
    match page.kind:
        case "choice":
            return OneOf(page)
        case "choices":
            return SeveralOf(page)
        case "line":
            return OneLine(page)
        case "lines" | "secret":
            return SeveralLines(page)
        case "read":
            return Acknowledged(page)
