"""Random screens that are small enough to try every interview, and all of those interviews."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import compress, product
from random import Random
from typing import Any

import generators
from generators import COUNTRIES, OPTIONS, asked, authored, indication, repeated, step
from screenkit.answers import Absent, Answer, Item, PartialDate, parse_partial_date
from screenkit.draft import Draft
from screenkit.load import load_with_draft
from screenkit.questions import Question, Repeat
from screenkit.screen import Entry, Screen
from screenkit.shelf import Shelf
from screenkit.standing import Given

Mapped = dict[str, Any]
TODAY = date(2026, 11, 22)
ORDERS = ("<", "<=", ">", ">=")
SILENCE = ("unknown", "declined", "not_asked")
MOST_INTERVIEWS = 400


@dataclass
class Author:
    """Writes one screen, with what was asked so far in sight."""

    random: Random
    compares: bool = False
    outer: dict[str, str] = field(default_factory=dict)
    inner: dict[str, dict[str, str]] = field(default_factory=dict)
    defined: list[str] = field(default_factory=list)

    def screen(self) -> Mapped:
        """A screen of a few questions, rules and assertions."""
        random = self.random
        questions = [self.part(f"q{number}") for number in range(random.choice((2, 2, 3, 3, 4)))]
        define = {}
        for number in range(random.randint(0, 2)):
            define[f"idea_{number}"] = self.condition(2)
            self.defined.append(f"idea_{number}")
        signs = [self.sign(number) for number in range(random.randint(1, 2))]
        steps = self.steps()
        names = [one["name"] for one in steps]
        claims = [self.claim(number, names) for number in range(random.randint(0, 2))]
        return authored(questions, define=define, indications=signs, next_steps=steps, assertions=claims)

    def part(self, name: str) -> Mapped:
        if len(self.inner) < 1 and self.outer and self.random.random() < 0.35:
            return self.repeat(name)
        return self.question(name, self.outer, self.guard())

    def question(self, name: str, seen: dict[str, str], guard: Mapped, kinds: Sequence[str] = ()) -> Mapped:
        kind = self.random.choice(kinds or ("yes_no",) * 4 + ("one", "country", "many", "integer", "date", "text"))
        if self.compares and self.random.random() < 0.6:
            kind = self.random.choice(("integer", "date", "datetime"))
        seen[name] = kind
        options: dict[str, Mapped] = {
            "one": {"kind": "select_one", "choices": [{"name": one, "label": {"en": one}} for one in OPTIONS]},
            "country": {"kind": "select_one", "choices": "countries"},
            "many": {"kind": "select_multiple", "choices": "countries"},
            "integer": {"min": "0", "max": "3"},
            "date": {"not_future": "true"},
        }
        return asked(name, **({"kind": kind} | options.get(kind, {})), **guard)

    def repeat(self, name: str) -> Mapped:
        guard = self.guard()
        self.inner[name] = {}
        kinds = ("yes_no", "yes_no", "country", "many") if not self.compares else ("yes_no", "date", "integer")
        inner = [self.question(f"{name}_0", self.inner[name], {}, kinds)]
        if self.random.random() < 0.3:
            inner.append(self.question(f"{name}_1", self.inner[name], self.guard(name), ("yes_no",)))
        return repeated(name, inner, min="0", max="3", **guard)

    def guard(self, inside: str = "") -> Mapped:
        if not self.outer or self.random.random() < 0.5:
            return {}
        repeats, self.inner = self.inner, {} if inside else self.inner
        text = self.condition(self.random.randint(0, 1), repeats.get(inside, {}))
        self.inner = repeats
        return {"relevant": text}

    def sign(self, number: int) -> Mapped:
        if self.inner and self.random.random() < 0.4:
            (name, inner), repeats = next(iter(self.inner.items())), self.inner
            self.inner = {}
            text = self.condition(2, inner)
            self.inner = repeats
            return indication(f"sign_{number}", text, per=name)
        return indication(f"sign_{number}", self.condition(2))

    def steps(self) -> list[Mapped]:
        found = []
        for number in range(self.random.randint(1, 3)):
            more: Mapped = {"if_unsure": "meanwhile"} if self.random.random() < 0.4 else {}
            sources = [name for name, kind in self.outer.items() if kind in ("country", "many")]
            sources += [
                f"{repeat}.{name}"
                for repeat, inner in self.inner.items()
                for name, kind in inner.items()
                if kind in ("country", "many")
            ]
            each = self.random.sample(sources, min(len(sources), self.random.randint(0, 2)))
            more |= {"each": each} if each else {}
            found.append(step(f"step_{number}", self.condition(2, each=bool(each)), **more))
        return [*found, step("meanwhile")] if any("if_unsure" in one for one in found) else found

    def claim(self, number: int, names: list[str]) -> Mapped:
        what = self.random.choice(("then", "never"))
        return {
            "name": f"claim_{number}",
            "when": self.condition(1),
            what: self.random.choice(names),
            "citation": "own-reading",
        }

    # Conditions.

    def condition(self, depth: int, local: dict[str, str] | None = None, *, each: bool = False) -> str:
        chance = self.random.random()
        if not depth or chance < 0.3:
            return self.atom({**self.outer, **(local or {})}, each=each)
        if chance < 0.72:
            parts = [self.condition(depth - 1, local, each=each) for _ in range(2)]
            return f"({self.random.choice((' and ', ' or ')).join(parts)})"
        if chance < 0.84 or local is not None or not self.inner:
            word = self.random.choice(("possibly", "possibly", "unsure"))
            return f"{word}({self.condition(depth - 1, local, each=each)})"
        return self.over(depth, each=each)

    def over(self, depth: int, *, each: bool) -> str:
        repeat = self.random.choice(list(self.inner))
        inner = self.condition(depth - 1, self.inner[repeat], each=each)
        if self.random.random() < 0.6:
            return f"{self.random.choice(('any', 'all'))}({repeat}, {inner})"
        return f"count({repeat}, {inner}) {self.random.choice(ORDERS)} {self.random.randint(0, 2)}"

    def atom(self, seen: dict[str, str], *, each: bool) -> str:
        if each and self.random.random() < 0.5:
            return self.of_each(seen)
        if self.defined and self.random.random() < 0.15:
            return self.random.choice(self.defined)
        alike = [name for name, kind in seen.items() if kind == "yes_no"]
        if len(alike) > 1 and self.random.random() < 0.15:
            return f"count_yes({', '.join(alike[:3])}) {self.random.choice(ORDERS)} {self.random.randint(0, 2)}"
        name, kind = self.random.choice(list(seen.items()))
        if self.random.random() < 0.2:
            return self.random.choice(
                (f"asked({name})", f"answered({name})", f"{name} is {self.random.choice(SILENCE)}")
            )
        return getattr(self, f"of_{kind}")(name, seen)

    def of_each(self, seen: dict[str, str]) -> str:
        country = self.random.choice(COUNTRIES)
        ways = [f"each is {country}", f"each is not {country}", "each in (MX, GT)"]
        ways += [f"{name} {word} each" for name, kind in seen.items() if kind == "country" for word in ("is", "is not")]
        ways += [f"each {word} {name}" for name, kind in seen.items() if kind == "many" for word in ("in", "not in")]
        return self.random.choice(ways)

    def of_yes_no(self, name: str, _seen: dict[str, str]) -> str:
        return self.choice(name, ("yes", "no"))

    def of_one(self, name: str, _seen: dict[str, str]) -> str:
        return self.choice(name, OPTIONS)

    def of_country(self, name: str, _seen: dict[str, str]) -> str:
        if self.random.random() < 0.5:
            return f"{name} is not {self.random.choice(COUNTRIES)}"
        return self.choice(name, COUNTRIES)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        chosen = self.random.sample((*choices, *SILENCE[: self.random.randint(0, 3)]), self.random.choice((1, 1, 1, 2)))
        return f"{name} is {chosen[0]}" if len(chosen) == 1 else f"{name} in ({', '.join(chosen)})"

    def of_many(self, name: str, _seen: dict[str, str]) -> str:
        return f"{self.random.choice(COUNTRIES)} {self.random.choice(('in', 'not in'))} {name}"

    def of_integer(self, name: str, seen: dict[str, str]) -> str:
        others = [other for other, kind in seen.items() if kind == "integer"]
        if self.compares and self.random.random() < 0.7:
            return f"{name} {self.random.choice(ORDERS)} {self.random.choice(others)} + {self.random.randint(0, 2)}"
        return f"{name} {self.random.choice(ORDERS)} {self.random.randint(0, 4)}"

    def of_date(self, name: str, seen: dict[str, str]) -> str:
        others = [other for other, kind in seen.items() if kind in ("date", "datetime")]
        sign = self.random.choice(ORDERS)
        if self.compares and self.random.random() < 0.7:
            other = self.random.choice(others)
            ways = [f"{name} {sign} {other}", f"days_since({name}) {sign} days_since({other}) + 1"]
            return self.random.choice([*ways, f"age({name}) {sign} age({other})"])
        limit = self.random.choice((17, 18)) if self.random.random() < 0.7 else None
        if limit is None:
            return f"days_since({name}) {sign} {self.random.choice((3, 30))}"
        if self.random.random() < 0.2:
            return f"12 <= age({name}) < {limit}"
        return f"age({name}) {sign} {limit}"

    of_datetime = of_date

    def of_text(self, name: str, _seen: dict[str, str]) -> str:
        return self.random.choice((f"answered({name})", f"{name} in (unknown, declined)", f"{name} is declined"))


def read(mapping: Mapped) -> tuple[Screen, Draft]:
    """A screen that is read as any other, with its draft."""
    folder = generators._folder()  # noqa: SLF001 - one shelf for all random screens
    path = folder / "random-screen.yaml"
    # JSON is YAML too, and much faster to write and to read.
    path.write_text(json.dumps(mapping, indent=1), encoding="utf-8")
    return load_with_draft(path, Shelf((folder,)))


def drafted(seed: int, *, compares: bool = False) -> tuple[Screen, Draft]:
    """The random screen of that number."""
    return read(Author(Random(seed), compares).screen())  # noqa: S311 - a fixed screen, not a secret


# Every interview.

_DAYS = (
    "2008-11-22", "2008-11-23", "2009-11-22", "2009-11-23", "2014-11-22", "2014-11-23", "2026-11-22", "2026-11-19",
    "2026-11-18", "2026-10-23", "2026-10-22", "2008", "2008-11", "2008~", "2009", "2009-11", "2014", "2014-11", "2015~",
    "2026", "2026-11", "2026-10", "2026-11~", "2026~", "2026-09~", "2011~", "1990", "1990-05-05", "2020-01-01", "2012",
    "2024~", "2025~", "2007~", "2010~", "2013~", "2016~", "2008-12~", "2008-10~", "2014-10~",
)  # fmt: skip
_FEW_DAYS = ("2008-11-22", "2008-11-23", "2026-11-19", "2026-11-18", "2008", "2026", "2009~", "2026-10-30", "1990")


def values(question: Question, text: str, *, many: bool) -> list[Answer]:
    """Answers of every kind, many for a date where the screen is small enough; non-answers that the screen names."""
    silent: list[Answer] = [Absent.NOT_ASKED]
    silent += [absent for absent in (Absent.DECLINED, Absent.UNKNOWN) if absent.value in text]
    return [*_said(question, _DAYS if many else _FEW_DAYS), *silent]


def _said(question: Question, days: Sequence[str]) -> list[Answer]:
    names = question.option_names
    kept = product((False, True), repeat=len(names))
    whole = [day for day in days if day.count("-") == 2]
    said: dict[str, Callable[[], list[Answer]]] = {
        "yes_no": lambda: ["yes", "no"],
        "select_one": lambda: [*names],
        "select_multiple": lambda: [tuple(compress(names, one)) for one in kept],
        "integer": lambda: [0, 1, 2, 3],
        "date": lambda: [day for one in days if (day := _day(one, question))],
        "datetime": lambda: [datetime.fromisoformat(f"{one}T12:00") for one in whole],
        "text": lambda: ["words"],
        "repeat": lambda: ["complete"],
    }
    return said[question.type]()


_parsed = lru_cache(parse_partial_date)


def _day(text: str, question: Question) -> PartialDate | None:
    day = _parsed(text)
    assert day is not None
    return day if day.earliest <= TODAY or not getattr(question, "not_future", False) else None


def interviews(screen: Screen, random: Random) -> list[Given]:
    """Every combination of answers, with as many instances of repeats as leaves few enough; else some of them."""
    for many, most in ((True, 3), (True, 2), (False, 3), (False, 2), (False, 1)):
        if _number(screen, most, many=many) <= MOST_INTERVIEWS:
            return list(_all(screen, most, many=many))
    text = _text(screen)
    kinds = {one.question.name: values(one.question, text, many=True) for one in screen.all_entries()}
    return [_any(screen, random, kinds) for _ in range(MOST_INTERVIEWS // 4)]


def is_small(screen: Screen) -> bool:
    """Whether every interview with one instance at least is tried."""
    return _number(screen, 1, many=False) <= MOST_INTERVIEWS


def _any(screen: Screen, random: Random, kinds: dict[str, list[Answer]]) -> Given:
    answers = dict[Item, Answer]()
    instances: dict[str, tuple[int, ...]] = {}
    for entry in screen.entries:
        answers[entry.item()] = random.choice(kinds[entry.question.name])
        if isinstance(entry.question, Repeat):
            instances[entry.question.name] = tuple(range(1, random.randint(0, 3) + 1))
            for number in instances[entry.question.name]:
                answers |= {one.item(number): random.choice(kinds[one.question.name]) for one in entry.inner}
    return Given(answers, instances)


def _text(screen: Screen) -> str:
    conditions = [entry.question.relevant for entry in screen.all_entries()]
    rules = [rule.when for rule in (*screen.authored.indications, *screen.authored.next_steps)]
    return " ".join(map(str, [*conditions, *rules, *screen.authored.define.values()]))


def _number(screen: Screen, most: int, *, many: bool) -> int:
    text, number = _text(screen), 1
    for entry in screen.entries:
        if isinstance(entry.question, Repeat):
            each = 1
            for inner in entry.inner:
                each *= len(values(inner.question, text, many=many))
            number *= 2 * sum(each**size for size in range(most + 1))
        else:
            number *= len(values(entry.question, text, many=many))
    return number


def _all(screen: Screen, most: int, *, many: bool) -> Iterator[Given]:
    text = _text(screen)
    for parts in product(*(list(_ways(entry, text, most, many=many)) for entry in screen.entries)):
        answers: dict[Item, Answer] = {}
        instances: dict[str, tuple[int, ...]] = {}
        for part, there in parts:
            answers |= part
            instances |= there
        yield Given(answers, instances)


def _ways(
    entry: Entry, text: str, most: int, *, many: bool
) -> Iterator[tuple[dict[Item, Answer], dict[str, tuple[int, ...]]]]:
    if not isinstance(entry.question, Repeat):
        yield from (({entry.item(): one}, {}) for one in values(entry.question, text, many=many))
        return
    for size in range(most + 1):
        numbers = tuple(range(1, size + 1))
        slots = [
            (inner.item(number), values(inner.question, text, many=many)) for number in numbers for inner in entry.inner
        ]
        for more in ("complete", Absent.NOT_ASKED):
            for one in product(*(kinds for _, kinds in slots)):
                found = dict(zip((item for item, _ in slots), one, strict=True))
                yield {**found, entry.item(): more}, {entry.question.name: numbers}
