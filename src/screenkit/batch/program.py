"""A screen as straight-line Python. This is the only module that turns text into code, and it wrote that text itself.

What an author wrote reaches the code as literals only: names and choices, which the loader has held to letters and
digits, and numbers. Conditions come from our own nodes. What may be kept on disk is in `screenkit.batch.early`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import CodeType
from typing import Any

from screenkit.batch.asking import ask, said_yes, used
from screenkit.batch.cells import Moment, Remembered, moment_of
from screenkit.batch.code import Code, shown
from screenkit.batch.deciding import decide
from screenkit.batch.decoding import counted
from screenkit.batch.header import FINISHED, FORMAT, day_at
from screenkit.batch.quick import Quick
from screenkit.batch.result import Outcome, Result
from screenkit.batch.thorough import Whole
from screenkit.batch.truths import Truths
from screenkit.batch.whole import All
from screenkit.ready.fine import is_exact
from screenkit.screen import JURISDICTION, Screen


@dataclass(frozen=True)
class Program:
    """The source, and the two functions that it defines."""

    source: str
    quick: Callable[[Mapping[str, Any], bytes | None], Result | None]
    """The result of a finished record without fault, with the text that it was read from; None for any other."""
    whole: Callable[[Mapping[str, Any], All, str | None], Outcome | None]
    """What any record leads to, once its header was read; its faults are told."""


def program_of(screen: Screen, as_of: datetime | None) -> Program:
    """Write and take up the code of a screen."""
    code = Code()
    _quick(screen, as_of, code)
    code.put("")
    _whole(screen, code)
    names: dict[str, Any] = dict(code.values)
    exec(compiled(screen, code), names)  # noqa: S102 - our own text, from our own nodes
    source = "\n".join([f"# {screen.id} {screen.version} {screen.digest}", *shown(code.values), "", code.text])
    return Program(source, names["quick"], names["whole"])


def compiled(screen: Screen, code: Code) -> CodeType:
    """What was written, compiled."""
    return compile(code.text, f"<screenkit {screen.id}>", "exec")


def _quick(screen: Screen, as_of: datetime | None, code: Code) -> None:
    truths = Truths(code)
    with code.block("def quick(record, data):"):
        with code.block("try:"):
            take(screen, as_of, code, truths)
            decide(screen, code, truths)
            code.values["Result"] = Result
            code.put("return made(Result, (name, status or 'completed', (), outcome))")
        # A key that is not there, a value of another kind, or an answer that is refused.
        with code.block("except (KeyError, TypeError, ValueError, AttributeError, IndexError):"):
            code.put("return None")


def take(screen: Screen, as_of: datetime | None, code: Code, truths: Truths) -> None:
    """Write the whole quick walk, after which it is certain that nothing is wrong."""
    for name in said_yes(screen):
        truths.bits.add(name)
    walk = Quick(code, truths, used(screen))
    _header(screen, as_of, code)
    # Known before anything is read of it, but written only once the walk is: so a place is kept for it.
    place = len(code.lines)
    ask(screen, walk)
    body, code.lines[place:] = code.lines[place:], []
    _begin(screen, code, walk)
    code.lines += body
    truths.bits.is_over = True
    _counted(code, walk)


def _begin(screen: Screen, code: Code, walk: Quick) -> None:
    always = sum(1 for entry in screen.entries if entry.condition is None)
    code.put(f"keys += {always}")
    for number in walk.truths.bits.numbers:
        code.put(f"yes{number} = open{number} = 0")
    if walk.texts:
        code.put(f"{' = '.join(walk.texts)} = ''")


def _counted(code: Code, walk: Quick) -> None:
    """Leave where the record has more than was taken."""
    code.values["counted"], code.values["is_exact"] = counted, is_exact
    with code.block("if data is None:"), code.block("if counted(record) != keys:"):
        code.put("return None")
    with code.block("elif not is_plain or data.count(b':') != keys + colons:"):
        texts = " + ".join(("name", "case", *walk.texts))
        with code.block(f"if not is_exact(data, keys, colons + ({texts}).count(':')):"):
            code.put("return None")
    for number in walk.truths.bits.numbers:
        code.put(f"may{number} = yes{number} | open{number}")


def _header(screen: Screen, as_of: datetime | None, code: Code) -> None:
    code.put("is_plain = data is not None and data.isascii() and not (92 in data or 127 in data or len(data) >= 10000)")
    code.put("answers = record['answers']; keys = 1; colons = 0")
    fixed = {"screen": screen.id, "version": screen.version, "sha256": screen.digest, "format": FORMAT}
    taken = {**{key: frozenset({value}) for key, value in fixed.items()}, "language": frozenset(screen.languages)}
    taken["status"] = frozenset(FINISHED)
    _name(code, "id", "name")
    for key in ("screen", "version"):
        _fixed(code, key, taken[key])
    _fixed(code, "status", taken["status"], "status")
    _day(screen, as_of, code)
    code.put("case = ''")
    # What is seldom there is looked for only where something else is.
    with code.block("if len(record) != keys:"):
        _name(code, "case", "case")
        for key in ("sha256", "format", "language"):
            _fixed(code, key, taken[key])
        # Not among truths: 1 and 0 would be found there, too.
        code.put("v = record.get('practice')")
        with code.block("if v is not None:"):
            with code.block("if v is not False:"):
                code.put("return None")
            code.put("keys += 1")
        with code.block("if len(record) != keys:"):
            code.put("return None")


def _fixed(code: Code, key: str, values: frozenset[str], name: str = "v") -> None:
    code.put(f"{name} = record.get({key!r})")
    with code.block(f"if {name} is not None:"):
        with code.block(f"if {name} not in {code.value('h', values)}:"):
            code.put("return None")
        code.put("keys += 1")


def _name(code: Code, key: str, name: str) -> None:
    code.put(f"{name} = record.get({key!r})")
    with code.block(f"if {name} is None:"):
        code.put(f"{name} = ''")
    with code.block("else:"):
        known = f"is_plain and {name} >= '!' or {name}.isascii() and {name}.isprintable() and {name}.strip()"
        with code.block(f"if not ({known}):"):
            code.put("return None")
        code.put("keys += 1")


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


def _whole(screen: Screen, code: Code) -> None:
    truths = Truths(code)
    names = code.value("names", frozenset(entry.question.name for entry in screen.entries))
    with code.block("def whole(answers, all, place):"):
        code.put(f"today, day = {code.value('on', Moment.on)}(all.today)")
        ask(screen, Whole(code, truths))
        code.put(f"all.unknown({names}, answers)")
        with code.block("if all.faults:"):
            code.put("return None")
        decide(screen, code, truths)
        code.put("return outcome")
