"""A new screen: it passes check as it stands, and nothing is ever written over."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from screenkit.authored import is_screen_name
from screenkit.cli import authoring
from screenkit.cli.app import app
from screenkit.load import load_screen
from screenkit.scaffold import LANGUAGES, LONGEST, scaffold
from screenkit.shelf import Shelf, open_shelf, shipped
from screenkit.source import read_yaml

RUNNER = CliRunner()
del authoring  # importing it adds its commands


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCREENKIT_SCREENS", raising=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_screen_passes_check(language: str) -> None:
    """In English alone and with another language, check finds nothing, and every case comes out as expected."""
    made = RUNNER.invoke(app, ["new", "first-visit", "--lang", language])
    found = RUNNER.invoke(app, ["--screens", "screens", "check", "first-visit"])
    assert made.exit_code == 0
    assert (found.exit_code, found.output) == (0, "1 screen, 3 cases, 12 proofs: no fault\n")


def test_it_says_what_it_wrote_and_what_comes_next() -> None:
    """The path goes to standard output, the next commands to standard error."""
    made = RUNNER.invoke(app, ["new", "first-visit", "--folder", "our screens"])
    assert made.stdout == f"{Path('our screens', 'first-visit.yaml')}\n"
    assert (
        made.stderr
        == """\
Change it as you like. What comes next:
  screenkit --screens 'our screens' check first-visit
  screenkit --screens 'our screens' run first-visit --practice
"""
    )


def test_it_lands_in_the_folder_of_this_run() -> None:
    """Where `--screens` names a folder, the screen is put there."""
    Path("ours").mkdir()
    made = RUNNER.invoke(app, ["--screens", "ours", "new", "first-visit"])
    assert made.stdout == f"{Path('ours', 'first-visit.yaml')}\n"
    assert "  screenkit --screens ours check first-visit\n" in made.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_offered_in_the_languages_asked_for(language: str) -> None:
    """With English alone nothing speaks of another language; with Spanish, summaries say that it is unofficial."""
    path = Path("first-visit.yaml")
    path.write_text(scaffold("first-visit", language, ()), encoding="utf-8")
    screen = load_screen(path, open_shelf())
    both = language == "es"
    assert screen.languages == (("en", "es") if both else ("en",))
    assert screen.translations == ({"es": "unofficial"} if both else {})


def test_it_uses_the_shared_groups_that_are_there() -> None:
    """The case header and the opening come first where the shelf has them, and are not named where it has not."""
    assert "uses: [case, opening]\n" in scaffold("first-visit", "en", open_shelf().groups())
    assert "uses: [opening]\n" in scaffold("first-visit", "en", ["opening", "other"])
    assert "\nuses:" not in scaffold("first-visit", "en", ["other"])


def test_without_shared_groups_it_passes_too() -> None:
    """A shelf that has reference data and no shared group has no fault in the new screen."""
    copytree(shipped() / "reference", "reference")
    Path("first-visit.yaml").write_text(scaffold("first-visit", "es", ()), encoding="utf-8")
    screen = load_screen(Path("first-visit.yaml"), Shelf((Path(),)))
    assert [entry.question.name for entry in screen.entries] == ["someone_to_call", "whom_to_call"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_a_comment(language: str) -> None:
    """Above each key of the screen a line says what it is for."""
    text = scaffold("first-visit", language, ("case", "opening"))
    value = read_yaml(text.encode(), "first-visit.yaml").value
    assert isinstance(value, dict)
    lines = text.splitlines()
    alone = [
        key for key in value if not lines[[line.partition(":")[0] for line in lines].index(key) - 1].startswith("#")
    ]
    assert alone == ["version"]
    assert max(map(len, lines)) <= 120


def test_nothing_is_written_over() -> None:
    """A file that is there stays as it is."""
    Path("screens").mkdir()
    Path("screens/first-visit.yaml").write_text("mine")
    made = RUNNER.invoke(app, ["new", "first-visit"])
    assert (made.exit_code, made.stdout) == (2, "")
    assert (
        made.stderr
        == f"screenkit: {Path('screens/first-visit.yaml')} is already there; nothing is ever written over it\n"
    )
    assert Path("screens/first-visit.yaml").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_not_followed() -> None:
    """A link that leads nowhere is in the way like a file."""
    Path("screens").mkdir()
    Path("screens/first-visit.yaml").symlink_to("nowhere")
    made = RUNNER.invoke(app, ["new", "first-visit"])
    assert made.exit_code == 2
    assert not Path("screens/nowhere").exists()


def test_a_screen_of_that_name_is_not_hidden() -> None:
    """A name that a screen has already, even a shipped one, is refused."""
    made = RUNNER.invoke(app, ["new", "trafficking-nm10"])
    assert made.exit_code == 2
    assert made.stderr.startswith("screenkit: there is a screen trafficking-nm10 already: ")
    assert not Path("screens").exists()


@pytest.mark.parametrize("name", ["First", "first_visit", "../first", "x" * (LONGEST + 1), "a b", "é"])
def test_what_is_no_name(name: str) -> None:
    """A name that no screen can have, or that leads out of the folder, is refused before anything is written."""
    made = RUNNER.invoke(app, ["new", "--", name])
    assert (made.exit_code, made.stdout) == (2, "")
    assert not is_screen_name(name) or len(name) > LONGEST
    assert not Path("screens").exists()


def test_a_language_without_words_is_refused() -> None:
    """There is no pretending to know a language."""
    made = RUNNER.invoke(app, ["new", "first-visit", "--lang", "fr"])
    assert made.exit_code == 2
    assert made.stderr == "screenkit: there are no words to begin with in `fr`; there are in en, es\n"


def test_a_folder_that_cannot_be() -> None:
    """Where a file stands in the way of the folder, it says so in one line, and no traceback follows."""
    Path("screens").write_text("a file")
    made = RUNNER.invoke(app, ["new", "first-visit"])
    assert made.exit_code in (2, 5)
    assert made.stderr.count("\n") == 1
