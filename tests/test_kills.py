"""Interviews in a terminal that are killed at any moment, and two windows that want one screening, again and again.

    pytest tests/test_kills.py --kills 100

is all of it; the tests of every day do a few.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals and signals of this kind", allow_module_level=True)

from drive import Terminal, environment, squeezed
from forked import Forked
from keyring import PASSPHRASE, lay_key, worker
from screenkit.records import Records
from screenkit.response import given_of
from screenkit.screen import Screen
from scripted import begun, small_screen

# A hundred interviews take longer than a test may.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
SIGNALS = (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM)
FACES = ((), ("--plain",))
QUESTIONS = 9
ID = "k7m2-x9qd"
ENTER = "\r"


class Windows:
    """A home with a key, a screen of a few questions, and terminals in which a real screening goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.screens = folder / "screens"
        self.screens.mkdir()
        self.screen: Screen = small_screen(self.screens, _questions(), "many")
        self.records = Records(folder / "screenkit", worker)
        lay_key(self.records.home)
        (folder / "passphrase.txt").write_text(PASSPHRASE)
        self.terminals: list[Terminal] = []

    def begin(self, record_id: str) -> None:
        """A real screening in which nothing is answered yet."""
        self.records.save(begun(self.screen, record_id=record_id))

    def open(self, record_id: str, *words: str) -> Terminal:
        """A terminal in which the screening is gone on with."""
        options = ["--screens", str(self.screens), "--passphrase-from", str(self.folder / "passphrase.txt")]
        command = [sys.executable, *options, "resume", record_id, *words]
        self.terminals.append(Terminal(command, 80, 24, environment(self.folder), Forked))
        return self.terminals[-1]

    def answers(self, record_id: str) -> list[str]:
        """What is on the disk, in order; opened as nobody else could, and no older copy."""
        response = self.records.load(record_id)
        assert self.records.doubt(response) == ""
        return [str(answer) for answer in given_of(self.screen, response).answers.values()]

    def close(self) -> None:
        """End whatever still runs."""
        for terminal in self.terminals:
            terminal.child.close(force=True)


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    """A place that is left clean."""
    made = Windows(tmp_path)
    yield made
    made.close()


def _questions() -> str:
    one = "  - {{name: wish_{n}, type: text, label: {{en: '{label}', es: '¿Qué más? {n}'}}, citation: own-reading}}"
    each = (one.format(n=number, label=_label(number)) for number in range(1, QUESTIONS + 1))
    return "\n".join(("questions:", *each, ""))


def _label(one: int) -> str:
    return f"What is number {one}?"


def _said(one: int) -> str:
    return f"canary-7731 {one}"


def shown(terminal: Terminal, last: int, seconds: float) -> int:
    """The last question that was shown by then: whatever came before it was shown as saved."""
    ends = monotonic() + seconds
    while (left := ends - monotonic()) > 0:
        if not terminal.read(left) and not terminal.child.isalive():
            break
        if squeezed(_label(last + 1)) in squeezed(terminal.text()):
            return last + 1
    return last


def killed(windows: Windows, number: int, random: Random) -> bool:
    """One interview that is killed after an answer; whether it was killed before the next question was shown.

    Every answer whose following question was shown is on the disk, word for word; at most the last one may be missing.
    """
    record_id = f"r{number:04}"
    windows.begin(record_id)
    terminal = windows.open(record_id, *FACES[number // len(SIGNALS) % 2])
    answered = random.randrange(1, QUESTIONS)
    for one in range(1, answered + 1):
        terminal.wait_for(_label(one), seconds=60)
        terminal.send(f"{_said(one)}{ENTER}")
    seen = shown(terminal, answered, random.random() * 0.06)
    terminal.child.kill(SIGNALS[number % len(SIGNALS)])
    seen = max(seen, shown(terminal, answered, 1)) if SIGNALS[number % len(SIGNALS)] is signal.SIGKILL else seen
    terminal.finish()
    terminal.child.close(force=True)
    kept = windows.answers(record_id)
    assert kept == [_said(one) for one in range(1, len(kept) + 1)]
    assert seen - 1 <= len(kept) <= answered
    return seen == answered


def test_nothing_that_was_shown_as_saved_is_lost(windows: Windows, request: pytest.FixtureRequest) -> None:
    """Killed, asked to end or with its window closed, in both faces: what was answered before is there.

    Were hardly any killed between an answer and the next question, this would prove nothing.
    """
    kills, random = int(request.config.getoption("--kills")), Random(7731)  # noqa: S311 - it keeps no secret
    early = sum(killed(windows, number, random) for number in range(kills))
    assert kills < 100 or early * 4 >= kills


def race(windows: Windows) -> float:
    """Two windows at once: one has the screening, the other ends with 4; how long that one took."""
    began = monotonic()
    both = [windows.open(ID, "--plain") for _ in range(2)]
    took = {}
    while len(took) < 1:
        for place, terminal in enumerate(both):
            terminal.read(0.01)
            if not terminal.child.isalive():
                took[place] = monotonic() - began
        assert monotonic() - began < 60
    (loser,) = took
    winner = both[1 - loser]
    winner.wait_for(_label(1), seconds=60)
    assert both[loser].finish() == 4
    words = f"the case is open in another window (pid {winner.child.pid})"
    assert squeezed(words) in squeezed(both[loser].text())
    winner.child.kill(signal.SIGKILL)
    winner.child.wait()
    with windows.records.store(practice=False).lock(ID):
        pass  # free at once: nothing was waited for since the process is gone
    return took[loser]


def test_two_windows_never_have_one_screening(windows: Windows, request: pytest.FixtureRequest) -> None:
    """Every time exactly one is refused, within a second, and after a kill the screening is free at once."""
    windows.begin(ID)
    before = windows.answers(ID)
    took = [race(windows) for _ in range(int(request.config.getoption("--kills")))]
    assert median(took) < 1
    assert windows.answers(ID) == before
