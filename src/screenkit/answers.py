"""What an answer can be: a value, or a reason for having none."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Absent(StrEnum):
    """Why a question has no value; none of these ever means "no".

    FHIR data-absent-reason: `asked-unknown`, `asked-declined`, `not-asked`.
    """

    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not-asked"


class Item(NamedTuple):
    """One thing that can be answered: a question, inside one instance of a repeat or outside all."""

    name: str
    repeat: str = ""
    instance: int = 0

    def __str__(self) -> str:
        """`debt`, or `children[2].born_on`."""
        return f"{self.repeat}[{self.instance}].{self.name}" if self.repeat else self.name


_ITEM = re.compile(r"(?:(?P<repeat>[a-z][a-z0-9_]*)\[(?P<instance>[1-9][0-9]{0,5})\]\.)?(?P<name>[a-z][a-z0-9_]*)")


def parse_item(text: str) -> Item | None:
    """Return the item that `str(item)` wrote, or None when it is not one."""
    found = _ITEM.fullmatch(text)
    if found is None:
        return None
    return Item(found["name"], found["repeat"] or "", int(found["instance"] or 0))


_DATE = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~)?")


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, month or day, perhaps only roughly; written as in EDTF, `2016-05~`.

    It stands for every day it could be. "About" widens the span by one unit of its precision on each side
    (our own reading, `docs/decisions.md`).
    """

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def earliest(self) -> date:
        """The first day it could be."""
        first = date(self.year, self.month or 1, self.day or 1)
        return self._earlier(first) if self.about else first

    @property
    def latest(self) -> date:
        """The last day it could be."""
        month = self.month or 12
        last = date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
        return self._later(last) if self.about else last

    def _earlier(self, first: date) -> date:
        if self.month is None:
            return first.replace(year=first.year - 1)
        return (first - timedelta(days=1)).replace(day=1)

    def _later(self, last: date) -> date:
        if self.month is None:
            return last.replace(year=last.year + 1)
        following = last + timedelta(days=1)
        return following.replace(day=calendar.monthrange(following.year, following.month)[1])

    def __str__(self) -> str:
        """The EDTF text: `2016`, `2016-05`, `2016-05-03`, `2016~`."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts) + ("~" if self.about else "")


def parse_partial_date(text: str) -> PartialDate | None:
    """Return the date that EDTF text stands for, or None; a whole day is never "about"."""
    found = _DATE.fullmatch(text)
    if found is None or (found["about"] and found["day"]):
        return None
    year, month, day = (int(found[part]) if found[part] else None for part in ("year", "month", "day"))
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year or 0, month, day, about=bool(found["about"]))


Value = str | int | tuple[str, ...] | PartialDate | datetime
Answer = Value | Absent
Raw = str | list[str]
"""An answer as it is written in a file or typed: words, or a list of words for several choices."""
