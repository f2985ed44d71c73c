"""An older copy that is put back whole, and a record that is gone, are noticed; a person decides what goes on."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from keyring import COLLEAGUE, colleague, worker
from screenkit.caseload import Unread, every
from screenkit.handing import hand_over, take_in
from screenkit.keys import Key
from screenkit.records import Older, Records
from screenkit.resealing import reseal
from screenkit.response import Response, happened, to_bytes
from screenkit.restoring import NothingToAccept, accept
from screenkit.retention import Overdue, purge
from screenkit.screen import Screen
from screenkit.store import NoSuchRecord
from screenkit.witness import TOLD, witness_of
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen
from test_cli import lay_out, start_here

CANARY = "canary-7731"
GONE = TOLD["gone-record"]
ID = "aaaa-0001"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def grown(screen: Screen, number: int, words: str = CANARY) -> Response:
    """A screening with so many events."""
    response = begun(screen, record_id=ID)
    return answered_so(screen, response, [("wish", f"{words} {one}") for one in range(number - 1)])


def put_back(records: Records, response: Response) -> Path:
    """Put a copy that the worker once saved into its place, whole, without what says how far it was saved."""
    path = records.home / "cases" / f"{response.id}.age"
    path.write_bytes(records.key.seal(to_bytes(response)))
    return path


def test_what_was_saved_last_is_in_no_doubt(records: Records, screen: Screen) -> None:
    """After every save, and when the same is saved once more because nobody knew whether it was."""
    for number in (1, 2, 2, 5):
        response = grown(screen, number)
        records.save(response)
        assert records.doubt(records.load(ID)) == ""


def test_an_older_copy_is_noticed(records: Records, screen: Screen) -> None:
    """However much older: it is told with both numbers, opened, and nothing is written over it."""
    records.save(grown(screen, 5))
    for number in (1, 4):
        path = put_back(records, grown(screen, number))
        copy = path.read_bytes()
        words = f"an older copy stands in its place: it has {number} events, and 5 were saved here"
        response = records.load(ID)
        assert records.doubt(response) == words
        with pytest.raises(Older, match="an older copy"), records.lock(response):
            pass
        with pytest.raises(Older, match="an older copy"):
            records.save(response)
        assert path.read_bytes() == copy


@pytest.mark.parametrize("number", [5, 6, 9])
def test_a_copy_that_was_gone_on_with_elsewhere_is_noticed(records: Records, screen: Screen, number: int) -> None:
    """With as many events or more, it is still not what was saved here."""
    records.save(grown(screen, 5))
    response = happened(grown(screen, 4), NOON, "paused")
    while len(response.events) < number:
        response = answered_so(screen, response, [("wish", "another")])
    put_back(records, response)
    assert records.doubt(records.load(ID)) == (
        "another copy stands in its place: it does not go on from the 5 events saved here"
    )
    with pytest.raises(Older, match="another copy"):
        records.save(happened(response, NOON, "paused"))


def test_a_crash_between_the_two_files_is_no_doubt(records: Records, screen: Screen) -> None:
    """The record is then further on than what is said of it; the next save mends that."""
    records.save(grown(screen, 3))
    put_back(records, grown(screen, 4))
    assert records.doubt(records.load(ID)) == ""
    records.save(grown(screen, 5))
    put_back(records, grown(screen, 4))
    assert records.doubt(records.load(ID)).startswith("an older copy")


def nothing(path: Path, _: Records, __: Screen) -> None:
    """It was removed, too."""
    path.unlink()


def older(path: Path, records: Records, screen: Screen) -> None:
    """It was put back together with the record."""
    path.write_bytes(witness_of(records.key, grown(screen, 2)))


def elses(path: Path, _: Records, screen: Screen) -> None:
    """Somebody else says how far it was."""
    path.write_bytes(witness_of(colleague(), grown(screen, 9)))


def forged(path: Path, _: Records, __: Screen) -> None:
    """Someone without the key has changed a number in it."""
    data = json.loads(path.read_bytes())
    path.write_text(json.dumps({**data, "events": 1}))


def broken(path: Path, _: Records, __: Screen) -> None:
    """It is no such file at all."""
    path.write_bytes(b"{")


@pytest.mark.parametrize("spoil", [nothing, older, elses, forged, broken])
def test_what_is_not_defended(records: Records, screen: Screen, spoil: Callable[[Path, Records, Screen], None]) -> None:
    """Whoever also changes what says how far it was saved is not noticed, and raises no false alarm either."""
    records.save(grown(screen, 5))
    put_back(records, grown(screen, 2))
    spoil(records.home / "saved" / f"{ID}.json", records, screen)
    assert records.doubt(records.load(ID)) == ""


def test_two_that_were_exchanged(records: Records, screen: Screen) -> None:
    """What says how far a record was saved is for that record only."""
    for one, number in ((ID, 2), ("aaaa-0002", 5)):
        records.save(grown(screen, number).model_copy(update={"id": one}))
    folder = records.home / "saved"
    shutil.copy(folder / "aaaa-0002.json", folder / f"{ID}.json")
    assert records.doubt(records.load(ID)) == ""


def test_a_record_that_is_gone_is_told(records: Records, screen: Screen) -> None:
    """Unless it was purged; what somebody else left there is not taken for one."""
    for one in (ID, "aaaa-0002", "aaaa-0003"):
        records.save(grown(screen, 2).model_copy(update={"id": one}))
    (records.home / "cases" / f"{ID}.age").unlink()
    purge(records, Overdue(records.load("aaaa-0002"), NOON, 1), NOON)
    records.witnesses.write("aaaa-0009", witness_of(colleague(), grown(screen, 2)))
    assert records.gone() == (ID,)
    found = list(every(records, practice=False))
    assert [one for one in found if isinstance(one, Unread)] == [Unread(ID, GONE)]
    assert not (records.home / "saved" / "aaaa-0002.json").exists()


def test_every_list_tells_of_an_older_copy(records: Records, screen: Screen) -> None:
    """It is listed with what is there, and told beside it."""
    records.save(grown(screen, 5))
    put_back(records, grown(screen, 2))
    first, second = every(records, practice=False)
    words = "an older copy stands in its place: it has 2 events, and 5 were saved here"
    assert first == grown(screen, 2)
    assert second == Unread(ID, f"{words}; `screenkit explain older-record` says more")


def test_going_on_from_an_older_copy(records: Records, screen: Screen) -> None:
    """It is on record what was missing, and from then on it is no older copy."""
    records.save(grown(screen, 5))
    put_back(records, grown(screen, 2))
    words = "an older copy stands in its place: it has 2 events, and 5 were saved here"
    assert accept(records, ID, NOON) == words
    response = records.load(ID)
    assert (response.events[-1].kind, response.events[-1].text) == ("older-accepted", words)
    assert records.doubt(response) == ""
    with records.lock(response):
        records.save(happened(response, NOON, "paused"))


def test_going_on_without_a_record(records: Records, screen: Screen) -> None:
    """There is a sign that it was there, and it is told no more."""
    records.save(grown(screen, 2))
    (records.home / "cases" / f"{ID}.age").unlink()
    assert accept(records, ID, NOON) == "it is gone"
    assert records.gone() == ()
    assert records.is_purged(ID)


def test_there_is_nothing_to_accept(records: Records, screen: Screen) -> None:
    """Of a record that is as it was saved, of none, and of what can be none."""
    records.save(grown(screen, 2))
    with pytest.raises(NothingToAccept):
        accept(records, ID, NOON)
    for name in ("aaaa-0009", "../aaaa-0001", ""):
        with pytest.raises(NoSuchRecord):
            accept(records, name, NOON)


def test_a_newer_copy_is_taken_in(records: Records, screen: Screen, tmp_path: Path) -> None:
    """What a colleague was handed mends it; a copy as old as the one that is here does not."""
    hers = Records(tmp_path / "hers", colleague)
    records.save(grown(screen, 5))
    old = put_back(records, grown(screen, 5)).read_bytes()
    newer = hand_over(records, ID, colleague().reader, NOON)
    taken = take_in(hers, newer, colleague().secrets, NOON)
    back = hand_over(hers, ID, worker().reader, NOON)
    (records.home / "cases" / f"{ID}.age").write_bytes(old)
    with pytest.raises(Older):
        take_in(records, old, records.key.secrets, NOON)
    take_in(records, back, records.key.secrets, NOON)
    assert records.load(ID).events[: len(taken.events)] == taken.events
    assert records.doubt(records.load(ID)) == ""


def test_a_new_key_vouches_for_what_the_old_one_did(records: Records, screen: Screen) -> None:
    """An older copy is left as it was and told, and noticed with the new key, too; the others are encrypted anew."""
    for one in (ID, "aaaa-0002"):
        records.save(grown(screen, 5).model_copy(update={"id": one}))
    put_back(records, grown(screen, 2))
    changed = Records(records.home, lambda: Key((COLLEAGUE, *worker().secrets), worker().recovery))
    found = reseal(changed, NOON)
    assert found.done == ["aaaa-0002"]
    assert [one for one, _ in found.left] == [ID]
    assert changed.doubt(changed.load("aaaa-0002")) == ""
    assert changed.doubt(changed.load(ID)).startswith("an older copy")
    only = Records(records.home, colleague)
    assert only.doubt(only.load("aaaa-0002")) == ""


def test_practice_has_none(records: Records, screen: Screen) -> None:
    """An older copy of an exercise does no harm, and there is no key."""
    response = begun(screen, practice=True, record_id=ID)
    records.save(happened(response, NOON, "paused"))
    records.save(response)
    assert records.doubt(records.load(ID)) == ""
    assert not (records.home / "saved").exists()


def test_it_says_nothing_of_what_was_said(records: Records, screen: Screen) -> None:
    """Only how many events there were; the same answer gives another digest with another key."""
    records.save(grown(screen, 3))
    data = json.loads((records.home / "saved" / f"{ID}.json").read_bytes())
    assert set(data) == {"format", "id", "events", "digest", "proof"}
    assert CANARY not in json.dumps(data)
    assert json.loads(witness_of(colleague(), grown(screen, 3)))["digest"] != data["digest"]


def test_it_is_far_quicker_than_a_person(records: Records, screen: Screen) -> None:
    """Noticing takes no more than a moment, also of a long interview."""
    response = grown(screen, 400)
    records.save(response)
    put_back(records, grown(screen, 399))
    began = time.process_time()
    assert records.doubt(records.load(ID))
    assert time.process_time() - began < 5


OPTIONS = "--passphrase-from passphrase.txt --screens screens"
WORDS = (
    "an older copy stands in its place: it has 6 events, and 7 were saved here; "
    "`screenkit explain older-record` says more"
)


def told(folder: Path, words: str) -> tuple[str, str, int]:
    """What a command says on both streams, and its exit code."""
    out, err, code = start_here(f"screenkit {OPTIONS} {words}", folder)
    return out.decode(), err.decode(), code


@pytest.mark.parametrize(
    ("words", "code"),
    [("cases", 1), ("due", 1), ("verify", 1), ("verify aaaa-0003", 1), ("summary aaaa-0003", 0), ("report", 1)],
)
def test_every_command_that_reads_says_so(tmp_path: Path, words: str, code: int) -> None:
    """And shows what there is."""
    old_copy(tmp_path)
    _, err, found = told(tmp_path, words)
    assert (err, found) == (f"aaaa-0003: {WORDS}\n", code)


@pytest.mark.parametrize(
    "words",
    [
        "done aaaa-0003 ask_again",
        "disclose aaaa-0003 --to family --output copy.txt",
        f"export aaaa-0003 --to {colleague().reader} --output handed.age",
    ],
)
def test_no_command_writes_over_it(tmp_path: Path, words: str) -> None:
    """Exit code 5: nothing is saved, and nothing has left."""
    path = old_copy(tmp_path)
    before = path.read_bytes()
    _, err, code = told(tmp_path, words)
    assert code == 5
    assert f"not saved: {WORDS}" in err
    assert path.read_bytes() == before
    assert not (tmp_path / "copy.txt").exists()
    assert not (tmp_path / "handed.age").exists()


def test_a_person_decides(tmp_path: Path) -> None:
    """What is accepted is on record, and then everything goes on."""
    old_copy(tmp_path)
    out, err, code = told(tmp_path, "verify aaaa-0003 --accept")
    words = WORDS.partition(";")[0]
    assert (out, err, code) == (f"aaaa-0003: accepted, and on record: {words}\n", "", 0)
    assert told(tmp_path, "verify aaaa-0003 --accept")[1:] == (
        "screenkit: aaaa-0003 is as it was saved here: there is nothing to accept\n",
        3,
    )
    assert told(tmp_path, "cases")[1:] == ("", 0)
    assert told(tmp_path, "verify --accept")[1:] == (
        "screenkit: name the screening: each is accepted by itself\n",
        2,
    )


def test_one_that_is_gone_is_told_and_accepted(tmp_path: Path) -> None:
    """In the lists and where it is asked for."""
    lay_out(tmp_path, ("aaaa-0001", "aaaa-0003"))
    (tmp_path / "home" / "cases" / "aaaa-0003.age").unlink()
    assert told(tmp_path, "cases")[1:] == (f"aaaa-0003: {GONE}\n", 1)
    assert told(tmp_path, "summary aaaa-0003")[1:] == (f"screenkit: there is no screening aaaa-0003: {GONE}\n", 2)
    assert told(tmp_path, "verify aaaa-0003 --accept")[2] == 0
    assert told(tmp_path, "cases")[1:] == ("", 0)
    assert "purged/aaaa-0003.json says when it went" in told(tmp_path, "summary aaaa-0003")[1]


def old_copy(folder: Path) -> Path:
    """A home in which a finished screening was exchanged for a copy from before it was handed over."""
    lay_out(folder, ("aaaa-0003",))
    records = Records(folder / "home", worker)
    response = records.load("aaaa-0003")
    records.save(happened(response, NOON, "handed-over", text=colleague().reader))
    return put_back(records, response)
