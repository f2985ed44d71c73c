"""An interview that shows something, as a path in plain words and as a case to paste into the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Truth
from screenkit.flat import flat_answers
from screenkit.prove.replay import Interview
from screenkit.screen import Screen
from screenkit.standing import Given


@dataclass(frozen=True)
class Persona:
    """Answers that show a finding, what to say beside some of them, and what comes of them."""

    screen: Screen
    today: date
    given: Given
    outcome: tuple[str, ...]
    beside: Mapping[Item, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[str, ...]:
        """The answers in the order of the questions, then what comes of them; all else is not asked."""
        rows = list(self._rows())
        width = max((len(name) for name, _, _ in rows), default=0)
        heading = "  an interview that shows it:" if rows else "  the interview in which nothing is asked yet shows it:"
        body = (f"    {name:{width}}  {said}" + (f"  <- {note}" if note else "") for name, said, note in rows)
        return (heading, *body, *(f"    => {words}" for words in self.outcome))

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        for item, answer in _in_order(self.screen, self.given):
            yield str(item), _said(answer), self.beside.get(item, "")

    def case(self, name: str) -> str:
        """The same as an entry of `cases:`, with what comes of it now."""
        return "\n".join(_case(name, self.screen, self.given, self.today))


def _in_order(screen: Screen, given: Given) -> Iterator[tuple[Item, Answer]]:
    for entry in screen.entries:
        item = entry.item()
        for instance in given.instances.get(item.name, ()) if entry.inner else ():
            items = [inner.item(instance) for inner in entry.inner]
            yield from ((one, given.answers[one]) for one in items if one in given.answers)
            if not any(one in given.answers for one in items):
                yield Item("…", item.name, instance), Absent.NOT_ASKED
        if item in given.answers:
            yield item, given.answers[item]


def _said(answer: Answer) -> str:
    if isinstance(answer, Absent):
        return answer.value.replace("-", " ")
    if isinstance(answer, tuple):
        return ", ".join(answer) or "none of them"
    return str(answer)


def _case(name: str, screen: Screen, given: Given, today: date) -> Iterator[str]:
    interview = Interview(screen, given, today)
    yield f"- name: {name}"
    yield "  story:"
    yield '    en: "An invented family, found by check: say who they are."'
    yield f"  as_of: {today.isoformat()}T12:00"
    yield from _block("answers", flat_answers(screen, given), "  ")
    expected = {key: names for key, names in _expected(interview) if names}
    yield "  expect:" if expected else "  expect: {}"
    for key, names in expected.items():
        # One to a line: between brackets, YAML takes the `?` of `notify/?` for a sign of its own.
        yield f"    {key}:"
        yield from (f"      - {name}" for name in names)


def _block(key: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and set(value) != {"absent"} and value:
        yield f"{indent}{key}:"
        for inner, one in value.items():
            yield from _block(str(inner), one, f"{indent}  ")
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        yield f"{indent}{key}:"
        for one in value:
            yield from _entry(one, f"{indent}  ")
    else:
        yield f"{indent}{key}: {_inline(value)}"


def _entry(value: object, indent: str) -> Iterator[str]:
    lines = (
        [line for key, one in value.items() for line in _block(str(key), one, f"{indent}  ")]
        if isinstance(value, dict)
        else []
    )
    if not lines:
        yield f"{indent}- {{}}"
        return
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {one}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def _expected(interview: Interview) -> Iterator[tuple[str, list[str]]]:
    verdicts = [one for indicated in interview.screen.indications for one in interview.verdicts(indicated)]
    yield "indicated", [name for name, truth in verdicts if truth is Truth.YES]
    yield "not_settled", [name for name, truth in verdicts if truth is Truth.MAYBE]
    for key, wanted in (("next_steps", Truth.YES), ("steps_not_settled", Truth.MAYBE)):
        found = (one for one in interview.happenings if one.truth is wanted)
        yield key, [one.step.rule.name + (f"/{one.name_of_each}" if one.name_of_each else "") for one in found]
