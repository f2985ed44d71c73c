"""Screenings on disk: real and practice ones apart, and one that cannot be read never stands in another's way."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from keyring import colleague, worker
from screenkit.keys import Key
from screenkit.records import NoKey, Records
from screenkit.response import Response, happened, to_bytes
from screenkit.schemas import schema_text
from screenkit.screen import Screen
from screenkit.sealing import seal
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead, NotSaved, Store, write_over
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen

CANARY = "canary-7731"
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def told(screen: Screen, record_id: str = "k7m2-x9qd", *, practice: bool = False) -> Response:
    """A screening with one answer, which names a canary."""
    response = begun(screen, practice=practice, record_id=record_id)
    return answered_so(screen, response, [("wish", f"{CANARY} ñ [x]")])


def lay(records: Records, record_id: str, data: bytes) -> None:
    """Put a sealed file among the real ones, whatever is in it."""
    records.store(practice=False).write(record_id, worker().seal(data))


def tree(records: Records) -> list[str]:
    """Every file of the home."""
    return sorted(path.relative_to(records.home).as_posix() for path in records.home.rglob("*") if path.is_file())


def test_a_saved_screening_comes_back_as_it_was(records: Records, screen: Screen) -> None:
    """Saving and loading changes nothing."""
    response = told(screen)
    records.save(response)
    assert records.load(response.id) == response


def test_practice_lies_apart(records: Records, screen: Screen) -> None:
    """A practice screening and a real one are in different folders."""
    records.save(told(screen, "aaaa-0001"))
    records.save(told(screen, "aaaa-0002", practice=True))
    assert tree(records) == ["cases/aaaa-0001.age", "practice/aaaa-0002.json", "saved/aaaa-0001.json"]


def test_names_and_locks_hold_no_answer(records: Records, screen: Screen) -> None:
    """Only the record's own file has what was said: no name of a file, and no lock."""
    response = told(screen)
    with records.lock(response):
        records.save(response)
        assert tree(records) == ["cases/k7m2-x9qd.age", "cases/k7m2-x9qd.lock", "saved/k7m2-x9qd.json"]
        assert (records.home / "cases/k7m2-x9qd.lock").read_text().strip() == str(os.getpid())


def test_a_saved_screening_is_as_its_schema_says(records: Records, screen: Screen) -> None:
    """The file satisfies what `screenkit schema response` writes."""
    response = happened(told(screen), NOON, "noted", item="wish", text="hm")
    path = records.save(answered_so(screen, response, [("wish", "other")]))
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("response")))
    assert list(validator.iter_errors(json.loads(worker().open(path.read_bytes())))) == []


def test_no_such_screening(records: Records) -> None:
    """An id that nobody has is told apart from one that is there, and nothing is made on the way."""
    with pytest.raises(NoSuchRecord):
        records.load("k7m2-x9qd")
    assert not records.home.exists()


@pytest.mark.parametrize("name", ["../etc/passwd", "", "nul", "K7M2", "k7m2-x9qd.json", "-rf", "a" * 300])
def test_an_impossible_id_is_of_no_screening(records: Records, screen: Screen, name: str) -> None:
    """Whatever is typed for an id, no file outside is looked at."""
    records.save(told(screen))
    with pytest.raises(NoSuchRecord):
        records.load(name)


def test_a_practice_record_among_real_ones_is_refused(records: Records, screen: Screen) -> None:
    """Moving a practice file does not make it a real case."""
    practice = told(screen, practice=True)
    lay(records, practice.id, to_bytes(practice))
    with pytest.raises(Faults) as caught:
        records.load(practice.id)
    assert [fault.code for fault in caught.value.diagnostics] == ["misplaced-record"]


def test_a_record_under_another_name_is_refused(records: Records, screen: Screen) -> None:
    """One screening's file cannot be taken for another's."""
    lay(records, "bbbb-0002", to_bytes(told(screen)))
    with pytest.raises(Faults) as caught:
        records.load("bbbb-0002")
    assert [fault.code for fault in caught.value.diagnostics] == ["misplaced-record"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"seq": 2', b'"seq": 7'),
        lambda data: data.replace(b'"answered"', b'"guessed"'),
        lambda data: data.replace(b"2026-11-20T12:00:00Z", b"yesterday"),
        lambda data: data.replace(b"screenkit-response/1", b"screenkit-response/9"),
        lambda data: data.replace(b'"kind"', b'"kin"'),
        lambda _: b"",
        lambda _: b"[" * 100_000,
        lambda data: data + data,
        lambda data: data.decode().encode("utf-16"),
    ],
    ids=["cut", "disorder", "kind", "time", "format", "key", "empty", "deep", "twice", "utf-16"],
)
def test_a_spoiled_record_is_refused_without_its_words(
    records: Records, screen: Screen, spoil: Callable[[bytes], bytes]
) -> None:
    """What is wrong is told, and nothing of what was answered."""
    lay(records, "k7m2-x9qd", spoil(to_bytes(told(screen))))
    with pytest.raises(Faults) as caught:
        records.load("k7m2-x9qd")
    assert CANARY not in str(caught.value)


def test_unfinished_screenings_are_listed(records: Records, screen: Screen) -> None:
    """Finished ones are left out; real ones come before practice."""
    records.save(told(screen, "aaaa-0001", practice=True))
    records.save(told(screen, "aaaa-0002"))
    records.save(happened(told(screen, "aaaa-0003"), NOON, "completed"))
    records.save(happened(told(screen, "aaaa-0004"), NOON, "stopped"))
    assert [response.id for response in records.unfinished()] == ["aaaa-0002", "aaaa-0001"]


def test_the_last_changed_comes_first(records: Records, screen: Screen) -> None:
    """Whoever was interrupted finds that screening on top."""
    for number, record_id in enumerate(("aaaa-0001", "aaaa-0003", "aaaa-0002")):
        path = records.save(told(screen, record_id))
        os.utime(path, (number, number))
    assert [response.id for response in records.unfinished()] == ["aaaa-0002", "aaaa-0003", "aaaa-0001"]


def test_what_cannot_be_read_is_passed_over(records: Records, screen: Screen) -> None:
    """A broken, an oversized, a misplaced and a foreign file do not hide the others."""
    records.save(told(screen, "aaaa-0001"))
    lay(records, "aaaa-0002", b"{")
    lay(records, "aaaa-0003", to_bytes(told(screen, "aaaa-0003", practice=True)))
    records.store(practice=False).write("aaaa-0005", b"no age file")
    (records.home / "cases" / "aaaa-0004.age").write_bytes(b"x" * (8 * 1024 * 1024 + 1))
    assert [response.id for response in records.unfinished()] == ["aaaa-0001"]


def test_an_oversized_record_is_refused_by_name(records: Records) -> None:
    """It is not taken into memory."""
    store = records.store(practice=False)
    (store.root / "aaaa-0004.age").write_bytes(b"x" * (8 * 1024 * 1024 + 1))
    with pytest.raises(NotRead, match="too large"):
        records.load("aaaa-0004")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_others_may_write_to_is_refused(records: Records, screen: Screen) -> None:
    """Nobody else could then be kept from putting a file there."""
    records.save(told(screen))
    (records.home / "cases").chmod(0o777)
    with pytest.raises(NotSaved, match="other users"):
        records.load("k7m2-x9qd")


def test_nothing_of_a_real_screening_is_in_clear(records: Records, screen: Screen) -> None:
    """Neither its words nor its screen nor when it was; a practice one is, and is marked."""
    response = told(screen)
    with records.lock(response):
        records.save(response)
        records.save(answered_so(screen, response, [("wish", f"{CANARY} again")]))
    found = b"".join(path.read_bytes() for path in records.home.rglob("*") if path.is_file())
    assert [
        word for word in (CANARY, "wish", screen.id, "screenkit-response", "2026-11-20") if word.encode() in found
    ] == []
    path = records.save(told(screen, practice=True))
    assert CANARY.encode() in path.read_bytes()


def test_practice_needs_no_key(tmp_path: Path, screen: Screen) -> None:
    """It is saved and found without one; a real one is neither saved nor read."""
    keyless = Records(tmp_path / "home")
    keyless.save(told(screen, "aaaa-0001", practice=True))
    assert keyless.load("aaaa-0001").practice
    assert [one.id for one in keyless.unfinished()] == ["aaaa-0001"]
    with pytest.raises(NoKey):
        keyless.save(told(screen))
    Records(tmp_path / "home", worker).save(told(screen))
    with pytest.raises(NoKey):
        keyless.load("k7m2-x9qd")


def test_the_key_is_asked_for_once(tmp_path: Path, screen: Screen) -> None:
    """However much is saved and read, and only when there is something real."""
    asked: list[bool] = []

    def unlock() -> Key:
        asked.append(True)
        return worker()

    records = Records(tmp_path / "home", unlock)
    records.save(told(screen, practice=True))
    assert asked == []
    for number in range(5):
        records.save(told(screen, f"aaaa-000{number}"))
    assert len(list(records.unfinished())) == 6
    assert asked == [True]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not encrypted, or not by screenkit"),
        (b'{"format": "screenkit-response/1"}', "it is not encrypted, or not by screenkit"),
        (colleague().seal(b"{}"), "it is sealed for other keys than yours"),
        (seal(b"{}", (worker().reader,)), "it was not saved with your key: someone else made it or put it there"),
        (worker().seal(b"{}")[:-1], "it was altered or damaged since it was sealed"),
    ],
)
def test_what_is_not_the_workers_is_not_opened(records: Records, data: bytes, reason: str) -> None:
    """The reason is told, and nothing else."""
    records.store(practice=False).write("k7m2-x9qd", data)
    with pytest.raises(NotRead) as caught:
        records.load("k7m2-x9qd")
    assert str(caught.value) == f"it is not opened: {reason}"


def test_two_files_that_were_exchanged_are_refused(records: Records, screen: Screen) -> None:
    """Each is whole and the worker's own, and still not the other one."""
    first, second = (records.save(told(screen, one)) for one in ("aaaa-0001", "aaaa-0002"))
    kept = first.read_bytes()
    write_over(first, second.read_bytes())
    write_over(second, kept)
    for one in ("aaaa-0001", "aaaa-0002"):
        with pytest.raises(Faults, match="misplaced-record"):
            records.load(one)


def test_what_died_while_writing_is_cleared_away(records: Records, screen: Screen) -> None:
    """The next window that holds a record clears up after those that were killed."""
    response = told(screen)
    folder = records.save(response).parent
    for number in range(3):
        (folder / f"dead-{number}.age.00.tmp").write_bytes(b"half a record")
    with records.lock(response):
        assert list(folder.glob("*.tmp")) == []


def test_a_screening_from_before_encryption_is_not_read_as_it_is(records: Records, screen: Screen) -> None:
    """It is told how it becomes readable, and is still there."""
    Store(records.home / "cases").write("k7m2-x9qd", to_bytes(told(screen)))
    assert records.unsealed() == ("k7m2-x9qd",)
    with pytest.raises(NotRead, match="`screenkit init` encrypts it"):
        records.load("k7m2-x9qd")
    assert list(records.unfinished()) == []
    assert tree(records) == ["cases/k7m2-x9qd.json"]
