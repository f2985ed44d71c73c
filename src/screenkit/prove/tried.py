"""Conditions worked out for the interviews that are tried, without a formula of their own: a bit for each interview.

Most parts of a condition matter, and some interview that was tried shows it; only for the rest are formulas needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from screenkit.conditions import And, Condition, CountOf, Or, Over, Possibly, Ref, Unsure
from screenkit.prove.formula import FALSE, TRUE, Pool
from screenkit.prove.meanings import MEANINGS, Each, Pair
from screenkit.prove.search import Search
from screenkit.prove.world import World
from screenkit.screen import Step

_JOINED = (And, Or, CountOf, Over, Possibly, Unsure)
_NONE, _ALL = 0, -1


class Lanes(int):
    """The interviews in which something holds, a bit for each; `-lanes` are the others."""

    __slots__ = ()

    def __neg__(self) -> Lanes:
        """Where it does not hold."""
        return Lanes(~self)


class _Joins(Pool):
    """Joins lanes as the pool joins formulas."""

    def every(self, parts: Iterable[int]) -> int:
        return Lanes(reduce(and_, map(_as_lanes, parts), _ALL))

    def some(self, parts: Iterable[int]) -> int:
        return Lanes(reduce(or_, map(_as_lanes, parts), _NONE))

    def both(self, one: int, other: int) -> int:
        return self.every((one, other))

    def at_least(self, least: int, parts: Sequence[int]) -> int:
        if least > len(parts):
            return Lanes(_NONE)
        reached = [_ALL, *[_NONE] * max(least, 0)]
        for part in map(_as_lanes, parts):
            for number in range(len(reached) - 1, 0, -1):
                reached[number] |= reached[number - 1] & part
        return Lanes(reached[-1])


def _as_lanes(part: int) -> int:
    """Lanes as they are, and what is always or never so in all of them or in none."""
    return part if isinstance(part, Lanes) else {TRUE: _ALL, FALSE: _NONE}[part]


class Tried(World):
    """A world whose formulas are lanes; every repeat has one instance at most, of which what is inside it speaks."""

    def __init__(self, search: Search) -> None:
        self.__dict__ |= search.world.__dict__
        self._formulas = search.world
        self._search = search
        self._ground = search.ground({entry.question.name: 1 for entry in self.screen.repeats()})
        self._lanes: dict[int, Lanes] = {}
        self._pairs: dict[tuple[int, Each | None], Pair] = {}
        self.pool = _Joins()
        self.relevance = {ref: self._both(pair) for ref, pair in search.world.relevance.items()}

    def shows(self, lanes: int) -> bool:
        """Whether an interview that was tried is among them; where answers are compared, no lane tells of one."""
        return bool(lanes & self._search.pool.lanes) and not self.differences

    def truth(self, condition: Condition, each: Each | None = None) -> Pair:
        """As lanes; of what the formulas do not know yet, only what is joined from other conditions is joined here."""
        key = (id(condition), each)
        if key not in self._pairs:
            if isinstance(condition, _JOINED) and not self._formulas.knows(condition, each):
                return MEANINGS[type(condition)](self, condition, each)
            self._pairs[key] = self._both(self._formulas.truth(condition, each))
        return self._pairs[key]

    def _both(self, pair: Pair) -> Pair:
        return Pair(self._of(pair.certain), self._of(pair.possible))

    def _of(self, node: int) -> Lanes:
        if node not in self._lanes:
            self._lanes[node] = Lanes(self._search.pool.word(self._ground.of(node, 1)))
        return self._lanes[node]

    def is_open(self, ref: Ref) -> int:
        """The repeat may hold further instances."""
        return self._of(self._formulas.is_open(ref))

    def at_least(self, number: int, repeat: str, body: int) -> int:
        """So many instances of the repeat make the body true, of the one that there is."""
        if number != 1:
            return Lanes(_ALL if number < 1 else _NONE)
        there = self._search.pool.word(self._ground.present(repeat, 1))
        return Lanes(self.relevance[Ref(repeat)].certain & there & _as_lanes(body))

    def named(self, step: Step, name: str) -> int:
        """One of the questions of the step was answered with the value."""
        return self._of(self._formulas.named(step, name))

    def may_name_more(self, step: Step) -> int:
        """A question of the step is open, or a repeat that holds one."""
        return self._of(self._formulas.may_name_more(step))
