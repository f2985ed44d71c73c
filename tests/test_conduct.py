"""The conversation, whatever the face: what is asked, kept, corrected, explained and put off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screenkit.answers import Absent, Answer, Item, parse_item
from screenkit.conduct import Conductor
from screenkit.flat import answers_of, flat_answers
from screenkit.interview import standing
from screenkit.pages import Command, Given, Page, Reply, Sheet
from screenkit.paging import Paging
from screenkit.questions import Checkpoint, Note, Repeat
from screenkit.response import Response, given_of, happened
from screenkit.screen import Screen
from screenkit.shelf import shipped
from screenkit.source import read_file
from screenkit.standing import Given as Known
from screenkit.standing import facts_of
from screenkit.talk import Outcome
from scripted import NOON, SHIPPED, Move, Script, begun, shipped_screen, small_screen

YES, NO, READ = Given("yes"), Given("no"), Given("read")
FINISH, PAUSE, STOP, BACK_OPTION, REVIEW, LATER = map(Given, ("finish", "paused", "stopped", "back", "review", "later"))
CARE = """\
questions:
  - name: wants_care
    type: yes_no
    label: {en: Care after school?, es: ¿Cuidado después de clases?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: days
    type: integer
    min: 1
    max: 5
    relevant: wants_care is yes
    label: {en: On how many days?, es: ¿Cuántos días?}
    citation: own-reading
  - name: wish
    type: text
    label: {en: Anything else?, es: ¿Algo más?}
    citation: own-reading
"""
GATE = """\
questions:
  - name: quiet
    type: checkpoint
    label: {en: Is it quiet here?, es: ¿Hay calma aquí?}
    help: {en: Look round., es: Mire alrededor.}
    ending: {en: Find another place., es: Busque otro lugar.}
    citation: own-reading
  - name: opening
    type: note
    label: {en: You may skip anything., es: Puede saltarse todo.}
    citation: own-reading
"""
WHO = """\
questions:
  - name: school
    type: text
    said_by: [child, document]
    label: {en: Which school?, es: ¿Qué escuela?}
    citation: own-reading
  - name: fee
    type: yes_no
    label: {en: Is there a fee?, es: ¿Hay una cuota?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: teacher
    type: text
    said_by: [child, document]
    label: {en: Which teacher?, es: ¿Qué docente?}
    citation: own-reading
"""
CHILDREN = """\
questions:
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    min: 1
    max: 3
    citation: own-reading
    questions:
      - name: born_on
        type: date
        label: {en: Born when?, es: ¿Cuándo nació?}
        citation: own-reading
  - name: school
    type: text
    relevant: all(children, age(born_on) >= 6)
    label: {en: Which school?, es: ¿Qué escuela?}
    citation: own-reading
"""


@dataclass
class Sitting:
    """One conversation: what was shown, and every record that was saved, with how many pages had been put by then."""

    screen: Screen
    face: Script
    conductor: Conductor
    outcome: Outcome | None = None
    saved: list[tuple[int, Response]] = field(default_factory=list)

    @property
    def answers(self) -> dict[str, object]:
        """The answers of the record, in force or not."""
        return flat_answers(self.screen, given_of(self.screen, self.conductor.response))

    @property
    def kinds(self) -> list[str]:
        """What happened, without the start."""
        return [event.kind for event in self.conductor.response.events[1:]]

    @property
    def last(self) -> Page:
        """The last page that was put."""
        return self.face.pages[-1]


def sit(screen: Screen, *moves: Move, language: str = "en", worker: str = "en") -> Sitting:
    """Conduct a screening with someone who does this and then ends the input."""
    face = Script(list(moves))
    sitting = Sitting(screen, face, Conductor(screen, begun(screen), face, lambda _: None, lambda: NOON, worker))
    sitting.conductor.response = begun(screen, language=language)
    sitting.conductor.save = lambda response: sitting.saved.append((len(face.pages), response))
    try:
        sitting.outcome = sitting.conductor.run()
    except EOFError:
        assert not face.moves
    return sitting


def of(folder: Path, rest: str, *moves: Move, language: str = "en", worker: str = "en") -> Sitting:
    """The same with a screen that goes on like this."""
    return sit(small_screen(folder, rest), *moves, language=language, worker=worker)


def test_every_answer_is_saved_before_the_next_question(tmp_path: Path) -> None:
    """When the second page is put, the first answer is already on its way to the disk."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Given("a piano"), FINISH)
    assert sitting.face.asked[:3] == ["Care after school?", "On how many days?", "Anything else?"]
    assert [pages for pages, _ in sitting.saved] == [1, 2, 3, 4]
    assert [response.events[-1].kind for _, response in sitting.saved] == ["answered"] * 3 + ["completed"]
    assert sitting.outcome is Outcome.COMPLETED


def test_more_than_ten_thousand_letters_are_refused_and_not_lost(tmp_path: Path) -> None:
    """The question is put again with one sentence; what was answered before it is kept."""
    sitting = of(tmp_path, CARE, NO, Given("x" * 30_000), Given("x" * 10_000))
    assert sitting.face.pages[2].message == "give at most 10000 characters; keep the rest in the case notes"
    assert sitting.answers == {"wants_care": "no", "wish": "x" * 10_000}


@pytest.mark.parametrize(
    ("shift", "minutes"),
    [(timedelta(days=-1), 10), (timedelta(days=365), 10), (timedelta(hours=9), 10), (timedelta(minutes=20), 30)],
    ids=["set-back", "set-forward", "slept", "listened"],
)
def test_a_clock_that_jumps_loses_nothing(tmp_path: Path, shift: timedelta, minutes: int) -> None:
    """Set back by a day or forward by a year, or over a laptop's sleep: every answer stands, and no time is made up."""
    moments = iter([NOON + timedelta(minutes=5), NOON + timedelta(minutes=10)])
    clock = [NOON]

    def answer(words: str) -> Move:
        def reply() -> Reply:
            clock[0] = next(moments, NOON + timedelta(minutes=10) + shift)
            return Given(words)

        return reply

    screen = small_screen(tmp_path, CARE)
    face = Script([answer("yes"), answer("3"), answer("a piano"), Command.BACK])
    conductor = Conductor(screen, begun(screen), face, lambda _: None, lambda: clock[0])
    with pytest.raises(EOFError):
        conductor.run()
    assert list(given_of(screen, conductor.response).answers.values()) == ["yes", 3, "a piano"]
    assert f"It has taken {minutes} minutes, without breaks." in face.asked[3]
    assert Response.model_validate_json(conductor.response.model_dump_json()) == conductor.response


def test_what_is_not_asked_is_passed_over(tmp_path: Path) -> None:
    """A question whose condition does not hold is never put."""
    assert of(tmp_path, CARE, NO).face.asked == ["Care after school?", "Anything else?"]


def test_going_back_keeps_later_answers(tmp_path: Path) -> None:
    """The earlier answer is shown and can be changed; then the interview goes on where it was."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.BACK, Command.BACK, YES, Given("ok"))
    assert sitting.face.asked == [
        "Care after school?",
        "On how many days?",
        "Anything else?",
        "On how many days?",
        "Care after school?",
        "Anything else?",
        sitting.last.read_aloud,
    ]
    back = sitting.face.pages[3]
    assert (back.current, back.draft) == ("3", "3")
    assert sitting.answers == {"wants_care": "yes", "days": 3, "wish": "ok"}


def test_nothing_comes_before_the_first_question(tmp_path: Path) -> None:
    """Going back from there says so."""
    assert of(tmp_path, CARE, Command.BACK).last.message == "This is the first question."


def test_a_correction_sets_aside_and_says_so(tmp_path: Path) -> None:
    """An answer that is no longer asked for is out of force, in the history, and named."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.BACK, Command.BACK, NO)
    assert sitting.last.message == "Set aside, kept in the history: On how many days?"
    assert sitting.kinds == ["answered", "answered", "corrected", "set-aside"]
    assert sitting.conductor.response.events[-1].items == ("days",)
    assert list(sitting.conductor.facts().answers) == [Item("wants_care")]


def test_what_was_set_aside_comes_back_and_is_told(tmp_path: Path) -> None:
    """The old answer counts again and is not asked for twice."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.BACK, Command.BACK, NO, Command.BACK, YES)
    assert sitting.last.message == "Counted again: On how many days?"
    assert sitting.last.read_aloud == "Anything else?"
    assert sitting.kinds[-2:] == ["corrected", "restored"]
    assert sitting.conductor.facts().answers[Item("days")] == 3


@pytest.mark.parametrize("absent", list(Absent))
def test_having_no_answer_is_an_answer_of_its_own(tmp_path: Path, absent: Absent) -> None:
    """It is kept as what it is, and opens no question that waits for a certain one."""
    sitting = of(tmp_path, CARE, absent)
    assert sitting.answers == {"wants_care": {"absent": absent.value}}
    assert sitting.last.read_aloud == "Anything else?"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("6", "give a number up to 5"), ("0", "give a number from 1 up"), ("x", "give a whole number, for example 3")],
)
def test_a_refused_answer_is_asked_again(tmp_path: Path, typed: str, words: str) -> None:
    """One sentence says why, and nothing is saved."""
    sitting = of(tmp_path, CARE, YES, Given(typed))
    assert (sitting.last.read_aloud, sitting.last.message) == ("On how many days?", words)
    assert len(sitting.saved) == 1


def test_help_says_why_and_how(tmp_path: Path) -> None:
    """The author's help stands with the wording's origin and with what is never asked; the question comes again."""
    sitting = of(tmp_path, CARE, Command.HELP)
    assert sitting.face.sheets == [
        Sheet(
            "Care after school?",
            (
                "Ask it of everyone.",
                "The wording is our own.",
                "Never ask about anyone's immigration status. Anyone may skip a question.",
            ),
        )
    ]
    assert sitting.face.asked == ["Care after school?"] * 2


def test_why_a_question_is_asked(tmp_path: Path) -> None:
    """A question without a condition is always asked; the reason for another names the answer that led to it."""
    sitting = of(tmp_path, CARE, Command.WHY, YES, Command.WHY)
    assert [sheet.paragraphs for sheet in sitting.face.sheets] == [
        ("This question is always asked.",),
        ("Asked because “Care after school?” is Yes.", "- “Care after school?” is Yes: true (Yes)"),
    ]


def test_a_note_is_kept_beside_the_answers(tmp_path: Path) -> None:
    """It is an event about the question, and no answer."""
    sitting = of(tmp_path, CARE, Command.NOTE, Given("seemed tired\nand hungry"))
    assert sitting.kinds == ["noted"]
    note = sitting.conductor.response.events[-1]
    assert (note.item, note.text) == ("wants_care", "seemed tired\nand hungry")
    assert sitting.answers == {}
    assert (sitting.last.read_aloud, sitting.last.message) == ("Care after school?", "The note is kept.")


@pytest.mark.parametrize("move", [Command.BACK, Given(""), Given("  \n ")])
def test_a_note_can_be_left(tmp_path: Path, move: Reply) -> None:
    """Going back, or nothing but space, leaves no note."""
    sitting = of(tmp_path, CARE, Command.NOTE, move)
    assert (sitting.kinds, sitting.last.read_aloud) == ([], "Care after school?")


def test_a_note_that_cannot_be_kept_says_why(tmp_path: Path) -> None:
    """Control characters are refused as in answers."""
    sitting = of(tmp_path, CARE, Command.NOTE, Given("a\x1bb"))
    assert (sitting.kinds, sitting.last.message) == ([], "type plain letters, signs and line breaks only")


def test_who_says_it_is_kept_until_it_changes(tmp_path: Path) -> None:
    """It stands on the pages of questions that ask for it, and goes into the record with their answers only."""
    sitting = of(tmp_path, WHO, Command.WHO, Given("child"), Given("Oak"), NO, Given("Elm"))
    assert [page.progress.partition(" · ")[2] for page in sitting.face.pages] == [
        "",
        "",
        "said by: the child or young person",
        "",
        "said by: the child or young person",
        "",
    ]
    assert [(event.item, event.said_by) for event in sitting.conductor.response.events[1:]] == [
        ("school", "child"),
        ("fee", None),
        ("teacher", "child"),
    ]


def test_who_says_it_is_asked_for_only_where_it_matters(tmp_path: Path) -> None:
    """Other questions do not offer it, and nobody need be named."""
    sitting = of(tmp_path, WHO, Command.WHO, Given("nobody"), Given("Oak"))
    assert [Command.WHO in page.commands for page in sitting.face.pages] == [True, False, True, False]
    assert sitting.conductor.response.events[-1].said_by is None


def test_the_language_can_be_switched_at_any_question(tmp_path: Path) -> None:
    """The family's words stand on top, the worker's below, and after the last language comes the first again."""
    sitting = of(tmp_path, CARE, Command.LANGUAGE, Command.LANGUAGE)
    pages = [(page.read_aloud, page.second, page.language) for page in sitting.face.pages]
    assert pages == [
        ("Care after school?", "", "en"),
        ("¿Cuidado después de clases?", "Care after school?", "es"),
        ("Care after school?", "", "en"),
    ]
    assert sitting.answers == {}


def test_the_worker_has_a_language_too(tmp_path: Path) -> None:
    """Titles, messages and help are in the worker's language, whatever is read aloud."""
    sitting = of(tmp_path, CARE, Command.BACK, Command.HELP, language="en", worker="es")
    assert sitting.last.title == "Un formulario"
    assert sitting.face.pages[1].message == "Esta es la primera pregunta."
    assert sitting.face.sheets[0].paragraphs[0] == "Pregúntelo a todos."


def test_answers_can_be_looked_over_and_changed_by_number(tmp_path: Path) -> None:
    """Every answer stands there with its number; the chosen question is put with its answer."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.REVIEW, Given(" 1 "), NO)
    assert sitting.face.pages[3].reading[2:] == ("1. Care after school? — Yes", "2. On how many days? — 3")
    assert sitting.face.asked[3:5] == [
        "Which answer do you want to change? Give its number, or go back.",
        "Care after school?",
    ]
    assert sitting.answers == {"wants_care": "no", "days": 3}


@pytest.mark.parametrize("number", ["0", "3", "-1", "one", "²"])
def test_a_number_without_an_answer_is_told(tmp_path: Path, number: str) -> None:
    """Nothing is changed."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.REVIEW, Given(number))
    assert sitting.last.message == "give a number from 1 to 2"
    assert sitting.answers == {"wants_care": "yes", "days": 3}


def test_a_correction_tells_what_it_opened_and_what_it_set_aside(tmp_path: Path) -> None:
    """The next question of a first answer is no news; that of a changed one is."""
    sitting = of(tmp_path, CARE, YES, Given("3"), Command.REVIEW, Given("1"), NO, Command.BACK, YES, Command.BACK)
    assert [page.message for page in sitting.face.pages if page.message] == [
        "Set aside, kept in the history: On how many days?",
        "Counted again: On how many days?",
    ]
    other = of(tmp_path, CARE, NO, Command.BACK, YES)
    assert [page.message for page in other.face.pages] == ["", "", "", "Now also asked: On how many days?"]


def test_a_break_hides_the_screen_and_is_no_time_of_the_interview(tmp_path: Path) -> None:
    """The same question comes again, and the record says how long nobody was asked."""
    sitting = of(tmp_path, CARE, YES, Command.STOP, Given("rest"), Given("3"))
    assert sitting.face.sheets == [Sheet("hidden", ())]
    assert sitting.face.asked[3] == "On how many days?"
    assert sitting.kinds[-3:] == ["paused", "resumed", "answered"]


def test_the_time_without_breaks_is_told_where_one_stops(tmp_path: Path) -> None:
    """From the first question on, without what lies between two sittings."""
    screen = small_screen(tmp_path, CARE)
    response = happened(begun(screen), NOON + timedelta(minutes=5), "paused")
    response = happened(response, NOON + timedelta(minutes=500), "resumed")
    face = Script([Command.STOP])
    conductor = Conductor(screen, response, face, lambda _: None, lambda: NOON + timedelta(minutes=507))
    with pytest.raises(EOFError):
        conductor.run()
    assert face.pages[-1].read_aloud == (
        "Everything answered is saved. How do you want to stop? It has taken 12 minutes, without breaks."
    )


def test_a_child_opened_by_mistake_is_taken_out_again(tmp_path: Path) -> None:
    """Only after a second choice; it counts no more, and the next one begins with nothing."""
    moves = [Given("2015"), YES, Command.REMOVE, BACK_OPTION, Given("2016"), Command.BACK]
    moves += [Command.REMOVE, Given("remove"), YES, Given("2018"), NO]
    sitting = of(tmp_path, CHILDREN, *moves)
    assert sitting.face.asked[3] == (
        "Was Child 2 opened by mistake? What was answered about Child 2 stays in the history and counts no more."
    )
    after = next(page for page in sitting.face.pages if page.message)
    assert (after.message, after.read_aloud) == ("Child 2 is taken out.", "Another child?")
    assert sitting.answers == {"children": [{"born_on": "2015"}, {"born_on": "2018"}]}
    assert [event.item for event in sitting.conductor.response.events if event.kind == "removed"] == ["children"]


def test_taking_one_out_tells_what_else_it_sets_aside(tmp_path: Path) -> None:
    """What was asked because of it is told as after any change."""
    sitting = of(
        tmp_path, CHILDREN.replace("all(", "any(").replace("min: 1", "min: 0"),
        YES, Given("2015"), NO, Given("Oak"), *[Command.BACK] * 3, Command.REMOVE, Given("remove"),
    )  # fmt: skip
    assert sitting.last.message == "Set aside, kept in the history: Which school? Child 1 is taken out."
    assert [str(item) for item in sitting.conductor.facts().answers] == ["children"]


def test_stopping_can_be_for_later(tmp_path: Path) -> None:
    """A paused screening stays in progress."""
    sitting = of(tmp_path, CARE, YES, Command.STOP, PAUSE)
    assert sitting.outcome is Outcome.PAUSED
    assert sitting.conductor.response.status == "in-progress"


def test_stopping_can_be_for_good(tmp_path: Path) -> None:
    """A stopped screening says by whom it was ended."""
    sitting = of(tmp_path, CARE, YES, Command.STOP, STOP)
    assert sitting.outcome is Outcome.STOPPED
    assert sitting.conductor.response.status == "stopped"
    assert sitting.conductor.response.events[-1].text == "ended-by-worker"


@pytest.mark.parametrize("move", [BACK_OPTION, Command.BACK])
def test_stopping_can_be_taken_back(tmp_path: Path, move: Reply) -> None:
    """The question comes again."""
    assert of(tmp_path, CARE, YES, Command.STOP, move).last.read_aloud == "On how many days?"


@pytest.mark.parametrize("reply", [NO, *Absent])
def test_a_checkpoint_goes_on_only_on_yes(tmp_path: Path, reply: Reply) -> None:
    """Anything else leads to the neutral ending, in the family's language and below in the worker's."""
    sitting = of(tmp_path, GATE, reply, STOP, language="es")
    assert sitting.last.read_aloud == "Busque otro lugar.\n\nFind another place."
    assert sitting.outcome is Outcome.STOPPED
    assert sitting.conductor.response.events[-1].text == "checkpoint:quiet"


def test_not_now_keeps_the_draft_for_another_day(tmp_path: Path) -> None:
    """The screening stays in progress; the next sitting begins with the checkpoint, not with its ending."""
    sitting = of(tmp_path, GATE, NO, PAUSE)
    response = sitting.conductor.response
    assert (sitting.outcome, response.status) == (Outcome.PAUSED, "in-progress")
    assert (response.events[-1].kind, response.events[-1].text) == ("paused", "checkpoint:quiet")
    face = Script([YES])
    with pytest.raises(EOFError):
        Conductor(sitting.conductor.screen, response, face, lambda _: None, lambda: NOON).run()
    assert face.asked == ["Is it quiet here?", "You may skip anything."]
    assert face.pages[0].current == "No"


def test_the_ending_of_a_checkpoint_can_be_taken_back(tmp_path: Path) -> None:
    """The checkpoint is asked again, and met this time."""
    sitting = of(tmp_path, GATE, NO, BACK_OPTION, YES)
    assert sitting.face.asked == [
        "Is it quiet here?",
        "Find another place.",
        "Is it quiet here?",
        "You may skip anything.",
    ]


def test_a_note_to_read_is_acknowledged(tmp_path: Path) -> None:
    """It offers no way of having no answer, because nothing is asked."""
    sitting = of(tmp_path, GATE, YES, READ)
    page = sitting.face.pages[1]
    assert (page.kind, page.absences, [option.label for option in page.options]) == (
        "read",
        (),
        ["It has been read aloud"],
    )
    assert sitting.answers == {"quiet": "yes", "opening": "read"}


def test_the_first_child_is_asked_about_at_once(tmp_path: Path) -> None:
    """A repeat with a least number opens its instances without asking whether there are any."""
    sitting = of(tmp_path, CHILDREN, Given("2015"), YES, Given("2016"), NO)
    assert [(page.read_aloud, page.section) for page in sitting.face.pages] == [
        ("Born when?", "Children › Child 1"),
        ("Another child?", ""),
        ("Born when?", "Children › Child 2"),
        ("Another child?", ""),
        ("Which school?", ""),
    ]
    assert sitting.answers == {"children": [{"born_on": "2015"}, {"born_on": "2016"}]}


def test_whether_there_is_another_child_can_stay_open(tmp_path: Path) -> None:
    """Not knowing is kept, and what depends on all of them is not asked."""
    sitting = of(tmp_path, CHILDREN, Given("2015"), Absent.UNKNOWN)
    assert sitting.answers == {"children": {"items": [{"born_on": "2015"}], "more": {"absent": "unknown"}}}
    assert sitting.last.read_aloud.startswith("All questions were put.")


def test_more_than_the_greatest_number_is_refused(tmp_path: Path) -> None:
    """The sentence names the number and the way out."""
    moves = [Given("2015"), YES] * 3
    sitting = of(tmp_path, CHILDREN, *moves)
    assert sitting.last.message == "this screen holds 3 at most; write the others into a note"


def test_another_child_that_comes_up_later_takes_back_that_there_are_no_more(tmp_path: Path) -> None:
    """What was answered about all of them is set aside and told, and it is asked again whether there are more."""
    sitting = of(tmp_path, CHILDREN, Given("2015"), NO, Given("Oak"), Command.BACK, Command.BACK, YES, Given("2012"))
    after = sitting.face.pages[6]
    assert (after.read_aloud, after.section) == ("Born when?", "Children › Child 2")
    assert after.message == "Set aside, kept in the history: Which school?"
    assert sitting.last.read_aloud == "Another child?"
    assert sitting.kinds[-4:] == ["answered", "added", "set-aside", "answered"]


def test_a_new_child_that_changes_nothing_is_not_talked_about(tmp_path: Path) -> None:
    """Opening an instance sets nothing else aside."""
    assert [page.message for page in of(tmp_path, CHILDREN, Given("2015"), YES, Given("2016")).face.pages] == [""] * 4


def test_the_end_counts_what_is_missing(tmp_path: Path) -> None:
    """Each reason for having no answer is counted by itself."""
    sitting = of(tmp_path, CARE, Absent.UNKNOWN, Absent.NOT_ASKED)
    assert sitting.last.read_aloud == (
        "All questions were put. Answered: 0. Does not know: 1. Declined: 0. Left for later: 1."
    )
    assert [option.name for option in sitting.last.options] == ["finish", "review", "later", "paused"]


def test_what_was_left_for_later_is_asked_at_the_end(tmp_path: Path) -> None:
    """It is the first such question that comes."""
    sitting = of(tmp_path, CARE, Absent.NOT_ASKED, Given("ok"), LATER, NO)
    assert sitting.face.asked[2:4] == [sitting.face.asked[2], "Care after school?"]
    assert sitting.answers == {"wants_care": "no", "wish": "ok"}
    assert [option.name for option in sitting.last.options] == ["finish", "review", "paused"]


def test_the_end_can_go_back_and_pause(tmp_path: Path) -> None:
    """Back leads to the last question; a pause keeps the screening open."""
    sitting = of(tmp_path, CARE, NO, Given("ok"), Command.BACK, Given("better"), PAUSE)
    assert sitting.answers == {"wants_care": "no", "wish": "better"}
    assert (sitting.outcome, sitting.conductor.response.status) == (Outcome.PAUSED, "in-progress")


def test_the_end_can_look_over_the_answers(tmp_path: Path) -> None:
    """Leaving the list comes back to the end."""
    sitting = of(tmp_path, CARE, NO, Given("ok"), REVIEW, Command.BACK)
    assert sitting.face.pages[-2].reading[2:] == ("1. Care after school? — No", "2. Anything else? — ok")
    assert sitting.last.read_aloud.startswith("All questions were put.")


def test_practice_is_marked_on_every_page_and_sheet(tmp_path: Path) -> None:
    """Also on those that are no question."""
    screen = small_screen(tmp_path, GATE)
    face = Script([Command.HELP, Command.NOTE, Command.BACK, Command.STOP, BACK_OPTION, NO, BACK_OPTION, YES, READ])
    conductor = Conductor(screen, begun(screen, practice=True), face, lambda _: None, lambda: NOON)
    with pytest.raises(EOFError):
        conductor.run()
    assert {page.banner for page in face.pages} == {"PRACTICE – not a real case"}
    assert {sheet.banner for sheet in face.sheets} == {"PRACTICE – not a real case"}


@dataclass
class Persona:
    """Answers as a case of a screen says, after trying everything that is no answer at each question."""

    screen: Screen
    known: Known
    tries: bool
    conductor: Conductor | None = None
    pages: list[Page] = field(default_factory=list)
    queue: list[Reply] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)

    def ask(self, page: Page) -> Reply:
        """The next thing that is not an answer, or the answer."""
        self.pages.append(page)
        refused = page.message and not page.message.startswith(("Set aside", "Counted again"))
        assert self.queue or not refused, page.message
        if self.queue:
            return self.queue.pop(0)
        if not page.key:
            return FINISH if any(option.name == "finish" for option in page.options) else STOP
        place = f"{page.key} {page.section} {page.progress}"
        if self.tries and place not in self.tried:
            self.tried.add(place)
            self.queue = [Command.WHY, Command.NOTE, Command.BACK, Command.LANGUAGE, Command.LANGUAGE]
            self.queue += [Command.REVIEW, Command.BACK, Command.STOP, BACK_OPTION]
            self.queue += [Command.WHO, Command.BACK] if Command.WHO in page.commands else []
            return Command.HELP
        return self.answer(page.key)

    def show(self, sheet: Sheet) -> None:
        """Reads it."""

    def answer(self, key: str) -> Reply:
        """What the case says, or that it was not asked."""
        assert self.conductor is not None
        item = parse_item(key)
        assert item is not None
        question = self.screen.question(item)
        if isinstance(question, Repeat):
            opened = len(given_of(self.screen, self.conductor.response).instances.get(item.name, ()))
            if opened < len(self.known.instances.get(item.name, ())):
                return YES
        answer = self.known.answers.get(item, _when_not_said(question))
        if isinstance(answer, Absent):
            return answer
        if isinstance(question, Repeat):
            return NO
        written = question.record(answer)
        return Given(written if isinstance(written, list) else str(written))


def _when_not_said(question: object) -> Answer:
    return "yes" if isinstance(question, Checkpoint) else "read" if isinstance(question, Note) else Absent.NOT_ASKED


def play(name: str, number: int, *, tries: bool) -> tuple[Conductor, Persona]:
    """A whole interview of a shipped screen, answered as its case says."""
    screen = shipped_screen(name)
    known = answers_of(screen, read_file(shipped() / f"{name}.yaml"), ("cases", number, "answers"))
    day_after = datetime.fromisoformat(screen.authored.cases[number].as_of).replace(tzinfo=UTC) + timedelta(days=1)
    persona = Persona(screen, known, tries)
    conductor = Conductor(screen, begun(screen, practice=True), persona, lambda _: None, lambda: day_after)
    persona.conductor = conductor
    conductor.run()
    return conductor, persona


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_answered_by_asking_for_something_else(name: str) -> None:
    """Help, reasons, a note left empty, languages, review and stopping change no answer of a whole interview."""
    plain, _ = play(name, 0, tries=False)
    curious, persona = play(name, 0, tries=True)
    assert given_of(curious.screen, curious.response) == given_of(plain.screen, plain.response)
    assert len(persona.tried) > 10


@pytest.mark.parametrize("name", SHIPPED)
def test_cases_can_be_interviewed(name: str) -> None:
    """Every third case of a screen, asked question by question, ends with the answers of it that are asked for."""
    screen = shipped_screen(name)
    for number in range(0, len(screen.authored.cases), 3):
        conductor, persona = play(name, number, tries=False)
        told = facts_of(screen, persona.known, conductor.facts().today).answers
        found = conductor.facts().answers
        is_over = any(isinstance(screen.question(item), Checkpoint) and told[item] != "yes" for item in told)
        assert conductor.response.status == ("stopped" if is_over else "completed")
        assert is_over or {item: found[item] for item in told} == told


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_has_help_or_a_reason(name: str, language: str) -> None:
    """At no question is the worker left with nothing but its words."""
    screen = shipped_screen(name)
    response = begun(screen, language=language)
    paging = Paging(screen, response, standing(screen, response, NOON), language)
    bare = []
    for entry in screen.all_entries():
        item = entry.item(1) if entry.repeat else entry.item()
        own = len(paging.help(item).paragraphs) > 2
        is_read = isinstance(entry.question, Note)
        if not own and not is_read and entry.condition is None and entry.question.citation == "own-reading":
            bare.append(str(item))
    assert bare == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_can_be_told_from_every_other(name: str) -> None:
    """What was half typed at one question can never turn up at another."""
    _, persona = play(name, 0, tries=False)
    keys = [page.key for page in persona.pages if page.key]
    repeats = {entry.question.name for entry in persona.screen.entries if isinstance(entry.question, Repeat)}
    assert len(keys) > 10
    assert len({key for key in keys if key not in repeats}) == len([key for key in keys if key not in repeats])
