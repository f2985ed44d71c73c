"""The screenings of one case together: which screen to go on with, and one list of what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import TypeVar

from screenkit.earlier import Screening
from screenkit.summarize import URGENCIES, by_urgency, summarize
from screenkit.summary import CaseStep, CaseSummary, ReferralSummary

T = TypeVar("T")
_FINISHED = ("completed", "amended")
_ENDED = (*_FINISHED, "stopped")


def together(case: str, screenings: Sequence[Screening], now: datetime, language: str) -> CaseSummary:
    """Return the summary of a case from its screenings, in the order in which they began; there is at least one."""
    counted = [one for one in screenings if one.response.counts]
    summaries = tuple(summarize(one.screen, one.response, now, language) for one in counted)
    steps = tuple(_merged(summaries))
    others = [step for step in steps if not step.screen]
    return CaseSummary(
        case=case,
        practice=summaries[0].record.practice,
        language=language,
        as_of=now,
        zone=summaries[0].zone,
        to_screen=tuple(_to_screen(steps, summaries)),
        next_steps=tuple(sorted((step for step in others if step.settled), key=by_urgency)),
        steps_not_settled=tuple(sorted((step for step in others if not step.settled), key=by_urgency)),
        screenings=summaries,
    )


def _to_screen(steps: Iterable[CaseStep], summaries: Iterable[ReferralSummary]) -> Iterator[CaseStep]:
    """Each screen once that a finished screening leads to and that has not itself been ended, the urgent ones first."""
    seen = {one.screen.id for one in summaries if one.record.status in _ENDED}
    finished = {one.screen.id for one in summaries if one.record.status in _FINISHED}
    for step in sorted(steps, key=lambda step: URGENCIES.index(step.urgency)):
        if step.screen and not step.done and step.screen not in seen and finished.intersection(step.led_to_by):
            seen.add(step.screen)
            yield step


def _merged(summaries: Iterable[ReferralSummary]) -> Iterator[CaseStep]:
    """The steps of all screenings; those that say the same to the same person are one, with every reason for it."""
    groups: dict[tuple[str, ...], list[CaseStep]] = {}
    for summary in summaries:
        for step in _as_written(summary):
            groups.setdefault((step.each, step.screen, step.action, step.who), []).append(step)
    for same in groups.values():
        yield _one(same)


def _as_written(summary: ReferralSummary) -> Iterator[CaseStep]:
    for step in (*summary.next_steps, *summary.steps_not_settled):
        yield CaseStep(**dict(step), led_to_by=(summary.screen.id,))


def _one(same: Sequence[CaseStep]) -> CaseStep:
    """Several times the same step as one: certain where one of them is, due at the earliest time."""
    certain = [step for step in same if step.settled] or same
    first = min(certain, key=by_urgency)
    return first.model_copy(
        update={
            "because": _each_once(step.because for step in certain),
            "would_settle": () if first.settled else _each_once(step.would_settle for step in same),
            "contacts": _each_once(step.contacts for step in certain),
            "led_to_by": _each_once(step.led_to_by for step in same),
        }
    )


def _each_once(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def in_order(screenings: Iterable[Screening]) -> tuple[Screening, ...]:
    """The screenings as they began."""
    return tuple(sorted(screenings, key=lambda one: (one.response.events[0].at, one.response.id)))
