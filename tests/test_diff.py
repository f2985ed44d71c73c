"""What differs between two versions of a screen, and for whom; held against plain enumeration of all answers."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from generators import asked, authored, indication, load, repeated, step
from keyring import PASSPHRASE, lay_key, worker
from screenkit.answers import Absent, Answer, Item
from screenkit.cli import comparing
from screenkit.cli.app import app
from screenkit.diff import DiffReport, as_json, as_text, compare, past, verdict
from screenkit.facts import Truth
from screenkit.flat import answers_of
from screenkit.kept import keep
from screenkit.load import load_screen
from screenkit.outcome import complete
from screenkit.records import Records
from screenkit.response import Response, happened
from screenkit.schedule import due_of
from screenkit.schemas import schema_text
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf, shipped
from screenkit.source import Faults, read_yaml
from screenkit.standing import Given, facts_of
from screenkit.steps import happenings
from screenkit.verdicts import verdicts_of
from scripted import NOON, answered_so, begun

sys.path.insert(0, str(Path(__file__).parent / "prove"))

from small_screens import TODAY, Author, interviews, is_small

del comparing  # importing it adds the command
Mapped = dict[str, Any]
CANARY = "canary-7731"


def screen(*questions: Mapped, version: str = "1.0.0", **more: object) -> Mapped:
    """A screen of these questions."""
    return {**authored(questions, **more), "version": version}


def diff(old: Mapped, new: Mapped) -> DiffReport:
    """What differs between two screens."""
    return compare(load(old), load(new), TODAY)


def told(report: DiffReport) -> list[tuple[str, str, str, str]]:
    """Every change without its words."""
    return [(one.kind, one.code, one.about, one.requires) for one in report.changes]


def messages(report: DiffReport) -> list[str]:
    """The words of every change."""
    return [one.message for one in report.changes]


# Nothing differs.


def test_a_screen_does_not_differ_from_itself() -> None:
    """Nothing is told, and no version is asked for."""
    one = screen(asked("debt"), next_steps=[step("call", "debt is yes")])
    report = diff(one, one)
    assert (told(report), report.requires, report.enough) == ([], "none", True)
    assert as_text(report, 80) == "random-screen: no difference\n"


def test_cases_may_change_freely() -> None:
    """They are told, and ask for no version."""
    case = {"name": "nobody", "story": {"en": "Nobody."}, "as_of": "2026-11-20T15:00", "answers": {}, "expect": {}}
    report = diff(screen(asked("debt")), screen(asked("debt"), cases=[case]))
    assert told(report) == [("wording", "cases-changed", "random-screen", "none")]
    assert (report.enough, verdict(report)) == (
        True,
        "random-screen 1.0.0 to 1.0.0: nothing that the version speaks of",
    )


def test_a_version_is_never_lowered() -> None:
    """Not even where nothing else differs."""
    report = diff(screen(asked("debt"), version="1.0.1"), screen(asked("debt")))
    assert (report.requires, report.enough) == ("none", False)
    assert verdict(report) == "random-screen 1.0.1 to 1.0.0: no difference, but the version was lowered"


# Wording.

WORDING: Sequence[tuple[str, Mapped, Mapped, tuple[str, str, str, str]]] = (
    ("hint", {"hint": {"en": "One."}}, {"hint": {"en": "Two."}}, ("wording", "reworded", "debt", "patch")),
    ("help", {}, {"help": {"en": "Another reason."}}, ("wording", "reworded", "debt", "patch")),
    (
        "label in English",
        {"label": {"en": "Do you owe money to anyone?"}},
        {"label": {"en": "Do you owe money to anybody?"}},
        ("wording", "question-reworded", "debt", "minor"),
    ),
    (
        "label in Spanish",
        {"label": {"en": "Debt?", "es": "¿Deuda?"}},
        {"label": {"en": "Debt?", "es": "¿Debe dinero?"}},
        ("wording", "question-reworded", "debt", "minor"),
    ),
    (
        "translation",
        {"label": {"en": "Debt?"}},
        {"label": {"en": "Debt?", "es": "¿Deuda?"}},
        ("wording", "reworded", "debt", "patch"),
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in WORDING], ids=[row[0] for row in WORDING])
def test_wording_of_a_question(old: Mapped, new: Mapped, expected: tuple[str, ...]) -> None:
    """What is read aloud may be answered otherwise, so it weighs more than what only helps the worker."""
    assert told(diff(screen(asked("debt", **old)), screen(asked("debt", **new)))) == [expected]


def test_wording_of_a_step() -> None:
    """What a step says, who does it and how urgent it is decide no outcome."""
    old = screen(asked("debt"), next_steps=[step("call", "debt is yes")])
    more = {"urgency": "urgent", "who": {"en": "You."}, "contacts": ["hotline"]}
    new = screen(asked("debt"), next_steps=[step("call", "debt is yes", **more)])
    report = diff(old, new)
    assert told(report) == [("wording", "reworded", "call", "patch")]
    assert messages(report) == ["step `call` reads otherwise: urgency, who, contacts"]


def test_a_choice_that_reads_otherwise() -> None:
    """Its label is part of the question."""
    old, new = (screen(asked("why", "select_one", choices=[choice("place", words)])) for words in ("No place", "Full"))
    report = diff(old, new)
    assert told(report) == [("wording", "question-reworded", "why", "minor")]
    assert messages(report) == [
        "question `why` is worded otherwise (choice `place` in `en`): someone may answer otherwise",
    ]


def choice(name: str, words: str = "") -> Mapped:
    """A choice."""
    return {"name": name, "label": {"en": words or name}}


# Compatible.


def test_a_new_question_is_compatible() -> None:
    """Nobody was ever asked it."""
    report = diff(screen(asked("debt")), screen(asked("debt"), asked("photos")))
    assert told(report) == [("compatible", "question-added", "photos", "minor")]


def test_a_new_choice_is_compatible() -> None:
    """Also where conditions speak of the question, as long as none of them speaks of the choice."""
    old, new = (
        screen(
            asked("why", "select_one", choices=[choice(name) for name in names]),
            indications=[indication("sign", "why in (one, unknown)")],
            next_steps=[step("call", "answered(why)")],
        )
        for names in (("one", "two"), ("one", "two", "three"))
    )
    assert told(diff(old, new)) == [("compatible", "choice-added", "why", "minor")]


def test_a_question_that_is_asked_of_more_families_is_compatible() -> None:
    """The plainest of them is shown."""
    old, new = (
        screen(asked("debt"), asked("owed_to", "text", relevant=when)) for when in ("debt is yes", "answered(debt)")
    )
    report = diff(old, new)
    assert told(report) == [("compatible", "asked-of-more", "owed_to", "minor")]
    assert report.changes[0].family is not None
    assert report.changes[0].family.answers == {"debt": "no"}


def test_another_order_is_compatible() -> None:
    """What was asked before may bear on an answer, so it is no mere wording."""
    report = diff(screen(asked("one"), asked("two"), asked("six")), screen(asked("two"), asked("six"), asked("one")))
    assert told(report) == [("compatible", "order-changed", "six", "minor")]


# Breaks old answers.

CHILD = repeated("children", [asked("nickname", "text")])
BREAKING: Sequence[tuple[str, Sequence[Mapped], Sequence[Mapped], list[tuple[str, str]]]] = (
    ("removed", [asked("debt"), asked("photos")], [asked("debt")], [("question-removed", "photos")]),
    ("repeat removed", [asked("debt"), CHILD], [asked("debt")], [("question-removed", "children")]),
    (
        "renamed",
        [asked("debt", label={"en": "Do you owe money?"})],
        [asked("owes", label={"en": "Do you owe money?"})],
        [("question-renamed", "debt")],
    ),
    (
        "moved into a repeat",
        [asked("debt"), repeated("children", [asked("nickname", "text")])],
        [repeated("children", [asked("nickname", "text"), asked("debt")])],
        [("question-moved", "debt")],
    ),
    ("type", [asked("debt")], [asked("debt", "text")], [("type-changed", "debt")]),
    (
        "name used again",
        [asked("debt", label={"en": "Do you owe money for the journey?"})],
        [asked("debt", label={"en": "Has anyone taken photographs?"})],
        [("name-reused", "debt")],
    ),
    (
        "choice",
        [asked("why", "select_one", choices=[choice("one"), choice("two")])],
        [asked("why", "select_one", choices=[choice("one")])],
        [("choice-removed", "why")],
    ),
    ("range", [asked("rooms", "integer", max="9")], [asked("rooms", "integer", max="4")], [("takes-less", "rooms")]),
    ("precision", [asked("born", "date")], [asked("born", "date", precision=["day"])], [("takes-less", "born")]),
    ("share", [asked("debt")], [asked("debt", share=["unit"])], [("share-wider", "debt")]),
    (
        "asked of fewer",
        [asked("debt"), asked("owed_to", "text")],
        [asked("debt"), asked("owed_to", "text", relevant="debt is yes")],
        [("asked-of-fewer", "owed_to")],
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in BREAKING], ids=[row[0] for row in BREAKING])
def test_old_answers_break(old: Sequence[Mapped], new: Sequence[Mapped], expected: list[tuple[str, str]]) -> None:
    """An answer that is gone, cannot be read, or would be read as something else asks for the first number."""
    report = diff(screen(*old), screen(*new))
    broken = [(one.code, one.about) for one in report.changes if one.kind == "breaks-old-answers"]
    assert (broken, report.requires, report.least) == (expected, "major", "2.0.0")


# Outcomes.


def outcomes(report: DiffReport) -> list[tuple[str, str, dict[str, str], str, str]]:
    """What changed of outcomes, with the families."""
    found = [one for one in report.changes if one.kind == "changes-outcomes"]
    return [
        (one.code, one.about, dict(one.family.answers), one.family.old, one.family.new) for one in found if one.family
    ]


def ruled(*steps: Mapped, **more: object) -> Mapped:
    """A screen with three questions and these steps."""
    return screen(asked("debt"), asked("photos"), asked("minor"), next_steps=list(steps), **more)


SAME = (
    ("debt is yes or photos is yes", "any_yes(photos, debt)"),
    (
        "minor is yes and (debt is yes or photos is yes)",
        "(minor is yes and debt is yes) or (minor is yes and photos is yes)",
    ),
    ("possibly(debt is yes and photos is yes)", "possibly(debt is yes) and possibly(photos is yes)"),
    ("count_yes(debt, photos, minor) >= 3", "debt is yes and minor is yes and photos is yes"),
    ("debt in (yes, no)", "answered(debt)"),
)


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_is_only_written_otherwise_changes_no_outcome(old: str, new: str) -> None:
    """Conditions are compared by what they mean."""
    report = diff(ruled(step("call", old)), ruled(step("call", new)))
    assert told(report) == [("wording", "condition-rewritten", "call", "patch")]


def test_a_family_that_newly_gets_a_step() -> None:
    """It is told in one line, and as a case of the new version."""
    old, new = (ruled(step("otip_report", when)) for when in ("debt is yes", "debt in (yes, declined)"))
    report = diff(old, new)
    line = "- step `otip_report`: some families newly get it, e.g. debt declined (old: not settled; new: due)"
    before, _, after = as_text(report, 120).partition("\n\nTHE SAME FAMILIES AS CASES OF THE NEW VERSION\n")
    assert before == f"CHANGES OUTCOMES\n{line}"
    assert after.endswith("\nrandom-screen 1.0.0 to 1.0.0: the first number must be raised, to 2.0.0 at least\n")
    assert report.changes[0].family is not None
    assert report.changes[0].family.case in after
    assert given_of(load(new), report.changes[0].family.case).answers == {Item("debt"): Absent.DECLINED}


def test_a_dropped_possibly_is_found() -> None:
    """Families who said nothing lose the step, and it is left open instead."""
    old, new = (ruled(step("call", f"debt is yes and {part}")) for part in ("possibly(minor is yes)", "minor is yes"))
    assert outcomes(diff(old, new)) == [("step-lost", "call", {"debt": "yes"}, "due", "not settled")]


def test_a_definition_is_followed_to_what_rests_on_it() -> None:
    """What it changes is told of the indication and of the step."""
    old, new = (
        ruled(step("call", "worry"), define={"worry": when}, indications=[indication("sign", "worry")])
        for when in ("debt is yes", "debt in (yes, declined)")
    )
    report = diff(old, new)
    assert outcomes(report) == [
        ("indication-gained", "sign", {"debt": "declined"}, "not settled", "indicated"),
        ("step-gained", "call", {"debt": "declined"}, "not settled", "due"),
    ]
    assert ("wording", "definition-rewritten", "worry", "patch") in told(report)


def test_a_step_that_follows_meanwhile() -> None:
    """Without `if_unsure`, families for whom a step is open no longer get the other one."""
    call = step("call", "debt is yes")
    old, new = (
        ruled({**call, "if_unsure": "again"}, step("again", "photos is yes")),
        ruled(call, step("again", "photos is yes")),
    )
    assert outcomes(diff(old, new)) == [("step-lost", "again", {}, "due", "not settled")]


def test_a_step_for_each_value() -> None:
    """The family shows the value."""
    child = repeated("children", [asked("citizenships", "select_multiple", choices="countries")])
    old, new = (
        screen(child, next_steps=[step("notify", when, each=["children.citizenships"])])
        for when in ("each is not US", "each is MX")
    )
    found = outcomes(diff(old, new))
    assert found[0] == (
        "step-lost", "notify", {"children[1].citizenships": "GT", "children": "perhaps more"},
        "notify/GT due", "notify/GT none",
    )  # fmt: skip


def test_an_indication_for_each_instance() -> None:
    """The family shows whose."""
    child = repeated("children", [asked("works")])
    old, new = (
        screen(child, indications=[indication("labor", when, per="children")])
        for when in ("works is yes", "works in (yes, declined)")
    )
    answers = {"children[1].works": "declined", "children": "perhaps more"}
    assert outcomes(diff(old, new)) == [
        ("indication-gained", "labor", answers, "labor/1 not settled", "labor/1 indicated"),
    ]


def test_a_new_step_and_one_that_is_gone() -> None:
    """Each changes an outcome."""
    report = diff(ruled(step("call", "debt is yes")), ruled(step("write", "debt is yes")))
    assert messages(report)[0] == "step `write` is new: some families newly get it"
    assert [one[:2] for one in outcomes(report)] == [
        ("step-gained", "write"), ("step-opened", "write"), ("step-lost", "call"), ("step-closed", "call"),
    ]  # fmt: skip


def test_a_new_choice_that_a_rule_speaks_of_changes_an_outcome() -> None:
    """The old version is worked out as if it had the choice."""
    old, new = (
        screen(
            asked("why", "select_one", choices=[choice(name) for name in names]),
            next_steps=[step("call", "why is one" if len(names) == 2 else "why in (one, three)")],
        )
        for names in (("one", "two"), ("one", "two", "three"))
    )
    assert outcomes(diff(old, new)) == [("step-gained", "call", {"why": "three"}, "none", "due")]


def test_a_question_of_another_kind_stands_apart() -> None:
    """Its old answers are none to the new one, and no case can hold both."""
    old = screen(asked("debt"), next_steps=[step("call", "debt is yes")])
    new = screen(asked("debt", "integer"), next_steps=[step("call", "debt >= 1")])
    assert outcomes(diff(old, new))[0] == ("step-gained", "call", {"debt": "1"}, "not settled", "due")
    assert outcomes(diff(old, new))[1] == ("step-lost", "call", {"debt_before": "yes"}, "due", "not settled")


def due(within: str, *after: str) -> Mapped:
    """A screen with a step that is due by some time."""
    times = [asked("seen", "datetime"), asked("told", "datetime")]
    rule = step("call", "debt is yes", due={"within": within, "after": list(after)})
    return screen(asked("debt"), *times, next_steps=[rule])


def test_another_deadline_is_another_outcome() -> None:
    """It is shown for a family whose clock runs."""
    assert outcomes(diff(due("24 hours", "seen"), due("2 days", "seen"))) == [
        (
            "deadline-changed", "call", {"debt": "yes", "seen": "2026-11-21T12:00"},
            "within 24 hours, 2026-11-22T12:00", "within 2 days, 2026-11-23T12:00",
        )
    ]  # fmt: skip


def test_another_start_of_the_clock_is_another_outcome() -> None:
    """Where only one of the clocks runs, the time is known to one version only."""
    found = outcomes(diff(due("24 hours", "seen"), due("24 hours", "seen", "told")))
    assert found[0][:3] == ("deadline-changed", "call", {"seen": "2026-11-21T12:00"})
    assert not outcomes(diff(due("24 hours", "told", "seen"), due("24 hours", "seen", "told")))


def test_what_was_not_told_in_time_is_taken_for_a_change() -> None:
    """Past its budget, diff never says that nothing changes."""
    old, new = (ruled(step("call", when)) for when in SAME[1])
    report = compare(load(old), load(new), TODAY, budget=-1)
    assert {one.code for one in report.changes} == {"undecided"}
    assert (report.requires, report.enough) == ("major", False)


# Versions.

RAISED = (
    ("1.2.3", "none", "1.2.3"),
    ("1.2.3", "patch", "1.2.4"),
    ("1.2.3", "minor", "1.3.0"),
    ("1.2.3", "major", "2.0.0"),
)
SINCE = {
    "none": asked("debt"),
    "patch": asked("debt", hint={"en": "Ask it in private."}),
    "minor": asked("debt", said_by=["child"]),
    "major": asked("debt", "text"),
}


@pytest.mark.parametrize(("old", "requires", "least"), RAISED)
def test_how_far_a_version_must_be_raised(old: str, requires: str, least: str) -> None:
    """The number that the changes ask for, and those after it begin anew."""
    reports = [diff(screen(asked("debt"), version=old), screen(SINCE[requires], version=new)) for new in (old, least)]
    assert [(one.requires, one.least, one.enough) for one in reports] == [
        (requires, least, requires == "none"),
        (requires, least, True),
    ]


def test_a_version_may_be_raised_further() -> None:
    """Whoever raises the first number need not raise the others."""
    assert diff(screen(asked("debt")), screen(SINCE["minor"], version="2.0.0")).enough


# Shipped screens.


def copied(folder: Path, name: str, *changes: tuple[str, str]) -> Screen:
    """A shipped screen with some of its text replaced."""
    text = (shipped() / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_screen(folder / f"{name}.yaml", Shelf((folder, shipped())))


@pytest.mark.parametrize("name", open_shelf().names())
def test_a_shipped_screen_does_not_differ_from_its_copy(name: str, tmp_path: Path) -> None:
    """Whatever stands in it, nothing differs."""
    shipped_one = load_screen(shipped() / f"{name}.yaml", open_shelf())
    assert told(compare(shipped_one, copied(tmp_path, name), TODAY)) == []


def test_a_shipped_deadline(tmp_path: Path) -> None:
    """Only the step whose deadline it is changes."""
    old = load_screen(shipped() / "trafficking-nm10.yaml", open_shelf())
    report = compare(old, copied(tmp_path, old.id, ("within: 24 hours", "within: 72 hours")), TODAY)
    assert told(report) == [("changes-outcomes", "deadline-changed", "otip_notice", "major")]


def test_a_shipped_step_without_possibly(tmp_path: Path) -> None:
    """A child whose age nobody knows would no longer be reported."""
    old = load_screen(shipped() / "trafficking-nm10.yaml", open_shelf())
    new = copied(tmp_path, old.id, ("may_be_minor: possibly(minor)", "may_be_minor: minor"))
    lost = [one for one in compare(old, new, TODAY).changes if (one.code, one.about) == ("step-lost", "otip_notice")]
    assert [(one.family.old, one.family.new) for one in lost if one.family] == [("due", "not settled")]
    assert all("born_on" not in one.family.answers for one in lost if one.family)


# Past screenings.


def kept_answers(
    home: Path, one: Screen, record_id: str, *answers: tuple[str, Answer], practice: bool = False
) -> Response:
    """A screening that was finished with these answers."""
    response = answered_so(one, begun(one, record_id=record_id, practice=practice), answers)
    response = complete(one, response, NOON)
    Records(home, worker).save(response)
    return response


def tree(home: Path) -> dict[str, bytes]:
    """Every file with what it holds."""
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_past_screenings_that_would_lead_to_something_else(tmp_path: Path) -> None:
    """They are named with the outcomes that change, practice apart, and nothing is written."""
    note = asked("note", "text")
    old, new = (
        load(screen(asked("debt"), note, next_steps=[step("call", when)])) for when in ("debt is yes", "debt is no")
    )
    kept_answers(tmp_path, old, "aaaa-0001", ("debt", "yes"), ("note", CANARY))
    kept_answers(tmp_path, old, "aaaa-0002", ("debt", Absent.DECLINED))
    kept_answers(tmp_path, old, "aaaa-0003", ("debt", "no"), practice=True)
    before = tree(tmp_path)
    found = past(Records(tmp_path, worker), old, new, NOON)
    assert (found.real, found.practice, found.unreadable) == (2, 1, ())
    assert [(one.id, one.practice, one.gained, one.lost) for one in found.changed] == [
        ("aaaa-0001", False, (), ("call",)),
        ("aaaa-0003", True, ("call",), ()),
    ]
    assert tree(tmp_path) == before
    assert CANARY not in found.model_dump_json()


def test_a_value_that_a_step_is_for_is_not_told(tmp_path: Path) -> None:
    """Somebody answered it."""
    where = asked("citizen_of", "select_one", choices="countries")
    old, new = (
        load(screen(where, next_steps=[step("notify", when, each=["citizen_of"])]))
        for when in ("each is MX", "each is GT")
    )
    kept_answers(tmp_path, old, "aaaa-0001", ("citizen_of", "MX"))
    found = past(Records(tmp_path, worker), old, new, NOON)
    assert [one.lost for one in found.changed] == [("notify",)]
    assert "MX" not in found.model_dump_json()


def test_past_screenings_that_cannot_be_read(tmp_path: Path) -> None:
    """Each with the reason, by its code."""
    old = load(screen(asked("debt"), asked("rooms", "integer")))
    kept_answers(tmp_path, old, "aaaa-0001", ("debt", "yes"))
    kept_answers(tmp_path, old, "aaaa-0002", ("rooms", 7))
    kept_answers(tmp_path, old, "aaaa-0003")
    (tmp_path / "cases" / "aaaa-0004.age").write_bytes(b"no record")
    found = past(Records(tmp_path, worker), old, load(screen(asked("rooms", "integer", max="4"))), NOON)
    assert [(one.id, one.codes) for one in found.unreadable] == [
        ("aaaa-0001", ("unknown-question",)),
        ("aaaa-0002", ("refused-answer",)),
    ]
    assert (found.real, found.passed_over) == (3, 1)


def test_a_past_screening_of_a_still_older_version(tmp_path: Path) -> None:
    """It is held to what was recorded at its end, or to nothing."""
    oldest = load(screen(asked("gone"), asked("debt"), next_steps=[step("call", "debt is yes")]))
    finished = kept_answers(tmp_path, oldest, "aaaa-0001", ("gone", "yes"), ("debt", "yes"))
    open_one = answered_so(oldest, begun(oldest, record_id="aaaa-0002"), [("gone", "yes")])
    Records(tmp_path, worker).save(open_one)
    old = load(screen(asked("debt")))
    new = load(screen(asked("gone"), asked("debt"), next_steps=[step("call", "debt is no")]))
    found = past(Records(tmp_path, worker), old, new, NOON)
    assert [(one.id, one.compared_with, one.lost) for one in found.changed] == [(finished.id, "record", ("call",))]
    assert found.not_compared == ("aaaa-0002",)


def test_screenings_of_other_screens_and_in_error_are_left_out(tmp_path: Path) -> None:
    """Only screenings of this screen that stand are read."""
    old = load(screen(asked("debt")))
    other = load({**screen(asked("debt")), "screen": "another-screen"})
    kept_answers(tmp_path, other, "aaaa-0001", ("debt", "yes"))
    wrong = kept_answers(tmp_path, old, "aaaa-0002", ("debt", "yes"))
    Records(tmp_path, worker).save(happened(wrong, NOON, "entered-in-error"))
    found = past(Records(tmp_path, worker), old, load(screen(asked("debt", "text"))), NOON)
    assert (found.real, found.changed, found.unreadable) == (0, (), ())


# The report.


def test_the_report_follows_its_schema(tmp_path: Path) -> None:
    """What is written for programs is what the published schema describes."""
    old, new = (ruled(step("call", when)) for when in ("debt is yes", "debt is no"))
    kept_answers(tmp_path, load(old), "aaaa-0001", ("debt", "yes"))
    records = past(Records(tmp_path, worker), load(old), load(new), NOON)
    written = json.loads(as_json(diff(old, new).model_copy(update={"records": records})))
    jsonschema.Draft202012Validator(json.loads(schema_text("diff"))).validate(written)
    assert written["records"]["changed"][0]["lost"] == ["call"]


# The command.


def run(*words: str) -> tuple[int, str]:
    """The exit code of a command and its standard output."""
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout


def written(folder: Path, name: str, one: Mapped) -> str:
    """The path of a screen's file, in a folder of its own."""
    path = folder / name / "our-screen.yaml"
    path.parent.mkdir(parents=True)
    # JSON is YAML too.
    path.write_text(json.dumps({**one, "screen": "our-screen"}), encoding="utf-8")
    return str(path)


def test_the_command_fails_until_the_version_is_raised(tmp_path: Path) -> None:
    """So a server can refuse the change."""
    old = written(tmp_path, "old", screen(asked("debt")))
    new = written(tmp_path, "new", screen(asked("debt"), asked("photos")))
    raised = written(tmp_path, "raised", screen(asked("debt"), asked("photos"), version="1.1.0"))
    text = "COMPATIBLE\n- question `photos` is new\n\nour-screen 1.0.0 to "
    assert run("diff", old, new) == (1, f"{text}1.0.0: the middle number must be raised, to 1.1.0 at least\n")
    assert run("diff", old, raised) == (0, f"{text}1.1.0: the middle number must be raised, and is\n")
    assert json.loads(run("diff", old, raised, "--format", "json")[1])["enough"] is True


def test_the_command_compares_with_a_kept_copy(tmp_path: Path) -> None:
    """By the beginning of its digest."""
    old = Path(written(tmp_path, "old", screen(asked("debt"))))
    new = written(tmp_path, "new", screen(asked("debt", "text"), version="2.0.0"))
    shelf = open_shelf((old.parent,))
    digest = load_screen(old, shelf).digest
    home = tmp_path / "home"
    keep(home, digest, old, (), shelf)
    code, output = run("--home", str(home), "diff", f"kept:{digest[:8]}", new)
    assert (code, output.splitlines()[-1]) == (0, "our-screen 1.0.0 to 2.0.0: the first number must be raised, and is")
    assert run("--home", str(home), "diff", "kept:0", new)[0] == 2


def test_the_command_reads_past_screenings(tmp_path: Path) -> None:
    """Those of `--home`; a home that is not there is not made."""
    old = written(tmp_path, "old", screen(asked("debt"), next_steps=[step("call", "debt is yes")]))
    new = written(tmp_path, "new", screen(asked("debt"), next_steps=[step("call", "debt is no")]))
    one = load_screen(Path(old), open_shelf((Path(old).parent,)))
    kept_answers(tmp_path / "home", one, "aaaa-0001", ("debt", "yes"))
    lay_key(tmp_path / "home")
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    given = ("--passphrase-from", str(tmp_path / "passphrase"))
    shown = "1 real, 0 practice; 1 would lead to something else now\n- aaaa-0001: no longer `call`\n"
    assert shown in run(*given, "--home", str(tmp_path / "home"), "diff", old, new, "--records")[1]
    assert "0 real, 0 practice" in run("--home", str(tmp_path / "none"), "diff", old, new, "--records")[1]
    assert not (tmp_path / "none").exists()


def test_a_screen_with_faults_is_not_compared(tmp_path: Path) -> None:
    """The faults are told instead."""
    old = written(tmp_path, "old", screen(asked("debt")))
    new = written(tmp_path, "new", screen(asked("debt"), next_steps=[step("call", "dept is yes")]))
    assert run("diff", old, new) == (1, "")
    assert run("diff", old, "no-such-screen") == (2, "")


# The property: what differs is what plain enumeration finds.


def outcome(screen: Screen, given: Given) -> set[tuple[str, ...]]:
    """Everything that comes of answers, by name: as the program itself works it out."""
    facts = facts_of(screen, given, TODAY)
    found: set[tuple[str, ...]] = set()
    for one in screen.indications:
        for result in verdicts_of(screen, one, facts):
            found.add(("indication", result.name, result.truth.name))
    for one in happenings(screen, facts):
        found.add(("step", one.step.rule.name, one.name_of_each, one.truth.name))
        due = due_of(screen, facts, one.step.rule.due, UTC, "en")
        found.add(
            ("due", one.step.rule.name, due.within if due else "", str(due and due.at), str(due and due.at_latest))
        )
    return {one for one in found if one[-1] != Truth.NO.name}


def conditions(screen: Mapped) -> list[tuple[Mapped, str]]:
    """Every place of a screen that holds a condition."""
    found = [(one, "when") for key in ("indications", "next_steps") for one in screen[key] if "when" in one]
    found += [(screen["define"], name) for name in screen["define"]]
    for one in screen["questions"]:
        found += [(inner, "relevant") for inner in (one, *one.get("questions", ())) if "relevant" in inner]
    return found


_SWAPS = (
    ("possibly(", "("), ("unsure(", "possibly("), (" and ", " or "), (" or ", " and "), (" is ", " is not "),
    (" yes", " no"), (" no", " yes"), (" < ", " <= "), (" >= ", " > "), ("17", "18"), ("any(", "all("),
    ("unknown", "declined"),
    (" MX", " GT"), ("asked(", "answered("), (" in ", " not in "), (") >= 1", ") >= 2"), (" <= ", " < "),
)  # fmt: skip


def mutated(screen: Mapped, random: Random) -> Mapped:
    """The screen with one thing otherwise, which may or may not matter."""
    screen = copy.deepcopy(screen)
    places = conditions(screen)
    owner, key = random.choice(places)
    way = random.randrange(10)
    steps = screen["next_steps"]
    if way == 0:
        steps[0] |= {"due": {"within": random.choice(("24 hours", "2 days")), "after": random.choice((["began"], []))}}
    elif way == 1:
        steps[0].pop("if_unsure", None)
    elif way == 2:
        owner[key] = f"({owner[key]}) and ({owner[key]})"
    elif way == 3:
        owner[key] = f"({owner[key]}) or ({random.choice(places)[0].get(key, owner[key])})"
    elif way == 4 and len(steps) > 1:
        del steps[random.randrange(len(steps))]
    elif way == 5 and "each" in steps[0]:
        steps[0]["each"] = steps[0]["each"][:1]
    else:
        swaps = [swap for swap in _SWAPS if swap[0] in owner[key]]
        if swaps:
            owner[key] = owner[key].replace(*random.choice(swaps), 1)
    return screen


def pair(seed: int) -> tuple[Screen, Screen] | None:
    """Two versions of a random screen; None where the second has faults."""
    random = Random(seed)  # noqa: S311 - a fixed seed
    screen = Author(random).screen()
    if seed % 3 == 0:
        screen["questions"].insert(0, asked("began", "datetime"))
        screen["next_steps"][0]["due"] = {"within": "24 hours", "after": ["began"]}
    try:
        return load(screen), load(mutated(screen, random))
    except Faults:
        return None


def enumerated(old: Screen, new: Screen) -> list[Given]:
    """Every interview with both; none where they are too many to try."""
    more = {f"more_{number}": words for number, words in enumerate(_texts(new))}
    define = {**old.authored.define, **more}
    both = replace(old, authored=old.authored.model_copy(update={"define": define}))
    return interviews(both, Random(0)) if is_small(both) else []  # noqa: S311 - nothing is left to chance


def _texts(screen: Screen) -> Iterator[str]:
    yield from (rule.when or "" for rule in (*screen.authored.indications, *screen.authored.next_steps))
    yield from (entry.question.relevant or "" for entry in screen.all_entries())
    yield from screen.authored.define.values()


def agree(seed: int) -> tuple[int, int, int]:
    """Compare two random versions; whether they were compared, were small, and differed."""
    versions = pair(seed)
    if versions is None:
        return 0, 0, 0
    old, new = versions
    found = [one for one in compare(old, new, TODAY, 60).changes if one.kind == "changes-outcomes"]
    assert not [one for one in found if one.code == "undecided"]
    tried = enumerated(old, new)
    differing = [given for given in tried if outcome(old, given) != outcome(new, given)]
    assert found or not differing, (seed, differing[0])
    for one in found:
        assert one.family, seed
        assert one.family.case, seed
        given = given_of(new, one.family.case)
        assert outcome(old, given) != outcome(new, given), (seed, one)
    return 1, int(bool(tried)), int(bool(found))


def given_of(screen: Screen, case: str) -> Given:
    """The answers of a case."""
    document = read_yaml(f"cases:\n{case}\n".encode(), "case")
    return answers_of(screen, document, ("cases", 0, "answers"))


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_outcomes_change_where_trying_finds_a_change(start: int) -> None:
    """Of two random versions, an outcome changes exactly where some answers lead to something else."""
    counted = [agree(seed) for seed in range(start, start + 100)]
    compared, small, differed = (sum(column) for column in zip(*counted, strict=True))
    assert compared > 60
    assert small > 30
    assert 20 < differed < compared - 10
