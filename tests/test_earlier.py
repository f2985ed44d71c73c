"""What was told in other screenings of a case: offered to be confirmed, never taken over by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.conduct import Conductor
from screenkit.earlier import NOTHING, Earlier, Screening, earlier_of
from screenkit.interview import add_instance, record, standing
from screenkit.pages import Command, Given
from screenkit.paging import Paging
from screenkit.response import Response
from screenkit.screen import Screen
from scripted import NOON, Move, Script, begun, small_screen

FACTS = """\
questions:
  - name: language
    type: select_one
    choices: languages
    label: {en: Which language?, es: ¿Qué idioma?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: debt
    type: yes_no
    label: {en: A debt?, es: ¿Una deuda?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: story
    type: text
    label: {en: What happened?, es: ¿Qué pasó?}
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    max: 3
    citation: own-reading
    questions:
      - name: born_on
        type: date
        not_future: true
        label: {en: Born when?, es: ¿Cuándo nació?}
        citation: own-reading
      - name: birth_country
        type: select_one
        choices: countries
        label: {en: Born where?, es: ¿Dónde nació?}
        help: {en: Ask it of everyone., es: Pregúntelo a todos.}
        citation: own-reading
"""
BIRTH, COUNTRY = Item("born_on", "children", 1), Item("birth_country", "children", 2)


@pytest.fixture
def first(tmp_path: Path) -> Screen:
    """The screen in which something was told."""
    return small_screen(tmp_path, FACTS, "first")


@pytest.fixture
def second(tmp_path: Path) -> Screen:
    """Another one that asks the same."""
    return small_screen(tmp_path, FACTS, "second")


def told(screen: Screen, record_id: str = "aaaa-aaaa") -> Response:
    """A screening in which two children were named and nothing was left out."""
    response = begun(screen, record_id=record_id)
    given: list[tuple[Item, Answer]] = [
        (Item("language"), "es"),
        (Item("debt"), "yes"),
        (Item("story"), "in their own words"),
        (BIRTH, PartialDate(2016, about=True)),
        (Item("birth_country", "children", 1), Absent.DECLINED),
        (Item("born_on", "children", 2), PartialDate(2018, 3)),
        (COUNTRY, "GT"),
    ]
    for item, answer in given:
        if item.instance > len(standing(screen, response, NOON).roster("children").instances):
            response = add_instance(screen, response, "children", NOON).response
        response = record(screen, response, item, answer, NOON).response
    return response


def pages_of(screen: Screen, response: Response, earlier: Earlier) -> Paging:
    """The pages of a screening with what was told earlier."""
    return Paging(screen, response, standing(screen, response, NOON), "en", earlier=earlier)


def test_only_lasting_facts_are_offered(first: Screen) -> None:
    """Languages, countries and dates; no yes or no, nobody's own words, and nothing that has no value."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    assert {str(item): found.written for item, found in earlier.values.items()} == {
        "language": "es",
        "children[1].born_on": "2016~",
        "children[2].born_on": "2018-03",
        "children[2].birth_country": "GT",
    }


def test_the_last_screening_counts(first: Screen, second: Screen) -> None:
    """Of two screenings the one that was changed last is believed."""
    later = told(second, "bbbb-bbbb")
    later = record(second, later, Item("language"), "en", NOON + timedelta(hours=1)).response
    found = earlier_of([Screening(second, later), Screening(first, told(first))], NOON)
    assert (found.values[Item("language")].written, found.values[Item("language")].record) == ("en", "bbbb-bbbb")


def test_a_page_says_what_was_told_earlier(first: Screen, second: Screen) -> None:
    """With the screen and the day, and a way to say that it is so; an answer in this screening needs neither."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    response = begun(second)
    page = pages_of(second, response, earlier).page(Item("language"))
    assert page.earlier == "Told earlier: Spanish (A screen, 2026-11-20)."
    assert Command.SAME in page.commands
    assert page.current == ""
    answered = record(second, response, Item("language"), Absent.DECLINED, NOON).response
    page = pages_of(second, answered, earlier).page(Item("language"))
    assert (page.earlier, Command.SAME in page.commands) == ("", False)


def test_how_many_were_named_is_told(first: Screen, second: Screen) -> None:
    """Whether there is another child is asked afresh, beside the number that was named."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    page = pages_of(second, begun(second), earlier).page(Item("children"))
    assert page.earlier == "Earlier, 2 were named (A screen, 2026-11-20)."
    assert Command.SAME not in page.commands


def test_children_are_counted_in_the_order_of_naming(first: Screen, second: Screen) -> None:
    """The second child here is the second child there, whatever the numbers of their records."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    response = begun(second)
    for _ in range(2):
        response = add_instance(second, response, "children", NOON).response
    page = pages_of(second, response, earlier).page(COUNTRY)
    assert page.earlier == "Told earlier: Guatemala (A screen, 2026-11-20)."


def test_what_this_question_cannot_take_is_not_offered(first: Screen, tmp_path: Path) -> None:
    """A year does not answer a question that wants the day."""
    strict = small_screen(tmp_path, FACTS.replace("        not_future: true\n", "        precision: [day]\n"), "strict")
    earlier = earlier_of([Screening(first, told(first))], NOON)
    response = add_instance(strict, begun(strict), "children", NOON).response
    assert pages_of(strict, response, earlier).page(BIRTH).earlier == ""


def conduct(screen: Screen, response: Response, moves: list[Move], earlier: Earlier) -> tuple[Script, Response]:
    """A sitting that ends when the moves do."""
    script = Script(moves)
    conductor = Conductor(screen, response, script, lambda _: None, lambda: NOON, earlier=earlier)
    with pytest.raises(EOFError):
        conductor.run()
    return script, conductor.response


def test_nothing_is_taken_over_silently(first: Screen, second: Screen) -> None:
    """The value is put before the person; only their yes makes it an answer, and the record says where it was told."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    script, response = conduct(second, begun(second), [Command.SAME, Given("same")], earlier)
    assert script.asked[1] == "Which language?\n\nEarlier the answer was: Spanish. Is that still right?"
    (event,) = [event for event in response.events if event.kind == "answered"]
    assert (event.item, event.answer, event.told_in) == ("language", "es", "aaaa-aaaa")
    assert script.asked[-1] == "A debt?"


@pytest.mark.parametrize("reply", [Given("other"), Command.BACK])
def test_whoever_does_not_confirm_is_asked(first: Screen, second: Screen, reply: Move) -> None:
    """Nothing is recorded, and the question is put."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    script, response = conduct(second, begun(second), [Command.SAME, reply], earlier)
    assert [event.kind for event in response.events] == ["started"]
    assert script.asked[-1] == "Which language?"


def test_the_family_is_asked_in_its_language(first: Screen, second: Screen) -> None:
    """What is to be confirmed is read aloud."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    script, _ = conduct(second, begun(second, language="es"), [Command.SAME, Given("same")], earlier)
    assert script.asked[1] == "¿Qué idioma?\n\nAntes la respuesta fue: español. ¿Sigue siendo así?"
    assert [option.label for option in script.pages[1].options] == [
        "Sí, es como se dijo antes",
        "No, hacer la pregunta",
    ]


def test_a_day_that_has_not_come_is_refused(first: Screen, second: Screen) -> None:
    """What was told earlier is held to the same rules as what is typed."""
    earlier = earlier_of([Screening(first, told(first))], NOON)
    values = {item: replace(one, written="2027") for item, one in earlier.values.items() if item == BIRTH}
    response = add_instance(second, begun(second), "children", NOON).response
    for name in ("language", "debt", "story"):
        response = record(second, response, Item(name), Absent.DECLINED, NOON).response
    script, after = conduct(second, response, [Command.SAME, Given("same")], Earlier(values))
    assert script.pages[-1].message == "this day has not come yet"
    assert after == response


def test_without_other_screenings_nothing_is_offered(second: Screen) -> None:
    """A screening by itself is as it was."""
    assert earlier_of([], NOON) == NOTHING
    assert Command.SAME not in pages_of(second, begun(second), NOTHING).page(Item("language")).commands
