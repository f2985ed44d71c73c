"""An answer as compiled code looks at it.

A choice is its name, choices are a tuple of names, a number is a tuple of itself, a whole day is a `date`, any other
date or time a `Span`, and of words only counts that there are some. What has no value is a small number, so that one
look at the class tells both apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from screenkit.answers import Absent, PartialDate, Value
from screenkit.questions import MAX_TEXT, Common, Date, DateTime, Integer, SelectMultiple
from screenkit.ready.fine import number_of, years_before
from screenkit.refusals import Refused

UNKNOWN, DECLINED, NOT_ASKED, MAYBE, RULED_OUT = range(1, 6)
"""No value: does not know, would rather not say, not asked; perhaps not a question at all; certainly not one."""
ABSENT: Mapping[str, int] = MappingProxyType(
    {Absent.UNKNOWN.value: UNKNOWN, Absent.DECLINED.value: DECLINED, Absent.NOT_ASKED.value: NOT_ASKED},
)
SAID: Final = "said"
"""Stands for any words."""
Cell = Any
"""A name, a tuple of names, a tuple of one number, a `date`, a `Span`, `SAID`, or one of the small numbers."""
_KEPT = 50_000
_REFUSED = 1_000
_SHORT = 30
# What no file of records may hold, as the strict loader has it; a tab or a line feed is text.
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Span(NamedTuple):
    """The first and last day that a date could be, as numbers that compare and subtract."""

    first: int
    """Year, month and day as one number: the difference of two, by 10,000, is an age."""
    last: int
    first_day: int
    last_day: int
    first_minute: int
    last_minute: int
    value: PartialDate | datetime


def span_of(value: PartialDate | datetime) -> Span:
    """What a condition or a deadline may ask of a date or time."""
    if isinstance(value, datetime):
        at, day = number_of(value.date()), value.toordinal()
        minute = day * 1440 + value.hour * 60 + value.minute
        return Span(at, at, day, day, minute, minute, value)
    first, last = value.earliest, value.latest
    days = first.toordinal(), last.toordinal()
    return Span(number_of(first), number_of(last), *days, days[0] * 1440, days[1] * 1440 + 1439, value)


def cell_of(value: Value) -> Cell:
    """A value as compiled code looks at it."""
    if isinstance(value, int):
        return (value,)
    if isinstance(value, PartialDate) and value.precision == "day" and not value.about:
        return value.earliest
    return span_of(value) if isinstance(value, PartialDate | datetime) else value


def value_of(cell: Cell) -> PartialDate | datetime:
    """The date or time that a cell stands for."""
    if isinstance(cell, date):
        return PartialDate(cell.year, cell.month, cell.day)
    found: PartialDate | datetime = cell.value
    return found


class Read(dict[Any, Cell]):
    """What a question makes of an answer; dates and sets of choices are kept, because the same ones come again.

    Anything that anyone said in their own words is read and forgotten. Why something else was refused is kept where it
    is short, because one mistake is often in every record.
    """

    def __init__(self, question: Common) -> None:
        super().__init__()
        self.question = question
        self.is_kept = isinstance(question, Date | DateTime | Integer | SelectMultiple)
        self.is_said = question.kind in ("text", "none")
        self.refused: dict[str | tuple[str, ...], tuple[str, Mapping[str, object]]] = {}

    def __missing__(self, raw: str | tuple[str, ...]) -> Cell:
        """The cell for what was written; raises `Refused`."""
        if raw in self.refused:
            key, facts = self.refused[raw]
            raise Refused(key, **facts)
        try:
            value = self.question.parse(list(raw) if isinstance(raw, tuple) else raw)
        except Refused as refusal:
            is_short = len(raw) <= _SHORT and all(len(part) <= _SHORT for part in raw)
            if is_short and not self.is_said and len(self.refused) < _REFUSED:
                self.refused[raw] = refusal.key, refusal.facts
            raise
        if self.is_said:
            return SAID
        cell = cell_of(value)
        # There are more days than it pays to keep: a day is read as fast as it is looked for among so many.
        if self.is_kept and len(self) < _KEPT and cell.__class__ is not date:
            self[raw] = cell
        return cell


def read_of(question: Common) -> Read:
    """The table of a question; those that read the same share one."""
    match question:
        case Date():
            key: tuple[object, ...] = ("date", question.precision)
        case DateTime():
            key = ("datetime",)
        case Integer():
            key = ("integer", question.min, question.max)
        case SelectMultiple():
            key = ("choices", question.option_names)
        case _:
            return Read(question)
    if key not in _READ:
        if len(_READ) > _TABLES:
            _READ.clear()
        _READ[key] = Read(question)
    return _READ[key]


_READ: dict[tuple[object, ...], Read] = {}
_TABLES = 1_000


def reason_in(raw: Any) -> int:  # noqa: ANN401 - whatever was written
    """The cell of a reason for no answer; 0 for anything else, which has to be looked at."""
    if raw.__class__ is not dict or len(raw) != 1:
        return 0
    reason = raw.get("absent")
    return REASONS.get(reason, 0) if reason.__class__ is str else 0


REASONS = dict(ABSENT)
"""The same, as it is looked up fastest."""


def known_date(raw: Any, read: Read, until: date = date.max, day: float = math.inf) -> Cell | None:  # noqa: ANN401
    """The cell of a whole day that is as it should be, or of a date that was read before; None for anything else."""
    if raw.__class__ is not str:
        return None
    if len(raw) != _DAY or raw[7] != "-" or not "1" <= raw < "3":
        found = read.get(raw)
        return found if found is not None and found[2] <= day else None
    try:
        whole = date.fromisoformat(raw)
    except ValueError:
        return None
    return whole if whole <= until else None


_DAY = len("2026-11-22")


def known_time(raw: Any, read: Read, until: float = math.inf) -> Cell | None:  # noqa: ANN401 - as above
    """The same for a date and time that was read before."""
    found = read.get(raw) if raw.__class__ is str else None
    return found if found is not None and found[2] <= until else None


def known_choices(raw: Any, read: Read) -> Cell | None:  # noqa: ANN401 - as above
    """The same for several choices, none of them among these."""
    try:
        return read.get(tuple(raw)) if raw.__class__ is list else None
    except TypeError:
        return None


class Words(Read):
    """The same for words that nothing in the file may steer a terminal with."""

    def __missing__(self, raw: str | tuple[str, ...]) -> Cell:
        """`SAID`; raises `Refused`."""
        if len(raw) > MAX_TEXT:
            raise Refused("too-long")
        if not isinstance(raw, str) or (not (raw.isascii() and raw.isprintable()) and STEERING.search(raw)):
            raise Refused("control-characters")
        self.question.parse(raw)
        return SAID


def moment_on(day: date, years: Sequence[int]) -> tuple[Any, ...]:
    """When a screening was: the local day as a number, counted from year 1, as a date, and so many years before."""
    number = number_of(day)
    return number, day.toordinal(), day, *(years_before(number, before) for before in years)


_LOCAL = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def local(text: str) -> datetime | None:
    """The local time that is written as `2026-11-20T15:00`, or None."""
    try:
        return datetime.fromisoformat(text) if _LOCAL.fullmatch(text) else None
    except ValueError:
        return None


class Remembered(dict[Any, Any]):
    """A function of one argument that is asked the same again and again; so many answers are kept."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, key: object) -> Any:  # noqa: ANN401 - whatever the function gives
        """Worked out, and kept while there is room."""
        found = self.function(key)
        if len(self) < _KEPT:
            self[key] = found
        return found


def moment_of(text: str, years: Sequence[int]) -> tuple[Any, ...]:
    """The same for the day of a local time; KeyError where it is none."""
    at = local(text)
    if at is None:
        raise KeyError
    return moment_on(at.date(), years)
