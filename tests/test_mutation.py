"""Mutation: every small mistake in a screen, and whether its cases or check would notice it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from prove.small_screens import TODAY as SMALL_TODAY
from prove.small_screens import drafted, interviews
from screenkit.load import load_with_draft
from screenkit.prove import prove
from screenkit.prove.replay import Interview
from screenkit.shelf import Shelf, open_shelf
from screenkit.trials import Mutation, Trial, mutate, sampled
from screenkit.trials.mutants import mutants
from screenkit.trials.noticing import tells_apart
from screenkit.trials.personas import as_asked

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
    story: {en: Someone owes money.}
    as_of: 2026-11-20T15:00
    answers: {debt: yes}
    expect: {indicated: [in_debt], next_steps: [call_unit]}
"""
KINDS = f"""\
{DEBT}{DEBT.replace("debt", "photos")}{DEBT.replace("debt", "passed")}\
  - {{name: rooms, type: integer, label: {{en: Rooms?}}, help: {{en: Why.}}, citation: own-reading}}
  - {{name: born_on, type: date, label: {{en: Born?}}, help: {{en: Why.}}, citation: own-reading}}
  - {{name: left_on, type: date, label: {{en: Left?}}, help: {{en: Why.}}, citation: own-reading}}
  - name: place
    type: select_one
    label: {{en: Where?}}
    help: {{en: Why.}}
    citation: own-reading
    choices: [{{name: home, label: {{en: H}}}}, {{name: away, label: {{en: A}}}}, {{name: street, label: {{en: S}}}}]
  - {{name: country, type: select_one, choices: countries, label: {{en: C?}}, help: {{en: W.}}, citation: own-reading}}
  - name: papers
    type: select_multiple
    choices: countries
    label: {{en: Papers?}}
    help: {{en: Why.}}
    citation: own-reading
  - name: kids
    type: repeat
    label: {{en: Children}}
    help: {{en: Why.}}
    item: {{en: Child}}
    more: {{en: Another?}}
    citation: own-reading
    questions:
      - {{name: hurt, type: yes_no, label: {{en: Hurt?}}, help: {{en: Why.}}, citation: own-reading}}
define:
  minor: age(born_on) < 18
"""


def trial(folder: Path, text: str) -> Trial:
    """The trial of a screen that is written so."""
    path = folder / "intake.yaml"
    path.write_text(text, encoding="utf-8")
    return Trial(*load_with_draft(path, Shelf((SMALL,))), TODAY)


def fates(found: Mutation) -> dict[str, str]:
    """What became of each mistake."""
    return {f"{one.mutant.subject}: {one.mutant.words}": one.fate for one in found.judged}


MADE = {
    "debt is yes": ["possibly(debt is yes)", "debt is no"],
    "debt is unknown": ["possibly(debt is unknown)", "debt is declined"],
    "debt is yes and photos is no": [
        "possibly(debt is yes and photos is no)",
        "debt is yes or photos is no",
        "photos is no",
        "debt is yes",
        "possibly(debt is yes) and photos is no",
        "debt is no and photos is no",
        "debt is yes and possibly(photos is no)",
        "debt is yes and photos is yes",
    ],
    "place in (home, unknown)": [
        "possibly(place in (home, unknown))",
        "place is unknown",
        "place is home",
        "place in (home, unknown, away)",
        "place in (home, unknown, street)",
        "place in (home, unknown, declined)",
        "place in (home, unknown, not_asked)",
    ],
    "place in (home, away)": [
        "possibly(place in (home, away))",
        "place is away",
        "place is home",
        "place in (home, away, street)",
    ],
    "country is not US": ["possibly(country is not US)", "country is not MX", "country is US"],
    "MX in papers": ["possibly(MX in papers)", "US in papers", "MX not in papers"],
    "17 <= age(born_on) < 18": [
        "possibly(17 <= age(born_on) < 18)",
        "age(born_on) < 18",
        "17 <= age(born_on)",
        "(17 > age(born_on) < 18)",
        "(17 <= age(born_on) >= 18)",
        "16 <= age(born_on) < 18",
        "18 <= age(born_on) < 18",
        "17 <= age(born_on) < 17",
        "17 <= age(born_on) < 19",
    ],
    "rooms > 0": ["possibly(rooms > 0)", "rooms <= 0", "rooms > 1"],
    "born_on <= left_on": ["possibly(born_on <= left_on)", "born_on > left_on", "born_on < left_on"],
    "any_yes(debt, photos)": [
        "possibly(any_yes(debt, photos))",
        "count_yes(debt, photos) >= 2",
        "photos is yes",
        "debt is yes",
    ],
    "count_yes(debt, photos, passed) >= 2": [
        "possibly(count_yes(debt, photos, passed) >= 2)",
        "count_yes(debt, photos, passed) < 2",
        "count_yes(debt, photos, passed) >= 1",
        "count_yes(debt, photos, passed) >= 3",
        "count_yes(photos, passed) >= 2",
        "count_yes(debt, passed) >= 2",
        "count_yes(debt, photos) >= 2",
    ],
    "any(kids, hurt is yes)": ["possibly(any(kids, hurt is yes))", "all(kids, hurt is yes)", "any(kids, hurt is no)"],
    "count(kids, hurt is yes) >= 2": [
        "possibly(count(kids, hurt is yes) >= 2)",
        "count(kids, hurt is yes) < 2",
        "count(kids, hurt is yes) >= 1",
        "count(kids, hurt is yes) >= 3",
        "count(kids, hurt is no) >= 2",
    ],
    "possibly(debt is yes)": ["(debt is yes)", "possibly(debt is no)"],
    "unsure(debt is yes)": ["possibly(debt is yes)", "(debt is yes)", "unsure(debt is no)"],
    "asked(debt)": ["possibly(asked(debt))", "answered(debt)"],
    "minor": ["possibly(minor)"],
    "debt is yes or photos is yes and passed is yes": [
        "possibly(debt is yes or photos is yes and passed is yes)",
        "debt is yes and (photos is yes and passed is yes)",
        "(photos is yes and passed is yes)",
        "debt is yes",
        "debt is no or photos is yes and passed is yes",
        "debt is yes or (photos is yes or passed is yes)",
        "debt is yes or (passed is yes)",
        "debt is yes or (photos is yes)",
        "debt is yes or possibly(photos is yes) and passed is yes",
        "debt is yes or photos is no and passed is yes",
        "debt is yes or photos is yes and possibly(passed is yes)",
        "debt is yes or photos is yes and passed is no",
    ],
}


@pytest.mark.parametrize("when", MADE)
def test_every_small_mistake_is_made_in_a_condition(tmp_path: Path, when: str) -> None:
    """Another choice, one more or less, `or` for `and`, a part left out, a threshold moved, `possibly` on or off."""
    rules = RULES.replace("    when: debt is yes\n    citation", f"    when: {when}\n    citation")
    made = mutants(trial(tmp_path, HEAD + KINDS + rules))
    assert [one.text for one in made if one.subject == "the `when` of indication `in_debt`"] == MADE[when]


def test_mistakes_are_made_in_what_a_step_is_worked_out_for(tmp_path: Path) -> None:
    """`each` has the choices of its questions."""
    step = (
        "  - {name: tell, each: [papers], when: each is MX, urgency: soon, action: {en: T.}, citation: own-reading}\n"
    )
    made = mutants(trial(tmp_path, HEAD + KINDS + RULES + step))
    found = [one.text for one in made if one.subject == "the `when` of step `tell`"]
    assert found == ["possibly(each is MX)", "each is US", "each is not MX"]


def test_each_mistake_is_noticed_by_a_case_by_check_or_by_nothing(tmp_path: Path) -> None:
    """Where `debt` is not known nobody has looked, except check, which knows that `ask_again` must be possible."""
    assert fates(mutate(trial(tmp_path, HEAD + DEBT + RULES + OWES))) == {
        "the `when` of indication `in_debt`: `possibly(…)` around `debt is yes`": "survives",
        "the `when` of indication `in_debt`: `debt is no` instead of `debt is yes`": "by-cases",
        "the `when` of step `call_unit`: `possibly(…)` around `debt is yes`": "by-check",
        "the `when` of step `call_unit`: `debt is no` instead of `debt is yes`": "by-cases",
        "indication `in_debt`: left out": "by-cases",
        "step `call_unit`: left out": "by-cases",
        "the `if_unsure` of step `call_unit`: left out": "by-check",
        "step `ask_again`: left out": "by-check",
    }


def test_what_notices_a_mistake_is_named(tmp_path: Path) -> None:
    """The case, or what check says."""
    found = mutate(trial(tmp_path, HEAD + DEBT + RULES + OWES))
    assert [one.by for one in found.judged] == [
        "",
        "case `owes`",
        "never-due: step `ask_again` can never be due",
        "case `owes`",
        "case `owes`",
        "case `owes`",
        "the screen is refused",
        "the screen is refused",
    ]


def test_the_report_lists_survivors_with_their_place_and_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no case and no proof notices, and the case that would."""
    monkeypatch.chdir(tmp_path)
    assert str(mutate(trial(tmp_path, HEAD + DEBT + RULES + OWES))) == (
        "intake: 8 small mistakes, made one at a time\n"
        "     0 change nothing, proven\n"
        "     8 count; 7 are noticed, 87 %\n"
        "           4 by the 1 case\n"
        "           3 by check alone\n"
        "           1 by nothing\n"
        "           0 UNDECIDED\n"
        "nothing notices:\n"
        "  intake.yaml:14:11: the `when` of indication `in_debt`: `possibly(…)` around `debt is yes`\n"
        "    case `notices_1` below would: `in_debt` not settled, and with the mistake `in_debt` indicated\n"
        "# Read each case, write its story, and ask of every line under `expect` whether it should be so:\n"
        "# it says what the screen does now. A case kept unread proves nothing, and keeps a mistake in place.\n"
        "  - name: notices_1\n"
        "    # Would notice a mistake in the `when` of indication `in_debt`.\n"
        "    story:\n"
        '      en: "Invented: say who this family is, in a sentence or two."\n'
        "    as_of: 2026-11-22T12:00\n"
        "    answers: {}\n"
        "    # Is each of these right? It is what the screen does now, which may be a mistake.\n"
        "    expect:\n"
        "      indicated: []\n"
        "      not_settled: [in_debt]\n"
        "      next_steps: [ask_again]\n"
        "      steps_not_settled: [call_unit]"
    )


def test_a_mistake_that_changes_nothing_is_no_mistake(tmp_path: Path) -> None:
    """Around what is certain or ruled out and never open, `possibly` says nothing; that is proven."""
    rules = RULES.replace(
        "when: debt is yes\n    citation", "when: debt in (unknown, declined, not_asked)\n    citation"
    )
    question = DEBT.replace("type: yes_no", "type: text")
    silent = rules.replace("when: debt is yes", "when: debt is declined")
    found = fates(mutate(trial(tmp_path, HEAD + question + silent)))
    words = "the `when` of indication `in_debt`: `possibly(…)` around `debt in (unknown, declined, not_asked)`"
    assert found[words] == "equivalent"


def of_owed_to(found: Mutation) -> dict[str, str]:
    """What became of the mistakes in when it is asked to whom the money is owed."""
    here = "the `relevant` of `owed_to`: "
    return {name.removeprefix(here): fate for name, fate in fates(found).items() if name.startswith(here)}


def test_a_mistake_that_only_changes_what_is_asked_counts(tmp_path: Path) -> None:
    """No outcome depends on `owed_to`, and no case says that it is asked or that it is not."""
    assert of_owed_to(mutate(trial(tmp_path, HEAD + DEBT + OWED_TO + RULES + OWES))) == {
        "`possibly(…)` around `debt is yes`": "survives",
        "`debt is no` instead of `debt is yes`": "survives",
        "left out": "survives",
    }


def test_a_case_that_answers_notices_a_question_that_is_no_longer_asked(tmp_path: Path) -> None:
    """It says to whom the money is owed, which check then finds to be set aside."""
    case = OWES.replace("debt: yes}", "debt: yes, owed_to: An uncle.}")
    assert of_owed_to(mutate(trial(tmp_path, HEAD + DEBT + OWED_TO + RULES + case))) == {
        "`possibly(…)` around `debt is yes`": "survives",
        "`debt is no` instead of `debt is yes`": "by-cases",
        "left out": "survives",
    }


DECLINES = """\
  - name: declines
    story: {en: Someone would rather not say.}
    as_of: 2026-11-20T15:00
    answers: {debt: {absent: declined}}
    expect: {not_settled: [in_debt], next_steps: [ask_again], steps_not_settled: [call_unit]}
"""


def test_a_case_that_says_what_is_not_asked_notices_that_it_is(tmp_path: Path) -> None:
    """Who would rather not say is not asked to whom the money is owed, unless someone made a mistake."""
    silent = HEAD + DEBT + OWED_TO + RULES + OWES + DECLINES
    told = silent.replace("steps_not_settled: [call_unit]}", "steps_not_settled: [call_unit], not_asked: [owed_to]}")
    assert set(of_owed_to(mutate(trial(tmp_path, silent))).values()) == {"survives"}
    assert of_owed_to(mutate(trial(tmp_path, told))) == {
        "`possibly(…)` around `debt is yes`": "by-cases",
        "`debt is no` instead of `debt is yes`": "survives",
        "left out": "by-cases",
    }


def test_cases_that_would_notice_say_what_is_not_asked(tmp_path: Path) -> None:
    """One answers the question and one must not be asked it; pasted, they notice every mistake."""
    here = HEAD + DEBT + OWED_TO + RULES + OWES + DECLINES
    found = mutate(trial(tmp_path, here))
    written = "\n".join(text for _, text in found.written())
    assert "      not_asked: [owed_to]" in written.splitlines()
    assert "      owed_to: In their own words." in written.replace('"', "").splitlines()
    assert not mutate(trial(tmp_path, f"{here}{written}\n")).of("survives")


def test_what_is_not_asked_in_a_repeat_is_asked_of_none(tmp_path: Path) -> None:
    """A question that a mistake asks of one child is noticed by a case of children who are not asked it."""
    kids = KINDS[KINDS.index("  - name: kids") : KINDS.index("define:")]
    by = """\
      - name: by
        type: text
        label: {en: By whom?}
        relevant: hurt is yes
        help: {en: Why.}
        citation: own-reading
"""
    case = """\
cases:
  - name: two_unhurt
    story: {en: Two unhurt children.}
    as_of: 2026-11-20T15:00
    answers: {debt: no, kids: [{hurt: no}, {hurt: no}]}
    expect: {not_asked: [kids.by]}
"""
    found = fates(mutate(trial(tmp_path, HEAD + DEBT + kids + by + RULES + case)))
    assert {name: fate for name, fate in found.items() if "`by`" in name} == {
        "the `relevant` of `by`: `possibly(…)` around `hurt is yes`": "survives",
        "the `relevant` of `by`: `hurt is no` instead of `hurt is yes`": "by-cases",
        "the `relevant` of `by`: left out": "by-cases",
    }


def test_a_mistake_in_a_definition_is_made_wherever_it_is_named(tmp_path: Path) -> None:
    """The indication that names it changes with it."""
    define = "define:\n  owing: debt is yes\n"
    rules = RULES.replace("when: debt is yes\n    citation", "when: owing\n    citation")
    found = mutate(trial(tmp_path, HEAD + DEBT + define + rules + OWES))
    assert fates(found)["definition `owing`: `debt is no` instead of `debt is yes`"] == "by-cases"


def test_a_deadline_that_a_case_expects_notices_a_question_left_out(tmp_path: Path) -> None:
    """Without the day, there is no time by which the step is due."""
    lent = OWED_TO.replace("owed_to", "lent_on").replace("type: text", "type: date").replace("yes\n", "yes\n", 1)
    rules = RULES.replace("    urgency: soon\n", "    urgency: soon\n    due: {within: 2 days, after: [lent_on]}\n", 1)
    case = OWES.replace("debt: yes}", "debt: yes, lent_on: 2026-11-19}").replace(
        "[call_unit]}", "[call_unit], due: {call_unit: 2026-11-21T00:00}}"
    )
    found = fates(mutate(trial(tmp_path, HEAD + DEBT + lent + rules + case)))
    assert found["the `relevant` of `lent_on`: `debt is no` instead of `debt is yes`"] == "by-cases"
    without = fates(mutate(trial(tmp_path, HEAD + DEBT + lent + rules + OWES)))
    assert without["the `relevant` of `lent_on`: `debt is no` instead of `debt is yes`"] == "survives"


def test_an_assertion_notices_what_it_forbids(tmp_path: Path) -> None:
    """A step that must follow is missed as soon as its condition says less."""
    claim = """\
assertions:
  - name: debt_reaches_unit
    when: debt is yes
    then: call_unit
    citation: own-reading
"""
    found = mutate(trial(tmp_path, HEAD + DEBT + RULES + claim))
    by = {f"{one.mutant.subject}: {one.mutant.words}": one.by for one in found.judged}
    mistake = "the `when` of step `call_unit`: `debt is no` instead of `debt is yes`"
    assert by[mistake].startswith("failed-assertion: assertion `debt_reaches_unit` fails")
    assert by["step `call_unit`: left out"] == "the screen is refused"


def test_mistakes_in_a_shared_group_have_their_place_there(tmp_path: Path) -> None:
    """The file is that of the group."""
    shared = tmp_path / "shelf" / "shared"
    shared.mkdir(parents=True)
    (shared / "debts.yaml").write_text(f"group: debts\nlabel: {{en: Debts}}\nquestions:\n{DEBT}{OWED_TO}", "utf-8")
    path = tmp_path / "intake.yaml"
    text = HEAD.replace("questions:", "uses: [debts]\nquestions:") + DEBT.replace("debt", "photos") + RULES
    path.write_text(text, encoding="utf-8")
    here = Trial(*load_with_draft(path, Shelf((tmp_path / "shelf", SMALL))), TODAY)
    found = [one for one in mutate(here).judged if one.mutant.subject == "the `relevant` of `owed_to`"]
    assert [one.fate for one in found] == ["survives"] * 3
    assert all(one.mutant.place.endswith("debts.yaml:12:15") for one in found)


def test_past_its_time_what_is_not_known_is_undecided(tmp_path: Path) -> None:
    """And counts as not noticed."""
    odd = "define:\n  odd: debt is no and (debt is yes or photos is yes) and (debt is yes or photos is no)\n"
    rules = RULES.replace("when: debt is yes\n    citation", "when: odd\n    citation")
    here = trial(tmp_path, HEAD + DEBT + DEBT.replace("debt", "photos") + odd + rules)
    assert not mutate(here).of("undecided")
    late = mutate(here, budget=-1)
    assert late.of("undecided")
    assert late.share < 1
    assert "UNDECIDED whether anything notices:" in str(late)


def test_the_same_screen_gives_the_same_report() -> None:
    """Nothing is left to chance."""
    screen, draft = drafted(3)
    first, second = (str(mutate(Trial(screen, draft, SMALL_TODAY))) for _ in range(2))
    assert first == second


def test_a_sample_judges_every_so_many_th_mistake_as_the_whole_does(tmp_path: Path) -> None:
    """The first, the fourth and the seventh of eight."""
    here = trial(tmp_path, HEAD + DEBT + RULES + OWES)
    every = [(str(one.mutant), one.fate, one.by) for one in mutate(here).judged]
    some = [(str(one.mutant), one.fate, one.by) for one in sampled(here, 3, 10).judged]
    assert some == [every[0], every[3], every[6]]


def test_what_check_only_notes_is_not_noticed(tmp_path: Path) -> None:
    """Check passes with a note, so it would let the mistake through."""
    other = """\
  - name: call_too
    when: photos is yes
    if_unsure: ask_again
    urgency: soon
    action: {en: Call too.}
    citation: own-reading
"""
    here = trial(tmp_path, HEAD + DEBT + DEBT.replace("debt", "photos") + RULES + other)
    screen = next(one.screen for one in mutants(here) if one.subject == "the `if_unsure` of step `call_unit`")
    assert screen is not None
    noted = [one.code for one in prove(screen, here.draft, TODAY, 10).findings]
    assert noted == ["dropped-concern"]
    assert fates(mutate(here))["the `if_unsure` of step `call_unit`: left out"] == "survives"


@pytest.mark.parametrize("seed", range(12))
def test_no_interview_shows_what_is_said_to_change_nothing(seed: int) -> None:
    """What is proven holds for every interview that is tried, and what survives is shown by one."""
    screen, draft = drafted(seed)
    found = mutate(Trial(screen, draft, SMALL_TODAY))
    tried = (as_asked(screen, given, SMALL_TODAY) for given in interviews(screen, Random(seed))[:100])  # noqa: S311 - not a secret
    every = [Interview(screen, given, SMALL_TODAY) for given in tried]
    for one in found.of("equivalent"):
        assert one.mutant.screen is not None
        assert not any(tells_apart(one.mutant.screen, interview) for interview in every)
    for one in found.of("survives"):
        assert one.mutant.screen is not None
        assert any(tells_apart(one.mutant.screen, case.interview) for case in found.would_notice)


def test_a_case_comes_to_the_same_as_in_check() -> None:
    """The quick way to work out what comes of a case names what the summary names."""
    shelf = open_shelf()
    path = shelf.screen("proxy-citizenship")
    assert path is not None
    here = Trial(*load_with_draft(path, shelf), TODAY)
    keys = ("indicated", "not_settled", "next_steps", "steps_not_settled")
    for tried in here.cases:
        expected = {(key, name) for key in keys for name in getattr(tried.case.expect, key)}
        assert tried.outcome == expected
