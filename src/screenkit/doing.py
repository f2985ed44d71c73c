"""Next steps that were done: an event of the record says so, and another one takes it back; nothing is ever removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo

from screenkit.events import Event
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.summary import Done

_ANSWERING = ("answered", "corrected", "added", "removed")


def done(response: Response, step: str, at: datetime, done_at: datetime, by: str = "", note: str = "") -> Response:
    """Return the record with a step that was done at that time; `by` is who did it, if not the worker."""
    return happened(response, at, "done", step=step, done_at=done_at, by=by or None, text=note or None)


def not_done(response: Response, step: str, at: datetime, note: str = "") -> Response:
    """Return the record with a step that was not done after all; that it was marked stays in the history."""
    return happened(response, at, "not-done", step=step, text=note or None)


def done_steps(response: Response) -> Mapping[str, Done]:
    """What is marked as done, by the full name of the step."""
    found: dict[str, Done] = {}
    for event in response.events:
        if event.kind == "done" and event.step and event.done_at:
            found[event.step] = Done(at=event.done_at, recorded=event.at, by=event.by or "", note=event.text or "")
        elif event.kind == "not-done" and event.step:
            found.pop(event.step, None)
        elif event.kind in _ANSWERING:
            found = {name: one.model_copy(update={"changed_since": True}) for name, one in found.items()}
    return found


def done_days(response: Response, zone: tzinfo) -> Mapping[str, date]:
    """The day on which each step that is marked was done, as it was where the family is."""
    return {name: one.at.astimezone(zone).date() for name, one in done_steps(response).items()}


def unknown_steps(screen: Screen, response: Response) -> Iterator[tuple[Event, str]]:
    """Every event about a step that the screen does not have, and what is wrong with it."""
    known = {step.rule.name: bool(step.rule.each) for step in screen.steps}
    for event in response.events:
        name, _, each = (event.step or "").partition("/")
        if event.step and known.get(name) is not bool(each):
            yield event, f"event {event.seq} is about a step that the screen does not have"
