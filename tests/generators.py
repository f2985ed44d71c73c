"""Random small screens as an author writes them, conditions in them, and answers to them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.conditions import Condition, Scope, Subject
from screenkit.load import load_screen
from screenkit.questions import (
    Checkpoint,
    Choosing,
    Common,
    Date,
    DateTime,
    Integer,
    Note,
    Phone,
    Repeat,
    SelectMultiple,
    SelectOne,
    TextQuestion,
    YesNo,
)
from screenkit.screen import Entry, Screen
from screenkit.shelf import Shelf
from screenkit.standing import Given, facts_of

Mapped = dict[str, Any]
COUNTRIES = ("MX", "US", "GT")
OPTIONS = ("one", "two", "three")
DAYS = (date(2026, 11, 22), date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1))
LIMITS = (0, 1, 2, 17, 18)


def say(words: str) -> dict[str, str]:
    """A text in English only."""
    return {"en": words}


# The shelf: the least that a screen may name.

_REFERENCE: Mapping[str, Mapped] = {
    "sources": {
        "sources": [{"id": "own-reading", "title": "Our own", "checked_on": "2026-11-22", "confidence": "high"}]
    },
    "contacts": {
        "contacts": [
            {
                "name": "hotline",
                "label": say("The hotline"),
                "channel": "phone",
                "value": "1-505-555-0100",
                "caution": say("Calls may be shared."),
                "source": "own-reading",
                "source_date": "2020",
                "checked_on": "2026-11-22",
                "confidence": "medium",
            }
        ]
    },
    "recipients": {"recipients": [{"name": "unit", "label": say("The unit")}]},
    "jurisdictions": {
        "jurisdictions": [
            {
                "name": "new_mexico",
                "label": say("New Mexico"),
                "unit": "Immigration Affairs Unit",
                "timezone": "America/Denver",
                "holidays": {"country": "US", "subdivision": "NM"},
                "citation": "own-reading",
                "service_abroad": say("the Unit"),
            },
            {"name": "other", "label": say("Another place"), "citation": "own-reading"},
        ]
    },
    "countries": {"choices": [{"name": name, "label": say(f"Country {name}")} for name in COUNTRIES]},
    "languages": {"choices": [{"name": name, "label": say(f"Language {name}")} for name in ("en", "es", "mam")]},
}


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="screens-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    reference = folder / "reference"
    reference.mkdir()
    for name, content in _REFERENCE.items():
        (reference / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


class _Plain(yaml.SafeDumper):
    """Writes a value that stands in two places twice: anchors are a fault in a screen."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def yaml_of(mapping: Mapped) -> str:
    """The mapping as an author writes it: block style, keys in order."""
    return yaml.dump(mapping, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1_000_000)


def load(source: Mapped) -> Screen:
    """The checked screen of an authored mapping, on a shelf of its own; raises `Faults`."""
    folder = _folder()
    path = folder / f"{source['screen']}.yaml"
    path.write_text(yaml_of(source), encoding="utf-8")
    return load_screen(path, Shelf((folder,)))


def asked(name: str, kind: str = "yes_no", **more: object) -> Mapped:
    """A question with all that it must have."""
    return {
        "name": name,
        "type": kind,
        "label": say(f"{name}?"),
        "help": say(f"Why {name}."),
        "citation": "own-reading",
        **more,
    }


def repeated(name: str, questions: Sequence[Mapped], **more: object) -> Mapped:
    """A repeat of questions."""
    return asked(name, "repeat", item=say(name), more=say(f"Another of {name}?"), questions=list(questions), **more)


def indication(name: str, when: str, **more: object) -> Mapped:
    """A rule for an indication."""
    return {"name": name, "label": say(f"Sign {name}"), "when": when, **more, "citation": "own-reading"}


def step(name: str, when: str | None = None, **more: object) -> Mapped:
    """A rule for a next step."""
    condition = {} if when is None else {"when": when}
    facts = {"urgency": "soon", "action": say(f"Do {name}."), **more}
    return {"name": name, **condition, **facts, "citation": "own-reading"}


def authored(questions: Sequence[Mapped], **more: object) -> Mapped:
    """A screen of these questions."""
    return {
        "screen": "random-screen",
        "version": "1.0.0",
        "title": say("A random screen"),
        "purpose": say("To test."),
        "questions": list(questions),
        **more,
    }


def scope_of(screen: Screen, inside: str = "", each: str = "", **defined: Condition) -> Scope:
    """The names in sight at a place of the screen; `each` is a question whose choices a step is worked out for."""
    questions: dict[str, Subject] = {entry.question.name: entry.question for entry in screen.entries}
    repeats: dict[str, dict[str, Subject]] = {
        entry.question.name: {inner.question.name: inner.question for inner in entry.inner}
        for entry in screen.repeats()
    }
    value = questions[each] if each else None
    return Scope(questions, repeats, inside, value, defined.get, tuple(defined))


# Conditions, as text.


@dataclass(frozen=True)
class Known:
    """A question that a condition may name."""

    name: str
    kind: str
    choices: tuple[str, ...] = ()

    @property
    def is_reference(self) -> bool:
        """Whether `is not` may be said of it."""
        return self.choices == COUNTRIES


@dataclass(frozen=True)
class Sight:
    """What a condition may name, and which words it may use.

    `unsure` and counts that must stay low are where saying less can rule something out, by their meaning. What speaks
    of silence itself is where learning more can: without it, a condition is `plain`.
    """

    questions: tuple[Known, ...] = ()
    repeats: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    defined: tuple[str, ...] = ()
    each: bool = False
    inside: bool = False
    may_lower: bool = True
    plain: bool = False

    def of_kind(self, *kinds: str) -> list[Known]:
        """The questions of these types."""
        return [one for one in self.questions if one.kind in kinds]

    def within(self, repeat: str) -> Sight:
        """What is said of one instance of the repeat."""
        return replace(self, questions=(*self.questions, *self.repeats[repeat]), repeats={}, inside=True)


Draw = Callable[[st.SearchStrategy[Any]], Any]
ABSENCES = ("unknown", "declined", "not_asked")
ORDERS = ("<", "<=", ">", ">=")
CHOICE = ("yes_no", "checkpoint", "select_one", "select_country")
CHOICES = ("select_multiple", "select_countries")
DATES = ("date", "datetime")


def conditions(sight: Sight, depth: int = 2) -> st.SearchStrategy[str]:
    """A condition that the loader takes; nothing where there is nothing to ask about."""

    @st.composite
    def drawn(draw: Draw) -> str:
        return _condition(draw, sight, depth)

    return drawn()


def _condition(draw: Draw, sight: Sight, depth: int) -> str:
    ways: list[Callable[[Draw, Sight, int], str]] = [_atom, _atom]
    if depth:
        ways += [_joined, _joined] if sight.plain else [_joined, _joined, _wrapped]
        ways += [_over] * 2 if sight.repeats else []
    return str(draw(st.sampled_from(ways))(draw, sight, depth))


def _joined(draw: Draw, sight: Sight, depth: int) -> str:
    word: str = draw(st.sampled_from([" and ", " or "]))
    parts = [_condition(draw, sight, depth - 1) for _ in range(draw(st.integers(2, 3)))]
    return word.join(f"({part})" if " and " in part or " or " in part else part for part in parts)


def _wrapped(draw: Draw, sight: Sight, depth: int) -> str:
    word = draw(st.sampled_from(["possibly", "unsure"] if sight.may_lower else ["possibly"]))
    return f"{word}({_condition(draw, sight, depth - 1)})"


def _over(draw: Draw, sight: Sight, depth: int) -> str:
    repeat = draw(st.sampled_from(sorted(sight.repeats)))
    inner = _condition(draw, sight.within(repeat), depth - 1)
    if draw(st.booleans()):
        return f"{draw(st.sampled_from(['any', 'all']))}({repeat}, {inner})"
    return f"count({repeat}, {inner}) {_limit(draw, sight)}"


def _limit(draw: Draw, sight: Sight) -> str:
    order = draw(st.sampled_from(ORDERS if sight.may_lower else ORDERS[2:]))
    # No count is under 0 and every one is at least 0: that says nothing of any answer.
    least = 1 if order in ("<", ">=") else 0
    return f"{order} {draw(st.integers(least, 3))}"


def _atom(draw: Draw, sight: Sight, _depth: int) -> str:
    ways = [way for kinds, way in _ATOMS.items() if sight.of_kind(*kinds)]
    ways += [_named] * bool(sight.defined)
    ways += [_yeses] * (len(sight.of_kind("yes_no")) > 1)
    ways += [_each] * (6 * sight.each)
    return str(draw(st.sampled_from(ways))(draw, sight))


def _named(draw: Draw, sight: Sight) -> str:
    return str(draw(st.sampled_from(sight.defined)))


def _yeses(draw: Draw, sight: Sight) -> str:
    names = [one.name for one in sight.of_kind("yes_no")]
    chosen = ", ".join(draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)))
    return f"any_yes({chosen})" if draw(st.booleans()) else f"count_yes({chosen}) {_limit(draw, sight)}"


def _each(draw: Draw, sight: Sight) -> str:
    country = draw(st.sampled_from(COUNTRIES))
    ways = [f"each is {country}", f"each is not {country}", "each in (MX, GT)"]
    ways += [f"{one.name} is each" for one in sight.of_kind("select_country")]
    ways += [f"{one.name} is not each" for one in sight.of_kind("select_country")]
    ways += [f"each in {one.name}" for one in sight.of_kind("select_countries")]
    ways += [f"each not in {one.name}" for one in sight.of_kind("select_countries")]
    return str(draw(st.sampled_from(ways)))


def _choice(draw: Draw, sight: Sight) -> str:
    one = draw(st.sampled_from(sight.of_kind(*CHOICE)))
    if one.is_reference and draw(st.booleans()):
        return f"{one.name} is not {draw(st.sampled_from(one.choices))}"
    return _is(draw, one.name, one.choices if sight.plain else (*one.choices, *ABSENCES))


def _is(draw: Draw, name: str, words: Sequence[str]) -> str:
    chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True))
    return f"{name} is {chosen[0]}" if len(chosen) == 1 else f"{name} in ({', '.join(chosen)})"


def _choices(draw: Draw, sight: Sight) -> str:
    one = draw(st.sampled_from(sight.of_kind(*CHOICES)))
    word = draw(st.sampled_from(["in", "not in"] if one.is_reference else ["in"]))
    return f"{draw(st.sampled_from(one.choices))} {word} {one.name}"


def _number(draw: Draw, sight: Sight) -> str:
    one, two = (draw(st.sampled_from(sight.of_kind("integer"))).name for _ in range(2))
    return _compared(draw, one, f"{two} - {draw(st.integers(0, 2))}", draw(st.integers(0, 4)))


def _date(draw: Draw, sight: Sight) -> str:
    one, two = (draw(st.sampled_from(sight.of_kind(*DATES))).name for _ in range(2))
    word = draw(st.sampled_from(["age", "days_since", ""]))
    if not word:
        return f"{one} {draw(st.sampled_from(ORDERS))} {two}"
    limit = draw(st.sampled_from(LIMITS))
    return _compared(draw, f"{word}({one})", f"{word}({two}) + {draw(st.integers(0, 2))}", limit)


def _compared(draw: Draw, one: str, two: str, limit: int) -> str:
    order = draw(st.sampled_from(ORDERS))
    chain = f"{limit} {draw(st.sampled_from(['<', '<=']))} {one} < {limit + 3}"
    return str(
        draw(st.sampled_from([f"{one} {order} {limit}", f"{limit} {order} {one}", f"{one} {order} {two}", chain]))
    )


def _silence(draw: Draw, sight: Sight) -> str:
    one = draw(st.sampled_from(sight.questions))
    if not sight.plain and draw(st.booleans()):
        return _is(draw, one.name, ABSENCES)
    return f"{draw(st.sampled_from(['asked', 'answered']))}({one.name})"


_ANY_KIND = (*CHOICE, *CHOICES, *DATES, "integer", "text", "note")
_ATOMS: Mapping[tuple[str, ...], Callable[[Draw, Sight], str]] = {
    CHOICE: _choice,
    CHOICES: _choices,
    ("integer",): _number,
    DATES: _date,
    _ANY_KIND: _silence,
}


# Screens.

_TYPES: Mapping[str, Mapped] = {
    "yes_no": {},
    "select_one": {"choices": OPTIONS},
    "select_country": {"type": "select_one", "choices": COUNTRIES},
    "select_multiple": {"choices": OPTIONS},
    "select_countries": {"type": "select_multiple", "choices": COUNTRIES},
    "integer": {"min": "0", "max": "5"},
    "date": {},
    "datetime": {},
    "text": {},
    "note": {},
    "checkpoint": {"ending": say("Another time.")},
}
# A screen of one kind of question puts its rules to the test more often than one of every kind.
_THEMES = (
    tuple(_TYPES),
    ("yes_no", "yes_no", "select_one"),
    ("select_country", "select_countries", "select_countries", "yes_no"),
    ("date", "date", "datetime", "integer"),
)


def _written(known: Known, relevant: str | None) -> Mapped:
    options = dict(_TYPES[known.kind])
    kind = str(options.pop("type", known.kind))
    if known.choices == COUNTRIES:
        options["choices"] = "countries"
    elif "choices" in options:
        options["choices"] = [{"name": name, "label": say(name)} for name in known.choices]
    return asked(known.name, kind, **options, **({} if relevant is None else {"relevant": relevant}))


def _known(draw: Draw, name: str, theme: Sequence[str]) -> Known:
    kind = draw(st.sampled_from(theme))
    choices = ("yes", "no") if kind in ("yes_no", "checkpoint") else tuple(_TYPES[kind].get("choices", ()))
    return Known(name, kind, choices)


def _guard(draw: Draw, sight: Sight) -> str | None:
    if not sight.questions or not draw(st.booleans()):
        return None
    return _condition(draw, sight, draw(st.integers(0, 1)))


class _Author:
    """Writes one screen; what was asked so far is what may be named."""

    def __init__(self, draw: Draw, *, may_lower: bool) -> None:
        self.draw = draw
        self.sight = Sight(may_lower=may_lower)
        self.theme = draw(st.sampled_from(_THEMES))
        self.sources: list[str] = []

    def question(self, name: str) -> Mapped:
        known = _known(self.draw, name, self.theme)
        written = _written(known, _guard(self.draw, self.sight))
        self._see(known, name)
        self.sight = replace(self.sight, questions=(*self.sight.questions, known))
        return written

    def _see(self, known: Known, name: str) -> None:
        if known.choices == COUNTRIES:
            self.sources.append(name)

    def group(self, name: str) -> Mapped:
        guard = _guard(self.draw, self.sight)
        inner = [self.question(f"{name}_{number}") for number in range(self.draw(st.integers(1, 2)))]
        return asked(name, "group", questions=inner, **({} if guard is None else {"relevant": guard}))

    def repeat(self, name: str) -> Mapped:
        guard = _guard(self.draw, self.sight)
        least = self.draw(st.integers(0, 1))
        known: list[Known] = []
        inner: list[Mapped] = []
        for number in range(self.draw(st.integers(1, 3))):
            here = replace(self.sight, questions=(*self.sight.questions, *known), repeats={}, inside=True)
            one = _known(self.draw, f"{name}_{number}", self.theme)
            inner.append(_written(one, _guard(self.draw, here)))
            known.append(one)
            self._see(one, f"{name}.{one.name}")
        self.sight = replace(self.sight, repeats={**self.sight.repeats, name: tuple(known)})
        return repeated(name, inner, min=str(least), max="3", **({} if guard is None else {"relevant": guard}))

    def part(self, number: int) -> Mapped:
        ways = [self.question] * 4 + [self.group]
        ways += [self.repeat] * 2 if len(self.sight.repeats) < 2 and number else []
        written: Mapped = self.draw(st.sampled_from(ways))(f"q{number}")
        return written

    def definitions(self) -> dict[str, str]:
        found = {}
        for number in range(self.draw(st.integers(0, 2))):
            found[f"idea_{number}"] = _condition(self.draw, self.sight, 2)
            self.sight = replace(self.sight, defined=tuple(found))
        return found

    def indication(self, number: int) -> Mapped:
        name = f"sign_{number}"
        if self.sight.repeats and self.draw(st.booleans()):
            repeat = self.draw(st.sampled_from(sorted(self.sight.repeats)))
            return indication(name, _condition(self.draw, self.sight.within(repeat), 2), per=repeat)
        return indication(name, _condition(self.draw, self.sight, 3))

    def step(self, number: int) -> Mapped:
        meanwhile = {"if_unsure": "meanwhile"} if self.draw(st.booleans()) else {}
        each = self.draw(st.lists(st.sampled_from(self.sources), max_size=2, unique=True)) if self.sources else []
        sight = replace(self.sight, each=bool(each))
        return step(f"step_{number}", _condition(self.draw, sight, 2), **({"each": each} if each else {}), **meanwhile)

    def steps(self) -> list[Mapped]:
        found = [self.step(number) for number in range(self.draw(st.integers(0, 3)))]
        return [*found, step("meanwhile")] if any("if_unsure" in one for one in found) else found


@st.composite
def screens(draw: Draw, *, may_lower: bool = True) -> Mapped:
    """A random small screen, as an author writes it."""
    author = _Author(draw, may_lower=may_lower)
    questions = [author.part(number) for number in range(draw(st.integers(2, 5)))]
    define = author.definitions()
    signs = [author.indication(number) for number in range(draw(st.integers(1, 3)))]
    return authored(questions, define=define, indications=signs, next_steps=author.steps())


# Answers.

_EDGES = (
    PartialDate(2008),
    PartialDate(2008, 11),
    PartialDate(2008, 11, about=True),
    PartialDate(2008, about=True),
    PartialDate(2016, about=True),
    PartialDate(2026),
    PartialDate(2008, 2, 29),
)


def _birthday(today: date, years: int, beside: int) -> PartialDate:
    """The day on which someone has so many birthdays behind them, or one of those beside it."""
    day = date(today.year - years, today.month, min(today.day, 28)) + timedelta(days=beside)
    return PartialDate(day.year, day.month, day.day)


def dates() -> st.SearchStrategy[PartialDate]:
    """A date, whole or in part, near the edges that rules ask about or anywhere."""
    days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
    return st.one_of(
        st.sampled_from(_EDGES),
        st.builds(_birthday, st.sampled_from(DAYS), st.sampled_from((0, 1, 17, 18)), st.integers(-1, 1)),
        days.map(lambda day: PartialDate(day.year, day.month, day.day)),
        st.builds(lambda day, about: PartialDate(day.year, day.month, about=about), days, st.booleans()),
        st.builds(lambda day, about: PartialDate(day.year, about=about), days, st.booleans()),
    )


def _some_of(question: Choosing) -> st.SearchStrategy[Any]:
    chosen = st.sets(st.sampled_from(question.option_names))
    return chosen.map(lambda names: tuple(name for name in question.option_names if name in names))


def _whole(question: Integer) -> st.SearchStrategy[Any]:
    return st.integers(question.min or 0, 9 if question.max is None else question.max)


_YES_OR_NO = st.sampled_from(["yes", "yes", "no"])
_WORDS = st.sampled_from(["505 555 0100", "+52 55 5555 0100"])
_MINUTES = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 - wall clock
    lambda at: at.replace(second=0, microsecond=0, fold=0)
)
_VALUES: Mapping[type[Common], Callable[[Any], st.SearchStrategy[Any]]] = {
    YesNo: lambda _: _YES_OR_NO,
    Checkpoint: lambda _: _YES_OR_NO,
    SelectOne: lambda question: st.sampled_from(question.option_names),
    SelectMultiple: _some_of,
    Integer: _whole,
    Date: lambda question: dates().filter(lambda day: day.precision in question.precision),
    DateTime: lambda _: _MINUTES,
    TextQuestion: lambda _: _WORDS,
    Phone: lambda _: _WORDS,
    Note: lambda _: st.just("read"),
    Repeat: lambda _: st.just("complete"),
}


def values(question: Common) -> st.SearchStrategy[Any]:
    """A value that the question takes."""
    return _VALUES[type(question)](question)


def answers(question: Common) -> st.SearchStrategy[Answer]:
    """A value, or more seldom a reason for having none."""
    value = values(question)
    return st.one_of(value, value, value, st.sampled_from(list(Absent)))


@st.composite
def givens(draw: Draw, screen: Screen, *, only: Container[str] | None = None, in_force: date | None = None) -> Given:
    """Answers to some of the questions, or of those named; with `in_force` only answers that stand on that day."""
    found: dict[Item, Answer] = {}
    instances: dict[str, tuple[int, ...]] = {}
    for entry in screen.entries:
        if only is not None and entry.question.name not in only:
            continue
        if isinstance(entry.question, Repeat):
            known = tuple(range(1, draw(st.integers(0, 2)) + 1))
            instances[entry.question.name] = known
            for instance in known:
                for inner in entry.inner:
                    _give(draw, inner, instance, found)
        _give(draw, entry, 0, found)
    given = Given(found, instances)
    return given if in_force is None else standing(screen, given, in_force)


def _give(draw: Draw, entry: Entry, instance: int, found: dict[Item, Answer]) -> None:
    if draw(st.integers(0, 3)):
        found[entry.item(instance)] = draw(answers(entry.question))


def standing(screen: Screen, given: Given, today: date) -> Given:
    """What stands of the answers, without those that are set aside."""
    facts = facts_of(screen, given, today)
    rosters = {name: roster.instances for name, roster in facts.rosters.items() if roster.instances}
    return Given(dict(facts.answers), rosters)
