"""What a report holds, before it is written: tables of counts, in which None is a hidden one."""

from __future__ import annotations

from dataclasses import dataclass

from screenkit.overview.hiding import Shown


@dataclass(frozen=True)
class Row:
    """One row: its name, and a count for each column."""

    name: str
    counts: tuple[Shown, ...]


@dataclass(frozen=True)
class Table:
    """Counts of one thing; the rows of one table add up to the same total, if there is one."""

    of: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Shown = None
    note: str = ""


@dataclass(frozen=True)
class Overview:
    """The whole report in one language."""

    language: str
    title: str
    about: tuple[str, ...]
    tables: tuple[Table, ...]
