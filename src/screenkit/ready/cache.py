"""A folder of one's own for what can be worked out again: never an answer, and never anything that has to be there.

What is kept may be code, so it is taken up only from a file and a folder that are this person's and nobody else's to
read or write, and only if its digest says that it is what was written, by this Python, for the same key. Anything else
is as if it were not there.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys

from screenkit.ready import folders

VARIABLE = "SCREENKIT_CACHE"
"""Names another folder; empty, nothing is kept."""
LARGEST = 8 * 1024 * 1024
_DIGEST = 32
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"))


def folder() -> str | None:
    """Where it is, whether it is there or not; None where nothing is to be kept."""
    named = os.environ.get(VARIABLE)
    path = folders.cached() if named is None else named
    return path if os.path.isabs(path) else None


def _digest(data: bytes) -> bytes:
    from hashlib import sha256

    return sha256(data).digest()


def fetch(name: str, key: bytes) -> object:
    """What was kept under that name for that key, or None."""
    data = _read(name)
    body = data[2 * _DIGEST :]
    if data[:_DIGEST] != key or data[_DIGEST : 2 * _DIGEST] != _digest(key + body):
        return None
    try:
        kept: object = marshal.loads(body)  # noqa: S302 - our own file, see above
    except (ValueError, EOFError, TypeError):
        return None
    return kept


def _read(name: str) -> bytes:
    where = folder()
    try:
        if where is None or not _is_ours(os.lstat(where), stat.S_IFDIR):
            return b""
        with open(os.open(os.path.join(where, name), _FLAGS), "rb") as file:
            data = file.read(LARGEST + 1) if _is_ours(os.fstat(file.fileno()), stat.S_IFREG) else b""
    except OSError:
        return b""
    return data if len(data) <= LARGEST else b""


def _is_ours(status: os.stat_result, kind: int) -> bool:
    """Whether nobody else has written it; on Windows the folder of a person's own programs is that person's."""
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)


def put(name: str, key: bytes, value: object) -> None:
    """Keep plain values or code under a name, in the place of what was there; where that fails nothing is kept."""
    from pathlib import Path

    from screenkit.disk import NotSaved, make_folder, write_over

    where = folder()
    if where is None:
        return
    try:
        body = marshal.dumps(value)  # type: ignore[arg-type]  # ValueError for what is not plain
        make_folder(Path(where))
        if _is_ours(os.lstat(where), stat.S_IFDIR):
            write_over(Path(where, name), key + _digest(key + body) + body)
    except (NotSaved, OSError, ValueError):
        return
