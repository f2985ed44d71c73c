"""Whether a record is certainly as it should be, told without anything that takes long to import.

Code made from the screen says so, and takes less than the whole program does: where it says nothing, the record may
be right or wrong, and the whole program looks. Nothing here is ever worked out that the whole program would not find.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from json import JSONDecoder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


KIND = "fine"
_KEPT = 10_000
_MOST_TEXT = 3_000
_DATE = re.compile(r"[12][0-9]{3}(-[0-9]{2}){0,2}")
_LOCAL = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


class Table(dict):  # type: ignore[type-arg]  # generic for type checkers only
    """What answers are to compiled code, each worked out once; KeyError where that is for the whole program to say."""

    def __init__(self, read: Callable[[Any], object]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, raw: Any) -> object:  # noqa: ANN401 - whatever was decoded
        found = self.read(raw)
        if len(self) < _KEPT:
            self[raw] = found
        return found


def span(first: date, last: date) -> tuple[int, ...]:
    """The first and the last day that a date could be as `batch.cells.Span` has them, without its value."""
    days = first.toordinal(), last.toordinal()
    return number_of(first), number_of(last), *days, days[0] * 1440, days[1] * 1440 + 1439


def number_of(day: date) -> int:
    """The day as one number, 20261122: the difference of two, by 10,000, is an age."""
    return day.year * 10_000 + day.month * 100 + day.day


def moment(at: datetime) -> tuple[int, ...]:
    """The same of a local time."""
    number, day = number_of(at), at.toordinal()
    minute = day * 1440 + at.hour * 60 + at.minute
    return number, number, day, day, minute, minute


def _date(precisions: tuple[str, ...]) -> Table:
    """Reads a date as exact as a question takes it, and leaves those to the whole program that are "about"."""

    def read(raw: str) -> tuple[int, ...]:
        exact = ("year", "month", "day")[raw.count("-")]
        if exact not in precisions or not _DATE.fullmatch(raw):
            raise KeyError
        first = date.fromisoformat(raw + "-01-01"[len(raw) - 4 :])
        if exact == "day":
            return span(first, first)
        following = first.replace(year=first.year + 1) if exact == "year" else _next_month(first)
        return span(first, date.fromordinal(following.toordinal() - 1))

    return Table(read)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _moment(raw: str) -> tuple[int, ...]:
    if not _LOCAL.fullmatch(raw):
        raise KeyError
    return moment(datetime.fromisoformat(raw))


def _as_of(*years: int) -> Table:
    """As `batch.cells.moment_of` has it."""

    def read(raw: str) -> tuple[object, ...]:
        number, _, day, *_ = _moment(raw)
        return number, day, date.fromordinal(day), *(years_before(number, before) for before in years)

    return Table(read)


def years_before(number: int, years: int) -> date:
    """The day so many years before one that is given as a number; where that year lacks it, the day before."""
    year, rest = divmod(number - years * 10_000, 10_000)
    if year < 1:
        return date.min
    month, day = divmod(rest, 100)
    return date(year, month, day - ((month, day) == (2, 29) and not _is_leap(year)))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _nothing(_raw: object) -> object:
    raise KeyError


def _words(said: object, *, multiline: bool) -> object:
    """Makes of plain words what stands for all words; none of those in doubt, such as long or unusual ones."""

    def read(raw: str) -> object:
        inside = raw.strip()
        if not inside or len(raw) > _MOST_TEXT or not inside.replace("\n", "" if multiline else "\n").isprintable():
            raise KeyError
        return said

    return Unkept(read)


class Unkept(Table):
    """The same for what people said in their own words, none of which is kept."""

    def __missing__(self, raw: Any) -> object:  # noqa: ANN401 - as above
        return self.read(raw)


def _several(names: frozenset[str]) -> Table:
    def read(raw: object) -> tuple[str, ...]:
        if not isinstance(raw, tuple) or not names.issuperset(raw) or len(set(raw)) < len(raw):
            raise KeyError
        return raw

    return Table(read)


TABLES: Mapping[str, Callable[..., object]] = {
    "among": lambda names: names,
    "absent": dict,
    "several": _several,
    "words": lambda said, multiline: _words(said, multiline=multiline),
    "date": _date,
    "moment": lambda: Table(_moment),
    "as_of": _as_of,
    "is_exact": lambda: is_exact,
    "number_of": lambda: number_of,
    "day": lambda: date,
    "day_of": lambda: date.fromisoformat,
    "nothing": lambda: Unkept(_nothing),
}
"""The values that code names, by the name of their kind: what is kept of them is plain."""


def taken_up(kept: Any) -> Callable[[Mapping[str, Any], bytes], bool | None]:  # noqa: ANN401 - as it was kept
    """The function that the code defines: whether a record is fine, with the text that it was read from."""
    code, values = kept
    names: dict[str, Any] = {name: TABLES[kind](*rest) for name, (kind, *rest) in values.items()}
    exec(code, names)  # noqa: S102 - made by screenkit.batch.early, and kept as screenkit.ready.cache says
    fine: Callable[[Mapping[str, Any], bytes], bool | None] = names["fine"]
    return fine


_DECODER = JSONDecoder(parse_constant=_nothing)


def decoded(data: bytes) -> dict[str, Any] | None:
    """The mapping that a text holds, read strictly; None where it is something else, or there is any doubt."""
    try:
        record = _DECODER.decode(data.decode())
    except (ValueError, KeyError, RecursionError):
        return None
    return record if record.__class__ is dict else None


def is_exact(data: bytes, keys: int, colons: int) -> bool:
    """Whether a text holds so many keys, each written once, and so many colons in its values.

    Decoders keep the last of two keys of one name and say nothing. Where no character is written as its number, every
    colon of the text is one of those. Else, in text without a blank before a colon, every key shows as `":`; inside of
    text a quote is escaped, so that only adds to the number.
    """
    if b"\\u" not in data:
        return data.count(b":") == keys + colons
    return is_exact_by_keys(data, keys)


def is_exact_by_keys(data: bytes, keys: int) -> bool:
    """The same where nobody has counted the colons."""
    return data.count(b'":') == keys and not any(blank in data for blank in _BLANKS)


_BLANKS = (b" :", b"\t:", b"\n:", b"\r:")


def no_fault(records: int) -> str:
    """What is told of so many records."""
    return f"{records:,} screening{'' if records == 1 else 's'}: no fault"
