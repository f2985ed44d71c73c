"""A screen with its cases, each of them run: what the other modules here measure, complete and test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, lru_cache

from screenkit.answers import Absent, Item
from screenkit.authored import Case
from screenkit.cases import asked_of
from screenkit.draft import Draft, Origin
from screenkit.facts import Truth
from screenkit.flat import answers_of
from screenkit.prove.places import Places
from screenkit.prove.replay import Interview
from screenkit.response import jurisdiction_zone
from screenkit.schedule import due_of
from screenkit.screen import Screen
from screenkit.source import Faults
from screenkit.standing import Given

Outcome = frozenset[tuple[str, str]]
"""Names, each with the key of `expect` that it stands under."""


@dataclass(frozen=True)
class Tried:
    """A case, its answers, and what the screen makes of them on the day that the case names."""

    case: Case
    interview: Interview
    zone: tzinfo

    @property
    def given(self) -> Given:
        """The answers."""
        return self.interview.given

    @cached_property
    def outcome(self) -> Outcome:
        """What comes of it."""
        return outcome_of(self.interview)

    @cached_property
    def deadlines(self) -> Outcome:
        """When the steps are due of which the case says so."""
        return frozenset(self._deadlines(self.interview))

    def notices(self, screen: Screen) -> bool:
        """Whether check says with a changed screen that the case differs, or answers what it is not asked."""
        after = self.interview.with_screen(screen)
        if self._asks_otherwise(after) or outcome_of(after) != self.outcome:
            return True
        return bool(self.case.expect.due) and frozenset(self._deadlines(after)) != self.deadlines

    def _asks_otherwise(self, after: Interview) -> bool:
        if after.facts is self.interview.facts:
            return False
        if any(item not in after.facts.answers for item in self._answered):
            return True
        said = self.case.expect.not_asked
        return bool(said) and not asked_of(after.screen, after.facts).isdisjoint(said)

    @cached_property
    def _answered(self) -> tuple[Item, ...]:
        return answered(self.interview)

    def _deadlines(self, interview: Interview) -> Iterator[tuple[str, str]]:
        for one in interview.happenings:
            name = one.full_name
            if name in self.case.expect.due:
                due = due_of(interview.screen, interview.facts, one.step.rule.due, self.zone, "en")
                yield name, str(due.at if due else None)


def answered(interview: Interview) -> tuple[Item, ...]:
    """The questions that are asked and answered, be it that it is not known."""
    known = interview.facts.answers
    return tuple(item for item, answer in known.items() if answer is not Absent.NOT_ASKED)


def asked(interview: Interview) -> frozenset[str]:
    """The questions that are asked, by the names that cases use."""
    return asked_of(interview.screen, interview.facts)


def outcome_of(interview: Interview) -> Outcome:
    """What comes of an interview, by the names that cases use."""
    verdicts = (one for indicated in interview.screen.indications for one in interview.verdicts(indicated))
    reported = ((_REPORTED[truth], name) for name, truth in verdicts if truth in _REPORTED)
    return frozenset((*reported, *((_LISTED[one.truth], one.full_name) for one in interview.happenings)))


@lru_cache(maxsize=64)
def comes_to(interview: Interview) -> Outcome:
    """What comes of it, with the answers that start the clocks of deadlines."""
    return frozenset((*outcome_of(interview), *_clocks(interview)))


def _clocks(interview: Interview) -> Iterator[tuple[str, str]]:
    for one in interview.happenings:
        due = one.step.rule.due
        times = [str(interview.facts.answer(Item(name))) for name in due.after] if due else []
        if due and not any(isinstance(interview.facts.answer(Item(name)), Absent) for name in due.after):
            yield "clock", " ".join((one.full_name, *times))


_REPORTED = {Truth.YES: "indicated", Truth.MAYBE: "not_settled"}
_LISTED = {Truth.YES: "next_steps", Truth.MAYBE: "steps_not_settled"}


@dataclass(frozen=True, eq=False)
class Trial:
    """A screen, where everything in it was written, the day that proofs speak of, and its cases."""

    screen: Screen
    draft: Draft
    today: date

    @cached_property
    def places(self) -> Places:
        """Where every condition was written."""
        return Places(self.screen, self.draft)

    @cached_property
    def cases(self) -> tuple[Tried, ...]:
        """The cases whose answers can be read; check tells about the others."""
        return tuple(self._cases())

    def _cases(self) -> Iterator[Tried]:
        document = self.draft.origin.document
        for number, case in enumerate(self.screen.authored.cases):
            with suppress(Faults):
                yield self._tried(case, answers_of(self.screen, document, ("cases", number, "answers")))

    def _tried(self, case: Case, given: Given) -> Tried:
        zone = jurisdiction_zone(self.screen, given) or UTC
        day = datetime.fromisoformat(case.as_of).date()
        return Tried(case, Interview(self.screen, given, day), zone)


def place_of(origin: Origin, offset: int = 0, length: int = 0) -> str:
    """A place as an author looks for it: `screens/consular.yaml:20:11`."""
    found = origin.document.fault("", "", origin.route, offset=offset, length=length or None).place
    return origin.document.name if found is None else f"{origin.document.name}:{found.line}:{found.column}"
