"""The record of a screening: what its events add up to, how it is saved, and that a broken one tells no answer."""

from __future__ import annotations

import json
import traceback
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import generators
from generators import asked, repeated
from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.events import EventKind
from screenkit.response import (
    Response,
    Status,
    answered,
    from_bytes,
    given_of,
    happened,
    jurisdiction_zone,
    start,
    to_bytes,
    zone_of,
)
from screenkit.source import Faults
from screenkit.standing import Given

CHOICES = [{"name": name, "label": generators.say(name)} for name in ("passport", "letter")]
SCREEN = generators.load(
    generators.authored(
        [
            asked("jurisdiction", "select_one", choices="jurisdictions"),
            asked("debt"),
            asked("papers", "select_multiple", choices=CHOICES),
            asked("story", "text", said_by=["child", "caregiver"]),
            asked("rooms", "integer"),
            asked("born_on", "date"),
            asked("taken_at", "datetime"),
            repeated("children", [asked("calm")]),
        ]
    )
)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=-7)))
CANARY = "canary-7731"


def begun(**more: Any) -> Response:  # noqa: ANN401 - any part of a record's header
    """A screening that begins at noon in Denver."""
    header = {"language": "en", "practice": False, "case": None, **more}
    return start(SCREEN, "k7m2-x9qd", NOON, **header)


def told(*answers: tuple[Item, Answer], response: Response | None = None) -> Response:
    """The screening with these answers, one after the other."""
    response = response or begun()
    for item, answer in answers:
        response = answered(SCREEN, response, item, answer, NOON)
    return response


def test_a_record_begins_with_its_screen_and_the_clock_of_the_machine() -> None:
    """A new record names its screen exactly and how far the machine's clock is from UTC."""
    response = begun(case="C-17", practice=True, language="es")
    assert (response.screen.id, response.screen.version) == ("random-screen", "1.0.0")
    assert response.screen.sha256 == SCREEN.digest
    assert (response.case, response.practice, response.language, response.utc_offset) == ("C-17", True, "es", -420)
    assert [(event.seq, event.kind, event.at) for event in response.events] == [(1, "started", NOON.astimezone(UTC))]


def test_answers_are_what_was_said_last() -> None:
    """An answer to a question that had one is a correction, and the last one counts."""
    response = told(
        (Item("debt"), "yes"),
        (Item("rooms"), 3),
        (Item("debt"), Absent.DECLINED),
        (Item("papers"), ()),
        (Item("born_on"), PartialDate(2016, about=True)),
        (Item("taken_at"), datetime(2026, 11, 20, 4, 5)),  # noqa: DTZ001 - wall clock
    )
    kinds = ["started", "answered", "answered", "corrected", "answered", "answered", "answered"]
    assert [event.kind for event in response.events] == kinds
    assert given_of(SCREEN, response) == Given(
        {
            Item("debt"): Absent.DECLINED,
            Item("rooms"): 3,
            Item("papers"): (),
            Item("born_on"): PartialDate(2016, about=True),
            Item("taken_at"): datetime(2026, 11, 20, 4, 5),  # noqa: DTZ001 - wall clock
        }
    )


def test_opening_another_instance_takes_back_that_there_are_no_more() -> None:
    """Whether there are more is asked again once another instance was opened."""
    response = happened(begun(), NOON, "added", item="children", instance=1)
    response = told((Item("calm", "children", 1), "yes"), (Item("children"), "complete"), response=response)
    assert given_of(SCREEN, response).answers[Item("children")] == "complete"
    response = happened(response, NOON, "added", item="children", instance=2)
    assert given_of(SCREEN, response) == Given({Item("calm", "children", 1): "yes"}, {"children": (1, 2)})


def test_other_events_answer_nothing() -> None:
    """Notes, languages, what was set aside and how a screening stands are on record and change no answer."""
    response = told((Item("debt"), "yes"))
    response = happened(response, NOON, "noted", item="debt", text="She hesitated.")
    response = happened(response, NOON, "language", text="es")
    response = happened(response, NOON, "set-aside", items=("debt",))
    response = happened(response, NOON, "stopped")
    assert given_of(SCREEN, response) == Given({Item("debt"): "yes"})


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], "in-progress"),
        (["stopped"], "stopped"),
        (["stopped", "resumed"], "in-progress"),
        (["completed"], "completed"),
        (["completed", "noted"], "completed"),
        (["completed", "amended"], "amended"),
        (["completed", "amended", "entered-in-error"], "entered-in-error"),
    ],
)
def test_how_a_screening_stands(kinds: list[EventKind], status: Status) -> None:
    """The last event that says so tells where a screening stands."""
    response = begun()
    for kind in kinds:
        response = happened(response, NOON, kind)
    assert response.status == status


def test_the_language_that_the_family_is_asked_in() -> None:
    """The language is that of the beginning until someone changes it."""
    response = begun(language="es")
    assert response.spoken == "es"
    assert happened(happened(response, NOON, "language", text="en"), NOON, "noted").spoken == "en"


def test_an_event_keeps_the_second_in_utc() -> None:
    """Times are kept as they are saved: to the second, in UTC."""
    at = datetime(2026, 11, 20, 14, 30, 5, 999_999, tzinfo=ZoneInfo("America/Denver"))
    response = happened(begun(), at, "noted")
    assert response.last_change == datetime(2026, 11, 20, 21, 30, 5, tzinfo=UTC)


def test_the_zone_is_that_of_the_jurisdiction_and_else_of_the_machine() -> None:
    """Deadlines are told on the clock of the place that was named; where none was, on the machine's."""
    response = begun()
    named = {Item("jurisdiction"): "new_mexico"}
    assert zone_of(SCREEN, response, Given(named)) == ZoneInfo("America/Denver")
    assert zone_of(SCREEN, response, Given({Item("jurisdiction"): "other"})) == timezone(timedelta(hours=-7))
    assert zone_of(SCREEN, response, Given()) == timezone(timedelta(hours=-7))
    assert jurisdiction_zone(SCREEN, Given({Item("jurisdiction"): Absent.DECLINED})) is None


SAVED = """\
{
 "format": "screenkit-response/1",
 "id": "k7m2-x9qd",
 "screen": {
  "id": "random-screen",
  "version": "1.0.0",
  "sha256": "DIGEST"
 },
 "utc_offset": -420,
 "events": [
  {
   "seq": 1,
   "at": "2026-11-20T19:00:00Z",
   "kind": "started"
  },
  {
   "seq": 2,
   "at": "2026-11-20T19:00:00Z",
   "kind": "added",
   "item": "children",
   "instance": 1
  },
  {
   "seq": 3,
   "at": "2026-11-20T19:00:00Z",
   "kind": "answered",
   "item": "children[1].calm",
   "answer": {
    "absent": "not-asked"
   }
  },
  {
   "seq": 4,
   "at": "2026-11-20T19:00:00Z",
   "kind": "answered",
   "item": "rooms",
   "answer": "3"
  },
  {
   "seq": 5,
   "at": "2026-11-20T19:00:00Z",
   "kind": "answered",
   "item": "story",
   "answer": "mañana",
   "said_by": "child"
  },
  {
   "seq": 6,
   "at": "2026-11-20T19:00:00Z",
   "kind": "answered",
   "item": "papers",
   "answer": [
    "passport"
   ]
  }
 ]
}
"""


def whole() -> Response:
    """One event of every shape."""
    response = happened(begun(), NOON, "added", item="children", instance=1)
    response = told((Item("calm", "children", 1), Absent.NOT_ASKED), (Item("rooms"), 3), response=response)
    response = answered(SCREEN, response, Item("story"), "mañana", NOON, "child")
    return told((Item("papers"), ("passport",)), response=response)


def test_what_is_saved() -> None:
    """A record is text that a person can read, with every event in order and nothing that goes without saying."""
    assert to_bytes(whole()).decode() == SAVED.replace("DIGEST", SCREEN.digest)


def test_what_was_saved_is_the_same_record() -> None:
    """A record that was saved and loaded is equal, and is saved as the same bytes again."""
    data = to_bytes(whole())
    assert from_bytes(data, "record") == whole()
    assert to_bytes(from_bytes(data, "record")) == data


@settings(max_examples=100, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_saving_and_loading_changes_nothing(data: st.DataObject, authored: generators.Mapped) -> None:
    """Whatever was answered, the record that is loaded equals the one that was saved, in all that it adds up to."""
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen))
    response = start(screen, "k7m2-x9qd", NOON, language="es", practice=True, case="C-17")
    for repeat, instances in given.instances.items():
        for instance in instances:
            response = happened(response, NOON, "added", item=repeat, instance=instance)
    for item, answer in given.answers.items():
        response = answered(screen, response, item, answer, NOON)
    saved = to_bytes(response)
    loaded = from_bytes(saved, "record")
    assert loaded == response
    assert to_bytes(loaded) == saved
    opened = {repeat: instances for repeat, instances in given.instances.items() if instances}
    assert given_of(screen, loaded) == Given(given.answers, opened)


@settings(max_examples=200)
@given(words=st.text(min_size=1, max_size=20), note=st.text(max_size=20))
def test_own_words_come_back_to_the_letter(words: str, note: str) -> None:
    """Whatever words a question takes, and whatever the interviewer notes, the loaded record holds the same."""
    response = happened(begun(), NOON, "noted", text=note) if note.isprintable() else begun()
    if words.strip().isprintable() and words.strip():
        response = told((Item("story"), words.strip()), response=response)
    assert from_bytes(to_bytes(response), "record") == response


def broken(**more: Any) -> bytes:  # noqa: ANN401 - any part of a record
    """A saved record in which something is otherwise, and a name that must never be told."""
    events = [
        {"seq": 1, "at": "2026-11-20T19:00:00Z", "kind": "started"},
        {"seq": 2, "at": "2026-11-20T19:00:00Z", "kind": "answered", "item": "story", "answer": CANARY},
    ]
    screen = {"id": "random-screen", "version": "1.0.0", "sha256": "0"}
    header = {"format": "screenkit-response/1", "id": "k7m2-x9qd", "screen": screen, "events": events}
    return json.dumps({**header, **more}).encode()


def event(**more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any part of an event
    """One event in which something is otherwise."""
    return [{"seq": 1, "at": "2026-11-20T19:00:00Z", "kind": "answered", "item": "story", "answer": CANARY, **more}]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (broken(format="screenkit-response/2"), ["impossible-value: `format` does not take this value"]),
        (broken(events=[]), []),
        (broken(id=""), ["empty-value: `id` is empty"]),
        (broken(events=event(seq=2)), ["broken-record: the events are not in order"]),
        (broken(events=event(seq="one")), ["wrong-shape: a whole number belongs here"]),
        (broken(events=event(kind=CANARY)), ["impossible-value: `kind` does not take this value"]),
        (
            broken(events=event(at="yesterday")),
            ["wrong-shape: a time in UTC such as `2026-11-20T21:30:00Z` belongs here"],
        ),
        (
            broken(events=event(at="2026-11-20T19:00:00")),
            ["wrong-shape: a time in UTC such as `2026-11-20T21:30:00Z` belongs here"],
        ),
        (
            broken(events=event(answer={"absent": CANARY})),
            ["wrong-shape: a text, a list of texts or a reason for no value belongs here"],
        ),
        (
            broken(events=event(answer={"value": CANARY})),
            ["wrong-shape: a text, a list of texts or a reason for no value belongs here"],
        ),
        (
            broken(events=event(answer=[[CANARY]])),
            ["wrong-shape: a text, a list of texts or a reason for no value belongs here"],
        ),
        (broken(events=event(said_by=CANARY)), ["impossible-value: `said_by` does not take this value"]),
        (broken(events=event(note=CANARY)), ["unknown-key: this is not a key here"]),
        (broken(events=CANARY), ["wrong-shape: a list belongs here"]),
        (broken(utc_offset="9999"), None),
        (b"{}", ["missing-key: `id` is missing", "missing-key: `screen` is missing"]),
        (broken()[:-40], None),
        (b"", None),
        (b"\xff\xfe" + CANARY.encode(), None),
        (CANARY.encode(), None),
        (f'{{"{CANARY}": "{CANARY}"'.encode(), None),
        (f'{{"id": {CANARY}}}'.encode(), None),
    ],
)
def test_a_broken_record_tells_no_answer(data: bytes, told: list[str] | None) -> None:
    """A record that cannot be so is refused in our words, and nothing of what was answered is among them."""
    try:
        from_bytes(data, "record")
        found = []
    except Faults as faults:
        found = [f"{fault.code}: {fault.message}" for fault in faults.diagnostics]
        assert found
        shown = f"{faults}{faults.diagnostics!r}{''.join(traceback.format_exception(faults))}"
        assert CANARY not in shown
    if told is not None:
        assert found == told


def test_a_record_of_another_screen_is_refused_without_its_answers() -> None:
    """An event that the screen cannot have asked for is named by its number, never by what it holds."""
    strange = from_bytes(broken(events=[*event(item=f"{CANARY}[1].x")]), "record")
    impossible = from_bytes(broken(events=event(item="debt")), "record")
    for response, message in (
        (strange, "event 1 answers a question that the screen does not ask"),
        (impossible, "event 1: `debt` has no such answer"),
    ):
        with pytest.raises(Faults) as refused:
            given_of(SCREEN, response)
        assert [fault.message for fault in refused.value.diagnostics] == [message]
        assert CANARY not in "".join(traceback.format_exception(refused.value))


def test_our_own_mistakes_show_no_answer_either() -> None:
    """Where the program itself would put something impossible on record, the error does not repeat the answer."""
    with pytest.raises(ValidationError) as wrong:
        happened(
            begun(), NOON.replace(tzinfo=None), "answered", item="story", answer=CANARY, said_by=CANARY, text=CANARY
        )
    assert CANARY not in "".join(traceback.format_exception(wrong.value))
    with pytest.raises(ValidationError) as wrong:
        happened(begun(), NOON, "answered", item="story", answer={CANARY: object()})
    assert CANARY not in "".join(traceback.format_exception(wrong.value))


MARKED = to_bytes(told((Item("story"), CANARY), (Item("debt"), "yes")))


@settings(max_examples=400)
@given(place=st.integers(0, len(MARKED) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_record_is_read_or_refused(place: int, byte: int, cut: bool) -> None:  # noqa: FBT001 - drawn
    """With any byte changed or the end torn off, a record is read or refused, and no answer is told."""
    data = MARKED[:place] if cut else MARKED[:place] + bytes([byte]) + MARKED[place + 1 :]
    assert "canary" not in fault_in(data)


def fault_in(data: bytes) -> str:
    """Everything that is told of a record that cannot be read."""
    try:
        given_of(SCREEN, from_bytes(data, "record"))
    except Faults as faults:
        return f"{faults}{faults.diagnostics!r}"
    return ""
