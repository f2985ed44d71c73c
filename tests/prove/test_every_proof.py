"""What is found and proven about random small screens, against every interview with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import pytest
from small_screens import TODAY, drafted, interviews

from screenkit.answers import Absent
from screenkit.conditions import Check, Condition
from screenkit.draft import Draft
from screenkit.facts import Truth
from screenkit.prove import Report, prove
from screenkit.prove.places import Places, Written
from screenkit.prove.replay import Interview
from screenkit.screen import Screen
from screenkit.standing import Given


@cache
def studied(seed: int) -> tuple[Screen, Draft, Report, list[Interview]]:
    """A random screen, what is said of it, and interviews with it."""
    screen, draft = drafted(seed)
    tried = [Interview(screen, given, TODAY) for given in interviews(screen, Random(seed))]  # noqa: S311 - a fixed screen, not a secret
    return screen, draft, prove(screen, draft, TODAY, 60), tried


def found(report: Report, code: str) -> set[str]:
    """The messages under a code."""
    return {one.diagnostic.message for one in report.findings if one.code == code}


def names(report: Report, code: str) -> set[str]:
    """The first names that the messages under a code put in backticks."""
    return {message.split("`")[1] for message in found(report, code)}


SEEDS = range(10_000, 10_200)


@pytest.mark.parametrize("start", range(SEEDS.start, SEEDS.stop, 50))
def test_what_is_never_is_never(start: int) -> None:
    """A question never asked, an indication never reported, a step never due: no interview does it."""
    for seed in range(start, start + 50):
        screen, _, report, tried = studied(seed)
        assert not report.unproved
        for one in tried:
            asked = {item.name for item, truth in one.facts.relevance.items() if truth is Truth.YES}
            assert not asked & names(report, "never-asked")
            reported = {rule.rule.name for rule in screen.indications if one.reports(rule, Truth.YES)}
            assert not reported & names(report, "never-indicated")
            assert not one.due & names(report, "never-due")


@pytest.mark.parametrize("start", range(SEEDS.start, SEEDS.stop, 50))
def test_what_is_promised_holds(start: int) -> None:
    """An assertion that is proven holds in every interview, and one that fails is shown by its own interview."""
    for seed in range(start, start + 50):
        screen, draft, report, tried = studied(seed)
        failed = names(report, "failed-assertion")
        for claim in Places(screen, draft).claims:
            check = claim.written.condition.closure()
            broken = [one for one in tried if _breaks(one, check, claim.rule.then, claim.rule.never)]
            assert claim.rule.name in failed or not broken
        for finding in report.findings:
            if finding.code == "failed-assertion":
                assert finding.persona is not None
                shown = Interview(screen, finding.persona.given, TODAY)
                claim = next(one for one in Places(screen, draft).claims if f"`{one.rule.name}`" in str(finding))
                assert _breaks(shown, claim.written.condition.closure(), claim.rule.then, claim.rule.never)


def _breaks(one: Interview, check: Check, then: str | None, never: str | None) -> bool:
    holds = check(one.facts, 0) is Truth.YES
    return holds and ((then is not None and then not in one.due) or never in one.due)


@pytest.mark.parametrize("start", range(SEEDS.start, SEEDS.stop, 50))
def test_a_concern_is_dropped_where_it_is_said_so(start: int) -> None:
    """No interview reports an indication without any step unless the finding says so."""
    for seed in range(start, start + 50):
        screen, _, report, tried = studied(seed)
        told = " ".join(found(report, "dropped-concern"))
        for one in tried:
            if not one.due:
                certain = [rule.rule.name for rule in screen.indications if one.reports(rule, Truth.YES)]
                unsettled = [rule.rule.name for rule in screen.indications if one.reports(rule, Truth.MAYBE)]
                assert not certain or "can be indicated" in told
                assert not unsettled or "can be not settled" in told


@pytest.mark.parametrize("start", range(SEEDS.start, SEEDS.stop, 50))
def test_saying_less_rules_nothing_out_where_that_is_proven(start: int) -> None:
    """Leaving out any answer of any interview rules out no indication and no step that is not named."""
    for seed in range(start, start + 50):
        screen, _, report, tried = studied(seed)
        told = names(report, "silence-lowers-concern")
        for one in Random(seed).sample(tried, min(len(tried), 25)):  # noqa: S311 - a fixed screen, not a secret
            for after in _silenced(one):
                left = _open(after)
                lowered = {name for name in _open(one) - left if not _may_be_another(name, after, left)}
                assert {name.partition("/")[0] for name in lowered} <= told, (seed, one.given, after.given)
        assert screen


def _standing(one: Interview) -> Given:
    rosters = {name: roster.instances for name, roster in one.facts.rosters.items() if roster.instances}
    return Given(dict(one.facts.answers), rosters)


def _silenced(one: Interview) -> Iterator[Interview]:
    before = _standing(one)
    for item, answer in before.answers.items():
        for absent in Absent if not isinstance(answer, Absent) else ():
            yield Interview(one.screen, Given({**before.answers, item: absent}, before.instances), TODAY)


def _open(one: Interview) -> set[str]:
    before = Interview(one.screen, _standing(one), TODAY)
    verdicts = (verdict for rule in one.screen.indications for verdict in before.verdicts(rule))
    return {name for name, truth in verdicts if truth is not Truth.NO} | set(before.possible)


def _may_be_another(name: str, after: Interview, left: set[str]) -> bool:
    """Whether it was said of an instance that is no longer asked about, and is open of one that nobody has named."""
    rule, _, number = name.partition("/")
    per = next((one.rule.per for one in after.screen.indications if one.rule.name == rule), None)
    gone = number.isdecimal() and per is not None and int(number) not in after.facts.roster(per).instances
    return gone and f"{rule}/?" in left


@pytest.mark.parametrize("start", range(SEEDS.start, SEEDS.stop, 50))
def test_a_part_is_idle_where_it_is_said_so(start: int) -> None:
    """Leaving out a part that never matters changes no interview; any other part nearly always changes one."""
    matters = shown = 0
    for seed in range(start, start + 50):
        screen, draft, report, tried = studied(seed)
        idle = {(one.diagnostic.message, one.diagnostic.place) for one in report.findings if one.code == "idle-part"}
        for written, differs in _conditions(screen, draft):
            for part in written.line.parts():
                fault = written.fault("", "", offset=part.offset, length=len(part.text))
                is_told = any(place == fault.place for _, place in idle)
                changes = any(differs(one, part.without) for one in tried)
                assert not (is_told and changes), (seed, written.text, part.text)
                matters, shown = matters + (not is_told), shown + (not is_told and changes)
    assert shown > matters * 0.75


Differs = Callable[[Interview, Condition], bool]


def _conditions(screen: Screen, draft: Draft) -> Iterator[tuple[Written, Differs]]:
    places = Places(screen, draft)
    for written in places.definitions.values():
        yield written, _differs(written.condition)
    for indicated, written in places.indications:
        yield written, _differs(written.condition, indicated.rule.per)
    for step, written in places.steps:
        if not step.rule.each:
            yield written, _differs(written.condition)


def _differs(condition: Condition, per: str | None = None) -> Differs:
    before = condition.closure()

    def differs(one: Interview, without: Condition) -> bool:
        after = without.closure()
        instances = one.facts.roster(per).instances if per else (0,)
        return any(before(one.facts, number) is not after(one.facts, number) for number in instances)

    return differs
