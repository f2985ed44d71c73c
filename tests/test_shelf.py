"""Where screens, shared groups and reference data are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenkit.shelf import Shelf, open_shelf, shipped


def write(path: Path) -> Path:
    """An empty file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_the_agencys_folder_comes_first(tmp_path: Path) -> None:
    """A screen or a shared group of the agency hides the shipped one of the same name."""
    shelf = Shelf((tmp_path / "agency", tmp_path / "shipped"))
    theirs = write(tmp_path / "shipped" / "intake.yaml")
    shared = write(tmp_path / "shipped" / "shared" / "case.yaml")
    assert shelf.screen("intake") == theirs
    assert shelf.shared("case") == shared
    own = write(tmp_path / "agency" / "intake.yaml")
    own_shared = write(tmp_path / "agency" / "shared" / "case.yaml")
    assert shelf.screen("intake") == own
    assert shelf.shared("case") == own_shared


def test_reference_files_of_all_folders_count(tmp_path: Path) -> None:
    """Every file of the name is found, the agency's before the shipped one."""
    shelf = Shelf((tmp_path / "agency", tmp_path / "empty", tmp_path / "shipped"))
    later = write(tmp_path / "shipped" / "reference" / "contacts.yaml")
    earlier = write(tmp_path / "agency" / "reference" / "contacts.yaml")
    assert shelf.reference("contacts") == (earlier, later)
    assert shelf.reference("sources") == ()


def test_names_are_listed_once_and_in_order(tmp_path: Path) -> None:
    """Screens and groups of all folders are named once, sorted; folders and other files are none."""
    for path in ("a/intake.yaml", "a/b-side.yaml", "b/intake.yaml", "a/notes.txt", "b/shared/case.yaml"):
        write(tmp_path / path)
    (tmp_path / "a" / "folder.yaml").mkdir()
    shelf = Shelf((tmp_path / "a", tmp_path / "b", tmp_path / "gone"))
    assert shelf.names() == ("b-side", "intake")
    assert shelf.groups() == ("case",)


def test_what_does_not_exist_is_not_found(tmp_path: Path) -> None:
    """A name without a file is none."""
    assert Shelf((tmp_path,)).screen("intake") is None
    assert Shelf((tmp_path,)).shared("case") is None
    assert Shelf(()).names() == ()


@pytest.mark.parametrize(
    "name",
    ["../secret", "..", ".", "", "/etc/secret", "a/../../secret", "a\\secret", "Secret", "x" * 300, "-rf", "a\0b"],
)
def test_a_name_never_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """A name that is a path, or too long for any file system, finds nothing and raises nothing."""
    write(tmp_path / "secret.yaml")
    shelf = Shelf((write(tmp_path / "inside" / "shared" / "case.yaml").parents[1],))
    assert shelf.shared(name) is None
    assert shelf.screen(name) is None


def test_the_shipped_screens_come_last(tmp_path: Path) -> None:
    """A shelf ends with the screens that came with the program."""
    assert open_shelf([tmp_path]).folders == (tmp_path, shipped())
    assert open_shelf().screen("trafficking-nm10") == shipped() / "trafficking-nm10.yaml"
