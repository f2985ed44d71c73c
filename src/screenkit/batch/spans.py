"""Both ends of what may be compared, as Python: of numbers, ages, days since, and moments."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from screenkit.batch.bits import Pair
from screenkit.batch.cells import RULED_OUT
from screenkit.conditions import Compare, Term

_SPANS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "number": ("{0}[0]", "{0}[0]"),
        "age": ("(today - {0}[1]) // 10000", "(today - {0}[0]) // 10000"),
        "days_since": ("day - {0}[3]", "day - {0}[2]"),
        "moment": ("{0}[4]", "{0}[5]"),
    },
)
"""Of a `Span`, or of a number."""
_DAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "age": ("(today - number_of({0})) // 10000",) * 2,
        "days_since": ("day - {0}.toordinal()",) * 2,
        "moment": ("{0}.toordinal() * 1440", "{0}.toordinal() * 1440 + 1439"),
    },
)
"""Of a whole day."""


def span(term: Term, cell: str, *, is_day: bool) -> tuple[str, str]:
    """The least and the greatest that one side of a comparison may be; with `is_day` the cell may be a whole day."""
    if term.ref is None:
        return str(term.plus), str(term.plus)
    plus = f" + {term.plus}" if term.plus else ""
    low, high = (part.format(cell) for part in _SPANS[term.kind])
    if is_day:
        whole = [part.format(cell) for part in _DAYS[term.kind]]
        low, high = (
            f"({one} if {cell}.__class__ is date else {two})" for one, two in zip(whole, (low, high), strict=True)
        )
    return f"({low}{plus})", f"({high}{plus})"


def years_of(one: Compare) -> int:
    """Who is younger than so many years, or is not, when an age is compared with a number."""
    return one.right.plus - one.left.plus + (one.sign in ("<=", ">"))


def is_aged(one: Compare) -> bool:
    """Whether an age is compared with a number."""
    return one.left.kind == "age" and one.left.ref is not None and one.right.ref is None


def aged(one: Compare, cell: str, limit: str) -> Pair:
    """An age against a number: nobody counts years, a day is compared with the `limit` so many years ago."""
    is_younger = one.sign.startswith("<")
    sign, bound = "<" if is_younger else ">=", years_of(one) * 10_000
    sure, maybe = (0, 1) if is_younger else (1, 0)
    certain = f"({cell}.__class__ is not int and today - {cell}[{sure}] {sign} {bound})"
    possible = f"(today - {cell}[{maybe}] {sign} {bound} if {cell}.__class__ is not int else {cell} != {RULED_OUT})"
    if not limit:
        return Pair(certain, possible)
    born = f"{cell} {'>' if is_younger else '<='} {limit}"
    return Pair(*(f"({born} if {cell}.__class__ is date else {whole})" for whole in (certain, possible)))
