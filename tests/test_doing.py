"""Next steps that were done: on record with when and by whom, taken back by another event, and seen everywhere."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from keyring import colleague, worker
from screenkit import render
from screenkit.batch.events import check_events
from screenkit.caseload import DueStep, due_steps
from screenkit.disclosure import occasions, project
from screenkit.doing import done, done_days, done_steps, not_done, unknown_steps
from screenkit.earlier import Screening
from screenkit.handing import hand_over, take_in
from screenkit.outcome import complete, verify
from screenkit.overview import Seen, overview
from screenkit.records import Records
from screenkit.render_calendar import calendar, without_time
from screenkit.render_paper import FORMATS
from screenkit.response import Response, from_bytes, to_bytes
from screenkit.screen import Screen
from screenkit.source import Faults
from screenkit.summarize import summarize, summarizer_at
from screenkit.summary import Done
from screenkit.together import together
from scripted import NOON, answered_so, begun, small_screen

LATER = NOON + timedelta(hours=30)
STEPS = """\
questions:
  - name: debt
    type: yes_no
    help: {en: Ask., es: Pregunte.}
    label: {en: Debt?, es: ¿Deuda?}
    citation: own-reading
  - {name: noted_at, type: datetime, label: {en: Noted when?, es: ¿Cuándo?}, citation: own-reading}
  - name: country
    type: select_multiple
    choices: countries
    help: {en: Ask., es: Pregunte.}
    label: {en: Which?, es: ¿Cuáles?}
    citation: own-reading
next_steps:
  - name: tell_unit
    when: debt is yes
    urgency: urgent
    action: {en: Tell the unit., es: Avise.}
    due: {within: 24 hours, after: [noted_at]}
    citation: own-reading
  - name: tell_consulate
    each: [country]
    when: debt is yes
    urgency: soon
    action: {en: 'Tell the consulate of {each}.', es: 'Avise al consulado de {each}.'}
    citation: own-reading
"""


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A step with a time, and one for each country."""
    return small_screen(tmp_path, STEPS)


def finished(screen: Screen, record_id: str = "aaaa-0001") -> Response:
    """A screening that leads to three steps."""
    noon = NOON.replace(tzinfo=None)
    told = [("debt", "yes"), ("noted_at", noon), ("country", ("MX", "GT"))]
    return complete(screen, answered_so(screen, begun(screen, record_id=record_id), told), NOON)


def steps(screen: Screen, response: Response) -> list[str]:
    """The names of the next steps as they are listed, those that are done with a sign."""
    return [step.full_name + " +" * bool(step.done) for step in summarize(screen, response, LATER).next_steps]


def test_a_step_is_done_and_taken_back(screen: Screen) -> None:
    """What is done comes last, for the one value that it is for; every event stays in the record."""
    response = finished(screen)
    marked = done(response, "tell_consulate/MX", LATER, NOON, by="supervisor", note="no. 12")
    assert done_steps(marked) == {
        "tell_consulate/MX": Done(at=NOON, recorded=LATER, by="supervisor", note="no. 12"),
    }
    assert steps(screen, marked) == ["tell_unit", "tell_consulate/GT", "tell_consulate/MX +"]
    back = not_done(marked, "tell_consulate/MX", LATER, "another case")
    assert done_steps(back) == {}
    assert steps(screen, back) == steps(screen, response)
    assert [event.kind for event in back.events[-2:]] == ["done", "not-done"]
    again = done(back, "tell_consulate/MX", LATER, LATER)
    assert done_steps(again)["tell_consulate/MX"] == Done(at=LATER, recorded=LATER)


def test_the_record_keeps_it(screen: Screen, tmp_path: Path) -> None:
    """Sealed and opened again, and handed to a colleague, it is the same."""
    records, hers = Records(tmp_path / "mine", worker), Records(tmp_path / "hers", colleague)
    marked = done(finished(screen), "tell_unit", LATER, NOON, note="by telephone")
    records.save(marked)
    assert records.load(marked.id) == marked
    take_in(hers, hand_over(records, marked.id, colleague().reader, LATER), colleague().secrets, LATER)
    assert done_steps(hers.load(marked.id)) == done_steps(marked)


def test_what_is_done_is_due_no_more(screen: Screen) -> None:
    """Neither overdue nor before what is left; it is still among the steps, with its time."""
    response = done(finished(screen), "tell_unit", LATER, LATER)
    found = list(due_steps([response], lambda _: screen, LATER, "en"))
    told = [(one.step.full_name, one.overdue, bool(one.step.done)) for one in found if isinstance(one, DueStep)]
    assert ("tell_unit", False, True) in told
    assert [name for name, overdue, is_done in told if overdue or not is_done] == [
        "tell_consulate/GT",
        "tell_consulate/MX",
    ]


def test_the_summary_shows_it(screen: Screen) -> None:
    """When, by whom, the note, and that answers were changed after that."""
    response = done(finished(screen), "tell_unit", LATER, NOON, by="Ana", note="no. 12")
    after = answered_so(screen, response, [("country", ("MX",))])
    for one, since in (
        (response, ""),
        (after, "; answers were given or changed after that: look whether more is to be done"),
    ):
        lines = [str(line.words) for line in render.lines(summarize(screen, one, LATER))]
        place = next(place for place, words in enumerate(lines) if words.endswith("[done] Tell the unit."))
        assert lines[place + 1] == f"2026-11-20 12:00 UTC by Ana; no. 12{since}"


def test_nothing_that_is_done_is_in_a_calendar(screen: Screen) -> None:
    """Its entry is gone, and it is not counted among those without a time."""
    response = finished(screen)
    before = summarize(screen, response, LATER)
    for name in ("tell_unit", "tell_consulate/MX"):
        response = done(response, name, LATER, NOON)
    after = summarize(screen, response, LATER)
    entries = [len(icalendar.Calendar.from_ical(calendar(one)).events) for one in (before, after)]
    assert (entries, without_time(before), without_time(after)) == ([1, 0], 2, 1)


def test_what_a_screening_leads_to_stays_the_same(screen: Screen) -> None:
    """So it verifies as before, and validating finds nothing wrong."""
    response = not_done(done(finished(screen), "tell_unit", LATER, NOON), "tell_unit", LATER)
    assert list(verify(screen, response)) == []
    assert check_events(screen, None, json.loads(to_bytes(response))) == check_events(
        screen, None, json.loads(to_bytes(finished(screen)))
    )


@pytest.mark.parametrize("name", ["tell_unti", "tell_unit/MX", "tell_consulate", "tell_consulate/"])
def test_a_step_that_the_screen_does_not_have(screen: Screen, name: str) -> None:
    """It is found when the record is verified and when it is validated, by the number of its event."""
    response = done(finished(screen), name, LATER, NOON)
    number = len(response.events)
    words = f"event {number} is about a step that the screen does not have"
    assert [told for _, told in unknown_steps(screen, response)] == [words]
    assert list(verify(screen, response)) == [words]
    (fault,) = check_events(screen, None, json.loads(to_bytes(response))).faults
    assert (fault.code, fault.route, fault.message) == ("unknown-step", ("events", number - 1, "step"), words)


@pytest.mark.parametrize("key", ["step", "done_at"])
def test_a_record_that_does_not_say_what_was_done_or_when(screen: Screen, key: str) -> None:
    """It was changed by other means, and is not opened."""
    data = json.loads(to_bytes(done(finished(screen), "tell_unit", LATER, NOON)))
    del data["events"][-1][key]
    with pytest.raises(Faults, match="broken-record"):
        from_bytes(json.dumps(data).encode(), "screening")


@pytest.mark.parametrize(("hours", "place"), [(3, 0), (30, 1), (-2, 0)])
def test_a_report_counts_it(screen: Screen, hours: int, place: int) -> None:
    """In time or late by when it was done, whenever that was written down; before the clock started is in time."""
    at = NOON + timedelta(hours=hours)
    responses = [finished(screen, f"aaaa-{number:04}") for number in range(12)]
    found = [Seen(screen, done(one, "tell_unit", NOON + timedelta(days=9), at)) for one in responses]
    others = [Seen(screen, finished(screen, f"bbbb-{number:04}")) for number in range(12)]
    (times,) = [one for one in overview([*found, *others], LATER, 11, "en").tables if one.title == "Time to notice"]
    expected = [0, 0, 12, 0, 0, 0]
    expected[place] = 12
    assert [row.counts for row in times.rows] == [tuple(expected)]
    assert times.rows[0].name == f"Tell the unit (median {max(0, hours)} hours)"


def test_of_a_case_it_is_done_when_every_screening_says_so(screen: Screen) -> None:
    """The same step from two screenings is one; what one of them leaves open is not done."""
    first, second = finished(screen, "aaaa-0001"), finished(screen, "aaaa-0002")
    for marked, is_done in (
        ([done(first, "tell_unit", LATER, NOON), second], False),
        ([done(first, "tell_unit", LATER, NOON), done(second, "tell_unit", LATER, LATER)], True),
    ):
        found = together("case", [Screening(screen, one) for one in marked], LATER, "en")
        (step,) = [one for one in found.next_steps if one.name == "tell_unit"]
        assert bool(step.done) is is_done


LEAVING = """\
    for_family: {en: The agency tells the consulate., es: La agencia avisa al consulado.}
    documents: [own_copy, handover]
    citation: own-reading
documents:
  - name: own_copy
    title: {en: What comes next, es: Lo que sigue}
    recipient: family
    basis: own
    next_steps: [tell_consulate]
  - name: handover
    title: {en: Handover, es: Entrega}
    recipient: unit
    basis: agency
    next_steps: [tell_unit, tell_consulate]
"""


def leaving(screen: Screen, response: Response, name: str, language: str, form: str = "text") -> str:
    """The part of the document about what comes next, as text, or the whole in another form."""
    found = {one.name: one for one in occasions(screen, summarizer_at(screen, response, LATER).facts)}
    written = str(FORMATS[form](project(screen, response, found[name], LATER, language), 80))
    return written.partition("NEXT STEPS\n")[2] or written.partition("PRÓXIMOS PASOS\n")[2] or written


def test_a_document_says_which_steps_are_done(tmp_path: Path) -> None:
    """It listed a step that was done as one still to do; it says the day, and neither by whom nor the note."""
    screen = small_screen(tmp_path, STEPS[: STEPS.rindex("    citation")] + LEAVING)
    response = finished(screen)
    response = done(response, "tell_consulate/MX", LATER, LATER, by="Ana", note="no. 12")
    assert leaving(screen, response, "handover/MX", "en") == (
        "1. Tell the unit.\n"
        "   By: 2026-11-21 12:00 UTC\n"
        "2. Tell the consulate of Guatemala.\n"
        "3. Tell the consulate of Mexico.\n"
        "   Done: 2026-11-21\n"
    )
    told = json.loads(leaving(screen, response, "handover/MX", "en", "json"))["next_steps"]
    assert [(one["name"], one["done_on"]) for one in told] == [
        ("tell_unit", None),
        ("tell_consulate", None),
        ("tell_consulate", "2026-11-21"),
    ]
    back = not_done(response, "tell_consulate/MX", LATER)
    assert leaving(screen, back, "handover/MX", "en") == leaving(screen, finished(screen), "handover/MX", "en")


def test_the_day_is_the_one_where_the_family_is(screen: Screen) -> None:
    """Shortly after midnight in Europe it is still the day before in New Mexico."""
    response = done(finished(screen), "tell_unit", LATER, datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert done_days(response, ZoneInfo("America/Denver")) == {"tell_unit": date(2026, 11, 20)}


def test_the_family_is_told_that_it_is_done_when_all_of_it_is(tmp_path: Path) -> None:
    """In their language; one sentence for the notices to two consulates is done with the second of them."""
    screen = small_screen(tmp_path, STEPS[: STEPS.rindex("    citation")] + LEAVING)
    first = done(finished(screen), "tell_consulate/GT", LATER, NOON + timedelta(days=1))
    assert leaving(screen, first, "own_copy", "es") == "1. La agencia avisa al consulado.\n"
    both = done(first, "tell_consulate/MX", LATER, NOON)
    assert leaving(screen, both, "own_copy", "es") == "1. La agencia avisa al consulado.\n   Hecho: 2026-11-21\n"
