"""Choosing line by line: one option or several, by number, by words, or by letters where the list is long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from screenkit.answers import Absent, Raw
from screenkit.cleaning import clean
from screenkit.pages import Given, Option, Page
from screenkit.terminal.display import both, capital
from screenkit.terminal.search import LONG, Finder, fold
from screenkit.terminal.ways import absences, name_of
from screenkit.words import say

Taken = Given | Absent | Sequence[str]
"""The answer, or what to tell the person before the next line."""


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
        heading = "several-names" if len(found.options) > 1 else "one-name"
        return [say(heading, self.language), *self.rows(), *more]


class OneOf:
    """One of the options, or a reason for having none, by number."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self.chooser = Chooser(page, self.options(page))
        self._kept = next((option for option in page.options if option.name == page.draft), None)
        self._absences = _numbered_absences(page, self.chooser)
        self._chosen = ""

    def options(self, page: Page) -> tuple[Option, ...]:
        """What can be chosen."""
        return page.options

    def opening(self) -> Sequence[str]:
        keep = [say("how-keep", self.language, answer=self._kept.label)] if self._kept else []
        return [*self.chooser.rows(), *_rows(self._absences, self.language), *keep]

    def prompt(self) -> str:
        return say("ask-name" if self.chooser.is_long else "ask-number", self.language)

    def how(self) -> str:
        return say("how-search" if self.chooser.is_long else "how-choice", self.language)

    def takes_empty(self) -> bool:
        return False

    def take(self, line: str) -> Taken:
        typed = clean(line).strip()
        if typed in self._absences:
            return self._absences[typed]
        found = self._kept if typed == "=" and self._kept else self.chooser.find(typed)
        if not isinstance(found, Option):
            return found
        self._chosen = found.label
        return Given(found.name)

    def half_done(self) -> Raw | None:
        return None

    def in_words(self) -> str:
        return self._chosen


class Acknowledged(OneOf):
    """Something to read aloud, acknowledged by number."""

    def options(self, page: Page) -> tuple[Option, ...]:
        return page.options or (Option("read", say("has-been-read", page.worker_language)),)


class SeveralOf:
    """Several of the options, one line after another; none of them, or having no answer, stands alone."""

    def __init__(self, page: Page) -> None:
        self.language = page.worker_language
        self.chooser = Chooser(page, page.options)
        kept = page.draft if isinstance(page.draft, list) else []
        self._chosen = [option for option in page.options if option.name in kept]
        self._none = "0" if self.chooser.is_long else str(len(page.options) + 1)
        self._absences = _numbered_absences(page, self.chooser, first=len(page.options) + 2)

    def opening(self) -> Sequence[str]:
        none = f"{self._none}. {capital(say('none-of-these', self.language))}"
        rows = _rows(self._absences, self.language)
        return [*self.chooser.rows(), none, *rows, self.how(), *self._so_far()]

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
        if typed == self._none or typed in self._absences:
            return [say("only-alone", self.language)] if self._chosen else self._absences.get(typed, Given([]))
        if typed.startswith("-"):
            return self._remove(typed[1:].strip())
        found = self.chooser.find(typed)
        return self._add(found) if isinstance(found, Option) else found

    def half_done(self) -> Raw | None:
        return [option.name for option in self._chosen] or None

    def in_words(self) -> str:
        return _labels(self._chosen) or say("none-of-these", self.language)

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


def _numbered_absences(page: Page, chooser: Chooser, first: int = 0) -> Mapping[str, Absent]:
    if chooser.is_long:
        return {}
    return {
        str(number): Absent(way.wish) for number, way in enumerate(absences(page), first or len(chooser.options) + 1)
    }


def _rows(numbered: Mapping[str, Absent], language: str) -> list[str]:
    return [f"{number}. {capital(name_of(absent, language))}" for number, absent in numbered.items()]


def _labels(options: Sequence[Option]) -> str:
    return ", ".join(option.label for option in options)
