"""Questions that are hard to answer are told of in notes, and good ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from defects import asking, question, step
from test_battery import checked

COMPOUND = (
    "Do you have a debt, and who do you owe it to?",
    "Where you live, and how long have you been there?",
    "Do you work? Do you like it?",
    "Were you allowed to eat and use the phone?",
    "Has anyone kept your pay or taken your phone?",
    "Do you sleep there and do you eat there?",
    "Did you come alone, or did anyone bring you?",
    "Do you know the town and in which state it is?",
)
SINGLE = (
    "Do you have food, water and a place to rest?",
    "Has anyone ever withheld your passport, birth certificate, or other identity documents from you?",
    "Is the interpreter a child, a relative, or someone who came with the person?",
    "Have you been pressured to do something you did not want to do for food, money, or shelter?",
    "Has anyone ever pressured you for a kiss, sex, or any kind of unwanted physical contact?",
    "Is there help with food and work?",
    "Do you have a mother and a father here?",
)


def told(folder: Path, text: str) -> list[str]:
    """The codes of what check finds in a screen, all of them notes."""
    found = checked(folder, text, budget=0).findings
    assert {one.severity for one in found} <= {"note"}
    return [one.code for one in found]


@pytest.mark.parametrize("words", COMPOUND)
def test_two_questions_in_one(words: str, tmp_path: Path) -> None:
    """A second question is seen by its mark, its opening word or its verb."""
    assert told(tmp_path, asking(question("b", label=f'"{words}"'))) == ["compound-question"]


@pytest.mark.parametrize("words", SINGLE)
def test_one_question_that_lists_things(words: str, tmp_path: Path) -> None:
    """Things that are joined are no second question."""
    assert told(tmp_path, asking(question("b", label=f'"{words}"'))) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("¿Tiene una deuda, y a quién se la debe?", ["compound-question"]),
        ("¿Dónde vive y desde cuándo?", []),
        ("¿Dónde vive y cuánto paga?", ["compound-question"]),
        ("¿Trabaja? ¿Le gusta?", ["compound-question"]),
        ("¿Tiene comida y agua?", []),
    ],
)
def test_two_questions_in_one_in_spanish(words: str, found: list[str], tmp_path: Path) -> None:
    """The translation is looked at where the English is one question."""
    text = asking(question("b").replace("What of b?", f'What of b?, es: "{words}"'))
    assert told(tmp_path, text) == found


def test_own_words_can_answer_two_questions(tmp_path: Path) -> None:
    """What is answered in words may ask for two things, and an `or` is answered by choosing."""
    assert told(tmp_path, asking(question("b", "text", label='"Who is it, and how much is it?"'))) == []
    choices = ("choices:", "  - {name: x, label: {en: Taken}}", "  - {name: y, label: {en: Planned}}")
    text = asking(question("s", "select_one", *choices, label='"Is it taken, or does anyone plan to?"'))
    assert told(tmp_path, text) == []


def test_a_sources_words_are_asked_as_they_stand(tmp_path: Path) -> None:
    """Of quoted words nobody is told to change anything."""
    debt = question(
        "b", "yes_no", "verbatim: true", label='"Do you have a debt for your journey, and who do you owe it to?"'
    )
    (found,) = checked(tmp_path, asking(debt.replace("own-reading", "cicw-2023#nm-ten-2")), budget=0).findings
    assert found.hint == "the words are the source's: ask them as they stand"


def test_the_limit_is_25_words(tmp_path: Path) -> None:
    """A sentence of 25 words is not long, and one of 26 is; sentences count by themselves, in both languages."""
    for count, found in ((25, []), (26, ["long-question"])):
        words = " ".join(["word"] * count)
        assert told(tmp_path, asking(question("b", label=f'"{words}?"'))) == found
        assert told(tmp_path, asking(question("b", label=f'"{words}. And now?"'))) == found
        text = asking(question("b").replace("What of b?", f"What of b?, es: ¿{words}?"))
        assert told(tmp_path, text) == found
    assert told(tmp_path, asking(question("b", label=f'"{"word " * 20}. {"word " * 20}?"'))) == []


def test_words_compare_as_they_sound(tmp_path: Path) -> None:
    """Case, signs and spaces make no other question; a note that is read twice is none either."""
    again = asking(question("b", label="Who is it?"), question("c", label='"who  is it"'))
    assert told(tmp_path, again) == ["repeated-question"]
    notes = asking(question("b", "note", label="Thank you."), question("c", "note", label="Thank you."))
    assert told(tmp_path, notes) == []


def test_a_repeat_is_a_place_of_its_own(tmp_path: Path) -> None:
    """What is asked of each child may be asked of each parent in the same words."""
    repeats = [
        f"  - name: {name}\n    type: repeat\n    label: {{en: All {name}}}\n    item: {{en: One}}\n"
        f"    more: {{en: Is there another of the {name}?}}\n    questions:\n"
        + question(f"born_{name}", "text", label="Where were they born?")
        .replace("\n    ", "\n        ")
        .replace("  -", "      -")
        for name in ("children", "parents")
    ]
    assert told(tmp_path, asking(*repeats)) == []


def test_the_same_translation_of_two_questions(tmp_path: Path) -> None:
    """Two English questions that became one in Spanish are told apart there by nobody."""
    words = 'es: "¿Quién es?"}'
    text = asking(
        question("b").replace("What of b?}", f"Who is it?, {words}"),
        question("c").replace("What of c?}", f"Which one is it?, {words}"),
    )
    assert told(tmp_path, text) == ["repeated-question"]


def test_most_choices_must_be_read_before_the_others_are_missed(tmp_path: Path) -> None:
    """Of a list that rules hardly look at, nothing is said; nor of one that a step goes through choice by choice."""
    choices = tuple(f"  - {{name: {name}, label: {{en: Choice {name}}}}}" for name in "uvwxyz")
    six = question("s", "select_one", "choices:", *choices)
    assert told(tmp_path, asking(six) + step("s is u")) == []
    assert told(tmp_path, asking(six) + step("s in (u, v, w, x, y)")) == ["unread-choice"]
    each = step("each is u").replace("    when:", "    each: [s]\n    when:")
    assert told(tmp_path, asking(six) + each) == []
