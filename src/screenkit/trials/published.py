"""What the cases of a screen are worth, as it is published."""

from __future__ import annotations

from collections.abc import Sequence

from screenkit.diagnostics import showable
from screenkit.reference import Model
from screenkit.trials.coverage import KINDS, Coverage
from screenkit.trials.goals import Goal
from screenkit.trials.mutants import Mutant
from screenkit.trials.mutation import Mutation
from screenkit.trials.suggesting import Suggestions
from screenkit.trials.trial import place_of
from screenkit.trials.worth import Worth


class Reached(Model):
    """How much of one kind of thing the cases reach."""

    kind: str
    """`questions`, `answers`, `conditions` or `outcomes`."""
    reached: int
    """So many are reached."""
    of: int
    """Of so many that an interview can reach, or that may be so."""


class Thing(Model):
    """One thing that cases should reach."""

    place: str
    """Where it is written, as `file:line:column`."""
    about: str
    """What it is, such as `question `debt``."""
    state: str
    """Which answer, truth or outcome of it, such as `declined`."""


class CoverageReport(Model):
    """What the cases of a screen reach."""

    screen: str
    """The screen's name."""
    cases: int
    """So many cases were looked at."""
    shares: tuple[Reached, ...]
    """How much of each kind they reach."""
    missing: tuple[Thing, ...]
    """What an interview can reach and no case does."""
    unreachable: tuple[Thing, ...]
    """What no interview can reach, which is proven; it is not counted."""
    undecided: tuple[Thing, ...]
    """What no case reaches, and of which it could not be told in time whether an interview can."""


class CaseToAdd(Model):
    """A case that a screen lacks."""

    reaches: tuple[str, ...]
    """What it reaches or would notice that the cases before it do not."""
    case: str
    """The same as an entry of `cases:`; its `expect` is what the screen does now, right or wrong."""


class SuggestedReport(Model):
    """The cases that a screen lacks."""

    screen: str
    """The screen's name."""
    cases: tuple[CaseToAdd, ...]
    """As few as were found."""
    least: int
    """Fewer than so many cannot reach all of it, which is proven."""
    left: tuple[str, ...]
    """What no case was found for, or none in time."""


class Mistake(Model):
    """A small mistake that was made in a screen, to see whether anything notices."""

    place: str
    """Where, as `file:line:column`."""
    about: str
    """In what, such as `definition `minor``."""
    words: str
    """What it is, such as `19 instead of 18 in `age(born_on) < 18``."""


class MutationReport(Model):
    """What became of every small mistake."""

    screen: str
    """The screen's name."""
    mistakes: int
    """So many were made, one at a time."""
    change_nothing: int
    """So many change nothing, which is proven."""
    by_cases: int
    """So many were noticed by a case."""
    by_check: int
    """So many were noticed by no case, and by loading or a proof."""
    by_nothing: tuple[Mistake, ...]
    """These were not noticed."""
    undecided: tuple[Mistake, ...]
    """Of these it could not be told in time."""
    share: float
    """How many of all others were noticed; 1 is all."""
    cases: tuple[CaseToAdd, ...]
    """Cases that would notice."""


def coverage_reports(found: Sequence[Worth]) -> tuple[CoverageReport, ...]:
    """What the cases reach, screen by screen."""
    return tuple(_covered(one.coverage) for one in found if one.coverage)


def suggested_reports(found: Sequence[Worth]) -> tuple[SuggestedReport, ...]:
    """The cases to add, screen by screen."""
    return tuple(_suggested(one.suggested) for one in found if one.suggested)


def mutation_reports(found: Sequence[Worth]) -> tuple[MutationReport, ...]:
    """What became of the mistakes, screen by screen."""
    return tuple(_mutated(one.mutation) for one in found if one.mutation)


def _covered(found: Coverage) -> CoverageReport:
    return CoverageReport(
        screen=found.screen,
        cases=found.cases,
        shares=tuple(Reached(kind=kind, reached=share[0], of=share[1]) for kind in KINDS for share in [found.of(kind)]),
        missing=_things(found.missing),
        unreachable=_things(found.unreachable),
        undecided=_things(found.undecided),
    )


def _things(found: Sequence[Goal]) -> tuple[Thing, ...]:
    return tuple(
        Thing(place=showable(place_of(goal.origin)), about=showable(goal.subject), state=showable(goal.state))
        for goal in found
    )


def _suggested(found: Suggestions) -> SuggestedReport:
    return SuggestedReport(
        screen=found.screen,
        cases=tuple(CaseToAdd(reaches=tuple(map(str, one.reaches)), case=text) for one, text in found.written()),
        least=found.least,
        left=tuple(map(str, found.left)),
    )


def _mutated(found: Mutation) -> MutationReport:
    return MutationReport(
        screen=found.screen,
        mistakes=len(found.judged),
        change_nothing=len(found.of("equivalent")),
        by_cases=len(found.of("by-cases")),
        by_check=len(found.of("by-check")),
        by_nothing=tuple(_mistake(one.mutant) for one in found.of("survives")),
        undecided=tuple(_mistake(one.mutant) for one in found.of("undecided")),
        share=found.share,
        cases=tuple(CaseToAdd(reaches=tuple(map(str, one.reaches)), case=text) for one, text in found.written()),
    )


def _mistake(mutant: Mutant) -> Mistake:
    return Mistake(place=showable(mutant.place), about=showable(mutant.subject), words=showable(mutant.words))
