"""What differs between two versions of a screen: by the meaning of its rules, over all answers, not by its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from time import monotonic

from screenkit.diff.asking import asking_changes
from screenkit.diff.families import Families
from screenkit.diff.joint import join
from screenkit.diff.outcomes import Outcomes
from screenkit.diff.past import past
from screenkit.diff.questions import question_changes
from screenkit.diff.report import BUMPS, KINDS, Bump, Change, DiffReport, Past, VersionOf, change
from screenkit.diff.telling import as_json, as_text, verdict
from screenkit.diff.wording import screen_wording
from screenkit.screen import Screen

BUDGET = 10.0
"""So many seconds two versions may take before the rest is left undecided."""


def compare(old: Screen, new: Screen, today: date, budget: float = BUDGET) -> DiffReport:
    """Return every difference, and whether the version of the new one was raised enough for it."""
    changes = sorted(_changes(old, new, today, budget), key=lambda one: KINDS.index(one.kind))
    requires = BUMPS[max((BUMPS.index(one.requires) for one in changes), default=0)]
    least = _raised(old.version, requires)
    return DiffReport(
        old=VersionOf(screen=old.id, version=old.version, sha256=old.digest),
        new=VersionOf(screen=new.id, version=new.version, sha256=new.digest),
        requires=requires,
        least=least,
        enough=_numbers(new.version) >= _numbers(least),
        changes=tuple(changes),
    )


def _changes(old: Screen, new: Screen, today: date, budget: float) -> Iterator[Change]:
    families = Families(join(old, new, today), today, monotonic() + budget)
    found = [
        *Outcomes(families).changes(),
        *question_changes(old, new),
        *asking_changes(families),
        *screen_wording(old, new),
    ]
    yield from found
    if not any(one.requires != "none" for one in found) and _rest(old) != _rest(new):
        message = "the files differ in something that changes no answer, no outcome and no text"
        yield change("wording", "rewritten", new.id, message)


def _rest(screen: Screen) -> tuple[object, ...]:
    """All that an interview depends on, but for the version."""
    authored = screen.authored.model_copy(update={"version": "", "cases": (), "suppress": ()})
    return authored, tuple((entry.question, entry.condition) for entry in screen.all_entries())


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _raised(version: str, requires: Bump) -> str:
    """The version with one of its numbers raised."""
    numbers: Sequence[int] = _numbers(version)
    place = BUMPS[:0:-1].index(requires) if requires != "none" else len(numbers)
    if place < len(numbers):
        numbers = (*numbers[:place], numbers[place] + 1, *(0 for _ in numbers[place + 1 :]))
    return ".".join(map(str, numbers))


__all__ = ["BUDGET", "DiffReport", "Past", "as_json", "as_text", "compare", "past", "verdict"]
