"""The front door for scripts: `validate` of records that are all as they should be, before anything is imported.

It answers only where it is certain, and then in the same words; everything else, each option that it does not know and
each record in doubt, is left to the whole program, which then sees the command as if nobody had been here.
"""

from __future__ import annotations

import os
import stat
import sys

from screenkit.ready import cache, folders, shelves
from screenkit.ready.fine import KIND, decoded, no_fault, taken_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

_MOST_FILES = 4_999
_MOST_BYTES = 4 * 1024 * 1024
# What `validate` looks for in a folder, and leaves to the whole program.
_OTHERS = (".ndjson", ".yaml", ".yml", ".csv", ".tsv", ".age")


class _Unsure(Exception):  # noqa: N818 - nothing is wrong
    """This is for the whole program."""


def answered(words: Sequence[str]) -> bool:
    """Whether the command was answered here."""
    try:
        folders, paths = _typed(words)
        count = _count(_files(paths), _Screens(folders).fine)
    except (_Unsure, OSError, ValueError):
        return False
    if not count or sys.stdout is None:
        return False
    try:
        sys.stdout.write(f"{no_fault(count)}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever closed the pipe has read enough
    return True


def _typed(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The folders of screens and the paths of `[--screens FOLDER]… validate PATH…`."""
    place = 0
    named: list[str] = []
    while words[place : place + 1] == ["--screens"]:
        named += words[place + 1 : place + 2]
        place += 2
    paths = list(words[place + 1 :])
    if words[place : place + 1] != ["validate"] or not paths or any(path.startswith("-") for path in paths):
        raise _Unsure
    if os.path.lexists(folders.settings()) or (not named and "SCREENKIT_SCREENS" in os.environ):
        raise _Unsure
    if not all(os.path.isdir(folder) for folder in named):
        raise _Unsure
    return [*named, shelves.shipped()], paths


def _files(paths: Sequence[str]) -> list[str]:
    """Every file of records, each once."""
    found = [file for path in paths for file in (_inside(path) if os.path.isdir(path) else [path])]
    if len(found) > _MOST_FILES or (len(paths) > 1 and len(set(map(os.path.normpath, found))) < len(found)):
        raise _Unsure
    return found


def _inside(folder: str) -> Iterator[str]:
    for where, inside, files in os.walk(folder):
        if any(os.path.islink(os.path.join(where, one)) for one in inside):
            raise _Unsure
        for file in files:
            if file.lower().endswith(_OTHERS):
                raise _Unsure
            if file.lower().endswith((".json", ".jsonl")):
                yield os.path.join(where, file)


class _Screens:
    """What tells of each screen's records that they are fine."""

    def __init__(self, folders: list[str]) -> None:
        self.folders = folders
        self.known: dict[str, Callable[[Mapping[str, Any], bytes], bool | None]] = {}

    def fine(self, data: bytes) -> bool:
        """Whether a text is a record that is certainly as it should be."""
        record = decoded(data)
        name = record and record.get("screen")
        if record is None or not isinstance(name, str):
            return False  # saved by screenkit, perhaps, with all that happened
        fine = self.known.get(name) or self._take_up(name)
        return fine(record, data) is True

    def _take_up(self, name: str) -> Callable[[Mapping[str, Any], bytes], bool | None]:
        if not shelves.NAME.fullmatch(name):
            raise _Unsure
        key = shelves.key_of(KIND, self.folders, name)
        kept = key and cache.fetch(shelves.name_of(KIND, self.folders, name), key)
        if not kept:
            raise _Unsure
        self.known[name] = taken_up(kept)
        return self.known[name]


def _count(files: Sequence[str], fine: Callable[[bytes], bool]) -> int:
    """How many records there are, all of them fine."""
    count, left = 0, _MOST_BYTES
    for file in files:
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as read:
            status = os.fstat(read.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _Unsure
            data = read.read(min(status.st_size, left) + 1)
        left -= len(data)
        if left < 0:
            raise _Unsure
        for record in _records(file, data):
            if not fine(record):
                raise _Unsure
            count += 1
    return count


def _records(file: str, data: bytes) -> Sequence[bytes]:
    if file.endswith(".json"):
        return [data]
    if file.endswith(".jsonl"):
        return [line for line in data.split(b"\n") if line and not line.isspace()]
    raise _Unsure
