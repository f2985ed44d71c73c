"""How long screenings are kept: the agency's numbers only; what is purged is gone but for the sign that it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from keyring import worker
from screenkit.records import Records
from screenkit.response import Response, happened
from screenkit.retention import Overdue, Retention, kept_no_longer, purge, read_retention
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf
from screenkit.source import Faults
from screenkit.store import Locked, NoSuchRecord, NotSaved
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen

CANARY = "canary-7731"
LATER = NOON + timedelta(days=100)


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def told(screen: Screen, record_id: str = "aaaa-0001", *, practice: bool = False, finished: bool = False) -> Response:
    """A screening with one answer."""
    response = answered_so(screen, begun(screen, record_id=record_id, practice=practice), [("wish", CANARY)])
    return happened(response, NOON, "completed") if finished else response


def going(retention: Retention, *responses: Response, days: float = 100) -> list[str]:
    """Which of them are kept no longer, so many days after noon."""
    return [one.response.id for one in kept_no_longer(responses, retention, NOON + timedelta(days=days))]


def test_nothing_goes_without_a_number(screen: Screen) -> None:
    """There is no number of our own."""
    everything = (told(screen), told(screen, finished=True), told(screen, practice=True))
    assert going(Retention(), *everything, days=100_000) == []
    assert read_retention(open_shelf()) is None


def test_each_kind_has_its_own_number(screen: Screen) -> None:
    """Finished, unfinished and practice."""
    everything = (
        told(screen, "aaaa-0001"),
        told(screen, "aaaa-0002", finished=True),
        told(screen, "aaaa-0003", practice=True),
        told(screen, "aaaa-0004", practice=True, finished=True),
    )
    assert going(Retention(unfinished_days=9), *everything) == ["aaaa-0001"]
    assert going(Retention(finished_days=9), *everything) == ["aaaa-0002"]
    assert going(Retention(practice_days=9), *everything) == ["aaaa-0003", "aaaa-0004"]


@pytest.mark.parametrize(("days", "gone"), [(9, False), (9.999, False), (10, False), (10.001, True)])
def test_a_screening_is_kept_to_the_end_of_its_time(screen: Screen, days: float, gone: bool) -> None:  # noqa: FBT001
    """So many whole days after it was last worked on."""
    assert bool(going(Retention(unfinished_days=10), told(screen), days=days)) is gone


def agency(tmp_path: Path, text: str) -> Shelf:
    """An agency's folder with these numbers."""
    (tmp_path / "agency" / "reference").mkdir(parents=True)
    (tmp_path / "agency" / "reference" / "retention.yaml").write_text(text, encoding="utf-8")
    return open_shelf((tmp_path / "agency",))


def test_the_agencys_numbers_are_read(tmp_path: Path) -> None:
    """From its folder of screens."""
    found = read_retention(agency(tmp_path, "finished_days: 365\nunfinished_days: 90\n"))
    assert found == Retention(finished_days=365, unfinished_days=90)


@pytest.mark.parametrize("text", ["finished_days: 0", "finished_days: -1", "finished_days: soon", "days: 3", "[]", ""])
def test_a_slip_in_the_numbers_purges_nothing(tmp_path: Path, text: str) -> None:
    """It is a fault, told with its place."""
    with pytest.raises(Faults):
        read_retention(agency(tmp_path, text))


def files(records: Records) -> Iterator[Path]:
    """Every file of the home."""
    return (path for path in sorted(records.home.rglob("*")) if path.is_file())


def test_what_is_purged_leaves_only_that_it_was(records: Records, screen: Screen) -> None:
    """Its id, when it went and with whose key."""
    response = told(screen)
    records.save(response)
    purge(records, Overdue(response, NOON, 10), LATER)
    (grave,) = files(records)
    assert grave == records.home / "purged" / "aaaa-0001.json"
    assert json.loads(grave.read_bytes()) == {
        "format": "screenkit-tombstone/1",
        "id": "aaaa-0001",
        "purged_at": "2027-02-28T12:00:00Z",
        "by": worker().reader,
    }
    assert records.is_purged("aaaa-0001")
    with pytest.raises(NoSuchRecord):
        records.load("aaaa-0001")


def test_practice_leaves_nothing(records: Records, screen: Screen) -> None:
    """It was nobody's."""
    response = told(screen, practice=True)
    records.save(response)
    purge(records, Overdue(response, NOON, 10), LATER)
    assert list(files(records)) == []


def test_what_was_worked_on_since_stays(records: Records, screen: Screen) -> None:
    """Between showing and removing, someone went on with it."""
    response = told(screen)
    records.save(happened(response, LATER, "resumed"))
    with pytest.raises(NotSaved, match="it was worked on since"):
        purge(records, Overdue(response, NOON, 10), LATER)
    assert records.load("aaaa-0001").last_change == LATER
    assert not records.is_purged("aaaa-0001")


def test_what_is_open_stays(records: Records, screen: Screen) -> None:
    """In another window someone may be asking."""
    response = told(screen)
    records.save(response)
    with records.lock(response), pytest.raises(Locked):
        purge(records, Overdue(response, NOON, 10), LATER)
    assert records.load("aaaa-0001") == response


def test_purging_goes_on_after_a_power_cut(records: Records, screen: Screen) -> None:
    """The sign was there and the record not yet gone."""
    response = told(screen)
    records.save(response)
    records.bury(response.id, NOON)
    purge(records, Overdue(response, NOON, 10), LATER)
    assert [path.name for path in files(records)] == ["aaaa-0001.json"]
