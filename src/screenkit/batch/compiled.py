"""`Compiled`, a screen ready to check any number of finished screenings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from screenkit.batch.decoding import Undecoded, decode, exactly, is_ordinary, is_plain
from screenkit.batch.header import FINISHED, header_of
from screenkit.batch.keys import Unclear, texts
from screenkit.batch.program import Program, program_of, source_of
from screenkit.batch.result import ANSWERS, Outcome, Result, made
from screenkit.batch.rows import Rows
from screenkit.batch.tables import Tabled
from screenkit.batch.whole import All, Enough
from screenkit.screen import Screen

_OTHER = ("other-screen", "other-version", "other-digest")
_SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Compiled:
    """A screen ready to check finished screenings, each by itself: nothing of one reaches the next.

    `as_of` is the moment for records that name none of their own; without it they are at fault, because ages and
    deadlines hang on it. A `Compiled` can be pickled, and every process that it is sent to compiles it anew.
    """

    screen: Screen
    as_of: datetime | None = None
    _program: Program = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_program", _program_of(self.screen.digest, _Same(self.screen), self.as_of))

    def __reduce__(self) -> tuple[type[Compiled], tuple[Screen, datetime | None]]:
        """As the screen: code is never pickled."""
        return Compiled, (self.screen, self.as_of)

    @property
    def source(self) -> str:
        """The code that checks a record, to look at."""
        return source_of(self.screen, self.as_of)

    def validate(self, record: bytes | Mapping[str, Any]) -> Result:
        """Everything that is wrong with a record, or what it leads to; the record is JSON text or a mapping."""
        if isinstance(record, bytes):
            return self._program.swift(record) or self._text(record)
        if isinstance(record, Tabled):
            return self._row(record)
        found = self._program.quick(record, None)
        if found is not None:
            return found
        try:
            return self._mapping(record)
        except Unclear:
            return self._mapping(texts(record))  # type: ignore[arg-type]  # a mapping stays one

    def _row(self, row: Tabled) -> Result:
        """The same for a row of a table; what every row of it needs is looked for once."""
        columns = row.columns
        if columns.rows is None or columns.program is not self._program:
            columns.program = self._program
            columns.rows = _rows_of(self.screen.digest, _Same(self.screen), self.as_of, columns.heads)
        return columns.rows.walk(row.cells) or self.validate(row.whole)

    def expect_many(self) -> None:
        """Have all code at once that is else written when it is first needed."""
        self._program.expect_many()

    def swift(self, data: bytes) -> Result | None:
        """The result of a text with a finished record without fault; None for any other, and until there are many."""
        return self._program.swift(data)

    def _text(self, data: bytes) -> Result:
        """The same for a text of which nothing came by `swift`."""
        try:
            record = decode(data)
        except Undecoded:
            return self._exactly(data)
        return self.decoded(data, record) if record.__class__ is dict else self._exactly(data)

    def decoded(self, data: bytes, record: dict[str, Any]) -> Result:
        """The same for a text that was read already, and of which nothing came by `swift`."""
        if not self._program.is_swift:
            found = self._program.quick(record, data)
            if found is not None:
                return found
        ordinary = is_ordinary(data)
        if not is_plain(data, record, is_ordinary=ordinary):
            return self._exactly(data)
        try:
            result = self._mapping(record, is_ordinary=ordinary)
        except Unclear:
            return self._exactly(data)
        # A key without letters is for the strict loader, too; it is a fault, of which there are few.
        for fault in result.faults:
            if fault.route[-1:] == ("",) and b'"":' in data:
                return self._exactly(data)
        return result

    def _exactly(self, data: bytes) -> Result:
        """The same by way of the strict loader, which sees what fast decoders pass over."""
        record, faults = exactly(data)
        return Result(faults=faults) if faults else self._mapping(record)

    def _mapping(self, record: Mapping[str, Any], *, is_ordinary: bool = False) -> Result:
        if "events" in record:
            # What saved records need is left alone where there are none.
            from screenkit.batch.events import check_events  # noqa: PLC0415

            return check_events(self.screen, self.as_of, record)
        return self._checked(record, is_ordinary=is_ordinary)

    def _checked(self, record: Mapping[str, Any], *, is_ordinary: bool) -> Result:
        header = self._program.heading(record) or header_of(self.screen, self.as_of, record)
        name, status, today, place, answers, told = header
        if (told and any(fault.code in _OTHER for fault in told)) or not isinstance(record.get(ANSWERS), dict):
            # Other questions, perhaps, or no answers: nothing can be said of them.
            return Result(name, status, told)
        is_finished = status in FINISHED
        seen = All(today or _SOME_DAY, is_finished=is_finished, is_blind=today is None, is_plain=is_ordinary)
        found: Outcome | None = None
        try:
            found = self._program.whole(answers, seen, place)
        except Enough:
            found = None  # there are more faults than are told
        faults = (*told, *seen.faults)
        counts = found is not None and not faults and status != "entered-in-error"
        return made(Result, (name, status, faults, found if counts else None))


class _Same:
    """A screen as one of its digest: the digest tells everything that the code hangs on."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.screen.reference == other.screen.reference

    def __hash__(self) -> int:
        return hash(self.screen.digest)


@lru_cache(maxsize=64)
def _program_of(digest: str, same: _Same, as_of: datetime | None) -> Program:
    del digest
    return program_of(same.screen, as_of)


@lru_cache(maxsize=64)
def _rows_of(digest: str, same: _Same, as_of: datetime | None, heads: tuple[str, ...]) -> Rows:
    del digest
    return Rows(same.screen, as_of, heads)


def compile_screen(screen: Screen, as_of: datetime | None = None) -> Compiled:
    """Return the screen compiled; the code of a digest is written once in a process."""
    return Compiled(screen, as_of)
