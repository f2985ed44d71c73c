"""How each kind of page is answered line by line: what each line typed does, without reading or writing any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from screenkit.answers import Absent
from screenkit.pages import Given, Option, Page
from screenkit.questions import Raw
from screenkit.terminal.display import both, capital, clean
from screenkit.terminal.search import LONG, Finder, fold
from screenkit.terminal.ways import absences
from screenkit.words import say

Taken = Given | Absent | Sequence[str]
"""The answer, or what to tell the person before the next line."""


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


class Chooser:
    """Choosing one option by its number or its words; long lists by a part of their words."""

    def __init__(self, page: Page, options: tuple[Option, ...]) -> None:
        self.language = page.worker_language
        self.options = options
        self.is_long = len(options) > LONG
        self.numbered = () if self.is_long else options
        self._finder = Finder(options)

    def rows(self) -> list[str]:
        """The numbered options."""
        return [f"{number}. {both(o.label, o.second)}" for number, o in enumerate(self.numbered, 1)]

    def find(self, typed: str) -> Option | Sequence[str]:
        """The option that is meant, or what to tell."""
        if typed.isascii() and typed.isdecimal():
            number = int(typed)
            if 1 <= number <= len(self.numbered):
                return self.numbered[number - 1]
            return [say("number-not-here", self.language, typed=typed)]
        return self._search(typed) if self.is_long else self._by_words(typed)

    def _by_words(self, typed: str) -> Option | Sequence[str]:
        words = fold(typed)
        found = [o for o in self.options if words in {fold(name) for name in (o.label, o.second, o.name, *o.also)}]
        return found[0] if words and len(found) == 1 else [say("how-choice", self.language)]

    def _search(self, typed: str) -> Option | Sequence[str]:
        found = self._finder.find(typed)
        if found.sure:
            return found.options[0]
        self.numbered = found.options[:LONG]
        if not found.options:
            return [say("no-match", self.language)]
        rest = len(found.options) - len(self.numbered)
        more = [say("more-names", self.language, count=rest)] if rest else []
        return [say("several-names", self.language), *self.rows(), *more]


class OneOf:
    """One of the options, or a reason for having none, by number."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.language = page.worker_language
        self.chooser = Chooser(page, page.options)
        self._absences = () if self.chooser.is_long else absences(page)
        self._chosen = ""

    def opening(self) -> Sequence[str]:
        first = len(self.chooser.numbered) + 1
        return [
            *self.chooser.rows(),
            *(f"{number}. {capital(way.name(self.language))}" for number, way in enumerate(self._absences, first)),
        ]

    def prompt(self) -> str:
        return say("ask-name" if self.chooser.is_long else "ask-number", self.language)

    def how(self) -> str:
        how = say("how-search" if self.chooser.is_long else "how-choice", self.language)
        return f"{how} {say('how-keep', self.language)}" if self.page.draft else how

    def takes_empty(self) -> bool:
        return False

    def take(self, line: str) -> Taken:
        typed = clean(line).strip()
        if typed == "=" and isinstance(self.page.draft, str):
            return self._give(next((o for o in self.page.options if o.name == self.page.draft), None))
        absent = self._absent(typed)
        if absent is not None:
            return absent
        found = self.chooser.find(typed)
        return self._give(found) if isinstance(found, Option) else found

    def half_done(self) -> Raw | None:
        return None

    def in_words(self) -> str:
        return self._chosen

    def _give(self, option: Option | None) -> Taken:
        if option is None:
            return [say("not-here", self.language)]
        self._chosen = option.label
        return Given(option.name)

    def _absent(self, typed: str) -> Absent | None:
        first = len(self.chooser.numbered) + 1
        numbers = {str(number): way.wish for number, way in enumerate(self._absences, first)}
        wish = numbers.get(typed)
        return wish if isinstance(wish, Absent) else None


class Acknowledged(OneOf):
    """Something to read aloud, acknowledged by number."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        read = Option("read", say("has-been-read", page.worker_language))
        self.chooser = Chooser(page, page.options or (read,))


class SeveralOf:
    """Several of the options, one line after another."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self.chooser = Chooser(page, page.options)
        kept = page.draft if isinstance(page.draft, list) else []
        self._chosen = [option for option in page.options if option.name in kept]
        self._none = False

    def opening(self) -> Sequence[str]:
        none = f"0. {capital(say('none-of-these', self.language))}"
        return [*self.chooser.rows(), none, *self._so_far()]

    def prompt(self) -> str:
        return say("ask-next" if self._chosen else "ask-name" if self.chooser.is_long else "ask-number", self.language)

    def how(self) -> str:
        return say("how-search-several" if self.chooser.is_long else "how-choices", self.language)

    def takes_empty(self) -> bool:
        return bool(self._chosen)

    def take(self, line: str) -> Taken:
        typed = clean(line).strip()
        if not typed:
            return Given([option.name for option in self._chosen])
        if typed == "0" and not self._chosen:
            self._none = True
            return Given([])
        if typed.startswith("-"):
            return self._remove(typed[1:].strip())
        found = self.chooser.find(typed)
        return self._add(found) if isinstance(found, Option) else found

    def half_done(self) -> Raw | None:
        return [option.name for option in self._chosen] or None

    def in_words(self) -> str:
        return say("none-of-these", self.language) if self._none else _labels(self._chosen)

    def _so_far(self) -> Sequence[str]:
        return [say("chosen", self.language, names=_labels(self._chosen))] if self._chosen else []

    def _add(self, option: Option) -> Taken:
        if option in self._chosen:
            return [say("already-chosen", self.language, name=option.label)]
        self._chosen.append(option)
        return self._so_far()

    def _remove(self, typed: str) -> Taken:
        last = self._chosen[-1:] if not typed else []
        found = last[0] if last else self.chooser.find(typed)
        if not isinstance(found, Option) or found not in self._chosen:
            return [say("not-chosen", self.language)]
        self._chosen.remove(found)
        return [say("removed", self.language, name=found.label), *self._so_far()]


class OneLine:
    """One line of words."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self._draft = page.draft if isinstance(page.draft, str) else ""
        self._words = ""

    def opening(self) -> Sequence[str]:
        return []

    def prompt(self) -> str:
        return say("ask-words", self.language)

    def how(self) -> str:
        how = say("how-line", self.language)
        return f"{how} {say('how-keep', self.language)}" if self._draft else how

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
        case "lines":
            return SeveralLines(page)
        case "read":
            return Acknowledged(page)


def _labels(options: Sequence[Option]) -> str:
    return ", ".join(option.label for option in options)
