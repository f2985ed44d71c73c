"""Checking screens: faults of files are told once, and every case is compared with what it expects."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screenkit.checking import Checked, How, check_screens
from screenkit.shelf import Shelf, open_shelf

SMALL = Path(__file__).resolve().parent / "checks" / "_shelf"
SCREEN = """\
screen: intake
version: 1.0.0
title: {en: Intake}
purpose: {en: An example.}
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    help: {en: Ask gently.}
    citation: own-reading
  - name: lent_on
    type: date
    precision: [day]
    label: {en: When was it lent?}
    relevant: debt is yes
    citation: own-reading
indications:
  - name: in_debt
    label: {en: Debt}
    when: debt is yes
    citation: own-reading
next_steps:
  - name: call_unit
    when: debt is yes
    if_unsure: ask_again
    urgency: soon
    action: {en: Call the unit.}
    due: {within: 2 days, after: [lent_on]}
    citation: own-reading
  - name: ask_again
    urgency: soon
    action: {en: Ask again.}
    citation: own-reading
"""
CASE = """\
  - name: owes
    story: {en: Someone owes money.}
    as_of: 2026-11-20T15:00
    answers: {debt: yes, lent_on: 2026-11-19}
    expect:
      indicated: [in_debt]
      next_steps: [call_unit]
      due: {call_unit: 2026-11-21T00:00}
"""

UNPROVEN = How(date(2026, 11, 22), budget=0)
"""What is proven is tested elsewhere."""


def check(folder: Path, **screens: str) -> Checked:
    """The screens of a folder, checked beside a shelf with a few entries of each kind."""
    for name, text in screens.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return check_screens([folder / f"{name}.yaml" for name in screens], Shelf((folder, SMALL)), UNPROVEN)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Diagnostics name files from where one stands."""
    monkeypatch.chdir(tmp_path)


def test_a_screen_whose_cases_come_out_as_expected(tmp_path: Path) -> None:
    """Nothing is reported but how much was checked."""
    found = check(tmp_path, intake=SCREEN + "cases:\n" + CASE)
    assert found.report == ""
    assert found.verdict == "1 screen, 1 case: no fault"


def test_shipped_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes with the program has cases, and no fault."""
    shelf = open_shelf()
    monkeypatch.chdir(shelf.folders[0])
    found = check_screens([path for path in map(shelf.screen, shelf.names()) if path], shelf, UNPROVEN)
    assert found.faults == ()
    assert found.screens >= 3
    assert found.cases >= 40


def test_a_case_that_comes_out_otherwise(tmp_path: Path) -> None:
    """What is lacking, what is too much and what is due at another time are told one by one."""
    other = CASE.replace("[in_debt]", "[]").replace("[call_unit]", "[ask_again]").replace("11-21T00:00", "11-22T15:00")
    found = check(tmp_path, intake=SCREEN + "cases:\n" + other)
    place = "intake.yaml:40:7: error[case-differs]: case `owes`"
    excerpt = "   40 |       indicated: []\n      |       ^^^^^^^^^^^^^"
    told = [
        "`indicated` has `in_debt`, which is not expected",
        "`next_steps` lacks `ask_again`, which is expected",
        "`next_steps` has `call_unit`, which is not expected",
        "`call_unit` is due at 2026-11-21T00:00, not at 2026-11-22T15:00",
    ]
    assert found.report == "\n".join(f"{place}: {words}\n{excerpt}" for words in told)
    assert found.verdict == "1 screen, 1 case: 4 faults"


def test_a_step_that_goes_on_with_no_screen(tmp_path: Path) -> None:
    """The screen must be in a folder that is searched; a near name is offered."""
    leads = SCREEN.replace("screen: intake", "screen: second").replace(
        "    urgency: soon", "    urgency: soon\n    screen: NEXT", 1
    )
    found = check(tmp_path, second=leads.replace("NEXT", "secund"))
    assert [f"{fault.code} {fault.message} ({fault.hint})" for fault in found.faults] == [
        "unknown-screen screen `secund` does not exist (did you mean `second`?)",
    ]
    assert not check(tmp_path, second=leads.replace("NEXT", "second")).faults


def test_an_answer_that_is_never_asked_for(tmp_path: Path) -> None:
    """Who owes nothing is not asked when it was lent, so the case does not test what it seems to."""
    owes_nothing = CASE.partition("    expect:")[0].replace("debt: yes", "debt: no") + "    expect: {}\n"
    found = check(tmp_path, intake=SCREEN + "cases:\n" + owes_nothing)
    assert found.report == (
        "intake.yaml:38:34: error[case-differs]: case `owes`: `lent_on` is answered, and is not asked\n"
        "   38 |     answers: {debt: no, lent_on: 2026-11-19}\n"
        "      |                                  ^^^^^^^^^^"
    )
    put_off = owes_nothing.replace("2026-11-19}", "{absent: not-asked}}")
    assert check(tmp_path, intake=SCREEN + "cases:\n" + put_off).report == ""


def test_a_question_that_a_case_says_is_not_asked(tmp_path: Path) -> None:
    """Who owes is asked when it was lent, so the case is wrong; who owes nothing is not asked."""
    told = CASE.replace("    expect:\n", "    expect:\n      not_asked: [lent_on]\n")
    found = check(tmp_path, intake=SCREEN + "cases:\n" + told)
    assert [fault.message for fault in found.faults] == ["case `owes`: `lent_on` is asked"]
    nothing = CASE.partition("    expect:")[0].replace("debt: yes, lent_on: 2026-11-19", "debt: no")
    assert check(tmp_path, intake=SCREEN + "cases:\n" + nothing + "    expect: {not_asked: [lent_on]}\n").report == ""


def test_a_question_that_is_not_asked_of_anybody_is_no_question(tmp_path: Path) -> None:
    """A name that is misspelt would never be asked, and the case never fail."""
    told = CASE.replace("    expect:\n", "    expect:\n      not_asked: [lend_on]\n")
    assert check(tmp_path, intake=SCREEN + "cases:\n" + told).report == (
        "intake.yaml:40:19: error[unknown-question]: case `owes`: question `lend_on` does not exist\n"
        "   40 |       not_asked: [lend_on]\n"
        "      |                   ^^^^^^^\n"
        "  hint: did you mean `lent_on`?"
    )


def test_nothing_is_asked_after_a_checkpoint_that_is_not_met(tmp_path: Path) -> None:
    """Who cannot talk now is asked nothing more, whatever the conditions say."""
    safe = """\
  - name: safe_now
    type: checkpoint
    label: {en: Is it safe to talk?}
    help: {en: Wait for a clear yes.}
    ending: {en: Stop here.}
    citation: own-reading
"""
    case = """\
cases:
  - name: not_now
    story: {en: Somebody comes in.}
    as_of: 2026-11-20T15:00
    answers: {safe_now: no}
    expect: {not_settled: [in_debt], next_steps: [ask_again], steps_not_settled: [call_unit], not_asked: [debt]}
"""
    later = SCREEN.replace("questions:\n", f"questions:\n{safe}", 1) + case
    assert check(tmp_path, intake=later).report == ""
    met = check(tmp_path, intake=later.replace("safe_now: no", "safe_now: yes"))
    assert [fault.message for fault in met.faults] == ["case `not_now`: `debt` is asked"]


def test_silence_is_not_no(tmp_path: Path) -> None:
    """A case in which nobody answers leaves everything open, and the step for that follows."""
    silent = """\
  - name: silent
    story: {en: Nobody answers.}
    as_of: 2026-11-20T15:00
    answers: {debt: {absent: declined}}
    expect: {}
"""
    found = check(tmp_path, intake=SCREEN + "cases:\n" + silent)
    assert [fault.message for fault in found.faults] == [
        "case `silent`: `not_settled` has `in_debt`, which is not expected",
        "case `silent`: `next_steps` has `ask_again`, which is not expected",
        "case `silent`: `steps_not_settled` has `call_unit`, which is not expected",
    ]


def test_an_answer_that_is_none(tmp_path: Path) -> None:
    """A case's impossible answer is told by its question, never by what was answered; the other cases go on."""
    wrong = CASE.replace("owes", "jokes").replace("debt: yes", "debt: Maria").replace("lent_on:", "lend_on:")
    found = check(tmp_path, intake=SCREEN + "cases:\n" + wrong + CASE.replace("[in_debt]", "[]"))
    assert [f"{fault.code} {fault.place and fault.place.line} {fault.message}" for fault in found.faults] == [
        "refused-answer 38 `debt`: answer yes or no",
        "unknown-question 38 question `lend_on` does not exist",
        "case-differs 48 case `owes`: `indicated` has `in_debt`, which is not expected",
    ]
    assert "Maria" not in "".join(fault.message + (fault.hint or "") for fault in found.faults)


def test_a_fault_of_a_shared_file_is_told_once(tmp_path: Path) -> None:
    """Two screens that use a faulty group have its fault in common."""
    (tmp_path / "shared").mkdir()
    group = "group: opening\nlabel: {en: Opening}\nquestions:\n  - {name: read, type: note, label: {es: Hola}}\n"
    (tmp_path / "shared" / "opening.yaml").write_text(group, encoding="utf-8")
    used = SCREEN.replace("questions:", "uses: [opening]\nquestions:", 1)
    found = check(tmp_path, intake=used, follow=used.replace("screen: intake", "screen: follow"))
    assert (
        found.report
        == """\
shared/opening.yaml:4:37: error[missing-english]: this text has no `en`
    4 |   - {name: read, type: note, label: {es: Hola}}
      |                                     ^^^^^^^^^^
  hint: add `en`; it is shown wherever another language is missing"""
    )
    assert found.verdict == "2 screens, 0 cases: 1 fault"


def test_a_screen_that_does_not_load(tmp_path: Path) -> None:
    """A faulty screen keeps no other one from being checked, and its cases wait until it is mended."""
    faulty = (
        SCREEN.replace("screen: intake", "screen: faulty").replace("debt is yes", "dept is yes") + "cases:\n" + CASE
    )
    found = check(tmp_path, faulty=faulty, intake=SCREEN + "cases:\n" + CASE)
    assert {fault.code for fault in found.faults} == {"unknown-question"}
    assert found.verdict == "2 screens, 1 case: 3 faults"


def test_nothing_to_check() -> None:
    """No screen has no fault."""
    assert check_screens([], Shelf(()), UNPROVEN).verdict == "0 screens, 0 cases: no fault"
