"""Coverage: what the cases of a screen reach, what they leave out and where it stands, and what nobody can reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screenkit.load import load_with_draft
from screenkit.shelf import Shelf
from screenkit.trials import Coverage, Trial, coverage

SMALL = Path(__file__).resolve().parent / "checks" / "_shelf"
TODAY = date(2026, 11, 22)
HEAD = """\
screen: intake
version: 1.0.0
title: {en: Intake}
purpose: {en: An example.}
questions:
"""
DEBT = """\
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    help: {en: Ask gently.}
    citation: own-reading
"""
OWED_TO = """\
  - name: owed_to
    type: text
    label: {en: To whom?}
    relevant: debt is yes
    help: {en: Ask gently.}
    citation: own-reading
"""
RULES = """\
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
    citation: own-reading
  - name: ask_again
    urgency: soon
    action: {en: Ask again.}
    citation: own-reading
"""
OWES = """\
cases:
  - name: owes
    story: {en: Someone owes money and will not say to whom.}
    as_of: 2026-11-20T15:00
    answers: {debt: yes, owed_to: {absent: declined}}
    expect: {indicated: [in_debt], next_steps: [call_unit]}
"""
CHILDREN = """\
  - name: children
    type: repeat
    label: {en: Children}
    help: {en: Ask gently.}
    item: {en: Child}
    more: {en: Another?}
    citation: own-reading
    questions:
      - name: citizenships
        type: select_multiple
        choices: countries
        label: {en: Of which countries?}
        help: {en: Ask gently.}
        citation: own-reading
"""


def trial(folder: Path, text: str) -> Trial:
    """The trial of a screen that is written so."""
    path = folder / "intake.yaml"
    path.write_text(text, encoding="utf-8")
    return Trial(*load_with_draft(path, Shelf((SMALL,))), TODAY)


def missing(found: Coverage) -> list[str]:
    """What is missing, in words."""
    return [str(goal) for goal in found.missing]


def test_the_report_gives_shares_and_each_gap_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for each thing, with all that is missing of it."""
    monkeypatch.chdir(tmp_path)
    found = coverage(trial(tmp_path, HEAD + DEBT + OWED_TO + RULES + OWES))
    assert str(found) == (
        "intake: what 1 case reaches\n"
        "  questions     2 of 3     66 %\n"
        "  answers       2 of 7     28 %\n"
        "  conditions    1 of 3     33 %\n"
        "  outcomes      3 of 8     37 %\n"
        "  not counted: 1 that no interview can reach\n"
        "no case reaches\n"
        "  intake.yaml:6:11: question `debt`: `no`, unknown, declined\n"
        "  intake.yaml:11:11: question `owed_to`: not asked, a value, unknown\n"
        "  intake.yaml:14:15: the `relevant` of `owed_to`: open, ruled out\n"
        "  intake.yaml:18:11: indication `in_debt`: not settled, not indicated\n"
        "  intake.yaml:23:11: step `call_unit`: not settled, not due\n"
        "  intake.yaml:29:11: step `ask_again`: due"
    )
    assert not found.is_complete


def test_without_cases_everything_is_missing(tmp_path: Path) -> None:
    """Nothing is reached by nobody."""
    found = coverage(trial(tmp_path, HEAD + DEBT))
    assert missing(found) == [
        "question `debt`: asked",
        "question `debt`: `yes`",
        "question `debt`: `no`",
        "question `debt`: unknown",
        "question `debt`: declined",
    ]
    assert str(found).splitlines()[1] == "  questions     0 of 1      0 %"


def test_what_no_interview_can_reach_is_proven_and_not_counted(tmp_path: Path) -> None:
    """A step without a condition happens for certain, so it is never not settled."""
    found = coverage(trial(tmp_path, HEAD + DEBT + RULES))
    assert [str(goal) for goal in found.unreachable] == ["step `ask_again`: not settled"]
    assert "step `ask_again`: not settled" not in missing(found)


def test_past_its_time_nothing_is_said_to_be_unreachable(tmp_path: Path) -> None:
    """What could not be proven is told apart from what is missing."""
    photos = DEBT.replace("debt", "photos")
    odd = "define:\n  odd: debt is no and (debt is yes or photos is yes) and (debt is yes or photos is no)\n"
    here = trial(tmp_path, HEAD + DEBT + photos + odd)
    assert "definition `odd`: holds" in [str(goal) for goal in coverage(here).unreachable]
    late = coverage(here, budget=-1)
    assert "definition `odd`: holds" in [str(goal) for goal in late.undecided]
    assert "no case reaches, and it is UNDECIDED whether any interview can" in str(late)
    assert not late.is_complete


def test_a_complete_set_of_cases_leaves_nothing(tmp_path: Path) -> None:
    """Every answer, and with it every truth and outcome."""
    cases = "cases:\n" + "".join(
        f"  - {{name: case_{number}, story: {{en: Someone.}}, as_of: 2026-11-20T15:00,"
        f" answers: {{debt: {said}}}, expect: {{}}}}\n"
        for number, said in enumerate(["yes", "no", "{absent: unknown}", "{absent: declined}"])
    )
    found = coverage(trial(tmp_path, HEAD + DEBT + RULES + cases))
    assert found.is_complete
    assert "no case reaches" not in str(found)
    assert str(found).splitlines()[2] == "  answers       4 of 4    100 %"


def test_all_is_never_rounded_up(tmp_path: Path) -> None:
    """100 % is all of it: 199 of 200 are 99."""
    found = coverage(trial(tmp_path, HEAD + DEBT))
    goal = found.missing[0]
    nearly = Coverage("intake", 1, (goal,) * 199, (goal,), (), ())
    assert "questions   199 of 200   99 %" in str(nearly)


def test_a_question_put_off_is_not_asked(tmp_path: Path) -> None:
    """Left for later is nothing said."""
    case = OWES.replace("{debt: yes, owed_to: {absent: declined}}", "{debt: {absent: not-asked}}")
    assert "question `debt`: asked" in missing(coverage(trial(tmp_path, HEAD + DEBT + RULES + case)))


def test_a_case_that_cannot_be_read_reaches_nothing(tmp_path: Path) -> None:
    """Check tells what is wrong with it; here it is not counted."""
    found = coverage(trial(tmp_path, HEAD + DEBT + RULES + OWES))
    assert found.cases == 0


def test_a_question_in_a_repeat_is_reached_in_any_instance(tmp_path: Path) -> None:
    """The second child said that nobody knows."""
    case = """\
cases:
  - name: two
    story: {en: Two children.}
    as_of: 2026-11-20T15:00
    answers: {children: [{citizenships: [MX]}, {citizenships: {absent: unknown}}]}
    expect: {}
"""
    assert missing(coverage(trial(tmp_path, HEAD + CHILDREN + case))) == [
        "question `children`: unknown",
        "question `children`: declined",
        "question `children.citizenships`: declined",
    ]


def test_a_step_for_each_value_has_a_condition_for_each(tmp_path: Path) -> None:
    """For Mexico it holds, for the United States it is ruled out, and for a country not yet named it is open."""
    rules = """\
next_steps:
  - name: notify
    each: [children.citizenships]
    when: each is not US
    urgency: soon
    action: {en: Notify.}
    citation: own-reading
cases:
  - name: both
    story: {en: Two citizenships.}
    as_of: 2026-11-20T15:00
    answers: {children: [{citizenships: [MX, US]}]}
    expect: {next_steps: [notify/MX]}
"""
    found = coverage(trial(tmp_path, HEAD + CHILDREN + rules))
    assert [str(goal) for goal in found.missing if goal.kind in ("conditions", "outcomes")] == [
        "the `when` of step `notify`: open",
        "step `notify`: not settled",
        "step `notify`: not due",
    ]


def test_a_condition_inside_another_counts_only_where_it_is_put(tmp_path: Path) -> None:
    """What stands in a group is not looked at before the group is asked."""
    group = """\
  - name: more
    type: group
    label: {en: More}
    relevant: debt is yes
    citation: own-reading
    questions:
      - name: since
        type: yes_no
        label: {en: Long ago?}
        relevant: debt in (yes, no)
        help: {en: Ask gently.}
        citation: own-reading
"""
    found = coverage(trial(tmp_path, HEAD + DEBT + group))
    assert [str(goal) for goal in found.unreachable] == [
        "the `relevant` of `since`: open",
        "the `relevant` of `since`: ruled out",
    ]
