"""A report as tables in a terminal, and as CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from screenkit.cleaning import clean, no_formula
from screenkit.overview.hiding import Shown
from screenkit.overview.table import Overview, Table
from screenkit.words import say

HIDDEN = "–"


def shown(count: Shown) -> str:
    """The count, or the sign for a hidden one."""
    return HIDDEN if count is None else str(count)


def heading(table: Table, report: Overview) -> str:
    """What stands above a table."""
    of = f" · {say('report-of', report.language, of=table.of, n=shown(table.total))}" if table.of else ""
    return f"{table.title}{of}"


def text(report: Overview, width: int) -> str:
    """The tables, at most so many columns wide."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False, emoji=False)
    console.print(Text(report.title.upper()))
    for words in report.about:
        console.print(Text(words))
    for table in report.tables:
        console.print()
        console.print(Text(heading(table, report).upper()))
        drawn = Drawn(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        drawn.add_column("", overflow="fold")
        for column in table.columns:
            drawn.add_column(Text(column), justify="right", max_width=16)
        for row in table.rows:
            drawn.add_row(Text(clean(row.name)), *map(shown, row.counts))
        console.print(drawn)
        if table.note:
            console.print(Text(table.note))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_csv(report: Overview, width: int = 0) -> str:
    """One line for each count; a hidden one is empty."""
    del width
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("screen", "table", "row", "column", "count"))
    for table in report.tables:
        for row in table.rows:
            for column, count in zip(table.columns, row.counts, strict=True):
                words = (table.of or row.name, table.title, row.name, column)
                writer.writerow((*map(safe, words), "" if count is None else count))
    return out.getvalue()


def safe(words: str) -> str:
    """The words as text, also to a spreadsheet that reads what begins like a formula as one."""
    return no_formula(clean(words))
