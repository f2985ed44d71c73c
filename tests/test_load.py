"""From a name to a checked screen, or every fault in its files at once; whatever a file holds, never a traceback."""

from __future__ import annotations

import gc
import json
import os
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import create_model

from screenkit.answers import Item
from screenkit.authored import AuthoredScreen
from screenkit.diagnostics import Diagnostic, report
from screenkit.digests import digest_of
from screenkit.facts import Truth
from screenkit.load import load_reference, load_screen, load_with_draft, read_draft, shown
from screenkit.questions.choosing import ChoiceList
from screenkit.reference import Choice
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf
from screenkit.source import Faults
from screenkit.standing import Given, facts_of

SMALL = Path(__file__).resolve().parent / "checks" / "_shelf"
HEAD = """\
screen: a
version: 1.0.0
title: {en: A}
purpose: {en: B}
"""
STORY = """\
questions:
  - name: story
    type: text
    label: {en: What happened?}
    citation: own-reading
"""
DEBT = """\
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    help: {en: Ask gently.}
    citation: own-reading
"""
STEP = """\
next_steps:
  - name: call_unit
    when: debt is yes
    urgency: soon
    action: {en: Call.}
    citation: own-reading
"""


def load(folder: Path, text: str | bytes, *, shelf: Shelf | None = None) -> Screen:
    """The screen `a.yaml` of a folder, beside a shelf with a few entries of each kind."""
    path = folder / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_screen(path, shelf or Shelf((folder, SMALL)))


def faults(folder: Path, text: str | bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a screen, notes left out; asked in less than a second."""
    began = time.process_time()
    try:
        load(folder, text)
    except Faults as found:
        assert time.process_time() - began < 10  # of the processor: a second, on a machine that does nothing else
        return tuple(fault for fault in found.diagnostics if fault.severity == "error")
    return ()


def told(folder: Path, text: str | bytes) -> list[str]:
    """Code, place and message of each fault, sorted: `bad-name 1:9+3 a name is …`."""
    return [
        f"{fault.code} {fault.place.line}:{fault.place.column}+{fault.place.length} {fault.message}"
        if fault.place
        else f"{fault.code} {fault.message}"
        for fault in sorted(
            faults(folder, text), key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0)
        )
    ]


@pytest.mark.parametrize("name", open_shelf().names())
def test_every_shipped_screen_loads(name: str) -> None:
    """What comes with the program has no fault."""
    path = open_shelf().screen(name)
    assert path is not None
    assert load_screen(path, open_shelf()).id == name


def test_a_screen_is_taken_as_it_is_written(tmp_path: Path) -> None:
    """Questions of shared groups come first, conditions are attached, and statuses of translations are gathered."""
    screen = load(
        tmp_path, HEAD + "translations: {es: agency}\nuses: [case]\n" + DEBT + "    relevant: jurisdiction is other\n"
    )
    assert [entry.question.name for entry in screen.entries] == ["jurisdiction", "debt"]
    assert [entry.condition is None for entry in screen.entries] == [True, False]
    assert [section.label.say("en") for section in screen.entries[0].sections] == ["Case"]
    assert screen.translations == {"es": "agency"}


def test_all_faults_of_a_file_come_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions, checks and the name of the file are told together, by place, each with its line."""
    monkeypatch.chdir(tmp_path)
    text = HEAD.replace("screen: a", "screen: b") + DEBT + "    relevant: dept is yes\n    share: [everyone]\n" + STEP
    assert (
        report(faults(tmp_path, text.replace("Call.", '"Call {unit}."')))
        == """\
a.yaml:1:9: error[name-differs]: a screen is named as its file, `a.yaml`
    1 | screen: b
      |         ^
  hint: write `screen: a`, or rename the file
a.yaml:11:15: error[unknown-question]: question `dept` does not exist
   11 |     relevant: dept is yes
      |               ^^^^
  hint: did you mean `debt`?
a.yaml:12:13: error[unknown-recipient]: recipient `everyone` does not exist
   12 |     share: [everyone]
      |             ^^^^^^^^
  hint: recipients are `unit`, `attorney`
a.yaml:17:24: error[unknown-placeholder]: `{unit}` is not filled in here
   17 |     action: {en: "Call {unit}."}
      |                        ^^^^^^
  hint: what is filled in: `{jurisdiction.unit}`, `{jurisdiction.agency}`, `{jurisdiction.label}`"""
    )


def test_a_fault_of_a_shared_group_is_told_at_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared group's faults name its own file, beside those of the screen."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "opening.yaml").write_text("group: begin\nlabel: Opening\nquestions: []\n", encoding="utf-8")
    assert (
        report(faults(tmp_path, HEAD + "uses: [opening]\nquestion: []\n"))
        == """\
a.yaml:1:1: error[missing-key]: `questions` is missing
    1 | screen: a
      | ^^^^^^^^^
a.yaml:6:1: error[unknown-key]: `question` is not a key here
    6 | question: []
      | ^^^^^^^^
  hint: did you mean `questions`?
shared/opening.yaml:2:8: error[wrong-shape]: a text is written for each language, such as `{en: Yes}`
    2 | label: Opening
      |        ^^^^^^^
shared/opening.yaml:3:12: error[empty-value]: `questions` is empty
    3 | questions: []
      |            ^^"""
    )


def test_a_shared_group_that_is_not_yaml(tmp_path: Path) -> None:
    """A shared group that cannot be read is told, and the screen with it."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "opening.yaml").write_text("group: 'opening\n", encoding="utf-8")
    assert told(tmp_path, HEAD.replace("1.0.0", "1") + "uses: [opening]\n" + STORY) == [
        "unclosed-quote 1:8+1 this quote is never closed",
        "bad-version 2:10+1 a version is three numbers, such as `1.0.0`",
    ]


def test_shared_groups_are_used_once_and_named_as_their_file(tmp_path: Path) -> None:
    """A group that is used twice, or says another name than its file, is a fault."""
    (tmp_path / "shared").mkdir()
    text = (SMALL / "shared" / "case.yaml").read_text(encoding="utf-8").replace("group: case", "group: cases")
    (tmp_path / "shared" / "header.yaml").write_text(text, encoding="utf-8")
    assert told(tmp_path, HEAD + "uses: [case, case]\n" + STORY) == [
        "duplicate-name 5:14+4 shared group `case` is used already"
    ]
    assert told(tmp_path, HEAD + "uses: [header]\n" + STORY) == [
        "name-differs 1:8+5 a group is named as its file, `header.yaml`"
    ]


def test_two_places_in_two_files(tmp_path: Path) -> None:
    """A name that a shared group has already is refused in the screen, and the group's file is named."""
    [fault] = faults(tmp_path, HEAD + "uses: [case]\n" + STORY.replace("story", "jurisdiction"))
    assert fault.code == "duplicate-name"
    assert (fault.place and fault.place.line, fault.also) == (7, None)
    assert fault.hint == f"first defined in {shown(SMALL)}/shared/case.yaml on line 4"


def test_definitions_share_the_names_of_questions(tmp_path: Path) -> None:
    """A definition cannot be called like a question; what stands later is the fault, at its key."""
    assert told(tmp_path, HEAD + DEBT + "define:\n  debt: debt is yes\n") == [
        "duplicate-name 12:3+4 the name `debt` is taken"
    ]


def test_names_inside_repeats(tmp_path: Path) -> None:
    """A name inside a repeat differs from those outside and from its neighbours, not from those of another repeat."""
    inner = "{name: %s, type: text, label: {en: X}, citation: own-reading}"
    repeat = "  - name: %s\n    type: repeat\n    label: {en: X}\n    item: {en: X}\n    more: {en: X}\n    questions: "
    repeat += "[%s]\n"
    children = repeat % ("children", ", ".join(inner % name for name in ("age_told", "story", "age_told")))
    parents = repeat % ("parents", inner % "age_told")
    assert told(tmp_path, HEAD + STORY + children + parents) == [
        "duplicate-name 15:93+5 the name `story` is taken",
        "duplicate-name 15:159+8 the name `age_told` is taken",
    ]


def test_a_group_that_asks_what_it_depends_on(tmp_path: Path) -> None:
    """A group's condition is looked at once, and cannot name what is asked inside the group or after it."""
    group = """\
questions:
  - name: about_debt
    type: group
    label: {en: Debt}
    relevant: asked(lender) or asked(amount) or asked(after)
    questions:
      - {name: lender, type: text, label: {en: Who?}, citation: own-reading}
      - {name: amount, type: integer, label: {en: How much?}, citation: own-reading}
  - {name: after, type: text, label: {en: And then?}, citation: own-reading}
"""
    inside = "is asked only when this holds, so this cannot depend on its answer"
    assert told(tmp_path, HEAD + group) == [
        f"asks-about-itself 9:21+6 `lender` {inside}",
        f"asks-about-itself 9:38+6 `amount` {inside}",
        "question-asked-later 9:55+5 `after` is asked after this",
    ]


def test_a_repeat_that_asks_about_itself(tmp_path: Path) -> None:
    """Whether a repeat is asked cannot depend on what is asked in it; the repeat is named, once."""
    repeat = """\
questions:
  - name: children
    type: repeat
    label: {en: Children}
    item: {en: Child}
    more: {en: Another?}
    relevant: any(children, asked(story))
    questions:
      - {name: story, type: text, label: {en: What happened?}, citation: own-reading}
"""
    assert told(tmp_path, HEAD + repeat) == [
        "asks-about-itself 11:19+8 `children` is asked only when this holds, so this cannot depend on its answer"
    ]


def test_a_condition_by_way_of_a_definition(tmp_path: Path) -> None:
    """What is asked later is found behind a definition too; then the whole condition is shown."""
    text = (
        HEAD
        + STORY
        + "    relevant: in_debt\n"
        + DEBT.removeprefix("questions:\n")
        + "define:\n  in_debt: debt is yes\n"
    )
    assert told(tmp_path, text) == ["question-asked-later 10:15+7 `debt` is asked after this"]


def test_a_rule_about_a_repeat_that_does_not_exist(tmp_path: Path) -> None:
    """What a rule says of each instance is not read when nobody knows of what."""
    rule = "indications:\n  - {name: a, label: {en: A}, when: asked(born_on), per: child, citation: own-reading}\n"
    assert told(tmp_path, HEAD + STORY + rule) == ["unknown-repeat 11:58+5 repeat `child` does not exist"]
    each = STEP.replace("debt is yes", "each is MX") + "    each: [passports]\n"
    assert told(tmp_path, HEAD + STORY + each) == ["each-source 16:12+9 `passports` is not a question with choices"]


def test_placeholders_of_steps(tmp_path: Path) -> None:
    """`{each}` is filled in where the step has `each`, and nowhere else."""
    lender = DEBT.replace("debt", "lender").replace("yes_no", "select_one\n    choices: countries")
    step = STEP.replace("debt is yes", "asked(lender)").replace("Call.", '"Call {each}."')
    assert told(tmp_path, HEAD + lender + step + "    each: [lender]\n") == []
    assert told(tmp_path, HEAD + lender + step) == ["unknown-placeholder 16:24+6 `{each}` is not filled in here"]


def test_assertions_are_read_too(tmp_path: Path) -> None:
    """A fault in the condition of an assertion is one of the screen."""
    assertion = "assertions:\n  - {name: a, when: dept is yes, then: call_unit, citation: own-reading}\n"
    assert told(tmp_path, HEAD + DEBT + STEP + assertion) == ["unknown-question 18:21+4 question `dept` does not exist"]


def test_an_assertion_says_one_thing(tmp_path: Path) -> None:
    """`then` and `never` in one assertion are a fault."""
    both = "assertions:\n  - {name: a, when: debt is yes, then: call_unit, never: call_unit, citation: own-reading}\n"
    assert told(tmp_path, HEAD + DEBT + STEP + both) == [
        "empty-assertion 18:12+1 assertion `a` says both `then` and `never`"
    ]


def test_a_step_leads_to_itself(tmp_path: Path) -> None:
    """A step without a condition that only itself leads to can never happen."""
    step = STEP.replace("    when: debt is yes\n", "    if_unsure: call_unit\n")
    assert told(tmp_path, HEAD + DEBT + step) == ["idle-step 12:11+9 nothing leads to step `call_unit`"]


def test_a_contact_of_low_confidence(tmp_path: Path) -> None:
    """A step cannot lean on a fact that is never printed."""
    assert told(tmp_path, HEAD + DEBT + STEP + "    contacts: [rumored_line]\n") == [
        "unknown-contact 17:16+12 contact `rumored_line` is of low confidence, and never printed"
    ]


def test_a_clock_that_starts_with_no_date(tmp_path: Path) -> None:
    """A clock starts at a date; without delay it needs none."""
    due = "    due: {within: 2 days, after: [debt]}\n"
    assert told(tmp_path, HEAD + DEBT + STEP + due) == [
        "clock-start 17:35+4 `debt` is not a date or time that is asked outside repeats"
    ]
    assert told(tmp_path, HEAD + DEBT + STEP + "    due: {within: without delay}\n") == []


def test_a_case_at_no_time(tmp_path: Path) -> None:
    """The moment of a case is a local time."""
    case = "cases:\n  - {name: a, story: {en: A}, as_of: %s, answers: {}, expect: {}}\n"
    assert told(tmp_path, HEAD + DEBT + case % "2026-11-20T15:00") == []
    for moment in ("yesterday", "2026-11-20", "2026-02-30T15:00", "2026-11-20T15:00Z", "2026-1-2T3:4"):
        [fault] = told(tmp_path, HEAD + DEBT + case % moment)
        assert fault == f"wrong-shape 12:38+{len(moment)} a local time such as `2026-11-20T15:00` belongs here"


def test_reference_data_of_the_agency_comes_first(tmp_path: Path) -> None:
    """An agency's entry replaces the shipped one of the same name; all others stay."""
    (tmp_path / "reference").mkdir()
    own = "recipients:\n  - {name: unit, label: {en: Our unit}}\n  - {name: school, label: {en: The school}}\n"
    (tmp_path / "reference" / "recipients.yaml").write_text(own, encoding="utf-8")
    recipients = load_reference(Shelf((tmp_path, SMALL))).recipients
    assert {name: one.label.say("en") for name, one in recipients.items()} == {
        "unit": "Our unit",
        "school": "The school",
        "attorney": "The attorney",
    }


@pytest.mark.parametrize(
    "entry",
    [
        "{name: ice, label: {en: A}}",
        "{name: local_dhs, label: {en: A}}",
        "{name: field_office, label: {en: CBP}}",
        "{name: field_office, label: {en: The ICE field office}}",
        "{name: field_office, label: {en: A, es: Patrulla Fronteriza}}",
        "{name: field_office, label: {en: U.S. Immigration and Customs Enforcement}}",
        "{name: homeland_security, label: {en: A}}",
    ],
)
def test_no_agency_that_enforces_immigration_law_is_a_recipient(tmp_path: Path, entry: str) -> None:
    """Not even an agency's own folder can name one."""
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "recipients.yaml").write_text(f"recipients:\n  - {entry}\n", encoding="utf-8")
    [fault] = faults(tmp_path, HEAD + STORY)
    assert fault.code == "enforcement-recipient"
    assert fault.message == "an agency that enforces immigration law is never a recipient"
    assert fault.file.endswith("reference/recipients.yaml")


@pytest.mark.parametrize(
    "zone", ["Mountain Time", "../../etc/passwd", "/etc/localtime", "America", "x" * 300, "UTC\\0"]
)
def test_a_time_zone_that_does_not_exist(tmp_path: Path, zone: str) -> None:
    """A jurisdiction's zone is one that the system knows."""
    (tmp_path / "reference").mkdir()
    place = f'jurisdictions:\n  - {{name: x, label: {{en: X}}, citation: own-reading, timezone: "{zone}"}}\n'
    (tmp_path / "reference" / "jurisdictions.yaml").write_text(place, encoding="utf-8")
    [fault] = faults(tmp_path, HEAD + STORY)
    assert fault.code in ("unknown-timezone", "control-character")


def test_the_digest_is_that_of_what_is_asked_and_what_follows(tmp_path: Path) -> None:
    """Layout, comments and cases change nothing; a word, a rule or a shared group does."""
    whole = HEAD + DEBT + STEP
    digest = load(tmp_path, whole).digest
    laid_out = "# A comment\n" + whole.replace("title: {en: A}", "title:\n  en: A")
    case = "cases:\n  - {name: a, story: {en: A}, as_of: 2026-11-20T15:00, answers: {}, expect: {}}\n"
    assert load(tmp_path, laid_out).digest == digest
    assert load(tmp_path, whole + case).digest == digest
    assert load(tmp_path, whole.replace("owe money", "owe any money")).digest != digest
    assert load(tmp_path, whole.replace("debt is yes", "debt is no")).digest != digest
    assert load(tmp_path, whole.replace("questions:", "uses: [case]\nquestions:")).digest != digest


def test_a_long_list_is_read_when_a_question_names_it(tmp_path: Path) -> None:
    """A screen without countries does not wait for them; what is wrong with them is told once to one that has some."""
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "countries.yaml").write_text("choices: [{name: MX}]\n", encoding="utf-8")
    assert load(tmp_path, HEAD + DEBT + STEP).id == "a"
    country = "  - {name: NAME, type: select_one, choices: countries, label: {en: Which?}, citation: own-reading}\n"
    both = country.replace("NAME", "one") + country.replace("NAME", "other")
    found = faults(tmp_path, HEAD + DEBT + both + STEP)
    assert [(fault.code, Path(fault.file).name) for fault in found] == [("missing-key", "countries.yaml")]


def test_a_digest_outlives_new_keys_of_the_format(tmp_path: Path) -> None:
    """A key that a screen leaves out, or sets to what it is without it, has no part in its digest."""
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + DEBT + STEP, encoding="utf-8")
    draft = read_draft(path, Shelf((tmp_path, SMALL)))
    wider = create_model("Wider", __base__=AuthoredScreen, novelty=(str, "none"))
    later = replace(draft, authored=wider.model_construct(**dict(draft.authored)))
    assert digest_of(later) == digest_of(draft)
    used = replace(draft, authored=wider.model_construct(**dict(draft.authored), novelty="some"))
    assert digest_of(used) != digest_of(draft)
    plain = HEAD + DEBT + STEP
    assert load(
        tmp_path, plain.replace("    type: yes_no", "    type: yes_no\n    verbatim: false")
    ).digest == digest_of(draft)
    choice = create_model("WiderChoice", __base__=Choice, novelty=(str, "none"))
    lists = [
        ChoiceList(choices=(kind.model_validate({"name": "a", "label": {"en": "A"}}),)) for kind in (Choice, choice)
    ]
    assert len({one.model_dump_json(exclude_defaults=True) for one in lists}) == 1


def test_a_digest_stays_what_it_was(tmp_path: Path) -> None:
    """Records name it for years, so this one never changes, whatever becomes of the format."""
    known = "9bdbc656d0b1f3d8af868a4bf26835663954f86a37b97e5c45757b9405fdd994"
    assert load(tmp_path, HEAD + DEBT + STEP).digest == known


def test_a_file_is_shown_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path below the working folder is shortened, another one is whole."""
    monkeypatch.chdir(tmp_path)
    assert shown(Path.cwd() / "screens" / "a.yaml") == "screens/a.yaml"
    assert shown(tmp_path.parent / "a.yaml") == (tmp_path.parent / "a.yaml").as_posix()
    assert shown(Path("a.yaml")) == "a.yaml"


def test_files_that_are_none(tmp_path: Path) -> None:
    """A screen that is not there, or is a folder, is told like any fault."""
    for path, code in ((tmp_path / "none.yaml", "no-such-file"), (tmp_path, "is-directory")):
        with pytest.raises(Faults) as refused:
            load_screen(path, Shelf((SMALL,)))
        assert [fault.code for fault in refused.value.diagnostics] == [code]


# Conditions that are attacks, mistakes of programmers, or too much for anyone to read.
CONDITIONS = {
    "__import__('os')": "quote-in-condition",
    "q.__class__": "unreadable-condition",
    "debt.__class__ is yes": "unreadable-condition",
    "().__class__.__bases__": "unreadable-condition",
    "9**9**9": "unreadable-condition",
    "9**9**9 > amount": "unreadable-condition",
    "'a'*10**9": "quote-in-condition",
    "'%1000000000d'%1": "quote-in-condition",
    "-" * 5_000 + "1": "long-condition",
    "-" * 400 + "1": "long-condition",
    "not " * 20_000 + "debt is yes": "too-long",
    "not " * 2_000 + "debt is yes": "long-condition",
    "not " * 200 + "debt is yes": "long-condition",
    "not debt is yes": "negation",
    "debt is not yes": "negation",
    "debt not in (yes, no)": "negation",
    "debt in 5": "unreadable-condition",
    "\uff51\uff11 is yes": "foreign-character",
    "debt is y\u0435s": "foreign-character",
    "debt is \u200byes": "foreign-character",
    "(debt := 1)": "equals-sign",
    "f'{debt}'": "quote-in-condition",
    "lambda: debt": "unreadable-condition",
    "await debt": "unreadable-condition",
    "(yield debt)": "unreadable-condition",
    "[x for x in debt]": "unreadable-condition",
    "{debt: 1}": "unreadable-condition",
    "debt if debt else debt": "unreadable-condition",
    "*debt": "unreadable-condition",
    "any_yes(*debt, debt)": "unreadable-condition",
    "any_yes(debt, debt, key=1)": "equals-sign",
    "eval(debt)": "unknown-function",
    "exec": "unknown-question",
    "import os": "unreadable-condition",
    "debt is yes; debt is no": "unreadable-condition",
    "debt is yes\nimport os": "unreadable-condition",
    "debt is yes # or so": "unreadable-condition",
    "debt is yes is no": "unreadable-condition",
    "debt is None": "unreadable-condition",
    "debt is ...": "unreadable-condition",
    "debt[0] is yes": "unreadable-condition",
    "debt in ()": "single-choice",
    "amount > 1e999": "not-a-number",
    "amount > " + "9" * 900: "not-a-number",
    "amount > 1_000": "not-a-number",
    "amount > 0x10": "not-a-number",
    "amount > -1": "not-a-number",
    "1 is 1": "unreadable-condition",
    "1is debt": "not-a-number",
    "(" * 13 + "debt is yes" + ")" * 13: "long-condition",
    "(" * 900: "long-condition",
    ")" * 900: "unfinished-condition",
    "debt is yes or " * 70 + "debt is no": "long-condition",
    "debt is " + "x" * 900: "impossible-answer",
    "\\": "unreadable-condition",
    "\ud800": "no-such-character",
    "": "empty-value",
    " \t ": "empty-condition",
}


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda text: text[:30].encode("unicode_escape").decode())
def test_a_hostile_condition_is_one_fault(tmp_path: Path, condition: str) -> None:
    """Nothing authored is run: it is a condition of ours, or one fault, at once."""
    amount = "  - {name: amount, type: integer, label: {en: How much?}, citation: own-reading}\n"
    [fault] = faults(tmp_path, HEAD + DEBT + amount + f"define:\n  concern: {json.dumps(condition)}\n")
    assert fault.code == CONDITIONS[condition]
    assert fault.place is not None
    assert fault.place.line == 13


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../x", "bad-name"),
        ("CON", "bad-name"),
        ("con", "bad-name"),
        ("lpt1", "bad-name"),
        ("nul.txt", "bad-name"),
        ('""', "empty-value"),
        ("x" * 300, "bad-name"),
        ("-rf", "bad-name"),
        ("a_b", "bad-name"),
        ("\u0430", "bad-name"),
        ('"a\u200b"', "bad-name"),
        ("[a]", "wrong-shape"),
    ],
)
def test_a_hostile_name_is_one_fault(tmp_path: Path, name: str, code: str) -> None:
    """A screen's name can be a file's name on every system."""
    [fault] = faults(tmp_path, HEAD.replace("screen: a", f"screen: {name}") + STORY)
    assert (fault.code, fault.place and fault.place.line) == (code, 1)


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "CON", '""', "x" * 300, "..", "a/b", "\u0430"])
def test_a_hostile_group_is_not_looked_for(tmp_path: Path, name: str) -> None:
    """A shared group is never a file outside its folder."""
    (tmp_path.parent / "x.yaml").write_text("group: x", encoding="utf-8")
    [fault] = faults(tmp_path, HEAD + f"uses: [{name}]\n" + STORY)
    assert (fault.code, fault.place and fault.place.line) == ("unknown-group", 5)
    assert len(fault.message) < 120


@pytest.mark.parametrize(
    "name", ["Debt", "debt-owed", "1st", "_debt", "dëbt", "d\u0435bt", '"debt\u200b"', "x" * 65, "a b"]
)
def test_a_hostile_question_name_is_one_fault(tmp_path: Path, name: str) -> None:
    """A question's name is one that conditions and records can use."""
    [fault] = faults(tmp_path, HEAD + STORY.replace("story", name))
    assert (fault.code, fault.place and fault.place.line) == ("bad-name", 6)


@pytest.mark.parametrize("name", ["not sure", "no-one", "1st", "país", "x" * 65])
def test_a_hostile_choice_name_is_one_fault(tmp_path: Path, name: str) -> None:
    """A choice's name is one that conditions and records can use."""
    choices = f"select_one\n    choices: [{{name: {name}, label: {{en: A}}}}]"
    [fault] = faults(tmp_path, HEAD + DEBT.replace("yes_no", choices))
    assert (fault.code, fault.place and fault.place.line) == ("bad-name", 8)


@pytest.mark.parametrize("name", ["class", "from", "lambda", "each", "unknown", "not_asked", "days_since", "any_yes"])
def test_a_word_of_conditions_names_nothing(tmp_path: Path, name: str) -> None:
    """Neither a question nor a choice nor a definition can take a word that conditions need."""
    choices = f"select_one\n    choices: [{{name: {name}, label: {{en: A}}}}]"
    assert told(tmp_path, HEAD + STORY.replace("story", name)) == [
        f"reserved-name 6:11+{len(name)} `{name}` is a word of conditions"
    ]
    assert told(tmp_path, HEAD + DEBT.replace("yes_no", choices)) == [
        f"reserved-name 8:22+{len(name)} `{name}` is a word of conditions"
    ]
    assert told(tmp_path, HEAD + DEBT + f"define:\n  {name}: debt is yes\n") == [
        f"reserved-name 12:3+{len(name)} `{name}` is a word of conditions"
    ]


@pytest.mark.parametrize(
    "label",
    [
        "{en: Are you here legally?}",
        "{en: What is your LEGAL STATUS?}",
        "{en: Is anyone in the family undocumented?}",
        "{en: Do you have a green card?}",
        "{en: Where were you born?, es: ¿Cuál es su situación migratoria?}",
    ],
)
def test_immigration_status_is_never_asked(tmp_path: Path, label: str) -> None:
    """A question about status is refused, in each language."""
    title = HEAD.replace("{en: B}", "{en: B, es: B}").replace("{en: A}", "{en: A, es: A}") if "es:" in label else HEAD
    assert {fault.code for fault in faults(tmp_path, title + STORY.replace("{en: What happened?}", label))} == {
        "status-question"
    }


def test_immigration_status_has_no_field(tmp_path: Path) -> None:
    """No question and no choice is named after it."""
    choices = "select_one\n    choices: [{name: undocumented, label: {en: A}}]"
    [question] = told(tmp_path, HEAD + STORY.replace("story", "immigration_status"))
    [choice] = told(tmp_path, HEAD + DEBT.replace("yes_no", choices))
    assert question.startswith("status-question 6:11+18 `immigration_status` is a field for immigration status")
    assert choice.startswith("status-question 8:22+12 `undocumented` is a field for immigration status")


HOSTILE = {
    "unknown field": (STORY + "    lable: x\n", "unknown-key"),
    "regular expression": (STORY + "    regex: (a+)+$\n", "unknown-key"),
    "constraint": (STORY + "    constraint: __import__('os')\n", "unknown-key"),
    "name used again": (STORY + STORY.removeprefix("questions:\n"), "duplicate-name"),
    "unknown question": (STORY + "    relevant: asked(strory)\n", "unknown-question"),
    "itself": (STORY + "    relevant: asked(story)\n", "asks-about-itself"),
    "cycle": (STORY + "define:\n  b: c\n  c: d\n  d: b\n", "circular-definition"),
    "cycle of one": (STORY + "define:\n  b: b\n", "circular-definition"),
    "no choices": (DEBT.replace("yes_no", "select_one\n    choices: []"), "no-choices"),
    "10,000 choices": (
        DEBT.replace("yes_no", "select_one\n    choices:\n" + "      - {name: a, label: {en: A}}\n" * 10_000),
        "too-many-values",
    ),
    "document of an unknown question": (
        STORY + "documents:\n  - {name: d, title: {en: D}, recipient: unit, items: [stroy]}\n",
        "document-item",
    ),
    "document for an unknown recipient": (
        STORY + "    share: [unit]\ndocuments:\n  - {name: d, title: {en: D}, recipient: ICE, items: []}\n",
        "unknown-recipient",
    ),
    "share with an unknown recipient": (STORY + "    share: [DHS]\n", "unknown-recipient"),
    "no questions": ("questions: []\n", "empty-value"),
    "empty group": ("questions:\n  - {name: g, type: group, label: {en: G}, questions: []}\n", "empty-value"),
    "text of 70,000 letters": (STORY.replace("What happened?", "x" * 70_000), "too-long"),
    "text of 1 MiB": (STORY.replace("What happened?", "x" * (1 << 20)), "too-large"),
    "a name of 60,000 letters": (STORY + f"    share: [{'x' * 60_000}]\n", "unknown-recipient"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_screen_is_one_fault(tmp_path: Path, case: str) -> None:
    """Each of them is told once, in few words, at once."""
    text, code = HOSTILE[case]
    [fault] = faults(tmp_path, HEAD + text)
    assert fault.code == code
    assert len(str(fault)) < 800


def many(count: int, more: str = "") -> str:
    """So many questions, each with one line more, in which `#` is its number."""
    line = "  - {name: q#, type: text, label: {en: X}, citation: own-reading#more}\n"
    return "questions:\n" + "".join(line.replace("#more", more).replace("#", str(number)) for number in range(count))


CROWDS = {
    "unknown questions": many(1_500, ", relevant: asked(qq#)"),
    "questions asked later": many(1_500, ", relevant: asked(q1499)"),
    "unknown keys": many(1_500, ", lable: x"),
    "unknown recipients": STORY + f"    share: [{', '.join(['unti'] * 9_000)}]\n",
    "unknown groups": f"uses: [{', '.join(f'case{number}' for number in range(9_000))}]\n" + STORY,
    "idle steps of one name": STORY
    + "next_steps:\n"
    + "  - {name: a, urgency: soon, action: {en: A}, citation: own-reading}\n" * 900,
    "unknown placeholders": STORY.replace("What happened?", '"' + "{x} " * 9_000 + '"'),
    "definitions in a row": STORY
    + "define:\n"
    + "".join(f"  d{number}: d{number + 1}\n" for number in range(5_000))
    + "  d5000: asked(story)\n",
}


@pytest.mark.parametrize("case", CROWDS)
def test_very_many_faults_are_cut_short(tmp_path: Path, case: str) -> None:
    """A hundred faults are told, and that there are more; nobody waits for the rest."""
    found = faults(tmp_path, HEAD + CROWDS[case])
    assert len(found) == 101
    assert [fault.message for fault in found if fault.code == "too-many-faults"] == [
        "the file has more than 100 faults; the others are not shown"
    ]


def test_definitions_that_multiply(tmp_path: Path) -> None:
    """Definitions that each name the next one fifty times would never end; every second of them is refused."""
    rows = "".join(f"  d{number}: {' or '.join([f'd{number + 1}'] * 50)}\n" for number in range(11))
    text = HEAD + STORY + f"    relevant: d0\ndefine:\n{rows}  d11: asked(story)\n"
    message = "with the definitions that it names, this condition has more than 1,000 parts"
    found = faults(tmp_path, text)
    assert {fault.message for fault in found if fault.code == "long-condition"} == {message}
    assert sorted(fault.place.line for fault in found if fault.place) == [13, 15, 17, 19, 21]


def test_the_deepest_conditions_that_are_taken(tmp_path: Path) -> None:
    """Twelve definitions inside each other, each with twelve brackets, are read and worked out."""
    deep = "#"
    for number in range(12):
        deep = f"({deep} {('and', 'or')[number % 2]} debt is yes)"
    chain = "".join(f"  d{number}: {deep.replace('#', f'd{number + 1}')}\n" for number in range(12))
    screen = load(tmp_path, HEAD + DEBT + f"define:\n{chain}  d12: debt is yes\n")
    facts = facts_of(screen, Given({Item("debt"): "yes"}, {}), date(2026, 11, 20))
    assert screen.defined["d0"].closure()(facts, 0) is Truth.YES


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_screen_that_never_ends(tmp_path: Path) -> None:
    """A device or a pipe is refused before it is read."""
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    for path in (Path("/dev/zero"), fifo):
        with pytest.raises(Faults) as refused:
            load_screen(path, Shelf((SMALL,)))
        assert [fault.code for fault in refused.value.diagnostics] == ["not-a-file"]


@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("text", [HEAD, "questions: 1"])
def test_a_screen_is_not_looked_through_for_garbage(tmp_path: Path, text: str, *, looks: bool) -> None:
    """Nothing of it is any; whether the program looks for some is left as it was, also where the screen is refused."""
    (tmp_path / "a.yaml").write_text(text)
    shelf, found, before = Shelf((tmp_path, SMALL)), [], (gc.isenabled(), gc.get_threshold())
    try:
        gc.set_threshold(1)
        (gc.enable if looks else gc.disable)()
        gc.callbacks.append(lambda phase, _: found.append(phase))
        with suppress(Faults):
            load_with_draft(tmp_path / "a.yaml", shelf)
        told = len(found), gc.isenabled()
    finally:
        gc.callbacks.pop()
        (gc.enable if before[0] else gc.disable)()
        gc.set_threshold(*before[1])
    assert told[1] is looks
    assert told[0] < 20  # on the way in and out
