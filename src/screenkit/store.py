"""The one way to the disk: a file is there whole or not at all; names and bytes are known here, not what they say.

A file is written beside its place, forced to the disk, and only then moved there: what a function here has returned
from outlives a crash and a power cut. Files are their owner's only, 0600 in folders of 0700, whatever the umask.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MAX_BYTES = 8 * 1024 * 1024
# What not every system has: no newline is translated, no link followed, no pipe waited for.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
# A virus scanner or a synchronising folder may hold a file for a moment: 2.5 seconds in all.
_PAUSES = (0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.24) if sys.platform == "win32" else ()
_WORDS = {
    errno.EACCES: "permission is denied",
    errno.EEXIST: "a file of that name is already there",
    errno.EFBIG: "the file is too large",
    errno.ELOOP: "something other than an ordinary file stands there",
    errno.ENOENT: "the folder is not there",
    errno.ENOSPC: "the disk is full",
    errno.ENOTDIR: "a file stands where a folder is needed",
}


class _AtPath(Exception):  # noqa: N818 - a fact, as a person is told it
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path


class NotSaved(_AtPath):
    """Nothing could be written or locked at a path, and why; what stood there before still does.

    Only where the last step failed, forcing the folder to the disk, the new file may stand there already.
    """


class NotRead(_AtPath):
    """A record is there and cannot be read, and why."""


class Locked(_AtPath):
    """A record is open elsewhere, and in which process."""


class NoSuchRecord(LookupError):  # noqa: N818 - a fact, as a person is told it
    """No record has this id, or none can have it."""


_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# On Windows these are devices whatever the ending: `nul.json` is no file.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
# Crockford's base 32, without the letters that look like digits; eight of them are 40 bits.
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Return a random record id that can be read out and typed, such as `k7m2-x9qd`."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def check_id(text: str) -> bool:
    """Whether a text can be the id of a record, and so a file name on every system."""
    return bool(_ID.fullmatch(text)) and not _DEVICE.fullmatch(text)


class Store:
    """A folder of records, `<id>.json`; made when missing, refused when it is a link or others may write to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            _make_folder(root)
            _refuse_shared(root)
        except OSError as error:
            raise NotSaved(root, _words(error)) from None

    def write(self, record_id: str, data: bytes) -> Path:
        """Return the path of a record once it is safe on the disk, in the place of its last version."""
        path = self._path(record_id, ".json")
        if len(data) > MAX_BYTES:
            raise NotSaved(path, _WORDS[errno.EFBIG])
        write_over(path, data)
        return path

    def read(self, record_id: str) -> bytes:
        """Return the bytes of a record; whatever is no ordinary file, or larger than 8 MiB, is refused."""
        path = self._path(record_id, ".json")
        try:
            with open(_open(path, os.O_RDONLY), "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            raise NoSuchRecord(record_id) from None
        except OSError as error:
            raise NotRead(path, _words(error)) from None
        if len(data) > MAX_BYTES:
            raise NotRead(path, _WORDS[errno.EFBIG])
        return data

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all records, the last written first."""
        found = []
        for path in self.root.glob("*.json"):
            with suppress(FileNotFoundError):  # removed since it was listed
                status = path.lstat()
                if check_id(path.stem) and stat.S_ISREG(status.st_mode):
                    found.append((-status.st_mtime_ns, path.stem))
        return tuple(record_id for _, record_id in sorted(found))

    @contextmanager
    def lock(self, record_id: str) -> Iterator[None]:
        """Hold a record for this process, or raise `Locked`; however the process ends, the system frees it."""
        path = self._path(record_id, ".lock")  # not the record's own file, which is another one after every write
        try:
            descriptor = _open(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise NotSaved(path, _words(error)) from None
        try:
            _take(descriptor, path)
            yield
        finally:
            os.close(descriptor)

    def remove_stale(self) -> None:
        """Remove what processes that died while writing left behind, except of records that are open now."""
        for temp in self.root.glob("*.json.*.tmp"):
            with suppress(Locked, NoSuchRecord, NotSaved, OSError), self.lock(temp.name.partition(".")[0]):
                temp.unlink(missing_ok=True)

    def _path(self, record_id: str, ending: str) -> Path:
        if not check_id(record_id):
            raise NoSuchRecord(record_id)
        return self.root / f"{record_id}{ending}"


def write_new(path: Path, data: bytes) -> None:
    """Write a file that someone asked for, and refuse if anything of that name is there."""
    _save(path, data, _move_new)


def write_over(path: Path, data: bytes) -> None:
    """Write a file in the place of an older one or of none, and refuse if something other than a file is there."""
    _save(path, data, _replace)


def _save(path: Path, data: bytes, move: Callable[[Path, Path], None]) -> None:
    temp = path.parent / f"{path.name}.{secrets.token_hex(8)}.tmp"
    try:
        _write_through(temp, data)
        move(temp, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise NotSaved(path, _words(error)) from None
    finally:
        with suppress(OSError):  # after an interruption too; once moved, it is gone
            temp.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    with open(_open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:  # a nearly full disk takes a part and reports no error
            rest = rest[file.write(rest) :]
        _sync(file.fileno())


def _move_new(temp: Path, path: Path) -> None:
    # Taking the name with an empty file, which only a crash leaves so, refuses without a race on every file system.
    os.close(_open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
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


def _open(path: Path, flags: int) -> int:
    """A descriptor of an ordinary file, which is for its owner only if it is made here."""
    _refuse_special(path)
    descriptor = os.open(path, flags | _FLAGS, 0o600)
    if sys.platform != "win32" and flags & os.O_CREAT:
        # A umask only takes from 0600, so a file system that cannot change modes does no harm.
        with suppress(OSError):
            os.fchmod(descriptor, 0o600)
    return descriptor


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


@contextmanager
def _if_able() -> Iterator[None]:
    """Let pass what some file systems, mostly over a network, cannot do at all."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
            raise


def _make_folder(folder: Path) -> None:
    if folder.is_dir() or folder == folder.parent:  # a drive that is not there is its own parent
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(0o700)
        folder.chmod(0o700)
        _sync_folder(folder.parent)


def _refuse_shared(root: Path) -> None:
    mode = root.lstat().st_mode
    if not stat.S_ISDIR(mode):
        raise NotSaved(root, "it is a link, or no folder")
    if sys.platform != "win32" and mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotSaved(root, "other users may write to the folder")


def _take(descriptor: int, path: Path) -> None:
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        raise Locked(path, f"the case is open in another window{_holder(descriptor)}") from None
    except OSError as error:
        raise NotSaved(path, _words(error)) from None
    with suppress(OSError):  # the lock holds without it; it only tells who has it
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid():10}\n".encode())


def _lock(descriptor: int) -> None:
    """Lock a file until it is closed, or raise `BlockingIOError` or `PermissionError` at once."""
    if sys.platform == "win32":
        # Windows lets nobody read what is locked, so that is a byte far behind the process id.
        os.lseek(descriptor, MAX_BYTES, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        # Not lockf: closing any other descriptor of the file would free it.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    found = re.fullmatch(rb" *([0-9]+)\n", os.read(descriptor, 16))
    return f" (pid {int(found[1])})" if found else ""


def _words(error: OSError) -> str:
    return _WORDS.get(error.errno or 0, f"the system says: {error.strerror}")
