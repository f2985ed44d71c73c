"""Questions by their numbers, as on paper: "question 15 is Yes"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from screenkit.answers import Item
from screenkit.conditions import Condition, Ref, phrase
from screenkit.naming import Naming
from screenkit.questions import Choosing, Repeat
from screenkit.screen import Entry, Screen
from screenkit.words import say


@dataclass(frozen=True)
class Numbering:
    """A screen's questions by number, in one language; `each_list` is the question whose choices `each` stands for."""

    screen: Screen
    language: str
    each_list: Choosing | None = None

    @cached_property
    def numbers(self) -> Mapping[Ref, str]:
        """The number of every question: `8`, and inside a repeat `8.1`."""
        return {Ref(entry.question.name, entry.repeat): number for number, entry in numbered(self.screen)}

    def question(self, ref: Ref) -> str:
        """The question by its number; of a repeat, whom it asks about."""
        question = self.screen.question(Item(ref.name, ref.repeat))
        if isinstance(question, Repeat):
            return f"“{question.label.say(self.language)}” ({self.numbers[ref]})"
        return say("question-number", self.language, number=self.numbers[ref])

    def choice(self, ref: Ref | None, name: str) -> str:
        """The words for a choice."""
        return Naming(self.screen, self.language, self.each_list).choice(ref, name)

    def condition(self, condition: Condition) -> str:
        """The condition in words; questions that are to have the same answer are told together."""
        one = re.escape(say("question-number", self.language, number="#")).replace(r"\#", "([0-9.]*[0-9])")
        is_, or_ = (r"(?: es )", r" o ") if self.language == "es" else (r"(?: is )", r" or ")
        # Whatever stands between "is" and the next question or the end is the answer that they share.
        shared = rf"{one}({is_}[^;()]+?)((?:{or_}{one.replace('(', '(?:')}\2)+)(?={or_}| and | y |[;)]|$)"
        return re.sub(shared, self._together, phrase(condition, self))

    def _together(self, found: re.Match[str]) -> str:
        others = re.findall(say("question-number", self.language, number="([0-9.]*[0-9])"), found[3])
        numbers = ", ".join([found[1], *others])
        return say("one-of-questions", self.language, numbers=numbers) + found[2]

    def read_by(self, condition: Condition | None) -> tuple[str, ...]:
        """The numbers of the questions that a condition reads, in the order in which they are asked."""
        read = set(condition.refs()) if condition else set()
        return tuple(number for ref, number in self.numbers.items() if ref in read)


def numbered(screen: Screen) -> Iterator[tuple[str, Entry]]:
    """Every question once, in order, with its number."""
    for number, entry in enumerate(screen.entries, 1):
        yield str(number), entry
        for inner, one in enumerate(entry.inner, 1):
            yield f"{number}.{inner}", one
