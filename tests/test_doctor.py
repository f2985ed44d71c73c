"""Whether this machine is fit for an interview, told part by part."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keyring import lay_key
from screenkit.doctor import Finding, Place, examine, extras_of
from screenkit.shelf import Shelf, open_shelf
from screenkit.terminal import choose_face


def found(home: Path, shelf: Shelf | None = None) -> dict[str, list[Finding]]:
    """What is found, by its part."""
    parts: dict[str, list[Finding]] = {}
    for finding in examine(Place(home, shelf or open_shelf(), home / "config.toml", 10), None):
        parts.setdefault(finding.part, []).append(finding)
    return parts


def test_every_part_is_told(tmp_path: Path) -> None:
    """In the order in which one would look for what is wrong."""
    parts = found(tmp_path / "home")
    assert list(parts) == ["program", "terminal", "letters", "face", "extras", "store", "screens", "settings"]
    assert not [finding for findings in parts.values() for finding in findings if finding.is_fault]


def test_the_store_is_told_without_being_made_or_opened(tmp_path: Path) -> None:
    """Looking leaves nothing behind, and asks for no passphrase."""
    home = tmp_path / "home"
    words = [finding.words for finding in found(home)["store"]]
    assert words[0] == f"screenings are kept in {home}, which is made when needed"
    assert words[-1] == "there is no key yet, only practice screenings can be kept"
    assert list(tmp_path.iterdir()) == []


def test_how_many_screenings_there_are_is_told_and_nothing_of_them(tmp_path: Path) -> None:
    """Practice ones and real ones by number."""
    (tmp_path / "practice").mkdir(mode=0o700)
    (tmp_path / "practice" / "k7m2-x9qd.json").write_text("{}", encoding="utf-8")
    assert "practice: 1" in [finding.words for finding in found(tmp_path)["store"]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights")
def test_a_store_that_others_may_read_is_a_fault(tmp_path: Path) -> None:
    """The reason is that of the store itself."""
    folder = tmp_path / "practice"
    folder.mkdir()
    folder.chmod(0o777)
    (fault,) = [finding for finding in found(tmp_path)["store"] if finding.is_fault]
    assert fault.words.startswith(f"{folder}: ")


def test_a_store_that_cannot_be_is_a_fault(tmp_path: Path) -> None:
    """Where a file stands in its place."""
    (tmp_path / "home").write_text("", encoding="utf-8")
    (fault,) = found(tmp_path / "home")["store"]
    assert fault == Finding(
        "store", f"nothing can be saved in {tmp_path / 'home'}", is_fault=True, hint="name another folder with --home"
    )


def test_without_screens_nothing_can_be_asked(tmp_path: Path) -> None:
    """That is a fault, too."""
    assert found(tmp_path, Shelf((tmp_path,)))["screens"] == [Finding("screens", "there are none", is_fault=True)]


def test_the_extras_are_those_that_the_package_lists() -> None:
    """Each with what it needs; what is always needed is none."""
    wanted = [
        "typer>=0.24",
        'holidays>=0.60; extra == "deadlines"',
        "typst; extra == 'pdf'",
        'screenkit[pdf]; extra == "all"',
    ]
    assert extras_of(wanted) == {"deadlines": ("holidays",), "pdf": ("typst",)}


def test_no_face_without_a_terminal() -> None:
    """The tests' own input is none."""
    assert choose_face(None).face is None
    assert choose_face(True).face is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights")
def test_a_key_that_others_can_read_is_told_with_what_mends_it(tmp_path: Path) -> None:
    """The command can be copied; nothing is mended unasked, and no interview is refused for it."""
    home = tmp_path / "my home"
    lay_key(home)
    assert found(home)["store"][-1] == Finding("store", "the key is there")
    (home / "key.age").chmod(0o644)
    words, hint = "the key is there, and other users can read it", f"`chmod 600 '{home}/key.age'` ends that"
    assert found(home)["store"][-1] == Finding("store", words, hint=hint)


def test_a_place_that_is_no_good_is_told(tmp_path: Path) -> None:
    """A folder that copies itself elsewhere, for one; that is advice, not a fault."""
    words = [finding.words for finding in found(tmp_path / "OneDrive" / "home")["store"] if finding.hint]
    why = "it is in OneDrive, which copies itself elsewhere and may bring old versions back"
    assert words[0] == f"it is no good place for records: {why}"
