"""Where screens are, and what tells whether anything that one is made of has changed since."""

from __future__ import annotations

import os
import re
import sys

from screenkit import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHARED = "shared"
REFERENCE = "reference"
TRANSLATIONS = "translations"
# A name in a screen never leads out of its folder, whatever its letters mean to a file system.
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped() -> str:
    """The folder of screens that came with this installation, or with this source tree."""
    inside = os.path.join(_PACKAGE, "screens")
    above = os.path.dirname(os.path.dirname(_PACKAGE))
    return inside if os.path.isdir(inside) else os.path.join(above, "screens")


def name_of(kind: str, folders: Sequence[str], name: str, way: str = "") -> str:
    """What a thing is kept under that was made, in some way, from a screen of these folders; one for each Python."""
    from hashlib import sha256

    words = "\0".join((kind, way, name, sys.version, *map(os.path.abspath, folders)))
    return f"{kind}-{sha256(words.encode(errors='surrogateescape')).hexdigest()[:32]}"


def key_of(kind: str, folders: Sequence[str], name: str, way: str = "") -> bytes | None:
    """A digest of all that a screen of that name can be made of, and of the program; None where there is none.

    The program's own files are told by size and time: whoever changes one has another program of the same version.
    """
    from hashlib import sha256

    whole = sha256(f"{kind}\0{way}\0{name}\0{__version__}\0{sys.version}\0".encode())
    try:
        for part in (*_program(_PACKAGE), *_files(folders, name)):
            whole.update(b"%d\0" % len(part) + part)
    except OSError:
        return None
    return whole.digest()


def _program(folder: str) -> Iterator[bytes]:
    with os.scandir(folder) as found:
        for one in sorted(found, key=lambda entry: entry.name):
            if one.name.endswith(".py"):
                status = one.stat()
                yield f"{one.name} {status.st_size} {status.st_mtime_ns}".encode()
            elif "." not in one.name and one.name not in ("__pycache__", "screens") and one.is_dir():
                yield from _program(one.path)


def screen_file(folders: Sequence[str], name: str) -> str | None:
    """The file of the screen of that name, or None."""
    if not NAME.fullmatch(name):
        return None
    paths = (os.path.join(folder, f"{name}.yaml") for folder in folders)
    return next((path for path in paths if os.path.isfile(path)), None)


def _files(folders: Sequence[str], name: str) -> Iterator[bytes]:
    """Each file that the screen can be made of, with its place in the order of folders; OSError where one is gone."""
    path = screen_file(folders, name)
    if path is None:
        raise FileNotFoundError
    beside = os.path.join(os.path.dirname(path), TRANSLATIONS, f"{name}.yaml")
    yield _read(path)
    yield _read(beside) if os.path.isfile(beside) else b""
    for folder in folders:
        for inside in (SHARED, os.path.join(SHARED, TRANSLATIONS), REFERENCE):
            yield inside.encode()
            for file in _yaml(os.path.join(folder, inside)):
                yield os.fsencode(file)
                yield _read(os.path.join(folder, inside, file))


def _yaml(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    except FileNotFoundError:
        return []


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
