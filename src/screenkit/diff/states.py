"""What comes of answers, name by name: as the program works it out, and as formulas of one version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from types import MappingProxyType
from typing import Literal, NamedTuple

from screenkit.authored import Due
from screenkit.conditions import Ref
from screenkit.diff.joint import Side
from screenkit.facts import NEW, Facts, Truth
from screenkit.prove.formula import FALSE, Pool
from screenkit.prove.world import Pair
from screenkit.response import jurisdiction_zone
from screenkit.schedule import due_of
from screenkit.screen import Indicated, Screen, Step
from screenkit.standing import Given, facts_of
from screenkit.steps import Happening, happenings
from screenkit.verdicts import verdicts_of

How = Literal["gained", "lost", "opened", "closed"]
"""What became of an outcome: newly certain, no longer certain, newly open, no longer open."""


class State(NamedTuple):
    """Whether something is certain, and whether it is open."""

    sure: bool = False
    open: bool = False


NOTHING = State()


class Sure(NamedTuple):
    """The same as formulas."""

    sure: int
    open: int


@dataclass(frozen=True)
class Deadline:
    """By when a step is due: as the rule says it, and worked out."""

    within: str
    at: str
    note: str

    def __str__(self) -> str:
        """As it is told: `within 24 hours, 2026-11-22T12:00`."""
        return ", ".join(filter(None, (self.within, self.at or self.note)))


class Found:
    """What one version makes of answers on a day; indications and steps by their full names, such as `notice/MX`."""

    def __init__(self, screen: Screen, given: Given, today: date) -> None:
        self.screen = screen
        self.facts: Facts = facts_of(screen, given, today)
        self.zone = jurisdiction_zone(screen, given) or UTC

    def indication(self, name: str) -> dict[str, State]:
        """What an indication reports, for each instance where it is per repeat; nothing where it is ruled out."""
        return {
            full: state for one in self.screen.indications if one.rule.name == name for full, state in self._of(one)
        }

    def _of(self, one: Indicated) -> Iterator[tuple[str, State]]:
        for verdict in verdicts_of(self.screen, one, self.facts):
            if verdict.truth is not Truth.NO:
                yield verdict.name, _state(verdict.truth)

    def step(self, name: str) -> dict[str, State]:
        """Whether a step is due or open, for each value that it is worked out for."""
        found: dict[str, State] = {}
        for one in self._happening(name):
            value = one.name_of_each
            found[f"{name}/{value}" if value else name] = _state(one.truth)
        return found

    def _happening(self, name: str) -> list[Happening]:
        # The other steps have no say in this one, and working them out takes most of the time.
        steps = self.screen.steps
        names = {name, *(step.rule.name for step in steps if step.rule.if_unsure == name)}
        names |= {step.rule.if_unsure or "" for step in steps if step.rule.name == name}
        few = replace(self.screen, steps=tuple(step for step in steps if step.rule.name in names))
        return [one for one in happenings(few, self.facts) if one.step.rule.name == name]

    def deadline(self, name: str) -> Deadline | None:
        """By when a step is to be done; None where it does not happen or has no deadline."""
        rule = next((one.step.rule for one in self._happening(name)), None)
        due = due_of(self.screen, self.facts, rule.due, self.zone, "en") if rule else None
        if due is None:
            return None
        times = (at.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M") for at in (due.at, due.at_latest) if at)
        return Deadline(due.within, " to ".join(times), due.note)


def _state(truth: Truth) -> State:
    return State(truth is Truth.YES, truth is Truth.MAYBE)


def became(old: State, new: State) -> How | None:
    """What became of it."""
    if old.sure is not new.sure:
        return "gained" if new.sure else "lost"
    if old.open is not new.open:
        return "opened" if new.open else "closed"
    return None


def becomes(pool: Pool, how: How, old: Sure, new: Sure) -> int:
    """The formula for the same."""
    return _BECOMES[how](pool, old, new)


def _equal(pool: Pool, one: int, other: int) -> int:
    return -differ(pool, one, other)


def differ(pool: Pool, one: int, other: int) -> int:
    """One of the two holds, and not both."""
    return pool.some((pool.both(one, -other), pool.both(other, -one)))


_BECOMES: Mapping[How, Callable[[Pool, Sure, Sure], int]] = MappingProxyType(
    {
        "gained": lambda pool, old, new: pool.both(new.sure, -old.sure),
        "lost": lambda pool, old, new: pool.both(old.sure, -new.sure),
        "opened": lambda pool, old, new: pool.every((new.open, -old.open, _equal(pool, old.sure, new.sure))),
        "closed": lambda pool, old, new: pool.every((old.open, -new.open, _equal(pool, old.sure, new.sure))),
    }
)
HOWS: tuple[How, ...] = ("gained", "lost", "opened", "closed")
NEVER = Sure(FALSE, FALSE)


def indication_of(side: Side, one: Indicated | None) -> Sure:
    """When an indication is reported, for the instance at hand where it is per repeat."""
    if one is None:
        return NEVER
    truth = side.truth(one.condition)
    if one.rule.per:
        asked = side.relevance[Ref(one.rule.per)].certain
        truth = Pair(*(side.pool.both(asked, part) for part in truth))
    return _sure(side, truth)


def of_nobody(side: Side, one: Indicated | None) -> Sure:
    """When an indication per repeat is open for an instance that nobody has named."""
    return NEVER if one is None else Sure(FALSE, side.outcomes.of_nobody(one))


def _sure(side: Side, truth: Pair) -> Sure:
    return Sure(truth.certain, side.pool.both(truth.possible, -truth.certain))


def step_of(side: Side, step: Step | None) -> dict[str, Sure]:
    """When a step is due or open, for each value that it is worked out for; `?` is one not yet named."""
    if step is None:
        return {}
    pool = side.pool
    happening = side.outcomes.happenings(step)
    found = {(NEW if each.value is None else each.value) if each else "": _sure(side, pair) for each, pair in happening}
    if not step.rule.each:
        # What follows another step that is open is due, whatever its own condition leaves open.
        own, follows = found.get("", NEVER), follows_of(side, step)
        found[""] = Sure(pool.some((own.sure, follows)), pool.both(own.open, -follows))
    return found


def follows_of(side: Side, step: Step) -> int:
    """When the step follows another that is open."""
    leaders = (one for one in side.screen.steps if one.rule.if_unsure == step.rule.name)
    return side.pool.some(_sure(side, pair).open for one in leaders for _, pair in side.outcomes.happenings(one))


def happens(side: Side, step: Step) -> int:
    """When the step is listed at all, due or open."""
    return side.pool.some(part for one in step_of(side, step).values() for part in one)


def clock_known(side: Side, due: Due) -> int:
    """When every time that starts the clock was answered."""
    return side.pool.every(side.has_value(Ref(name)) for name in due.after)
