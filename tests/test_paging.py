"""How a question becomes a page: in two languages, with what was answered, and with every way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.interview import add_instance, record, standing
from screenkit.pages import Command, Option, Page
from screenkit.paging import Paging
from screenkit.questions import Raw
from screenkit.screen import Screen
from scripted import NOON, SHIPPED, begun, shipped_screen, small_screen

EVERY_TYPE = """\
questions:
  - name: quiet
    type: checkpoint
    label: {en: Quiet?, es: ¿Calma?}
    help: {en: Look round., es: Mire alrededor.}
    hint: {en: Not aloud., es: No en voz alta.}
    ending: {en: Stop., es: Deténgase.}
    citation: cicw-2023#nm-ten-2
  - name: opening
    type: note
    label: {en: Welcome., es: Bienvenida.}
    citation: own-reading
  - name: care
    type: yes_no
    label: {en: Care?, es: ¿Cuidado?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: place
    type: select_one
    relevant: care is yes
    label: {en: Where?, es: ¿Dónde?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    choices:
      - name: school
        label: {en: At school, es: En la escuela}
      - name: home
        label: {en: At home, es: En casa}
    citation: own-reading
  - name: visited
    type: select_multiple
    choices: countries
    label: {en: Which countries?, es: ¿Qué países?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: wish
    type: text
    label: {en: Wish?, es: ¿Deseo?}
    citation: own-reading
  - name: story
    type: text
    multiline: true
    label: {en: Story?, es: ¿Relato?}
    citation: own-reading
  - name: siblings
    type: integer
    label: {en: Siblings?, es: ¿Hermanos?}
    citation: own-reading
  - name: began_on
    type: date
    label: {en: Since when?, es: ¿Desde cuándo?}
    citation: own-reading
  - name: asked_at
    type: datetime
    label: {en: Asked when?, es: ¿Cuándo?}
    citation: own-reading
  - name: number
    type: phone
    label: {en: Number?, es: ¿Número?}
    citation: own-reading
  - name: family
    type: group
    label: {en: The family, es: La familia}
    help: {en: One by one., es: De uno en uno.}
    citation: own-reading
    questions:
      - name: children
        type: repeat
        label: {en: Children, es: Niños}
        item: {en: Child, es: Niño}
        more: {en: Another?, es: ¿Otro?}
        citation: own-reading
        questions:
          - name: nickname
            type: text
            label: {en: Called?, es: ¿Nombre?}
            citation: own-reading
"""
ANSWERS: dict[str, Answer] = {
    "quiet": "yes",
    "opening": "read",
    "care": "yes",
    "place": "home",
    "visited": ("GT", "MX"),
    "wish": "[b]peace[/b]",
    "story": "a\nb",
    "siblings": 2,
    "began_on": PartialDate(2019, about=True),
    "asked_at": NOON.replace(tzinfo=None),
    "number": "+52 55 1234 5678",
    "children": "complete",
}


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    """A question of every type."""
    return small_screen(tmp_path_factory.mktemp("screens"), EVERY_TYPE)


def paging_of(
    screen: Screen, *names: str, language: str = "en", worker: str = "en", practice: bool = False, **other: Answer
) -> Paging:
    """The pages of a screening in which these questions are answered, or answered otherwise."""
    response = begun(screen, language=language, practice=practice)
    for name in (*names, *other):
        response = record(screen, response, Item(name), {**ANSWERS, **other}[name], NOON).response
    return Paging(screen, response, standing(screen, response, NOON), worker)


def page_of(screen: Screen, name: str, *names: str, language: str = "en", worker: str = "en") -> Page:
    """The page of one question."""
    return paging_of(screen, *names, language=language, worker=worker).page(Item(name))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("quiet", "choice"),
        ("opening", "read"),
        ("care", "choice"),
        ("place", "choice"),
        ("visited", "choices"),
        ("wish", "line"),
        ("story", "lines"),
        ("siblings", "line"),
        ("began_on", "line"),
        ("asked_at", "line"),
        ("number", "line"),
        ("children", "choice"),
    ],
)
def test_every_type_has_its_kind_of_page(screen: Screen, name: str, kind: str) -> None:
    """What can be chosen is chosen, what is read is acknowledged, and the rest is written."""
    assert page_of(screen, name).kind == kind


@pytest.mark.parametrize(
    ("name", "draft", "current"),
    [
        ("quiet", "yes", "Yes"),
        ("place", "home", "At home"),
        ("visited", ["GT", "MX"], "Guatemala, Mexico"),
        ("wish", "[b]peace[/b]", "[b]peace[/b]"),
        ("story", "a\nb", "a\nb"),
        ("siblings", "2", "2"),
        ("began_on", "2019~", "2019~"),
        ("asked_at", "2026-11-20T12:00", "2026-11-20 12:00"),
        ("number", "+52 55 1234 5678", "+52 55 1234 5678"),
        ("children", "no", "there are no more"),
    ],
)
def test_an_answer_so_far_can_be_edited(screen: Screen, name: str, draft: Raw, current: str) -> None:
    """It stands on the page in words, and what is typed begins from it as it was written."""
    page = page_of(screen, name, "care", name) if name == "place" else page_of(screen, name, name)
    assert (page.draft, page.current) == (draft, current)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in ("opening", "children")])
def test_what_is_edited_is_the_answer_again(screen: Screen, name: str) -> None:
    """Keeping what the line begins with changes nothing."""
    draft = page_of(screen, name, "care", name).draft
    assert draft is not None
    assert screen.question(Item(name)).parse(draft) == ANSWERS[name]


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        (Absent.UNKNOWN, "does not know"),
        (Absent.DECLINED, "would rather not say"),
        (Absent.NOT_ASKED, "not asked"),
    ],
)
def test_having_no_answer_is_shown_and_not_edited(screen: Screen, absent: Absent, words: str) -> None:
    """The page says so, and the line begins empty."""
    page = paging_of(screen, wish=absent).page(Item("wish"))
    assert (page.draft, page.current) == (None, words)


def test_nothing_is_chosen_beforehand(screen: Screen) -> None:
    """Without an answer there is nothing to begin from."""
    pages = [page_of(screen, name, "care") for name in ANSWERS if name != "care"]
    assert {(page.draft, page.current) for page in pages} == {(None, "")}


def test_two_languages_stand_together(screen: Screen) -> None:
    """The family's is read aloud, the worker's stands below; the rest is the worker's."""
    page = page_of(screen, "quiet", language="es")
    assert (page.read_aloud, page.second, page.hint, page.title) == (
        "¿Calma?",
        "Quiet?",
        "For you: Not aloud.",
        "A screen",
    )
    assert page.options == (Option("yes", "Sí", "Yes"), Option("no", "No", "No"))


@pytest.mark.parametrize(
    ("name", "worker", "hint"),
    [
        ("began_on", "en", "For you: Write it like this: 2011-04-30, 2011-04, 2011, about 2011."),
        ("began_on", "es", "Para usted: Escríbalo así: 2011-04-30, 2011-04, 2011, alrededor de 2011."),
        ("asked_at", "en", "For you: Write it like this: 2026-11-20 14:30."),
        ("siblings", "en", ""),
    ],
)
def test_how_a_day_is_written_is_told_before_it_is_refused(screen: Screen, name: str, worker: str, hint: str) -> None:
    """With examples that are answers; a number needs none."""
    assert page_of(screen, name, worker=worker).hint == hint
    for example in hint.partition("así: ")[2].removesuffix(".").split(", ") if worker == "es" else ():
        assert screen.question(Item(name)).parse(example)


def test_only_as_exact_as_the_question_takes_it(tmp_path: Path) -> None:
    """Where a whole day is needed, no other way of writing is named."""
    rest = """\
questions:
  - name: hearing
    type: date
    precision: [day]
    read_aloud: false
    label: {en: When is the hearing?, es: ¿Cuándo es la audiencia?}
    hint: {en: From the notice., es: Según el aviso.}
    citation: own-reading
"""
    screen = small_screen(tmp_path, rest)
    assert page_of(screen, "hearing").hint == "From the notice. Write it like this: 2011-04-30."


def test_one_language_stands_alone(screen: Screen) -> None:
    """Nothing is said twice where family and worker share a language."""
    page = page_of(screen, "place", "care", language="es", worker="es")
    assert (page.read_aloud, page.second) == ("¿Dónde?", "")
    assert page.options == (Option("school", "En la escuela"), Option("home", "En casa"))


def test_a_long_list_can_be_searched_in_both_languages(screen: Screen) -> None:
    """Each country has its name in both, and the names that it also goes by."""
    options = {option.name: option for option in page_of(screen, "visited", language="es").options}
    assert (options["MX"].label, options["MX"].second) == ("México", "Mexico")
    assert len(options) > 200


def test_everything_but_a_note_can_be_left_without_an_answer(screen: Screen) -> None:
    """With each of the three reasons; what is only read aloud asks nothing."""
    assert {page_of(screen, name).absences for name in ANSWERS if name != "opening"} == {tuple(Absent)}
    assert page_of(screen, "opening").absences == ()


def test_every_command_is_offered_everywhere(screen: Screen) -> None:
    """Only who says it, taking one of several out again and what was told earlier are for some questions."""
    wanted = set(Command) - {Command.WHO, Command.REMOVE, Command.SAME}
    assert [set(page_of(screen, name).commands) for name in ANSWERS] == [wanted] * len(ANSWERS)


def test_a_page_says_whose_question_it_is(screen: Screen) -> None:
    """Headings from the outside in, and the child last; its key is its own."""
    response = begun(screen)
    for _ in range(2):
        response = add_instance(screen, response, "children", NOON).response
    paging = Paging(screen, response, standing(screen, response, NOON), "es")
    pages = [paging.page(Item("nickname", "children", number)) for number in (1, 2)]
    assert [page.section for page in pages] == ["La familia › Niños › Niño 1", "La familia › Niños › Niño 2"]
    assert [page.key for page in pages] == ["children[1].nickname", "children[2].nickname"]
    assert all(Command.REMOVE in page.commands for page in pages)


def test_what_was_only_read_aloud_is_no_answer_to_look_over(screen: Screen) -> None:
    """Nothing in it can be changed; what was put off is called so."""
    lines = paging_of(screen, "opening", "care", quiet=Absent.NOT_ASKED).answers()
    assert lines == (
        "Answered: 1. Does not know: 0. Declined: 0. Left for later: 1.",
        "",
        "1. Quiet? — left for later",
        "2. Care? — Yes",
    )


FOR_THE_WORKER = """\
questions:
  - name: filed
    type: group
    read_aloud: false
    label: {en: The file, es: El expediente}
    citation: own-reading
    questions:
      - name: seat
        type: select_one
        choices: countries
        label: {en: Which country is in the file?, es: ¿Qué país consta?}
        help: {en: Look., es: Mire.}
        citation: own-reading
      - name: seen
        type: note
        label: {en: Look it up., es: Búsquelo.}
        citation: own-reading
  - name: aloud
    type: yes_no
    label: {en: Care?, es: ¿Cuidado?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
"""


def test_a_question_to_the_worker_is_in_the_workers_language_only(tmp_path: Path) -> None:
    """Nobody else reads it; a long list is still found by its names in both languages."""
    screen = small_screen(tmp_path, FOR_THE_WORKER)
    response = begun(screen, language="es")
    paging = Paging(screen, response, standing(screen, response, NOON), "en")
    seat, seen, aloud = (paging.page(Item(name)) for name in ("seat", "seen", "aloud"))
    assert (seat.read_aloud, seat.second, seat.language) == ("Which country is in the file?", "", "en")
    assert seat.progress == "0 done, 3 to come · for you, not to be read aloud"
    germany = ("Alemania", "Deutschland", "Federal Republic of Germany")
    assert next(option for option in seat.options if option.name == "DE") == Option("DE", "Germany", also=germany)
    assert [option.label for option in seen.options] == ["I have read it"]
    assert (aloud.read_aloud, aloud.second, aloud.language) == ("¿Cuidado?", "Care?", "es")
    assert aloud.progress == "0 done, 3 to come"


def test_how_much_is_to_come(screen: Screen) -> None:
    """A question that may still be asked counts as perhaps."""
    assert (
        page_of(screen, "quiet").progress == "0 done, to come: at least 11, at most 12 (more for each further: Child)"
    )
    assert (
        page_of(screen, "place", "quiet", "opening", "care").progress
        == "3 done, 9 to come (more for each further: Child)"
    )


def test_help_ends_with_where_the_wording_comes_from(screen: Screen) -> None:
    """The source, the place in it and the day it was checked; and what is never asked."""
    sheet = paging_of(screen).help(Item("quiet"))
    assert sheet.heading == "Quiet?"
    assert sheet.paragraphs[0] == "Look round."
    assert sheet.paragraphs[1].startswith("Source: ")
    assert sheet.paragraphs[1].endswith(
        " – New Mexico's human trafficking screening questions, question 2. Checked on 2026-11-22."
    )
    assert sheet.paragraphs[2].startswith("Never ask about anyone's immigration status.")


def test_help_takes_in_that_of_the_headings(screen: Screen) -> None:
    """A question without help of its own has its group's."""
    response = add_instance(screen, begun(screen), "children", NOON).response
    paging = Paging(screen, response, standing(screen, response, NOON), "en")
    sheet = paging.help(Item("nickname", "children", 1))
    assert (sheet.heading, sheet.paragraphs[0]) == ("Child 1: Called?", "One by one.")


@pytest.mark.parametrize(
    ("care", "part"),
    [
        ("yes", "- “Care?” is Yes: true (Yes)"),
        ("no", "- “Care?” is Yes: false (No)"),
        (Absent.DECLINED, "- “Care?” is Yes: not known (would rather not say)"),
    ],
)
def test_a_reason_shows_each_part_with_its_answer(screen: Screen, care: Answer, part: str) -> None:
    """Whether it holds, is ruled out or is open."""
    sheet = paging_of(screen, care=care).why(Item("place"))
    assert sheet.paragraphs == ("Asked because “Care?” is Yes.", part)


def test_the_answers_are_listed_in_the_order_of_the_screen(screen: Screen) -> None:
    """However they were given, with those that have no value, counted."""
    assert paging_of(screen, "wish", "care", quiet=Absent.UNKNOWN, worker="es").answers() == (
        "Respondidas: 2. No sabe: 1. Prefirió no decirlo: 0. Para después: 0.",
        "",
        "1. ¿Calma? — no sabe",
        "2. ¿Cuidado? — Sí",
        "3. ¿Deseo? — [b]peace[/b]",
        "",
        "Todavía sin preguntar: ¿Dónde?; ¿Qué países?",
    )


def test_the_answers_stand_under_their_headings_and_what_was_set_aside_below(screen: Screen) -> None:
    """So that each child's can be told from the others', and nothing that was said is out of sight."""
    response = add_instance(screen, begun(screen), "children", NOON).response
    for item, answer in (("care", "yes"), ("place", "home"), ("care", "no")):
        response = record(screen, response, Item(item), answer, NOON).response
    response = record(screen, response, Item("nickname", "children", 1), "Ro", NOON).response
    assert Paging(screen, response, standing(screen, response, NOON), "en").answers()[2:] == (
        "1. Care? — No",
        "",
        "The family › Children › Child 1",
        "2. Called? — Ro",
        "",
        "Set aside, not counted: Where?",
        "",
        "Not asked yet: Quiet?; Which countries?; Wish?; Story?; Siblings?; Since when?; Asked when?; Number?",
    )


def test_each_childs_answers_stand_together(screen: Screen) -> None:
    """In the order in which they are asked, under one heading each, and then whether there are more."""
    response = begun(screen)
    for number, name in ((1, "Ro"), (2, "Lu")):
        response = add_instance(screen, response, "children", NOON).response
        response = record(screen, response, Item("nickname", "children", number), name, NOON).response
    response = record(screen, response, Item("children"), "complete", NOON).response
    lines = Paging(screen, response, standing(screen, response, NOON), "en").answers()
    assert lines[2:10] == (
        "The family › Children › Child 1",
        "1. Called? — Ro",
        "",
        "The family › Children › Child 2",
        "2. Called? — Lu",
        "",
        "The family",
        "3. Another? — there are no more",
    )


def test_practice_stands_on_everything(screen: Screen) -> None:
    """Pages and sheets."""
    paging = paging_of(screen, practice=True)
    shown = [paging.page(Item("quiet")), paging.help(Item("quiet")), paging.why(Item("quiet"))]
    assert [one.banner for one in shown] == ["PRACTICE – not a real case"] * 3
    assert paging_of(screen).page(Item("quiet")).banner == ""


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_page_is_whole(name: str, language: str) -> None:
    """It has words to read, a title and choices in the language, and nothing left to fill in."""
    screen = shipped_screen(name)
    response = begun(screen, language=language)
    paging = Paging(screen, response, standing(screen, response, NOON), language)
    for entry in screen.all_entries():
        page = paging.page(entry.item(1) if entry.repeat else entry.item())
        texts = [page.read_aloud, page.title, *(option.label for option in page.options)]
        assert all(text.strip() for text in texts)
        assert "{" not in "".join(texts)
        assert (page.kind in ("choice", "choices", "read")) == bool(page.options)
