"""A form on paper is entered, and entered again, in a real pseudo-terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from drive import Terminal, environment, squeezed
from screenkit.records import Records
from screenkit.response import Response

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "tests" / "cli" / "files" / "screens"
CTRL_C = "\x03"
FORM = (
    ("1. Which agency is this for?", "5"),
    ("2. Is this a good moment to talk?", "y"),
    ("3. You may skip any question.", "y"),
    ("4. Would you like care after school?", "y"),
    ("5. On which days?", "1,2"),
    ("6. What should the carer know?", "-"),
    ("7. When did the family ask for it?", "2026-11-20 14:30"),
    ("8.1. When was the child born?", "2016~"),
    ("8. Is there another child?", "n"),
)
"""The form as it was filled in: each question by its number, and what is ticked or written."""
Open = Callable[..., Terminal]
Page = tuple[str, str]


@pytest.fixture
def enter(tmp_path: Path) -> Iterator[Open]:
    """Opens a terminal with one of the commands."""
    terminals = []
    settings = {**environment(tmp_path), "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}

    def start(*words: str) -> Terminal:
        command = [sys.executable, "-m", "screenkit", "--screens", str(SCREENS), *words]
        terminals.append(Terminal(command, 80, 30, settings))
        return terminals[-1]

    yield start
    for one in terminals:
        one.child.close(force=True)


def put(terminal: Terminal, pages: Iterator[Page] | tuple[Page, ...]) -> None:
    """Answer each of these questions when it is put."""
    for question, typed in pages:
        terminal.wait_for_new(question)
        terminal.send(f"{typed}\r")


def finish(terminal: Terminal) -> int:
    """Choose the summary; the exit code."""
    terminal.wait_for_new("Finish and show the summary")
    terminal.send("1\r")
    return terminal.finish()


def saved(home: Path) -> dict[str, Response]:
    """Every practice record there is."""
    records = Records(home / "screenkit")
    return {name: records.load_practice(name) for name in records.store(practice=True).ids()}


def entered(enter: Open, home: Path) -> str:
    """The id of a first entry of the form."""
    terminal = enter("run", "after-school", "--practice", "--from-paper", "--plain")
    terminal.wait_for("FROM PAPER: type what is ticked and written")
    put(terminal, FORM)
    assert finish(terminal) == 0
    (name,) = saved(home)
    return name


def again(enter: Open, name: str) -> Terminal:
    """The terminal in which it is entered a second time."""
    return enter("run", "after-school", "--practice", "--from-paper", "--compare", name, "--plain")


def second(home: Path, first: str) -> Response:
    """The other record."""
    (name,) = set(saved(home)) - {first}
    return saved(home)[name]


def test_two_entries_of_one_form(enter: Open, tmp_path: Path) -> None:
    """The same keys give the same; another key names its question and nothing of either answer."""
    first = entered(enter, tmp_path)
    before = saved(tmp_path)[first]
    terminal = again(enter, first)
    put(terminal, FORM)
    assert finish(terminal) == 0
    assert squeezed(f"The two entries of {first} are the same.") in squeezed(terminal.text())
    assert second(tmp_path, first).status == "entered-in-error"
    assert saved(tmp_path)[first] == before


def test_a_difference_is_named_by_its_question(enter: Open, tmp_path: Path) -> None:
    """A declined wish that was entered as not asked, and an age: both by number, in the order of the paper."""
    first = entered(enter, tmp_path)
    terminal = again(enter, first)
    put(terminal, tuple((question, {"-": ".", "2016~": "2015"}.get(typed, typed)) for question, typed in FORM))
    assert finish(terminal) == 1
    told = terminal.transcript().partition("differ")[2]
    assert re.findall(r"^(\d+\..*)$", told, re.MULTILINE) == [
        "6. What should the carer know?",
        "8.1. Child 1: When was the child born?",
    ]
    assert squeezed(f"amend {first}") in squeezed(told)
    assert "2015" not in told


def test_an_interrupted_second_entry_goes_on_in_paper_order_and_compares(enter: Open, tmp_path: Path) -> None:
    """`resume` knows that it is from paper and what it is compared with; until then it counts nowhere."""
    first = entered(enter, tmp_path)
    terminal = again(enter, first)
    put(terminal, FORM[:4])
    terminal.wait_for_new(FORM[4][0])
    terminal.send(CTRL_C)
    assert terminal.finish() == 130
    name = second(tmp_path, first).id
    terminal = enter("due", "--practice")
    assert terminal.finish() == 0
    assert (first in terminal.transcript(), name in terminal.transcript()) == (True, False)
    terminal = enter("resume", name, "--plain")
    terminal.wait_for("FROM PAPER: type what is ticked and written")
    put(terminal, ((FORM[4][0], "1"), *FORM[5:]))
    assert finish(terminal) == 1
    assert squeezed("5. On which days?") in squeezed(terminal.transcript().partition("differ")[2])
    assert second(tmp_path, first).status == "entered-in-error"


def test_a_form_that_ends_early_is_compared_too(enter: Open, tmp_path: Path) -> None:
    """Where the checkpoint is not met on paper either, the second entry is still put aside."""
    first = entered(enter, tmp_path)
    terminal = again(enter, first)
    put(terminal, (FORM[0], (FORM[1][0], "n")))
    terminal.wait_for_new("End this screening for good")
    terminal.send("2\r")
    assert terminal.finish() == 1
    assert squeezed("2. Is this a good moment to talk?") in squeezed(terminal.transcript().partition("differ")[2])
    assert second(tmp_path, first).status == "entered-in-error"
