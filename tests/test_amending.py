"""Changing a finished screening: what it was stays, with the reason; nothing is changed by half."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from screenkit.amending import Amending
from screenkit.answers import Absent, Item
from screenkit.outcome import complete, verify
from screenkit.pages import Command, Given
from screenkit.records import Records
from screenkit.render import FORMATS
from screenkit.response import Response, from_bytes, given_of, happened, to_bytes
from screenkit.screen import Screen
from screenkit.sitting import amend
from screenkit.store import NotSaved
from screenkit.summarize import summarize
from screenkit.talk import Outcome
from scripted import NOON, Move, Script, answered_so, begun, small_screen

LATER = NOON + timedelta(days=2)
YES, NO, WHY = Given("yes"), Given("no"), Given("The mother corrected it.")
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
indications:
  - name: care
    label: {en: Care is wanted, es: Se quiere cuidado}
    when: wants_care is yes
    citation: own-reading
"""


@dataclass
class Sitting:
    """One sitting with a finished screening."""

    screen: Screen
    amending: Amending
    face: Script
    outcome: Outcome | None

    @property
    def response(self) -> Response:
        """The record as it was saved last."""
        return self.amending.response

    @property
    def answers(self) -> dict[str, object]:
        """What counts now."""
        return {str(item): answer for item, answer in self.amending.facts().answers.items()}


def finished(screen: Screen, **answers: str | int) -> Response:
    """A screening that was finished at noon."""
    return complete(screen, answered_so(screen, begun(screen, practice=True), answers.items()), NOON)


def of(folder: Path, *moves: Move, **answers: str | int) -> Sitting:
    """A sitting in which this is done to a screening with these answers."""
    screen = small_screen(folder, CARE)
    face = Script(list(moves))
    amending = Amending(screen, finished(screen, **answers), face, lambda _: None, lambda: LATER)
    try:
        outcome = amending.run()
    except EOFError:
        outcome = None
    return Sitting(screen, amending, face, outcome)


def test_an_answer_is_changed_with_its_reason(tmp_path: Path) -> None:
    """The old one stays in the history, the new one counts, and the record says that it was amended."""
    sitting = of(tmp_path, Given("3"), Given("a flute"), WHY, Command.BACK, wants_care="yes", days=3, wish="a piano")
    assert sitting.face.pages[0].reading[2:] == (
        "1. Care after school? — Yes",
        "2. On how many days? — 3",
        "3. Anything else? — a piano",
    )
    assert sitting.face.pages[1].current == "a piano"
    assert (sitting.outcome, sitting.response.status) == (Outcome.AMENDED, "amended")
    assert sitting.answers == {"wants_care": "yes", "days": 3, "wish": "a flute"}
    *_, completed, corrected, amended = sitting.response.events
    assert [event.answer for event in sitting.response.events if event.item == "wish"] == ["a piano", "a flute"]
    assert (completed.kind, corrected.kind, amended.kind) == ("completed", "corrected", "amended")
    assert (amended.text, amended.items, amended.at) == ("The mother corrected it.", ("wish",), LATER)
    assert from_bytes(to_bytes(sitting.response), "record") == sitting.response


def test_the_summary_tells_what_was_changed(tmp_path: Path) -> None:
    """When, from what to what, and why; both in words."""
    sitting = of(tmp_path, Given("1"), Absent.DECLINED, WHY, wants_care="no", wish="a piano")
    summary = summarize(sitting.screen, sitting.response, LATER)
    (one,) = summary.amendments
    assert (one.item, one.before, one.after) == ("wants_care", "No", "would rather not say")
    assert summary.as_of == LATER
    assert (
        "CHANGED AFTER THE SCREENING WAS FINISHED\n"
        "- Care after school?\n"
        "   Answer: it was: No; it is: would rather not say\n"
        "   Reason: The mother corrected it. (2026-11-22 12:00 UTC"
    ) in str(FORMATS["text"](summary, 80))


def test_what_an_amendment_opens_is_asked_at_once_and_what_it_sets_aside_is_told(tmp_path: Path) -> None:
    """For the same reason, which is asked once; leaving it leaves it unasked."""
    opened = of(tmp_path, Given("1"), YES, WHY, Given("4"), Command.BACK, wants_care="no", wish="a piano")
    assert opened.face.asked[2:4] == [
        "Why is the answer changed? The reason and the old answer stay in the history. Care after school?",
        "On how many days?",
    ]
    assert opened.face.pages[3].message == "Now also asked: On how many days?"
    assert opened.answers == {"wants_care": "yes", "days": 4, "wish": "a piano"}
    assert [event.text for event in opened.response.events if event.kind == "amended"] == [WHY.raw, WHY.raw]
    aside = of(tmp_path, Given("1"), NO, WHY, wants_care="yes", days=2, wish="a piano")
    assert aside.face.pages[-1].message == "Set aside, kept in the history: On how many days?"
    left = of(tmp_path, Given("1"), YES, WHY, Command.BACK, wants_care="no", wish="a piano")
    assert left.answers == {"wants_care": "yes", "wish": "a piano"}


@pytest.mark.parametrize(
    "moves",
    [
        (Command.BACK,),
        (Given("1"), Command.BACK, Command.BACK),
        (Given("1"), YES, Command.BACK),
        (Given("1"), NO, Command.BACK, Command.BACK),
        (Given("9"), Command.BACK),
        (Given("2"), Given("9"), Command.BACK, Command.BACK),
    ],
    ids=["at once", "at the question", "the same answer", "without a reason", "no such number", "refused"],
)
def test_nothing_is_changed_by_half(tmp_path: Path, moves: tuple[Move, ...]) -> None:
    """Without another answer and a reason for it the record is what it was."""
    sitting = of(tmp_path, *moves, wants_care="yes", days=3, wish="a piano")
    assert sitting.outcome is Outcome.UNCHANGED
    assert sitting.response == finished(sitting.screen, wants_care="yes", days=3, wish="a piano")


def test_only_what_belongs_here_is_offered(tmp_path: Path) -> None:
    """Help and the reason of the question, and going back; a finished screening is not stopped or put off."""
    sitting = of(tmp_path, Given("1"), Command.HELP, Command.WHY, wants_care="no", wish="ok")
    assert set(sitting.face.pages[1].commands) == {Command.BACK, Command.HELP, Command.WHY}
    assert [sheet.heading for sheet in sitting.face.sheets] == ["Care after school?"] * 2


def test_each_end_can_be_verified(tmp_path: Path) -> None:
    """What it led to when it was finished, and what it leads to since; a record that was tampered with is told."""
    sitting = of(tmp_path, Given("1"), NO, WHY, wants_care="yes", days=3, wish="ok")
    ended = [event for event in sitting.response.events if event.outcome is not None]
    assert [event.outcome.indicated for event in ended if event.outcome] == [("care",), ()]
    assert list(verify(sitting.screen, sitting.response)) == []
    forged = [
        event.model_copy(update={"answer": "yes"}) if event.answer == "no" else event
        for event in sitting.response.events
    ]
    assert list(verify(sitting.screen, sitting.response.model_copy(update={"events": tuple(forged)}))) != []


def test_an_amendment_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where the disk refuses, the answer and its reason are both missing; one interrupted later keeps the first."""
    screen = small_screen(tmp_path, CARE)
    records = Records(tmp_path / "home")
    response = finished(screen, wants_care="no", wish="ok")
    records.save(response)
    face = Script([Given("2"), Given("better"), WHY, Given("2"), Given("best"), KeyboardInterrupt()])
    ended = amend(screen, response, face, records, "en")
    assert ended.code == 130
    kept = records.load(response.id)
    assert (kept.status, given_of(screen, kept).answers[Item("wish")]) == ("amended", "better")

    def refuse(_: Response) -> None:
        raise NotSaved(tmp_path, "the disk is full")

    amending = Amending(screen, response, Script([Given("2"), Given("x"), WHY]), refuse, lambda: LATER)
    with pytest.raises(NotSaved):
        amending.run()
    assert amending.response == response


def test_another_child_can_be_added_afterwards(tmp_path: Path) -> None:
    """Its questions follow, and that there are no more is asked again."""
    rest = """\
questions:
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    citation: own-reading
    questions:
      - name: born_on
        type: date
        label: {en: Born when?, es: ¿Cuándo nació?}
        citation: own-reading
"""
    screen = small_screen(tmp_path, rest)
    response = answered_so(screen, begun(screen, practice=True), [("children", "complete")])
    response = happened(response, NOON, "completed")
    face = Script([Given("1"), YES, WHY, Given("2015"), NO, Command.BACK])
    amending = Amending(screen, response, face, lambda _: None, lambda: LATER)
    assert amending.run() is Outcome.AMENDED
    assert [str(item) for item in amending.facts().answers] == ["children", "children[1].born_on"]
