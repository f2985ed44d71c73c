"""Records in, results out: which screen each is for, one file after another, or a large one shared among processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
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
from screenkit.batch.tally import Tally
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
        found = self._swift(record)
        return self._looked_at(record) if found is None else (found, ())

    def check_all(self, records: Iterator[Record], most: int) -> Iterator[tuple[Record, Result, tuple[str, ...]]]:
        """The same for many, in their order; those with faults among so many bytes are looked at together.

        One way of the program at a time is a tenth faster than two that take turns.
        """
        for block in _blocks(records, most):
            for record, found in [(record, self._swift(record)) for record in block]:
                yield record, *(self._looked_at(record) if found is None else (found, ()))

    def _swift(self, record: Record) -> Result | None:
        """The result of a text without fault that is for the screen of the one before; None for any other."""
        data, last = record.data, self._last
        if last is None or record.faults or not isinstance(data, bytes):
            return None
        return last.swift(data) if self.only or b'"screen":' in data else None

    def _looked_at(self, record: Record) -> tuple[Result, tuple[str, ...]]:
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
        try:
            record = decode(data)
        except Undecoded:
            return self._exactly(data)
        if not isinstance(record, dict):
            return self._exactly(data)
        compiled = self._screen(record)
        if compiled is None:
            return _not_known(record)
        if compiled is self._last:
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


def _blocks(records: Iterator[Record], most: int) -> Iterator[list[Record]]:
    """Records that together have so many bytes; those before a place that cannot be read are never lost."""
    block: list[Record] = []
    size = 0
    try:
        for record in records:
            block.append(record)
            size += len(record.data) if isinstance(record.data, bytes) else most
            if size >= most:
                yield block
                block, size = [], 0
    except OSError:
        yield block
        raise
    yield block


TOGETHER = 1 << 16
"""So many bytes of records are looked at together."""
_SCREENS = 200
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


def check_source(source: Source, checker: Checker, tally: Tally, *, everything: bool = True) -> Iterator[Checked]:
    """Every result of a file, in order; a file that cannot be read is one faulty record.

    Without `everything`, only of records with faults, and of one now and then, so that how far it is can be told.
    """
    name = source.name
    try:
        with _opened(source) as file:
            # Whoever hands over one record after another is told at once.
            most = 0 if name == "-" else TOGETHER
            for record, result, values in checker.check_all(_records(source, file, checker), most):
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
