"""The questions of a screen as Python: straight down the screen, each answer is taken and its place filled.

There are two ways of the same walk, `quick` and `thorough`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from screenkit.batch.code import Code
from screenkit.batch.keys import looks_over
from screenkit.batch.truths import ALWAYS, Pair, Truths
from screenkit.questions import (
    Repeat,
)
from screenkit.screen import Entry, Screen


class Walk(Protocol):
    """How the answers to questions are taken."""

    code: Code
    truths: Truths

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question outside repeats."""

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        """Take the list of instances, and make a row of places for each."""

    def loop(self, entry: Entry, rows: str) -> str:
        """The head of a loop over the instances, with a row's places as `r`."""

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question about one instance."""

    def instance(self, entry: Entry) -> None:
        """What is left to see about an instance."""

    def end(self, entry: Entry, rows: str) -> None:
        """What is left to see about a repeat."""


def ask(screen: Screen, walk: Walk) -> None:
    """Write the walk down the screen."""
    for number, entry in enumerate(screen.entries):
        name, cell = entry.question.name, f"x{number}"
        walk.code.note(name)
        relevant = _relevant(walk.truths, entry)
        if isinstance(entry.question, Repeat):
            rows = f"rows{number}"
            walk.repeat(entry, relevant, cell, rows)
            walk.truths.cells[name], walk.truths.rows[name] = cell, rows
            _ask_each(walk, entry, rows)
            walk.end(entry, rows)
        else:
            walk.outer(entry, relevant, cell)
            walk.truths.cells[name] = cell


def _relevant(truths: Truths, entry: Entry) -> Pair:
    return ALWAYS if entry.condition is None else truths.of(entry.condition)


def _ask_each(walk: Walk, entry: Entry, rows: str) -> None:
    """What is asked in each instance: one after the other, but where a question looks at all the others' answers."""
    for number, stage in enumerate(stages(entry)):
        with walk.code.block(walk.loop(entry, rows)), walk.truths.inside("r"):
            for column in stage:
                inner = entry.inner[column]
                walk.code.note(f"{entry.question.name}.{inner.question.name}")
                walk.inner(inner, _relevant(walk.truths, inner), f"r[{column}]")
                walk.truths.columns[entry.question.name, inner.question.name] = column
            if number == 0:
                walk.instance(entry)


def stages(entry: Entry) -> Iterator[Sequence[int]]:
    """The questions of a repeat that are asked in one pass over its instances, by their columns."""
    stage: list[int] = []
    for column, inner in enumerate(entry.inner):
        if stage and inner.condition is not None and looks_over(inner.condition, entry.question.name):
            yield stage
            stage = []
        stage.append(column)
    yield stage
