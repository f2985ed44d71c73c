"""To tell a screen from a changed one: what an interview must come to so that the change is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from screenkit.cases import name_of
from screenkit.diff.joint import Side
from screenkit.prove.replay import Interview
from screenkit.screen import Screen
from screenkit.trials.goals import Goal, Kind
from screenkit.trials.mutants import Mutant
from screenkit.trials.stage import Stage
from screenkit.trials.trial import Outcome, answered, asked, comes_to

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
        if one.screen is None:
            continue
        ways = [*stage.other_outcomes(one.screen), *stage.other_questions(one.screen)]
        if ways:
            reached, more = partial(tells_apart, one.screen), partial(asked_too, one.screen)
            yield Goal(kind, one.subject, one.words, one.origin, reached, partial(_found, ways), more)


def _found(ways: Sequence[int], _side: Side) -> Sequence[int]:
    return ways


def tells_apart(changed: Screen, interview: Interview) -> bool:
    """Whether a case with the answers can notice that the screen has changed.

    It comes to something else, an answer is to a question that is no longer asked, or a question is asked that was not.
    """
    after = interview.with_screen(changed)
    if comes_to(interview) != comes_to(after):
        return True
    return after.facts is not interview.facts and bool(_unasked(interview, after) or asked_too(changed, interview))


def asked_too(changed: Screen, interview: Interview) -> frozenset[str]:
    """The questions that the changed screen asks, and the other does not."""
    return asked(interview.with_screen(changed)) - asked(interview)


def one_of_each(screen: Screen, some: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Questions of which each set has one, if it has any, in the order of the screen."""
    order = [name_of(entry.item()) for entry in screen.all_entries()]
    found: set[str] = set()
    for names in sorted(some, key=len):
        if names.isdisjoint(found):
            found |= set(sorted(names, key=order.index)[:1])
    return tuple(sorted(found, key=order.index))


def _unasked(interview: Interview, after: Interview) -> list[str]:
    return [name_of(item) for item in answered(interview) if item not in after.facts.answers]


def difference(changed: Screen, interview: Interview) -> str:
    """What comes of the interview with one of the screens only: ``adult_route` due, and not with the mistake``."""
    after = interview.with_screen(changed)
    right, wrong = comes_to(interview), comes_to(after)
    if right == wrong:
        return _asking(_unasked(interview, after), asked_too(changed, interview))
    lost, won = _said(right - wrong), _said(wrong - right)
    if not won:
        return f"{lost}, and not with the mistake"
    return f"{lost}, and with the mistake {won}" if lost else f"with the mistake {won}"


def _asking(lost: Iterable[str], won: Iterable[str]) -> str:
    """The first question that is asked with one of the screens only."""
    name = next(iter(lost), None)
    if name is not None:
        return f"`{name}` answered, and with the mistake not asked"
    return f"`{min(won)}` not asked, and with the mistake asked"


def _said(names: Outcome) -> str:
    found = list(dict.fromkeys(f"`{name.partition(' ')[0]}` {_STATES[key]}" for key, name in sorted(names)))
    return ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
