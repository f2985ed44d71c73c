"""What a screening led to, by name: what cases expect, what a record keeps, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from screenkit.answers import Item
from screenkit.authored import Expect
from screenkit.doing import unknown_steps
from screenkit.facts import Truth
from screenkit.response import Response, happened
from screenkit.schedule import due_of
from screenkit.screen import Screen
from screenkit.steps import Happening, happenings
from screenkit.summarize import Summarizer, summarizer_at
from screenkit.verdicts import verdicts

_KEYS = ("indicated", "not_settled", "next_steps", "steps_not_settled")


def outcome_of(found: Summarizer) -> Expect:
    """The names of what is indicated, open and to do, and the local time by which each step is due."""
    results = [(one.name, one.truth) for one in verdicts(found.screen, found.facts)]
    steps = [(one.full_name, one.truth, _due(found, one)) for one in happenings(found.screen, found.facts)]
    return Expect(
        indicated=tuple(name for name, truth in results if truth is Truth.YES),
        not_settled=tuple(name for name, truth in results if truth is Truth.MAYBE),
        next_steps=tuple(name for name, truth, _ in steps if truth is Truth.YES),
        steps_not_settled=tuple(name for name, truth, _ in steps if truth is Truth.MAYBE),
        due={name: at for name, _, at in steps if at},
    )


def _due(found: Summarizer, happening: Happening) -> str:
    due = due_of(found.screen, found.facts, happening.step.rule.due, found.zone, found.language)
    return due.at.astimezone(found.zone).strftime("%Y-%m-%dT%H:%M") if due and due.at else ""


def complete(screen: Screen, response: Response, at: datetime) -> Response:
    """Return the record as finished, with what it led to, so that it can be held to that later."""
    outcome = outcome_of(summarizer_at(screen, response, at))
    return happened(response, at, "completed", outcome=outcome)


def amended(screen: Screen, response: Response, item: Item, reason: str, at: datetime) -> Response:
    """Return the finished record, in which an answer was just changed, with the reason and what it leads to now."""
    outcome = outcome_of(summarizer_at(screen, response, at))
    return happened(response, at, "amended", items=(str(item),), text=reason, outcome=outcome)


def verify(screen: Screen, response: Response) -> Iterator[str]:
    """What the record would lead to otherwise than it did when finished or amended; nothing when all is the same.

    A step that it says was done, and that the screen does not have, is told too.
    """
    yield from (words for _, words in unknown_steps(screen, response))
    for event in response.events:
        if event.kind in ("completed", "amended") and event.outcome is not None:
            upto = response.model_copy(update={"events": response.events[: event.seq]})
            yield from differences(event.outcome, outcome_of(summarizer_at(screen, upto, event.at)))


def differences(expected: Expect, found: Expect) -> Iterator[str]:
    """What is otherwise than expected, one sentence each; times are compared where one is expected."""
    for key in _KEYS:
        yield from _compared(key, getattr(expected, key), getattr(found, key))
    for name, time in expected.due.items():
        at = found.due.get(name, "no time")
        if at != time:
            yield f"`{name}` is due at {at}, not at {time}"


def _compared(key: str, expected: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    yield from (f"`{key}` lacks `{name}`, which is expected" for name in expected if name not in found)
    yield from (f"`{key}` has `{name}`, which is not expected" for name in found if name not in expected)
