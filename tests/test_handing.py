"""Handing a record to another worker: for that one alone, on record first, and taken in only as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from keyring import COLLEAGUE, RECOVERY, SECRET, colleague, worker
from screenkit.handing import NotTaken, check_code, hand_over, take_in
from screenkit.keys import Key, open_any
from screenkit.records import Records
from screenkit.response import Response, to_bytes
from screenkit.screen import Screen
from screenkit.sealing import NotOpened, seal
from screenkit.source import Faults
from screenkit.store import Locked, NoSuchRecord, NotRead
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen

CANARY = "canary-7731"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def mine(tmp_path: Path) -> Records:
    """The worker's home."""
    return Records(tmp_path / "mine", worker)


@pytest.fixture
def theirs(tmp_path: Path) -> Records:
    """The colleague's home."""
    return Records(tmp_path / "theirs", colleague)


def told(screen: Screen, *, practice: bool = False) -> Response:
    """A screening with one answer."""
    return answered_so(screen, begun(screen, record_id="aaaa-0001", practice=practice), [("wish", CANARY)])


def test_a_record_goes_to_one_reader_and_comes_whole(mine: Records, theirs: Records, screen: Screen) -> None:
    """With everything that happened, and that it was handed over and received."""
    mine.save(told(screen))
    data = hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    taken = take_in(theirs, data, (COLLEAGUE,), NOON)
    assert theirs.load("aaaa-0001") == taken
    assert taken.events[:-2] == told(screen).events
    assert [(event.kind, event.text) for event in taken.events[-2:]] == [
        ("handed-over", theirs.key.reader),
        ("received", check_code(data)),
    ]
    assert CANARY.encode() not in data
    for secret in (SECRET, RECOVERY):
        with pytest.raises(NotOpened):
            open_any(data, (secret,))


def test_handing_over_is_on_record_first(mine: Records, theirs: Records, screen: Screen) -> None:
    """Whatever becomes of the file, the record says that it was made."""
    mine.save(told(screen))
    hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    assert mine.load("aaaa-0001").events[-1].kind == "handed-over"


def test_what_is_not_handed_over(mine: Records, theirs: Records, screen: Screen) -> None:
    """Practice, what the key reads anyway, what is not there, and what is open; nothing is put on record."""
    with pytest.raises(NoSuchRecord):
        hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    mine.save(told(screen, practice=True))
    with pytest.raises(NotTaken, match="it is practice"):
        hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    mine.save(told(screen))
    for reader in worker().readers:
        with pytest.raises(NotTaken, match="reads the record already"):
            hand_over(mine, "aaaa-0001", reader, NOON)
    with mine.lock(told(screen)), pytest.raises(Locked):
        hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    assert mine.load("aaaa-0001") == told(screen)


def test_a_record_comes_back_with_what_was_added(mine: Records, theirs: Records, screen: Screen) -> None:
    """It goes on from the one that stayed, and takes its place."""
    mine.save(told(screen))
    take_in(theirs, hand_over(mine, "aaaa-0001", theirs.key.reader, NOON), (COLLEAGUE,), NOON)
    theirs.save(answered_so(screen, theirs.load("aaaa-0001"), [("wish", "another")]))
    back = hand_over(theirs, "aaaa-0001", mine.key.reader, NOON)
    assert take_in(mine, back, (SECRET,), NOON) == mine.load("aaaa-0001")
    assert [event.kind for event in mine.load("aaaa-0001").events[-4:]] == [
        "received",
        "corrected",
        "handed-over",
        "received",
    ]


def test_a_record_never_takes_the_place_of_another(mine: Records, theirs: Records, screen: Screen) -> None:
    """Neither an older copy, nor another screening of that id, nor over practice."""
    mine.save(told(screen))
    old = hand_over(mine, "aaaa-0001", theirs.key.reader, NOON)
    take_in(theirs, old, (COLLEAGUE,), NOON)
    before = theirs.load("aaaa-0001")
    for data in (old, seal(to_bytes(begun(screen, record_id="aaaa-0001")), (theirs.key.reader,))):
        with pytest.raises(NotTaken, match="does not go on from it"):
            take_in(theirs, data, (COLLEAGUE,), NOON)
    assert theirs.load("aaaa-0001") == before


def test_nothing_comes_over_practice(theirs: Records, screen: Screen) -> None:
    """An id stands for one screening."""
    theirs.save(told(screen, practice=True))
    with pytest.raises(NotTaken):
        take_in(theirs, seal(to_bytes(told(screen)), (theirs.key.reader,)), (COLLEAGUE,), NOON)
    assert theirs.load("aaaa-0001").practice


def test_the_agency_opens_what_a_worker_left(mine: Records, theirs: Records, screen: Screen) -> None:
    """With the recovery key, a colleague takes in a record whose worker forgot the passphrase."""
    path = mine.save(told(screen))
    taken = take_in(theirs, path.read_bytes(), (RECOVERY,), NOON)
    assert taken.events[:-1] == told(screen).events


def test_what_a_lost_key_left_here_is_taken_in_in_its_place(mine: Records, screen: Screen) -> None:
    """With a new key and the recovery key, a worker's own screenings open again; another file does not get there."""
    path = mine.save(told(screen))
    fresh = Records(mine.home, lambda: Key((COLLEAGUE,), worker().recovery))
    with pytest.raises(NotRead):
        take_in(fresh, worker().seal(to_bytes(told(screen))), (RECOVERY,), NOON)
    taken = take_in(fresh, path.read_bytes(), (RECOVERY,), NOON)
    assert fresh.load("aaaa-0001") == taken


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NotOpened),
        (b"{}", NotOpened),
        (worker().seal(b"{}"), NotOpened),
        (seal(b"", (colleague().reader,)), Faults),
        (seal(b"{}", (colleague().reader,)), Faults),
        (seal(b"[" * 100_000, (colleague().reader,)), Faults),
        (seal(b"\xff\xfe", (colleague().reader,)), Faults),
    ],
)
def test_what_is_no_record_is_not_taken_in(theirs: Records, data: bytes, refusal: type[Exception]) -> None:
    """Nothing is made of it."""
    with pytest.raises(refusal):
        take_in(theirs, data, (COLLEAGUE,), NOON)
    assert not theirs.home.exists()


@pytest.mark.parametrize("record_id", ["../../x", "CON", "-rf", "", "a" * 300])
def test_a_record_with_an_id_of_its_own_making_is_not_taken_in(theirs: Records, screen: Screen, record_id: str) -> None:
    """No file outside the folder is written."""
    data = to_bytes(told(screen)).replace(b"aaaa-0001", record_id.encode())
    with pytest.raises((NoSuchRecord, Faults)):
        take_in(theirs, seal(data, (theirs.key.reader,)), (COLLEAGUE,), NOON)
    assert [path for path in theirs.home.rglob("*") if path.is_file()] == []


def test_practice_is_not_taken_in(theirs: Records, screen: Screen) -> None:
    """It never becomes anyone's case."""
    with pytest.raises(NotTaken, match="it is practice"):
        take_in(theirs, seal(to_bytes(told(screen, practice=True)), (theirs.key.reader,)), (COLLEAGUE,), NOON)


def test_a_check_code() -> None:
    """Short enough to be read out, and another one for another file."""
    assert check_code(b"") == "e3b0-c442-98fc-1c14-9afb"
    assert check_code(b"x") != check_code(b"")
