"""A screen as straight-line Python. This is the only module that turns text into code, and it wrote that text itself.

What an author wrote reaches the code as literals only: names and choices, which the loader has held to letters and
digits, and numbers. Conditions come from our own nodes. What may be kept on disk is in `screenkit.batch.early`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import CodeType
from typing import Any

from screenkit.batch.asking import ages, ask, said_yes, used
from screenkit.batch.cells import Remembered, moment_on
from screenkit.batch.code import Code, shown
from screenkit.batch.deciding import decide
from screenkit.batch.decoding import counted
from screenkit.batch.header import Header
from screenkit.batch.heading import PLAIN, OfMapping, OfStruct, head, moment
from screenkit.batch.quick import Quick
from screenkit.batch.result import Outcome, Result, made
from screenkit.batch.structs import decoder_of
from screenkit.batch.thorough import Whole
from screenkit.batch.truths import Truths
from screenkit.batch.typed import Typed
from screenkit.batch.whole import All
from screenkit.ready.fine import is_exact
from screenkit.screen import JURISDICTION, Screen

Swift = Callable[[bytes], Result | None]
"""The result of a text with a finished record without fault; None for any other."""


@dataclass
class Program:
    """The functions that the code of a screen defines."""

    quick: Callable[[Mapping[str, Any], bytes | None], Result | None]
    """The result of a finished record without fault, with the text that it was read from; None for any other."""
    heading: Callable[[Mapping[str, Any]], Header | None]
    """What stands around the answers of a finished record, where nothing is wrong with it."""
    whole: Callable[[Mapping[str, Any], All, str | None], Outcome | None] = lambda *_: None
    """What any record leads to, once its header was read; its faults are told."""
    swift: Swift = lambda _: None
    """As `quick`, of text that msgspec reads; without it, nothing comes of it."""
    is_swift: bool = False
    """Whether that was written: it costs more than it brings for a few records."""

    def expect_many(self) -> None:
        """Have all code at once that is else written when it is first needed, or when many texts were seen."""
        for one in (self.swift, self.whole):
            if isinstance(one, _Awaiting | _Faulty):
                one.end()


def program_of(screen: Screen, as_of: datetime | None) -> Program:
    """Write and take up the code of a screen."""
    names = run(screen, _ordinary(screen, as_of))
    program = Program(names["quick"], names["heading"])
    program.whole = _Faulty(program, screen)
    program.swift = _Awaiting(program, screen, as_of)
    return program


def _ordinary(screen: Screen, as_of: datetime | None) -> Code:
    code = Code()
    _quick(screen, as_of, code)
    code.put("")
    _heading(screen, as_of, code)
    return code


def _thorough(screen: Screen) -> Code:
    code = Code()
    _whole(screen, code)
    return code


class _Faulty:
    """Writes the code that tells faults when the first record has one: it is as long as all the rest."""

    def __init__(self, program: Program, screen: Screen) -> None:
        self.program = program
        self.screen = screen

    def __call__(self, answers: Mapping[str, Any], seen: All, place: str | None) -> Outcome | None:
        self.end()
        return self.program.whole(answers, seen, place)

    def end(self) -> None:
        """Write it now."""
        self.program.whole = run(self.screen, _thorough(self.screen))["whole"]


MANY = 2_000
"""From so many texts on, the code for msgspec has paid for itself."""


class _Awaiting:
    """Counts texts until there are many of them."""

    def __init__(self, program: Program, screen: Screen, as_of: datetime | None) -> None:
        self.program = program
        self.of = screen, as_of
        self.left = MANY

    def __call__(self, _data: bytes) -> Result | None:
        self.left -= 1
        if self.left == 0:
            self.end()
        return None

    def end(self) -> None:
        """There are many: have the code for them, where msgspec is installed."""
        self.program.swift = lambda _: None
        with suppress(ImportError):
            self.program.swift = swift_of(*self.of)
            self.program.is_swift = True


def swift_of(screen: Screen, as_of: datetime | None) -> Swift:
    """As `quick`, of text that msgspec reads; raises `ImportError` where that is not installed."""
    code = Code()
    code.values["decode"], code.values["lacking"] = decoder_of(screen)
    _swift(screen, as_of, code)
    found: Swift = run(screen, code)["swift"]
    return found


def source_of(screen: Screen, as_of: datetime | None) -> str:
    """All the code of a screen, to look at."""
    code = Code()
    _swift(screen, as_of, code)
    return "\n\n".join(_source(screen, one) for one in (_ordinary(screen, as_of), _thorough(screen), code))


def run(screen: Screen, code: Code) -> dict[str, Any]:
    """Take up what was written: the names that it defines."""
    names: dict[str, Any] = dict(code.values)
    exec(compiled(screen, code), names)  # noqa: S102 - our own text, from our own nodes
    return names


def compiled(screen: Screen, code: Code) -> CodeType:
    """What was written, compiled."""
    return compile(code.text, f"<screenkit {screen.id}>", "exec")


def _source(screen: Screen, code: Code) -> str:
    return "\n".join([f"# {screen.id} {screen.version} {screen.digest}", *shown(code.values), "", code.text])


def _quick(screen: Screen, as_of: datetime | None, code: Code) -> None:
    truths = truths_of(screen, code)
    with code.block("def quick(record, data):"):
        with code.block("try:"):
            take(screen, as_of, code, truths)
            follow(screen, code, truths)
        leave(code)


def truths_of(screen: Screen, code: Code) -> Truths:
    """What writes conditions, with the ages that they name."""
    truths = Truths(code)
    truths.ages = {years: f"age{years}".replace("-", "_") for years in ages(screen)}
    return truths


def take(screen: Screen, as_of: datetime | None, code: Code, truths: Truths) -> None:
    """Write the whole quick walk, after which it is certain that nothing is wrong."""
    walk = Quick(code, truths, screen)
    code.put(f"is_plain = data is not None and {PLAIN}")
    code.put("answers = record['answers']")
    walk.mapping("answers")
    place_of(screen, code, f"answers.get({JURISDICTION!r})")
    head(screen, as_of, code, OfMapping(), truths.ages)
    walk_down(screen, code, walk)
    code.values["counted"] = counted
    with code.block("if data is None:"), code.block("if counted(record) != keys:"):
        code.put("return None")
    _exact(code, walk, "elif")


def _swift(screen: Screen, as_of: datetime | None, code: Code) -> None:
    walk = Typed(code, truths_of(screen, code), screen)
    with code.block("def swift(data):"):
        with code.block("try:"):
            code.put(f"record = decode(data); is_plain = {PLAIN}")
            code.put("answers = record.answers_")
            place_of(screen, code, f"answers.{JURISDICTION}_")
            head(screen, as_of, code, OfStruct(), walk.truths.ages)
            walk_down(screen, code, walk)
            _exact(code, walk, "if")
            follow(screen, code, walk.truths)
        leave(code)


def place_of(screen: Screen, code: Code, found: str) -> None:
    """Take the jurisdiction as `place`."""
    if all(entry.question.name != JURISDICTION for entry in screen.entries):
        code.put("place = None")
        return
    code.put(f"place = {found}")
    with code.block("if place.__class__ is not str:"):
        code.put("place = None")


def walk_down(screen: Screen, code: Code, walk: Quick) -> None:
    """Write the walk, and before it what it counts."""
    for name in said_yes(screen):
        walk.truths.bits.add(name)
    # What it begins with is known once it is written.
    place = len(code.lines)
    ask(screen, walk)
    body, code.lines[place:] = code.lines[place:], []
    code.put(f"keys += {sum(1 for entry in screen.entries if entry.condition is None)}")
    for number in walk.truths.bits.numbers:
        code.put(f"yes{number} = open{number} = 0")
    if walk.texts:
        code.put(f"{' = '.join(walk.texts)} = ''")
    if walk.has_more:
        code.put("more = []")
    code.lines += body


def _exact(code: Code, walk: Quick, word: str) -> None:
    """Leave where the text has more than was taken."""
    code.values["is_exact"] = is_exact
    with code.block(f"{word} not is_plain or data.count(b':') != keys + colons:"):
        texts = " + ".join(("name", "case", *walk.texts, *(("''.join(more)",) if walk.has_more else ())))
        with code.block(f"if not is_exact(data, keys, colons + ({texts}).count(':')):"):
            code.put("return None")


def follow(screen: Screen, code: Code, truths: Truths) -> None:
    """Write what follows from the answers."""
    truths.bits.is_over = True
    for number in truths.bits.numbers:
        code.put(f"may{number} = yes{number} | open{number}")
    decide(screen, code, truths)
    code.values["made"], code.values["Result"] = made, Result
    code.put("return made(Result, (name, status, (), found))")


def leave(code: Code) -> None:
    """A key that is not there, a value of another kind, or an answer that is refused."""
    with code.block("except (KeyError, TypeError, ValueError, AttributeError, IndexError):"):
        code.put("return None")


def _heading(screen: Screen, as_of: datetime | None, code: Code) -> None:
    with code.block("def heading(record):"):
        with code.block("try:"):
            code.put("is_plain = False; answers = record['answers']")
            with code.block("if answers.__class__ is not dict:"):
                code.put("return None")
            place_of(screen, code, f"answers.get({JURISDICTION!r})")
            head(screen, as_of, code, OfMapping(), {})
            with code.block("if len(record) != keys:"):
                code.put("return None")
            code.put("return name, status, on, place, answers, ()")
        leave(code)


def _whole(screen: Screen, code: Code) -> None:
    truths = truths_of(screen, code)
    names = code.value("names", frozenset(entry.question.name for entry in screen.entries))
    with code.block("def whole(answers, all, place):"):
        days = code.value("on", Remembered(partial(moment_on, years=tuple(truths.ages))))
        code.put(f"{moment(truths.ages)} = {days}[all.today]")
        code.put("get = answers.get; clear = all.unclear.isdisjoint; is_plain = all.is_plain")
        ask(screen, Whole(code, truths, used(screen)))
        with code.block(f"if not {names}.issuperset(answers):"):
            code.put(f"all.unknown({names}, answers)")
        with code.block("if all.faults:"):
            code.put("return None")
        decide(screen, code, truths)
        code.put("return found[0].outcome(found)")
