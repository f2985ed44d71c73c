"""A screen's own cases: what an invented family's answers lead to, against what the author expects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from screenkit import outcome
from screenkit.answers import Absent, Item
from screenkit.authored import Case, Expect
from screenkit.response import jurisdiction_zone
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer


def differences(screen: Screen, case: Case, given: Given) -> Iterator[str]:
    """What comes of the case otherwise than expected, one sentence each; nothing when all is as it should be."""
    return outcome.differences(case.expect, outcome_of(screen, case, given))


def set_aside(screen: Screen, case: Case, given: Given) -> Iterator[Item]:
    """What the case answers and is never asked, so that it tests nothing."""
    facts = facts_of(screen, given, datetime.fromisoformat(case.as_of).date())
    said = (item for item, answer in given.answers.items() if answer is not Absent.NOT_ASKED)
    return (item for item in said if item not in facts.answers)


def outcome_of(screen: Screen, case: Case, given: Given) -> Expect:
    """What the answers lead to at the moment that the case names."""
    zone = jurisdiction_zone(screen, given) or UTC
    moment = datetime.fromisoformat(case.as_of).replace(tzinfo=zone)
    return outcome.outcome_of(Summarizer(screen, facts_of(screen, given, moment.date()), zone, "en"))
