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
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from screenkit.answers import Absent
from screenkit.batch.header import KEYS
from screenkit.batch.inputs import Record
from screenkit.batch.result import ANSWERS, Fault

_INSIDE = re.compile(r"(?P<repeat>[a-z][a-z0-9_]*)\[(?P<number>[1-9][0-9]{0,2})\]\.(?P<name>[a-z][a-z0-9_]*)")
_DELIMITERS = (",", ";", "\t")


class Row(NamedTuple):
    """A row: its line, its cells that are not blank by the name of their column, or why it cannot be read."""

    line: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


def rows_of(file: BinaryIO) -> Iterator[Row]:
    """The rows of a table below its heads; what stands between cells is told from the heads."""
    # What is not UTF-8 becomes a character that no question takes, so only its own cell is refused.
    text = io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.readline()
        reader = csv.reader(text, delimiter=max(_DELIMITERS, key=first.count), strict=True)
        heads = next(csv.reader([first], delimiter=max(_DELIMITERS, key=first.count)), [])
        yield from _rows([head.strip() for head in heads], reader)
    finally:
        text.detach()


def _rows(heads: list[str], reader: Any) -> Iterator[Row]:  # noqa: ANN401 - the csv module names no type
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice or not any(heads):
        message = "a column stands twice in the heads" if twice else "the table has no heads"
        yield Row(1, {}, (Fault("duplicate-key" if twice else "empty-file", (), message),))
        return
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(
                line, {}, (Fault("not-csv", (), "this row cannot be read: a quote is not closed, or one is amiss"),)
            )
            continue
        if len(cells) > len(heads):
            yield Row(line, {}, (Fault("not-csv", (), "this row has more cells than there are heads"),))
        elif any(cells):
            yield Row(line, {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if cell.strip()})


def csv_records(file: BinaryIO) -> Iterator[Record]:
    """The record of each row."""
    plans: dict[str, tuple[str, ...]] = {}
    for row in rows_of(file):
        yield Record({} if row.faults else _record(row.cells, plans), row.line, row.faults)


def _record(cells: Mapping[str, str], plans: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    items: dict[str, dict[int, dict[str, Any]]] = {}
    for column, cell in cells.items():
        if column not in plans:
            plans[column] = _plan(column)
        kind, *names = plans[column]
        if kind == "header":
            record[column] = cell
        elif kind == "inside":
            repeat, number, name = names
            items.setdefault(repeat, {}).setdefault(int(number), {})[name] = _value(cell)
        else:
            answers[names[0]] = _value(cell)
    for repeat in items.keys() | {name for name, value in answers.items() if value == "complete"}:
        answers[repeat] = _listed(items.get(repeat, {}), answers.get(repeat))
    record[ANSWERS] = answers
    return record


def _plan(column: str) -> tuple[str, ...]:
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
    if more == "complete":
        return listed
    return {"items": listed} if more is None else {"items": listed, "more": more}
