"""The cases that a screen lacks: as few interviews as reach all that no case reaches, with what comes of them now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from screenkit.screen import Screen
from screenkit.trials.composing import Composed, Composer
from screenkit.trials.edges import edges
from screenkit.trials.goals import Goal, goals, told_apart
from screenkit.trials.mutants import mutants
from screenkit.trials.noticing import noticing, one_of_each
from screenkit.trials.stage import Stage
from screenkit.trials.trial import Trial
from screenkit.trials.writing import free_names, written_case

BUDGET = 300.0
"""So many seconds may be spent on looking for cases."""
_SHOWN = 6
_PATIENCE = 6


@dataclass(frozen=True)
class Suggestions:
    """Cases to add; `least` is proven: no fewer can reach all that they reach."""

    screen: str
    cases: tuple[Composed, ...]
    least: int
    left: tuple[Goal, ...]
    taken: frozenset[str]

    def __str__(self) -> str:
        """The cases in YAML, below what is to be said of them all."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"# {self.screen}: {self._sum}"
        yield from self._advice() if self.cases else ()
        yield from (text for _, text in self.written())
        if self.left:
            yield "# No case was found, or none in time, that reaches"
            yield from (f"#   {goal}" for goal in self.left)

    def written(self) -> Iterator[tuple[Composed, str]]:
        """Each case, and the same as an entry of `cases:`."""
        names = free_names("suggested", len(self.cases), self.taken)
        for name, one in zip(names, self.cases, strict=True):
            not_asked = one_of_each(one.interview.screen, (goal.not_asked(one.interview) for goal in one.reaches))
            yield one, written_case(name, one.interview, [f"Reaches {_few(one.reaches)}"], not_asked)

    @property
    def _sum(self) -> str:
        number = sum(len(one.reaches) for one in self.cases)
        if not number:
            return "no case to add"
        things = "1 thing" if number == 1 else f"{number} things"
        cases = (
            "1 case to add, which reaches" if len(self.cases) == 1 else f"{len(self.cases)} cases to add, which reach"
        )
        return f"{cases} {things} that no case reaches"

    def _advice(self) -> Iterator[str]:
        if self.least == len(self.cases) > 1:
            yield f"# Fewer cannot do: {self.least} of these things exclude each other."
        elif self.least > 1:
            yield f"# At least {self.least} are needed: so many of these things exclude each other."
        yield "# Read each one, write its story, and ask of every line under `expect` whether it should be so:"
        yield "# it says what the screen does now. A case kept unread proves nothing, and keeps a mistake in place."


def _few(found: Sequence[Goal]) -> str:
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(map(str, found[:_SHOWN])) + more


def suggest(trial: Trial, budget: float = BUDGET) -> Suggestions:
    """Return cases that reach what no case does: the goals of coverage, both edges of thresholds, parts that matter."""
    until = monotonic() + budget
    found = [(goal, condition) for goal, condition in edges(trial) if not _is_reached(trial, goal)]
    dropped = [one for one in mutants(trial) if one.drops and one.screen and not _is_noticed(trial, one.screen)]
    told = [*told_apart(trial), *(condition for _, condition in found)]
    told += [one.condition for one in dropped if one.condition is not None]
    stage = Stage(trial.screen, trial.today, told, until)
    wanted = [*noticing("parts", dropped, stage), *(goal for goal, _ in found)]
    # Last what fits to most: a question that is only asked goes along with anything.
    wanted += reversed([goal for goal in goals(trial) if not _is_reached(trial, goal)])
    composer = Composer(trial.screen, trial.today, stage, until, patience=_PATIENCE)
    cases = composer.cases(wanted)
    taken = frozenset(case.name for case in trial.screen.authored.cases)
    return Suggestions(trial.screen.id, cases, composer.least(cases), tuple(composer.left), taken)


def _is_reached(trial: Trial, goal: Goal) -> bool:
    return any(goal.reached(tried.interview) for tried in trial.cases)


def _is_noticed(trial: Trial, screen: Screen) -> bool:
    return any(tried.notices(screen) for tried in trial.cases)
