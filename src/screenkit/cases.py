"""A screen's own cases: what an invented family's answers lead to, against what the author expects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from screenkit import outcome
from screenkit.answers import Absent, Item
from screenkit.authored import Case, Expect
from screenkit.diagnostics import near, quoted
from screenkit.facts import Facts
from screenkit.interview import sequence
from screenkit.questions import Checkpoint
from screenkit.response import jurisdiction_zone
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer


def differences(screen: Screen, case: Case, given: Given) -> Iterator[str]:
    """What comes of the case otherwise than expected, one sentence each; nothing when all is as it should be."""
    yield from outcome.differences(case.expect, outcome_of(screen, case, given))
    if case.expect.not_asked:
        asked = asked_of(screen, _facts(screen, case, given))
        yield from (f"{quoted(name)} is asked" for name in case.expect.not_asked if name in asked)


def unknown_questions(screen: Screen, case: Case) -> Iterator[tuple[int, str, str | None]]:
    """The questions that the case says are not asked, and that no family is: the place, the name, and a hint."""
    known = [name_of(entry.item()) for entry in screen.all_entries()]
    for place, name in enumerate(case.expect.not_asked):
        if name not in known:
            yield place, name, near(name, known)


def asked_of(screen: Screen, facts: Facts) -> frozenset[str]:
    """The questions that come to be asked, of one instance at least; none after a checkpoint that is not met."""
    found: set[str] = set()
    for entry, item in sequence(screen, facts):
        found.add(name_of(item))
        if isinstance(entry.question, Checkpoint) and facts.answers.get(item, "yes") != "yes":
            break
    return frozenset(found)


def name_of(item: Item) -> str:
    """The question as cases name it: `children.born_on`."""
    return f"{item.repeat}.{item.name}" if item.repeat else item.name


def set_aside(screen: Screen, case: Case, given: Given) -> Iterator[Item]:
    """What the case answers and is never asked, so that it tests nothing."""
    facts = _facts(screen, case, given)
    said = (item for item, answer in given.answers.items() if answer is not Absent.NOT_ASKED)
    return (item for item in said if item not in facts.answers)


def _facts(screen: Screen, case: Case, given: Given) -> Facts:
    return facts_of(screen, given, datetime.fromisoformat(case.as_of).date())


def outcome_of(screen: Screen, case: Case, given: Given) -> Expect:
    """What the answers lead to at the moment that the case names."""
    zone = jurisdiction_zone(screen, given) or UTC
    moment = datetime.fromisoformat(case.as_of).replace(tzinfo=zone)
    return outcome.outcome_of(Summarizer(screen, facts_of(screen, given, moment.date()), zone, "en"))
