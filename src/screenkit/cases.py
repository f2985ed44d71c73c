"""A screen's own cases: what an invented family's answers lead to, against what the author expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from screenkit.authored import Case
from screenkit.response import jurisdiction_zone
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer
from screenkit.summary import NextStep


def differences(screen: Screen, case: Case, given: Given) -> Iterator[str]:
    """What comes of the case otherwise than expected, one sentence each; nothing when all is as it should be."""
    zone = jurisdiction_zone(screen, given) or UTC
    moment = datetime.fromisoformat(case.as_of).replace(tzinfo=zone)
    found = Summarizer(screen, facts_of(screen, given, moment.date()), zone, "en")
    indications, steps = list(found.indications()), list(found.steps())
    for key, verdict in (("indicated", "indicated"), ("not_settled", "not-settled")):
        names = [indication.name for indication in indications if indication.verdict == verdict]
        yield from _compared(key, getattr(case.expect, key), names)
    for key, settled in (("next_steps", True), ("steps_not_settled", False)):
        names = [full_name(step) for step in steps if step.settled is settled]
        yield from _compared(key, getattr(case.expect, key), names)
    yield from _late(case, steps, zone)


def full_name(step: NextStep) -> str:
    """The step's name, with the value that it is for: `notify_consulate/MX`."""
    return f"{step.name}/{step.each}" if step.each else step.name


def _compared(key: str, expected: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    yield from (f"`{key}` lacks `{name}`, which is expected" for name in expected if name not in found)
    yield from (f"`{key}` has `{name}`, which is not expected" for name in found if name not in expected)


def _late(case: Case, steps: Sequence[NextStep], zone: tzinfo) -> Iterator[str]:
    times = {full_name(step): step.due.at for step in steps if step.due and step.due.at}
    for name, expected in case.expect.due.items():
        found = times[name].astimezone(zone).strftime("%Y-%m-%dT%H:%M") if name in times else "no time"
        if found != expected:
            yield f"`{name}` is due at {found}, not at {expected}"
