"""Numbers and dates cut into the spans that conditions can tell apart, with an answer that stands for each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from screenkit.answers import PartialDate, Value
from screenkit.conditions import Compare, Ref, Term
from screenkit.conditions.nodes import age_on
from screenkit.questions import Date, DateTime, Integer, Question
from screenkit.refusals import Refused

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_FAR = 999_999_999
_YEARS = range(1000, 3000)


@dataclass(frozen=True)
class Extent:
    """The least and the greatest place that a value could be at: the number itself, or the days of a date."""

    low: int
    high: int


def extent(value: Value) -> Extent:
    """Where a number or a date lies."""
    if isinstance(value, PartialDate):
        return Extent(value.earliest.toordinal(), value.latest.toordinal())
    if isinstance(value, datetime):
        return Extent(value.toordinal(), value.toordinal())
    return Extent(value, value) if isinstance(value, int) else Extent(0, 0)


def alone(compare: Compare) -> tuple[Term, str, int] | None:
    """`age(born_on) < 18` as its term, sign and number; None where two questions are compared."""
    left, right, sign = compare.left, compare.right, compare.sign
    if left.ref is None:
        left, right, sign = right, left, _FLIPPED[sign]
    return (left, sign, right.plus - left.plus) if right.ref is None else None


def cut_of(compare: Compare, today: date) -> int | None:
    """The place where the comparison changes: what lies before it differs from what lies at or after it."""
    found = alone(compare)
    if found is None:
        return None
    term, sign, number = found
    least = number if sign in ("<", ">=") else number + 1
    if term.kind == "number":
        return least
    with suppress(ValueError, OverflowError):
        last = _last_of_age(least, today) if term.kind == "age" else today - timedelta(days=least)
        return last.toordinal() + 1
    return None


def _last_of_age(years: int, today: date) -> date:
    """The last day to be born on for such an age."""
    year = today.year - years
    last = date(year, today.month, 28 if (today.month, today.day) == (2, 29) else today.day)
    following = last + timedelta(days=1)
    return following if age_on(following, today) >= years else last


def cell(place: int, cuts: Sequence[int]) -> int:
    """How many of the cuts lie at or before the place."""
    return bisect_right(cuts, place)


def bounds(number: int, cuts: Sequence[int]) -> Extent:
    """The first and the last place of a cell."""
    low = cuts[number - 1] if number else -_FAR
    return Extent(low, cuts[number] - 1 if number < len(cuts) else _FAR)


def witnesses(question: Question, cuts: Sequence[int], today: date) -> tuple[Value, ...]:
    """One value for each pair of cells that the least and the greatest place of an answer can lie in."""
    found: dict[tuple[int, int], Value] = {}
    for value in candidates(question, cuts, today):
        where = extent(value)
        found.setdefault((cell(where.low, cuts), cell(where.high, cuts)), value)
    return tuple(found.values())


def candidates(question: Question, places: Iterable[int], today: date) -> Iterator[Value]:
    """The answers of every kind beside the places, plainer ones first; a span that holds a place is among them."""
    around = list(dict.fromkeys((*places, today.toordinal())))
    if isinstance(question, Integer):
        yield from _numbers(question, around[:-1])
    elif isinstance(question, DateTime):
        for day in _days(around):
            yield from _allowed(question, datetime.combine(day, time(12)), today)
    elif isinstance(question, Date):
        for value in _dates(question, around):
            yield from _allowed(question, value, today)


def _numbers(question: Integer, around: Sequence[int]) -> Iterator[int]:
    least = -_FAR if question.min is None else question.min
    most = _FAR if question.max is None else question.max
    for place in (0, 1, *around):
        yield from (number for number in (place, place - 1) if least <= number <= most)
    if least <= most:
        yield from (least, most)


def _days(around: Iterable[int]) -> Iterator[date]:
    for place in around:
        for ordinal in (place - 1, place):
            if date(_YEARS[0], 1, 1).toordinal() <= ordinal < date(_YEARS[-1] + 1, 1, 1).toordinal():
                yield date.fromordinal(ordinal)


def _allowed(question: Date | DateTime, value: PartialDate | datetime, today: date) -> Iterator[Value]:
    with suppress(Refused):
        question.check(value, today)
        yield value


def _dates(question: Date, around: Sequence[int]) -> Iterator[PartialDate]:
    days = list(dict.fromkeys(_days(around)))
    if "day" in question.precision:
        yield from (PartialDate(day.year, day.month, day.day) for day in days)
    years = dict.fromkeys(day.year + more for day in days for more in range(-3, 4) if day.year + more in _YEARS)
    months = dict.fromkeys(_months(days))
    for about in (False, True):
        if "year" in question.precision:
            yield from (PartialDate(year, about=about) for year in years)
        if "month" in question.precision:
            yield from (PartialDate(year, month, about=about) for year, month in months)


def _months(days: Iterable[date]) -> Iterator[tuple[int, int]]:
    for day in days:
        for more in range(-3, 4):
            year, month = divmod(day.year * 12 + day.month - 1 + more, 12)
            if year in _YEARS:
                yield year, month + 1


Measure = Literal["constant", "number", "age", "days_since", "moment"]
"""What of an answer is compared, as terms have it."""
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Difference:
    """Two questions that are compared with each other: how far the first can lie after the second, cut into cells.

    A value is a pair of cells: of the least and of the greatest difference that the two answers allow.
    """

    kind: Measure
    first: Ref
    second: Ref
    cuts: tuple[int, ...]
    exact: bool

    @property
    def values(self) -> Pairs:
        """Every pair of cells."""
        cells = range(len(self.cuts) + 1)
        return tuple((low, high) for low in cells for high in cells if low == high or (low < high and not self.exact))


def aligned(compare: Compare) -> tuple[Measure, Ref, Ref, str, int]:
    """`a - b < 3` for a comparison of two questions, the same way round whichever stands first."""
    left, right, sign = compare.left, compare.right, compare.sign
    if left.ref is None or right.ref is None:
        raise TypeError
    if (left.ref.repeat, left.ref.name) > (right.ref.repeat, right.ref.name):
        left, right, sign = right, left, _FLIPPED[sign]
    return left.kind, left.ref or Ref(""), right.ref or Ref(""), sign, right.plus - left.plus


def cut_between(sign: str, number: int) -> int:
    """Where a comparison of a difference changes."""
    return number if sign in ("<", ">=") else number + 1
