"""One screening leads on to others: what is offered, what is left, and the one summary of the case."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from screenkit.answers import Absent, Answer
from screenkit.cli.leading import Offer, page_of
from screenkit.earlier import Screening
from screenkit.outcome import complete
from screenkit.render_case import FORMATS, as_json
from screenkit.response import happened
from screenkit.screen import Screen
from screenkit.summary import CaseSummary
from screenkit.together import in_order, together
from scripted import NOON, answered_so, begun, small_screen

FIRST = """\
questions:
  - name: away
    type: yes_no
    label: {en: Is a parent away?, es: ¿Falta un padre?}
    help: {en: From the file., es: Según el expediente.}
    citation: own-reading
  - name: worry
    type: yes_no
    label: {en: Is there a worry?, es: ¿Hay un temor?}
    help: {en: From the file., es: Según el expediente.}
    citation: own-reading
next_steps:
  - name: go_on_away
    when: away is yes
    urgency: soon
    screen: away
    action: {en: Find the parent., es: Localice al padre.}
    citation: own-reading
  - name: go_on_worry
    when: worry is yes
    urgency: urgent
    screen: worry
    action: {en: Look into the worry., es: Atienda el temor.}
    citation: own-reading
  - name: call
    when: away is yes
    urgency: routine
    action: {en: Call the unit., es: Llame a la unidad.}
    who: {en: You, es: Usted}
    citation: own-reading
"""
OTHER = """\
questions:
  - name: found
    type: yes_no
    label: {en: Was QUESTION found?, es: ¿Se encontró QUESTION?}
    help: {en: From the file., es: Según el expediente.}
    citation: own-reading
  - name: since
    type: datetime
    label: {en: Since when?, es: ¿Desde cuándo?}
    citation: own-reading
indications:
  - name: still_open
    label: {en: Something is found, es: Se encontró algo}
    when: found is yes
    citation: own-reading
next_steps:
  - name: ring_the_unit
    when: found is yes
    urgency: urgent
    action: {en: Call the unit., es: Llame a la unidad.}
    who: {en: You, es: Usted}
    due: {within: 24 hours, after: [since]}
    citation: own-reading
"""


@pytest.fixture
def first(tmp_path: Path) -> Screen:
    """The screen that leads on."""
    return small_screen(tmp_path, FIRST, "first")


@pytest.fixture
def away(tmp_path: Path) -> Screen:
    """One that it leads to."""
    return small_screen(tmp_path, OTHER.replace("QUESTION", "the parent"), "away")


@pytest.fixture
def worry(tmp_path: Path) -> Screen:
    """The other one."""
    return small_screen(tmp_path, OTHER.replace("QUESTION", "a reason"), "worry")


def finished(screen: Screen, record_id: str, minutes: int, **answers: Answer) -> Screening:
    """A screening of the case that was finished some minutes after noon."""
    response = answered_so(screen, begun(screen, record_id=record_id), answers.items())
    response = response.model_copy(update={"case": "c-1"})
    return Screening(screen, complete(screen, response, NOON + timedelta(minutes=minutes)))


def led(*screenings: Screening) -> CaseSummary:
    """The summary of these screenings."""
    return together("c-1", screenings, NOON + timedelta(hours=2), "en")


def test_urgent_screens_come_first(first: Screen) -> None:
    """Whatever the order in which the file has them."""
    found = led(finished(first, "aaaa-aaaa", 1, away="yes", worry="yes"))
    assert [step.screen for step in found.to_screen] == ["worry", "away"]


def test_the_answers_that_lead_on_stand_below_one_another(first: Screen, worry: Screen) -> None:
    """With what the screen is for, whether it is settled, how many come after it, and that it is practice."""
    done = finished(first, "aaaa-aaaa", 1, away="yes", worry="yes")
    (step, _) = led(done).to_screen
    practice = done.response.model_copy(update={"practice": True})
    page = page_of(Offer(step, worry, 1, practice), "en")
    assert page.read_aloud == "Next: A screen.\n\nLook into the worry.\n\nEverything so far is saved."
    assert page.reading == ("", "These answers lead to another screen:", "- Is there a worry? — Yes")
    assert (page.banner, page.progress) == ("PRACTICE – not a real case", "then 1 more")
    (open_step,) = led(finished(first, "aaaa-aaaa", 1, away="no", worry=Absent.DECLINED)).to_screen
    unsettled = page_of(Offer(open_step, worry, 0, done.response), "es")
    assert unsettled.reading[1] == "Quizá haga falta otra entrevista; estas respuestas no lo definen:"
    assert (unsettled.banner, unsettled.progress) == ("", "")


def test_silence_leads_on_too(first: Screen) -> None:
    """A screen that may apply is offered, as not settled; one that is ruled out is not."""
    found = led(finished(first, "aaaa-aaaa", 1, away="no", worry=Absent.DECLINED))
    assert [(step.screen, step.settled) for step in found.to_screen] == [("worry", False)]


def test_an_ended_screening_is_not_led_to_again(first: Screen, worry: Screen, away: Screen) -> None:
    """Neither finished nor stopped ones; one that waits is."""
    lead = finished(first, "aaaa-aaaa", 1, away="yes", worry="yes")
    stopped = Screening(worry, happened(begun(worry, record_id="bbbb-bbbb"), NOON, "stopped"))
    waiting = Screening(away, begun(away, record_id="cccc-cccc"))
    assert [step.screen for step in led(lead, stopped, waiting).to_screen] == ["away"]
    assert led(lead, stopped, finished(away, "dddd-dddd", 3, found="no")).to_screen == ()


def test_an_unfinished_screening_leads_nowhere_yet(first: Screen) -> None:
    """What it leads to is known when it is finished."""
    waiting = Screening(first, answered_so(first, begun(first), {"away": "yes", "worry": "yes"}.items()))
    assert led(waiting).to_screen == ()


def test_the_same_step_is_one(first: Screen, away: Screen, worry: Screen) -> None:
    """With every reason and every screening, as urgent and as early as any of them."""
    early, late = NOON.replace(tzinfo=None), NOON.replace(tzinfo=None) + timedelta(hours=1)
    found = led(
        finished(first, "aaaa-aaaa", 1, away="yes", worry="yes"),
        finished(away, "bbbb-bbbb", 2, found="yes", since=late),
        finished(worry, "cccc-cccc", 3, found="yes", since=early),
    )
    (step,) = found.next_steps
    assert (step.urgency, step.action, len(step.because)) == ("urgent", "Call the unit.", 3)
    assert step.due is not None
    assert step.due.at == NOON + timedelta(days=1)
    assert step.led_to_by == ("first", "away", "worry")


def test_a_step_that_is_certain_somewhere_is_certain(first: Screen, away: Screen) -> None:
    """What one screening leaves open, another can settle; it is then listed once."""
    found = led(
        finished(first, "aaaa-aaaa", 1, away="yes", worry="no"),
        finished(away, "bbbb-bbbb", 2, found=Absent.UNKNOWN),
    )
    assert [(step.name, step.settled) for step in found.next_steps] == [("call", True)]
    assert found.steps_not_settled == ()


def test_screenings_entered_in_error_do_not_count(first: Screen, away: Screen) -> None:
    """They are in no list."""
    wrong = finished(away, "bbbb-bbbb", 2, found="yes")
    wrong = Screening(away, happened(wrong.response, NOON, "entered-in-error"))
    found = led(finished(first, "aaaa-aaaa", 1, away="no", worry="no"), wrong)
    assert (len(found.screenings), found.next_steps) == (1, ())


def test_screenings_stand_as_they_began(first: Screen, away: Screen) -> None:
    """Whichever was changed last."""
    one, two = finished(first, "bbbb-bbbb", 9, away="no"), finished(away, "aaaa-aaaa", 1, found="no")
    begun_later = two.response.events[0].model_copy(update={"at": NOON + timedelta(seconds=1)})
    events = (begun_later, *two.response.events[1:])
    two = Screening(away, two.response.model_copy(update={"events": events}))
    assert in_order([two, one]) == (one, two)


def test_the_summary_of_a_case_in_full(first: Screen, away: Screen) -> None:
    """One list of what to do, what to go on with, and each screening's own part."""
    found = led(
        finished(replace(first, proof="proven"), "aaaa-aaaa", 1, away="yes", worry="yes"),
        finished(away, "bbbb-bbbb", 2, found="no", since=NOON.replace(tzinfo=None)),
    )
    told = re.sub(r"\([0-9a-f]{12}, ", "(DIGEST, ", str(FORMATS["text"](found, 200)))
    assert told == (Path(__file__).parent / "reference" / "case-summary.txt").read_text(encoding="utf-8")
    assert str(FORMATS["markdown"](found, 0)).startswith("# Case c-1\n")
    assert CaseSummary.model_validate(json.loads(as_json(found))) == found
