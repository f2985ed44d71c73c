"""Conditions in plain words, as a worker reads why something is asked or follows."""

from __future__ import annotations

from typing import Any

import pytest

import generators
from generators import asked
from screenkit.answers import Item
from screenkit.conditions import Condition, Named, parse_condition, phrase
from screenkit.conditions.phrases import _PHRASES
from screenkit.naming import Naming
from screenkit.questions import Choosing


def both(english: str, spanish: str) -> dict[str, str]:
    """One text in two languages."""
    return {"en": english, "es": spanish}


def question(name: str, kind: str, english: str, spanish: str, **more: object) -> dict[str, Any]:
    """A question with a label in both languages."""
    words = {"label": both(english, spanish), "help": both("Why.", "Para qué.")}
    return {**asked(name, kind, **more), **words}


OFFERED = [{"name": "boss", "label": both("A boss", "Un jefe")}, {"name": "aunt", "label": both("An aunt", "Una tía")}]
REPEAT = {"item": both("Child", "Hijo"), "more": both("Another child?", "¿Otro hijo?")}
SCREEN = generators.load(
    {
        **generators.authored(
            [
                question("debt", "yes_no", "Any debt?", "¿Alguna deuda?"),
                question("paid", "yes_no", "Paid?", "¿Le pagaron?"),
                question("owed_to", "select_one", "Owed to whom?", "¿A quién se debe?", choices=OFFERED),
                question("helpers", "select_multiple", "Who helped?", "¿Quién ayudó?", choices=OFFERED),
                question("country", "select_one", "Born where?", "¿Dónde nació?", choices="countries"),
                question("rooms", "integer", "How many rooms?", "¿Cuántos cuartos?"),
                question("born_on", "date", "Born when?", "¿Cuándo nació?"),
                question("left_on", "date", "Left when?", "¿Cuándo se fue?"),
                question(
                    "children",
                    "repeat",
                    "Children",
                    "Hijos",
                    **REPEAT,
                    questions=[question("calm", "yes_no", "Calm so far?", "¿Tranquilo?")],
                ),
            ]
        ),
        "title": both("A screen", "Un formulario"),
        "purpose": both("To test.", "Para probar."),
    }
)
EACH = SCREEN.question(Item("country"))
assert isinstance(EACH, Choosing)


def parsed(text: str) -> Condition:
    """The condition, in a step for each country."""
    return parse_condition(text, generators.scope_of(SCREEN, each="country"))


PHRASES = (
    ("debt is yes", "“Any debt?” is Yes", "“¿Alguna deuda?” es Sí"),
    ("owed_to in (boss, aunt)", "“Owed to whom?” is An aunt or A boss", "“¿A quién se debe?” es Una tía o Un jefe"),
    ("debt is unknown", "“Any debt?” is not known", "“¿Alguna deuda?” es algo que no se sabe"),
    (
        "debt in (no, unknown, declined, not_asked)",
        "“Any debt?” is No or declined or not asked or not known",
        "“¿Alguna deuda?” es No o algo que se prefirió no decir o algo que no se preguntó o algo que no se sabe",
    ),
    ("country is not US", "“Born where?” is known and is not Country US", "“¿Dónde nació?” se sabe y no es Country US"),
    ("boss in helpers", "“Who helped?” includes A boss", "“¿Quién ayudó?” incluye Un jefe"),
    (
        "boss in helpers or aunt in helpers",
        "“Who helped?” includes A boss or An aunt",
        "“¿Quién ayudó?” incluye Un jefe o Una tía",
    ),
    (
        "debt is yes and (boss in helpers or aunt in helpers or rooms > 2)",
        "“Any debt?” is Yes and (“Who helped?” includes A boss or An aunt or “How many rooms?” is over 2)",
        "“¿Alguna deuda?” es Sí y (“¿Quién ayudó?” incluye Un jefe o Una tía o “¿Cuántos cuartos?” es más de 2)",
    ),
    (
        "boss in helpers and aunt in helpers",
        "“Who helped?” includes A boss and “Who helped?” includes An aunt",
        "“¿Quién ayudó?” incluye Un jefe y “¿Quién ayudó?” incluye Una tía",
    ),
    ("country is each", "“Born where?” is the same", "“¿Dónde nació?” es lo mismo"),
    ("each is MX", "it is Country MX", "es Country MX"),
    ("each is not US", "it is not Country US", "no es Country US"),
    ("asked(debt)", "“Any debt?” was asked", "se preguntó “¿Alguna deuda?”"),
    ("answered(debt)", "“Any debt?” was answered", "se respondió “¿Alguna deuda?”"),
    ("rooms >= 2", "“How many rooms?” is at least 2", "“¿Cuántos cuartos?” es al menos 2"),
    ("2 < rooms", "“How many rooms?” is over 2", "“¿Cuántos cuartos?” es más de 2"),
    ("rooms - 1 <= 3", "“How many rooms?” -1 is at most 3", "“¿Cuántos cuartos?” -1 es a lo más 3"),
    ("age(born_on) < 18", "the age from “Born when?” is under 18", "la edad según “¿Cuándo nació?” es menos de 18"),
    (
        "12 <= age(born_on) < 18",
        "the age from “Born when?” is at least 12 and the age from “Born when?” is under 18",
        "la edad según “¿Cuándo nació?” es al menos 12 y la edad según “¿Cuándo nació?” es menos de 18",
    ),
    (
        "days_since(left_on) > 3",
        "the days since “Left when?” is over 3",
        "los días desde “¿Cuándo se fue?” es más de 3",
    ),
    ("left_on < born_on", "“Left when?” is before “Born when?”", "“¿Cuándo se fue?” es antes de “¿Cuándo nació?”"),
    (
        "left_on <= born_on",
        "“Left when?” is no later than “Born when?”",
        "“¿Cuándo se fue?” es no después de “¿Cuándo nació?”",
    ),
    ("left_on > born_on", "“Left when?” is after “Born when?”", "“¿Cuándo se fue?” es después de “¿Cuándo nació?”"),
    (
        "left_on >= born_on",
        "“Left when?” is no earlier than “Born when?”",
        "“¿Cuándo se fue?” es no antes de “¿Cuándo nació?”",
    ),
    (
        "debt is yes and paid is no",
        "“Any debt?” is Yes and “Paid?” is No",
        "“¿Alguna deuda?” es Sí y “¿Le pagaron?” es No",
    ),
    (
        "debt is yes or (paid is no and rooms > 2)",
        "“Any debt?” is Yes or (“Paid?” is No and “How many rooms?” is over 2)",
        "“¿Alguna deuda?” es Sí o (“¿Le pagaron?” es No y “¿Cuántos cuartos?” es más de 2)",
    ),
    ("any_yes(debt, paid)", "“Any debt?” is Yes or “Paid?” is Yes", "“¿Alguna deuda?” es Sí o “¿Le pagaron?” es Sí"),
    (
        "count_yes(debt, paid) >= 2",
        "of these, at least 2: “Any debt?” is Yes; “Paid?” is Yes",
        "de estas, al menos 2: “¿Alguna deuda?” es Sí; “¿Le pagaron?” es Sí",
    ),
    (
        "any(children, calm is no)",
        "for one of “Children”: “Calm so far?” is No",
        "para alguno de “Hijos”: “¿Tranquilo?” es No",
    ),
    (
        "all(children, calm is no)",
        "for all of “Children”: “Calm so far?” is No",
        "para todos de “Hijos”: “¿Tranquilo?” es No",
    ),
    (
        "count(children, calm is no) < 2",
        "of “Children”, under 2: “Calm so far?” is No",
        "de “Hijos”, menos de 2: “¿Tranquilo?” es No",
    ),
    (
        "possibly(debt is yes)",
        "it is not ruled out that “Any debt?” is Yes",
        "no se descarta que “¿Alguna deuda?” es Sí",
    ),
    ("unsure(debt is yes)", "it is open whether “Any debt?” is Yes", "no está claro si “¿Alguna deuda?” es Sí"),
)


@pytest.mark.parametrize(("text", "english", "spanish"), PHRASES)
def test_conditions_in_plain_words(text: str, english: str, spanish: str) -> None:
    """Every condition reads as part of a sentence, in English and in Spanish, with the screen's own words."""
    condition = parsed(text)
    assert isinstance(EACH, Choosing)
    assert [phrase(condition, Naming(SCREEN, language, EACH)) for language in ("en", "es")] == [english, spanish]


def test_a_definition_reads_as_what_it_stands_for() -> None:
    """The author's name for a condition is never shown: it says nothing to a worker."""
    assert phrase(Named("idea", parsed("debt is yes")), Naming(SCREEN, "en")) == "“Any debt?” is Yes"


def test_another_language_is_english() -> None:
    """Where neither the interface nor the screen has the language, the words are English."""
    assert phrase(parsed("debt is unknown"), Naming(SCREEN, "fr")) == "“Any debt?” is not known"


def test_every_kind_of_condition_is_put_into_words_here() -> None:
    """No kind of node is left out of the table above."""
    seen: set[type[Condition]] = {Named}
    waiting = [parsed(text) for text, _, _ in PHRASES]
    while waiting:
        condition = waiting.pop()
        seen.add(type(condition))
        waiting += condition.parts()
    assert seen == set(_PHRASES)
