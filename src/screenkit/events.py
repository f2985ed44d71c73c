"""What can happen in a screening, one by one, as its record holds it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from screenkit.answers import Absent
from screenkit.authored import Basis, Expect
from screenkit.questions import SaidBy, Whole
from screenkit.reference import Model

EventKind = Literal[
    "started",
    "answered",
    "corrected",
    "added",
    "removed",
    "noted",
    "set-aside",
    "restored",
    "language",
    "paused",
    "stopped",
    "resumed",
    "completed",
    "amended",
    "entered-in-error",
    "resealed",
    "handed-over",
    "received",
    "older-accepted",
    "consented",
    "withdrew",
    "released",
    "disclosed",
    "not-disclosed",
    "done",
    "not-done",
]


def _moment(value: object) -> datetime:
    with suppress(OverflowError, ValueError):
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        if at.utcoffset() is not None:
            return at.astimezone(UTC).replace(microsecond=0)
    raise PydanticCustomError("wrong-shape", "a time in UTC such as `2026-11-20T21:30:00Z` belongs here")


def _value(value: object) -> object:
    """A number as text, because a record that is read back holds nothing but text; told here, once, if it is none."""
    if isinstance(value, int):
        return str(value)
    is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
    is_reason = isinstance(value, dict) and len(value) == 1 and value.get("absent") in tuple(Absent)
    if value is None or isinstance(value, str | NoValue) or is_list or is_reason:
        return value
    raise PydanticCustomError("wrong-shape", "a text, a list of texts or a reason for no value belongs here")


def written(at: datetime) -> str:
    """A moment as records write it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Moment = Annotated[datetime, BeforeValidator(_moment), PlainSerializer(written, return_type=str)]


class NoValue(Model):
    """Why there is no value."""

    absent: Absent


class Event(Model):
    """One thing that happened; the state of a screening is what its events add up to.

    `told_in` is the screening in which an answer was first given, where it was only confirmed in this one.
    Of what leaves: `document` and `recipient` with the `basis`; `by` is who consented or released, `until` the last
    day of a consent. Of a next step that was done: `step` is its full name, `done_at` when, `by` who did it.
    """

    seq: Whole
    at: Moment
    kind: EventKind
    item: str | None = None
    instance: Whole | None = None
    answer: Annotated[str | list[str] | NoValue | None, Field(union_mode="left_to_right"), BeforeValidator(_value)] = (
        None
    )
    said_by: SaidBy | None = None
    text: str | None = None
    outcome: Expect | None = None
    told_in: str | None = None
    recipient: str | None = None
    document: str | None = None
    basis: Basis | None = None
    by: str | None = None
    until: date | None = None
    items: tuple[str, ...] = ()
    step: str | None = None
    done_at: Moment | None = None
