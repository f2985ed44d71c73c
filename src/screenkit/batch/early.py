"""The part of a screen's code that can be kept: whether a record is certainly as it should be.

It is the quick walk without what follows from the answers, and every value that it names is told as plain data, so that
the next run takes it up without the screen, its reference data, or the models that read them.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from screenkit.batch.cells import REASONS, SAID, Read, Remembered, Words, moment_of
from screenkit.batch.code import Code
from screenkit.batch.program import compiled, take, truths_of
from screenkit.questions import Date, DateTime, SelectMultiple, TextQuestion
from screenkit.ready import cache, shelves
from screenkit.ready.fine import KIND, is_exact, number_of
from screenkit.screen import Screen
from screenkit.shelf import Shelf


def keep_ready(screen: Screen, shelf: Shelf, key: bytes | None) -> None:
    """Keep it for the next run; `key` is that of the files before the screen was read."""
    name = shelves.name_of(KIND, [str(folder) for folder in shelf.folders], screen.id)
    if key is not None and cache.fetch(name, key) is None:
        cache.put(name, key, kept(screen))


def kept(screen: Screen) -> tuple[object, dict[str, tuple[object, ...]]]:
    """The code, and the values that it names, each with the name of its kind."""
    code = Code()
    with code.block("def fine(record, data):"):
        with code.block("try:"):
            take(screen, None, code, truths_of(screen, code))
            code.put("return True")
        with code.block("except (KeyError, TypeError, ValueError, AttributeError, IndexError):"):
            code.put("return False")
    return compiled(screen, code), {name: _plain(value) for name, value in code.values.items()}


def _plain(value: object) -> tuple[object, ...]:
    """The kind of a value that code names, and what else is to be known of it."""
    match value:
        case frozenset():
            return "among", value
        case Words() if isinstance(value.question, TextQuestion):
            return "words", SAID, value.question.multiline
        case Read():
            return _table(value)
        case Remembered(function=function):
            return _worked_out(function)
    if value is REASONS:
        return "absent", REASONS
    return (next((name for name, one in _AS_IT_IS.items() if value == one), "nothing"),)


_AS_IT_IS = {"is_exact": is_exact, "number_of": number_of, "day": date, "day_of": date.fromisoformat}


def _worked_out(function: object) -> tuple[object, ...]:
    if isinstance(function, partial) and function.func is moment_of:
        return "as_of", *function.keywords["years"]
    return ("nothing",)


def _table(read: Read) -> tuple[object, ...]:
    match read.question:
        case Date(precision=precision):
            return "date", tuple(precision)
        case DateTime():
            return ("moment",)
        case SelectMultiple() as question:
            return "several", frozenset(question.option_names)
    return ("nothing",)
