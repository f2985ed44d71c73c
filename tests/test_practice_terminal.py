"""Practice in a real pseudo-terminal, in both faces: a whole interview with its answer key, and a replay."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from drive import Driver, Terminal, environment, squeezed
from screenkit.load import load_screen
from screenkit.practice import personas
from screenkit.records import Records
from screenkit.shelf import open_shelf

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "tests" / "cli" / "files" / "screens"
BANNER = "PRACTICE – not a real case"
RIGHT, LEFT, CTRL_C, CTRL_X, F9, ENTER = "\x1b[C", "\x1b[D", "\x03", "\x18", "\x1b[20~", "\r"
FACES = pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
Open = Callable[..., Terminal]


def settings(home: Path) -> dict[str, str]:
    """The surroundings of a run."""
    return {**environment(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}


@pytest.fixture
def practise(tmp_path: Path) -> Iterator[Open]:
    """Opens a terminal in which the screen is practised."""
    terminals = []

    def start(*words: str) -> Terminal:
        command = [sys.executable, "-m", "screenkit", "--screens", str(SCREENS), "practice", "after-school", *words]
        terminals.append(Terminal(command, 80, 30, settings(tmp_path)))
        return terminals[-1]

    yield start
    for one in terminals:
        one.child.close(force=True)


@FACES
def test_a_whole_practice_interview_and_its_key(practise: Open, tmp_path: Path, plain: tuple[str, ...]) -> None:
    """Every page has the banner and none the story; the record says whom it was practised with, and has no marks."""
    screen = load_screen(SCREENS / "after-school.yaml", open_shelf((SCREENS,)))
    family = next(personas(screen))
    terminal = practise(*plain)
    terminal.wait_for(BANNER, "Invented family 1", "You are the caseworker.")
    if not plain:
        terminal.send(ENTER)
    driver = Driver(screen, family.given, bool(plain))
    for page, keys in driver.turns():
        driver.see(terminal, page)
        assert plain or BANNER in terminal.text()
        terminal.send(keys)
    driver.finish(terminal)
    assert terminal.finish() == 0
    assert "Ana Inventada" not in terminal.raw.decode()
    (record,) = Records(tmp_path / "screenkit").store(practice=True).ids()
    words = ["--screens", str(SCREENS), "practice", "--mark", record]
    assert squeezed(f"The answer key: {shlex.join(['screenkit', *words])}") in squeezed(terminal.text())
    response = Records(tmp_path / "screenkit").load_practice(record)
    assert response.persona
    assert (response.persona.name, response.case, response.status) == ("two_children", None, "completed")
    found = subprocess.run(
        [sys.executable, "-m", "screenkit", *words], env=settings(tmp_path), capture_output=True, check=True, text=True
    )
    assert "Everything on the sheet was asked, and recorded as it was told." in found.stdout


@FACES
def test_stopping_before_the_first_question_leaves_no_record(
    practise: Open, tmp_path: Path, plain: tuple[str, ...]
) -> None:
    """On the page that says what this is, Ctrl-C ends it; line by line, it is written before anyone could."""
    terminal = practise(*plain)
    terminal.wait_for("You are the caseworker.")
    terminal.send(CTRL_C)
    assert terminal.finish() == 130
    assert len(Records(tmp_path / "screenkit").store(practice=True).ids()) == len(plain)


def test_an_interview_that_is_stopped_has_a_key_too(practise: Open) -> None:
    """Where the checkpoint is not met, nothing of the summary is shown, and the way to the key is told."""
    terminal = practise("--plain")
    terminal.wait_for("Which agency is this for?")
    terminal.send("5\r")
    terminal.wait_for_new("Is this a good moment to talk?")
    terminal.send("2\r")
    terminal.wait_for_new("End this screening for good")
    terminal.send("2\r")
    assert terminal.finish() == 0
    assert "REFERRAL SUMMARY" not in terminal.transcript()
    assert squeezed("The answer key: screenkit") in squeezed(terminal.text())


def test_a_replay_plays_pauses_steps_and_goes_back(practise: Open) -> None:
    """It goes on by itself, stands still when told to, and leaves nothing in the window."""
    terminal = practise("--replay", "1")
    terminal.wait_for("Playing: page 1 of 13", BANNER)
    terminal.wait_for("Playing: page 2 of 13", "Question 1 of 11".upper(), seconds=20)
    terminal.send(" ")
    terminal.wait_for("Paused: page 2 of 13")
    terminal.send(RIGHT)
    terminal.wait_for("Paused: page 3 of 13")
    terminal.send(ENTER)
    terminal.wait_for("Paused: page 4 of 13")
    terminal.send(LEFT)
    terminal.wait_for("Paused: page 3 of 13")
    terminal.send(" ")
    terminal.wait_for("Playing: page 3 of 13")
    terminal.send(F9)
    terminal.wait_for("press Enter twice to return")
    assert BANNER not in terminal.text()
    terminal.send(ENTER + ENTER)
    terminal.wait_for("Paused: page 3 of 13")
    terminal.send(RIGHT * 20)
    terminal.wait_for("Paused: page 13 of 13", "TO DO (2)")
    terminal.send(ENTER)
    assert terminal.finish() == 0
    assert terminal.text().strip() == ""


@pytest.mark.parametrize(("keys", "code"), [(CTRL_X, 0), (CTRL_C, 130)])
def test_a_replay_can_be_left(practise: Open, keys: str, code: int) -> None:
    """By its own key, or as everything can."""
    terminal = practise("--replay", "two_children")
    terminal.wait_for("Playing: page 1")
    terminal.send(keys)
    assert terminal.finish() == code


def test_a_replay_line_by_line(practise: Open) -> None:
    """A step, back, on by itself, a pause by Ctrl-C, the end by a word; no escape sequence."""
    terminal = practise("--replay", "1", "--plain")
    terminal.wait_for("Paused: page 1 of 13")
    terminal.send(ENTER)
    terminal.wait_for_new("QUESTION 1 OF 11", "Paused: page 2 of 13")
    terminal.send(":back\r")
    terminal.wait_for_new("INVENTED FAMILY 1", "Paused: page 1 of 13")
    terminal.send("what?\r")
    terminal.wait_for_new("Enter: step.", "Paused: page 1 of 13")
    terminal.send(":play\r")
    terminal.wait_for_new("QUESTION 1 OF 11", seconds=20)
    terminal.send(CTRL_C)
    terminal.wait_for_new("Paused: page 2 of 13")
    terminal.send(":stop\r")
    assert terminal.finish() == 0
    assert b"\x1b" not in terminal.raw
    assert BANNER in terminal.transcript()
