"""The shipped screens: whole, worded as their sources word it, and with every rule tried by an invented family."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
import reference_evaluator as reference
from screenkit.answers import Absent
from screenkit.cases import differences
from screenkit.conditions import And, Condition, Is, Named, Or, Possibly, Unsure
from screenkit.facts import Truth
from screenkit.flat import answers_of
from screenkit.load import load_screen
from screenkit.response import jurisdiction_zone
from screenkit.screen import Screen
from screenkit.shelf import open_shelf, shipped
from screenkit.source import Document, read_file
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer

SCREENS = tuple(sorted(shipped().glob("*.yaml")))
SHARED = tuple(sorted(shipped().glob("shared/*.yaml")))
QUOTED = Path(__file__).parent / "reference" / "quoted-lines.txt"
NAMES = tuple(path.stem for path in SCREENS)
WORDS = {Truth.YES: "certain", Truth.MAYBE: "possible", Truth.NO: "ruled out"}


@cache
def screen(name: str) -> Screen:
    """The shipped screen of that name."""
    return load_screen(shipped() / f"{name}.yaml", open_shelf())


@cache
def document(path: Path) -> Document:
    """A shipped file as it is written."""
    return read_file(path)


def quoted_lines() -> dict[str, list[str]]:
    """The lines that were copied from the sources, by citation."""
    found: dict[str, list[str]] = {}
    citation = ""
    for line in QUOTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            citation = line.removeprefix("# ")
        elif line:
            found.setdefault(citation, []).append(line)
    return found


def questions(path: Path) -> Iterator[dict[str, Any]]:
    """Every question that is written in a file, groups and repeats with what is inside them."""
    waiting: list[Any] = [document(path).value]
    while waiting:
        one = waiting.pop()
        inside = one.get("questions", [])
        yield from inside
        waiting += inside


def test_the_screens_are_found() -> None:
    """The tests below look at real files."""
    assert set(NAMES) >= {"consular-notification", "proxy-citizenship", "trafficking-nm10"}
    assert {path.stem for path in SHARED} >= {"case", "opening"}


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_screen_has_no_fault(name: str) -> None:
    """Every shipped screen loads, asks and leads to something; it reports, or leads on to screens that do."""
    found = screen(name)
    assert found.id == name
    assert found.entries
    assert found.indications or found.leads_on
    assert found.steps
    assert found.authored.cases


@pytest.mark.parametrize("path", [*SCREENS, *SHARED], ids=lambda path: path.stem)
def test_quoted_wording_is_the_wording_of_its_source(path: Path) -> None:
    """A label that is marked as verbatim is, letter for letter, a line that was copied from what it cites."""
    quoted = quoted_lines()
    verbatim = [one for one in questions(path) if one.get("verbatim") == "true"]
    wrong = [one["name"] for one in verbatim if one["label"]["en"] not in quoted.get(one["citation"], [])]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "citations"),
    [
        ("trafficking-nm10", [f"cicw-2023#nm-ten-{number}" for number in range(1, 11)]),
        ("proxy-citizenship", [f"cicw-2023#px-{number}" for number in range(1, 9)]),
        ("consular-notification", [f"cicw-2023#consular-data-{number}" for number in range(1, 8)]),
        ("transnational-casework", [f"cicw-2023#reunification-{number}" for number in range(1, 5)]),
        ("family-preparedness", [f"cicw-2023#preparedness-{number}" for number in range(1, 5)]),
        ("shared/opening", ["utip-task-force#safe-now"]),
    ],
)
def test_every_question_of_the_source_is_asked_as_it_is_written(name: str, citations: list[str]) -> None:
    """The ten questions, the eight proxy questions and the seven items are all there, in the source's words."""
    quoted = quoted_lines()
    said = {one["label"]["en"] for one in questions(shipped() / f"{name}.yaml") if one.get("verbatim") == "true"}
    assert [citation for citation in citations if not said & set(quoted[citation])] == []


def test_the_services_of_a_consulate_are_offered_as_the_source_lists_them() -> None:
    """A list of the source whose items are choices keeps its words and its order."""
    quoted = quoted_lines()
    path = shipped() / "transnational-casework.yaml"
    (services,) = (one for one in questions(path) if one["name"] == "mexican_services")
    listed = [line for number in range(1, 9) for line in quoted[f"cicw-2023#mexican-services-{number}"]]
    assert [choice["label"]["en"] for choice in services["choices"]] == listed


CASES = tuple((name, number, case.name) for name in NAMES for number, case in enumerate(screen(name).authored.cases))


def given_in(name: str, number: int) -> Given:
    """What the family of a case answers."""
    return answers_of(screen(name), document(shipped() / f"{name}.yaml"), ("cases", number, "answers"))


def told_in(name: str, number: int) -> Summarizer:
    """What follows for the family of a case, at the moment that the case names."""
    found, given = screen(name), given_in(name, number)
    zone = jurisdiction_zone(found, given) or UTC
    moment = datetime.fromisoformat(found.authored.cases[number].as_of).replace(tzinfo=zone)
    return Summarizer(found, facts_of(found, given, moment.date()), zone, "en")


@pytest.mark.parametrize(("name", "number"), [case[:2] for case in CASES], ids=["/".join((c[0], c[2])) for c in CASES])
def test_a_case_comes_out_as_its_author_expects(name: str, number: int) -> None:
    """Nothing else is indicated, open, to be done or due than the case says."""
    assert list(differences(screen(name), screen(name).authored.cases[number], given_in(name, number))) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_indication_is_tried_three_ways(name: str) -> None:
    """For each indication there is a family for whom it holds, one for whom it does not, one where it stays open."""
    seen: dict[str, set[str]] = {indicated.rule.name: set() for indicated in screen(name).indications}
    for number in range(len(screen(name).authored.cases)):
        for one in told_in(name, number).indications():
            seen[one.name.partition("/")[0]].add(one.verdict)
    wanted = ("indicated", "not-indicated", "not-settled")
    missing = [f"{rule}: never {verdict}" for rule in seen for verdict in wanted if verdict not in seen[rule]]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_tried_three_ways(name: str) -> None:
    """For each step there is a family for whom it is due, one for whom it is not, one where it stays open."""
    wanted = {step.rule.name: _states(screen(name), step.condition) for step in screen(name).steps}
    seen: dict[str, set[str]] = {rule: set() for rule in wanted}
    for number in range(len(screen(name).authored.cases)):
        states: dict[str, set[str]] = {rule: set() for rule in wanted}
        for one in told_in(name, number).steps():
            states[one.name].add("due" if one.settled else "open")
        for rule, found in states.items():
            seen[rule] |= found or {"not due"}
    missing = [f"{rule}: never {state}" for rule in wanted for state in wanted[rule] if state not in seen[rule]]
    assert missing == []


def _states(found: Screen, condition: Condition | None) -> tuple[str, ...]:
    """How a step can come out: one without a condition only follows, and what speaks of silence is never open."""
    if condition is None:
        return ("due",)
    return ("due", "not due") if _is_decided(found, condition) else ("due", "not due", "open")


def _is_decided(found: Screen, condition: Condition) -> bool:
    if isinstance(condition, And | Or | Named):
        return all(_is_decided(found, part) for part in condition.parts())
    if isinstance(condition, Is):
        entry = found.entry(condition.ref.item(0))
        return condition.absent == set(Absent) and entry is not None and entry.condition is None
    return isinstance(condition, Possibly | Unsure)


@pytest.mark.parametrize("name", NAMES)
def test_every_result_of_every_case_says_why(name: str) -> None:
    """No result of a shipped screen stands without its answers, and no open one without what would settle it."""
    for number in range(len(screen(name).authored.cases)):
        told = told_in(name, number)
        results = [
            (one.name, one.because, one.verdict != "not-settled", one.would_settle) for one in told.indications()
        ]
        results += [(one.name, one.because, one.settled, one.would_settle) for one in told.steps()]
        assert [rule for rule, because, _, _ in results if not because] == []
        assert [rule for rule, _, settled, would_settle in results if not settled and not would_settle] == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_shipped_screens_mean_what_the_rules_say(name: str, data: st.DataObject) -> None:
    """On random answers, a shipped screen comes out as it does when every possible outcome is gone through."""
    today = date(2026, 11, 22)
    found = screen(name)
    given = data.draw(generators.givens(found))
    facts, world = facts_of(found, given, today), reference.World(found, given, today)
    items = [item for _, item in reference.every_item(world)]
    assert [WORDS[facts.relevant(item)] for item in items] == [reference.WORDS[world.asked(item)] for item in items]
    told = Summarizer(found, facts, UTC, "en")
    verdicts = {"indicated": "certain", "not-settled": "possible", "not-indicated": "ruled out"}
    assert {one.name: verdicts[one.verdict] for one in told.indications()} == reference.verdicts(world)
    steps = [(one.name, one.each, "certain" if one.settled else "possible", one.follows) for one in told.steps()]
    assert steps == reference.steps(world)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_once_that_it_is_for_the_worker(name: str) -> None:
    """Every such page has a mark of its own, so neither its heading nor its question nor the line below says it."""
    told = [
        text.say(language)
        for entry in screen(name).all_entries()
        if not entry.is_read_aloud
        for text in (*(section.label for section in entry.sections), entry.question.label, entry.question.hint)
        if text is not None
        for language in ("en", "es")
    ]
    assert [words for words in dict.fromkeys(told) if re.search(r"\baloud\b|\bvoz alta\b|you, the worker", words)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_to_the_family_does_not_speak_to_the_worker(name: str) -> None:
    """Whoever reads it aloud reads all of it; once a family heard that nobody should call the family."""
    aloud = (one.question for one in screen(name).all_entries() if one.is_read_aloud and one.question.type == "note")
    words = [one.label.say(language) for one in aloud for language in ("en", "es")]
    assert [
        one for one in words if re.search(r"[Tt]he family|[Ll]a familia|[Ss]ay first|[Dd]iga primero|Worker", one)
    ] == []
