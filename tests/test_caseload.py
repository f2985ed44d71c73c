"""Across all screenings: which there are, and what is due, the most urgent first."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from keyring import worker
from screenkit.answers import Item, parse_item
from screenkit.caseload import DueStep, Unread, due_steps, every, most_urgent, worked_on
from screenkit.outcome import complete
from screenkit.records import Records
from screenkit.response import Response, answered, happened, to_bytes
from screenkit.screen import Screen
from screenkit.store import Store
from scripted import NOON, begun, small_screen

CANARY = "canary-7731"
STEPS = """\
questions:
  - name: told_at
    type: datetime
    label: {en: When were you told?, es: ¿Cuándo se lo dijeron?}
    citation: own-reading
  - name: calm
    type: yes_no
    label: {en: Is it calm?, es: ¿Hay calma?}
    help: {en: Look round., es: Mire.}
    citation: own-reading
  - name: wish
    type: text
    label: {en: What would you like?, es: ¿Qué quiere?}
    citation: own-reading
next_steps:
  - name: call
    when: answered(told_at)
    urgency: soon
    due: {within: 24 hours, after: [told_at]}
    action: {en: Call the unit., es: Llame a la unidad.}
    citation: own-reading
  - name: hurry
    when: calm is no
    urgency: urgent
    action: {en: Go there., es: Vaya.}
    citation: own-reading
  - name: write
    when: answered(told_at)
    urgency: routine
    action: {en: Write it down., es: Anótelo.}
    citation: own-reading
"""


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """Three steps of three urgencies."""
    return small_screen(tmp_path, STEPS)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def case(screen: Screen, record_id: str, told_at: str = "", *, calm: str = "", practice: bool = False) -> Response:
    """A screening with these answers."""
    response = begun(screen, record_id=record_id, practice=practice)
    for name, raw in (("told_at", told_at), ("calm", calm), ("wish", CANARY)):
        item = parse_item(name)
        assert isinstance(item, Item)
        if raw:
            response = answered(screen, response, item, screen.question(item).parse(raw), NOON)
    return response


def due(screen: Screen | None, now: datetime, *responses: Response) -> list[str]:
    """What is due, in order, as someone reads it."""
    found = [one for one in due_steps(responses, lambda _: screen, now, "en") if isinstance(one, DueStep)]
    return [f"{one.id} {one.step.name}{' overdue' * one.overdue}" for one in sorted(found, key=most_urgent)]


def test_what_is_overdue_comes_first(screen: Screen) -> None:
    """Then the urgent, then what is due sooner."""
    early, late = case(screen, "aaaa-0001", "2026-11-20T12:00"), case(screen, "aaaa-0002", "2026-11-21T10:00")
    hurry = case(screen, "aaaa-0003", calm="no")
    assert due(screen, NOON, late, early, hurry) == [
        "aaaa-0003 hurry",
        "aaaa-0001 call",
        "aaaa-0002 call",
        "aaaa-0001 write",
        "aaaa-0002 write",
    ]
    assert due(screen, NOON + timedelta(hours=25), late, hurry, early)[:3] == [
        "aaaa-0001 call overdue",
        "aaaa-0003 hurry",
        "aaaa-0002 call",
    ]


def test_finished_and_stopped_screenings_count_and_mistaken_ones_do_not(screen: Screen) -> None:
    """What follows from them is still to be done."""
    open_ = case(screen, "aaaa-0001", calm="no")
    assert due(screen, NOON, complete(screen, open_, NOON)) == ["aaaa-0001 hurry"]
    assert due(screen, NOON, happened(open_, NOON, "stopped", text="ended-by-worker")) == ["aaaa-0001 hurry"]
    assert due(screen, NOON, happened(open_, NOON, "entered-in-error")) == []


def test_nothing_is_passed_over_for_want_of_its_screen(screen: Screen) -> None:
    """It is told which screen would be needed."""
    (found,) = due_steps([case(screen, "aaaa-0001")], lambda _: None, NOON, "en")
    assert found == Unread("aaaa-0001", "its screen small 1.0.0 is not here")


def test_every_record_of_a_kind(records: Records, screen: Screen) -> None:
    """Real and practice apart, and each that cannot be read with the reason."""
    assert list(every(records, practice=False)) == []
    records.save(case(screen, "aaaa-0001"))
    records.save(case(screen, "aaaa-0002", practice=True))
    store = records.store(practice=False)
    store.write("bbbb-0001", b"no age file")
    store.write("bbbb-0002", worker().seal(b"{}"))
    Store(records.home / "cases").write("bbbb-0003", to_bytes(case(screen, "bbbb-0003")))
    found = list(every(records, practice=False))
    assert [one.id for one in found if isinstance(one, Response)] == ["aaaa-0001"]
    unread = {one.id: one.reason for one in found if isinstance(one, Unread)}
    assert unread == {
        "bbbb-0001": "it is not opened: it is not encrypted, or not by screenkit",
        "bbbb-0002": "the record has faults; `screenkit summary` tells them",
        "bbbb-0003": "it was saved before records were encrypted: `screenkit init` encrypts it",
    }
    assert [one.id for one in every(records, practice=True)] == ["aaaa-0002"]


def test_handing_over_and_sealing_anew_is_no_work_on_a_screening(screen: Screen) -> None:
    """Otherwise changing a key would start the time anew for which a screening is kept."""
    response = case(screen, "aaaa-0001", calm="no")
    later = happened(response, NOON + timedelta(days=9), "resealed", text="age1")
    assert worked_on(happened(later, NOON + timedelta(days=10), "received")) == NOON
