"""Suggestions: the cases that a screen lacks, which pass as they are and reach what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml

from prove.small_screens import TODAY as SMALL_TODAY
from prove.small_screens import Author, read
from screenkit.cases import differences
from screenkit.flat import answers_of
from screenkit.load import load_with_draft
from screenkit.shelf import Shelf, open_shelf
from screenkit.trials import Suggestions, Trial, suggest

SMALL = Path(__file__).resolve().parent / "checks" / "_shelf"
TODAY = date(2026, 11, 22)
HEAD = """\
screen: intake
version: 1.0.0
title: {en: Intake}
purpose: {en: An example.}
questions:
"""
SAFE = """\
  - name: safe_now
    type: checkpoint
    label: {en: Is it safe to talk?}
    help: {en: Wait for a clear yes.}
    ending: {en: Stop here.}
    citation: own-reading
"""
DEBT = """\
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    help: {en: Ask gently.}
    citation: own-reading
"""
BORN_ON = """\
  - name: born_on
    type: date
    label: {en: When were you born?}
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
    due: {within: 2 days, after: [born_on]}
    citation: own-reading
  - name: ask_again
    urgency: soon
    action: {en: Ask again.}
    citation: own-reading
"""


def trial(folder: Path, text: str) -> Trial:
    """The trial of a screen that is written so."""
    path = folder / "intake.yaml"
    path.write_text(text, encoding="utf-8")
    return Trial(*load_with_draft(path, Shelf((SMALL,))), TODAY)


def reached(found: Suggestions) -> list[str]:
    """What the cases reach, in words."""
    return [str(goal) for case in found.cases for goal in case.reaches]


def test_four_cases_for_one_question_are_proven_to_be_the_fewest(tmp_path: Path) -> None:
    """Yes, no, not known and declined exclude each other."""
    found = suggest(trial(tmp_path, HEAD + DEBT))
    assert str(found).splitlines()[:2] == [
        "# intake: 4 cases to add, which reach 5 things that no case reaches",
        "# Fewer cannot do: 4 of these things exclude each other.",
    ]
    assert (len(found.cases), found.least) == (4, 4)


def test_the_text_is_ready_to_paste(tmp_path: Path) -> None:
    """Below what to do with it, each case with what it reaches and what comes of it now."""
    case = """\
cases:
  - {name: suggested_1, story: {en: A.}, as_of: 2026-11-20T15:00, answers: {debt: yes}, expect: {}}
  - {name: b, story: {en: B.}, as_of: 2026-11-20T15:00, answers: {debt: no}, expect: {}}
  - {name: c, story: {en: C.}, as_of: 2026-11-20T15:00, answers: {debt: {absent: unknown}}, expect: {}}
"""
    rules = RULES.replace("    due: {within: 2 days, after: [born_on]}\n", "")
    assert str(suggest(trial(tmp_path, HEAD + DEBT + rules + case))) == (
        "# intake: 1 case to add, which reaches 1 thing that no case reaches\n"
        "# Read each one, write its story, and ask of every line under `expect` whether it should be so:\n"
        "# it says what the screen does now. A case kept unread proves nothing, and keeps a mistake in place.\n"
        "  - name: suggested_2\n"
        "    # Reaches question `debt`: declined\n"
        "    story:\n"
        '      en: "Invented: say who this family is, in a sentence or two."\n'
        "    as_of: 2026-11-22T12:00\n"
        "    answers:\n"
        "      debt: {absent: declined}\n"
        "    # Is each of these right? It is what the screen does now, which may be a mistake.\n"
        "    expect:\n"
        "      indicated: []\n"
        "      not_settled: [in_debt]\n"
        "      next_steps: [ask_again]\n"
        "      steps_not_settled: [call_unit]"
    )


def test_a_screen_whose_cases_reach_everything_gets_none(tmp_path: Path) -> None:
    """There is nothing to add."""
    here = trial(tmp_path, HEAD + DEBT)
    pasted = trial(tmp_path, HEAD + DEBT + "cases:\n" + str(suggest(here)))
    assert str(suggest(pasted)) == "# intake: no case to add"


def test_both_edges_of_an_age_are_days(tmp_path: Path) -> None:
    """Who is eighteen today, and who will be tomorrow."""
    found = suggest(trial(tmp_path, HEAD + BORN_ON + "define:\n  minor: age(born_on) < 18\n"))
    edges = [goal for goal in reached(found) if "at an edge" in goal]
    assert sorted(edges) == [
        "definition `minor`: `born_on` at an edge, 2008-11-22",
        "definition `minor`: `born_on` at an edge, 2008-11-23",
    ]
    born = {str(answer) for case in found.cases for answer in case.interview.given.answers.values()}
    assert {"2008-11-22", "2008-11-23"} <= born


def test_both_edges_of_a_number_and_of_a_difference(tmp_path: Path) -> None:
    """The last number that is enough, and the days that lie exactly so far apart."""
    questions = "".join(
        f"  - {{name: {name}, type: {kind}, label: {{en: Q?}}, help: {{en: Why.}}, citation: own-reading}}\n"
        for name, kind in (("rooms", "integer"), ("began_on", "date"), ("ended_on", "date"))
    )
    define = "define:\n  crowded: rooms < 3\n  late: days_since(began_on) <= days_since(ended_on) + 3\n"
    edges = [goal for goal in reached(suggest(trial(tmp_path, HEAD + questions + define))) if "edge" in goal]
    assert sorted(edges) == [
        "definition `crowded`: `rooms` at an edge, 2",
        "definition `crowded`: `rooms` at an edge, 3",
        "definition `late`: `began_on` and `ended_on` at an edge",
        "definition `late`: `began_on` and `ended_on` one before an edge",
        "definition `late`: `began_on` and `ended_on` one past an edge",
    ]


def test_each_part_of_a_condition_is_shown_to_matter(tmp_path: Path) -> None:
    """For each part there is a case that comes out otherwise without it."""
    photos = DEBT.replace("debt", "photos")
    rules = RULES.replace("when: debt is yes", "when: debt is yes and photos is yes").replace("    due: ", "    # ")
    found = suggest(trial(tmp_path, HEAD + DEBT + photos + rules))
    assert sorted(goal for goal in reached(found) if "without" in goal) == [
        "the `when` of indication `in_debt`: without `debt is yes`",
        "the `when` of indication `in_debt`: without `photos is yes`",
        "the `when` of step `call_unit`: without `debt is yes`",
        "the `when` of step `call_unit`: without `photos is yes`",
    ]


def test_nothing_follows_a_checkpoint_that_is_not_met(tmp_path: Path) -> None:
    """Who cannot talk is asked nothing more; before every answer the checkpoint is met."""
    found = suggest(trial(tmp_path, HEAD + SAFE + DEBT))
    for case in found.cases:
        answers = {item.name: answer for item, answer in case.interview.given.answers.items()}
        assert answers.get("safe_now") == "yes" or list(answers) == ["safe_now"]
    assert {"question `safe_now`: `no`", "question `debt`: `no`"} <= set(reached(found))


def test_a_deadline_is_part_of_what_a_case_expects(tmp_path: Path) -> None:
    """The time is worked out as in a summary."""
    found = str(suggest(trial(tmp_path, HEAD + BORN_ON + DEBT + RULES)))
    expected = [case["expect"] for case in yaml.safe_load(found) if "due" in case["expect"]]
    assert expected
    assert all(set(one["due"]) <= {*one["next_steps"], *one["steps_not_settled"]} for one in expected)


def test_what_is_not_found_is_said(tmp_path: Path) -> None:
    """Without time there are no cases, and nothing is claimed."""
    found = suggest(trial(tmp_path, HEAD + DEBT + RULES.replace("    due: ", "    # ")), budget=-1)
    assert not found.cases
    assert found.left
    assert "# No case was found, or none in time, that reaches" in str(found)


@pytest.mark.parametrize("seed", range(10))
def test_suggested_cases_pass_and_reach_what_they_say(seed: int) -> None:
    """Pasted into the screen they hold, and nothing that they were to reach is still missing."""
    written = Author(Random(seed)).screen()  # noqa: S311 - a fixed screen, not a secret
    found = suggest(Trial(*read(written), SMALL_TODAY))
    cases = yaml.load(str(found), Loader=yaml.BaseLoader)  # noqa: S506 - it reads nothing but text
    screen, draft = read({**written, "cases": cases})
    for number, case in enumerate(screen.authored.cases):
        given = answers_of(screen, draft.origin.document, ("cases", number, "answers"))
        assert list(differences(screen, case, given)) == []
    pasted = Trial(screen, draft, SMALL_TODAY)
    assert len(pasted.cases) == len(found.cases)
    assert suggest(pasted).cases == ()
    assert found.least <= len(found.cases)


def test_cases_suggested_for_a_shipped_screen_can_be_pasted_into_it(tmp_path: Path) -> None:
    """Below its own, with questions of shared groups, countries and dates."""
    shelf = open_shelf()
    path = shelf.screen("trafficking-nm10")
    assert path is not None
    found = suggest(Trial(*load_with_draft(path, shelf), TODAY))
    copy = tmp_path / path.name
    copy.write_text(f"{path.read_text('utf-8').rstrip()}\n{found}\n", encoding="utf-8")
    screen, draft = load_with_draft(copy, shelf)
    own = len(screen.authored.cases) - len(found.cases)
    for number, case in list(enumerate(screen.authored.cases))[own:]:
        given = answers_of(screen, draft.origin.document, ("cases", number, "answers"))
        assert list(differences(screen, case, given)) == []
