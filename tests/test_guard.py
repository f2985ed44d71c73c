"""What must never be asked is seen in every place where it could be asked, and only there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from defects import HEAD, asking, question, reporting
from screenkit.checking import How, check_screens
from screenkit.shelf import open_shelf
from test_battery import checked

ASKED = (
    "What is your immigration status?",
    "Are you here legally?",
    "Are you legal?",
    "Is this person legal?",
    "Did you come legally?",
    "Is anyone in the family undocumented?",
    "Is anyone here illegally?",
    "Are any of them illegals?",
    "What is your legal status?",
    "Do you have papers?",
    "Are you without papers?",
    "Which visa did you come with?",
    "Has the mother got a green card?",
    "Are you a permanent resident?",
    "Are you lawfully present?",
    "Do you have a work permit?",
    "What is your A-number?",
    "What is your A number?",
    "What is your alien registration number?",
    "What is your Alien Number?",
    "What is your Social Security number?",
    "What is your SSN?",
)
ASKED_IN_SPANISH = (
    "¿Cuál es su estatus migratorio?",
    "¿Cuál es su situación migratoria?",
    "¿Está aquí legalmente?",
    "¿Es legal?",
    "¿Es usted indocumentada?",
    "¿Entró ilegalmente?",
    "¿Hay ilegales en la casa?",
    "¿Tiene papeles?",
    "¿Está sin papeles?",
    "¿Tiene sus papeles?",
    "¿Con qué visa vino?",
    "¿Tiene tarjeta verde?",
    "¿Es residente permanente?",
    "¿Tiene permiso de trabajo?",
    "¿Cuál es su número A?",
    "¿Cuál es su número de extranjero?",
    "¿Cuál es su número de seguro social?",
)
FINE = (
    "Did anyone make you do something illegal?",
    "Were you made to carry illegal drugs?",
    "Are you the legal guardian?",
    "Is the mother legal guardian of this child?",
    "Are they legally married?",
    "Has anyone kept your papers from you?",
    "Which papers did the school give you?",
    "A number of people live here. Who are they?",
    "What is your phone number?",
    "Do you have a birth certificate?",
    "Do you feel secure in social places?",
)
FINE_IN_SPANISH = (
    "¿Alguien le obligó a hacer algo ilegal?",
    "¿Es usted la tutora legal?",
    "¿Le han quitado sus papeles?",
    "¿Qué papeles le dio la escuela?",
    "¿Cuál es su número de teléfono?",
    "¿Tiene seguro médico?",
)


def told(folder: Path, text: str) -> list[str]:
    """The codes of what check finds in a screen."""
    return [f"{one.code}/{one.severity}" for one in checked(folder, text, budget=0).findings]


@pytest.mark.parametrize("words", ASKED)
def test_what_is_never_asked(words: str, tmp_path: Path) -> None:
    """No label asks about status or for the papers and numbers that stand for it."""
    assert told(tmp_path, asking(question("b", "text", label=f'"{words}"'))) == ["status-question/error"]


@pytest.mark.parametrize("words", ASKED_IN_SPANISH)
def test_what_is_never_asked_in_spanish(words: str, tmp_path: Path) -> None:
    """The translation does not ask either."""
    text = asking(question("b", "text").replace("What of b?", f'What of b?, es: "{words}"'))
    assert told(tmp_path, text) == ["status-question/error"]


@pytest.mark.parametrize("words", FINE)
def test_what_may_be_asked(words: str, tmp_path: Path) -> None:
    """Words that only sound like it are left alone."""
    assert told(tmp_path, asking(question("b", "text", label=f'"{words}"'))) == []


@pytest.mark.parametrize("words", FINE_IN_SPANISH)
def test_what_may_be_asked_in_spanish(words: str, tmp_path: Path) -> None:
    """In Spanish too."""
    text = asking(question("b", "text").replace("What of b?", f'What of b?, es: "{words}"'))
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Write nothing about visas.", []),
        ("Never ask whether they have papers.", []),
        ("No escriba nada sobre visas.", []),
        ("Ask which visa it was.", ["status-question/error"]),
        ("Never mind. Ask which visa it was.", ["status-question/error"]),
        ("Do they not have papers?", ["status-question/error"]),
    ],
)
def test_a_hint_may_say_what_not_to_do(words: str, found: list[str], tmp_path: Path) -> None:
    """A sentence that forbids is no question; the sentence beside it can be."""
    assert told(tmp_path, asking(question("b", "text", f'hint: {{en: "{words}"}}'))) == found


def test_a_note_may_say_what_is_not_asked(tmp_path: Path) -> None:
    """What is read aloud may promise not to ask, and may not ask."""
    note = question("b", "note", label="I do not ask about immigration status.")
    assert told(tmp_path, asking(note)) == []
    assert told(tmp_path, asking(question("b", "note", label="Tell me your legal status."))) == [
        "status-question/error"
    ]


def test_help_may_say_what_never_to_ask(tmp_path: Path) -> None:
    """Help is for the worker alone."""
    text = asking(question("b", "text", 'help: {en: "Never ask: are you here legally?"}'))
    assert told(tmp_path, text) == []


@pytest.mark.parametrize("name", ["immigration_status", "has_visa", "ssn", "a_number", "undocumented", "green_card"])
def test_no_name_keeps_it(name: str, tmp_path: Path) -> None:
    """A field by that name is one for it, whatever the question says: of a question, a choice or an indication."""
    assert told(tmp_path, asking(question(name, "text", label="What of it?"))) == ["status-question/error"]
    choices = ("choices:", f"  - {{name: {name}, label: {{en: This}}}}", "  - {name: other, label: {en: That}}")
    assert told(tmp_path, asking(question("s", "select_one", *choices))) == ["status-question/error"]
    text = asking(question("a")) + reporting("a is yes", name)
    assert told(tmp_path, text) == ["status-question/error"]


@pytest.mark.parametrize("name", ["papers_kept", "social_security_cards", "visas_of_nobody", "data_number"])
def test_names_that_keep_something_else(name: str, tmp_path: Path) -> None:
    """Identity papers that were withheld, and cards that the source lists, may have their names; visas may not."""
    assert told(tmp_path, asking(question(name, "text"))) == (["status-question/error"] if "visas" in name else [])


def test_the_words_of_a_source_are_a_note(tmp_path: Path) -> None:
    """What is quoted is told of, and nobody is told to change it."""
    card = question("b", "text", "verbatim: true", label="social security cards")
    found = checked(tmp_path, asking(card.replace("own-reading", "cicw-2023#documents-2")), budget=0).findings
    assert [(one.code, one.severity) for one in found] == [("status-question", "note")]
    assert found[0].hint == "these are the source's words; a person decides whether they are asked at all"


def test_headings_choices_and_repeats_are_looked_at(tmp_path: Path) -> None:
    """There is no place in a screen to hide it in."""
    heading = "  - name: g\n    type: group\n    label: {en: Visas}\n    questions:\n"
    inside = question("b", "text").replace("\n    ", "\n        ").replace("  - name", "      - name")
    repeat = (
        "  - name: r\n    type: repeat\n    label: {en: Children}\n    item: {en: Child}\n"
        f"    more: {{en: Is another one undocumented?}}\n    questions:\n{inside.replace('name: b', 'name: c')}"
    )
    choices = ("choices:", "  - {name: x, label: {en: A green card}}", "  - {name: y, label: {en: That}}")
    text = f"{HEAD}questions:\n{heading}{inside}{repeat}{question('s', 'select_one', *choices)}"
    assert told(tmp_path, text) == ["status-question/error"] * 3


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("detained-parent", "Which A-number does a paper show?", []),
        ("detained-parent", "What is the immigration status of the parent?", ["status-question/error"]),
        ("detained-parents", "Which A-number does a paper show?", ["status-question/error"]),
    ],
)
def test_one_screen_may_ask_for_the_number(name: str, words: str, found: list[str], tmp_path: Path) -> None:
    """A detained parent is searched for with an A-number: that screen may ask for it, and for nothing else."""
    path = tmp_path / f"{name}.yaml"
    asked = asking(question("b", "text", label=f'"{words}"'))
    path.write_text(asked.replace("screen: seeded", f"screen: {name}"), encoding="utf-8")
    told_of = check_screens([path], open_shelf(), How(date(2026, 11, 22), 0)).findings
    assert [f"{one.code}/{one.severity}" for one in told_of] == found


def test_nothing_shipped_asks_it() -> None:
    """The shipped screens have no such fault, and their only notes are the cards that their source lists."""
    shelf = open_shelf()
    paths = [path for path in (shelf.screen(name) for name in shelf.names()) if path]
    found = check_screens(paths, shelf, How(date(2026, 11, 22), 0)).findings
    told_of = [one for one in found if one.code == "status-question"]
    assert {one.severity for one in told_of} == {"note"}
    assert len(told_of) == 2
