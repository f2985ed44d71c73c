"""By when a step is due, from the answers that start its clock."""

from __future__ import annotations

from datetime import datetime, tzinfo

from screenkit import summary as made
from screenkit.answers import Item, PartialDate
from screenkit.authored import Due
from screenkit.deadlines import Calendar, Start, due_at, latest_start, start_of
from screenkit.facts import Facts
from screenkit.screen import Screen
from screenkit.words import say


def due_of(screen: Screen, facts: Facts, due: Due | None, zone: tzinfo, language: str) -> made.Due | None:
    """The due time in words and as a moment; nothing is guessed where the clock's start is not known."""
    if due is None:
        return None
    calendar = calendar_of(screen, facts, zone)
    start = _start(facts, due, calendar)
    found = due_at(due.within, start, calendar)
    key = "within-" + due.within.unit.replace(" ", "-")
    return made.Due(
        within=say(key, language, n=due.within.amount),
        clock_started=start.earliest if start else None,
        at=found.earliest,
        at_latest=found.latest if found.latest != found.earliest else None,
        zone=str(zone),
        note=say(found.reason, language) if found.reason else "",
    )


def calendar_of(screen: Screen, facts: Facts, zone: tzinfo) -> Calendar:
    """The zone and the public holidays that count."""
    place = screen.jurisdiction(facts)
    holidays = place.holidays if place else None
    return Calendar(zone, holidays.country if holidays else None, holidays.subdivision if holidays else None)


def _start(facts: Facts, due: Due, calendar: Calendar) -> Start | None:
    answers = [facts.answer(Item(name)) for name in due.after]
    times = [answer for answer in answers if isinstance(answer, datetime | PartialDate)]
    if not times or len(times) < len(answers):
        return None
    return latest_start([start_of(time, calendar) for time in times])
