"""What the solver decides next: every variable it was told of, or only what a formula still needs to hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple, Protocol


class Deciding(Protocol):
    """Chooses the literals that the solver guesses, and follows it when it takes them back."""

    def choice(self, value: Sequence[int], activity: Sequence[float], phase: Sequence[int]) -> int | None:
        """The literal to guess next; None when nothing is left to be decided."""

    def opened(self) -> None:
        """A guess is about to be made."""

    def taken_back(self, level: int, literals: Sequence[int], activity: Sequence[float]) -> None:
        """Only so many guesses are left; those literals are open again."""


class Everything:
    """Every variable of a scope, the most active ones first."""

    def __init__(self, scope: Iterable[int]) -> None:
        self._scope = set(scope)
        self._heap = [(0.0, one) for one in self._scope]
        heapify(self._heap)

    def choice(self, value: Sequence[int], _activity: Sequence[float], phase: Sequence[int]) -> int | None:
        """The most active variable that is open, as it was last."""
        while self._heap:
            _, variable = heappop(self._heap)
            if not value[2 * variable]:
                return 2 * variable + phase[variable]
        return None

    def opened(self) -> None:
        """Nothing has to be kept."""

    def taken_back(self, _level: int, literals: Sequence[int], activity: Sequence[float]) -> None:
        """What is open again can be decided again."""
        for literal in literals:
            if literal >> 1 in self._scope:
                heappush(self._heap, (-activity[literal >> 1], literal >> 1))


class Gate(NamedTuple):
    """What a literal stands for: that all of the parts hold, or that one of them does."""

    is_every: bool
    parts: Sequence[int]


class Needed:
    """What must hold for some literals to hold by their gates, and of alternatives only one.

    What is true already serves before anything is guessed, and what nothing needs stays open: a screen has hundreds
    of answers, and what is looked for most often needs a few of them.
    """

    def __init__(self, literals: Iterable[int], gates: Mapping[int, Gate]) -> None:
        self._gates = gates
        self._queue = list(literals)
        self._seen = set(self._queue)
        self._place = 0
        self._marks: list[tuple[int, int]] = []

    def choice(self, value: Sequence[int], activity: Sequence[float], _phase: Sequence[int]) -> int | None:
        """The most active alternative of the first gate that has none that is true."""
        queue, seen, gates = self._queue, self._seen, self._gates
        while self._place < len(queue):
            gate = gates.get(queue[self._place])
            if gate is not None:
                parts = gate.parts if gate.is_every else [part for part in gate.parts if value[part] > 0][:1]
                if not parts:
                    return max((part for part in gate.parts if not value[part]), key=lambda one: activity[one >> 1])
                new = [part for part in parts if part not in seen and part in gates]
                seen.update(new)
                queue += new
            self._place += 1
        return None

    def opened(self) -> None:
        """What is needed so far is needed whatever becomes of the guess."""
        self._marks.append((len(self._queue), self._place))

    def taken_back(self, level: int, _literals: Sequence[int], _activity: Sequence[float]) -> None:
        """What only later guesses needed is forgotten."""
        length, self._place = self._marks[level]
        self._seen.difference_update(self._queue[length:])
        del self._queue[length:], self._marks[level:]
