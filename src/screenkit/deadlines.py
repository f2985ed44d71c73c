"""Deadlines: how long something may take, when its clock starts, and when it is due.

Nothing here reads a clock, and nothing is guessed: a deadline that cannot be computed says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from importlib import import_module
from typing import Literal, Protocol

from screenkit.answers import PartialDate

Unit = Literal["hours", "days", "working days", "without delay"]
Reason = Literal["without-delay", "no-start", "no-calendar"]


@dataclass(frozen=True)
class Within:
    """How long something may take; `without delay` has no amount, so it is 0."""

    amount: int
    unit: Unit


_WITHIN = re.compile(r"1 (hour|day|working day)|([2-9]|[1-9][0-9]{1,3}) (hours|days|working days)")
_UNITS: dict[str, Unit] = {
    "hour": "hours",
    "hours": "hours",
    "day": "days",
    "days": "days",
    "working day": "working days",
    "working days": "working days",
}


def parse_within(text: str) -> Within | None:
    """Return what `24 hours`, `1 day`, `5 working days` or `without delay` stands for, None for all else."""
    if text == "without delay":
        return Within(0, "without delay")
    found = _WITHIN.fullmatch(text)
    if found is None:
        return None
    singular, amount, plural = found.groups()
    return Within(int(amount or 1), _UNITS[singular or plural])


@dataclass(frozen=True)
class Calendar:
    """The zone of a jurisdiction's clocks and the place whose public holidays it keeps."""

    timezone: tzinfo
    country: str | None
    subdivision: str | None


@dataclass(frozen=True)
class Start:
    """The span in which a clock started, as aware times; both are the same when the time is exact."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True)
class Due:
    """The span in which something is due, or the reason why it has no time.

    `without-delay`: the rule gives no number. `no-start`: nobody knows when the clock started. `no-calendar`: working
    days cannot be told without `screenkit[deadlines]` and a place whose holidays it knows, or the time lies beyond
    what calendars reach.
    """

    earliest: datetime | None
    latest: datetime | None
    reason: Reason | None


def start_of(value: datetime | PartialDate, calendar: Calendar) -> Start:
    """Return when a clock started that an answer gives as local wall-clock time, or only by day, month or year.

    A time that the clock showed twice (summer time ends) is the earlier of the two; a time that it never showed
    (summer time begins) moves forward by what was left out. A date spans its whole days, from their first minute to
    their last, 23:59; where that minute came twice, to the second.
    """
    if not isinstance(value, datetime):
        first = datetime.combine(value.earliest, time.min)
        return Start(_local(first, calendar.timezone), _end_of(value.latest, calendar.timezone))
    if value.tzinfo is not None:
        raise ValueError("the start of a clock is a local time without a zone")
    exact = _local(value, calendar.timezone)
    return Start(exact, exact)


def latest_start(starts: Iterable[Start]) -> Start:
    """Return the start of a clock that waits for the last of several events."""
    known = tuple(starts)
    if len(known) == 1:
        return known[0]
    # By timestamp: two times of one zone compare as wall clocks, which is wrong in the hour that comes twice.
    return Start(
        max((start.earliest for start in known), key=datetime.timestamp),
        max((start.latest for start in known), key=datetime.timestamp),
    )


def due_at(within: Within, start: Start | None, calendar: Calendar) -> Due:
    """Return when something is due, in the calendar's zone.

    Hours are elapsed hours: a change to or from summer time neither adds nor takes one. Days are calendar days and end
    at the same wall-clock time. Working days are Mondays to Fridays that are not public holidays; the day of the start
    never counts, be it a working day or not, and the deadline is the end (23:59) of the last one. That end is our own
    reading: the source says "within five working days" and names no hour, so the day is all it gives.
    """
    if within.unit == "without delay":
        return Due(None, None, "without-delay")
    if start is None:
        return Due(None, None, "no-start")
    try:
        earliest = _end(within, start.earliest, calendar)
        latest = earliest if start.latest is start.earliest else _end(within, start.latest, calendar)
    except OverflowError:
        return Due(None, None, "no-calendar")
    if earliest is None or latest is None:
        return Due(None, None, "no-calendar")
    return Due(earliest, latest, None)


def _end(within: Within, start: datetime, calendar: Calendar) -> datetime | None:
    """The moment the time is up, None when working days cannot be told."""
    if within.unit == "hours":
        return (start.astimezone(UTC) + timedelta(hours=within.amount)).astimezone(calendar.timezone)
    local = start.astimezone(calendar.timezone).replace(tzinfo=None)
    if within.unit == "days":
        return _local(local + timedelta(days=within.amount), calendar.timezone)
    last = _working_day(local.date(), within.amount, calendar)
    return None if last is None else _end_of(last, calendar.timezone)


def _local(wall: datetime, zone: tzinfo) -> datetime:
    """The first moment at which clocks show a time."""
    return _moments(wall, zone)[0]


def _end_of(day: date, zone: tzinfo) -> datetime:
    """The last minute of a day."""
    return _moments(datetime.combine(day, time(23, 59)), zone)[1]


def _moments(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first and the last moment at which clocks show a time; where they skip it, the one it moves forward to."""
    first, last = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    skipped = (last.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    # Only in a gap is the offset of the second reading the larger one, by as much as the clocks leave out.
    if skipped > timedelta():
        return first + skipped, first + skipped
    return first, last


_WEEKEND = (6, 7)


class _Holidays(Protocol):
    """What is used of a calendar of the `holidays` package."""

    start_year: int
    end_year: int

    def __contains__(self, day: date) -> bool: ...


def _working_day(start: date, amount: int, calendar: Calendar) -> date | None:
    """The last of so many working days after a day, None where no holidays are known."""
    holidays = _holidays(calendar.country, calendar.subdivision)
    if holidays is None:
        return None
    day = start
    while amount:
        day += timedelta(days=1)
        # Beyond its years the package knows no holidays, and would call each of them a working day.
        if not holidays.start_year <= day.year <= holidays.end_year:
            return None
        amount -= day.isoweekday() not in _WEEKEND and day not in holidays
    return day


@cache
def _holidays(country: str | None, subdivision: str | None) -> _Holidays | None:
    """The public holidays of a place, None without the optional package or where it does not know the place."""
    if country is None:
        return None
    try:
        # Optional, and too slow to import for commands that compute no deadline.
        found: _Holidays = import_module("holidays").country_holidays(country, subdiv=subdivision)
    except (ImportError, NotImplementedError):
        return None
    return found
