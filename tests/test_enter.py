"""A file of answers becomes a record that ends as the answers allow: what was never put is not taken for put."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screenkit.batch.events import check_events
from screenkit.enter import Entered, enter
from screenkit.response import to_bytes
from screenkit.screen import Screen
from screenkit.source import Faults, read_yaml
from scripted import NOON, begun, small_screen

ASKED = """\
questions:
  - name: private
    type: checkpoint
    label: {en: Are you alone?, es: ¿A solas?}
    help: {en: Ask it first., es: Pregúntelo primero.}
    ending: {en: Another day., es: Otro día.}
    citation: own-reading
  - name: debt
    type: yes_no
    label: {en: Do you owe money?, es: ¿Debe dinero?}
    help: {en: Ask it., es: Pregúntelo.}
    citation: own-reading
  - name: owed_to
    type: text
    label: {en: Whom?, es: ¿A quién?}
    relevant: debt is yes
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    min: 1
    max: 3
    citation: own-reading
    questions:
      - name: calm
        type: yes_no
        label: {en: Is the child calm?, es: ¿Está tranquilo?}
        help: {en: Ask it., es: Pregúntelo.}
        citation: own-reading
"""
WHOLE = "private: yes, debt: no, children: [{calm: yes}]"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A screen with a checkpoint, a question that only some are asked, and at least one child."""
    return small_screen(tmp_path, ASKED)


def entered(screen: Screen, answers: str, header: str = "", spoken: str = "") -> Entered:
    """What comes of the file, with the language that was named beside it."""
    document = read_yaml(f"{header}\nanswers: {{{answers}}}\n".encode(), "answers.yaml")
    return enter(screen, document, begun(screen), NOON, spoken)


@pytest.mark.parametrize(
    ("answers", "status", "to_come"),
    [
        (WHOLE, "completed", []),
        ("private: yes, debt: {absent: declined}, children: [{calm: {absent: not-asked}}]", "completed", []),
        ("private: yes, debt: no", "in-progress", ["children"]),
        ("private: yes, debt: yes, children: [{calm: yes}]", "in-progress", ["owed_to"]),
        ("private: yes, debt: no, children: {items: [{calm: yes}]}", "in-progress", ["children"]),
        ("private: yes, debt: no, children: []", "in-progress", ["children"]),
        ("private: yes, debt: no, children: [{}]", "in-progress", ["children[1].calm"]),
        ("", "in-progress", ["private", "debt", "children"]),
        ("private: no", "stopped", []),
        ("private: {absent: declined}, debt: no", "stopped", []),
    ],
)
def test_it_ends_as_the_answers_allow(screen: Screen, answers: str, status: str, to_come: list[str]) -> None:
    """Finished only if every question was put; a checkpoint that is not met stops it; else it can be gone on with."""
    found = entered(screen, answers)
    assert (found.response.status, [*found.to_come]) == (status, to_come)
    assert (found.response.events[-1].outcome is not None) == (status == "completed")


@pytest.mark.parametrize(
    ("status", "answers"),
    [("completed", WHOLE), ("stopped", WHOLE), ("stopped", "debt: no"), ("in-progress", WHOLE), ("in-progress", "")],
)
def test_it_ends_as_the_file_says(screen: Screen, status: str, answers: str) -> None:
    """Broken off or still to be gone on with, however much of it there is."""
    assert entered(screen, answers, f"status: {status}").response.status == status


@pytest.mark.parametrize(("header", "spoken"), [("language: es", ""), ("", "es"), ("language: es", "es")])
def test_the_language_is_the_one_that_was_spoken(screen: Screen, header: str, spoken: str) -> None:
    """As the file or the command says; once nobody read it in the file, and a Spanish interview was an English one."""
    assert entered(screen, WHOLE, header, spoken).response.language == "es"
    assert entered(screen, WHOLE, "").response.language == "en"


@pytest.mark.parametrize(
    ("header", "spoken", "message"),
    [
        ("language: es", "en", "`language` is another one than `--lang`"),
        ("language: xx", "", "`language` takes `en`, `es`"),
        ("language: [es]", "es", "`language` takes `en`, `es`"),
    ],
)
def test_a_language_that_cannot_have_been_spoken(screen: Screen, header: str, spoken: str, message: str) -> None:
    """One that the screen does not have, and two that contradict each other, are told at the word."""
    with pytest.raises(Faults) as refusal:
        entered(screen, WHOLE, header, spoken)
    (found,) = refusal.value.diagnostics
    assert (found.code, found.message, found.place and found.place.line) == ("impossible-value", message, 1)


@pytest.mark.parametrize(
    ("status", "answers", "faults"),
    [
        ("completed", "private: yes, debt: no", [("missing-answer", "`children` was never put")]),
        ("completed", "private: no", [("checkpoint-not-met", "`private` was not met")]),
        ("amended", WHOLE, [("impossible-value", "`status` takes `in-progress`, `completed`, `stopped`")]),
        ("[completed]", WHOLE, [("impossible-value", "`status` takes `in-progress`, `completed`, `stopped`")]),
    ],
)
def test_a_file_cannot_say_more_than_its_answers(
    screen: Screen, status: str, answers: str, faults: list[tuple[str, str]]
) -> None:
    """What it claims to be and is not is told at the word that claims it, and nothing is made of it."""
    with pytest.raises(Faults) as refusal:
        entered(screen, answers, f"status: {status}")
    found = refusal.value.diagnostics
    assert sorted({(one.code, one.message) for one in found}) == faults
    assert {one.place.line for one in found if one.place} == {1}


@pytest.mark.parametrize("answers", [WHOLE, "private: yes", "private: no", "debt: yes, private: yes", ""])
def test_what_is_made_of_a_file_is_found_in_order(screen: Screen, answers: str) -> None:
    """`validate` has nothing to say of a record that `run --answers` made; it once lacked what it claimed to have."""
    record = json.loads(to_bytes(entered(screen, answers).response))
    assert check_events(screen, None, record).faults == ()
