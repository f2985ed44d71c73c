"""Checking on a Spark cluster: what `mapInPandas` is given, and the columns that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from screenkit.batch.compiled import Compiled
from screenkit.batch.result import Result

COLUMNS = (
    "id string, status string, valid boolean, "
    "faults array<struct<code string, item string, message string>>, "
    "indicated array<string>, not_settled array<string>, "
    "next_steps array<string>, steps_not_settled array<string>, due map<string, string>"
)
"""The columns of the results, as Spark writes them down; no answer is in any of them."""

Frames = Callable[[Iterable[Any]], Iterator[Any]]


def in_pandas(compiled: Compiled, column: str = "record") -> Frames:
    """Return what checks the records in a column of JSON text, one frame after another.

    `records.mapInPandas(in_pandas(screenkit.compile("trafficking-nm10")), COLUMNS)`; each worker compiles the screen
    once, when it is sent there.
    """

    def check(frames: Iterable[Any]) -> Iterator[Any]:
        pandas = import_module("pandas")
        for frame in frames:
            found = [_row(compiled.validate(text.encode())) for text in frame[column]]
            yield pandas.DataFrame(found, columns=[part.split()[0] for part in _columns()])

    return check


def _columns() -> list[str]:
    """The columns one by one; the commas inside of `<…>` part nothing."""
    parts, depth = [""], 0
    for letter in COLUMNS:
        depth += (letter == "<") - (letter == ">")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _row(result: Result) -> tuple[object, ...]:
    faults = [{"code": fault.code, "item": fault.item, "message": fault.message} for fault in result.faults]
    outcome = result.outcome
    names = [list(one) for one in outcome[:4]] if outcome else [[], [], [], []]
    return result.id, result.status, result.is_valid, faults, *names, dict(outcome.due) if outcome else {}
