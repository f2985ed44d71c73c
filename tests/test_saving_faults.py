"""Every call to the system that saving makes fails once, in every way that a disk can fail: nothing saved is lost."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from keyring import PASSPHRASE, lay_key, protect_quickly, worker
from screenkit import disk
from screenkit.keys import load_key, save_key
from screenkit.records import Records
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.store import NotSaved
from scripted import ONE_QUESTION, answered_so, begun, small_screen

CALLS = ("open", "fsync", "link", "replace", "close")
WAYS = (errno.ENOSPC, errno.EIO, errno.EDQUOT if sys.platform != "win32" else errno.EIO, errno.EACCES, errno.EROFS)


@contextmanager
def failing(number: int, way: int) -> Iterator[list[str]]:
    """The call of that number to the disk fails, before it does anything; the calls, by name."""
    made: list[str] = []

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
            made.append(name)
            if len(made) == number:
                raise OSError(way, os.strerror(way))
            return real(*arguments, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrapped(name, getattr(os, name)))
        patch.setattr(disk, "open", wrapped("write", torn(number == 0)), raising=False)
        yield made


def torn(always: bool) -> Callable[..., Any]:  # noqa: FBT001 - whether every write stops half way
    """What opens a file that, if wished, takes half of what is written and then fails."""

    class Torn:
        def __init__(self, file: Any) -> None:  # noqa: ANN401 - a file
            self.file = file

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def fileno(self) -> int:
            return int(self.file.fileno())

        def write(self, data: memoryview) -> int:
            self.file.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open_(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
        file = open(*arguments, **named)  # noqa: PTH123, SIM115 - closed by whoever opened it
        return Torn(file) if always and "w" in file.mode + str(arguments) else file

    return open_


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """One question."""
    return small_screen(tmp_path, ONE_QUESTION)


def versions(screen: Screen, number: int) -> list[Response]:
    """A screening as it grows."""
    made = [begun(screen)]
    for one in range(number - 1):
        made.append(answered_so(screen, made[-1], [("wish", f"answer {one}")]))
    return made


def calls_of_one_save(screen: Screen, home: Path) -> int:
    """How many calls saving makes."""
    records = Records(home, worker)
    records.save(begun(screen))
    with failing(-1, 0) as made:
        records.save(begun(screen))
    assert set(made) >= {"open", "write", "fsync", "replace"} - ({"fsync"} if sys.platform == "win32" else set())
    return len(made)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: errno.errorcode[way])
def test_every_call_fails_once(screen: Screen, tmp_path: Path, way: int) -> None:
    """What was saved before is there, whole, or the new one is; the next try saves it."""
    refused = 0
    for number in range(1, calls_of_one_save(screen, tmp_path / "count") + 1):
        records = Records(tmp_path / f"home-{number}", worker)
        before, after = versions(screen, 2)
        records.save(before)
        with failing(number, way):
            saved = _saves(records, after)
        refused += not saved
        found = records.load(before.id)
        assert found in (before, after)
        assert found == after or not saved
        records.save(after)
        assert records.load(before.id) == after
        assert [path.name for path in (records.home / "cases").iterdir()] == [f"{before.id}.age"]
    assert refused > 2


def test_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """Whatever fails: what was asked for is there whole, or nothing is."""
    for number in range(1, 30):
        folder = tmp_path / f"folder-{number}"
        folder.mkdir()
        with failing(number, errno.EIO) as made:
            said = _writes(folder / "summary.md")
        assert [path.read_bytes() for path in folder.iterdir()] in ([b"# Summary"], [] if not said else None)
        if len(made) < number:
            return
    pytest.fail("there are more calls than that")


def _writes(path: Path) -> bool:
    try:
        disk.write_new(path, b"# Summary")
    except NotSaved:
        return False
    return True


def _saves(records: Records, response: Response) -> bool:
    try:
        records.save(response)
    except NotSaved:
        return False
    return True


def test_half_written(screen: Screen, tmp_path: Path) -> None:
    """The disk takes half of the record and is full: the old one stays, and nothing beside it."""
    records = Records(tmp_path / "home", worker)
    before, after = versions(screen, 2)
    records.save(before)
    with failing(0, 0), pytest.raises(NotSaved, match=r"^the disk is full$"):
        records.save(after)
    assert records.load(before.id) == before
    assert [path.name for path in (records.home / "cases").iterdir()] == [f"{before.id}.age"]


@pytest.mark.parametrize("number", range(1, 9))
def test_a_key_is_never_half_changed(tmp_path: Path, number: int) -> None:
    """With every call that fails, the old passphrase or the new one opens the key."""
    lay_key(tmp_path)
    with failing(number, errno.EIO):
        try:
            save_key(tmp_path, worker(), "another passphrase", protect_quickly)
            opens = "another passphrase"
        except NotSaved:
            opens = ""
    passphrases = [opens] if opens else [PASSPHRASE, "another passphrase"]
    assert any(_opens(tmp_path, passphrase) for passphrase in passphrases)


def _opens(home: Path, passphrase: str) -> bool:
    from screenkit.sealing import NotOpened  # noqa: PLC0415 - for this alone

    try:
        return load_key(home, passphrase) == worker()
    except NotOpened:
        return False
