"""What the store promises about files: whole or not at all, for their owner only, one window at a time."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import screenkit
from screenkit.store import (
    MAX_BYTES,
    Locked,
    NoSuchRecord,
    NotRead,
    NotSaved,
    Store,
    check_id,
    new_id,
    write_new,
    write_over,
)

ID = "k7m2-x9qd"
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes, links, pipes, signals or limits")


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs some code with the store at hand."""
    code = f"import sys\nfrom pathlib import Path\nfrom screenkit.store import *\n{code}"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(screenkit.__file__).parent.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that another process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> list[str]:
    """All further lines of another process that ends."""
    assert process.stdout is not None
    # Not `communicate`: it would lose what `readline` has taken from the pipe beyond its line.
    lines = process.stdout.read().splitlines()
    process.communicate()
    return lines


def names(folder: Path) -> list[str]:
    """The names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> str:
    """The permissions of a file or folder."""
    return f"{path.lstat().st_mode & 0o7777:o}"


def test_new_ids() -> None:
    """A new id is twice four letters or digits that cannot be taken for each other, and is another one every time."""
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(check_id(one) and len(one) == 9 and one[4] == "-" for one in ids)
    assert set("".join(ids)) == set("0123456789abcdefghjkmnpqrstvwxyz-")


@pytest.mark.parametrize("text", ["a", "7", "k7m2-x9qd", "a-", "con-1", "console", "com10", "a" * 64])
def test_ids(text: str) -> None:
    """An id is up to 64 small letters, digits and hyphens, and starts with no hyphen."""
    assert check_id(text)


NO_IDS = [
    "",
    "-a",
    "A",
    "a.b",
    "a/b",
    "../a",
    "a\\b",
    "a b",
    "a\n",
    "a\0",
    "ñ",
    "１",
    "a_b",
    "a" * 65,
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "lpt9",
]


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id(text: str, tmp_path: Path) -> None:
    """A text that could leave the folder, or name a device on Windows, is no record's id in any call."""
    store = Store(tmp_path / "store")
    assert not check_id(text)
    with pytest.raises(NoSuchRecord):
        store.write(text, b"{}")
    with pytest.raises(NoSuchRecord):
        store.read(text)
    with pytest.raises(NoSuchRecord), store.lock(text):
        pass
    assert names(store.root) == []


def test_write_and_read(tmp_path: Path) -> None:
    """A record is read back byte for byte, and nothing but its file is left in the folder."""
    store = Store(tmp_path / "store")
    data = bytes(range(256)) * 1000 + b"\r\n\n\x1a"
    assert store.write(ID, data) == tmp_path / "store" / "k7m2-x9qd.json"
    assert store.read(ID) == data
    assert names(store.root) == ["k7m2-x9qd.json"]


def test_write_again(tmp_path: Path) -> None:
    """A record takes the place of its last version, longer or shorter or empty."""
    store = Store(tmp_path / "store")
    for data in (b"first", b"the second", b"3", b""):
        store.write(ID, data)
        assert store.read(ID) == data
    assert names(store.root) == ["k7m2-x9qd.json"]


def test_no_such_record(tmp_path: Path) -> None:
    """A record that was never written is not there."""
    with pytest.raises(NoSuchRecord):
        Store(tmp_path / "store").read(ID)


def test_the_newest_first(tmp_path: Path) -> None:
    """Records are listed by the time they were last written; other files, and folders, are not listed."""
    store = Store(tmp_path / "store")
    for name, seconds in (("a", 20), ("b", 30), ("c", 10)):
        os.utime(store.write(name, b"{}"), (seconds, seconds))
    with store.lock("a"):
        pass
    (store.root / "d.json").mkdir()
    for name in ("e.json.0123456789abcdef.tmp", "notes.txt", "F.json", ".json", "g.h.json"):
        (store.root / name).write_bytes(b"{}")
    assert store.ids() == ("b", "a", "c")


def test_too_large_to_write(tmp_path: Path) -> None:
    """A record of 8 MiB is saved; one byte more, which could not be read again, is not."""
    store = Store(tmp_path / "store")
    store.write(ID, b"x" * MAX_BYTES)
    with pytest.raises(NotSaved, match=r"^the file is too large$"):
        store.write(ID, b"y" * (MAX_BYTES + 1))
    assert store.read(ID) == b"x" * MAX_BYTES


def test_too_large_to_read(tmp_path: Path) -> None:
    """A file that no store wrote is read no further than 8 MiB."""
    store = Store(tmp_path / "store")
    os.truncate(store.write(ID, b""), MAX_BYTES + 1)
    with pytest.raises(NotRead, match=r"^the file is too large$") as caught:
        store.read(ID)
    assert caught.value.path == store.root / "k7m2-x9qd.json"


def test_the_folder_goes_away(tmp_path: Path) -> None:
    """When the folder is removed during an interview, saving says so."""
    store = Store(tmp_path / "store")
    store.root.rmdir()
    with pytest.raises(NotSaved, match=r"^the folder is not there$") as caught:
        store.write(ID, b"{}")
    assert caught.value.path == store.root / "k7m2-x9qd.json"
    with pytest.raises(NotSaved, match=r"^the folder is not there$"), store.lock(ID):
        pass


@contextmanager
def calls(*wanted: str) -> Iterator[list[str]]:
    """The calls of the system, of those wanted, in their order."""
    seen: list[str] = []

    def watch(_frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and getattr(called, "__name__", "") in wanted:
            seen.append(getattr(called, "__name__", ""))

    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(None)


def test_forced_to_the_disk_in_order(tmp_path: Path) -> None:
    """A file is forced to the disk before it is moved to its place, and the folder's names after it."""
    store = Store(tmp_path / "store")
    with calls("write", "fsync", "replace") as seen:
        store.write(ID, b"{}")
    assert seen == ["write", "fsync", "replace"] + ([] if sys.platform == "win32" else ["fsync"])


@posix
def test_new_folders_are_forced_to_the_disk(tmp_path: Path) -> None:
    """The name of every folder that is made is forced to the disk, or a first record could be lost with it."""
    with calls("mkdir", "fsync") as seen:
        Store(tmp_path / "agency" / "store")
    assert seen == ["mkdir", "fsync", "mkdir", "fsync"]


NOWHERE = """
import os
os.chdir(sys.argv[1])
os.rmdir(sys.argv[1])
Store(Path("store"))
"""


@posix
def test_a_folder_nowhere(tmp_path: Path) -> None:
    """A folder that cannot be made, because not even the one it would stand in is there, is told."""
    process = start(NOWHERE, tmp_path)
    _, err = process.communicate()
    assert err.splitlines()[-1] == "screenkit.disk.NotSaved: the folder is not there"


FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
store = Store(Path(sys.argv[1]))
store.write("k7m2-x9qd", b"old" * 3000)
store.write("k7m2-x9qd", b"Marisol" * 3000)
"""


@posix
def test_disk_full(tmp_path: Path) -> None:
    """When only a part fits, the last version stays, nothing else is left, and no word of the record is told."""
    process = start(FULL, tmp_path / "store")
    out, err = process.communicate()
    assert (out, err.splitlines()[-1]) == ("", "screenkit.disk.NotSaved: the file is too large")
    assert "Marisol" not in err
    assert Store(tmp_path / "store").read(ID) == b"old" * 3000
    assert names(tmp_path / "store") == ["k7m2-x9qd.json"]


NEW_FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
write_new(Path(sys.argv[1]) / "summary.md", b"Marisol" * 3000)
"""


@posix
def test_disk_full_for_a_new_file(tmp_path: Path) -> None:
    """A file that does not fit leaves nothing behind, not even its name."""
    process = start(NEW_FULL, tmp_path)
    _, err = process.communicate()
    assert err.splitlines()[-1] == "screenkit.disk.NotSaved: the file is too large"
    assert names(tmp_path) == []


NEW_KILLED = """
import os, signal
from screenkit import disk
disk._sync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
write_new(Path(sys.argv[1]) / "summary.md", b"Marisol" * 3000)
"""


@linux
def test_killed_while_writing_a_new_file(tmp_path: Path) -> None:
    """Until all of it is on the disk it has no name: what was written of it goes with the process."""
    process = start(NEW_KILLED, tmp_path)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["open", "link"])
@linux
def test_a_disk_without_files_that_have_no_name(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There a new file is written beside its place, as on other systems."""
    real = getattr(os, call)

    def refusing(path: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
        if call == "link" or rest[0] & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
        return real(path, *rest, **named)

    monkeypatch.setattr(os, call, refusing)
    with calls("replace") as seen:
        write_new(tmp_path / "summary.md", b"# Summary")
    assert seen == ["replace"]
    assert names(tmp_path) == ["summary.md"]
    assert (tmp_path / "summary.md").read_bytes() == b"# Summary"


WRITER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
store, number = Store(Path(sys.argv[1])), int(sys.argv[2])
while True:
    number += 1
    store.write("k7m2-x9qd", b"%d\\n" % number * 20_000)
    print(number, flush=True)
"""


def test_killed_while_writing(tmp_path: Path) -> None:
    """A process killed at any moment leaves the record whole, with everything it had said was saved."""
    store, stored, torn = Store(tmp_path / "store"), 0, 0
    for round_ in range(36):
        writer = start(WRITER, store.root, stored)
        said = [line_of(writer)]
        time.sleep(round_ % 12 / 2000)
        writer.kill()
        said += ended(writer)
        lines = store.read(ID).split()
        assert lines == [lines[0]] * 20_000
        stored = int(lines[0])
        assert int(said[-1]) <= stored <= int(said[-1]) + 1
        torn += any(name.endswith(".tmp") for name in names(store.root))
        store.remove_stale()
        assert names(store.root) == ["k7m2-x9qd.json", "k7m2-x9qd.lock"][: 1 + bool(torn)]
    # Had no process been killed in the middle of writing, this would have shown nothing.
    assert torn > 0


@posix
def test_interrupted_while_writing(tmp_path: Path) -> None:
    """Ctrl-C in the middle of writing leaves the record whole and nothing beside it."""
    store, stored = Store(tmp_path / "store"), 0
    for round_ in range(8):
        writer = start(WRITER, store.root, stored)
        said = [line_of(writer)]
        time.sleep(round_ / 2000)
        writer.send_signal(signal.SIGINT)
        said += ended(writer)
        lines = store.read(ID).split()
        assert lines == [lines[0]] * 20_000
        stored = int(lines[0])
        assert int(said[-1]) <= stored <= int(said[-1]) + 1
        assert names(store.root) == ["k7m2-x9qd.json"]


HOLDER = """
with Store(Path(sys.argv[1])).lock("k7m2-x9qd"):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_one_window_at_a_time(tmp_path: Path) -> None:
    """A record that another process holds is refused with its process id, and only that record."""
    store = Store(tmp_path / "store")
    (store.root / "k7m2-x9qd.lock").write_bytes(b"1234567890\n")  # of a process long gone
    holder = start(HOLDER, store.root)
    assert line_of(holder) == "locked"
    with pytest.raises(Locked) as caught, store.lock(ID):
        pass
    assert str(caught.value) == f"the case is open in another window (pid {holder.pid})"
    with store.lock("another"):
        pass
    holder.communicate()
    with store.lock(ID):
        pass


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """The lock of a process that was killed is free at once."""
    store = Store(tmp_path / "store")
    holder = start(HOLDER, store.root)
    assert line_of(holder) == "locked"
    holder.kill()
    holder.communicate()
    with store.lock(ID):
        pass


def test_locked_twice_in_one_process(tmp_path: Path) -> None:
    """A process does not get a record twice; after an error inside, the record is free again."""
    store = Store(tmp_path / "store")
    with pytest.raises(Locked, match=rf"\(pid {os.getpid()}\)$"), store.lock(ID), store.lock(ID):
        pass
    with store.lock(ID):
        store.write(ID, b"{}")
        assert store.read(ID) == b"{}"


def test_a_lock_file_with_other_words(tmp_path: Path) -> None:
    """What stands in a lock file is told only if it is a process id."""
    store = Store(tmp_path / "store")
    with store.lock(ID):
        (store.root / "k7m2-x9qd.lock").write_bytes(b"\x1b[31mMarisol")
        with pytest.raises(Locked, match=r"^the case is open in another window$"), store.lock(ID):
            pass


def test_stale_files_are_removed(tmp_path: Path) -> None:
    """What died while writing is removed, except of a record that is open now; all other files stay."""
    store = Store(tmp_path / "store")
    store.write("dead", b"{}")
    for name in ("dead.json.00.tmp", "dead.json.01.tmp", "k7m2-x9qd.json.02.tmp", "UPPER.json.03.tmp", "notes.tmp"):
        (store.root / name).write_bytes(b"half a rec")
    holder = start(HOLDER, store.root)
    assert line_of(holder) == "locked"
    store.remove_stale()
    holder.communicate()
    assert [name for name in names(store.root) if not name.endswith(".lock")] == [
        "UPPER.json.03.tmp",
        "dead.json",
        "k7m2-x9qd.json.02.tmp",
        "notes.tmp",
    ]


@pytest.fixture(params=["000", "022", "777"])
def under_umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder, under a umask that is not ours to choose."""
    before = os.umask(int(request.param, 8))
    yield tmp_path
    os.umask(before)


@posix
def test_for_the_owner_only(under_umask: Path) -> None:
    """Under any umask folders are 0700, and records, locks and outputs 0600."""
    store = Store(under_umask / "agency" / "store")
    path = store.write(ID, b"{}")
    with store.lock(ID):
        pass
    write_new(store.root / "summary.md", b"")
    assert [mode(folder) for folder in (store.root, store.root.parent)] == ["700", "700"]
    assert [mode(store.root / name) for name in names(store.root)] == ["600", "600", "600"]
    path.chmod(0o644)
    store.write(ID, b"{}")
    assert mode(path) == "600"


@posix
@pytest.mark.parametrize("permissions", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_for_others(permissions: int, tmp_path: Path) -> None:
    """A folder to which others may write is no place for records."""
    tmp_path.chmod(permissions)
    with pytest.raises(NotSaved, match=r"^other users may write to the folder$") as caught:
        Store(tmp_path)
    assert caught.value.path == tmp_path


@posix
def test_a_folder_behind_a_link(tmp_path: Path) -> None:
    """A link is no folder for records, whether or not it leads somewhere."""
    (tmp_path / "link").symlink_to(tmp_path / "store")
    for _ in range(2):
        with pytest.raises(NotSaved, match=r"^it is a link, or no folder$"):
            Store(tmp_path / "link")
        (tmp_path / "store").mkdir(exist_ok=True)
    assert names(tmp_path / "store") == []


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    """Where a file stands there can be no folder for records, nor one in it."""
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(NotSaved, match=r"^it is a link, or no folder$"):
        Store(tmp_path / "store")
    with pytest.raises(NotSaved):
        Store(tmp_path / "store" / "inside")


@posix
def test_a_link_for_a_record(tmp_path: Path) -> None:
    """A link in the place of a record or its lock is neither read nor followed nor replaced."""
    store = Store(tmp_path / "store")
    for name in ("k7m2-x9qd.json", "k7m2-x9qd.lock"):
        (store.root / name).symlink_to(tmp_path / "elsewhere")
    for _ in range(2):  # leading nowhere, and to a file
        with pytest.raises(NotSaved, match=r"^something other than an ordinary file stands there$"):
            store.write(ID, b"new")
        with pytest.raises(NotRead, match=r"^something other than an ordinary file stands there$"):
            store.read(ID)
        with pytest.raises(NotSaved, match=r"^something other than an ordinary file stands there$"), store.lock(ID):
            pass
        (tmp_path / "elsewhere").write_bytes(b"old")
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    assert names(store.root) == ["k7m2-x9qd.json", "k7m2-x9qd.lock"]
    assert store.ids() == ()


@posix
def test_a_pipe_for_a_record(tmp_path: Path) -> None:
    """A pipe in the place of a record is refused, not waited for."""
    store = Store(tmp_path / "store")
    if sys.platform != "win32":
        os.mkfifo(store.root / "k7m2-x9qd.json")
    with pytest.raises(NotRead):
        store.read(ID)
    with pytest.raises(NotSaved):
        store.write(ID, b"{}")


def test_a_folder_for_a_record(tmp_path: Path) -> None:
    """A folder in the place of a record or an output is refused."""
    store = Store(tmp_path / "store")
    (store.root / "k7m2-x9qd.json").mkdir()
    with pytest.raises(NotRead):
        store.read(ID)
    with pytest.raises(NotSaved):
        store.write(ID, b"{}")
    for write in (write_new, write_over):
        with pytest.raises(NotSaved, match=r"^something other than an ordinary file stands there$"):
            write(store.root / "k7m2-x9qd.json", b"{}")
    assert names(store.root) == ["k7m2-x9qd.json"]


def test_a_new_file(tmp_path: Path) -> None:
    """A file that was asked for is written under the very name that was asked for."""
    path = tmp_path / "Ñandú summary (1).md"
    write_new(path, b"# Summary\n")
    assert path.read_bytes() == b"# Summary\n"
    assert names(tmp_path) == ["Ñandú summary (1).md"]


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    """A file that is already there stays; only being told to overwrite it does so."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"mine")
    with pytest.raises(NotSaved, match=r"^a file of that name is already there$"):
        write_new(path, b"new")
    assert path.read_bytes() == b"mine"
    write_over(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["summary.md"]


def test_a_file_nowhere(tmp_path: Path) -> None:
    """A file without a name, with too long a name or in a folder that is not there is not written."""
    for path in (Path(), tmp_path / ("x" * 256), tmp_path / "missing" / "summary.md"):
        with pytest.raises(NotSaved):
            write_new(path, b"new")
        with pytest.raises(NotSaved):
            write_over(path, b"new")
    assert names(tmp_path) == []


@posix
def test_a_new_file_behind_a_link(tmp_path: Path) -> None:
    """A link in the place of an output is refused, whether or not it leads somewhere."""
    path = tmp_path / "summary.md"
    path.symlink_to(tmp_path / "elsewhere")
    for write in (write_new, write_over):
        with pytest.raises(NotSaved, match=r"^something other than an ordinary file stands there$"):
            write(path, b"new")
    assert names(tmp_path) == ["summary.md"]
