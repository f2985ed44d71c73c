"""The kit of the batch benchmark: a screen of 25 questions or many more, seeded records, and the same for peers.

Ten yes-or-no questions with seven follow-ups, one of them nested; an interpreter unless the family speaks English;
three dates and times, two countries of a long list, four questions with several choices, children with three questions
each, notes. One record in ten is faulty in one of `FAULTS`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from screenkit.load import load_screen
from screenkit.screen import Screen
from screenkit.shelf import Shelf, shipped

Mapped = dict[str, Any]
AS_OF = "2026-11-20T15:00"
FOLLOWED = 6
YES_NO = 10
OPTIONS = tuple(f"option_{number}" for number in range(8))
FAULTY_SHARE = 0.099
DAYS = [(date(1981, 1, 1) + timedelta(days=number)).isoformat() for number in range(16_000)]
NOTE = "They spoke at length about the journey, the house and the man at the door; see the paper file. "


def said(words: str) -> dict[str, str]:
    """A text in English."""
    return {"en": words}


def question(name: str, kind: str, **more: object) -> Mapped:
    """One question."""
    return {
        "name": name,
        "type": kind,
        "label": said(f"{name}?"),
        "help": said("Why."),
        "citation": "own-reading",
        **more,
    }


def block(at: int) -> list[Mapped]:
    """Twenty-five questions; those of a further block have its number in their names."""
    end = f"_{at}" if at else ""
    asked = (
        [question("jurisdiction", "select_one", choices="jurisdictions")]
        if not at
        else [question(f"place{end}", "yes_no")]
    )
    for number in range(YES_NO):
        asked.append(question(f"sign{number}{end}", "yes_no"))
        if number < FOLLOWED:
            asked.append(question(f"more{number}{end}", "text", relevant=f"sign{number}{end} is yes"))
    asked.append(question(f"nested{end}", "yes_no", relevant=f"sign0{end} is yes and sign1{end} is yes"))
    choices = [{"name": name, "label": said(name)} for name in OPTIONS]
    asked.append(question(f"languages{end}", "select_multiple", choices="languages"))
    asked.append(question(f"interpreter{end}", "yes_no", relevant=f"en not in languages{end}"))
    asked.append(question(f"born_on{end}", "date", not_future="true"))
    asked.append(question(f"custody_at{end}", "datetime", not_future="true"))
    asked.append(question(f"birth_country{end}", "select_one", choices="countries"))
    asked.append(question(f"help_wanted{end}", "select_multiple", choices=choices))
    inner = [
        question(f"child_name{end}", "text"),
        question(f"child_born{end}", "date"),
        question(f"child_country{end}", "select_one", choices="countries"),
    ]
    asked.append(
        question(f"children{end}", "repeat", item=said("Child"), more=said("Another?"), max="5", questions=inner)
    )
    asked.append(
        question(f"notes{end}", "text", multiline="true", relevant=f"any_yes(sign0{end}, sign1{end}, sign2{end})")
    )
    return asked


def rules(at: int) -> tuple[list[Mapped], list[Mapped]]:
    """Twelve rules to a block."""
    end = f"_{at}" if at else ""
    signs = ", ".join(f"sign{number}{end}" for number in range(YES_NO))
    whens = [f"sign{number}{end} is yes" for number in range(6)]
    whens += [
        f"count_yes({signs}) >= 3",
        f"age(born_on{end}) < 18 and sign4{end} is yes",
        f"birth_country{end} is not US",
        f"any(children{end}, age(child_born{end}) < 8 and child_country{end} is not US)",
        f"sign7{end} is yes or (sign8{end} is yes and nested{end} is yes)",
        f"option_1 in help_wanted{end}",
    ]
    found = [
        {"name": f"rule{n}{end}", "label": said("Sign"), "when": when, "citation": "own-reading"}
        for n, when in enumerate(whens)
    ]
    step = {
        "name": f"step{end}",
        "when": f"any_yes({signs}) and possibly(age(born_on{end}) < 18)",
        "urgency": "urgent",
        "action": said("Tell the unit."),
        "due": {"within": "24 hours", "after": [f"custody_at{end}"]},
        "citation": "own-reading",
    }
    return found, [step]


def screen_of(questions: int) -> Screen:
    """The screen with so many questions."""
    with tempfile.TemporaryDirectory() as folder:
        return load_screen(write_screen(Path(folder), questions), Shelf((Path(folder), shipped())))


def write_screen(folder: Path, questions: int = 25) -> Path:
    """The file of the screen with so many questions, in a folder."""
    blocks = range(max(1, round(questions / 25)))
    made = {
        "screen": "kit",
        "version": "1.0.0",
        "title": said("A kit"),
        "purpose": said("To measure."),
        "questions": [one for at in blocks for one in block(at)],
        "indications": [one for at in blocks for one in rules(at)[0]],
        "next_steps": [one for at in blocks for one in rules(at)[1]],
    }
    path = folder / "kit.yaml"
    path.write_text(yaml.safe_dump(made, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def names_of(screen: Screen, name: str) -> tuple[str, ...]:
    """The choices of a question."""
    return next(entry.question.option_names for entry in screen.entries if entry.question.name == name)


class Maker:
    """Makes records; the same seed gives the same ones."""

    def __init__(self, screen: Screen, blocks: int = 1, seed: int = 7) -> None:
        self.random = Random(seed)
        self.screen = screen
        self.blocks = blocks
        self.countries = names_of(screen, "birth_country")
        self.languages = names_of(screen, "languages")
        self.places = names_of(screen, "jurisdiction")

    def _answer(self, value: object) -> object:
        chance = self.random.random()
        if chance < 0.04:
            return {"absent": "declined"}
        return {"absent": "unknown"} if chance < 0.08 else value

    def _yes_no(self) -> object:
        return self._answer("yes" if self.random.random() < 0.3 else "no")

    def answers(self, at: int) -> Mapped:
        """The answers of one block."""
        random, end = self.random, f"_{at}" if at else ""
        found: Mapped = {"jurisdiction": random.choice(self.places)} if not at else {f"place{end}": self._yes_no()}
        for number in range(YES_NO):
            sign = found[f"sign{number}{end}"] = self._yes_no()
            if number < FOLLOWED and sign == "yes":
                found[f"more{number}{end}"] = self._answer("In 2019, by bus, with an uncle.")
        if found[f"sign0{end}"] == found[f"sign1{end}"] == "yes":
            found[f"nested{end}"] = self._yes_no()
        languages = found[f"languages{end}"] = random.sample(self.languages, random.randint(1, 2))
        if "en" not in languages:
            found[f"interpreter{end}"] = self._yes_no()
        found[f"born_on{end}"] = self._answer(
            random.choice(DAYS) if random.random() < 0.8 else str(random.randint(1975, 2020))
        )
        found[f"custody_at{end}"] = self._answer(f"2026-11-{random.randint(1, 19):02}T{random.randint(8, 17):02}:30")
        found[f"birth_country{end}"] = self._answer(random.choice(self.countries))
        found[f"help_wanted{end}"] = random.sample(OPTIONS, random.randint(0, 3))
        found[f"children{end}"] = [
            {
                f"child_name{end}": "A. B.",
                f"child_born{end}": self._answer(random.choice(DAYS)),
                f"child_country{end}": self._answer(random.choice(self.countries)),
            }
            for _ in range(random.choice((0, 0, 1, 1, 2, 3)))
        ]
        if any(found[f"sign{number}{end}"] == "yes" for number in range(3)):
            found[f"notes{end}"] = NOTE
        return found

    def record(self, number: int) -> Mapped:
        """A record without fault."""
        answers = {name: value for at in range(self.blocks) for name, value in self.answers(at).items()}
        return {"id": f"r-{number:07}", "screen": "kit", "version": "1.0.0", "as_of": AS_OF, "answers": answers}


Fault = Callable[[Mapped, Random], None]


def _set(name: str, value: object) -> Fault:
    return lambda answers, _random: answers.update({name: value})


def _drop(name: str) -> Fault:
    return lambda answers, _random: answers.pop(name) and None


def _idle(answers: Mapped, _random: Random) -> None:
    answers["sign2"] = "no"
    answers["more2"] = "said all the same"


def _wanted(answers: Mapped, _random: Random) -> None:
    answers["sign3"] = "yes"
    answers.pop("more3", None)


def _many(answers: Mapped, _random: Random) -> None:
    answers["children"] = [{"child_name": "A.", "child_born": "2015", "child_country": "MX"}] * 6


def _child(name: str, value: object) -> Fault:
    def change(answers: Mapped, _random: Random) -> None:
        answers["children"] = [{"child_name": "A.", "child_born": "2015", "child_country": "MX", name: value}]

    return change


FAULTS: Mapping[str, Fault] = {
    "choice": _set("sign5", "maybe"),
    "truth for a word": _set("sign5", True),
    "number for a word": _set("sign5", 1),
    "null": _set("sign6", None),
    "reason unknown": _set("sign6", {"absent": "no"}),
    "reason and more": _set("sign6", {"absent": "declined", "why": "x"}),
    "country": _set("birth_country", "XX"),
    "list for one": _set("birth_country", ["MX"]),
    "option": _set("help_wanted", ["option_99"]),
    "option twice": _set("help_wanted", ["option_1", "option_1"]),
    "word for list": _set("help_wanted", {"option_1": True}),
    "no such day": _set("born_on", "2011-02-30"),
    "no date": _set("born_on", "yesterday"),
    "day to come": _set("born_on", "2027-01-05"),
    "no time": _set("custody_at", "2026-11-02"),
    "no such time": _set("custody_at", "2026-11-02T25:00"),
    "too long": _set("more0", "x" * 10_001),
    "left out": _drop("sign8"),
    "follow-up left out": _wanted,
    "follow-up not wanted": _idle,
    "unknown question": _set("sign99", "yes"),
    "too many children": _many,
    "child's country": _child("child_country", "XX"),
    "child's date": _child("child_born", "2015-13"),
    "child's unknown question": _child("child_age", "7"),
}


def lines(screen: Screen, number: int, blocks: int = 1, seed: int = 7) -> Iterator[tuple[bytes, str]]:
    """So many records as JSON text, each with the name of its fault, or with nothing."""
    maker, random, kinds = Maker(screen, blocks, seed), Random(seed + 1), (*FAULTS, "cut off")
    for count in range(number):
        record, fault = maker.record(count), ""
        if random.random() < FAULTY_SHARE:
            fault = random.choice(kinds)
            if fault in FAULTS:
                if fault == "too long":
                    record["answers"]["sign0"] = "yes"
                FAULTS[fault](record["answers"], random)
        text = json.dumps(record, separators=(",", ":")).encode()
        yield (text[: len(text) // 2] if fault == "cut off" else text), fault


# The same checks for peers, as JSON Schema: what it can say of them.

ABSENT = {
    "type": "object",
    "properties": {"absent": {"enum": ["unknown", "declined", "not-asked"]}},
    "required": ["absent"],
    "additionalProperties": False,
}
DATE = "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?$"
TIME = "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$"


def schema_of(screen: Screen, blocks: int = 1) -> Mapped:
    """The JSON Schema of the kit's records; dates to come and days that do not exist are past its words."""
    properties: Mapped = {}
    for entry in screen.entries:
        properties[entry.question.name] = _of(entry)
    required = [entry.question.name for entry in screen.entries if entry.condition is None]
    conditional = [one for at in range(blocks) for one in _conditional(f"_{at}" if at else "")]
    answers = {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "allOf": conditional,
    }
    head = {
        "id": {"type": "string"},
        "screen": {"const": "kit"},
        "version": {"const": "1.0.0"},
        "as_of": {"type": "string", "pattern": TIME},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {**head, "answers": answers},
        "required": ["screen", "answers"],
        "additionalProperties": False,
    }


def _of(entry: Any) -> Mapped:  # noqa: ANN401 - an entry of a screen
    question, kind = entry.question, entry.question.type
    if kind == "repeat":
        inner = {one.question.name: _of(one) for one in entry.inner}
        item = {"type": "object", "properties": inner, "required": list(inner), "additionalProperties": False}
        return {"anyOf": [{"type": "array", "items": item, "maxItems": question.max}, ABSENT]}
    shapes: Mapping[str, Mapped] = {
        "text": {"type": "string", "minLength": 1, "maxLength": 10_000, "pattern": "\\S"},
        "date": {"type": "string", "pattern": DATE},
        "datetime": {"type": "string", "pattern": TIME},
    }
    if kind == "select_multiple":
        shape: Mapped = {"type": "array", "items": {"enum": list(question.option_names)}, "uniqueItems": True}
    else:
        shape = dict(shapes.get(kind) or {"enum": list(question.option_names)})
    return {"anyOf": [shape, ABSENT]}


def _conditional(end: str) -> Iterator[Mapped]:
    def yes(name: str) -> Mapped:
        return {"properties": {f"{name}{end}": {"const": "yes"}}, "required": [f"{name}{end}"]}

    def asked_if(condition: Mapped, name: str) -> Mapped:
        return {
            "if": condition,
            "then": {"required": [f"{name}{end}"]},
            "else": {"properties": {f"{name}{end}": False}},
        }

    for number in range(FOLLOWED):
        yield asked_if(yes(f"sign{number}"), f"more{number}")
    yield asked_if({"allOf": [yes("sign0"), yes("sign1")]}, "nested")
    english = {"properties": {f"languages{end}": {"type": "array", "not": {"contains": {"const": "en"}}}}}
    yield asked_if(english, "interpreter")
    yield asked_if({"anyOf": [yes(f"sign{number}") for number in range(3)]}, "notes")


_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def model_of(screen: Screen) -> type[Any]:
    """A pydantic model by hand, as one would write it for such records; it can say everything but what follows."""
    from typing import Annotated, Literal

    from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator

    class Strict(BaseModel):
        model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    class Absent(Strict):
        absent: Literal["unknown", "declined", "not-asked"]

    def day(text: str) -> str:
        if _WHOLE_DAY.fullmatch(text):
            date.fromisoformat(text)
        return text

    def past(text: str) -> str:
        if day(text)[:10] > AS_OF[:10]:
            raise ValueError
        return text

    def once(names: list[str]) -> list[str]:
        if len(set(names)) < len(names):
            raise ValueError
        return names

    dates = Annotated[str, Field(pattern=DATE), AfterValidator(day)]
    kinds: dict[str, Any] = {
        "text": Annotated[str, Field(min_length=1, max_length=10_000, pattern="\\S")],
        "date": dates,
        "datetime": Annotated[str, Field(pattern=TIME), AfterValidator(past)],
    }

    def of(entry: Any) -> Any:  # noqa: ANN401 - a type
        question, kind = entry.question, entry.question.type
        if kind == "repeat":
            inner = create_model("Child", __base__=Strict, **{one.question.name: (of(one), ...) for one in entry.inner})
            return Annotated[list[inner], Field(max_length=question.max)] | Absent  # type: ignore[valid-type]
        if kind == "select_multiple":
            return Annotated[list[Literal[question.option_names]], AfterValidator(once)] | Absent
        found = kinds.get(kind) or Literal[question.option_names]
        if getattr(question, "not_future", False) and kind == "date":
            found = Annotated[str, Field(pattern=DATE), AfterValidator(past)]
        return found | Absent

    fields = {entry.question.name: (of(entry), ... if entry.condition is None else None) for entry in screen.entries}

    class Answers(create_model("AnswersOf", __base__=Strict, **fields)):  # type: ignore[misc]
        @model_validator(mode="after")
        def asked(self) -> Any:  # noqa: ANN401 - as pydantic has it
            wanted = {f"more{number}": getattr(self, f"sign{number}") == "yes" for number in range(FOLLOWED)}
            wanted["nested"] = self.sign0 == "yes" and self.sign1 == "yes"
            wanted["interpreter"] = isinstance(self.languages, list) and "en" not in self.languages
            wanted["notes"] = "yes" in (self.sign0, self.sign1, self.sign2)
            for name, is_wanted in wanted.items():
                if (getattr(self, name) is not None) is not is_wanted:
                    raise ValueError
            return self

    class Record(Strict):
        id: str = ""
        screen: Literal["kit"]
        version: Literal["1.0.0"] = "1.0.0"
        as_of: Annotated[str, Field(pattern=TIME)]
        answers: Answers

    return Record
