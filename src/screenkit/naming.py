"""How a screen's questions, answers and conditions are called in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from screenkit.answers import Absent, Answer, Item
from screenkit.conditions import Ref
from screenkit.facts import Facts
from screenkit.questions import Choosing, Repeat, YesOrNo
from screenkit.screen import Screen
from screenkit.words import say

_FIRST = re.compile(r"\w")


@dataclass(frozen=True)
class Naming:
    """A screen's vocabulary in one language; `each_list` is the question whose choices `each` stands for."""

    screen: Screen
    language: str
    each_list: Choosing | None = None

    def question(self, ref: Ref) -> str:
        """The question's label in quotation marks."""
        return f"“{self.screen.question(Item(ref.name, ref.repeat)).label.say(self.language)}”"

    def choice(self, ref: Ref | None, name: str) -> str:
        """The words for a choice."""
        question = self.screen.question(Item(ref.name, ref.repeat)) if ref else self.each_list
        if isinstance(question, YesOrNo):
            return question.show(name, self.language)
        return question.label_of(name, self.language) if isinstance(question, Choosing) else name

    def label(self, item: Item) -> str:
        """The question's label; for a repeat, the question whether there is another."""
        question = self.screen.question(item)
        return (question.more if isinstance(question, Repeat) else question.label).say(self.language)

    def told(self, item: Item) -> str:
        """The label as others than the worker read it: without the word that it is for the worker."""
        to_worker = say("to-worker", self.language)
        label = self.label(item)
        told = label.removeprefix(to_worker)
        return label if told == label else _FIRST.sub(lambda found: found[0].upper(), told.lstrip(), count=1)

    def full(self, item: Item) -> str:
        """The label with whose it is: `Child 2: Where were you born?`."""
        owner = self.owner(item)
        return f"{owner}: {self.label(item)}" if owner else self.label(item)

    def owner(self, item: Item) -> str:
        """`Child 2`, `Child (not yet named)` without a number, or nothing outside a repeat."""
        if not item.repeat:
            return ""
        return f"{self.one_of(item.repeat)} {item.instance or say('nobody-yet', self.language)}"

    def one_of(self, repeat: str) -> str:
        """What one of the repeat is called: `Child`."""
        question = self.screen.question(Item(repeat))
        return question.item.say(self.language) if isinstance(question, Repeat) else ""

    def answer(self, item: Item, answer: Answer) -> str:
        """The answer in words."""
        if isinstance(answer, Absent):
            return say(answer.value, self.language)
        question = self.screen.question(item)
        if isinstance(question, Repeat):
            return say("no-more", self.language)
        if isinstance(answer, tuple) and not answer:
            return say("none", self.language)
        return question.show(answer, self.language)

    def in_force(self, facts: Facts, item: Item) -> str:
        """The answer in force in words."""
        return self.answer(item, facts.answer(item))
