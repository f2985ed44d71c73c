"""What a record leads to in words: names and deadlines, from the numbers that rules came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii
from typing import Any, Literal, NamedTuple

from screenkit.answers import Item
from screenkit.authored import Due
from screenkit.batch.cells import Cell, Remembered, value_of
from screenkit.batch.result import Outcome
from screenkit.batch.zones import zone_named
from screenkit.deadlines import Calendar, due_at, latest_start, start_of
from screenkit.facts import Facts
from screenkit.schedule import calendar_of
from screenkit.screen import JURISDICTION, Screen

_MINUTES = len("2026-11-20T15:00")
Names = tuple[tuple[str, ...], tuple[str, ...]]
Numbers = tuple[Any, ...]


class Named(NamedTuple):
    """Some rules with their bits, and how the two numbers that tell of them are read.

    `number`: the first holds two bits for each rule, which holds with the lower and is open with the higher one.
    `bits`: the first has the bits of those that hold, the second also of those that are open.
    `lists`: both are the names themselves.
    """

    kind: Literal["number", "bits", "lists"]
    names: tuple[tuple[str, int], ...]

    def told(self, pair: tuple[Any, Any]) -> Names:
        """The names of the rules that hold, and of those that are open, from the two numbers."""
        one, other = pair
        if self.kind == "lists":
            return one, other
        if self.kind == "number":
            return self._among(one, 1), self._among(one, 2)
        return self._among(one, 1), self._among(other & ~one, 1)

    def _among(self, number: int, times: int) -> tuple[str, ...]:
        return tuple(name for name, bit in self.names if number & bit * times)


class Deadline(NamedTuple):
    """By when a step is due: a table of what was worked out, and which of the times at hand start the clock."""

    at: Mapping[tuple[Any, ...], str]
    times: tuple[int, ...]

    def due(self, place: str | None, times: tuple[Cell, ...]) -> str:
        """Local time, or nothing where it cannot be worked out."""
        if len(self.times) == 1:
            return self.at[place, times[self.times[0]]]
        return self.at[(place, *[times[one] for one in self.times])]


class Teller:
    """Knows the rules of a screen, in their order, and which of their steps have deadlines."""

    def __init__(self, indications: Sequence[Named], steps: Sequence[Named], deadlines: Mapping[str, Deadline]) -> None:
        self.indications = indications
        self.steps = steps
        self.deadlines = deadlines
        # Few rules stand together, so they come to the same numbers far more often than all of them do.
        self.parts = [Remembered(part.told) for part in (*indications, *steps)]
        self.names = Remembered(self._names)
        self.texts = Remembered(self._text)

    def outcome(self, found: tuple[Any, Numbers, str | None, tuple[Any, ...]]) -> Outcome:
        """The outcome that was found: as numbers, with the jurisdiction and the times that start clocks."""
        _, numbers, place, times = found
        indicated, not_settled, steps, perhaps = self.names[numbers]
        return Outcome(indicated, not_settled, steps, perhaps, self._due(steps + perhaps, place, times))

    def text(self, found: tuple[Any, Numbers, str | None, tuple[Any, ...]]) -> str:
        """The outcome as JSON; but for deadlines, the same numbers are the same text."""
        _, numbers, place, times = found
        before: str
        before, clocks = self.texts[numbers]
        if not clocks:
            return before
        if len(clocks) == 1:
            step, deadline = clocks[0]
            at = deadline.due(place, times)
            return f'{before}{step}{at}"}}}}' if at else before + "}}"
        told = [f'{step}{at}"' for step, deadline in clocks if (at := deadline.due(place, times))]
        return f"{before}{','.join(told)}}}}}"

    def _text(self, numbers: Numbers) -> tuple[str, tuple[tuple[str, Deadline], ...]]:
        """Everything before the deadlines, and for each step that may have one how it begins; all of it without."""
        parts = self._names(numbers)
        lists = ",".join(f'"{key}":[{_quoted(names)}]' for key, names in zip(Outcome._fields, parts, strict=False))
        steps = [(f'{_quoted((step,))}:"', self._deadline(step)) for step in parts[2] + parts[3]]
        clocks = tuple((step, deadline) for step, deadline in steps if deadline is not None)
        return f'{{{lists},"due":{{' + ("" if clocks else "}}"), clocks

    def _deadline(self, step: str) -> Deadline | None:
        return self.deadlines.get(step) or self.deadlines.get(step.partition("/")[0])

    def _names(self, numbers: Numbers) -> tuple[tuple[str, ...], ...]:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        told = [part[pair] for part, pair in zip(self.parts, pairs, strict=True)]
        split = len(self.indications)
        return *_together(told[:split]), *_together(told[split:])

    def _due(self, steps: Sequence[str], place: str | None, times: tuple[Any, ...]) -> dict[str, str]:
        due = {}
        for step in steps if self.deadlines else ():
            found = self._deadline(step)
            if found is not None and (at := found.due(place, times)):
                due[step] = at
        return due


def _together(told: Sequence[Names]) -> Names:
    return tuple(name for names, _ in told for name in names), tuple(name for _, names in told for name in names)


def _quoted(names: Iterable[str]) -> str:
    return ",".join(map(encode_basestring_ascii, names))


class Clock:
    """By when a step is due: local time, or nothing where none can be worked out."""

    def __init__(self, screen: Screen, due: Due) -> None:
        self.screen = screen
        self.due = due
        self.calendars = Remembered(self._calendar)

    def __call__(self, key: tuple[Any, ...]) -> str:
        """For a jurisdiction and the cells of the times that start the clock."""
        place, *cells = key
        if any(cell.__class__ is int for cell in cells):
            return ""  # one of them has no value
        calendar = self.calendars[place]
        start = latest_start([start_of(value_of(cell), calendar) for cell in cells])
        found = due_at(self.due.within, start, calendar).earliest
        return found.isoformat(timespec="minutes")[:_MINUTES] if found else ""

    def _calendar(self, place: str | None) -> Calendar:
        facts = Facts(date.min, {Item(JURISDICTION): place} if isinstance(place, str) else {})
        return calendar_of(self.screen, facts, zone_named(self.screen, place))


def deadline_of(screen: Screen, due: Due, times: tuple[int, ...]) -> Deadline:
    """The deadline of a step whose clock starts with these of the times at hand."""
    return Deadline(Remembered(Clock(screen, due)), times)
