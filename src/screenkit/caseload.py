"""All screenings of one worker: which there are, and what is due in any of them; nobody's name, and no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from screenkit.records import KINDS, Records
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead
from screenkit.summarize import by_urgency, summarize
from screenkit.summary import NextStep
from screenkit.witness import TOLD

# What is done to a record as a file, not in the screening itself.
KEEPING = ("resealed", "handed-over", "received", "older-accepted")


@dataclass(frozen=True)
class Unread:
    """A record that cannot be read, or not be trusted, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class DueStep:
    """Something to do in one screening."""

    id: str
    screen: str
    step: NextStep
    overdue: bool
    zone: str = "UTC"


def every(records: Records, *, practice: bool) -> Iterator[Response | Unread]:
    """Each record of a kind, the last changed first."""
    if not (records.home / KINDS[practice]).is_dir() and (practice or not records.gone()):
        return
    for record_id in records.store(practice=practice).ids():
        try:
            response = records.load(record_id)
        except (NotRead, NoSuchRecord) as refusal:
            yield Unread(record_id, str(refusal))
        except Faults:
            yield Unread(record_id, "the record has faults; `screenkit summary` tells them")
        else:
            yield response
            if why := records.doubt(response):
                yield Unread(record_id, f"{why}; {TOLD['older-record']}")
    if not practice:
        for record_id in records.gone():
            yield Unread(record_id, TOLD["gone-record"])
        for record_id in records.unsealed():
            yield Unread(record_id, "it was saved before records were encrypted: `screenkit init` encrypts it")


def worked_on(response: Response) -> datetime | None:
    """When anything last happened in the screening itself."""
    return next((event.at for event in reversed(response.events) if event.kind not in KEEPING), None)


def due_steps(
    responses: Iterable[Response], screen_of: Callable[[Response], Screen | None], now: datetime, language: str
) -> Iterator[DueStep | Unread]:
    """What is to be done, in no order; a screening whose screen is not there any more is told, not passed over."""
    for response in responses:
        if not response.counts:
            continue
        screen = screen_of(response)
        try:
            found = summarize(screen, response, now, language) if screen else None
        except Faults:
            found = None
        if found is None:
            yield Unread(response.id, f"its screen {response.screen.id} {response.screen.version} is not here")
            continue
        for step in found.next_steps:
            yield DueStep(response.id, response.screen.id, step, _is_over(step, now + response.shift), found.zone)


def most_urgent(due: DueStep) -> tuple[bool, bool, int, float, str]:
    """What is overdue comes first, then as in a summary: by urgency and by time."""
    return not due.overdue, *by_urgency(due.step), due.id


def _is_over(step: NextStep, now: datetime) -> bool:
    return bool(step.done is None and step.due and step.due.at and step.due.at < now)
