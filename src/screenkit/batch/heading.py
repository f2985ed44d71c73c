"""What stands around the answers as Python: the header of a record without fault, and of no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from screenkit.batch.cells import Remembered, moment_of, moment_on
from screenkit.batch.code import Code
from screenkit.batch.header import FINISHED, FORMAT, day_at
from screenkit.screen import Screen

PLAIN = "data.isascii() and not (92 in data or 127 in data or len(data) >= 10000)"
"""No letter but those of ASCII, no escape, no control character: no word in such a text has to be looked through."""


class Header(Protocol):
    """How the keys of a header are found."""

    lacking: str

    def key(self, name: str) -> str:
        """The expression for what stands there, which is `lacking` where nothing does."""

    def fixed(self, code: Code, name: str, values: frozenset[str]) -> None:
        """Leave where `v` is none of the values."""

    def rest(self, *names: str) -> str:
        """Whether there are more keys than were counted: these, or any."""


class OfMapping:
    """The header of a mapping."""

    lacking = "None"

    def key(self, name: str) -> str:
        return f"record.get({name!r})"

    def fixed(self, code: Code, name: str, values: frozenset[str]) -> None:
        del name
        with code.block(f"if v not in {code.value('h', values)}:"):
            code.put("return None")

    def rest(self, *names: str) -> str:
        del names
        return "len(record) != keys"


class OfStruct:
    """The header as msgspec has read it: what is fixed was refused, or is right."""

    lacking = "lacking"

    def key(self, name: str) -> str:
        return f"record.{name}_"

    def fixed(self, code: Code, name: str, values: frozenset[str]) -> None:
        """It was compared."""

    def rest(self, *names: str) -> str:
        return f"not ({' is '.join(self.key(name) for name in names)} is lacking)"


def moment(ages: Mapping[int, str]) -> str:
    """What code knows of the day of a screening, with the days before which somebody is of these ages."""
    return ", ".join(("today", "day", "on", *ages.values()))


def head(screen: Screen, as_of: datetime | None, code: Code, header: Header, ages: Mapping[int, str]) -> None:
    """Take `name`, `status`, `today`, `day`, `on`, `place` and `case`, and count `keys` and `colons`."""
    code.put("keys = 1; colons = 0; case = ''")
    _name(code, header, "id", "name")
    _fixed(code, header, "screen", frozenset({screen.id}))
    _fixed(code, header, "version", frozenset({screen.version}))
    _status(code, header)
    _day(screen, as_of, code, header, ages)
    # What is seldom there is looked for only where something else is.
    with code.block(f"if {header.rest('case', 'sha256', 'format', 'language', 'practice')}:"):
        _name(code, header, "case", "case")
        _fixed(code, header, "sha256", frozenset({screen.digest}))
        _fixed(code, header, "format", frozenset({FORMAT}))
        _fixed(code, header, "language", frozenset(screen.languages))
        # Not among truths: 1 and 0 would be found there, too.
        code.put(f"v = {header.key('practice')}")
        with code.block(f"if v is not {header.lacking}:"):
            with code.block("if v is not False:"):
                code.put("return None")
            code.put("keys += 1")


def _fixed(code: Code, header: Header, key: str, values: frozenset[str]) -> None:
    code.put(f"v = {header.key(key)}")
    with code.block(f"if v is not {header.lacking}:"):
        header.fixed(code, key, values)
        code.put("keys += 1")


def _status(code: Code, header: Header) -> None:
    code.put(f"v = {header.key('status')}; status = {FINISHED[0]!r}")
    with code.block(f"if v is not {header.lacking}:"):
        header.fixed(code, "status", frozenset(FINISHED))
        code.put("keys += 1; status = v")


def _name(code: Code, header: Header, key: str, name: str) -> None:
    code.put(f"{name} = {header.key(key)}")
    with code.block(f"if {name} is {header.lacking}:"):
        code.put(f"{name} = ''")
    with code.block("else:"):
        known = f"is_plain and {name} >= '!' or {name}.isascii() and {name}.isprintable() and {name}.strip()"
        with code.block(f"if not ({known}):"):
            code.put("return None")
        code.put("keys += 1")


def _day(screen: Screen, as_of: datetime | None, code: Code, header: Header, ages: Mapping[int, str]) -> None:
    def day_there(place: str | None) -> tuple[Any, ...]:
        if as_of is None:
            raise KeyError
        return moment_on(day_at(screen, as_of, place), tuple(ages))

    code.put(f"v = {header.key('as_of')}")
    with code.block(f"if v is {header.lacking}:"):
        code.put(f"{moment(ages)} = {code.value('there', Remembered(day_there))}[place]")
    with code.block("else:"):
        code.put("keys += 1; colons += 1")
        days = code.value("days", Remembered(partial(moment_of, years=tuple(ages))))
        code.put(f"{moment(ages)} = {days}[v]")
