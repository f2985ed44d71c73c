"""Which next steps happen: once, or once for each value that was named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from screenkit.answers import Absent, Item
from screenkit.conditions import Condition
from screenkit.facts import Facts, Truth
from screenkit.questions import Choosing
from screenkit.screen import Screen, Step

NEW = "?"
"""Stands for a value that nobody has named yet."""


@dataclass(frozen=True)
class Happening:
    """A step that follows, or may; `reason` is the condition to explain it by, worked out on `facts`."""

    step: Step
    truth: Truth
    facts: Facts
    reason: Condition
    each_question: Choosing | None = None
    follows: str = ""

    @property
    def name_of_each(self) -> str:
        """The value that the step is for, `?` for one not yet named, or nothing."""
        if self.each_question is None:
            return ""
        return NEW if self.facts.each_is_new else str(self.facts.each)


def happenings(screen: Screen, facts: Facts) -> Iterator[Happening]:
    """Every step that is certain or possible, and those that follow one that is not settled.

    A step that follows several, or holds by itself too, is listed once.
    """
    steps = {step.rule.name: step for step in screen.steps}
    found = [one for step in screen.steps for one in _of(screen, step, facts) if one.truth is not Truth.NO]
    yield from found
    certain = {one.step.rule.name for one in found if one.truth is Truth.YES}
    for one in found:
        name = one.step.rule.if_unsure
        if one.truth is Truth.MAYBE and name is not None and name not in certain:
            certain.add(name)
            yield Happening(steps[name], Truth.YES, one.facts, one.reason, follows=one.step.rule.name)


def _of(screen: Screen, step: Step, facts: Facts) -> Iterator[Happening]:
    if step.condition is None or step.check is None:
        return
    if not step.rule.each:
        yield Happening(step, step.check(facts, 0), facts, step.condition)
        return
    values, more, question = named_values(screen, step, facts)
    for value in values:
        bound = replace(facts, each=value)
        yield Happening(step, step.check(bound, 0), bound, step.condition, question)
    if more:
        bound = replace(facts, each_is_new=True, named=frozenset(values))
        truth = min(step.check(bound, 0), Truth.MAYBE)
        yield Happening(step, truth, bound, step.condition, question)


def named_values(screen: Screen, step: Step, facts: Facts) -> tuple[tuple[str, ...], bool, Choosing | None]:
    """The distinct values that the step's questions were answered with, whether there may be more, and their list."""
    values: dict[str, None] = {}
    more = False
    question: Choosing | None = None
    for name in step.rule.each:
        repeat, _, inner = name.rpartition(".")
        found = screen.question(Item(inner, repeat))
        question = found if isinstance(found, Choosing) else question
        roster = facts.roster(repeat)
        more = more or (bool(repeat) and roster.open)
        for instance in roster.instances if repeat else (0,):
            item = Item(inner, repeat, instance)
            answer = facts.answer(item)
            if isinstance(answer, Absent):
                more = more or facts.relevant(item) is not Truth.NO
            else:
                values |= dict.fromkeys(answer if isinstance(answer, tuple) else (str(answer),))
    return tuple(values), more, question
