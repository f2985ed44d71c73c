"""A screen and its changed versions as formulas over the same answers, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic

from screenkit.answers import Absent
from screenkit.conditions import Condition, Ref
from screenkit.diff.joint import Side
from screenkit.diff.states import NEVER, Sure, clock_known, differ, happens, indication_of, of_nobody, step_of
from screenkit.draft import Draft
from screenkit.prove import PROOFS
from screenkit.prove.formula import FALSE, TRUE
from screenkit.prove.oracle import OutOfTimeError
from screenkit.prove.places import Places
from screenkit.prove.report import Finding, Unproved
from screenkit.prove.search import Search, UndecidedError
from screenkit.prove.study import Study
from screenkit.prove.world import World, ref_of
from screenkit.questions import Checkpoint
from screenkit.screen import Indicated, Screen, Step
from screenkit.standing import Given

_AT_ONCE = 8
"""So many ways to tell two screens apart are looked for together."""
UNDECIDED = (OutOfTimeError, UndecidedError)
"""What a search raises that has no answer: the time was up, or none could be found."""


class Stage:
    """A screen as formulas in which everything can be told apart that some further conditions speak of."""

    def __init__(self, screen: Screen, today: date, conditions: Iterable[Condition], until: float) -> None:
        bare = replace(screen, indications=(), defined={})
        self.today = today
        self.world = World(bare, today, [*_conditions(screen), *conditions])
        self.search = Search(self.world, until)
        self.original = Side(screen, self.world)
        with suppress(OutOfTimeError):
            self.search.try_each_answer()

    def given(self, node: int) -> Given | None:
        """Answers that make the formula true, or None when none do; raises one of `UNDECIDED`."""
        return self.search.given(node)

    def given_any(self, ways: Sequence[int]) -> Given | None:
        """As `given`, for one of several formulas: a few at a time, as most of them cannot hold."""
        for start in range(0, len(ways), _AT_ONCE):
            given = self.given(self.world.pool.some(ways[start : start + _AT_ONCE]))
            if given is not None:
                return given
        return None

    def can(self, node: int) -> bool:
        """Whether any answers make the formula true; raises as `given`."""
        return self.search.holds(node)

    def other_outcomes(self, screen: Screen) -> list[int]:
        """The ways in which an interview with the screen comes to something else with a changed one."""
        other = Side(screen, self.world)
        standing = self.world.pool.every(_standing(self.original, other))
        return _possible(self.world.pool.both(way, standing) for way in _outcomes_apart(self.original, other))

    def other_questions(self, screen: Screen) -> list[int]:
        """The ways in which a changed screen asks nothing of what was answered, or asks what was not."""
        other = Side(screen, self.world)
        standing = self.world.pool.every((*_standing(self.original, other), *_met(self.original)))
        return _possible(self.world.pool.both(way, standing) for way in _questions_apart(self.original, other))

    def faults(self, screen: Screen, draft: Draft) -> Iterator[tuple[str, str]]:
        """What check finds wrong with a version of the screen, by code and sentence, and what it cannot prove.

        A note is not among them: check passes with it.
        """
        study = _Study(screen, draft, self.today, self.search.oracle.until, stage=self)
        for proof in PROOFS:
            for result in proof.results(study):
                if isinstance(result, Finding) and result.severity == "error":
                    yield result.code, result.diagnostic.message
                elif isinstance(result, Unproved):
                    if monotonic() > self.search.oracle.until:
                        raise OutOfTimeError
                    yield "unproved", result.name


@dataclass
class _Study(Study):
    """What proofs work with, over the formulas of a stage: what two versions have in common is proven once."""

    stage: Stage = field(kw_only=True)

    def __post_init__(self) -> None:
        side = Side(self.screen, self.stage.world)
        self.places = Places(self.screen, self.draft)
        self.world = side
        self.outcomes = side.outcomes
        self.search = self.stage.search


def _conditions(screen: Screen) -> Iterator[Condition]:
    yield from screen.defined.values()
    yield from (one.condition for one in screen.indications)


def _possible(ways: Iterable[int]) -> list[int]:
    return [way for way in dict.fromkeys(ways) if way != FALSE]


def _within(side: Side, repeat: str | None, way: int) -> int:
    return side.pool.counted(1, repeat, way) if repeat else way


def _standing(one: Side, other: Side) -> Iterator[int]:
    """Nothing was answered that the first does not ask: what only the second asks has no answer yet."""
    for entry in one.screen.all_entries():
        ref = ref_of(entry)
        if one.relevance[ref] != other.relevance[ref]:
            anything = [said(one, ref), *(one.pool.counted(1, ref.name, TRUE) for _ in entry.inner[:1])]
            not_asked = one.pool.both(one.pool.some(anything), -one.relevance[ref].certain)
            yield -_within(one, entry.repeat, not_asked)


def said(side: Side, ref: Ref) -> int:
    """Something was answered, be it that it is not known, or that nobody says."""
    answers = side.values.domain(ref).answers
    return side.answer(ref, sum(1 << place for place, one in enumerate(answers) if one is not Absent.NOT_ASKED))


def _met(side: Side) -> Iterator[int]:
    """Nothing is asked after a checkpoint that is not met."""
    for entry in side.screen.all_entries():
        if isinstance(entry.question, Checkpoint):
            ref = ref_of(entry)
            failed = side.pool.both(said(side, ref), -side.is_value(ref, "yes"))
            yield -_within(side, entry.repeat, side.pool.both(side.relevance[ref].certain, failed))


def _questions_apart(one: Side, other: Side) -> Iterator[int]:
    """An answer to what only the first asks, or a question that only the other asks, of any instance."""
    for entry in one.screen.all_entries():
        ref = ref_of(entry)
        before, after = one.relevance[ref].certain, other.relevance[ref].certain
        around = (side.relevance[Ref(entry.repeat)].certain if entry.repeat else TRUE for side in (one, other))
        if before == after and len(set(around)) == 1:
            continue
        still = other.pool.both(other.relevance[Ref(entry.repeat)].certain, after) if entry.repeat else after
        yield one.within(ref, one.pool.every((before, said(one, ref), -still)))
        yield one.pool.both(other.within(ref, after), -one.within(ref, before))


def _outcomes_apart(one: Side, other: Side) -> Iterator[int]:
    indications = {rule.rule.name: rule for rule in other.screen.indications}
    for indicated in one.screen.indications:
        yield from _reported_apart(one, other, indicated, indications.get(indicated.rule.name))
    steps = {rule.rule.name: rule for rule in other.screen.steps}
    for step in one.screen.steps:
        yield from _listed_apart(one, other, step, steps.get(step.rule.name))


def _reported_apart(one: Side, other: Side, before: Indicated, after: Indicated | None) -> Iterator[int]:
    found = _sure_apart(one, indication_of(one, before), indication_of(other, after))
    yield from (_within(one, before.rule.per, way) for way in found)
    yield from _sure_apart(one, of_nobody(one, before), of_nobody(other, after))


def _sure_apart(side: Side, one: Sure, other: Sure) -> Iterator[int]:
    return (differ(side.pool, *parts) for parts in zip(one, other, strict=True))


def _listed_apart(one: Side, other: Side, before: Step, after: Step | None) -> Iterator[int]:
    listed, then = step_of(one, before), step_of(other, after)
    for name in dict.fromkeys((*listed, *then)):
        yield from _sure_apart(one, listed.get(name, NEVER), then.get(name, NEVER))
    if before.rule.due and after:
        clocks = (
            side.pool.both(happens(side, step), clock_known(side, before.rule.due))
            for side, step in ((one, before), (other, after))
        )
        yield differ(one.pool, *clocks)
