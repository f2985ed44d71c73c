"""Records in, results out: which screen each is for, one file after another, or a large one shared among processes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple, Protocol

from screenkit.answers import Item
from screenkit.batch.compiled import Compiled
from screenkit.batch.decoding import Undecoded, decode, exactly
from screenkit.batch.documents import Placed, json_records, placed, yaml_records
from screenkit.batch.inputs import LONGEST, Record, Source, lines
from screenkit.batch.kobo import kobo_records
from screenkit.batch.redcap import redcap_records
from screenkit.batch.result import Fault, Result
from screenkit.batch.tables import Tabled, csv_records
from screenkit.facts import NEW
from screenkit.screen import Screen
from screenkit.sealing import NotOpened


class Checked(NamedTuple):
    """A result with where its record stands."""

    file: str
    line: int
    result: Result
    values: tuple[str, ...] = ()
    """What was answered, for each fault; only where that was asked for."""


class Finder(Protocol):
    """Finds the screen that a record names; it can be pickled."""

    def __call__(self, name: str, digest: str) -> Compiled | None:
        """The screen of that name, compiled; with a digest, as it was then where that was kept."""


@dataclass
class Checker:
    """Checks records against the screen that each names, or against one."""

    find: Finder
    only: str = ""
    """The screen that all records are for; without it, each names its own."""
    show_values: bool = False
    unlock: Callable[[bytes], bytes] | None = None
    """Opens a sealed record, where there is a key; raises `NotOpened`."""
    _known: dict[tuple[str, str], Compiled | None] = field(default_factory=dict)
    _last: Compiled | None = None
    """The screen of the record before: most likely that of the next one."""

    def check(self, record: Record) -> tuple[Result, tuple[str, ...]]:
        """What comes of a record, and what was answered where something is wrong."""
        if record.faults:
            return Result(faults=record.faults), ()
        data = record.data
        result = self._text(data) if isinstance(data, bytes) else self._mapping(data)
        if isinstance(data, Placed):
            result = _moved(result, tuple(placed(fault, data.document) for fault in result.faults))
        return result, self._values(record, result) if self.show_values else ()

    def expect_many(self) -> None:
        """There will be many records for the screen of the last one."""
        if self._last is not None:
            self._last.expect_many()

    def _text(self, data: bytes) -> Result:
        last = self._last
        if last is not None and (self.only or b'"screen":' in data):
            found = last.swift(data)
            if found is not None:
                return found
        try:
            record = decode(data)
        except Undecoded:
            return self._exactly(data)
        if not isinstance(record, dict):
            return self._exactly(data)
        compiled = self._screen(record)
        if compiled is None:
            return _not_known(record)
        if compiled is last:
            return compiled.decoded(data, record)
        self._last = None if compiled.screen.entry(Item("screen")) else compiled
        return compiled.validate(data)

    def _exactly(self, data: bytes) -> Result:
        record, faults = exactly(data)
        return Result(faults=faults) if faults else self._mapping(record)

    def _mapping(self, record: Mapping[str, Any]) -> Result:
        compiled = self._screen(record)
        return _not_known(record) if compiled is None else compiled.validate(record)

    def _screen(self, record: Mapping[str, Any]) -> Compiled | None:
        """The screen that the record is for."""
        named: Any = record.get("screen")
        digest: Any = record.get("sha256")
        if isinstance(named, dict):
            named, digest = named.get("id"), named.get("sha256")
        key = (self.only or str(named), digest if isinstance(digest, str) else "")
        if key not in self._known:
            if len(self._known) > _SCREENS:
                self._known.clear()
            self._known[key] = self.find(*key)
        return self._known[key]

    def _values(self, record: Record, result: Result) -> tuple[str, ...]:
        value: Any = record.data
        if isinstance(value, bytes):
            value = exactly(value)[0]
        elif isinstance(value, Tabled):
            value = value.whole
        return tuple(_at(value, fault) for fault in result.faults)


_SCREENS = 200
_KEPT = 20_000
_NOW_AND_THEN = 1_000


def _not_known(record: Mapping[str, Any]) -> Result:
    hint = "name it with --screen"
    if "screen" not in record:
        message = "`screen` is missing: which questions were these?"
        return Result(faults=(Fault("missing-key", (), message, hint),))
    return Result(faults=(Fault("unknown-screen", ("screen",), "the screen of this record is not known", hint),))


def _moved(result: Result, faults: tuple[Fault, ...]) -> Result:
    return Result(result.id, result.status, faults, result.outcome)


def _at(value: Any, fault: Fault) -> str:  # noqa: ANN401 - any part of a record
    """What stands at the place of a fault, cut when it is long; nothing where nothing stands."""
    for part in fault.route:
        inside = part in value if isinstance(value, dict) else isinstance(value, list) and part in range(len(value))
        if not inside:
            return ""
        value = value[part]
    return str(value) if fault.route else ""


@dataclass
class Tally:
    """What all records came to."""

    records: int = 0
    faulty: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    indicated: Counter[str] = field(default_factory=Counter)
    not_settled: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    open_steps: Counter[str] = field(default_factory=Counter)
    show_values: bool = False
    """Whether a step for a value, such as `notify_consulate/MX`, is counted by that value."""
    _numbers: dict[tuple[Any, ...], int] = field(default_factory=dict, repr=False, compare=False)
    """How often records of a status came to the same numbers, which are counted by name when all is over."""

    def add(self, result: Result) -> None:
        """Count one more."""
        self.records += 1
        found = result[3]
        if found.__class__ is tuple:
            key = result[1], found[0], found[1]
            self._numbers[key] = self._numbers.get(key, 0) + 1
            if len(self._numbers) > _KEPT:
                self.settle()
            return
        if result.status:
            self.statuses[result.status] += 1
        if result.faults:
            self.faulty += 1
            for fault in result.faults:
                self.codes[fault.code] += 1
        elif found is not None:
            self._count(found[:4], 1)

    def settle(self) -> None:
        """Count by name what was counted by its numbers."""
        for (status, teller, numbers), times in self._numbers.items():
            self.statuses[status] += times
            self._count(teller.names[numbers], times)
        self._numbers.clear()

    def _count(self, parts: Sequence[Sequence[str]], times: int) -> None:
        for counter, names in zip(self._outcomes, parts, strict=True):
            for name in names:
                counter[name if self.show_values or "/" not in name else _without_value(name)] += times

    @property
    def _outcomes(self) -> tuple[Counter[str], ...]:
        return self.indicated, self.not_settled, self.steps, self.open_steps

    def join(self, other: Tally) -> None:
        """Take over what another counted."""
        other.settle()
        self.records += other.records
        self.faulty += other.faulty
        self.codes.update(other.codes)
        self.statuses.update(other.statuses)
        for mine, theirs in zip(self._outcomes, other._outcomes, strict=True):
            mine.update(theirs)

    @property
    def valid(self) -> int:
        """How many are as they should be."""
        return self.records - self.faulty


def _without_value(name: str) -> str:
    """`notify_consulate` for `notify_consulate/MX`, which says what was answered; `young_child/1` as it is."""
    before, _, after = name.partition("/")
    return name if after.isdecimal() or after == NEW else before


def check_source(source: Source, checker: Checker, tally: Tally, *, everything: bool = True) -> Iterator[Checked]:
    """Every result of a file, in order; a file that cannot be read is one faulty record.

    Without `everything`, only of records with faults, and of one now and then, so that how far it is can be told.
    """
    name = source.name
    try:
        with _opened(source) as file:
            for record in _records(source, file, checker):
                result, values = checker.check(record)
                tally.add(result)
                if everything or result.faults or tally.records % _NOW_AND_THEN == 0:
                    yield Checked(name, record.line, result, values)
    except OSError:
        result = Result(faults=(Fault("unreadable-file", (), "the system cannot read this file"),))
        tally.add(result)
        yield Checked(name, 0, result)
    tally.settle()


def _opened(source: Source) -> BinaryIO:
    if source.name == "-":
        return sys.stdin.buffer
    return source.path.open("rb", buffering=1 << 22 if source.form == "jsonl" else 1 << 16)


def _records(source: Source, file: BinaryIO, checker: Checker) -> Iterator[Record]:
    if source.form == "age":
        return iter((_opened_record(file, checker),))
    if source.form in _EXPORTS:
        compiled = checker.find(checker.only, "") if checker.only else None
        if compiled is None:
            raise NoScreen
        return _EXPORTS[source.form](file, compiled.screen)
    return _READERS[source.form](file)


def _opened_record(file: BinaryIO, checker: Checker) -> Record:
    """The record of a sealed file; why it is not opened holds nothing of what is in it."""
    if checker.unlock is None:
        return Record(b"", 0, (Fault("not-opened", (), "it is sealed, and there is no key here"),))
    try:
        return Record(checker.unlock(file.read(2 * LONGEST)), 0)
    except NotOpened as refusal:
        return Record(b"", 0, (Fault("not-opened", (), f"it is not opened: {refusal}"),))


class NoScreen(Exception):  # noqa: N818 - a fact, as a person is told it
    """An export of another program can only be read where the screen is known."""


_READERS: Mapping[str, Callable[[BinaryIO], Iterator[Record]]] = MappingProxyType(
    {"json": json_records, "jsonl": lines, "yaml": yaml_records, "csv": csv_records},
)
_EXPORTS: Mapping[str, Callable[[BinaryIO, Screen], Iterator[Record]]] = MappingProxyType(
    {"kobo": kobo_records, "redcap": redcap_records},
)
