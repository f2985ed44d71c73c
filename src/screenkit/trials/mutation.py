"""Would the cases notice a mistake? Every small one is made, one at a time, and the cases and proofs are run on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from screenkit.prove.replay import DisagreementError, Interview
from screenkit.standing import Given
from screenkit.trials.composing import Composed, Composer
from screenkit.trials.mutants import Mutant, mutants
from screenkit.trials.noticing import asked_too, difference, noticing, one_of_each, tells_apart
from screenkit.trials.personas import as_asked
from screenkit.trials.stage import UNDECIDED, Stage
from screenkit.trials.trial import Trial
from screenkit.trials.writing import free_names, written_case

BUDGET = 300.0
"""So many seconds all mistakes of a screen may take."""
_COMPOSING = 0.5
"""The share of the time that is kept for the cases that would notice what survives."""

Fate = Literal["by-cases", "by-check", "survives", "equivalent", "undecided"]


@dataclass(frozen=True)
class Judged:
    """A mistake, what became of it, what notices it, and answers with which it can be seen."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    given: Given | None = None


@dataclass(frozen=True)
class Mutation:
    """What became of every mistake; `would_notice` are cases that would notice all that survive."""

    screen: str
    cases: int
    judged: tuple[Judged, ...]
    would_notice: tuple[Composed, ...] = ()
    taken: frozenset[str] = frozenset()

    def of(self, *fates: Fate) -> tuple[Judged, ...]:
        """The mistakes that this became of."""
        return tuple(one for one in self.judged if one.fate in fates)

    @property
    def share(self) -> float:
        """How many of the mistakes that matter are noticed; one that is undecided is not."""
        noticed = len(self.of("by-cases", "by-check"))
        matter = noticed + len(self.of("survives", "undecided"))
        return noticed / matter if matter else 1.0

    def __str__(self) -> str:
        """The numbers, every mistake that nothing notices, and cases that would."""
        return "\n".join((*self._numbers(), *self._survivors(), *self._cases()))

    def _numbers(self) -> Iterator[str]:
        matter = self.of("by-cases", "by-check", "survives", "undecided")
        noticed = self.of("by-cases", "by-check")
        yield f"{self.screen}: {len(self.judged)} small mistakes, made one at a time"
        yield f"{len(self.of('equivalent')):>6} change nothing, proven"
        share = f"{len(noticed)} are noticed, {int(self.share * 100)} %"
        yield f"{len(matter):>6} count; {share}"
        yield f"{len(self.of('by-cases')):>12} by the {self.cases} case{'' if self.cases == 1 else 's'}"
        yield f"{len(self.of('by-check')):>12} by check alone"
        yield f"{len(self.of('survives')):>12} by nothing"
        yield f"{len(self.of('undecided')):>12} UNDECIDED"

    def _survivors(self) -> Iterator[str]:
        names = list(self._named())
        if self.of("survives"):
            yield "nothing notices:"
        for judged in self.of("survives"):
            screen = judged.mutant.screen
            found = next((pair for pair in names if screen and tells_apart(screen, pair[1].interview)), None)
            yield f"  {judged.mutant}"
            if found and screen:
                yield f"    case `{found[0]}` below would: {difference(screen, found[1].interview)}"
        if self.of("undecided"):
            yield "UNDECIDED whether anything notices:"
        yield from (f"  {judged.mutant}" for judged in self.of("undecided"))

    def _cases(self) -> Iterator[str]:
        if self.would_notice:
            yield "# Read each case, write its story, and ask of every line under `expect` whether it should be so:"
            yield "# it says what the screen does now. A case kept unread proves nothing, and keeps a mistake in place."
        yield from (text for _, text in self.written())

    def written(self) -> Iterator[tuple[Composed, str]]:
        """Each case that would notice something, and the same as an entry of `cases:`."""
        for name, one in self._named():
            found = dict.fromkeys(goal.subject for goal in one.reaches)
            screens = (judged.mutant.screen for judged in self.of("survives"))
            too = (asked_too(screen, one.interview) for screen in screens if screen)
            comments = [f"Would notice a mistake in {', '.join(found)}."]
            yield one, written_case(name, one.interview, comments, one_of_each(one.interview.screen, too))

    def _named(self) -> Iterator[tuple[str, Composed]]:
        return zip(free_names("notices", len(self.would_notice), self.taken), self.would_notice, strict=True)


def mutate(trial: Trial, budget: float = BUDGET) -> Mutation:
    """Return what becomes of every small mistake in the screen."""
    now = monotonic()
    court = _Court(trial, list(mutants(trial)), now + budget * (1 - _COMPOSING))
    judged = tuple(map(court.judge, court.made))
    taken = frozenset(case.name for case in trial.screen.authored.cases)
    return Mutation(trial.screen.id, len(trial.cases), judged, court.composed(judged, now + budget), taken)


def sampled(trial: Trial, every: int, budget: float) -> Mutation:
    """Return what becomes of every so many-th small mistake, always the same ones, and no cases."""
    court = _Court(trial, list(mutants(trial))[::every], monotonic() + budget)
    return Mutation(trial.screen.id, len(trial.cases), tuple(map(court.judge, court.made)))


@dataclass
class _Court:
    """Judges one mistake after the other, until the time is up."""

    trial: Trial
    made: Sequence[Mutant]
    until: float
    _known: frozenset[tuple[str, str]] | None = field(default=None)

    def __post_init__(self) -> None:
        told = [one.condition for one in self.made if one.condition is not None]
        told += [claim.written.condition for claim in self.trial.places.claims]
        self.stage = Stage(self.trial.screen, self.trial.today, told, self.until)
        self._cases = list(self.trial.cases)

    def judge(self, mutant: Mutant) -> Judged:
        """What becomes of it: cases are asked first, because they are quick."""
        screen = mutant.screen
        if screen is None:
            return Judged(mutant, "by-check", "the screen is refused")
        tried = next((one for one in self._cases if one.notices(screen)), None)
        if tried is not None:
            # What noticed one mistake mostly notices the next one too, which is beside it.
            self._cases.remove(tried)
            self._cases.insert(0, tried)
            return Judged(mutant, "by-cases", f"case `{tried.case.name}`")
        try:
            return self._proven(mutant)
        except UNDECIDED:
            return Judged(mutant, "undecided")

    def _proven(self, mutant: Mutant) -> Judged:
        screen = mutant.screen or self.trial.screen
        given = self.stage.given_any(self.stage.other_outcomes(screen))
        if given is None:
            given = self.stage.given_any(self.stage.other_questions(screen))
        if given is None:
            return Judged(mutant, "equivalent")
        if not tells_apart(screen, self._interview(given)):
            raise DisagreementError(self.trial.screen.id)
        new = next((one for one in self.stage.faults(screen, mutant.draft) if one not in self.known), None)
        if new is not None:
            return Judged(mutant, "by-check", f"{new[0]}: {new[1]}")
        return Judged(mutant, "survives", given=given)

    @property
    def known(self) -> frozenset[tuple[str, str]]:
        """What check finds wrong with the screen as it is."""
        if self._known is None:
            self._known = frozenset(self.stage.faults(self.trial.screen, self.trial.draft))
        return self._known

    def _interview(self, given: Given) -> Interview:
        return Interview(self.trial.screen, given, self.trial.today)

    def composed(self, judged: Sequence[Judged], until: float) -> tuple[Composed, ...]:
        """Cases that would notice all that survives: as few as are found until the time is up, then one for each."""
        surviving = [one for one in judged if one.fate == "survives"]
        told = [one.mutant.condition for one in surviving if one.mutant.condition is not None]
        stage = Stage(self.trial.screen, self.trial.today, told, until)
        composer = Composer(self.trial.screen, self.trial.today, stage, until, patience=0)
        cases = composer.cases(noticing("changes", [one.mutant for one in surviving], stage))
        return (*cases, *self._single(surviving, [one.interview for one in cases]))

    def _single(self, surviving: Sequence[Judged], found: list[Interview]) -> Iterator[Composed]:
        for judged in surviving:
            screen, given = judged.mutant.screen, judged.given
            if screen and given and not any(tells_apart(screen, one) for one in found):
                plain = self._interview(as_asked(self.trial.screen, given, self.trial.today))
                if tells_apart(screen, plain):
                    found.append(plain)
                    yield Composed(plain, tuple(noticing("changes", [judged.mutant], self.stage)))
