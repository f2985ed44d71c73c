"""Tables with one screening in each row, as spreadsheets write them.

A column is a question: `debt`, `children[1].born_on`, and for a repeat itself `children`. What stands around the
answers has its own columns: `id`, `screen`, `as_of` …; a question of such a name is written `answers.status`.

A blank cell says nothing. Why there is no answer is written out: `{unknown}`, `{declined}`, `{not-asked}`. Several
choices are written `MX GT`, none of them `{none}`. In the column of a repeat, `complete` says that there are no more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple, Protocol

from screenkit.answers import Absent
from screenkit.batch.header import KEYS
from screenkit.batch.inputs import Record
from screenkit.batch.keys import COMPLETE, Ended
from screenkit.batch.result import ANSWERS, Fault, Result

_INSIDE = re.compile(r"(?P<repeat>[a-z][a-z0-9_]*)\[(?P<number>[1-9][0-9]{0,2})\]\.(?P<name>[a-z][a-z0-9_]*)")
_DELIMITERS = (",", ";", "\t")


class Row(NamedTuple):
    """A row: its line, its cells that are not blank by the name of their column, or why it cannot be read."""

    line: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


Cells = tuple[int, list[str], tuple[Fault, ...]]
"""A row as it stands: its line, a cell for each head, or why it cannot be read."""


def rows_of(file: BinaryIO) -> Iterator[Row]:
    """The rows of a table below its heads; what stands between cells is told from the heads."""
    heads: list[str] = []
    for line, cells, faults in _cells(file, heads):
        yield Row(line, {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if cell.strip()}, faults)


def _cells(file: BinaryIO, heads: list[str]) -> Iterator[Cells]:
    """Fill in the heads, and read the rows."""
    # What is not UTF-8 becomes a character that no question takes, so only its own cell is refused.
    text = io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.readline()
        reader = csv.reader(text, delimiter=max(_DELIMITERS, key=first.count), strict=True)
        heads += [head.strip() for head in next(csv.reader([first], delimiter=max(_DELIMITERS, key=first.count)), [])]
        yield from _rows(heads, reader)
    finally:
        text.detach()


def _rows(heads: list[str], reader: Any) -> Iterator[Cells]:  # noqa: ANN401 - the csv module names no type
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice or not any(heads):
        message = "a column stands twice in the heads" if twice else "the table has no heads"
        yield 1, [], (Fault("duplicate-key" if twice else "empty-file", (), message),)
        return
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = "this row cannot be read: a quote is not closed, or one is amiss"
            yield line, [], (Fault("not-csv", (), message),)
            continue
        if len(cells) > len(heads):
            yield line, [], (Fault("not-csv", (), "this row has more cells than there are heads"),)
        elif any(cells):
            yield line, cells, ()


def csv_records(file: BinaryIO) -> Iterator[Record]:
    """The record of each row."""
    heads: list[str] = []
    columns: Columns | None = None
    for line, cells, faults in _cells(file, heads):
        columns = columns or Columns(heads)
        yield Record({} if faults else Tabled(columns, cells), line, faults)


class Tabled(Mapping[str, Any]):
    """The record of a row, which is only made when somebody looks into it."""

    __slots__ = ("_whole", "cells", "columns")

    def __init__(self, columns: Columns, cells: list[str]) -> None:
        self.columns = columns
        self.cells = cells
        self._whole: dict[str, Any] | None = None

    @property
    def whole(self) -> dict[str, Any]:
        """All of it."""
        if self._whole is None:
            self._whole = self.columns.record(self.cells)
        return self._whole

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as of any mapping
        """A part of it; which screen it is for stands in a cell of its own."""
        place = self.columns.places.get(key)
        if place is None:
            return self.whole.get(key, default)
        return (self.cells[place].strip() if 0 <= place < len(self.cells) else "") or default

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - as above
        """A part of it."""
        return self.whole[key]

    def __iter__(self) -> Iterator[str]:
        """Its keys."""
        return iter(self.whole)

    def __len__(self) -> int:
        """How many these are."""
        return len(self.whole)


Walk = Callable[[list[str]], Result | None]
"""The result of a row with a finished record without fault; None for any other."""


class Walking(Protocol):
    """Knows the best way there is by now."""

    walk: Walk


class Columns:
    """What the heads of a table say: where in a row each part of a record stands."""

    def __init__(self, heads: Sequence[str]) -> None:
        plans = [plan_of(head) if head else ("", "") for head in heads]
        self.header = [(place, plan[1]) for place, plan in enumerate(plans) if plan[0] == "header"]
        self.questions = [(place, plan[1]) for place, plan in enumerate(plans) if plan[0] == "question"]
        self.inside: dict[str, dict[int, list[tuple[int, str]]]] = {}
        for place, plan in enumerate(plans):
            if plan[0] == "inside":
                self.inside.setdefault(plan[1], {}).setdefault(int(plan[2]), []).append((place, plan[3]))
        self.heads = tuple(heads)
        # A key of the header that has no column is not looked for in the whole record.
        self.places = {key: -1 for key in KEYS if key != ANSWERS} | {key: place for place, key in self.header}
        self.program: object = None
        self.rows: Walking | None = None
        """How the program that checked the row before goes along rows with these heads."""

    def record(self, cells: list[str]) -> dict[str, Any]:
        """The record of a row; a blank cell says nothing."""
        cells += [""] * (len(self.heads) - len(cells))
        record: dict[str, Any] = {key: cell for place, key in self.header if (cell := cells[place].strip())}
        answers = self._answers(self.questions, cells)
        repeats = {name for name, value in answers.items() if value == COMPLETE}
        for repeat, instances in self.inside.items():
            items = {number: found for number, part in instances.items() if (found := self._answers(part, cells))}
            if items:
                repeats.discard(repeat)
                answers[repeat] = _listed(items, answers.get(repeat))
        for repeat in repeats:
            # Without a column of an entry, only the screen tells whether this is a repeat.
            answers[repeat] = [] if repeat in self.inside else Ended()
        record[ANSWERS] = answers
        return record

    @staticmethod
    def _answers(columns: Sequence[tuple[int, str]], cells: Sequence[str]) -> dict[str, Any]:
        return {
            name: _value(cell) if cell[0] == "{" else cell for place, name in columns if (cell := cells[place].strip())
        }


def plan_of(column: str) -> tuple[str, ...]:
    """What the head of a column says: a key of the header, a question, or one in an instance of a repeat."""
    if column in KEYS and column != ANSWERS:
        return ("header", column)
    found = _INSIDE.fullmatch(column)
    if found:
        return ("inside", found["repeat"], found["number"], found["name"])
    return ("question", column.removeprefix(f"{ANSWERS}."))


def _value(cell: str) -> object:
    if cell.startswith("{") and cell.endswith("}"):
        word = cell[1:-1]
        if word in tuple(Absent):
            return {"absent": word}
        if word == "none":
            return []
    return cell


def _listed(items: Mapping[int, dict[str, Any]], more: object) -> object:
    """The entries in their order; an entry that is left out is one of whom nothing was said."""
    listed = [items.get(number, {}) for number in range(1, max(items, default=0) + 1)]
    if more == COMPLETE:
        return listed
    return {"items": listed} if more is None else {"items": listed, "more": more}
