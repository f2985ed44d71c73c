"""The picture of a screen: what it holds, how long interviews are, and that it needs nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from prove.small_screens import TODAY, drafted, interviews, is_small
from screenkit.conditions import Ref
from screenkit.flow import FORMATS, Flow, Lengths, flow_of, lengths_of
from screenkit.flow.telling import listed
from screenkit.interview import sequence
from screenkit.load import load_screen
from screenkit.numbering import Numbering
from screenkit.prove.counting import ways_through
from screenkit.prove.world import World
from screenkit.questions import Repeat
from screenkit.screen import Screen
from screenkit.shelf import Shelf
from screenkit.standing import facts_of

FOLDER = Path(__file__).parents[1] / "screens"
SCREENS = sorted(FOLDER.glob("*.yaml"))
DAY = date(2026, 11, 22)


def screen_of(name: str) -> Screen:
    """A shipped screen."""
    return load_screen(FOLDER / f"{name}.yaml", Shelf((FOLDER,)))


def flow(name: str, language: str = "en") -> Flow:
    """The picture of a shipped screen."""
    screen = screen_of(name)
    return flow_of(screen, language, lengths_of(screen, DAY, language))


def test_every_question_and_outcome_is_in_the_picture() -> None:
    """Nothing of a screen is left out, and nothing stands there twice."""
    assert SCREENS
    for path in SCREENS:
        screen = screen_of(path.stem)
        made = flow(path.stem)
        assert [one.name for one in made.every] == [entry.question.name for entry in screen.all_entries()]
        assert len(made.indications) == len(screen.indications)
        assert len(made.steps) == len(screen.steps)


def test_what_a_question_leads_to_is_what_reads_it() -> None:
    """The marks beside a question are those whose own list of questions names it."""
    made = flow("trafficking-nm10")
    for one in made.every:
        reading = [outcome.mark for outcome in (*made.indications, *made.steps) if one.number in outcome.read]
        assert list(one.leads_to) == reading


def test_questions_with_the_same_answer_are_told_together() -> None:
    """A long row of alternatives is one phrase, and what is joined with it stands apart."""
    screen = screen_of("trafficking-nm10")
    numbering = Numbering(screen, "en")
    conditions = {one.rule.name: one.condition for one in screen.indications}
    assert numbering.condition(conditions["debt_bondage"]) == "question 15 is Yes"
    assert (
        numbering.condition(conditions["labor_signs"])
        == "one of the questions 17, 18, 19, 20, 26 is Yes or question 22 is No"
    )
    spanish = Numbering(screen, "es").condition(conditions["labor_signs"])
    assert spanish == "una de las preguntas 17, 18, 19, 20, 26 es Sí o la pregunta 22 es No"


def test_what_holds_beside_alternatives_is_told_apart_from_them() -> None:
    """A name that stands for alternatives has parentheses, or "a or b and c" could be read in two ways."""
    screen = screen_of("trafficking-nm10")
    notice = next(step.condition for step in screen.steps if step.rule.name == "otip_notice")
    assert notice is not None
    assert Numbering(screen, "en").condition(notice) == (
        "(one of the questions 15, 17, 18, 19, 20, 24, 25, 26 is Yes or question 22 is No) and it is not ruled out "
        "that the age from question 12 is under 18 and it is not ruled out that question 13 is known and does not "
        "include United States"
    )


def test_a_repeat_is_named_with_its_number() -> None:
    """Nobody reads "one of question 13" as one of the parents."""
    numbering = Numbering(screen_of("proxy-citizenship"), "en")
    assert numbering.question(Ref("children")) == "“Children” (14)"


@pytest.mark.parametrize(
    ("marks", "words"),
    [((), ""), (("1", "2"), "1, 2"), (("1", "2", "3", "5"), "1–3, 5"), (("13.9", "13.10", "13.11"), "13.9–13.11")],
)
def test_runs_are_told_as_from_and_to(marks: tuple[str, ...], words: str) -> None:
    """Three and more that follow each other are a run; two are not."""
    assert listed(marks) == words


@pytest.mark.parametrize("path", SCREENS, ids=[path.stem for path in SCREENS])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_need_nothing_from_elsewhere(path: Path, language: str) -> None:
    """No script, no link out of the page, no picture and no font; the drawing is well formed and says what it is."""
    made = flow(path.stem, language)
    page, picture = FORMATS["html"](made, 80), FORMATS["svg"](made, 80)
    for text in (page, picture):
        assert re.findall(r"<script|<link|<img|<iframe|@import|url\(|\bon\w+=|href=", text) == []
    root = ET.fromstring(picture)  # noqa: S314 - our own
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    for drawn in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ET.fromstring(drawn)  # noqa: S314 - our own
    assert [int(level) for level in re.findall(r"<h([1-6])", page)] == [1] + [2] * (page.count("<h2"))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_drawing_fits_the_terminal(width: int) -> None:
    """No line is wider than the terminal, so nothing wraps into the drawing."""
    for path in SCREENS:
        assert max(map(len, FORMATS["terminal"](flow(path.stem), width).splitlines())) <= width


def test_hostile_words_are_no_markup() -> None:
    """A label that looks like markup is shown as it is written."""
    made = Flow("en", '<b>"x"</b>', "x 1", "p", (), (), (), Lengths(1, 1, 1))
    assert "<b>" not in FORMATS["html"](made, 80) + FORMATS["svg"](made, 80) + FORMATS["mermaid"](made, 80)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_the_shortest_and_the_longest_interview_are_those_of_trying_all(start: int) -> None:
    """On small screens without repeats every interview is tried, and the lengths are those that were counted."""
    tried = 0
    for seed in range(start, start + 100):
        screen, _ = drafted(seed, compares=False)
        if not is_small(screen) or any(isinstance(entry.question, Repeat) for entry in screen.entries):
            continue
        found = ways_through(World(screen, TODAY), {})
        assert found is not None
        given = interviews(screen, Random(seed))  # noqa: S311 - all of them
        lengths = {len(list(sequence(screen, facts_of(screen, one, TODAY)))) for one in given}
        assert (found.shortest, found.longest) == (min(lengths), max(lengths))
        tried += 1
    assert tried > 20
