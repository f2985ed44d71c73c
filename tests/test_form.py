"""A screen on paper: what the form holds, entering it, and comparing two entries."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from screenkit.answers import Absent, Item
from screenkit.form import Form, FromPaper, differing, form_of, page
from screenkit.form.form import Question
from screenkit.form.pdf import pdf
from screenkit.interview import standing
from screenkit.numbering import Numbering, numbered
from screenkit.pages import Command, Given
from screenkit.questions import Note
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.talk import Outcome
from scripted import NOON, SHIPPED, Script, begun, shipped_screen, small_screen

DEBT = """\
questions:
  - name: place
    type: select_one
    choices:
      - {name: home, label: {en: Home, es: Casa}}
      - {name: work, label: {en: Work, es: Trabajo}}
    label: {en: Where?, es: ¿Dónde?}
    help: {en: Ask., es: Pregunte.}
    citation: own-reading
  - {name: debt, type: yes_no, help: {en: Ask., es: Pregunte.}, label: {en: Debt?, es: ¿Deuda?}, citation: own-reading}
  - {name: owed_to, type: text, relevant: debt is yes, label: {en: To whom?, es: ¿A quién?}, citation: own-reading}
  - {name: owed_on, type: date, relevant: debt is yes, label: {en: Since when?, es: ¿Desde?}, citation: own-reading}
  - name: papers
    type: select_multiple
    choices:
      - {name: birth, label: {en: Birth certificate, es: Acta}}
      - {name: school, label: {en: School papers, es: Escuela}}
    label: {en: Which papers?, es: ¿Qué documentos?}
    help: {en: Ask., es: Pregunte.}
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    max: 3
    citation: own-reading
    questions:
      - name: born
        type: select_one
        choices: countries
        label: {en: Born where?, es: ¿Dónde nació?}
        help: {en: Ask., es: Pregunte.}
        citation: own-reading
"""


def screen_in(folder: Path) -> Screen:
    """A screen with one question of most kinds."""
    return small_screen(folder, DEBT)


def every(form: Form) -> list[Question]:
    """Every question of a form, those of a repeat once for each block."""
    return [one for section in form.sections for one in section.questions]


def entered(screen: Screen, typed: list[str]) -> tuple[FromPaper, Script, list[Response]]:
    """A sitting in which these lines are typed."""
    script, saved = Script([Given(line) for line in typed]), list[Response]()
    return FromPaper(screen, begun(screen), script, saved.append, lambda: NOON), script, saved


def test_every_question_has_a_box_for_each_non_answer() -> None:
    """On paper, too, silence is never a no; what is only read aloud has a box for that alone."""
    for name in SHIPPED:
        screen = shipped_screen(name)
        form = form_of(screen, ("en", "es"))
        asked = every(form)
        assert {one.number.partition(".")[0] for one in asked} == {str(n + 1) for n in range(len(screen.entries))}
        notes = {str(n) for n, entry in enumerate(screen.entries, 1) if isinstance(entry.question, Note)}
        for one in asked:
            if "." not in one.number:
                assert bool(one.absences) is (one.number not in notes), one
            assert len(one.absences) in (0, 3)
            assert one.boxes or one.blank


def test_paper_says_where_to_go_by_the_same_conditions(tmp_path: Path) -> None:
    """Questions with one condition have one instruction, before the first of them."""
    goes = {one.number: one.goes for one in every(form_of(screen_in(tmp_path), ("en", "es"))) if one.goes}
    assert goes == {"3": "→ Ask questions 3 to 4 only if question 2 is Yes. Otherwise go to question 5."}


ONLY_IF = re.compile(r"→ Ask questions? ([\d.]+)(?: to ([\d.]+))? only if (.+)\. Otherwise go to (.+)\.")


@pytest.mark.parametrize("name", SHIPPED)
def test_whoever_follows_the_arrows_asks_what_the_interview_asks(name: str) -> None:
    """Each instruction spans just the questions with its condition, and leads to the one after them or to the end."""
    screen = shipped_screen(name)
    conditions = {number: entry.condition for number, entry in numbered(screen)}
    numbers, numbering = list(conditions), Numbering(screen, "en")
    form = form_of(screen, ("en", "es"))
    goes = dict.fromkeys([one.goes for one in every(form)] + [section.note for section in form.sections])
    spanned: list[str] = []
    for found in (ONLY_IF.fullmatch(one) for one in goes):
        if found is None:
            continue
        first, last = numbers.index(found[1]), numbers.index(found[2] or found[1])
        inside = [one for one in numbers[first : last + 1] if one.count(".") == found[1].count(".")]
        assert {conditions[one] for one in inside} == {conditions[found[1]]}
        assert found[3] == numbering.condition(conditions[found[1]])
        following = [one for one in numbers[last + 1 :] if one.count(".") == found[1].count(".")]
        following = [one for one in following if one.rpartition(".")[0] == found[1].rpartition(".")[0]]
        assert found[4].startswith(f"question {following[0]}" if following else ("the end", "the next"))
        spanned += inside
    assert sorted(spanned) == sorted(one for one, condition in conditions.items() if condition is not None)


def test_paper_in_the_other_language_instructs_in_it(tmp_path: Path) -> None:
    """The first language is the worker's."""
    goes = [one.goes for one in every(form_of(screen_in(tmp_path), ("es", "en"))) if one.goes]
    assert goes == ["→ Haga las preguntas 3 a 4 solo si la pregunta 2 es Sí. Si no, vaya a la pregunta 5."]


def test_a_repeat_has_blocks_to_fill_in(tmp_path: Path) -> None:
    """Two children have a place, and more of them a copy."""
    form = form_of(screen_in(tmp_path), ("en", "es"))
    assert [section.heading[0] for section in form.sections if section.is_block] == ["6 · Child 1", "6 · Child 2"]
    assert form.sections[-1].note == "More than 2? Copy these pages and number on."


@pytest.mark.parametrize("name", SHIPPED)
def test_the_form_needs_nothing_from_elsewhere_and_warns(name: str) -> None:
    """No script and no link; it says in both languages what must never be written; headings are in order."""
    text = page(form_of(shipped_screen(name), ("en", "es")))
    assert re.findall(r"<script|<link|<img|<iframe|@import|url\(|\bon\w+=|href=", text) == []
    assert "immigration status" in text
    assert "estatus migratorio" in text
    assert re.findall(r"<h([1-6])", text) == ["1"] + ["2"] * text.count("<h2")


def test_keys_enter_what_is_on_paper(tmp_path: Path) -> None:
    """Numbers, y and n, ? - . for the non-answers, words as written; the order is that of the paper."""
    screen = screen_in(tmp_path)
    sitting, script, saved = entered(screen, ["2", "y", "Tía", "2016~", "1,2", "y", "méxico", "n", "finish"])
    assert sitting.run() is Outcome.COMPLETED
    facts = standing(screen, saved[-1], NOON)
    assert facts.answer(Item("place")) == "work"
    assert facts.answer(Item("debt")) == "yes"
    assert facts.answer(Item("owed_to")) == "Tía"
    assert str(facts.answer(Item("owed_on"))) == "2016~"
    assert facts.answer(Item("papers")) == ("birth", "school")
    assert facts.answer(Item("born", "children", 1)) == "MX"
    assert [one.partition(".")[0] for one in script.asked[:5]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("typed", "reason"), [("?", Absent.UNKNOWN), ("-", Absent.DECLINED), (".", Absent.NOT_ASKED)])
def test_each_non_answer_has_its_key(tmp_path: Path, typed: str, reason: Absent) -> None:
    """None of them is a no."""
    screen = screen_in(tmp_path)
    sitting, _, saved = entered(screen, ["1", typed])
    with pytest.raises(EOFError):
        sitting.run()
    assert standing(screen, saved[-1], NOON).answer(Item("debt")) is reason


def test_what_is_none_of_the_boxes_is_asked_again(tmp_path: Path) -> None:
    """Nothing is guessed from a wrong key, and nothing of it is kept."""
    screen = screen_in(tmp_path)
    sitting, script, saved = entered(screen, ["3", "work", "0"])
    with pytest.raises(EOFError):
        sitting.run()
    assert saved == []
    assert [page.message for page in script.pages[1:]] == [
        f"{typed} is nothing that can be typed here" for typed in ("3", "work", "0")
    ]


def test_none_of_these_is_a_zero(tmp_path: Path) -> None:
    """An empty list is said, never assumed."""
    screen = screen_in(tmp_path)
    sitting, _, saved = entered(screen, ["1", "n", "0"])
    with pytest.raises(EOFError):
        sitting.run()
    assert standing(screen, saved[-1], NOON).answer(Item("papers")) == ()


def test_going_back_and_stopping_work_on_paper_too(tmp_path: Path) -> None:
    """The answer before is put again, and what was entered stays."""
    screen = screen_in(tmp_path)
    script, saved = Script([Given("1"), Command.BACK, Given("2")]), list[Response]()
    with pytest.raises(EOFError):
        FromPaper(screen, begun(screen), script, saved.append, lambda: NOON).run()
    assert standing(screen, saved[-1], NOON).answer(Item("place")) == "work"


def test_two_entries_are_compared_without_a_value(tmp_path: Path) -> None:
    """Each question that differs is named by its number, in the order of the paper, and no answer with it."""
    screen = screen_in(tmp_path)
    ends = []
    for typed in (["1", "n", "0", "n"], ["1", "?", "1", "y", "MX", "n"]):
        sitting, _, saved = entered(screen, [*typed, "finish"])
        sitting.run()
        ends.append(saved[-1])
    assert differing(screen, *ends, NOON, "en") == (
        "2. Debt?",
        "5. Which papers?",
        "6.1. Child 1: Born where?",
    )
    assert differing(screen, ends[0], ends[0], NOON, "en") == ()


def test_the_form_as_pdf_holds_the_same_questions() -> None:
    """Every number and both languages are in it, and what must never be written."""
    form = form_of(shipped_screen("trafficking-nm10"), ("en", "es"))
    words = " ".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf(form))).pages).split())
    for told in ("Who arranged the travel?", "¿Quién organizó el viaje?", "Otherwise go to question 17.", "estatus"):
        assert told in words
