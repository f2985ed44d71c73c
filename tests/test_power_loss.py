"""A power cut at any moment of anything that is done to records: nothing that was said to be safe is lost.

Killing a process proves less: what it has written stays in the system's memory. Here the disk is modelled
(`powerloss`), and the model itself is tested by taking out what forces things to the disk.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the model is of a file system with folders that can be forced to the disk", allow_module_level=True)

from keyring import COLLEAGUE, PASSPHRASE, SECRET, lay_key, protect_quickly, worker
from powerloss import Disk, Recorder, Step, crashes, lay, recorded
from screenkit.handing import hand_over
from screenkit.keys import Key, has_key, load_key, save_key
from screenkit.outcome import complete
from screenkit.records import Records
from screenkit.resealing import reseal, seal_old
from screenkit.response import Response, to_bytes
from screenkit.restoring import accept
from screenkit.retention import Overdue, purge
from screenkit.screen import Screen
from screenkit.sealing import NotOpened, reader_of
from screenkit.setting_up import Plan, carry_out
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead, NotSaved, Store, write_new
from screenkit.witness import witness_of
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen

ID = "aaaa-0001"
READER = reader_of(COLLEAGUE)
Holds = Callable[[Path, int], bool]
"""Whether everything is as it must be in a home after a crash, when so much had been said to be safe."""


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the disk is: a folder with a home in it."""
    folder = tmp_path / "disk" / "home"
    folder.mkdir(parents=True, mode=0o700)
    return folder


def versions(screen: Screen) -> list[Response]:
    """A screening as it grows: begun, answered, corrected, finished."""
    made = [begun(screen, record_id=ID)]
    for words in ("a", "b" * 3000, "c"):
        made.append(answered_so(screen, made[-1], [("wish", words)]))
    return [*made, complete(screen, made[-1], NOON)]


def answering(home: Path, screen: Screen, recorder: Recorder) -> None:
    """A whole interview, every answer acknowledged once it is saved."""
    records = Records(home, worker)
    for number, response in enumerate(versions(screen), 1):
        records.save(response)
        recorder.acknowledge(number)


def whole(screen: Screen) -> Holds:
    """The record has everything that was acknowledged, is one of the versions, and is never taken for an older copy."""
    known = versions(screen)

    def holds(home: Path, safe: int) -> bool:
        if not safe and not (home / "cases" / f"{ID}.age").exists():
            return True
        records = Records(home, worker)
        response = records.load(ID)
        return response in known[max(safe - 1, 0) :] and not records.doubt(response)

    return holds


@dataclass(frozen=True)
class Trace:
    """A disk as it was, and what was done to it."""

    before: Disk
    steps: list[Step]

    def without(self, kind: str) -> Trace:
        """The same, had the program left something out."""
        return replace(self, steps=[step for step in self.steps if step.kind != kind])

    def violations(self, holds: Holds, folder: Path) -> tuple[int, int]:
        """In how many states that a power cut may leave something is wrong, and of how many."""
        states = {(safe, frozenset(tree.items())): tree for safe, tree in crashes(deepcopy(self.before), self.steps)}
        wrong = 0
        for (safe, _), tree in states.items():
            lay(tree, folder)
            wrong += not _is_held(holds, folder / "home", safe)
            shutil.rmtree(folder)
        return wrong, len(states)


def _is_held(holds: Holds, home: Path, safe: int) -> bool:
    """What cannot be read is not held."""
    try:
        return holds(home, safe)
    except (OSError, Faults, NoSuchRecord, NotOpened, NotRead, NotSaved):
        return False


def traced(home: Path, work: Callable[[Recorder], object]) -> Trace:
    """What the work does to the disk that the home is on."""
    before = Disk.holding(home.parent)
    with recorded(home.parent) as recorder:
        work(recorder)
    return Trace(before, recorder.steps)


def test_answers(home: Path, screen: Screen, tmp_path: Path) -> None:
    """From the first answer to the end, every answer that was shown as saved is there."""
    trace = traced(home, lambda recorder: answering(home, screen, recorder))
    wrong, states = trace.violations(whole(screen), tmp_path / "crash")
    assert wrong == 0
    assert states > 20


@pytest.mark.parametrize("left_out", ["sync file", "sync folder"])
def test_the_model_sees_what_is_left_out(home: Path, screen: Screen, tmp_path: Path, left_out: str) -> None:
    """Without forcing the file, or the folder, to the disk, answers would be lost: so the model can tell."""
    trace = traced(home, lambda recorder: answering(home, screen, recorder)).without(left_out)
    wrong, _ = trace.violations(whole(screen), tmp_path / "crash")
    assert wrong > 10


def test_overwriting_would_lose_everything(home: Path, screen: Screen, tmp_path: Path) -> None:
    """Writing straight over the file, even forced to the disk, is seen too."""
    records = Records(home, worker)
    path = records.save(versions(screen)[0])
    steps = [Step("acknowledged", number=1)]
    for number, response in enumerate(versions(screen)[1:], 2):
        name, inode = path.relative_to(home.parent).as_posix(), path.stat().st_ino
        steps += [Step("write", name, number=inode, data=worker().seal(to_bytes(response)))]
        steps += [Step("sync file", name, number=inode), Step("acknowledged", number=number)]
    wrong, _ = Trace(Disk.holding(home.parent), steps).violations(whole(screen), tmp_path / "crash")
    assert wrong > 2


def test_saying_how_far_it_is_saved_before_it_is_would_be_a_false_alarm(
    home: Path, screen: Screen, tmp_path: Path
) -> None:
    """So the record comes first: in the other order a power cut would make a whole record look like an older copy."""

    def work(recorder: Recorder) -> None:
        records = Records(home, worker)
        for number, response in enumerate(versions(screen), 1):
            records.witnesses.write(ID, witness_of(records.key, response))
            records.store(practice=False).write(ID, records.key.seal(to_bytes(response)))
            recorder.acknowledge(number)

    assert traced(home, work).violations(whole(screen), tmp_path / "crash")[0] > 2


def test_going_on_from_an_older_copy(home: Path, screen: Screen, tmp_path: Path) -> None:
    """It is an older copy until that it was accepted is on record, and then it is none any more."""
    older, newer = versions(screen)[1:3]
    records = Records(home, worker)
    copy = records.save(older).read_bytes()
    records.save(newer).write_bytes(copy)

    def work(recorder: Recorder) -> None:
        accept(Records(home, worker), ID, NOON)
        recorder.acknowledge(1)

    def holds(home: Path, safe: int) -> bool:
        there = Records(home, worker)
        response = there.load(ID)
        is_accepted = response.events[-1].kind == "older-accepted"
        return (is_accepted or (response == older and not safe)) and (bool(there.doubt(response)) or is_accepted)

    trace = traced(home, work)
    assert trace.violations(holds, tmp_path / "crash")[0] == 0
    assert trace.without("sync folder").violations(holds, tmp_path / "crash")[0] > 0


def test_other_recovery_keys_and_a_new_key(home: Path, screen: Screen, tmp_path: Path) -> None:
    """The passphrase opens a key that opens every record, all the time."""
    lay_key(home)
    records = Records(home, worker)
    for one in ("aaaa-0001", "aaaa-0002"):
        records.save(answered_so(screen, begun(screen, record_id=one), [("wish", one)]))

    def work(_: Recorder) -> None:
        both = Key((COLLEAGUE, SECRET), (READER,))
        save_key(home, both, PASSPHRASE, protect_quickly)
        reseal(Records(home, lambda: both), NOON)
        save_key(home, Key((COLLEAGUE,), (READER,)), PASSPHRASE, protect_quickly)

    def holds(home: Path, _: int) -> bool:
        there = Records(home, lambda: load_key(home, PASSPHRASE))
        return {one.id for one in there.unfinished()} == {"aaaa-0001", "aaaa-0002"}

    trace = traced(home, work)
    assert trace.violations(holds, tmp_path / "crash")[0] == 0
    assert trace.without("sync file").violations(holds, tmp_path / "crash")[0] > 0
    assert trace.without("sync folder").violations(holds, tmp_path / "crash")[0] > 0


def test_purging(home: Path, screen: Screen, tmp_path: Path) -> None:
    """A record is gone only where the sign that it was is there, and gone for good once that was said."""
    records = Records(home, worker)
    response = versions(screen)[2]
    records.save(response)

    def work(recorder: Recorder) -> None:
        purge(records, Overdue(response, NOON, 1), NOON)
        recorder.acknowledge(1)

    def holds(home: Path, safe: int) -> bool:
        there = Records(home, worker)
        is_there = (home / "cases" / f"{ID}.age").exists()
        return (
            not (is_there and safe)
            and (is_there or (home / "purged" / f"{ID}.json").stat().st_size > 0)
            and (not is_there or there.load(ID) == response)
            and there.gone() == ()
        )

    trace = traced(home, work)
    assert trace.violations(holds, tmp_path / "crash")[0] == 0
    assert trace.without("sync folder").violations(holds, tmp_path / "crash")[0] > 0


def test_handing_over(home: Path, screen: Screen, tmp_path: Path) -> None:
    """There is no file for someone else without the record saying so."""
    records = Records(home, worker)
    records.save(versions(screen)[2])
    output = home.parent / "handed.age"

    def work(_: Recorder) -> None:
        write_new(output, hand_over(records, ID, READER, NOON))

    def holds(home: Path, _: int) -> bool:
        response = Records(home, worker).load(ID)
        output = home.parent / "handed.age"
        made = output.exists() and output.stat().st_size > 0
        return not made or response.events[-1].kind == "handed-over"

    assert traced(home, work).violations(holds, tmp_path / "crash")[0] == 0


def test_encrypting_what_was_in_clear(home: Path, screen: Screen, tmp_path: Path) -> None:
    """At any moment the screening is there, in clear or encrypted."""
    response = versions(screen)[2]
    Store(home / "cases").write(ID, to_bytes(response))

    def holds(home: Path, _: int) -> bool:
        plain = home / "cases" / f"{ID}.json"
        if plain.exists() and plain.read_bytes() == to_bytes(response):
            return True
        return Records(home, worker).load(ID).events[:-1] == response.events

    trace = traced(home, lambda _: seal_old(Records(home, worker), NOON))
    assert trace.violations(holds, tmp_path / "crash")[0] == 0
    # The folder must be forced to the disk before the clear one is removed.
    assert trace.without("sync file").violations(holds, tmp_path / "crash")[0] > 0


def test_making_a_key(home: Path, tmp_path: Path) -> None:
    """There is no key, or one that opens, and once it was said that it is there, it is, with its recovery key."""
    file = home.parent / "recovery.age"

    def work(recorder: Recorder) -> None:
        carry_out(home, Plan(PASSPHRASE, (READER,), file, PASSPHRASE), protect_quickly)
        recorder.acknowledge(1)

    def holds(home: Path, safe: int) -> bool:
        if not has_key(home):
            return not safe
        return len(load_key(home, PASSPHRASE).recovery) == 2 and (home.parent / "recovery.age").stat().st_size > 0

    trace = traced(home, work)
    assert trace.violations(holds, tmp_path / "crash")[0] == 0
    assert trace.without("sync folder").violations(holds, tmp_path / "crash")[0] > 0
