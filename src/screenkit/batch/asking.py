"""The questions of a screen as Python: straight down the screen, each answer is taken and its place filled.

There are two ways of the same walk, `quick` and `thorough`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from screenkit.batch.bits import Pair
from screenkit.batch.code import Code
from screenkit.batch.keys import label, looks_over
from screenkit.batch.spans import is_aged, years_of
from screenkit.batch.truths import ALWAYS, Truths
from screenkit.conditions import Compare, Condition, Is
from screenkit.questions import Date, Repeat, YesOrNo
from screenkit.screen import Entry, Screen


class Walk(Protocol):
    """How the answers to questions are taken."""

    code: Code
    truths: Truths

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question outside repeats."""

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        """Take the list of instances, and make a row of places for each."""

    def place(self, entry: Entry) -> str:
        """Where the answers about one instance go, by column: `r[{}]`."""

    def loop(self, entry: Entry, rows: str) -> str:
        """The head of a loop over the instances, with a row of places where answers go to one."""

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question about one instance."""

    def instance(self, entry: Entry, rows: str) -> None:
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
        if isinstance(entry.question, Date):
            walk.truths.days.add(name)


def _relevant(truths: Truths, entry: Entry) -> Pair:
    return ALWAYS if entry.condition is None else truths.of(entry.condition)


def _ask_each(walk: Walk, entry: Entry, rows: str) -> None:
    """What is asked in each instance: one after the other, but where a question looks at all the others' answers."""
    place = walk.place(entry)
    for number, stage in enumerate(stages(entry)):
        with walk.code.block(walk.loop(entry, rows)), walk.truths.inside(place):
            for column in stage:
                inner = entry.inner[column]
                walk.code.note(f"{entry.question.name}.{inner.question.name}")
                walk.inner(inner, _relevant(walk.truths, inner), place.format(column))
                walk.truths.columns[entry.question.name, inner.question.name] = column
                if isinstance(inner.question, Date):
                    walk.truths.days.add(label(entry.question.name, inner.question.name))
            if number == 0:
                walk.instance(entry, rows)


def stages(entry: Entry) -> Iterator[Sequence[int]]:
    """The questions of a repeat that are asked in one pass over its instances, by their columns."""
    stage: list[int] = []
    for column, inner in enumerate(entry.inner):
        if stage and inner.condition is not None and looks_over(inner.condition, entry.question.name):
            yield stage
            stage = []
        stage.append(column)
    yield stage


def is_staged(entry: Entry) -> bool:
    """Whether all instances are gone through more than once."""
    return len(list(stages(entry))) > 1


def _conditions(screen: Screen) -> Iterator[Condition]:
    """Every condition of the screen, down to its parts."""
    entries = [one for entry in screen.entries for one in (entry, *entry.inner)]
    wholes = [*(one.condition for one in entries), *(one.condition for one in screen.indications)]
    for whole in (*wholes, *(one.condition for one in screen.steps)):
        yield from () if whole is None else _parts(whole)


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.parts():
        yield from _parts(part)


def used(screen: Screen) -> frozenset[str]:
    """The questions at whose answers any condition, deadline or step looks; the others are only checked."""
    read = {label(ref.repeat, ref.name) for one in _conditions(screen) for ref in one.own_refs()}
    rules = [step.rule for step in screen.steps]
    named = {name for rule in rules for name in (*rule.each, *(rule.due.after if rule.due else ()))}
    return frozenset(read | named | {one.rule.per for one in screen.indications if one.rule.per is not None})


def ages(screen: Screen) -> Sequence[int]:
    """The numbers of years that conditions compare ages with."""
    aged = (one for one in _conditions(screen) if isinstance(one, Compare) and is_aged(one))
    return list(dict.fromkeys(years_of(one) for one in aged))


def said_yes(screen: Screen) -> Sequence[str]:
    """The questions of which a condition wants to know whether the answer is yes, in the order of the screen."""
    asked = {one.ref.name for one in _conditions(screen) if isinstance(one, Is) and one.choices == {"yes"}}
    names = (entry.question.name for entry in screen.entries if isinstance(entry.question, YesOrNo))
    return [name for name in names if name in asked]
