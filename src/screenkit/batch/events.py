"""Records as screenkit saves them, with every event: checked by the core itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from screenkit.answers import Item
from screenkit.batch.header import PRACTISED
from screenkit.batch.result import Fault, Outcome, Result
from screenkit.diagnostics import Route
from screenkit.doing import unknown_steps
from screenkit.facts import Facts
from screenkit.interview import Ending, NewInstance, still_to_come
from screenkit.outcome import outcome_of
from screenkit.questions import Repeat
from screenkit.response import Response, from_bytes, given_of
from screenkit.screen import Screen
from screenkit.source import Faults
from screenkit.summarize import as_of as moment_of
from screenkit.summarize import summarizer_at


def check_events(screen: Screen, as_of: datetime | None, record: Mapping[str, Any]) -> Result:
    """Everything that is wrong with a saved record, or what it leads to."""
    try:
        response = from_bytes(json.dumps(record, default=str).encode(), "")
        found = (*_other(screen, response), *_after_the_end(response), *_unknown_steps(screen, response))
        given_of(screen, response)
    except Faults as faults:
        return Result(faults=tuple(Fault(one.code, (), one.message, one.hint) for one in faults.diagnostics))
    ended = response.last_change
    moment = moment_of(response, as_of or ended) if ended else as_of
    if moment is None or found:
        return Result(response.id, response.status, found)
    summarizer = summarizer_at(screen, response, moment)
    if response.status in ("completed", "amended"):
        found = tuple(missing(screen, summarizer.facts))
    if found or response.status == "entered-in-error":
        return Result(response.id, response.status, found)
    outcome = outcome_of(summarizer)
    parts = outcome.indicated, outcome.not_settled, outcome.next_steps, outcome.steps_not_settled
    return Result(response.id, response.status, (), Outcome(*parts, dict(outcome.due)))


def _after_the_end(response: Response) -> Iterator[Fault]:
    """Answers that came after the screening was finished, where nobody said that it was amended."""
    ends = [event.seq for event in response.events if event.kind == "completed"]
    late = [event for event in response.events if ends and event.seq > ends[-1] and event.kind in _ANSWERING]
    if late and response.status == "completed":
        words = f"event {late[0].seq} answers a question after the screening was finished"
        yield Fault("answered-after-end", ("events", late[0].seq - 1), words)


def _unknown_steps(screen: Screen, response: Response) -> Iterator[Fault]:
    for event, words in unknown_steps(screen, response):
        yield Fault("unknown-step", ("events", event.seq - 1, "step"), words)


_ANSWERING = ("answered", "corrected", "added", "removed")


def _other(screen: Screen, response: Response) -> Iterator[Fault]:
    if response.practice:
        yield PRACTISED
    used = response.screen
    if used.id != screen.id:
        yield Fault("other-screen", ("screen", "id"), f"these answers are for another screen than `{screen.id}`")
    elif used.version != screen.version:
        words = f"these answers are for another version than {screen.version}"
        yield Fault("other-version", ("screen", "version"), words)
    elif used.sha256 != screen.digest:
        words = f"these answers are for another text of {screen.id} {screen.version}"
        yield Fault("other-digest", ("screen", "sha256"), words)


def missing(screen: Screen, facts: Facts) -> Iterator[Fault]:
    """What a finished screening lacks: questions that were never put, as the interview would still put them."""
    for one in still_to_come(screen, facts):
        if isinstance(one, NewInstance):
            question = screen.question(Item(one.repeat))
            if Item(one.repeat) in facts.answers and isinstance(question, Repeat):
                yield Fault("missing-answer", ("answers", one.repeat), f"`{one.repeat}` needs {question.min} at least")
        elif isinstance(one, Ending):
            words = f"`{one.item.name}` was not met: such a screening is stopped, not completed"
            yield Fault("checkpoint-not-met", _route(one.item), words)
        else:
            yield Fault("missing-answer", _route(one), f"`{one.name}` was never put")


def _route(item: Item) -> Route:
    return ("answers", item.repeat, item.instance - 1, item.name) if item.repeat else ("answers", item.name)
