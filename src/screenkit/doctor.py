"""Whether this machine and this terminal are fit for an interview, told part by part."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TextIO

from screenkit import __version__
from screenkit.disk import AtPath
from screenkit.keys import has_key, how_to_close
from screenkit.places import warnings_of
from screenkit.records import KINDS
from screenkit.shelf import Shelf
from screenkit.store import Store
from screenkit.terminal import Choice, choose_face

_LETTERS = "ñ á ¿ « » “ ” – ʼ"
_NARROWEST, _LOWEST = 40, 12
_GIGA = 10**9


@dataclass(frozen=True)
class Finding:
    """One fact; `fault` says what it keeps one from, and `hint` the way out."""

    part: str
    words: str
    is_fault: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Place:
    """What a run was told: where screenings are, where screens are looked for, and when a page hides by itself."""

    home: Path
    shelf: Shelf
    config: Path
    hide_after: int


def examine(place: Place, plain: bool | None) -> Iterator[Finding]:  # noqa: FBT001 - as the person said
    """Everything that matters for an interview, in the order in which it is told."""
    system = f"{platform.system()} {platform.release()}"
    yield Finding("program", f"screenkit {__version__}, Python {platform.python_version()}, {system}")
    yield from _terminal()
    yield from _face(choose_face(plain), place.hide_after)
    yield from _extras()
    yield from _store(place.home)
    yield from _screens(place.shelf)
    yield Finding("settings", f"{place.config} {'is read' if place.config.is_file() else 'is not there: none are set'}")


def _terminal() -> Iterator[Finding]:
    streams = (("input", sys.stdin), ("output", sys.stdout), ("error", sys.stderr))
    found = [name for name, stream in streams if stream is not None and not stream.closed and stream.isatty()]
    missing = [name for name, _ in streams if name not in found]
    words = f"standard {' and '.join(found)}" if found else "none of the three standard streams"
    elsewhere = f"; standard {' and '.join(missing)} not" if found and missing else ""
    yield Finding("terminal", f"{words} {'are' if len(found) > 1 else 'is'} a terminal{elsewhere}")
    yield Finding("terminal", f"TERM is {os.environ.get('TERM') or 'not set'}")
    size = shutil.get_terminal_size()
    narrow = size.columns < _NARROWEST or size.lines < _LOWEST
    hint = f"make the window at least {_NARROWEST} columns wide and {_LOWEST} rows high" if narrow else ""
    yield Finding("terminal", f"{size.columns} columns, {size.lines} rows", hint=hint)
    asked = "NO_COLOR is set" if os.environ.get("NO_COLOR") else "NO_COLOR is not set"
    yield Finding("terminal", f"colour is never used; {asked}")
    yield from _letters(sys.stdout)


def _letters(stream: TextIO | None) -> Iterator[Finding]:
    encoding = getattr(stream, "encoding", None) or "none"
    try:
        _LETTERS.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        hint = "set LANG to one that ends in UTF-8, or PYTHONUTF8=1; without it some letters are shown as escapes"
        yield Finding("letters", f"the encoding is {encoding}, which lacks some Spanish letters", hint=hint)
    else:
        yield Finding("letters", f"the encoding is {encoding}; these should be legible: {_LETTERS}")


def _face(choice: Choice, minutes: int) -> Iterator[Finding]:
    hint = "" if choice.face else "`screenkit run SCREEN --answers FILE` works without one"
    yield Finding("face", f"{choice.face or 'none'}, because {choice.why}", hint=hint)
    if choice.face == "visual":
        when = f"after {minutes} minutes without a key" if minutes else "never"
        yield Finding("face", f"hides by itself: {when}; `hide-after` in the settings says when")
    elif choice.face == "plain":
        yield Finding("face", "hides when :hide is typed, not by itself: what was written stays in the window")


def _extras() -> Iterator[Finding]:
    try:
        wanted = extras_of(metadata.requires("screenkit") or ())
    except metadata.PackageNotFoundError:
        yield Finding("extras", "screenkit is run from its folder; which extras there are is not known")
        return
    for extra, packages in wanted.items():
        missing = [package for package in packages if not _is_there(package)]
        hint = f"pip install 'screenkit[{extra}]'" if missing else ""
        words = f"lacks {', '.join(missing)}" if missing else f"is there ({', '.join(packages)})"
        yield Finding("extras", f"{extra} {words}", hint=hint)


def extras_of(requires: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The packages of each extra, from the requirements as the installed package lists them."""
    found: dict[str, list[str]] = {}
    for requirement in requires:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)
        extra = re.search(r"""extra == ["']([a-z0-9_-]+)["']""", requirement)
        if name and extra and name[0] != "screenkit":
            found.setdefault(extra[1], []).append(name[0])
    return {extra: tuple(packages) for extra, packages in found.items()}


def _is_there(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _store(home: Path) -> Iterator[Finding]:
    existing = next((folder for folder in (home, *home.parents) if folder.exists()), home)
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        yield Finding("store", f"nothing can be saved in {home}", is_fault=True, hint="name another folder with --home")
        return
    yield Finding("store", f"screenings are kept in {home}{'' if home.exists() else ', which is made when needed'}")
    for kind in KINDS:
        if (home / kind).exists():
            yield from _folder(home / kind)
    free = shutil.disk_usage(existing).free / _GIGA
    yield Finding("store", f"{free:.1f} GB are free there")
    for reason in warnings_of(home):
        yield Finding("store", f"it is no good place for records: {reason}", hint="name another folder with --home")
    yield _key(home)


def _key(home: Path) -> Finding:
    if not has_key(home):
        words = "there is no key yet, only practice screenings can be kept"
        return Finding("store", words, hint="`screenkit init` makes one")
    if mend := how_to_close(home):
        return Finding("store", "the key is there, and other users can read it", hint=f"`{mend}` ends that")
    return Finding("store", "the key is there")


def _folder(folder: Path) -> Iterator[Finding]:
    try:
        count = len(Store(folder, ".age" if folder.name == KINDS[False] else ".json").ids())
    except AtPath as refusal:
        yield Finding("store", f"{folder}: {refusal}", is_fault=True)
    else:
        yield Finding("store", f"{folder.name}: {count}")


def _screens(shelf: Shelf) -> Iterator[Finding]:
    names = shelf.names()
    words = f"{len(names)}: {', '.join(names)}" if names else "there are none"
    yield Finding("screens", words, is_fault=not names)
