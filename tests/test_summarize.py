"""The summary: what follows from the answers, why, what would settle the rest, in which order and by when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, indication, repeated, say, step
from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.facts import Truth
from screenkit.interview import record
from screenkit.response import Response, ScreenOf, answered, from_bytes, happened, start, to_bytes
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer, summarize
from screenkit.summary import (
    Cited,
    ContactShown,
    Due,
    Ground,
    Indication,
    NextStep,
    OpenQuestion,
    RecordOf,
    ReferralSummary,
)

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=-7)))
OWN = Cited(citation="own-reading", title="Our own", checked_on="2026-11-22")
HOTLINE = ContactShown(
    label="The hotline",
    channel="phone",
    value="1-505-555-0100",
    caution="Calls may be shared.",
    source="Our own",
    source_date="2020",
    checked_on="2026-11-22",
    confidence="medium",
)


def found(screen: Screen, answers: dict[Item, Answer], **instances: tuple[int, ...]) -> Summarizer:
    """What follows from these answers."""
    return Summarizer(screen, facts_of(screen, Given(answers, instances), TODAY), UTC, "en")


def ground(item: str, question: str, answer: str, rule: str, truth: Any = "holds") -> Ground:  # noqa: ANN401 - a literal
    """One answer that led to a result."""
    return Ground(items=(item,), questions=(question,), answers=(answer,), rule=rule, truth=truth)


def silent(item: str, question: str, state: Absent = Absent.NOT_ASKED) -> OpenQuestion:
    """A question that would settle something."""
    return OpenQuestion(item=item, question=question, state=state)


# A whole summary.

WHOLE = generators.load(
    generators.authored(
        [
            asked("jurisdiction", "select_one", choices="jurisdictions"),
            asked("intro", "note"),
            asked("debt"),
            asked("noted_at", "datetime", relevant="debt is yes"),
            repeated("children", [asked("calm"), asked("countries", "select_multiple", choices="countries")]),
        ],
        indications=[
            indication("debt_bondage", "debt is yes"),
            indication("restless", "calm is no", per="children"),
            indication("somebody_calm", "any(children, calm is yes)"),
        ],
        next_steps=[
            step("later", "debt is yes", urgency="routine"),
            step(
                "notice",
                "debt is yes",
                urgency="urgent",
                action=say("Tell {jurisdiction.unit} in {jurisdiction.label}."),
                who=say("You and {jurisdiction.agency}"),
                contacts=["hotline"],
                due={"within": "24 hours", "after": ["noted_at"]},
            ),
            step(
                "consulate",
                "each is not US",
                each=["children.countries"],
                action=say("Tell the consulate of {each}."),
                if_unsure="ask_again",
            ),
            step("ask_again", urgency="urgent"),
        ],
    )
)


def test_a_whole_summary() -> None:
    """Every result stands with its answers, its source and what is still open, the most urgent step first."""
    response = start(WHOLE, "k7m2-x9qd", NOON, language="es", practice=False, case="C-17")
    for repeat in ("children", "children"):
        response = happened(response, NOON, "added", item=repeat, instance=len(response.events))
    for item, answer in (
        (Item("jurisdiction"), "new_mexico"),
        (Item("intro"), "read"),
        (Item("debt"), "yes"),
        (Item("noted_at"), datetime(2026, 11, 20, 14, 30)),  # noqa: DTZ001 - wall clock
        (Item("calm", "children", 1), "no"),
        (Item("countries", "children", 1), ("MX", "US")),
        (Item("calm", "children", 2), Absent.UNKNOWN),
        (Item("countries", "children", 2), Absent.DECLINED),
        (Item("children"), "complete"),
    ):
        response = answered(WHOLE, response, item, answer, NOON)
    debt = ground("debt", "debt?", "Yes", "“debt?” is Yes")
    first_countries = "children 1: countries?"
    second_countries = silent("children[2].countries", "children 2: countries?", Absent.DECLINED)
    second_calm = silent("children[2].calm", "children 2: calm?", Absent.UNKNOWN)
    not_named = ground(
        "children[2].countries", "children 2: countries?", "would rather not say", "“countries?” was answered", "open"
    )
    assert summarize(WHOLE, response, NOON) == ReferralSummary(
        record=RecordOf(id="k7m2-x9qd", case="C-17", status="in-progress", practice=False, language="es"),
        screen=ScreenOf(id="random-screen", version="1.0.0", sha256=WHOLE.digest),
        title="A random screen",
        language="en",
        as_of=NOON.astimezone(UTC),
        zone="America/Denver",
        answered=7,
        unanswered=2,
        indications=(
            Indication(name="debt_bondage", label="Sign debt_bondage", verdict="indicated", because=(debt,), source=OWN),
            Indication(
                name="restless/1",
                label="Sign restless",
                of="children 1",
                verdict="indicated",
                because=(ground("children[1].calm", "children 1: calm?", "No", "“calm?” is No"),),
                source=OWN,
            ),
            Indication(
                name="restless/2",
                label="Sign restless",
                of="children 2",
                verdict="not-settled",
                because=(ground("children[2].calm", "children 2: calm?", "does not know", "“calm?” is No", "open"),),
                would_settle=(second_calm,),
                source=OWN,
            ),
            Indication(
                name="somebody_calm",
                label="Sign somebody_calm",
                verdict="not-settled",
                because=(ground("children[2].calm", "children 2: calm?", "does not know", "“calm?” is Yes", "open"),),
                would_settle=(second_calm,),
                source=OWN,
            ),
        ),
        next_steps=(
            NextStep(
                name="notice",
                urgency="urgent",
                action="Tell Immigration Affairs Unit in New Mexico.",
                who=f"You and {_no_agency()}",
                contacts=(HOTLINE,),
                due=Due(
                    within="within 24 hours",
                    clock_started=datetime(2026, 11, 20, 21, 30, tzinfo=UTC),
                    at=datetime(2026, 11, 21, 21, 30, tzinfo=UTC),
                    zone="America/Denver",
                ),
                because=(debt,),
                source=OWN,
            ),
            NextStep(
                name="ask_again",
                follows="consulate",
                urgency="urgent",
                action="Do ask_again.",
                because=(not_named,),
                would_settle=(second_countries,),
                source=OWN,
            ),
            NextStep(
                name="consulate",
                each="MX",
                urgency="soon",
                action="Tell the consulate of Country MX.",
                because=(
                    ground(
                        "children[1].countries", first_countries, "Country MX, Country US", "“countries?” includes Country MX"
                    ),
                ),
                source=OWN,
            ),
            NextStep(name="later", urgency="routine", action="Do later.", because=(debt,), source=OWN),
        ),
        steps_not_settled=(
            NextStep(
                name="consulate",
                each="?",
                settled=False,
                urgency="soon",
                action="Tell the consulate of not yet named.",
                because=(not_named,),
                would_settle=(second_countries,),
                source=OWN,
            ),
        ),
        open_questions=(second_calm, second_countries),
    )


def _no_agency() -> str:
    from screenkit.words import say as interface  # noqa: PLC0415 - authored texts are said with the other one here

    return interface("no-agency", "en")


# Why, and what would settle it.

GROUNDS = generators.load(
    generators.authored(
        [
            asked("gate"),
            asked("a"),
            asked("b"),
            asked("c", relevant="gate is yes"),
            asked("born_on", "date"),
            repeated("children", [asked("calm")]),
            repeated("parents", [asked("here")], relevant="gate is yes"),
        ],
        define={"idea": "a is yes"},
    )
)


def explained(when: str, answers: dict[str, Any], calm: tuple[Any, ...] = (), more: Any = None) -> tuple[str, str, str]:  # noqa: ANN401 - answers
    """The verdict, the items that led to it each with what it makes of the rule, and those that would settle it."""
    given: dict[Item, Answer] = {Item(name): answer for name, answer in answers.items()}
    given |= {Item("calm", "children", n): answer for n, answer in enumerate(calm, 1) if answer is not None}
    given |= {} if more is None else {Item("children"): more}
    source = generators.authored(
        [entry_of(one) for one in GROUNDS.authored.model_dump(mode="json")["questions"]],
        define={"idea": "a is yes"},
        indications=[indication("sign", when)],
    )
    screen = generators.load(source)
    (result,) = found(screen, given, children=tuple(range(1, len(calm) + 1))).indications()
    because = " ".join(f"{item}:{one.truth}" for one in result.because for item in one.items)
    return result.verdict, because, " ".join(one.item for one in result.would_settle)
