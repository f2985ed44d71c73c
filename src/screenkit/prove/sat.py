"""A small solver: whether there is an assignment that makes every clause true.

Conflict-driven clause learning with two watched literals, the first unique implication point, activities and
restarts. Variables count from 1; the literal `2 * v` says that v is true, `2 * v + 1` that it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from time import monotonic

from screenkit.prove.deciding import Deciding, Everything

Clause = list[int]
_DECAY = 1 / 0.95
_HUGE = 1e100
_FIRST_RESTART = 64
_LOOK_AT_CLOCK = 64
_KEPT = 4_000
_SHORT = 4


class Solver:
    """Clauses that were added, and the search; what is learned in one search is kept for the next."""

    def __init__(self) -> None:
        self._value: list[int] = [0, 0]
        self._watches: list[list[Clause]] = [[], []]
        self._level: list[int] = [0]
        self._reason: list[Clause | None] = [None]
        self._activity: list[float] = [0.0]
        self._phase: list[int] = [1]
        self._trail: list[int] = []
        self._marks: list[int] = []
        self._head = 0
        self._bump = 1.0
        self._sound = True
        self._deciding: Deciding = Everything(())
        self._learned: list[Clause] = []
        self.model: frozenset[int] = frozenset()
        self.core: frozenset[int] = frozenset()

    def variable(self) -> int:
        """A new variable."""
        self._value += [0, 0]
        self._watches += [[], []]
        self._level.append(0)
        self._reason.append(None)
        self._activity.append(0.0)
        self._phase.append(1)
        return len(self._level) - 1

    def add(self, literals: Iterable[int]) -> None:
        """One of the literals must hold; to be called between searches."""
        clause: Clause = []
        values = self._value
        for one in literals:
            value = values[one]
            if value > 0 or one ^ 1 in clause:
                return
            if not value and one not in clause:
                clause.append(one)
        if len(clause) > 1:
            self._watch(clause)
        elif clause:
            self._assign(clause[0], None)
            self._sound = self._propagate() is None and self._sound
        else:
            self._sound = False

    def imply(self, literal: int, others: Iterable[int]) -> None:
        """Where the literal holds, all the others do; to be called between searches."""
        value, watches = self._value, self._watches
        no = literal ^ 1
        for one in others:
            if value[no] or value[one] or one >> 1 == literal >> 1:
                self.add((no, one))
            else:
                clause = [no, one]
                watches[no].append(clause)
                watches[one].append(clause)

    def one_of(self, number: int) -> tuple[int, ...]:
        """The literals of so many new variables, of which exactly one holds."""
        literals = tuple(2 * self.variable() for _ in range(number))
        self._watch(list(literals))
        for one, other in combinations(literals, 2):
            self._watch([one ^ 1, other ^ 1])
        return literals

    def solve(self, assumptions: Sequence[int], deciding: Deciding, until: float) -> bool | None:
        """Whether the assumptions can hold together; None when the time was up first.

        When nothing is left to be decided, `model` has the literals that hold; or `core` has the assumptions that
        exclude each other.
        """
        self._deciding = deciding
        conflicts, limit, restart = 0, _FIRST_RESTART, 1
        found: bool | None = None if self._sound else False
        while found is None:
            conflict = self._propagate()
            if conflict is None:
                found = self._decide(assumptions)
                continue
            conflicts += 1
            if not self._marks:
                found = self._sound = False
            else:
                self._learn(conflict)
            if conflicts % _LOOK_AT_CLOCK == 0 and monotonic() > until:
                break
            if conflicts >= limit:
                restart += 1
                limit = conflicts + _FIRST_RESTART * _luby(restart)
                self._back_to(0)
        self._finish(found)
        return found

    def _finish(self, found: bool | None) -> None:  # noqa: FBT001 - the answer, not an option
        if found:
            self.model = frozenset(self._trail)
        self._back_to(0)
        if len(self._learned) > _KEPT:
            self._forget()

    def _decide(self, assumptions: Sequence[int]) -> bool | None:
        """Assume or guess one literal more; True when nothing is left, False when an assumption cannot hold."""
        while len(self._marks) < len(assumptions):
            literal = assumptions[len(self._marks)]
            if self._value[literal] < 0:
                self.core = self._blamed(literal, assumptions)
                return False
            self._open()
            if not self._value[literal]:
                self._assign(literal, None)
                return None
        choice = self._deciding.choice(self._value, self._activity, self._phase)
        if choice is None:
            return True
        self._open()
        self._assign(choice, None)
        return None

    def _open(self) -> None:
        self._marks.append(len(self._trail))
        self._deciding.opened()

    def _blamed(self, literal: int, assumptions: Sequence[int]) -> frozenset[int]:
        """The assumptions that exclude this one, and itself."""
        blamed, open_, seen = {literal}, [literal >> 1], set[int]()
        while open_:
            variable = open_.pop()
            if variable in seen or not self._level[variable]:
                continue
            seen.add(variable)
            reason = self._reason[variable]
            if reason is None:
                blamed |= {one for one in assumptions if one >> 1 == variable}
            else:
                open_ += [one >> 1 for one in reason]
        return frozenset(blamed)

    def _assign(self, literal: int, reason: Clause | None) -> None:
        variable = literal >> 1
        self._value[literal] = 1
        self._value[literal ^ 1] = -1
        self._level[variable] = len(self._marks)
        self._reason[variable] = reason
        self._trail.append(literal)

    def _watch(self, clause: Clause) -> None:
        self._watches[clause[0]].append(clause)
        self._watches[clause[1]].append(clause)

    def _propagate(self) -> Clause | None:
        """Assign all that follows; return a clause that nothing can make true any more, if one is met."""
        value, watches, trail = self._value, self._watches, self._trail
        level, reason, here = self._level, self._reason, len(self._marks)
        while self._head < len(trail):
            false = trail[self._head] ^ 1
            self._head += 1
            watching = watches[false]
            kept = 0
            for place, clause in enumerate(watching):
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if value[first] <= 0:
                    for number in range(2, len(clause)):
                        if value[clause[number]] >= 0:
                            clause[1], clause[number] = clause[number], false
                            watches[clause[1]].append(clause)
                            break
                    else:
                        watching[kept] = clause
                        kept += 1
                        if value[first] < 0:
                            watching[kept:] = watching[place + 1 :]
                            return clause
                        # As `_assign`, which would take longer than all the rest here.
                        value[first], value[first ^ 1] = 1, -1
                        level[first >> 1], reason[first >> 1] = here, clause
                        trail.append(first)
                    continue
                watching[kept] = clause
                kept += 1
            del watching[kept:]
        return None

    def _learn(self, conflict: Clause) -> None:
        """Add the clause that would have prevented the conflict, and go back to where it decides something."""
        learned = self._first_point(conflict)
        back = 0
        if len(learned) > 1:
            place = max(range(1, len(learned)), key=lambda number: self._level[learned[number] >> 1])
            learned[1], learned[place] = learned[place], learned[1]
            back = self._level[learned[1] >> 1]
        self._back_to(back)
        if len(learned) > 1:
            self._watch(learned)
            self._learned.append(learned)
        self._assign(learned[0], learned if len(learned) > 1 else None)
        self._bump *= _DECAY

    def _first_point(self, conflict: Clause) -> Clause:
        seen: set[int] = set()
        learned: Clause = [0]
        here, place, reason = 0, len(self._trail), conflict
        while True:
            for literal in reason:
                variable = literal >> 1
                if variable in seen or not self._level[variable]:
                    continue
                seen.add(variable)
                self._more_active(variable)
                if self._level[variable] == len(self._marks):
                    here += 1
                else:
                    learned.append(literal)
            place = self._last_seen(place, seen)
            here -= 1
            if not here:
                learned[0] = self._trail[place] ^ 1
                return learned
            reason = self._reason[self._trail[place] >> 1] or []

    def _last_seen(self, place: int, seen: set[int]) -> int:
        place -= 1
        while self._trail[place] >> 1 not in seen:
            place -= 1
        return place

    def _more_active(self, variable: int) -> None:
        self._activity[variable] += self._bump
        if self._bump > _HUGE:
            self._activity = [one / _HUGE for one in self._activity]
            self._bump /= _HUGE

    def _back_to(self, level: int) -> None:
        if len(self._marks) <= level:
            return
        start = self._marks[level]
        open_again = self._trail[start:]
        value, phase = self._value, self._phase
        for literal in open_again:
            value[literal] = value[literal ^ 1] = 0
            phase[literal >> 1] = literal & 1
        self._deciding.taken_back(level, open_again, self._activity)
        del self._trail[start:]
        del self._marks[level:]
        self._head = min(self._head, start)

    def _forget(self) -> None:
        """Drop the longer half of what was learned; to be called between searches, where nothing rests on it."""
        self._learned.sort(key=len)
        half = len(self._learned) // 2
        gone = {id(clause) for clause in self._learned[half:] if len(clause) > _SHORT}
        self._learned = [clause for clause in self._learned if id(clause) not in gone]
        self._watches = [[clause for clause in watching if id(clause) not in gone] for watching in self._watches]
        self._reason = [None] * len(self._reason)


def _luby(number: int) -> int:
    """1, 1, 2, 1, 1, 2, 4, …: how much longer each search lasts before it starts over."""
    power = (number + 1).bit_length() - 1
    if number + 1 == 1 << power:
        return 1 << (power - 1)
    return _luby(number - (1 << power) + 1)
