"""The one way to the disk: a file is there whole or not at all; names and bytes are known here, not what they say.

A file is written beside its place, forced to the disk, and only then moved there: what a function here has returned
from outlives a crash and a power cut. Where the system can do that, a new file has no name at all until then, so that
a program that is killed leaves no part of it. Files are their owner's only, 0600 in folders of 0700, whatever the
umask.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

MAX_BYTES = 8 * 1024 * 1024
# What not every system has: no newline is translated, no link followed, no pipe waited for.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
# A virus scanner or a synchronising folder may hold a file for a moment: 2.5 seconds in all.
_PAUSES = (0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.24) if sys.platform == "win32" else ()
WORDS = {
    errno.EACCES: "permission is denied",
    errno.EEXIST: "a file of that name is already there",
    errno.EFBIG: "the file is too large",
    errno.ELOOP: "something other than an ordinary file stands there",
    errno.ENOENT: "the folder is not there",
    errno.ENOLCK: "this disk cannot keep two windows from one screening: name another folder",
    errno.ENOSPC: "the disk is full",
    errno.ENOTDIR: "a file stands where a folder is needed",
}
# How a disk, or a system that is older than such files, says that it has none without a name.
_NO_UNNAMED = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL)
WRITABLE = "other users may write to the folder"
_READING = {errno.ENOENT: "there is no such file"}


class AtPath(Exception):  # noqa: N818 - a fact, as a person is told it
    """Something about a path, and which."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path


class NotSaved(AtPath):
    """Nothing could be written or locked at a path, and why; what stood there before still does.

    Only where the last step failed, forcing the folder to the disk, the new file may stand there already.
    """


class NotRead(AtPath):
    """A record is there and cannot be read, and why."""


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file of at most 8 MiB; raises `NotRead`."""
    try:
        with open(open_file(path, os.O_RDONLY), "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotRead(path, _READING.get(error.errno or 0) or in_words(error)) from None
    if len(data) > MAX_BYTES:
        raise NotRead(path, WORDS[errno.EFBIG])
    return data


def write_new(path: Path, data: bytes) -> None:
    """Write a file that someone asked for, and refuse if anything of that name is there."""
    try:
        is_written = _write_unnamed(path, data)
    except OSError as error:
        raise NotSaved(path, in_words(error)) from None
    if not is_written:
        _save(path, data, _move_new)


def write_over(path: Path, data: bytes) -> None:
    """Write a file in the place of an older one or of none, and refuse if something other than a file is there."""
    _save(path, data, _replace)


def write_over_soon(path: Path, data: bytes) -> None:
    """The same without waiting for the name: after a power cut the older file may stand there, and always a whole one.

    Waiting for the name takes as long as the file itself, and only what was promised to a person is worth it.
    """
    _save(path, data, _replace, _leave)


def remove(path: Path) -> None:
    """Remove a file so that it stays removed after a power cut; one that is not there is none; raises `NotSaved`."""
    try:
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise NotSaved(path, in_words(error)) from None


def _save(
    path: Path,
    data: bytes,
    move: Callable[[Path, Path], None],
    settle: Callable[[Path], None] | None = None,
) -> None:
    temp = path.parent / f"{path.name}.{secrets.token_hex(8)}.tmp"
    try:
        _write_through(temp, data)
        move(temp, path)
        (settle or _sync_folder)(path.parent)
    except OSError as error:
        raise NotSaved(path, in_words(error)) from None
    finally:
        with suppress(OSError):  # after an interruption too; once moved, it is gone
            temp.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    with open(open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb", buffering=0) as file:
        _fill(file, data)


def _fill(file: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # a nearly full disk takes a part and reports no error
        rest = rest[file.write(rest) :]
    _sync(file.fileno())


def _write_unnamed(path: Path, data: bytes) -> bool:
    """Whether the file was written without a name, which it got once it was whole; only Linux has such files."""
    if sys.platform != "linux":
        return False
    _refuse_special(path)
    try:
        descriptor = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError as error:
        if error.errno in _NO_UNNAMED:
            return False
        raise
    if is_named := _fill_and_name(descriptor, path, data):
        _sync_folder(path.parent)
    return is_named


def _fill_and_name(descriptor: int, path: Path, data: bytes) -> bool:
    with open(descriptor, "wb", buffering=0) as file:
        _for_its_owner(descriptor)
        _fill(file, data)
        return _name(descriptor, path)


def _name(descriptor: int, path: Path) -> bool:
    """Whether a file without a name got that one; a name that is taken is refused."""
    if sys.platform != "linux":
        return False
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Only with the number of a folder is the link in /proc followed to the file itself.
        os.link(f"/proc/self/fd/{descriptor}", path.name, src_dir_fd=folder, dst_dir_fd=folder)
    except FileExistsError:
        raise
    except OSError:
        return False
    finally:
        os.close(folder)
    return True


def _move_new(temp: Path, path: Path) -> None:
    # Taking the name with an empty file, which only a crash leaves so, refuses without a race on every file system.
    os.close(open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        _replace(temp, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _replace(temp: Path, path: Path) -> None:
    _refuse_special(path)
    for pause in _PAUSES:
        with suppress(PermissionError):
            temp.replace(path)
            return
        time.sleep(pause)
    temp.replace(path)


def open_file(path: Path, flags: int) -> int:
    """A descriptor of an ordinary file, which is for its owner only if it is made here."""
    _refuse_special(path)
    descriptor = os.open(path, flags | _FLAGS, 0o600)
    if flags & os.O_CREAT:
        _for_its_owner(descriptor)
    return descriptor


def _for_its_owner(descriptor: int) -> None:
    """Give a file that was just made the mode 0600, of which the umask may have taken something."""
    if sys.platform != "win32":
        # A umask only takes from 0600, so a file system that cannot change modes does no harm.
        with suppress(OSError):
            os.fchmod(descriptor, 0o600)


def _refuse_special(path: Path) -> None:
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _sync(descriptor: int) -> None:
    """Force a file to the disk, and past the disk's own cache where the system must be asked for that."""
    if sys.platform == "darwin":
        with _if_able():
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk; Windows opens no folder, and keeps its names in a journal."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with _if_able():
            _sync(descriptor)
    finally:
        os.close(descriptor)


def _leave(folder: Path) -> None:
    """Let the system force the names to the disk when it does."""
    del folder


@contextmanager
def _if_able() -> Iterator[None]:
    """Let pass what some file systems, mostly over a network, cannot do at all."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
            raise


def make_folder(folder: Path) -> None:
    """Make a folder and those it stands in, for their owner only, and force their names to the disk."""
    if folder.is_dir() or folder == folder.parent:  # a drive that is not there is its own parent
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(0o700)
        folder.chmod(0o700)
        _sync_folder(folder.parent)


def refuse_shared(root: Path) -> None:
    """Raise `NotSaved` for what is no folder of one's own."""
    mode = root.lstat().st_mode
    if not stat.S_ISDIR(mode):
        raise NotSaved(root, "it is a link, or no folder")
    if sys.platform != "win32" and mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotSaved(root, WRITABLE)


def refuse_writable(folder: Path) -> None:
    """Raise `NotSaved` for a folder, or what a link leads to, in which other users could put one folder for another."""
    if sys.platform != "win32" and folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotSaved(folder, WRITABLE)


def is_open_to_others(path: Path) -> bool:
    """Whether other users may read or write a file of one's own; Windows says that elsewhere."""
    with suppress(OSError):
        return sys.platform != "win32" and bool(path.lstat().st_mode & 0o077)
    return False


def in_words(error: OSError) -> str:
    """What went wrong, to someone who is not a programmer."""
    return WORDS.get(error.errno or 0, f"the system says: {error.strerror}")
