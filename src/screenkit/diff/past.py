"""What a new version makes of past screenings: read only, ids and names of outcomes, never an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from screenkit.authored import Expect
from screenkit.diff.report import Past, PastChange, PastUnreadable
from screenkit.outcome import outcome_of
from screenkit.records import KINDS, Records
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead
from screenkit.summarize import as_of, summarizer_at

Known = tuple[Literal["old", "record"], Expect]


@dataclass
class _Read:
    """What was met so far."""

    numbers: dict[bool, int] = field(default_factory=lambda: {False: 0, True: 0})
    changed: list[PastChange] = field(default_factory=list)
    unreadable: list[PastUnreadable] = field(default_factory=list)
    not_compared: list[str] = field(default_factory=list)
    passed_over: int = 0


def past(records: Records, old: Screen, new: Screen, now: datetime) -> Past:
    """What the new version makes of every screening of the old one; raises `NotSaved` for a folder others may use."""
    read = _Read()
    for practice in (False, True):
        if (records.home / KINDS[practice]).is_dir():
            for response in _responses(records, read, practice=practice):
                if response.screen.id in (old.id, new.id) and response.counts:
                    read.numbers[practice] += 1
                    _compare(response, old, new, now, read)
    return Past(
        real=read.numbers[False],
        practice=read.numbers[True],
        changed=tuple(read.changed),
        unreadable=tuple(read.unreadable),
        not_compared=tuple(read.not_compared),
        passed_over=read.passed_over,
    )


def _responses(records: Records, read: _Read, *, practice: bool) -> Iterator[Response]:
    for record_id in sorted(records.store(practice=practice).ids()):
        try:
            response = records.load(record_id)
        except (Faults, NoSuchRecord, NotRead):
            read.passed_over += 1
            continue
        if response.practice is practice:
            yield response


def _compare(response: Response, old: Screen, new: Screen, now: datetime, read: _Read) -> None:
    try:
        after = _outcome(new, response, now)
    except Faults as faults:
        codes = tuple(dict.fromkeys(one.code for one in faults.diagnostics))
        read.unreadable.append(PastUnreadable(id=response.id, practice=response.practice, codes=codes))
        return
    known = _before(old, response, now)
    if known is None:
        read.not_compared.append(response.id)
        return
    found = _difference(response, *known, after)
    if found is not None:
        read.changed.append(found)


def _outcome(screen: Screen, response: Response, now: datetime) -> Expect:
    return outcome_of(summarizer_at(screen, response, as_of(response, now)))


def _before(old: Screen, response: Response, now: datetime) -> Known | None:
    """What the old version makes of it, or where that cannot read it what was recorded at its end."""
    try:
        return "old", _outcome(old, response, now)
    except Faults:
        recorded = [event.outcome for event in response.events if event.kind == "completed" and event.outcome]
        return ("record", recorded[-1]) if recorded else None


def _difference(
    response: Response, compared_with: Literal["old", "record"], before: Expect, after: Expect
) -> PastChange | None:
    sure, open_ = ([_names(one, number) for one in (before, after)] for number in (0, 1))
    gained, lost = sure[1] - sure[0], sure[0] - sure[1]
    known = gained | lost
    steps = [{*one.next_steps, *one.steps_not_settled} for one in (before, after)]
    due = {name for name in steps[0] & steps[1] if before.due.get(name) != after.due.get(name)}
    names = {
        "gained": _told(gained),
        "lost": _told(lost),
        "opened": _told(open_[1] - open_[0] - known),
        "closed": _told(open_[0] - open_[1] - known),
        "due": _told({("step", name) for name in due}),
    }
    if not any(names.values()):
        return None
    return PastChange(id=response.id, practice=response.practice, compared_with=compared_with, **names)


def _names(outcome: Expect, number: int) -> set[tuple[str, str]]:
    """What is certain, or with 1 what is open."""
    indications = (outcome.indicated, outcome.not_settled)[number]
    steps = (outcome.next_steps, outcome.steps_not_settled)[number]
    return {("indication", name) for name in indications} | {("step", name) for name in steps}


def _told(names: set[tuple[str, str]]) -> tuple[str, ...]:
    """The names in order; a step without the value that it is for, which somebody answered."""
    return tuple(sorted({name.partition("/")[0] if kind == "step" else name for kind, name in names}))
