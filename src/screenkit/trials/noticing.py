"""To tell a screen from a changed one: what an interview must come to so that the change is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from screenkit.diff.joint import Side
from screenkit.prove.replay import Interview
from screenkit.screen import Screen
from screenkit.trials.goals import Goal, Kind
from screenkit.trials.mutants import Mutant
from screenkit.trials.stage import Stage
from screenkit.trials.trial import Outcome, comes_to

_STATES = {
    "indicated": "indicated",
    "not_settled": "not settled",
    "next_steps": "due",
    "steps_not_settled": "not settled",
    "clock": "with its deadline",
}
_SHOWN = 3


def noticing(kind: Kind, some: Iterable[Mutant], stage: Stage) -> Iterator[Goal]:
    """For each mistake the goal to come to something else than without it; none for what no interview notices."""
    for one in some:
        ways = stage.other_outcomes(one.screen) if one.screen is not None else []
        if one.screen is not None and ways:
            reached = partial(tells_apart, one.screen)
            yield Goal(kind, one.subject, one.words, one.origin, reached, partial(_found, ways))


def _found(ways: Sequence[int], _side: Side) -> Sequence[int]:
    return ways


def tells_apart(changed: Screen, interview: Interview) -> bool:
    """Whether the interview comes to something else with the changed screen."""
    return comes_to(interview) != comes_to(interview.with_screen(changed))


def difference(changed: Screen, interview: Interview) -> str:
    """What comes of the interview with one of the screens only: ``adult_route` due, and not with the mistake``."""
    right, wrong = comes_to(interview), comes_to(interview.with_screen(changed))
    lost, won = _said(right - wrong), _said(wrong - right)
    if not won:
        return f"{lost}, and not with the mistake"
    return f"{lost}, and with the mistake {won}" if lost else f"with the mistake {won}"


def _said(names: Outcome) -> str:
    found = list(dict.fromkeys(f"`{name.partition(' ')[0]}` {_STATES[key]}" for key, name in sorted(names)))
    return ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
