"""A screen as straight-line Python. This is the only module that turns text into code, and it wrote that text itself.

What an author wrote reaches the code as literals only: names and choices, which the loader has held to letters and
digits, and numbers. Conditions come from our own nodes. Nothing is ever kept on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from screenkit.batch.asking import ask
from screenkit.batch.cells import Moment, Remembered, moment_of
from screenkit.batch.code import Code, shown
from screenkit.batch.deciding import decide
from screenkit.batch.header import FINISHED, FORMAT, day_at
from screenkit.batch.quick import Quick
from screenkit.batch.thorough import Whole
from screenkit.batch.truths import Truths
from screenkit.batch.whole import All
from screenkit.screen import JURISDICTION, Screen

Found = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], dict[str, str], int, int]
"""The five parts of an `Outcome`, how many keys the record has, and how many colons its values."""


@dataclass(frozen=True)
class Program:
    """The source, and the two functions that it defines."""

    source: str
    quick: Callable[[Mapping[str, Any]], Found | None]
    """What a finished record without fault leads to; None for any other."""
    whole: Callable[[Mapping[str, Any], All, str | None], Found]
    """What any record leads to, once its header was read; its faults are told."""


def program_of(screen: Screen, as_of: datetime | None) -> Program:
    """Write and take up the code of a screen."""
    code = Code()
    _quick(screen, as_of, code)
    code.put("")
    _whole(screen, code)
    names: dict[str, Any] = dict(code.values)
    exec(compile(code.text, f"<screenkit {screen.id}>", "exec"), names)  # noqa: S102 - our own text, from our own nodes
    source = "\n".join([f"# {screen.id} {screen.version} {screen.digest}", *shown(code.values), "", code.text])
    return Program(source, names["quick"], names["whole"])


def _quick(screen: Screen, as_of: datetime | None, code: Code) -> None:
    truths = Truths(code)
    with code.block("def quick(record):"):
        with code.block("try:"):
            _header(screen, as_of, code)
            always = sum(1 for entry in screen.entries if entry.condition is None)
            code.put(f"given = {always}")
            ask(screen, Quick(code, truths))
            with code.block("if len(answers) != given:"):
                code.put("return None")
            code.put("keys += given")
            decide(screen, code, truths)
        # A key that is not there, a value of another kind, or an answer that is refused.
        with code.block("except (KeyError, TypeError, ValueError, AttributeError, IndexError):"):
            code.put("return None")


def _header(screen: Screen, as_of: datetime | None, code: Code) -> None:
    code.put("answers = record['answers']; keys = 1; colons = 0")
    fixed = {"screen": screen.id, "version": screen.version, "sha256": screen.digest, "format": FORMAT}
    taken = {**{key: frozenset({value}) for key, value in fixed.items()}, "language": frozenset(screen.languages)}
    for key, values in {**taken, "status": frozenset(FINISHED)}.items():
        code.put(f"v = record.get({key!r})")
        with code.block("if v is not None:"):
            with code.block(f"if v not in {code.value('h', values)}:"):
                code.put("return None")
            code.put("keys += 1")
    # Not among truths: 1 and 0 would be found there, too.
    code.put("v = record.get('practice')")
    with code.block("if v is not None:"):
        with code.block("if v is not False:"):
            code.put("return None")
        code.put("keys += 1")
    for key in ("id", "case"):
        code.put(f"v = record.get({key!r})")
        with code.block("if v is not None:"):
            with code.block("if not (v.isascii() and v.isprintable() and v.strip()):"):
                code.put("return None")
            code.put("keys += 1; colons += v.count(':')")
    _day(screen, as_of, code)


def _day(screen: Screen, as_of: datetime | None, code: Code) -> None:
    def day_there(place: str | None) -> Moment:
        if as_of is None:
            raise KeyError
        return Moment.on(day_at(screen, as_of, place))

    code.put(f"place = answers.get({JURISDICTION!r})")
    with code.block("if place.__class__ is not str:"):
        code.put("place = None")
    code.put("v = record.get('as_of')")
    with code.block("if v is None:"):
        code.put(f"today, day = {code.value('there', Remembered(day_there))}[place]")
    with code.block("else:"):
        code.put("keys += 1; colons += 1")
        code.put(f"today, day = {code.value('days', Remembered(moment_of))}[v]")
    with code.block("if len(record) != keys:"):
        code.put("return None")


def _whole(screen: Screen, code: Code) -> None:
    truths = Truths(code)
    names = code.value("names", frozenset(entry.question.name for entry in screen.entries))
    with code.block("def whole(answers, all, place):"):
        code.put(f"keys = colons = 0; today, day = {code.value('on', Moment.on)}(all.today)")
        ask(screen, Whole(code, truths))
        code.put(f"all.unknown({names}, answers)")
        with code.block("if all.faults:"):
            code.put("return None")
        decide(screen, code, truths)
