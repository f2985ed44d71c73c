"""Which folders are no good place for records."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenkit.places import warnings_of

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
