"""Which folders are no good place for records."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from screenkit.places import kind_in, kind_of_disk, warnings_of, warnings_of_kind

SYNCHRONISED = (
    "OneDrive",
    "OneDrive - County of San Diego",
    "Dropbox",
    "Dropbox (Personal)",
    "Google Drive",
    "GoogleDrive",
    "iCloud Drive",
    "iCloudDrive",
    "Mobile Documents",
    "CloudStorage",
    "Nextcloud",
    "ownCloud",
    "Box",
    "Box Sync",
)


@pytest.mark.parametrize("name", SYNCHRONISED)
def test_a_folder_that_copies_itself_elsewhere(tmp_path: Path, name: str) -> None:
    """However deep in it, and whether or not it is there yet."""
    words = f"it is in {name}, which copies itself elsewhere and may bring old versions back"
    assert list(warnings_of(tmp_path / name / "work" / "screenkit")) == [words]
    assert list(warnings_of(tmp_path / name)) == [words]


@pytest.mark.parametrize("name", ["boxes", "my-dropbox-notes", "share", "Documents", ".local", "screenkit", "drive"])
def test_an_ordinary_folder(tmp_path: Path, name: str) -> None:
    """Nothing is said of it."""
    assert list(warnings_of(tmp_path / name / "screenkit")) == []


@pytest.mark.parametrize(("mark", "word"), [(".git", "Git"), (".stfolder", "Syncthing")])
def test_a_folder_with_a_mark(tmp_path: Path, mark: str, word: str) -> None:
    """What keeps or copies every version leaves one at its top."""
    (tmp_path / mark).mkdir()
    (words,) = warnings_of(tmp_path / "a" / "b")
    assert word in words


MOUNTS = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
fileserver:/home /home nfs4 rw,vers=4.2 0 0
//fileserver/unit /mnt/unit\\040share cifs rw,vers=3.0 0 0
/dev/sda2 /home/ana/local ext4 rw 0 0
ana@host: /home/ana/far fuse.sshfs rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
tmpfs /run tmpfs rw 0 0
short
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/ana/.local/share/screenkit", "nfs4"),
        ("/home/ana/local/screenkit", "ext4"),
        ("/home/ana/far", "fuse.sshfs"),
        ("/mnt/unit share/screenkit", "cifs"),
        ("/mnt/unit", "ext4"),
        ("/media/stick/records", "vfat"),
    ],
)
def test_the_innermost_mount_says_what_a_folder_is_on(folder: str, kind: str) -> None:
    """As Linux lists them, with a space written as it writes it, and a line that says nothing passed over."""
    assert kind_in(MOUNTS, Path(folder)) == kind


def test_without_a_list_of_mounts_nothing_is_known() -> None:
    """Nothing is guessed."""
    assert kind_in("", Path("/home")) == ""


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "fuse.gvfsd-fuse", "macfuse_sshfs"],
)
def test_another_computer(kind: str) -> None:
    """A folder over a network is told with the name that the system has for it."""
    (words,) = warnings_of_kind(kind)
    assert words == f"it is on another computer ({kind}), which keeps no promise about power cuts and locks"


@pytest.mark.parametrize("kind", ["vfat", "exfat", "msdos"])
def test_a_disk_without_a_journal(kind: str) -> None:
    """So are the kinds that sticks and cards have."""
    (words,) = warnings_of_kind(kind)
    assert words == f"its disk is of a kind ({kind}) that keeps no promise about power cuts, nor whose a file is"


@pytest.mark.parametrize("kind", ["", "ext4", "btrfs", "xfs", "zfs", "apfs", "overlay", "tmpfs", "fuseblk", "nfsd"])
def test_a_disk_of_ones_own(kind: str) -> None:
    """Nothing is said of it, nor where the system says nothing."""
    assert list(warnings_of_kind(kind)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says it only for drives")
def test_this_machine_says_what_its_disk_is(tmp_path: Path) -> None:
    """Also for a folder that is not there yet."""
    kind = kind_of_disk(tmp_path)
    assert kind
    assert kind_of_disk(tmp_path / "not" / "there") == kind
