"""What many records came to: how often each fault, and each thing that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from screenkit.batch.result import Result
from screenkit.facts import NEW

_KEPT = 20_000


@dataclass
class Tally:
    """What all records came to."""

    records: int = 0
    faulty: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    indicated: Counter[str] = field(default_factory=Counter)
    not_settled: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    open_steps: Counter[str] = field(default_factory=Counter)
    show_values: bool = False
    """Whether a step for a value, such as `notify_consulate/MX`, is counted by that value."""
    _numbers: dict[tuple[Any, ...], int] = field(default_factory=dict, repr=False, compare=False)
    """How often records of a status came to the same numbers, which are counted by name when all is over."""

    def add(self, result: Result) -> None:
        """Count one more."""
        self.records += 1
        found = result[3]
        if found.__class__ is tuple:
            key = result[1], found[0], found[1]
            self._numbers[key] = self._numbers.get(key, 0) + 1
            if len(self._numbers) > _KEPT:
                self.settle()
            return
        if result.status:
            self.statuses[result.status] += 1
        if result.faults:
            self.faulty += 1
            for fault in result.faults:
                self.codes[fault.code] += 1
        elif found is not None:
            self._count(found[:4], 1)

    def settle(self) -> None:
        """Count by name what was counted by its numbers."""
        for (status, teller, numbers), times in self._numbers.items():
            self.statuses[status] += times
            self._count(teller.names[numbers], times)
        self._numbers.clear()

    def _count(self, parts: Sequence[Sequence[str]], times: int) -> None:
        for counter, names in zip(self._outcomes, parts, strict=True):
            for name in names:
                counter[name if self.show_values or "/" not in name else _without_value(name)] += times

    @property
    def _outcomes(self) -> tuple[Counter[str], ...]:
        return self.indicated, self.not_settled, self.steps, self.open_steps

    def join(self, other: Tally) -> None:
        """Take over what another counted."""
        other.settle()
        self.records += other.records
        self.faulty += other.faulty
        self.codes.update(other.codes)
        self.statuses.update(other.statuses)
        for mine, theirs in zip(self._outcomes, other._outcomes, strict=True):
            mine.update(theirs)

    @property
    def valid(self) -> int:
        """How many are as they should be."""
        return self.records - self.faulty


def _without_value(name: str) -> str:
    """`notify_consulate` for `notify_consulate/MX`, which says what was answered; `young_child/1` as it is."""
    before, _, after = name.partition("/")
    return name if after.isdecimal() or after == NEW else before
