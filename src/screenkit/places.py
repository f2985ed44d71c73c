"""Folders that are no good place for records: what copies itself elsewhere, keeps every version, or lies elsewhere."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# As the programs name their folders, with what some of them append: `OneDrive - Agency`, `Dropbox (Personal)`.
_SYNCHRONISED = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|icloud ?drive|mobile documents|cloudstorage|nextcloud|owncloud|"
    r"pclouddrive|seafile|box( sync)?)([ -].*)?",
    re.IGNORECASE,
)
_MARKS = {
    ".stfolder": "it is in a folder that Syncthing copies elsewhere",
    ".git": "it is in a Git repository, which would keep and spread old versions",
}
# As Linux and macOS call what lies on another computer, and what is shared with a computer that this one is part of.
_ELSEWHERE = re.compile(
    r"afpfs|afs|beegfs|ceph|cifs|coda|ftp|glusterfs|lustre|ncpfs|nfs[0-9]?|prl_fs|smb[0-9]?|smbfs|sshfs|vboxsf|webdav|"
    r"(mac|osx)?fuse[._](ceph|davfs[0-9]?|glusterfs|gvfsd-fuse|rclone|s3fs|smbnetfs|sshfs|vmhgfs-fuse)",
)
# They have no journal and no owners of files.
_NO_JOURNAL = re.compile(r"exfat|msdos|vfat")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4
# In what statfs() of macOS fills in: `f_fstypename`, 16 bytes.
_NAME_OF_KIND = slice(72, 88)


def warnings_of(folder: Path) -> Iterator[str]:
    """Why a folder is no good place for records, as far as its path and its file system can tell."""
    for part in (folder.absolute(), *folder.absolute().parents):
        if _SYNCHRONISED.fullmatch(part.name):
            yield f"it is in {part.name}, which copies itself elsewhere and may bring old versions back"
        yield from (words for mark, words in _MARKS.items() if (part / mark).exists())
    yield from warnings_of_kind(kind_of_disk(folder))


def warnings_of_kind(kind: str) -> Iterator[str]:
    """Why a kind of file system is no good place for records."""
    if _ELSEWHERE.fullmatch(kind):
        yield f"it is on another computer ({kind}), which keeps no promise about power cuts and locks"
    if _NO_JOURNAL.fullmatch(kind):
        yield f"its disk is of a kind ({kind}) that keeps no promise about power cuts, nor whose a file is"


def kind_of_disk(folder: Path) -> str:
    """What the system calls the file system that a folder is on, or would be; nothing where it cannot be told."""
    there = next((one for one in (folder.absolute(), *folder.absolute().parents) if one.exists()), folder)
    if sys.platform == "win32":
        return _kind_on_windows(there)
    if sys.platform == "darwin":
        return _kind_on_macos(there)
    with suppress(OSError):
        return kind_in(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"), there.resolve())
    return ""


def kind_in(mounts: str, folder: Path) -> str:
    """The kind of the innermost of the mounts, as Linux lists them, that the folder is in."""
    found = {}
    for line in mounts.splitlines():
        _, at, kind, *_ = (*line.split(" "), "", "", "")
        found[Path(_ESCAPED.sub(lambda escape: chr(int(escape[1], 8)), at))] = kind
    return next((found[part] for part in (folder, *folder.parents) if part in found), "")


def _kind_on_windows(folder: Path) -> str:
    """`smb` for another computer's folder, by its name or by its drive."""
    if sys.platform == "win32":
        if folder.drive.startswith("\\\\") and not folder.drive.startswith("\\\\?\\"):
            return "smb"
        if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE:
            return "smb"
    return ""


def _kind_on_macos(folder: Path) -> str:
    """What statfs() says; its 64-bit form has another name on processors of Intel."""
    system = ctypes.CDLL(None)
    call = getattr(system, "statfs$INODE64", None) or getattr(system, "statfs", None)
    filled = ctypes.create_string_buffer(4096)
    if call is None or call(os.fsencode(folder), filled) != 0:
        return ""
    return filled.raw[_NAME_OF_KIND].partition(b"\0")[0].decode(errors="replace")
