"""Where records come from: files, folders, globs and standard input, cut into records with their places."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Literal, NamedTuple

from screenkit.batch.result import Fault
from screenkit.diagnostics import Diagnostic
from screenkit.response import RECORD_LIMITS

Form = Literal["json", "jsonl", "yaml", "csv", "kobo", "redcap", "age"]
FORMS: tuple[Form, ...] = ("json", "jsonl", "yaml", "csv", "kobo", "redcap")
SUFFIXES: Mapping[str, Form] = MappingProxyType(
    {
        ".json": "json",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".yaml": "yaml",
        ".yml": "yaml",
        ".csv": "csv",
        ".tsv": "csv",
        ".age": "age",
    },
)
LONGEST = RECORD_LIMITS.size


class Record(NamedTuple):
    """One record as it was found: text or a mapping, or why there is none; `line` is where it begins."""

    data: bytes | Mapping[str, Any]
    line: int
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file of records, or standard input (`-`)."""

    path: Path
    form: Form

    @property
    def name(self) -> str:
        """As it is told."""
        return self.path.as_posix()


class NotFound(Exception):  # noqa: N818 - what was named is not there
    """A path that leads to no file of records; the message says why."""


def sources(paths: Iterable[str], form: Form | None) -> list[Source]:
    """Every file that the paths name, each once and in order; raises `NotFound`."""
    return list(dict.fromkeys(source for path in paths for source in _sources(path, form)))


def _sources(path: str, form: Form | None) -> Iterator[Source]:
    if path == "-":
        yield Source(Path(path), form or "jsonl")
        return
    found = Path(path)
    if found.is_dir():
        yield from _inside(found, form)
    elif found.exists():
        yield Source(found, form or _form_of(found))
    elif re.search(r"[*?\[]", path):
        yield from (one for name in _matching(path) for one in _sources(name, form))
    else:
        raise NotFound(f"there is no file {path}")


def _matching(pattern: str) -> list[str]:
    """What a pattern matches, for shells that leave that to the program."""
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - a pattern may begin anywhere


def _inside(folder: Path, form: Form | None) -> Iterator[Source]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            yield Source(path, form or _form_of(path))


def _form_of(path: Path) -> Form:
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise NotFound(f"what {path} holds cannot be told from its name: say it with --input")
    return form


def lines(file: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Record]:
    """The records of a part of a file with one on each line; a line belongs to the part in which it begins.

    No more than one line is ever held, and of one that is too long only its beginning.
    """
    place = start
    for number, data in enumerate(iter(partial(file.readline, LONGEST + 1), b""), 1):
        if end is not None and place >= end:
            return
        place += len(data)
        if len(data) > LONGEST:
            place += _skip(file)
            yield Record(b"", number, (_too_long(),))
        elif not data.isspace():
            text = data.removeprefix(b"\xef\xbb\xbf") if start == 0 and number == 1 else data
            yield Record(text.rstrip(b"\r\n"), number)


def _skip(file: BinaryIO) -> int:
    """Read on to the end of the line without keeping it; how much that was."""
    skipped = 0
    for data in iter(partial(file.readline, LONGEST), b""):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _too_long() -> Fault:
    return Fault(
        "too-large", (), f"this record is larger than {LONGEST:,} bytes", "is each record on a line of its own?"
    )


def first_line_after(file: BinaryIO, place: int) -> int:
    """Where the first line that begins at a place of the file, or after it, begins."""
    if place == 0:
        return 0
    file.seek(place - 1)
    while True:
        data = file.readline(LONGEST)
        if not data or data.endswith(b"\n"):
            return file.tell()


def told(diagnostic: Diagnostic) -> Fault:
    """A diagnostic of a whole file as the fault of its only record."""
    place = diagnostic.place
    line, column = (place.line, place.column) if place else (0, 0)
    return Fault(diagnostic.code, (), diagnostic.message, diagnostic.hint, line, column)
