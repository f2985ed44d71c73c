"""Two questions compared with each other: which outcomes their kinds of answers allow, and answers that show one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime, timedelta

from screenkit.answers import Absent, Answer, Item, Value
from screenkit.conditions import Ref, Term
from screenkit.facts import Facts, Truth
from screenkit.prove.spans import Difference, Extent, Measure, bounds, candidates, cell, extent
from screenkit.prove.values import Values
from screenkit.prove.world import World
from screenkit.questions import DateTime, Integer

_DAY = 1440
_TRIES = 4_000
_FIRST, _LAST = date(999, 1, 1).toordinal(), date(min(3001, MAXYEAR), 1, 1).toordinal()


@dataclass(frozen=True)
class Reach:
    """The least and the greatest that the low and the high end of a measure can be."""

    low: Extent
    high: Extent


def axiom(world: World, group: int) -> int:
    """What the kinds of two answers say about how far they can lie apart."""
    difference = world.differences[group]
    parts = []
    for first, one in _kinds(world.values, difference.first):
        for second, other in _kinds(world.values, difference.second):
            allowed = _allowed(world, difference, one, other)
            apart = world.pool.leaf(group, allowed)
            kinds = (world.answer(difference.first, 1 << first), world.answer(difference.second, 1 << second))
            parts.append(world.pool.some((-kinds[0], -kinds[1], apart)))
    return world.pool.every(parts)


def _kinds(values: Values, ref: Ref) -> Iterator[tuple[int, Value]]:
    for place, answer in enumerate(values.domain(ref).answers):
        if not isinstance(answer, Absent):
            yield place, answer


def _allowed(world: World, difference: Difference, one: Value, other: Value) -> int:
    first = _reach(world, difference.kind, difference.first, one)
    second = _reach(world, difference.kind, difference.second, other)
    low = Extent(first.low.low - second.high.high, first.low.high - second.high.low)
    high = Extent(first.high.low - second.low.high, first.high.high - second.low.low)
    if difference.first == difference.second:
        low, high = Extent(low.low, min(0, low.high)), Extent(max(0, high.low), high.high)
    cuts = difference.cuts
    fits = [
        cell(low.low, cuts) <= at_least <= cell(low.high, cuts)
        and cell(high.low, cuts) <= at_most <= cell(high.high, cuts)
        for at_least, at_most in difference.values
    ]
    return sum(1 << place for place, fit in enumerate(fits) if fit)


def _reach(world: World, kind: Measure, ref: Ref, value: Value) -> Reach:
    """What the cells of an answer say about its measure."""
    cuts = world.values.cuts(ref)
    where = extent(value)
    low, high = bounds(cell(where.low, cuts), cuts), bounds(cell(where.high, cuts), cuts)
    if kind == "number":
        return Reach(*(_numbers(world, ref, one) for one in (low, high)))
    low, high = (Extent(max(one.low, _FIRST), min(one.high, _LAST)) for one in (low, high))
    if kind == "moment":
        return Reach(_moments(low), _moments(high))
    return Reach(_ago(world, kind, high), _ago(world, kind, low))


def _numbers(world: World, ref: Ref, span: Extent) -> Extent:
    question = world.values.question(ref)
    if not isinstance(question, Integer):
        return span
    least = span.low if question.min is None else max(span.low, question.min)
    return Extent(least, span.high if question.max is None else min(span.high, question.max))


def _moments(days: Extent) -> Extent:
    return Extent(days.low * _DAY, days.high * _DAY + _DAY - 1)


def _ago(world: World, kind: Measure, days: Extent) -> Extent:
    """Ages and days since count backwards: the last day gives the least."""
    places = (days.high, days.low)
    spans = [measured(world, kind, datetime.fromordinal(place)) for place in places]
    return Extent(spans[0].low, spans[1].high)


def measured(world: World, kind: Measure, value: Value) -> Extent:
    """The span of a measure of an answer, as conditions work it out."""
    ref = Ref("value")
    item = ref.item(0)
    found = Term(kind, ref).span(Facts(world.today, {item: value}, {item: Truth.YES}), 0)
    return Extent(*found) if isinstance(found, tuple) else Extent(0, 0)


@dataclass
class Apart:
    """Answers that have to lie apart as a model says: `wanted` names the pair of cells for each two items."""

    world: World
    kinds: Mapping[Item, tuple[Ref, Value]]
    wanted: Sequence[tuple[Difference, Item, Item, tuple[int, int]]]
    _tries: int = field(default=_TRIES)

    def found(self) -> dict[Item, Answer] | None:
        """Answers that do, or None when none were met in so many tries."""
        items = list(dict.fromkeys(item for _, first, second, _ in self.wanted for item in (first, second)))
        return self._placed({}, items)

    def _placed(self, placed: dict[Item, Answer], left: list[Item]) -> dict[Item, Answer] | None:
        if not left:
            return placed
        for value in self._candidates(left[0], placed):
            self._tries -= 1
            if self._tries < 0:
                return None
            more: dict[Item, Answer] = {**placed, left[0]: value}
            if self._fits(more, left[0]):
                found = self._placed(more, left[1:])
                if found is not None:
                    return found
        return None

    def _fits(self, placed: Mapping[Item, Answer], new: Item) -> bool:
        return all(
            self._cells(difference, placed[first], placed[second]) == cells
            for difference, first, second, cells in self.wanted
            if new in (first, second) and first in placed and second in placed
        )

    def _cells(self, difference: Difference, first: Answer, second: Answer) -> tuple[int, int]:
        one, other = (measured(self.world, difference.kind, value) for value in (first, second))
        apart = (one.low - other.high, one.high - other.low)
        return cell(apart[0], difference.cuts), cell(apart[1], difference.cuts)

    def _candidates(self, item: Item, placed: Mapping[Item, Answer]) -> Iterator[Value]:
        """Answers of the kind that the model gives the item, near to those that are placed already."""
        ref, kind = self.kinds[item]
        question, cuts = self.world.values.question(ref), self.world.values.cuts(ref)
        places = [*self._near(item, placed), *cuts]
        wanted = _cells_of(kind, cuts)
        seen: set[Value] = set()
        for plain in (kind, *candidates(question, places, self.world.today)):
            for value in _times(plain, placed) if isinstance(question, DateTime) else (plain,):
                if value not in seen and _cells_of(value, cuts) == wanted:
                    seen.add(value)
                    yield value

    def _near(self, item: Item, placed: Mapping[Item, Answer]) -> Iterator[int]:
        for difference, first, second, _ in self.wanted:
            other = second if item == first else first
            if item in (first, second) and other in placed and not isinstance(placed[other], Absent):
                where = extent(placed[other])
                for cut in (0, *difference.cuts):
                    far = {"moment": cut // _DAY, "age": cut * 365 + cut // 4}.get(difference.kind, cut)
                    yield from (end + side * far for end in (where.low, where.high) for side in (1, -1))


def _cells_of(value: Value, cuts: Sequence[int]) -> tuple[int, int]:
    where = extent(value)
    return cell(where.low, cuts), cell(where.high, cuts)


def _times(value: Value, placed: Mapping[Item, Answer]) -> Iterator[Value]:
    """A day at several times, also just before and after those that are placed already."""
    if not isinstance(value, datetime):
        return
    yield value
    yield value.replace(hour=0)
    yield value.replace(hour=23, minute=59)
    for other in placed.values():
        if isinstance(other, datetime) and other.date() == value.date():
            near = (other + timedelta(minutes=more) for more in (0, 1, -1))
            yield from (one for one in near if one.date() == value.date())
