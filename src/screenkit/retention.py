"""How long an agency keeps screenings: its own numbers, from its own file; without them nothing is ever purged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from screenkit.caseload import worked_on
from screenkit.questions import Whole
from screenkit.records import Records
from screenkit.reference import Model
from screenkit.response import Response
from screenkit.shapes import shape
from screenkit.shelf import Shelf
from screenkit.source import read_file
from screenkit.store import NotSaved

NAME = "retention"
Days = Annotated[Whole, Field(ge=1)]


class Retention(Model):
    """How many days after it was last worked on a screening is kept; a kind without a number is kept."""

    finished_days: Days | None = None
    unfinished_days: Days | None = None
    practice_days: Days | None = None

    def days_of(self, response: Response) -> int | None:
        """The number for this screening, if the agency gave one."""
        if response.practice:
            return self.practice_days
        return self.unfinished_days if response.status == "in-progress" else self.finished_days


@dataclass(frozen=True)
class Overdue:
    """A screening that is kept no longer, and since when."""

    response: Response
    worked_on: datetime
    days: int


def read_retention(shelf: Shelf) -> Retention | None:
    """What the agency's `reference/retention.yaml` says, or None where there is none; raises `Faults`."""
    path = next(iter(shelf.reference(NAME)), None)
    return shape(read_file(path), Retention) if path else None


def kept_no_longer(responses: Iterable[Response], retention: Retention, now: datetime) -> Iterator[Overdue]:
    """Those whose time is over."""
    for response in responses:
        days, last = retention.days_of(response), worked_on(response)
        if days is not None and last is not None and last + timedelta(days=days) < now:
            yield Overdue(response, last, days)


def purge(records: Records, overdue: Overdue, now: datetime) -> None:
    """Remove a screening; that there was one, when and with whose key it went stays, and nothing of what it said.

    The tombstone is on the disk before the record is gone, and what said how far it was saved goes last.
    Raises `Locked`, `NotSaved` and what loading raises.
    """
    response = overdue.response
    with records.lock(response):
        if worked_on(records.load(response.id)) != overdue.worked_on:
            raise NotSaved(records.home, "it was worked on since")
        if not response.practice:
            records.bury(response.id, now)
        records.store(practice=response.practice).remove(response.id)
        if not response.practice:
            records.witnesses.remove(response.id)
    records.store(practice=response.practice).forget_lock(response.id)
