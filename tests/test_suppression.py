"""Findings that an author means: listed with the reason, never hidden, and never what guards a family."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from screenkit.authored import SuppressibleCode
from screenkit.checking import Checked, How, check_screens
from screenkit.checks import CHECKS
from screenkit.cli import authoring
from screenkit.cli.app import app
from screenkit.codes import codes
from screenkit.diagnostics import Diagnostic
from screenkit.load import load_screen
from screenkit.shelf import open_shelf
from screenkit.source import Faults, read_yaml
from screenkit.suppression import subject

del authoring  # importing it adds its commands

SCREEN = """\
screen: debts
version: 1.0.0
title: {en: Debts}
purpose: {en: An example.}
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    citation: own-reading
"""
MEANT = """\
suppress:
  - code: missing-help
    at: debt
    reason: The words explain themselves.
"""


def checked(folder: Path, text: str) -> Checked:
    """What check finds in a screen."""
    path = folder / "debts.yaml"
    path.write_text(text, encoding="utf-8")
    return check_screens([path], open_shelf([folder]), How(date(2026, 11, 22), budget=0))


def test_what_is_meant_is_listed_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A suppressed finding is no fault any more, and stands in the report on one line."""
    monkeypatch.chdir(tmp_path)
    found = checked(tmp_path, SCREEN + MEANT)
    line = "debts.yaml:6:11: suppressed[missing-help]: question `debt` has no `help` (The words explain themselves.)"
    assert (found.faults, found.report) == ((), line)
    assert found.verdict == "1 screen, 0 cases: no fault, 1 suppressed"


def test_the_screen_can_be_used(tmp_path: Path) -> None:
    """With the finding suppressed the screen loads; without, it does not."""
    path = tmp_path / "debts.yaml"
    path.write_text(SCREEN + MEANT, encoding="utf-8")
    assert load_screen(path, open_shelf()).id == "debts"
    path.write_text(SCREEN, encoding="utf-8")
    with pytest.raises(Faults):
        load_screen(path, open_shelf())


def test_too_many_findings_are_never_meant(tmp_path: Path) -> None:
    """Where checking stopped before its end, nothing is suppressed: what was not looked at could be anything."""
    question = SCREEN.partition("questions:\n")[2]
    entry = MEANT.partition("suppress:\n")[2]
    questions = "".join(question.replace("debt", f"debt_{number}") for number in range(101))
    entries = "".join(entry.replace("debt", f"debt_{number}") for number in range(101))
    found = checked(tmp_path, f"{SCREEN.replace(question, questions)}suppress:\n{entries}")
    assert len(found.faults) == 101
    assert "too-many-faults" in {fault.code for fault in found.faults}
    assert found.suppressed == ()


def test_a_suppression_is_no_part_of_what_was_asked(tmp_path: Path) -> None:
    """It may come and go while screenings are open: the digest of the screen stays the same."""
    path = tmp_path / "debts.yaml"
    digests = []
    for text in (SCREEN + "    help: {en: Ask gently.}\n", SCREEN + "    help: {en: Ask gently.}\n" + MEANT):
        path.write_text(text, encoding="utf-8")
        digests.append(load_screen(path, open_shelf()).digest)
    assert digests[0] == digests[1]


def test_what_matches_nothing_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that is not needed, or names something else, is told with its place."""
    monkeypatch.chdir(tmp_path)
    text = SCREEN + "    help: {en: Ask gently.}\n" + MEANT
    assert (
        checked(tmp_path, text).report
        == """\
debts.yaml:13:9: error[idle-suppression]: check has no `missing-help` at `debt` to suppress
   13 |     at: debt
      |         ^^^^
  hint: take the entry out"""
    )


def test_another_name_is_another_finding(tmp_path: Path) -> None:
    """A finding at one question is not suppressed by an entry for another, and the entry is idle beside it."""
    found = checked(tmp_path, SCREEN + MEANT.replace("at: debt", "at: depts"))
    assert [fault.code for fault in found.faults] == ["missing-help"]
    mended = checked(tmp_path, SCREEN.replace("yes_no", "text") + MEANT.replace("at: debt", "at: depts"))
    assert [fault.code for fault in mended.faults] == ["idle-suppression"]


def test_a_reason_is_needed(tmp_path: Path) -> None:
    """Nothing is suppressed without a word on why."""
    without = checked(tmp_path, SCREEN + MEANT.replace("    reason: The words explain themselves.\n", ""))
    assert [fault.code for fault in without.faults] == ["missing-key"]
    empty = checked(tmp_path, SCREEN + MEANT.replace("The words explain themselves.", '""'))
    assert [fault.code for fault in empty.faults] == ["empty-value"]


@pytest.mark.parametrize("code", ["status-question", "document-item", "unknown-recipient", "case-differs", "no-such"])
def test_what_is_never_suppressed(code: str, tmp_path: Path) -> None:
    """A screen that would suppress what guards a family, or what makes it unusable, is refused."""
    found = checked(tmp_path, SCREEN + MEANT.replace("missing-help", code))
    assert [fault.code for fault in found.faults] == ["impossible-value"]
    assert found.suppressed == ()


def test_the_codes_that_can_be_suppressed_exist_and_are_few() -> None:
    """The list is one of permissions: a new check is not on it until someone says so."""
    can_be = set(get_args(SuppressibleCode))
    assert can_be <= set(codes())
    assert not can_be & {
        "status-question",
        "document-item",
        "unknown-recipient",
        "missing-jurisdiction",
        "case-differs",
    }
    assert len(can_be) < len(CHECKS)


def test_a_shared_group_is_mended_where_it_is(tmp_path: Path) -> None:
    """A screen does not suppress what is at fault in a file that other screens use too."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "debts.yaml").write_text(
        """\
group: debts
label: {en: Debts}
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    citation: own-reading
"""
    )
    screen = SCREEN.replace("questions:", "uses: [debts]\nquestions:").replace("name: debt", "name: debtor")
    found = checked(tmp_path, screen + "    help: {en: Ask gently.}\n" + MEANT)
    assert [(fault.code, Path(fault.file).parent.name) for fault in found.faults] == [("missing-help", "shared")]


ROUTES = """\
screen: debts
questions:
  - name: family
    type: group
    questions:
      - name: children
        type: repeat
        questions:
          - name: school
define: {minor: x}
next_steps:
  - name: call_unit
cases:
  - name: one
    answers: {questions: [{name: Ana}]}
"""


@pytest.mark.parametrize(
    ("route", "about"),
    [
        ((), "debts"),
        (("title", "en"), "debts"),
        (("questions", 0), "family"),
        (("questions", 0, "questions", 0, "label", "en"), "children"),
        (("questions", 0, "questions", 0, "questions", 0, "help"), "children.school"),
        (("define", "minor"), "minor"),
        (("next_steps", 0, "action", "en"), "call_unit"),
        (("next_steps", 7, "when"), ""),
        (("cases", 0, "expect"), "one"),
    ],
)
def test_what_a_finding_is_about(route: tuple[str | int, ...], about: str) -> None:
    """It is about the question, rule or case around its place, or else about the screen."""
    document = read_yaml(ROUTES.encode(), "debts.yaml")
    assert subject(document, Diagnostic("missing-help", "m", "debts.yaml", None, None, route=route)) == about


def test_a_file_of_answers_gives_no_route() -> None:
    """In a file that holds answers, no diagnostic leads to one."""
    document = read_yaml(b"answers: {debt: yes}", "answers.yaml", confidential=True)
    assert document.fault("refused-answer", "m", ("answers", "debt")).route == ()


def test_check_ends_well_with_what_is_meant(tmp_path: Path) -> None:
    """The exit code is 0, and the line goes to standard error with all talk."""
    (tmp_path / "debts.yaml").write_text(SCREEN + MEANT)
    result = CliRunner().invoke(app, ["--screens", str(tmp_path), "check", "debts"])
    assert (result.exit_code, result.stdout) == (0, "1 screen, 0 cases, 11 proofs: no fault, 1 suppressed\n")
    assert "suppressed[missing-help]" in result.stderr
