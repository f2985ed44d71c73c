"""Sealing anew: for other readers, with another key, or what was in clear; at no moment is a screening missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from keyring import COLLEAGUE, RECOVERY, SECRET, worker
from screenkit.keys import Key, open_any
from screenkit.records import Records
from screenkit.resealing import reseal, seal_old
from screenkit.response import Response, to_bytes
from screenkit.screen import Screen
from screenkit.sealing import NotOpened, reader_of
from screenkit.store import NotRead, Store
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen

CANARY = "canary-7731"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def told(screen: Screen, record_id: str = "aaaa-0001") -> Response:
    """A real screening with one answer."""
    return answered_so(screen, begun(screen, record_id=record_id), [("wish", CANARY)])


def names(records: Records) -> list[str]:
    """The files of real screenings, without locks."""
    return sorted(path.name for path in (records.home / "cases").iterdir() if path.suffix != ".lock")


def test_other_recovery_keys(records: Records, screen: Screen) -> None:
    """The new one opens every record and the old one none; that it was changed stands in the record."""
    records.save(told(screen))
    changed = Records(records.home, lambda: Key((SECRET,), (reader_of(COLLEAGUE),)))
    assert reseal(changed, NOON).done == ["aaaa-0001"]
    data = (records.home / "cases" / "aaaa-0001.age").read_bytes()
    assert CANARY.encode() in open_any(data, (COLLEAGUE,))
    with pytest.raises(NotOpened):
        open_any(data, (RECOVERY,))
    last = changed.load("aaaa-0001").events[-1]
    assert (last.kind, last.text) == ("resealed", " ".join(changed.key.readers))


def test_another_key_of_the_workers(records: Records, screen: Screen) -> None:
    """Broken off in the middle, both kinds are read; done again, only the new key is needed."""
    records.save(told(screen, "aaaa-0001"))
    both = Records(records.home, lambda: Key((COLLEAGUE, SECRET), worker().recovery))
    both.save(told(screen, "aaaa-0002"))
    assert {one.id for one in both.unfinished()} == {"aaaa-0001", "aaaa-0002"}
    assert len(reseal(both, NOON).done) == 2
    new = Records(records.home, lambda: Key((COLLEAGUE,), worker().recovery))
    assert {one.id for one in new.unfinished()} == {"aaaa-0001", "aaaa-0002"}
    with pytest.raises(NotRead):
        records.load("aaaa-0001")


def test_what_cannot_be_sealed_anew_is_left(records: Records, screen: Screen) -> None:
    """One that is open in another window, and one that is broken, are told and stay as they are."""
    response = told(screen)
    records.save(response)
    broken = records.store(practice=False).write("bbbb-0002", b"broken")
    before = (records.home / "cases" / "aaaa-0001.age").read_bytes()
    with records.lock(response):
        found = reseal(Records(records.home, worker), NOON)
    assert (found.done, found.locked, {one for one, _ in found.left}) == ([], True, {"aaaa-0001", "bbbb-0002"})
    assert (records.home / "cases" / "aaaa-0001.age").read_bytes() == before
    assert broken.read_bytes() == b"broken"


def test_nothing_to_seal(records: Records) -> None:
    """A home without a real screening is none that is made."""
    assert (reseal(records, NOON).done, seal_old(records, NOON).done) == ([], [])
    assert not records.home.exists()


def test_screenings_in_clear_are_sealed(records: Records, screen: Screen) -> None:
    """What an earlier version saved is there, sealed, and no longer in clear."""
    for one in ("aaaa-0001", "aaaa-0002"):
        Store(records.home / "cases").write(one, to_bytes(told(screen, one)))
    assert sorted(seal_old(records, NOON).done) == ["aaaa-0001", "aaaa-0002"]
    assert names(records) == ["aaaa-0001.age", "aaaa-0002.age"]
    assert records.load("aaaa-0001").events[:-1] == told(screen).events
    assert records.unsealed() == ()


def test_sealing_goes_on_after_a_power_cut(records: Records, screen: Screen) -> None:
    """The copy was made and the clear one not yet removed: now it is, and the copy stays."""
    Store(records.home / "cases").write("aaaa-0001", to_bytes(told(screen)))
    sealed = records.save(told(screen)).read_bytes()
    assert seal_old(records, NOON).done == ["aaaa-0001"]
    assert names(records) == ["aaaa-0001.age"]
    assert (records.home / "cases" / "aaaa-0001.age").read_bytes() == sealed


def test_two_screenings_with_one_id_both_stay(records: Records, screen: Screen) -> None:
    """Neither is taken for a copy of the other."""
    Store(records.home / "cases").write("aaaa-0001", to_bytes(told(screen)))
    records.save(begun(screen, record_id="aaaa-0001", language="es"))
    records.save(answered_so(screen, records.load("aaaa-0001"), [("wish", "another")]))
    found = seal_old(records, NOON)
    assert found.left == [("aaaa-0001", "another screening with this id is encrypted already")]
    assert names(records) == ["aaaa-0001.age", "aaaa-0001.json"]


@pytest.mark.parametrize("data", [b"", b"{", b'{"format": "screenkit-response/1", "id": "other"}'])
def test_a_broken_one_in_clear_stays(records: Records, data: bytes) -> None:
    """It may still hold what a child said: it is told, and never removed."""
    Store(records.home / "cases").write("aaaa-0001", data)
    found = seal_old(records, NOON)
    assert (found.done, found.left) == ([], [("aaaa-0001", "the record has faults")])
    assert names(records) == ["aaaa-0001.json"]
