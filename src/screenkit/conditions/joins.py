"""Conditions made of others: and, or, counts, repeats, `possibly`, `unsure`, and names of `define:`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from screenkit.answers import Absent
from screenkit.conditions.nodes import Asked, Check, Condition, Is, Ref, Span, compare_spans
from screenkit.facts import Facts, Truth

_ENDLESS = 1_000_000


@dataclass(frozen=True)
class And(Condition):
    """Every part holds."""

    of: tuple[Condition, ...]

    def closure(self) -> Check:
        checks = [part.closure() for part in self.of]
        return lambda facts, instance: min(check(facts, instance) for check in checks)

    def parts(self) -> tuple[Condition, ...]:
        return self.of


@dataclass(frozen=True)
class Or(Condition):
    """One part holds at least."""

    of: tuple[Condition, ...]

    def closure(self) -> Check:
        checks = [part.closure() for part in self.of]
        return lambda facts, instance: max(check(facts, instance) for check in checks)

    def parts(self) -> tuple[Condition, ...]:
        return self.of


@dataclass(frozen=True)
class CountOf(Condition):
    """`any_yes(a, b)` is `count_yes(a, b) >= 1`: how many of the parts hold, against a number."""

    of: tuple[Condition, ...]
    sign: str
    number: int

    def closure(self) -> Check:
        checks = [part.closure() for part in self.of]

        def check(facts: Facts, instance: int) -> Truth:
            return compare_spans(_tally([one(facts, instance) for one in checks]), self.sign, (self.number,) * 2)

        return check

    def parts(self) -> tuple[Condition, ...]:
        return self.of


def _tally(truths: list[Truth], more: int = 0) -> Span:
    return truths.count(Truth.YES), len(truths) - truths.count(Truth.NO) + more


@dataclass(frozen=True)
class Over(Condition):
    """`any(children, …)`, `all(children, …)`, `count(children, …) >= 2`; an open repeat may hold further instances."""

    how: Literal["any", "all", "count"]
    repeat: str
    condition: Condition
    sign: str = ">="
    number: int = 1

    def closure(self) -> Check:
        inner = self.condition.closure()

        def check(facts: Facts, _instance: int) -> Truth:
            roster = facts.roster(self.repeat)
            truths = [inner(facts, instance) for instance in roster.instances]
            if self.how == "all":
                return _every(truths, is_open=roster.open)
            span = _tally(truths, _ENDLESS if roster.open else 0)
            return compare_spans(span, self.sign, (self.number, self.number))

        return check

    def parts(self) -> tuple[Condition, ...]:
        return (self.condition,)

    def own_refs(self) -> tuple[Ref, ...]:
        return (Ref(self.repeat),)


def _every(truths: list[Truth], *, is_open: bool) -> Truth:
    """Nothing is said of an empty roster: `all` of nobody does not hold."""
    if not truths:
        return Truth.MAYBE if is_open else Truth.NO
    return min(*truths, Truth.MAYBE) if is_open else min(truths)


@dataclass(frozen=True)
class Possibly(Condition):
    """`possibly(c)`: nothing said so far rules `c` out."""

    of: Condition

    def closure(self) -> Check:
        inner = self.of.closure()
        return lambda facts, instance: Truth.NO if inner(facts, instance) is Truth.NO else Truth.YES

    def parts(self) -> tuple[Condition, ...]:
        return (self.of,)


@dataclass(frozen=True)
class Unsure(Condition):
    """`unsure(c)`: possible and not certain, the state in which referrals get dropped."""

    of: Condition

    def closure(self) -> Check:
        inner = self.of.closure()
        return lambda facts, instance: Truth.YES if inner(facts, instance) is Truth.MAYBE else Truth.NO

    def parts(self) -> tuple[Condition, ...]:
        return (self.of,)


@dataclass(frozen=True)
class Named(Condition):
    """A name of `define:` and the condition it stands for."""

    name: str
    of: Condition

    def closure(self) -> Check:
        return self.of.closure()

    def parts(self) -> tuple[Condition, ...]:
        return (self.of,)


def may_turn(condition: Condition) -> bool:
    """Whether an answer can make it false after it was true: only what reads that something was not asked yet."""
    reads_silence = isinstance(condition, Is) and Absent.NOT_ASKED in condition.absent
    return reads_silence or isinstance(condition, Asked | Possibly | Unsure) or any(map(may_turn, condition.parts()))
