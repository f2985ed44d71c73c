"""Records as files in one folder, of which only the names and the bytes are known here, and who has one open."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screenkit.disk import (
    MAX_BYTES,
    WORDS,
    AtPath,
    NotRead,
    NotSaved,
    in_words,
    make_folder,
    open_file,
    read_file,
    refuse_shared,
    remove,
    write_new,
    write_over,
    write_over_soon,
)

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = [
    "MAX_BYTES",
    "Locked",
    "NoSuchRecord",
    "NotRead",
    "NotSaved",
    "Store",
    "check_id",
    "new_id",
    "write_new",
    "write_over",
]


class Locked(AtPath):
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
    """A folder of records, each its id and an ending; made when missing, refused when a link or writable by others."""

    def __init__(self, root: Path, ending: str = ".json") -> None:
        self.root = root
        self.ending = ending
        try:
            make_folder(root)
            refuse_shared(root)
        except OSError as error:
            raise NotSaved(root, in_words(error)) from None

    def write(self, record_id: str, data: bytes) -> Path:
        """Return the path of a record once it is safe on the disk, in the place of its last version."""
        path = self._path(record_id, self.ending)
        if len(data) > MAX_BYTES:
            raise NotSaved(path, WORDS[errno.EFBIG])
        write_over(path, data)
        return path

    def note(self, record_id: str, data: bytes) -> None:
        """Write something about a record that may be its last version again after a power cut."""
        write_over_soon(self._path(record_id, self.ending), data)

    def read(self, record_id: str) -> bytes:
        """Return the bytes of a record; whatever is no ordinary file, or larger than 8 MiB, is refused."""
        path = self._path(record_id, self.ending)
        if not path.exists() and not path.is_symlink():
            raise NoSuchRecord(record_id)
        return read_file(path)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all records, the last written first."""
        found = []
        for path in self.root.glob(f"*{self.ending}"):
            with suppress(FileNotFoundError):  # removed since it was listed
                status = path.lstat()
                if check_id(path.stem) and stat.S_ISREG(status.st_mode):
                    found.append((-status.st_mtime_ns, path.stem))
        return tuple(record_id for _, record_id in sorted(found))

    def remove(self, record_id: str) -> None:
        """Remove a record for good; raises `NotSaved`."""
        remove(self._path(record_id, self.ending))

    def forget_lock(self, record_id: str) -> None:
        """Remove the lock of a record that is gone; whoever holds it goes on holding it."""
        with suppress(NotSaved):
            remove(self._path(record_id, ".lock"))

    @contextmanager
    def lock(self, record_id: str) -> Iterator[None]:
        """Hold a record for this process, or raise `Locked`; however the process ends, the system frees it."""
        path = self._path(record_id, ".lock")  # not the record's own file, which is another one after every write
        try:
            descriptor = open_file(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise NotSaved(path, in_words(error)) from None
        try:
            _take(descriptor, path)
            yield
        finally:
            os.close(descriptor)

    def remove_stale(self) -> None:
        """Remove what processes that died while writing left behind, except of records that are open now."""
        left: dict[str, list[Path]] = {}
        for temp in self.root.glob(f"*{self.ending}.*.tmp"):
            left.setdefault(temp.name.partition(".")[0], []).append(temp)
        for record_id, temps in left.items():
            with suppress(Locked, NoSuchRecord, NotSaved, OSError), self.lock(record_id):
                for temp in temps:
                    temp.unlink(missing_ok=True)

    def _path(self, record_id: str, ending: str) -> Path:
        if not check_id(record_id):
            raise NoSuchRecord(record_id)
        return self.root / f"{record_id}{ending}"


def _take(descriptor: int, path: Path) -> None:
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        raise Locked(path, f"the case is open in another window{_holder(descriptor)}") from None
    except OSError as error:
        raise NotSaved(path, in_words(error)) from None
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
