"""What was told in the other screenings of a case: put before the person to be confirmed, never taken over by itself.

Only what stays the same from one conversation to the next is put so: what is chosen from a reference list (countries,
languages, the jurisdiction), dates and times. A person's own words and every yes or no are asked afresh, because
whoever sits at the table now may not be the one who said them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from screenkit.answers import Absent, Item, Value
from screenkit.interview import standing
from screenkit.questions import Choosing, Common, Date, DateTime, Raw, Recorded
from screenkit.refusals import Refused
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.text import Text


@dataclass(frozen=True)
class Screening:
    """A record with the screen that it was asked with."""

    screen: Screen
    response: Response


@dataclass(frozen=True)
class Told:
    """A value that was given before: how it was written, in which screening, of which screen, and when."""

    written: Raw
    record: str
    title: Text
    at: datetime


@dataclass(frozen=True)
class Earlier:
    """Values by question, children and parents counted in the order in which they were named; the last one counts."""

    values: Mapping[Item, Told] = field(default_factory=dict)
    counts: Mapping[str, tuple[int, Told]] = field(default_factory=dict)

    def answer(self, question: Common, item: Item) -> tuple[Value, Told] | None:
        """The value told earlier, where this question takes it; None where it must be asked afresh."""
        told = self.values.get(item)
        if told is None or not is_lasting(question):
            return None
        try:
            return question.parse(told.written), told
        except Refused:
            return None


def is_lasting(question: Common) -> bool:
    """Whether an answer may be put before the person again in another screening."""
    if isinstance(question, Choosing):
        return bool(question.choices.reference)
    return isinstance(question, Date | DateTime)


NOTHING = Earlier()


def earlier_of(screenings: Iterable[Screening], now: datetime) -> Earlier:
    """What the screenings hold of each question that lasts, the last written counting."""
    values: dict[Item, Told] = {}
    counts: dict[str, tuple[int, Told]] = {}
    for one in sorted(screenings, key=lambda one: one.response.last_change or now):
        facts = standing(one.screen, one.response, now)
        at = one.response.last_change or now
        told = Told("", one.response.id, one.screen.authored.title, at)
        places = {repeat: roster.instances for repeat, roster in facts.rosters.items()}
        for repeat, instances in places.items():
            if instances:
                counts[repeat] = len(instances), told
        for item, answer in facts.answers.items():
            question = one.screen.question(item)
            if isinstance(answer, Absent) or not is_lasting(question):
                continue
            nth = places[item.repeat].index(item.instance) + 1 if item.repeat else 0
            written = Told(_raw(question.record(answer)), told.record, told.title, at)
            values[Item(item.name, item.repeat, nth)] = written
    return Earlier(values, counts)


def _raw(written: Recorded) -> Raw:
    return str(written) if isinstance(written, int) else written
