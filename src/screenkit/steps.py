"""Which next steps happen: once, or once for each value that was named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from screenkit.answers import Absent, Answer, Item
from screenkit.conditions import Condition, Ground, Has, Is, Ref, unanswered
from screenkit.facts import NEW, Facts, Truth
from screenkit.questions import Choosing
from screenkit.screen import Screen, Step


@dataclass(frozen=True)
class Happening:
    """A step that follows, or may; `reason` is the condition to explain it by, worked out on `facts`.

    `named_by` are the answers that named the value it is for, or the questions that may still name another.
    """

    step: Step
    truth: Truth
    facts: Facts
    reason: Condition
    each_question: Choosing | None = None
    follows: str = ""
    named_by: tuple[Ground, ...] = ()

    @property
    def name_of_each(self) -> str:
        """The value that the step is for, `?` for one not yet named, or nothing."""
        if self.each_question is None:
            return ""
        return NEW if self.facts.each_is_new else str(self.facts.each)

    @property
    def full_name(self) -> str:
        """The step's name, with the value that it is for: `notify_consulate/MX`."""
        each = self.name_of_each
        return f"{self.step.rule.name}/{each}" if each else self.step.rule.name


def happenings(screen: Screen, facts: Facts) -> Iterator[Happening]:
    """Every step that is certain or possible, and those that follow one that is not settled."""
    return with_followers(screen, list(own_happenings(screen, facts)))


def with_followers(screen: Screen, found: Sequence[Happening]) -> Iterator[Happening]:
    """The steps that were found by their own conditions, and those that follow one of them that is not settled.

    A step that follows several, or holds by itself too, is listed once; one that follows is to be done, whatever
    its own condition leaves open.
    """
    following = {one.step.rule.name: one for one in _following(screen, found)}
    yield from (one for one in found if one.step.rule.name not in following)
    yield from following.values()


def own_happenings(screen: Screen, facts: Facts) -> Iterator[Happening]:
    """Every step that is certain or possible by its own condition."""
    for step in screen.steps:
        yield from own_happenings_of(screen, step, facts)


def own_happenings_of(screen: Screen, step: Step, facts: Facts) -> Iterator[Happening]:
    """The step where it is certain or possible by its own condition, for each value that it is worked out for."""
    yield from (one for one in _of(screen, step, facts) if one.truth is not Truth.NO)


def _following(screen: Screen, found: Sequence[Happening]) -> Iterator[Happening]:
    """The steps that follow one that is not settled, and do not hold by themselves."""
    steps = {step.rule.name: step for step in screen.steps}
    certain = {one.step.rule.name for one in found if one.truth is Truth.YES}
    for one in found:
        name = one.step.rule.if_unsure
        if one.truth is Truth.MAYBE and name is not None and name not in certain:
            certain.add(name)
            leader = one.step.rule.name
            yield Happening(steps[name], Truth.YES, one.facts, one.reason, follows=leader, named_by=one.named_by)


def _of(screen: Screen, step: Step, facts: Facts) -> Iterator[Happening]:
    if step.condition is None or step.check is None:
        return
    if not step.rule.each:
        yield Happening(step, step.check(facts, 0), facts, step.condition)
        return
    question = each_question(screen, step)
    named, silent = named_values(step, facts)
    for value, by in named.items():
        bound = replace(facts, each=value)
        yield Happening(step, step.check(bound, 0), bound, step.condition, question, named_by=tuple(by))
    if silent:
        bound = replace(facts, each_is_new=True, named=frozenset(named))
        truth = min(step.check(bound, 0), Truth.MAYBE)
        yield Happening(step, truth, bound, step.condition, question, named_by=silent)


def each_question(screen: Screen, step: Step) -> Choosing | None:
    """A question whose choices the step's values are of; they all have the same."""
    found = (screen.question(_item(name, 0)) for name in step.rule.each)
    return next((question for question in found if isinstance(question, Choosing)), None)


def _item(name: str, instance: int) -> Item:
    repeat, _, inner = name.rpartition(".")
    return Item(inner, repeat, instance)


def named_values(step: Step, facts: Facts) -> tuple[dict[str, list[Ground]], tuple[Ground, ...]]:
    """The distinct values that the step's questions were answered with, and what may still name another one."""
    named: dict[str, list[Ground]] = {}
    silent: list[Ground] = []
    for name in step.rule.each:
        repeat = _item(name, 0).repeat
        roster = facts.roster(repeat)
        silent += [unanswered(Item(repeat))] if roster.open else []
        for instance in roster.instances if repeat else (0,):
            item = _item(name, instance)
            answer = facts.answer(item)
            if isinstance(answer, Absent):
                silent += [unanswered(item)] if facts.relevant(item) is not Truth.NO else []
            for value in _values(answer):
                named.setdefault(value, []).append(_said(item, value, answer))
    return named, tuple(silent)


def _values(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, Absent):
        return ()
    return answer if isinstance(answer, tuple) else (str(answer),)


def _said(item: Item, value: str, answer: Answer) -> Ground:
    ref = Ref(item.name, item.repeat)
    condition = Has(value, ref) if isinstance(answer, tuple) else Is(ref, frozenset({value}))
    return Ground(condition, Truth.YES, (item,))
