"""What may stand or happen where screenings are kept: full of leftovers, oddly named, without locks, at odd times."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from keyring import PASSPHRASE, lay_key, worker
from screenkit import disk
from screenkit.caseload import every, worked_on
from screenkit.interview import time_taken
from screenkit.outcome import complete, verify
from screenkit.places import warnings_of
from screenkit.records import Records
from screenkit.response import Response, from_bytes, happened, to_bytes
from screenkit.screen import Screen
from screenkit.store import NotSaved, Store, write_over
from scripted import NOON, ONE_QUESTION, answered_so, begun, small_screen
from test_cli import environment, lay_out, start, start_here

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes, links and limits")
ID = "k7m2-x9qd"
OPTIONS = "--passphrase-from passphrase.txt --screens screens"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def told(screen: Screen, record_id: str = ID) -> Response:
    """A screening with one answer."""
    return answered_so(screen, begun(screen, record_id=record_id), [("wish", "canary-7731")])


@pytest.mark.parametrize("ids", [1, 100])
def test_ten_thousand_leftovers_are_cleared_in_a_moment(records: Records, screen: Screen, ids: int) -> None:
    """Of one screening or of many: opening one takes them away, under the lock, and waits for none."""
    response = told(screen)
    folder = records.save(response).parent
    for number in range(10_000):
        (folder / f"dead-{number % ids}.age.{number:016x}.tmp").touch()
    began = time.process_time()
    with records.lock(response):
        took = time.process_time() - began
        assert list(folder.glob("*.tmp")) == []
    assert took < 5
    assert records.load(ID) == response


@posix
def test_a_link_among_the_leftovers_is_removed_and_not_followed(records: Records, screen: Screen) -> None:
    """What it leads to stays."""
    response = told(screen)
    folder = records.save(response).parent
    (folder / "precious").write_bytes(b"mine")
    (folder / "dead.age.00.tmp").symlink_to(folder / "precious")
    with records.lock(response):
        assert list(folder.glob("*.tmp")) == []
    assert (folder / "precious").read_bytes() == b"mine"


@posix
@pytest.mark.parametrize("mode", [0o770, 0o777, 0o1777])
def test_a_home_for_others_is_refused(records: Records, screen: Screen, mode: int) -> None:
    """They could put another folder in the place of that of the screenings, however well that one is kept."""
    records.save(told(screen))
    records.home.chmod(mode)
    for call in (lambda: records.load(ID), lambda: records.save(told(screen))):
        with pytest.raises(NotSaved, match=r"^other users may write to the folder$"):
            call()


@posix
def test_a_home_behind_a_link_is_looked_at_where_it_leads(records: Records, screen: Screen) -> None:
    """A link to an encrypted disk is fine, one to a folder for all is not."""
    records.save(told(screen))
    link = records.home.parent / "link"
    link.symlink_to(records.home)
    assert Records(link, worker).load(ID) == told(screen)
    records.home.chmod(0o777)
    with pytest.raises(NotSaved, match=r"^other users may write to the folder$"):
        Records(link, worker).load(ID)


@posix
def test_a_disk_without_locks(records: Records, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some folders over a network have none: no screening is begun there, and it is said why."""
    import fcntl  # noqa: PLC0415 - Windows has none

    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    words = r"^this disk cannot keep two windows from one screening: name another folder$"
    with pytest.raises(NotSaved, match=words), records.lock(told(screen)):
        pass


def test_a_virus_scanner_that_lets_go_after_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times the file cannot be moved, then it can, as on Windows: it is saved."""
    tries = []
    real = os.replace

    def replace(before: str, after: str) -> None:
        tries.append(before)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real(before, after)

    monkeypatch.setattr(disk, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(os, "replace", replace)
    write_over(tmp_path / "record", b"new")
    assert (tmp_path / "record").read_bytes() == b"new"
    tries.clear()
    monkeypatch.setattr(disk, "_PAUSES", (0.0,))
    with pytest.raises(NotSaved, match=r"^permission is denied$"):
        write_over(tmp_path / "record", b"newer")
    assert (tmp_path / "record").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


@posix
@pytest.mark.parametrize("name", ["two words\nñandú – ¿?", "-rf", "a" * 200, "%s {0} $HOME\x1b[2J"])
def test_a_home_of_any_name(screen: Screen, tmp_path: Path, name: str) -> None:
    """Screenings are kept, listed and gone on with there, and nothing that is told of it steers the terminal."""
    home = tmp_path / name
    lay_key(home)
    Records(home, worker).save(told(screen))
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE)
    command = [sys.executable, "-m", "screenkit", "--home", str(home), "--passphrase-from", "passphrase.txt"]
    for words, code in ((["cases"], 0), (["done", ID], 1), (["summary", "aaaa-0009"], 2)):
        process = _run([*command, *words], tmp_path)
        assert process.returncode == code, process.stderr
        assert b"\x1b" not in process.stdout + process.stderr
        assert b"Traceback" not in process.stderr


def _run(command: list[str], folder: Path, **settings: str | None) -> subprocess.CompletedProcess[bytes]:
    env = {name: value for name, value in {**environment(folder), **settings}.items() if value is not None}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, stdin=subprocess.DEVNULL)


@posix
@pytest.mark.parametrize("home", [None, "", "/dev/null/at/all"])
def test_without_a_home_of_the_person(tmp_path: Path, home: str | None) -> None:
    """HOME may be unset, empty or wrong: what needs no folder works, and what does says why it cannot."""
    settings = {"HOME": home, "SCREENKIT_HOME": None, "XDG_DATA_HOME": None}
    for words in (["list"], ["cases", "--practice"], ["doctor"]):
        process = _run([sys.executable, "-m", "screenkit", *words], tmp_path, **settings)
        assert process.returncode in (0, 1, 3), process.stderr
        assert b"Traceback" not in process.stderr
        assert b"fault" not in process.stderr
    assert not (tmp_path / "~").exists()


@posix
def test_a_hundred_screenings_in_a_row_leave_nothing_open(records: Records, screen: Screen) -> None:
    """Every file that is opened is closed: the number of open ones does not grow."""
    folder = Path("/dev/fd")
    counts = []
    for number in range(100):
        response = told(screen, f"aaaa-{number:04}")
        records.save(response)
        with records.lock(response):
            records.save(happened(records.load(response.id), NOON, "paused"))
        counts.append(len(list(folder.iterdir())))
    assert len(list(every(records, practice=False))) == 100
    assert counts[-1] == counts[0] == len(list(folder.iterdir()))


@pytest.mark.parametrize("jump", [-timedelta(days=1), timedelta(days=365), -timedelta(days=365 * 60)])
def test_a_clock_that_was_set_otherwise(records: Records, screen: Screen, jump: timedelta) -> None:
    """Between two sittings, back or on: what was said keeps its order, and what follows stays the same."""
    response = happened(told(screen), NOON, "paused")
    response = answered_so(screen, happened(response, NOON + jump, "resumed"), [])
    changed = happened(response, NOON + jump, "corrected", item="wish", answer="later words")
    ended = complete(screen, changed, NOON + jump)
    records.save(ended)
    found = records.load(ID)
    assert found == from_bytes(to_bytes(ended), "screening") == ended
    assert [event.seq for event in found.events] == list(range(1, len(found.events) + 1))
    assert records.doubt(found) == ""
    assert list(verify(screen, found)) == []
    assert worked_on(found) == NOON + jump
    assert time_taken(found, NOON + jump) == timedelta(0)


def test_another_time_zone_in_the_middle(tmp_path: Path) -> None:
    """A laptop that travels: the record is listed, gone on with and verified as before, wherever it is then."""
    lay_out(tmp_path, ())
    lay_key(tmp_path / "home")
    words = f"screenkit {OPTIONS} run after-school --answers answers.yaml"
    assert start(f"TZ=America/Denver {words}", tmp_path).returncode == 0
    (path,) = (tmp_path / "home" / "cases").glob("*.age")
    words = f"screenkit {OPTIONS} summary {path.stem} --format json"
    here, there = (start(f"TZ={zone} {words}", tmp_path).stdout for zone in ("America/Denver", "Asia/Tokyo"))
    assert here == there != b""
    process = start(f"TZ=Pacific/Kiritimati screenkit {OPTIONS} verify {path.stem}", tmp_path)
    assert (process.returncode, process.stdout) == (
        0,
        f"{path.stem}: leads to the same (after-school 1.2.0)\n".encode(),
    )


@posix
def test_an_output_where_it_would_spread_is_told(tmp_path: Path) -> None:
    """A summary in a Git repository or a folder that synchronises is written as was wished, and it is said."""
    lay_out(tmp_path, ("aaaa-0003",))
    for name in ("OneDrive", "work"):
        (tmp_path / name).mkdir()
    (tmp_path / "work" / ".git").mkdir()
    for name in ("OneDrive", "work"):
        (why,) = warnings_of(tmp_path / name)
        _, err, code = start_here(f"screenkit {OPTIONS} summary aaaa-0003 --output {name}/copy.txt", tmp_path)
        words = f"{name}/copy.txt is no good place for it: {why}.\nwritten: {name}/copy.txt\n"
        assert (err.decode(), code) == (words, 0)


@posix
def test_a_link_for_an_output(tmp_path: Path) -> None:
    """It is neither followed nor replaced, wherever it leads."""
    lay_out(tmp_path, ("aaaa-0003",))
    for target in ("nowhere", "answers.yaml"):
        (tmp_path / "copy.txt").unlink(missing_ok=True)
        (tmp_path / "copy.txt").symlink_to(tmp_path / target)
        before = (tmp_path / "answers.yaml").read_bytes()
        _, err, code = start_here(f"screenkit {OPTIONS} summary aaaa-0003 --output copy.txt", tmp_path)
        assert (err, code) == (b"screenkit: copy.txt is already there; nothing is ever written over it\n", 2)
        assert (tmp_path / "answers.yaml").read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_the_answers_are_no_output(tmp_path: Path) -> None:
    """Naming the same file for both writes over nothing."""
    lay_out(tmp_path, ("key",))
    before = (tmp_path / "answers.yaml").read_bytes()
    words = "run after-school --answers answers.yaml --output answers.yaml"
    _, err, code = start_here(f"screenkit {OPTIONS} {words}", tmp_path)
    assert (err, code) == (b"screenkit: answers.yaml is already there; nothing is ever written over it\n", 2)
    assert (tmp_path / "answers.yaml").read_bytes() == before


def test_two_names_that_a_disk_takes_for_one(tmp_path: Path) -> None:
    """Some disks do not tell large letters from small ones: no id has large ones, so none stands for another."""
    store = Store(tmp_path / "store", ".age")
    store.write("k7m2-x9qd", b"mine")
    (store.root / "K7M2-X9QE.age").write_bytes(b"another")
    assert store.ids() == ("k7m2-x9qd",)
    assert store.read("k7m2-x9qd") == b"mine"
