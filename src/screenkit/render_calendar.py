"""The deadlines of a summary for a calendar, which others may see: when, and of which screening; nothing of what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from screenkit.summary import CaseSummary, NextStep, ReferralSummary
from screenkit.words import say

if TYPE_CHECKING:
    from icalendar import Event

_Summary = ReferralSummary | CaseSummary


def calendar(summary: _Summary, width: int = 0) -> bytes:
    """An iCalendar file with an entry for each time at which steps are due; none for one without a time or done."""
    from icalendar import Calendar  # noqa: PLC0415 - an extra

    del width
    made = Calendar()
    made.add("prodid", "-//screenkit//deadlines//EN")
    made.add("version", "2.0")
    for (record, at), count in sorted(_due(summary).items()):
        made.add_component(_entry(summary, record, at, count))
    return bytes(made.to_ical())


def without_time(summary: _Summary) -> int:
    """How many next steps are in no calendar, because no time is known for them."""
    return sum(step.done is None and (step.due is None or step.due.at is None) for step in summary.next_steps)


def _due(summary: _Summary) -> dict[tuple[str, datetime], int]:
    """How many steps are due at a time, by the screening that leads to them."""
    found: dict[tuple[str, datetime], int] = {}
    for step in summary.next_steps:
        for record in _records(summary, step):
            if step.done is None and step.due and step.due.at:
                key = (record, step.due.at)
                found[key] = found.get(key, 0) + 1
    return found


def _records(summary: _Summary, step: NextStep) -> Iterator[str]:
    if isinstance(summary, ReferralSummary):
        yield summary.record.id
        return
    led_to_by = getattr(step, "led_to_by", ())
    yield from (one.record.id for one in summary.screenings if one.screen.id in led_to_by)


def _entry(summary: _Summary, record: str, at: datetime, count: int) -> Event:
    from icalendar import Event  # noqa: PLC0415 - an extra

    practice = summary.practice if isinstance(summary, CaseSummary) else summary.record.practice
    title = say("calendar-due", summary.language, id=record)
    made = Event()
    made.add("uid", f"{record}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}@screenkit")
    made.add("dtstamp", summary.as_of.astimezone(UTC))
    made.add("dtstart", at.astimezone(UTC))
    made.add("dtend", at.astimezone(UTC))
    made.add("summary", f"{say('practice-banner', summary.language)}: {title}" if practice else title)
    made.add("description", say("calendar-see", summary.language, count=count, id=record))
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    return made
