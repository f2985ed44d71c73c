"""Files from disk; anything that is not an ordinary file is refused before it can block or never end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from screenkit.diagnostics import Diagnostic
from screenkit.source.build import too_large
from screenkit.source.document import LIMITS, Document, Faults
from screenkit.source.json_tokens import read_json
from screenkit.source.yaml_events import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

_WINDOWS_LOOP = 1921


def read_file(path: Path, name: str | None = None, *, confidential: bool = False) -> Document:
    """Return the document in a file, JSON when its name ends so, or refuse it with every fault that can be seen."""
    shown = str(path) if name is None else name
    data = _contents(path, shown)
    read = read_json if path.suffix.lower() == ".json" else read_yaml
    return read(data, shown, confidential=confidential)


def _contents(path: Path, name: str) -> bytes:
    try:
        fault = _kind(path.stat(), name)
        if fault is None:
            with open(path, "rb", opener=_without_waiting) as file:
                # Asked again of what was opened: a pipe may have taken the place of the file.
                fault = _kind(os.fstat(file.fileno()), name)
                data = b"" if fault else file.read(LIMITS.size + 1)
    except (OSError, ValueError) as error:
        fault = _refused(error, name)
    if fault is not None:
        raise Faults([fault])
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _kind(status: os.stat_result, name: str) -> Diagnostic | None:
    if stat.S_ISDIR(status.st_mode):
        return _fault("is-directory", "this is a directory, not a file", name)
    if not stat.S_ISREG(status.st_mode):
        return _fault("not-a-file", "this is a device, pipe or socket, not a file", name)
    return too_large(name) if status.st_size > LIMITS.size else None


def _refused(error: OSError | ValueError, name: str) -> Diagnostic:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _fault("no-such-file", "there is no such file", name)
    if isinstance(error, PermissionError):
        return _fault("unreadable-file", "you may not read this file", name, "ask its owner for the right to read it")
    if getattr(error, "errno", None) == errno.ELOOP or getattr(error, "winerror", None) == _WINDOWS_LOOP:
        return _fault("symlink-loop", "this link leads back to itself", name)
    return _fault("unreadable-file", "the system cannot read this file", name)


def _fault(code: str, message: str, name: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(code, message, name, None, None, hint)
