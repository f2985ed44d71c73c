"""What a record leads to in words: names and deadlines, from the numbers that rules came to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii
from typing import Any, Literal, NamedTuple

from screenkit.answers import Item
from screenkit.authored import Due
from screenkit.batch.cells import Remembered, value_of
from screenkit.batch.result import Outcome
from screenkit.batch.zones import zone_named
from screenkit.deadlines import due_at, latest_start, start_of
from screenkit.facts import Facts
from screenkit.schedule import calendar_of
from screenkit.screen import JURISDICTION, Screen

_CLOSE = (",", ":")
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

    def told(self, one: Any, other: Any) -> Names:  # noqa: ANN401 - numbers, or names
        """The names of the rules that hold, and of those that are open."""
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


class Teller:
    """Knows the rules of a screen, in their order, and which of their steps have deadlines."""

    def __init__(self, indications: Sequence[Named], steps: Sequence[Named], deadlines: Mapping[str, Deadline]) -> None:
        self.indications = indications
        self.steps = steps
        self.deadlines = deadlines
        self.names = Remembered(self._names)
        self.tails = Remembered(self._tail)

    def outcome(self, found: tuple[Any, Numbers, str | None, tuple[Any, ...]]) -> Outcome:
        """The outcome that was found: as numbers, with the jurisdiction and the times that start clocks."""
        _, numbers, place, times = found
        indicated, not_settled, steps, perhaps = self.names[numbers]
        return Outcome(indicated, not_settled, steps, perhaps, self._due(steps + perhaps, place, times))

    def text(self, found: tuple[Any, Numbers, str | None, tuple[Any, ...]]) -> str:
        """The outcome as JSON; but for deadlines, the same numbers are the same text."""
        _, numbers, place, times = found
        tail, steps = self.tails[numbers]
        due = self._due(steps, place, times) if steps else {}
        told = ",".join([f'{encode_basestring_ascii(step)}:"{at}"' for step, at in due.items()])
        return f"{tail}{{{told}}}}}"

    def _tail(self, numbers: Numbers) -> tuple[str, tuple[str, ...]]:
        parts = self.names[numbers]
        told = dict(zip(Outcome._fields, parts, strict=False))
        steps = [step for step in parts[2] + parts[3] if self._deadline(step) is not None]
        return json.dumps(told, separators=_CLOSE)[:-1] + ',"due":', tuple(steps)

    def _deadline(self, step: str) -> Deadline | None:
        return self.deadlines.get(step) or self.deadlines.get(step.partition("/")[0])

    def _names(self, numbers: Numbers) -> tuple[tuple[str, ...], ...]:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        split = len(self.indications)
        return *_together(self.indications, pairs[:split]), *_together(self.steps, pairs[split:])

    def _due(self, steps: Sequence[str], place: str | None, times: tuple[Any, ...]) -> dict[str, str]:
        due = {}
        for step in steps if self.deadlines else ():
            found = self._deadline(step)
            starts = [times[one] for one in found.times] if found else []
            if found is not None and not any(start.__class__ is int for start in starts):
                at = found.at[(place, *map(value_of, starts))]
                if at:
                    due[step] = at
        return due


def _together(parts: Sequence[Named], pairs: Sequence[tuple[Any, Any]]) -> Names:
    told = [part.told(*pair) for part, pair in zip(parts, pairs, strict=True)]
    return tuple(name for names, _ in told for name in names), tuple(name for _, names in told for name in names)


class Clock:
    """By when a step is due: local time, or nothing where none can be worked out."""

    def __init__(self, screen: Screen, due: Due) -> None:
        self.screen = screen
        self.due = due

    def __call__(self, key: tuple[Any, ...]) -> str:
        """For a jurisdiction and the times that start the clock."""
        place, *times = key
        zone = zone_named(self.screen, place)
        facts = Facts(date.min, {Item(JURISDICTION): place} if isinstance(place, str) else {})
        calendar = calendar_of(self.screen, facts, zone)
        start = latest_start([start_of(time, calendar) for time in times])
        found = due_at(self.due.within, start, calendar).earliest
        return found.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if found else ""


def deadline_of(screen: Screen, due: Due, times: tuple[int, ...]) -> Deadline:
    """The deadline of a step whose clock starts with these of the times at hand."""
    return Deadline(Remembered(Clock(screen, due)), times)
