"""The flat form of a screening: one mapping of answers, as scripts and cases write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from screenkit.answers import Absent, Answer, Item
from screenkit.diagnostics import Diagnostic, Route, near
from screenkit.questions import Common, Repeat
from screenkit.refusals import Refused
from screenkit.screen import Entry, Screen
from screenkit.source import LIMITS, Document, Faults
from screenkit.standing import Given
from screenkit.words import say

_ABSENT = tuple(Absent)


def answers_of(screen: Screen, document: Document, route: Route, today: date | None = None) -> Given:
    """Return what the mapping at the route answers; raises `Faults` with every answer that is none.

    An answer is a value, `{"absent": "declined"}`, or for a repeat a list of mappings (complete) or
    `{"items": […], "more": {"absent": …}}`. With `today`, a date that has not come yet is refused where the question
    says so. A diagnostic names the question, never what was answered.
    """
    reader = _Flat(screen, document, today)
    node: Any = document.value
    for part in route:
        node = node[part]
    reader.mapping(node, route, screen.entries)
    if reader.faults:
        raise Faults(tuple(reader.faults))
    return Given(reader.answers, reader.instances)


class _Flat:
    def __init__(self, screen: Screen, document: Document, today: date | None) -> None:
        self.screen = screen
        self.document = document
        self.today = today
        self.answers: dict[Item, Answer] = {}
        self.instances: dict[str, tuple[int, ...]] = {}
        self.faults: list[Diagnostic] = []

    def fault(self, code: str, message: str, route: Route, hint: str | None = None, *, key: bool = False) -> None:
        if len(self.faults) == LIMITS.faults:
            raise Faults((*self.faults, self.document.too_many()))
        self.faults.append(self.document.fault(code, message, route, key=key, hint=hint))

    def mapping(self, node: object, route: Route, entries: tuple[Entry, ...], instance: int = 0) -> None:
        if not isinstance(node, dict):
            self.fault("wrong-shape", "a mapping of questions to answers belongs here", route)
            return
        known = {entry.question.name: entry for entry in entries}
        for name, value in node.items():
            if name not in known:
                hint = near(name, known)
                words = self.called("question", name)
                self.fault("unknown-question", f"{words} does not exist", (*route, name), hint, key=True)
            elif isinstance(known[name].question, Repeat):
                self.repeat(known[name], value, (*route, name))
            else:
                self.one(known[name], value, (*route, name), instance)

    def called(self, kind: str, name: str) -> str:
        """What was written where a name belongs; in a file of answers that may be somebody's name."""
        if self.document.text.confidential:
            return f"this {kind}".strip()
        return f"{kind} `{name}`".strip()

    def one(self, entry: Entry, value: object, route: Route, instance: int) -> None:
        answer = self.answer(entry.question, value, route)
        if answer is not None:
            self.answers[entry.item(instance)] = answer

    def answer(self, question: Common, value: object, route: Route) -> Answer | None:
        if isinstance(value, dict):
            return self.absent(question, value, route)
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            self.fault("wrong-shape", f"`{question.name}` takes a list of choices", route)
            return None
        try:
            parsed = question.parse(value)  # type: ignore[arg-type]  # a text or a list of texts is left
            if self.today is not None:
                question.check(parsed, self.today)
        except Refused as refusal:
            self.fault("refused-answer", f"`{question.name}`: {say(refusal.key, 'en', **refusal.facts)}", route)
            return None
        return parsed

    def absent(self, question: Common, value: Mapping[str, object], route: Route) -> Absent | None:
        word = value.get("absent")
        if len(value) != 1 or word not in _ABSENT:
            hint = "write {absent: unknown}, {absent: declined} or {absent: not-asked}"
            self.fault("wrong-shape", f"`{question.name}` has neither a value nor a reason for none", route, hint)
            return None
        return Absent(str(word))

    def repeat(self, entry: Entry, value: object, route: Route) -> None:
        items: object = value
        more: Answer | None = "complete"
        if isinstance(value, dict) and "absent" in value:
            items, more = [], self.absent(entry.question, value, route)
        elif isinstance(value, dict):
            items, more = self.partial(entry, value, route)
        if not isinstance(items, list):
            self.fault("wrong-shape", f"`{entry.question.name}` takes a list, one entry each", route)
            return
        if isinstance(entry.question, Repeat) and len(items) > entry.question.max:
            words = say("too-many", "en", most=entry.question.max)
            self.fault("refused-answer", f"`{entry.question.name}`: {words}", route)
        if more is not None:
            self.answers[entry.item()] = more
        self.instances[entry.question.name] = tuple(range(1, len(items) + 1))
        inside = (*route, "items") if isinstance(value, dict) else route
        for number, item in enumerate(items):
            self.mapping(item, (*inside, number), entry.inner, number + 1)

    def partial(self, entry: Entry, value: Mapping[str, object], route: Route) -> tuple[object, Answer | None]:
        for key in value:
            if key not in ("items", "more"):
                self.fault("unknown-key", f"{self.called('', key)} is not a key here", (*route, key), key=True)
        more = value.get("more")
        if more is None:
            return value.get("items", []), None
        if not isinstance(more, dict):
            self.fault(
                "wrong-shape", f"`more` of `{entry.question.name}` is a reason for not knowing", (*route, "more")
            )
            return value.get("items", []), None
        return value.get("items", []), self.absent(entry.question, more, (*route, "more"))


def flat_answers(screen: Screen, given: Given) -> dict[str, object]:
    """The answers as the flat form writes them; `answers_of` reads them back."""
    return dict(_written(screen.entries, given, 0))


def _written(entries: tuple[Entry, ...], given: Given, instance: int) -> Iterator[tuple[str, object]]:
    for entry in entries:
        item = entry.item(instance)
        if isinstance(entry.question, Repeat):
            if item in given.answers or item.name in given.instances:
                yield item.name, _written_repeat(entry, given)
        elif item in given.answers:
            yield item.name, recorded(entry.question, given.answers[item])


def recorded(question: Common, answer: Answer) -> object:
    """One answer as a record holds it: the value, or `{"absent": …}`."""
    return {"absent": answer.value} if isinstance(answer, Absent) else question.record(answer)


def _written_repeat(entry: Entry, given: Given) -> object:
    instances = given.instances.get(entry.question.name, ())
    items = [dict(_written(entry.inner, given, instance)) for instance in instances]
    more = given.answers.get(entry.item())
    if more is None:
        return {"items": items}
    return {"items": items, "more": {"absent": more.value}} if isinstance(more, Absent) else items
