"""Interviews that reach many goals at once: greedily as many as fit together, and a proof of how few can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from time import monotonic

from screenkit.prove.formula import FALSE, TRUE
from screenkit.prove.replay import Interview, Shorter
from screenkit.prove.search import Spelled
from screenkit.questions import Repeat
from screenkit.screen import Screen
from screenkit.standing import Given
from screenkit.trials.goals import Goal
from screenkit.trials.personas import Personas
from screenkit.trials.stage import UNDECIDED, Stage

_WAYS = 4
"""So many ways to reach a goal are tried beside others."""
_INSTANCES = 3
"""So many instances of a repeat a composed interview has at most."""


@dataclass(frozen=True)
class Composed:
    """An interview, and the goals that it reaches and none before it does."""

    interview: Interview
    reaches: tuple[Goal, ...]


@dataclass
class Composer:
    """Composes interviews until all goals are reached or the time is up; `left` are those that were not.

    After `patience` goals in a row for which no other answers were found, only those are added that fit as it is.
    """

    screen: Screen
    today: date
    stage: Stage
    until: float
    patience: int
    left: list[Goal] = field(default_factory=list)
    _witnesses: dict[Goal, Given] = field(default_factory=dict)
    _found_ways: dict[Goal, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._personas = Personas(self.screen, self.today, self.stage.world.values, self.until)

    def cases(self, wanted: Iterable[Goal]) -> tuple[Composed, ...]:
        """As few interviews as are found that reach all goals; what no interview reaches is no goal."""
        remaining = [goal for goal in wanted if self._can_be_reached(goal)]
        reachable = list(remaining)
        found: list[Interview] = []
        while remaining:
            interview = self._composed(remaining)
            if interview is None:
                self.left.append(remaining.pop(0))
                continue
            found.append(interview)
            remaining = [goal for goal in remaining if not goal.reached(interview)]
        return _fewest(found, [goal for goal in reachable if goal not in self.left])

    def least(self, cases: Iterable[Composed]) -> int:
        """So many interviews are needed at least to reach what these do."""
        return len(self._exclusive([goal for one in cases for goal in one.reaches]))

    def _ways(self, goal: Goal) -> tuple[int, ...]:
        """The formulas of a goal that can hold, simple ones first."""
        if goal not in self._found_ways:
            ways = sorted(goal.ways(self.stage.original), key=lambda way: len(self.stage.world.pool.cone(way)))
            self._found_ways[goal] = tuple(way for way in ways if self.stage.can(way))
        return self._found_ways[goal]

    def _can_be_reached(self, goal: Goal) -> bool:
        try:
            return bool(self._ways(goal))
        except UNDECIDED:
            self.left.append(goal)
        return False

    def _composed(self, remaining: Sequence[Goal]) -> Interview | None:
        """An interview that reaches the first goal, and of the others as many as fit to it one after the other."""
        draft = self._extended(_Draft(TRUE), remaining[0])
        if draft is None or draft.given is None:
            return None
        failed = 0
        for goal in remaining[1:]:
            found = self._merged(draft, goal)
            if found is None and failed < self.patience:
                found = self._extended(draft, goal)
                failed = failed + 1 if found is None else 0
            draft = found or draft
        return self._personas.plain(draft.given or Given(), _All(draft.reached).are_reached)

    def _merged(self, draft: _Draft, goal: Goal) -> _Draft | None:
        """The same answers, where they reach the goal too, or with those of an interview that reaches the goal."""
        if draft.interview is not None and goal.reached(draft.interview):
            return draft.with_goal(goal, self._way(draft, goal))
        for given in _overlaid(draft.given or Given(), self._witness(goal)):
            found = self._checked(draft, goal, given, self._way(draft, goal)) if self._has_room(given) else None
            if found is not None:
                return found
        return None

    def _has_room(self, given: Given) -> bool:
        """Whether no repeat has more instances than it can, or than are read at a glance."""
        repeats = (one.question for one in self.screen.repeats() if isinstance(one.question, Repeat))
        return all(len(given.instances.get(one.name, ())) <= min(one.max, _INSTANCES) for one in repeats)

    def _way(self, draft: _Draft, goal: Goal) -> int:
        pool = self.stage.world.pool
        return pool.both(draft.node, pool.some(self._ways(goal)))

    def _witness(self, goal: Goal) -> Given:
        if goal not in self._witnesses:
            given = self._small(self._ways(goal)[0]) or Given()
            self._witnesses[goal] = Shorter(self.screen, self.today, goal.reached, self.until).of(given)
        return self._witnesses[goal]

    def _checked(self, draft: _Draft, goal: Goal, given: Given, node: int) -> _Draft | None:
        interview = self._personas.interview(given)
        wanted = (goal, *draft.reached)
        return _Draft(node, given, interview, wanted) if all(one.reached(interview) for one in wanted) else None

    def _extended(self, draft: _Draft, goal: Goal) -> _Draft | None:
        """Other answers that reach the goal too."""
        node = self._way(draft, goal)
        given = None if node == FALSE or monotonic() > self.until else self._small(node)
        return None if given is None else self._checked(draft, goal, given, node)

    def _small(self, node: int) -> Given | None:
        """Answers that make the formula true, with few instances of each repeat."""
        search = self.stage.search
        repeats = [entry.question.name for entry in self.screen.repeats()]
        with suppress(*UNDECIDED):
            for number in range(1, _INSTANCES + 1) if repeats else (0,):
                ground = search.ground(dict.fromkeys(repeats, number))
                given = search.given_of(Spelled(ground, ground.of(node)))
                if given is not None:
                    return given
        return None

    def _exclusive(self, goals: Sequence[Goal]) -> list[Goal]:
        """Goals of which no interview reaches two: as many as are easily found, so many interviews are needed."""
        best: list[Goal] = []
        for first in _subjects(goals):
            found: list[Goal] = []
            for goal in (*first, *goals):
                if goal not in found and all(self._exclude(goal, other) for other in found):
                    found.append(goal)
            best = max(best, found, key=len)
        return best

    def _exclude(self, one: Goal, other: Goal) -> bool:
        pairs = product(self._ways(one)[:_WAYS], self._ways(other)[:_WAYS])
        if max(len(self._ways(one)), len(self._ways(other))) > _WAYS:
            return False
        with suppress(*UNDECIDED):
            return not any(self.stage.can(self.stage.world.pool.both(*pair)) for pair in pairs)
        return False


@dataclass(frozen=True)
class _Draft:
    """A formula, answers that make it true, what comes of them, and the goals they must reach."""

    node: int
    given: Given | None = None
    interview: Interview | None = None
    reached: tuple[Goal, ...] = ()

    def with_goal(self, goal: Goal, node: int) -> _Draft:
        """The same answers, for one goal more."""
        return _Draft(node, self.given, self.interview, (goal, *self.reached))


class _All:
    """Goals that must all be reached; the one that was missed last is asked first, as it often is missed again."""

    def __init__(self, goals: Iterable[Goal]) -> None:
        self._goals = list(goals)

    def are_reached(self, interview: Interview) -> bool:
        """Whether an interview reaches them."""
        for place, goal in enumerate(self._goals):
            if not goal.reached(interview):
                self._goals.insert(0, self._goals.pop(place))
                return False
        return True


def _overlaid(given: Given, other: Given) -> Iterator[Given]:
    """The answers of both, where they differ those of the other or one's own; or its instances after one's own."""
    instances = {**other.instances, **given.instances}
    for name, numbers in other.instances.items():
        instances[name] = tuple(range(1, max(len(numbers), len(given.instances.get(name, ()))) + 1))
    yield Given({**given.answers, **other.answers}, instances)
    yield Given({**other.answers, **given.answers}, instances)
    if any(given.instances.get(name) for name in other.instances):
        yield _beside(given, other)


def _beside(given: Given, other: Given) -> Given:
    counts = {name: len(numbers) for name, numbers in given.instances.items()}
    moved = {
        item._replace(instance=item.instance + counts.get(item.repeat, 0)) if item.repeat else item: answer
        for item, answer in other.answers.items()
    }
    names = dict.fromkeys((*given.instances, *other.instances))
    sizes = {name: counts.get(name, 0) + len(other.instances.get(name, ())) for name in names}
    return Given({**moved, **given.answers}, {name: tuple(range(1, size + 1)) for name, size in sizes.items()})


def _subjects(goals: Sequence[Goal]) -> list[list[Goal]]:
    """The two subjects with most goals, which mostly exclude each other."""
    found: dict[str, list[Goal]] = {}
    for goal in goals:
        found.setdefault(goal.subject, []).append(goal)
    return sorted(found.values(), key=len, reverse=True)[:2]


def _fewest(found: Sequence[Interview], goals: Sequence[Goal]) -> tuple[Composed, ...]:
    """The interviews without those that the others make superfluous."""
    kept = list(found)
    for interview in list(found):
        others = [one for one in kept if one is not interview]
        if all(any(goal.reached(one) for one in others) for goal in goals if goal.reached(interview)):
            kept = others
    composed: list[Composed] = []
    left = list(goals)
    for interview in kept:
        composed.append(Composed(interview, tuple(goal for goal in left if goal.reached(interview))))
        left = [goal for goal in left if not goal.reached(interview)]
    return tuple(composed)
