"""How much of a screen its cases reach, and what they leave out, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic

from screenkit.trials.goals import Goal, goals, told_apart
from screenkit.trials.stage import UNDECIDED, Stage
from screenkit.trials.trial import Trial, place_of

KINDS = ("questions", "answers", "conditions", "outcomes")
BUDGET = 20.0
"""So many seconds may be spent on telling what no interview can reach."""


@dataclass(frozen=True)
class Coverage:
    """What the cases of a screen reach; what no interview can reach is proven so, and not counted."""

    screen: str
    cases: int
    reached: tuple[Goal, ...]
    missing: tuple[Goal, ...]
    unreachable: tuple[Goal, ...]
    undecided: tuple[Goal, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.undecided

    def of(self, kind: str) -> tuple[int, int]:
        """How many things of a kind are reached, and of how many."""
        reached = _of(kind, self.reached)
        return reached, reached + _of(kind, self.missing, self.undecided)

    def __str__(self) -> str:
        """The shares, and what is missing."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.screen}: what {_count(self.cases, 'case')} {'reaches' if self.cases == 1 else 'reach'}"
        for kind in KINDS:
            yield f"  {kind:<10} {_share(*self.of(kind))}"
        if self.unreachable:
            yield f"  not counted: {len(self.unreachable)} that no interview can reach"
        if self.missing:
            yield "no case reaches"
            yield from _listed(self.missing)
        if self.undecided:
            yield "no case reaches, and it is UNDECIDED whether any interview can"
            yield from _listed(self.undecided)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _of(kind: str, *lists: Iterable[Goal]) -> int:
    return sum(1 for some in lists for goal in some if goal.kind == kind)


def _share(reached: int, of: int) -> str:
    """Never rounded up: 100 % is all of it."""
    return f"{reached:>4} of {of:<4} {reached * 100 // of if of else 100:>3} %"


def _listed(missing: Iterable[Goal]) -> Iterator[str]:
    """One line for each subject, with all that is missing of it."""
    found: dict[tuple[str, str], list[str]] = {}
    for goal in missing:
        found.setdefault((place_of(goal.origin), goal.subject), []).append(goal.state)
    for (place, subject), states in found.items():
        yield f"  {place}: {subject}: {', '.join(states)}"


def coverage(trial: Trial, budget: float = BUDGET) -> Coverage:
    """Return what the cases reach and what they do not."""
    wanted = list(goals(trial))
    reached = [goal for goal in wanted if any(goal.reached(tried.interview) for tried in trial.cases)]
    claims = (claim.written.condition for claim in trial.places.claims)
    stage = Stage(trial.screen, trial.today, [*told_apart(trial), *claims], monotonic() + budget)
    found: dict[str, list[Goal]] = {"missing": [], "unreachable": [], "undecided": []}
    for goal in (one for one in wanted if one not in reached):
        found[_reachable(stage, goal)].append(goal)
    lists = {name: tuple(some) for name, some in found.items()}
    return Coverage(trial.screen.id, len(trial.cases), tuple(reached), **lists)


def _reachable(stage: Stage, goal: Goal) -> str:
    try:
        return "missing" if any(map(stage.can, goal.ways(stage.original))) else "unreachable"
    except UNDECIDED:
        return "undecided"
