"""The summary: what follows from the answers, why, what would settle the rest, in which order and by when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, indication, repeated, say, step
from screenkit.answers import Absent, Answer, Item, PartialDate, parse_item
from screenkit.conditions import parse_condition
from screenkit.interview import record
from screenkit.outcome import outcome_of
from screenkit.response import Response, answered, from_bytes, happened, start, to_bytes
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
    ScreenUsed,
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
        screen=ScreenUsed(id="random-screen", version="1.0.0", sha256=WHOLE.digest, proof="not-checked"),
        title="A random screen",
        language="en",
        as_of=NOON.astimezone(UTC),
        zone="America/Denver",
        answered=5,
        unanswered=2,
        indications=(
            Indication(
                name="debt_bondage", label="Sign debt_bondage", verdict="indicated", because=(debt,), source=OWN
            ),
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
                who="You and your agency",
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
                        "children[1].countries",
                        first_countries,
                        "Country MX, Country US",
                        "“countries?” includes Country MX",
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
                action="Tell the consulate of one not yet named.",
                because=(not_named,),
                would_settle=(second_countries,),
                source=OWN,
            ),
        ),
        open_questions=(second_calm, second_countries),
    )


# Why, and what would settle it.

GROUNDS = generators.load(
    generators.authored(
        [
            asked("gate"),
            asked("a"),
            asked("b"),
            asked("c", relevant="gate is yes"),
            asked("d", relevant="c is yes and a is yes"),
            asked("born_on", "date"),
            repeated("children", [asked("calm"), asked("why", "text", relevant="calm is no")]),
            repeated("parents", [asked("here")], relevant="gate is yes"),
        ]
    )
)
IDEA = parse_condition("a is yes", generators.scope_of(GROUNDS))


def explained(text: str, answers: str) -> tuple[str, str]:
    """The items that led to a result, each with what it makes of the rule, and those that would settle it.

    Answers are written as `a=yes children[1].calm=no`; a repeat with a value is complete.
    """
    pairs = [pair.split("=") for pair in answers.split()]
    given = {item: GROUNDS.question(item).parse(word) for name, word in pairs if (item := parse_item(name))}
    opened = tuple(sorted({item.instance for item in given if item.instance}))
    summarizer = found(GROUNDS, given, children=opened)
    condition = parse_condition(text, generators.scope_of(GROUNDS, idea=IDEA))
    because = [f"{item}:{one.truth}" for one in summarizer.because(condition, summarizer.facts) for item in one.items]
    settling = [one.item for one in summarizer.would_settle(condition, summarizer.facts)]
    return " ".join(because), " ".join(settling)


@pytest.mark.parametrize(
    ("text", "answers", "because", "settled_by"),
    [
        # an atom: its own answer, or the lack of one
        ("a is yes", "a=yes", "a:holds", ""),
        ("a is yes", "a=no", "a:ruled-out", ""),
        ("a is yes", "", "a:open", "a"),
        ("idea", "a=no", "a:ruled-out", ""),
        # and: all that hold, those that fail, or those still open
        ("a is yes and b is yes", "a=yes b=yes", "a:holds b:holds", ""),
        ("a is yes and b is yes", "a=no b=yes", "a:ruled-out", ""),
        ("a is yes and b is yes", "a=no", "a:ruled-out", ""),
        ("a is yes and b is yes", "a=yes", "b:open", "b"),
        ("a is yes and b is yes", "", "a:open b:open", "a b"),
        # or: those that hold, all that fail, or those still open
        ("a is yes or b is yes", "a=yes", "a:holds", ""),
        ("a is yes or b is yes", "a=no b=no", "a:ruled-out b:ruled-out", ""),
        ("a is yes or b is yes", "a=no", "b:open", "b"),
        # counts, also those that stay low
        ("count_yes(a, b) >= 1", "a=yes b=no", "a:holds", ""),
        ("count_yes(a, b) >= 2", "a=yes b=no", "a:holds b:ruled-out", ""),
        ("count_yes(a, b) < 2", "a=yes b=no", "a:holds b:ruled-out", ""),
        ("count_yes(a, b) < 1", "a=yes b=no", "a:holds", ""),
        ("count_yes(a, b) < 2", "a=yes", "b:open", "b"),
        # what is said of silence
        ("possibly(a is yes)", "", "a:open", ""),
        ("possibly(a is yes)", "a=no", "a:ruled-out", ""),
        ("unsure(a is yes)", "", "a:open", ""),
        ("possibly(a is yes) and b is yes", "", "b:open", "b"),
        # a question that is not asked leads back to the one that decides it
        ("c is yes", "gate=no", "c:ruled-out", ""),
        ("c is yes", "gate=yes", "c:open", "c"),
        ("c is yes", "", "c:open", "gate"),
        ("d is yes", "", "d:open", "gate a"),
        ("d is yes", "a=yes gate=yes", "d:open", "c"),
        ("d is yes", "a=yes gate=yes c=yes", "d:open", "d"),
        # instances: those that make it so, and whether there are more
        ("any(children, calm is no)", "children[1].calm=no children[2].calm=yes", "children[1].calm:holds", ""),
        ("any(children, calm is no)", "children[1].calm=yes children=complete", "children[1].calm:ruled-out", ""),
        ("any(children, calm is no)", "children[1].calm=yes", "children:open", "children"),
        (
            "any(children, calm is no)",
            "children[1].why=x",
            "children[1].calm:open children:open",
            "children[1].calm children",
        ),
        ("any(children, calm is no)", "", "children:open", "children"),
        ("any(children, calm is no)", "children=complete", "children:ruled-out", ""),
        ("all(children, calm is no)", "children[1].calm=no children=complete", "children[1].calm:holds", ""),
        ("all(children, calm is no)", "children[1].calm=yes", "children[1].calm:ruled-out", ""),
        ("all(children, calm is no)", "children[1].calm=no", "children:open", "children"),
        ("count(children, calm is no) < 1", "children[1].calm=yes children=complete", "children[1].calm:ruled-out", ""),
        ("count(children, calm is no) < 1", "children[1].calm=no", "children[1].calm:holds", ""),
        (
            "any(children, answered(why))",
            "children[1].calm=no children=complete",
            "children[1].why:open",
            "children[1].why",
        ),
        (
            "any(children, answered(why))",
            "children[1].why=x children=complete",
            "children[1].why:open",
            "children[1].calm",
        ),
        ("any(parents, here is yes)", "", "parents:open", "gate"),
        ("any(parents, here is yes)", "gate=no", "parents:ruled-out", ""),
        # a date in part is an answer that leaves something open
        ("age(born_on) < 18", "born_on=2008", "born_on:open", "born_on"),
        # each question once, in the order of the screen
        ("b is yes and (a is yes or b is no)", "", "b:open a:open b:open", "a b"),
    ],
)
def test_why_and_what_would_settle_it(text: str, answers: str, because: str, settled_by: str) -> None:
    """A result names the answers that made it so, and while it is open the questions that could still change it."""
    assert explained(text, answers) == (because, settled_by)


# Which steps follow.

STEPS = generators.load(
    generators.authored(
        [
            asked("a"),
            asked("b"),
            asked("land", "select_one", choices="countries"),
            asked("lands", "select_multiple", choices="countries"),
            asked("gated", "select_one", choices="countries", relevant="b is yes"),
            repeated("children", [asked("home", "select_one", choices="countries")]),
        ],
        next_steps=[
            step("first", "a is yes", if_unsure="meanwhile"),
            step("second", "b is yes", if_unsure="meanwhile"),
            step("third", "a is yes and b is yes", if_unsure="first"),
            step("meanwhile"),
            step("each_land", "a is yes and each is not US", each=["land", "lands"]),
            step("each_home", "each in lands", each=["children.home"]),
            step("each_gated", "a is yes", each=["gated"]),
        ],
    )
)


@pytest.mark.parametrize(
    ("answers", "steps"),
    [
        # `+` is due, `?` may be, and `<` names the step that it follows while that one is not settled
        ({"a": "no", "b": "no"}, ""),
        ({"a": "yes", "b": "no", "land": "US", "lands": ()}, "first+"),
        ({"a": "no"}, "second? meanwhile+<second"),
        ({"land": "US", "lands": ()}, "second? third? each_gated/?? meanwhile+<first first+<third"),
        ({"a": "yes", "land": "US", "lands": ()}, "first+ second? third? each_gated/?? meanwhile+<second"),
        ({"a": "yes", "b": "no", "land": "MX", "lands": ("MX", "US", "GT")}, "first+ each_land/MX+ each_land/GT+"),
        ({"a": "yes", "b": "no", "land": "MX"}, "first+ each_land/MX+ each_land/??"),
        ({"b": "no", "land": "MX", "lands": ()}, "first? each_land/MX? meanwhile+<first"),
        ({"a": "yes", "b": "no"}, "first+ each_land/??"),
        ({"a": "no", "b": "no", "lands": ("MX",), "home": "MX"}, "each_home/MX+"),
        ({"a": "no", "b": "no", "lands": ("MX",), "home": "GT"}, ""),
        ({"a": "no", "b": "no", "lands": ("MX",), "home": None}, "each_home/??"),
        ({"a": "no", "b": "no", "lands": (), "home": None}, ""),
        ({"a": "no", "b": "no", "lands": ("MX",), "home": "MX", "more": Absent.UNKNOWN}, "each_home/MX+"),
        (
            {"a": "no", "b": "no", "lands": ("MX", "GT"), "home": "MX", "more": Absent.UNKNOWN},
            "each_home/MX+ each_home/??",
        ),
    ],
)
def test_which_steps_follow(answers: dict[str, Any], steps: str) -> None:
    """A step is due, may be, or follows one that is open; with `each` once for each value, `?` for one not named."""
    given: dict[Item, Answer] = {Item("children"): answers.get("more", "complete")}
    given |= {Item(name): answer for name, answer in answers.items() if name not in ("home", "more")}
    given |= {Item("home", "children", 1): answers["home"]} if answers.get("home") else {}
    shown = [
        one.full_name + ("+" if one.settled else "?") + (f"<{one.follows}" if one.follows else "")
        for one in found(STEPS, given, children=(1,) if "home" in answers else ()).steps()
    ]
    assert " ".join(shown) == steps


def test_what_would_name_another_value() -> None:
    """A step for a value not yet named is settled by the questions that could name it, whatever its condition says."""
    given: dict[Item, Answer] = {Item("a"): "yes", Item("land"): Absent.DECLINED, Item("lands"): ("MX",)}
    steps = {(one.name, one.each): one for one in found(STEPS, given, children=(1,)).steps()}
    assert [one.item for one in steps["each_land", "?"].would_settle] == ["land"]
    assert [one.items for one in steps["each_land", "MX"].because] == [("lands",), ("a",)]
    assert [one.item for one in steps["each_home", "?"].would_settle] == ["children[1].home", "children"]


ORDER = generators.load(
    generators.authored(
        [asked("a"), asked("early", "datetime"), asked("late", "datetime")],
        next_steps=[
            step("routine", "a is yes", urgency="routine"),
            step("soon_late", "a is yes", due={"within": "2 days", "after": ["late"]}),
            step("soon_never", "a is yes"),
            step("soon_early", "a is yes", due={"within": "2 days", "after": ["early"]}),
            step("urgent_first", "a is yes", urgency="urgent"),
            step("urgent_without_delay", "a is yes", urgency="urgent", due={"within": "without delay"}),
            step("urgent_due", "a is yes", urgency="urgent", due={"within": "24 hours", "after": ["early", "late"]}),
        ],
    )
)
ORDERED = ("urgent_due", "urgent_first", "urgent_without_delay", "soon_early", "soon_late", "soon_never", "routine")


@pytest.mark.parametrize("answer", ["yes", Absent.UNKNOWN])
def test_the_order_of_steps(answer: Answer) -> None:
    """Steps stand by urgency, then by the time when they are due, then as the author wrote them."""
    response = start(ORDER, "k7m2-x9qd", NOON, language="en", practice=False, case=None)
    for name, value in (
        ("a", answer),
        ("early", datetime(2026, 11, 20, 8, 0)),  # noqa: DTZ001 - wall clock
        ("late", datetime(2026, 11, 21, 8, 0)),  # noqa: DTZ001 - wall clock
    ):
        response = record(ORDER, response, Item(name), value, NOON).response
    summary = summarize(ORDER, response, NOON)
    steps, others = summary.next_steps, summary.steps_not_settled
    assert tuple(one.name for one in (steps if answer == "yes" else others)) == ORDERED
    assert (others if answer == "yes" else steps) == ()


ROWS = generators.load(
    generators.authored(
        [asked("jurisdiction", "select_one", choices="jurisdictions"), asked("a")],
        next_steps=[step("serve", "a is yes", action=say("Serve: {jurisdiction.service_abroad}."))],
    )
)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("new_mexico", "Serve: the Unit."),
        ("other", "Serve: not stated in our sources."),
        (Absent.UNKNOWN, "Serve: not stated in our sources."),
    ],
)
def test_a_row_of_the_matrix_is_filled_in(place: Answer, words: str) -> None:
    """What the sources say of the chosen place stands in the step, or that they are silent."""
    answers = {Item("jurisdiction"): place, Item("a"): "yes"}
    assert [one.action for one in found(ROWS, answers).steps()] == [words]


DUE = generators.load(
    generators.authored(
        [
            asked("jurisdiction", "select_one", choices="jurisdictions"),
            asked("a"),
            asked("at", "datetime"),
            asked("on", "date"),
        ],
        next_steps=[
            step("hours", "a is yes", due={"within": "24 hours", "after": ["at"]}),
            step("latest", "a is yes", due={"within": "10 days", "after": ["at", "on"]}),
            step("working", "a is yes", due={"within": "5 working days", "after": ["at"]}),
            step("at_once", "a is yes", due={"within": "without delay"}),
        ],
    )
)
NO_START = "not worked out: the time when the clock starts is not known yet"
NO_CALENDAR = "not worked out: working days need the holidays of the jurisdiction (install screenkit[deadlines])"
NO_NUMBER = "the source gives no number of hours or days"


def due(answers: dict[str, Answer]) -> dict[str, str]:
    """When each step is due, or the note that says why that is not known."""
    given = {Item(name): answer for name, answer in {"a": "yes", **answers}.items()}
    shown = {}
    for one in found(DUE, given).steps():
        assert one.due is not None
        times = [f"{time:%m-%dT%H:%M}" for time in (one.due.at, one.due.at_latest) if time]
        shown[one.name] = " to ".join(times) or one.due.note
    return shown


def test_when_steps_are_due() -> None:
    """The clock starts at the latest of the named times; what is known by day only gives a span."""
    answers: dict[str, Answer] = {"at": datetime(2026, 11, 20, 14, 30), "on": PartialDate(2026, 11, 21)}  # noqa: DTZ001 - wall clock
    assert due(answers) == {
        "hours": "11-21T14:30",
        "latest": "12-01T00:00 to 12-01T23:59",
        "working": NO_CALENDAR,
        "at_once": NO_NUMBER,
    }


@pytest.mark.parametrize("silence", list(Absent))
def test_nothing_is_guessed_where_the_clock_has_not_started(silence: Absent) -> None:
    """One missing time is enough: the deadline says that it is not known, and not when it would be."""
    answers: dict[str, Answer] = {"at": silence, "on": PartialDate(2026, 11, 21)}
    assert due(answers) == {"hours": NO_START, "latest": NO_START, "working": NO_START, "at_once": NO_NUMBER}


def test_the_words_of_a_summary_are_in_the_language_asked_for() -> None:
    """The interface speaks Spanish where it is asked to; what the author wrote in English only stays English."""
    response = start(DUE, "k7m2-x9qd", NOON, language="en", practice=False, case=None)
    response = answered(DUE, response, Item("a"), "yes", NOON)
    summary = summarize(DUE, response, NOON, "es")
    assert summary.language == "es"
    assert summary.next_steps[0].because[0].answers == ("Sí",)
    assert summary.next_steps[0].because[0].rule == "“a?” es Sí"
    notes = {one.name: one.due.note for one in summary.next_steps if one.due}
    assert notes["hours"] == "sin calcular: aún no se sabe cuándo empieza a contar el plazo"
    assert notes["at_once"] == "la fuente no da un número de horas ni de días"
    assert [one.due.within for one in summary.next_steps if one.due] == [
        "en un plazo de 24 horas",
        "en un plazo de 10 días",
        "en un plazo de 5 días hábiles",
        "sin demora",
    ]


def test_a_finished_screening_is_told_as_of_its_end() -> None:
    """The summary of a screening that has ended speaks of that moment, and of now while it goes on."""
    screen = generators.load(
        generators.authored([asked("born_on", "date")], indications=[indication("minor", "age(born_on) < 18")])
    )
    response = start(screen, "k7m2-x9qd", NOON, language="en", practice=False, case=None)
    response = answered(screen, response, Item("born_on"), PartialDate(2008, 12, 1), NOON)
    ended = happened(response, NOON, "completed")
    later = NOON + timedelta(days=60)
    assert [one.verdict for one in summarize(screen, response, NOON).indications] == ["indicated"]
    assert [one.verdict for one in summarize(screen, response, later).indications] == ["not-indicated"]
    assert summarize(screen, ended, later).as_of == NOON.astimezone(UTC)
    assert [one.verdict for one in summarize(screen, ended, later).indications] == ["indicated"]
    assert summarize(screen, happened(ended, later, "resumed"), later).as_of == later.astimezone(UTC)


# Properties.


@settings(max_examples=120, deadline=None)
@given(data=st.data(), authored=generators.screens(may_lower=False))
def test_silence_never_lowers_concern(data: st.DataObject, authored: generators.Mapped) -> None:
    """No answer that is taken back, declined or not known rules out what was not ruled out before."""
    # Left out by their meaning: `unsure(…)` ends when something becomes certain, and a count that must stay low ends
    # when `q in (unknown, …)` adds to it. Answers that are set aside are left out too: silence may bring one of them
    # back into force, and then it is what was once said that rules something out.
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen, in_force=TODAY))
    spoken = sorted(item for item, answer in given.answers.items() if not isinstance(answer, Absent))
    if not spoken:
        return
    item, silence = data.draw(st.sampled_from(spoken)), data.draw(st.sampled_from([None, *Absent]))
    quiet = {other: answer for other, answer in given.answers.items() if other != item}
    quiet |= {} if silence is None else {item: silence}
    before = _outcome(screen, given)
    after = _outcome(screen, Given(quiet, given.instances))
    assert {name for name in before if name not in after and not _is_open(name, before, after)} == set()


def _outcome(screen: Screen, given: Given) -> dict[tuple[str, str], str]:
    """What is indicated or may be, and what is to be done or may be, each with the step that it follows if it does."""
    facts = facts_of(screen, given, TODAY)
    result = Summarizer(screen, facts, UTC, "en")
    shown: dict[tuple[str, str], str] = {}
    shown |= {("sign", one.name): one.verdict for one in result.indications() if one.verdict != "not-indicated"}
    shown |= {(one.name, one.each): one.follows or ("due" if one.settled else "open") for one in result.steps()}
    return shown


def _is_open(name: tuple[str, str], before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> bool:
    """Whether what is gone is open in another way."""
    kind, which = name
    if kind == "sign":
        # A child who is not asked about any more may still be one: that is the row of the one not yet named.
        rule, _, instance = which.partition("/")
        return bool(instance) and (kind, f"{rule}/?") in after
    if before[name] not in ("due", "open"):
        # What followed while another step was not settled is not needed once that one is certain.
        return any(step == before[name] and how == "due" for (step, _), how in after.items())
    # A value that is no longer named may still be: that is the row of the value not yet named.
    return bool(which) and (kind, "?") in after


GATED = generators.load(
    generators.authored(
        [
            asked("custody"),
            asked("has_children"),
            repeated(
                "children", [asked("calm"), asked("why", "text", relevant="calm is no")], relevant="has_children is yes"
            ),
        ],
        indications=[
            indication("restless", "calm is no", per="children"),
            indication("told", "custody is yes and answered(why)", per="children"),
        ],
    )
)


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        ({}, "restless/? told/?"),
        ({"has_children": Absent.DECLINED}, "restless/? told/?"),
        ({"has_children": "no"}, ""),
        ({"has_children": "yes", "custody": "no"}, "restless/1? restless/? told/1-"),
        ({"has_children": "yes", "calm": "no"}, "restless/1+ restless/? told/1? told/?"),
        ({"has_children": "yes", "calm": "yes", "more": "complete"}, "restless/1- told/1-"),
        ({"has_children": Absent.UNKNOWN, "calm": "no", "more": "complete"}, "restless/? told/?"),
    ],
)
def test_what_is_reported_of_somebody_whom_nobody_has_named(answers: dict[str, Any], results: str) -> None:
    """While there may be another child, a result is open for that one, unless what is known rules it out for any."""
    given: dict[Item, Answer] = {Item(name): one for name, one in answers.items() if name not in ("calm", "more")}
    given |= {Item("calm", "children", 1): answers["calm"]} if "calm" in answers else {}
    given |= {Item("children"): answers["more"]} if "more" in answers else {}
    shown = {"indicated": "+", "not-settled": "?", "not-indicated": "-"}
    told = found(GATED, given, children=(1,)).indications()
    names = [one.name + ("" if one.name.endswith("?") else shown[one.verdict]) for one in told]
    assert " ".join(names) == results


def test_who_has_not_been_named_is_called_so() -> None:
    """The result says whose it is and what would settle it, and of what was never asked it says nothing."""
    told = list(found(GATED, {Item("custody"): "yes", Item("has_children"): Absent.DECLINED}).indications())
    gate = silent("has_children", "has_children?", Absent.DECLINED)
    assert [(one.of, one.verdict, one.would_settle) for one in told] == [
        ("children (not yet named)", "not-settled", (gate,))
    ] * 2
    assert [[ground.items for ground in one.because] for one in told] == [[("children",)], [("children",)]]
    named = list(found(GATED, {Item("has_children"): "yes", Item("custody"): "yes"}).indications())
    more = silent("children", "Another of children?", Absent.NOT_ASKED)
    assert [one.would_settle for one in named] == [(more,), (more,)]


@settings(max_examples=80, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_every_result_says_why_and_what_is_open(data: st.DataObject, authored: generators.Mapped) -> None:
    """Every result names its answers, and one that is not settled the questions that would settle it, each once."""
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen))
    result = Summarizer(screen, facts_of(screen, given, TODAY), UTC, "en")
    results: list[Indication | NextStep] = [*result.indications(), *result.steps()]
    for one in results:
        settled = one.settled if isinstance(one, NextStep) else one.verdict != "not-settled"
        assert one.because
        assert settled or one.would_settle
        assert len(set(one.would_settle)) == len(one.would_settle)
        answers = [result.facts.answer(parsed(other.item)) for other in one.would_settle]
        assert [answer for answer in answers if not isinstance(answer, Absent | PartialDate)] == []


@settings(max_examples=60, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_what_a_record_keeps_is_what_the_summary_says(data: st.DataObject, authored: generators.Mapped) -> None:
    """By name and in the rules' order; and when each step is due."""
    screen = generators.load(authored)
    result = Summarizer(screen, facts_of(screen, data.draw(generators.givens(screen)), TODAY), UTC, "en")
    kept, said, steps = outcome_of(result), list(result.indications()), list(result.steps())
    assert kept.indicated == tuple(one.name for one in said if one.verdict == "indicated")
    assert kept.not_settled == tuple(one.name for one in said if one.verdict == "not-settled")
    assert kept.next_steps == tuple(one.full_name for one in steps if one.settled)
    assert kept.steps_not_settled == tuple(one.full_name for one in steps if not one.settled)
    due = {one.full_name: one.due.at for one in steps if one.due and one.due.at}
    assert kept.due == {name: at.strftime("%Y-%m-%dT%H:%M") for name, at in due.items()}


def parsed(text: str) -> Item:
    """The item of that name."""
    item = parse_item(text)
    assert item is not None
    return item


@settings(max_examples=60, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_the_same_record_gives_the_same_summary(data: st.DataObject, authored: generators.Mapped) -> None:
    """A summary can be worked out again from what was saved, at any later time once the screening has ended."""
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen))
    response: Response = start(screen, "k7m2-x9qd", NOON, language="en", practice=False, case=None)
    for repeat, instances in given.instances.items():
        for instance in instances:
            response = happened(response, NOON, "added", item=repeat, instance=instance)
    for item, answer in given.answers.items():
        response = answered(screen, response, item, answer, NOON)
    response = happened(response, NOON, "completed")
    once = summarize(screen, response, NOON)
    again = summarize(screen, from_bytes(to_bytes(response), "record"), NOON + timedelta(days=400))
    assert again == once
    assert ReferralSummary.model_validate_json(once.model_dump_json()) == once
