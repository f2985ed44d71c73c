"""Conditions as our own frozen nodes: what each means, and the closure that evaluates it.

Every atom follows one rule: a question without a value rules nothing out. Where the atom names the non-answer itself
(`citizen in (no, declined)`) it holds; otherwise it is possible. A question that is certainly not asked rules the
atom out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from screenkit.answers import Absent, Answer, Item, PartialDate, Value
from screenkit.facts import Facts, Truth

Check = Callable[[Facts, int], Truth]
"""Takes the facts and the instance of the repeat that the condition stands in (0 outside)."""

EACH = "each"
"""The word that stands for the value a step is worked out for."""

ORDER: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
)


@dataclass(frozen=True)
class Ref:
    """A question that a condition reads; with `repeat`, the one of the instance at hand."""

    name: str
    repeat: str = ""

    def item(self, instance: int) -> Item:
        """The item to read while the condition is worked out for `instance`."""
        return Item(self.name, self.repeat, instance) if self.repeat else Item(self.name)


class Condition:
    """A condition; the subclasses below are all there are."""

    def closure(self) -> Check:
        """Return the function that works the condition out."""
        raise NotImplementedError

    def parts(self) -> tuple[Condition, ...]:
        """The conditions that this one is made of."""
        return ()

    def own_refs(self) -> tuple[Ref, ...]:
        """The questions that this node reads itself."""
        return ()

    def refs(self) -> Iterator[Ref]:
        """Every question that is read here or below."""
        yield from self.own_refs()
        for part in self.parts():
            yield from part.refs()


def atom(ref: Ref, test: Callable[[Facts, Answer], Truth]) -> Check:
    """Return the closure of one question's test: it is only put to a question that is certainly asked."""
    alone = ref.item(0)

    def check(facts: Facts, instance: int) -> Truth:
        item = ref.item(instance) if instance else alone
        relevant = facts.relevant(item)
        return test(facts, facts.answer(item)) if relevant is Truth.YES else relevant

    return check


def certain(holds: bool) -> Truth:  # noqa: FBT001 - the truth itself, not an option
    """Certainly so or certainly not."""
    return Truth.YES if holds else Truth.NO


@dataclass(frozen=True)
class Is(Condition):
    """`debt is yes`, `citizen in (no, declined)`, `birth_country is not US`, `birth_country is each`."""

    ref: Ref
    choices: frozenset[str] = frozenset()
    absent: frozenset[Absent] = frozenset()
    negated: bool = False

    def closure(self) -> Check:
        return atom(self.ref, self._test)

    def _test(self, facts: Facts, answer: Answer) -> Truth:
        if isinstance(answer, Absent):
            return Truth.YES if answer in self.absent else Truth.MAYBE
        found = answer in self.choices or (EACH in self.choices and answer == facts.each)
        if not found and EACH in self.choices and facts.new_may_be([str(answer)]):
            return Truth.MAYBE
        return certain(found is not self.negated)

    def own_refs(self) -> tuple[Ref, ...]:
        return (self.ref,)


@dataclass(frozen=True)
class Has(Condition):
    """`passport in documents`, `US not in citizenships`, `each in citizenships`."""

    choice: str
    ref: Ref
    negated: bool = False

    def closure(self) -> Check:
        return atom(self.ref, self._test)

    def _test(self, facts: Facts, answer: Answer) -> Truth:
        if not isinstance(answer, tuple):
            return Truth.MAYBE
        if self.choice == EACH and facts.new_may_be(answer):
            return Truth.MAYBE
        wanted = facts.each if self.choice == EACH else self.choice
        return certain((wanted in answer) is not self.negated)

    def own_refs(self) -> tuple[Ref, ...]:
        return (self.ref,)


@dataclass(frozen=True)
class EachIs(Condition):
    """`each is MX`, `each is not US`."""

    choices: frozenset[str]
    negated: bool = False

    def closure(self) -> Check:
        def check(facts: Facts, _instance: int) -> Truth:
            if facts.new_may_be(self.choices) or (facts.each is None and not facts.each_is_new):
                return Truth.MAYBE
            return certain((facts.each in self.choices) is not self.negated)

        return check


@dataclass(frozen=True)
class Asked(Condition):
    """`asked(q)`: the question was put; `answered(q)`: and a value was given."""

    ref: Ref
    with_value: bool

    def closure(self) -> Check:
        def test(_facts: Facts, answer: Answer) -> Truth:
            silent = isinstance(answer, Absent) if self.with_value else answer is Absent.NOT_ASKED
            return Truth.MAYBE if silent else Truth.YES

        return atom(self.ref, test)

    def own_refs(self) -> tuple[Ref, ...]:
        return (self.ref,)


Span = tuple[int, int]
"""The least and the greatest that a quantity could be."""


@dataclass(frozen=True)
class Term:
    """One side of a comparison: a number, an integer question, an age in years, days since, or a moment."""

    kind: Literal["constant", "number", "age", "days_since", "moment"]
    ref: Ref | None = None
    plus: int = 0

    def span(self, facts: Facts, instance: int) -> Span | Truth:
        """The span, or what the lack of a value makes of the comparison."""
        if self.ref is None:
            return self.plus, self.plus
        item = self.ref.item(instance)
        if facts.relevant(item) is not Truth.YES:
            return facts.relevant(item)
        answer = facts.answer(item)
        if isinstance(answer, Absent):
            return Truth.MAYBE
        low, high = _MEASURES[self.kind](answer, facts.today)
        return low + self.plus, high + self.plus


def age_on(born: date, today: date) -> int:
    """Whole years completed; someone born on 29 February completes a year on 1 March of a common year."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _number(value: Value, _today: date) -> Span:
    number = value if isinstance(value, int) else 0
    return number, number


def _days(value: Value) -> tuple[date, date]:
    if isinstance(value, datetime):
        return value.date(), value.date()
    if isinstance(value, PartialDate):
        return value.earliest, value.latest
    raise TypeError


def _age(value: Value, today: date) -> Span:
    earliest, latest = _days(value)
    return age_on(latest, today), age_on(earliest, today)


def _days_since(value: Value, today: date) -> Span:
    earliest, latest = _days(value)
    return (today - latest).days, (today - earliest).days


def _moment(value: Value, _today: date) -> Span:
    if isinstance(value, datetime):
        minutes = value.toordinal() * 1440 + value.hour * 60 + value.minute
        return minutes, minutes
    earliest, latest = _days(value)
    return earliest.toordinal() * 1440, latest.toordinal() * 1440 + 1439


_MEASURES: Mapping[str, Callable[[Value, date], Span]] = MappingProxyType(
    {"number": _number, "age": _age, "days_since": _days_since, "moment": _moment},
)


@dataclass(frozen=True)
class Compare(Condition):
    """`age(born_on) < 18`, `rooms >= 2`, `days_since(a) <= days_since(b) + 3`, `left_on <= arrived_on`."""

    left: Term
    sign: str
    right: Term

    def closure(self) -> Check:
        def check(facts: Facts, instance: int) -> Truth:
            left, right = self.left.span(facts, instance), self.right.span(facts, instance)
            missing = [side for side in (left, right) if isinstance(side, Truth)]
            if missing:
                return min(missing)
            return compare_spans(left, self.sign, right)  # type: ignore[arg-type]  # no Truth is left here

        return check

    def own_refs(self) -> tuple[Ref, ...]:
        return tuple(term.ref for term in (self.left, self.right) if term.ref is not None)


def compare_spans(left: Span, sign: str, right: Span) -> Truth:
    """Certain if every pair of values compares so, ruled out if none does."""
    holds = ORDER[sign]
    least, most = (left[0], right[1]), (left[1], right[0])
    if sign.startswith(">"):
        least, most = (left[1], right[0]), (left[0], right[1])
    if holds(*most):
        return Truth.YES
    return Truth.MAYBE if holds(*least) else Truth.NO
