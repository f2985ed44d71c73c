"""How long one waits: for help, completion, the first words, the first question, and after each key; beside its peer.

    python benchmarks/startup.py [ROUNDS]

The peer is plain questionary: a program that does nothing but ask one question, in the same run, turn by turn.
What is taken is the median of the rounds, and its ratio to a Python that does nothing.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

SOURCE = str(Path(__file__).parents[1] / "src")
PYTHON = sys.executable
SCREENKIT = [PYTHON, "-m", "screenkit"]
SCREEN = "trafficking-nm10"
NAMES = 250
KEYS = ("g", "u", "a", "\x7f", "\x7f", "\x7f", "m")
QUIET = 0.03
PEER = 'import questionary; questionary.select("Which agency is this for?", ["One", "Two"]).ask()'
PEER_LIST = """
import questionary
questionary.autocomplete("Which country?", [f"Guam {n}" if n %% 9 == 0 else f"Country {n}" for n in range(%d)]).ask()
"""
OUR_LIST = """
from screenkit.pages import Option, Page
from screenkit.terminal import open_face
names = [f"Guam {n}" if n %% 9 == 0 else f"Country {n}" for n in range(%d)]
with open_face() as face:
    face.ask(Page("choice", "Which country?", options=tuple(Option(name, name) for name in names)))
"""


def environment(home: str) -> dict[str, str]:
    """Nothing of this machine's own settings."""
    settings = {"HOME": home, "SCREENKIT_HOME": f"{home}/screenkit", "TERM": "xterm-256color", "PYTHONPATH": SOURCE}
    return {"PATH": os.environ.get("PATH", ""), "PROMPT_TOOLKIT_NO_CPR": "1", "LANG": "C.UTF-8", **settings}


class Watched:
    """A program in a terminal of 80 columns and 24 rows."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.seen = b""
        self.began = perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, env)  # noqa: S606 - the command is our own
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, seconds: float) -> bool:
        """Whether something was written within the time."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            self.seen += os.read(self.terminal, 65_536)
        except OSError:
            return False
        return True

    def until(self, words: bytes) -> float:
        """Milliseconds until the words stood there."""
        while words not in self.seen:
            if not self.read(20):
                raise RuntimeError(self.seen.decode(errors="replace"))
        return (perf_counter() - self.began) * 1000

    def key(self, key: str) -> float:
        """Milliseconds from the key to the last byte drawn because of it."""
        before = last = perf_counter()
        os.write(self.terminal, key.encode())
        while self.read(QUIET if last > before else 1.0):
            last = perf_counter()
        return (last - before) * 1000

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def whole(command: list[str], env: dict[str, str]) -> float:
    """Milliseconds that the command takes from beginning to end."""
    before = perf_counter()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (perf_counter() - before) * 1000


def first(command: list[str], env: dict[str, str], words: bytes) -> float:
    """Milliseconds until the words stand in the terminal."""
    watched = Watched(command, env)
    try:
        return watched.until(words)
    finally:
        watched.close()


def redraws(program: str, env: dict[str, str]) -> tuple[float, float]:
    """The median and the worst of the keys, in milliseconds."""
    watched = Watched([PYTHON, "-c", program % NAMES], env)
    try:
        watched.until(b"Which country?")
        while watched.read(0.3):
            pass
        times = [watched.key(key) for key in KEYS]
    finally:
        watched.close()
    return median(times), max(times)


def starts(home: str) -> Mapping[str, Callable[[], float]]:
    """What is waited for."""
    env = environment(home)
    completing = {**env, "_SCREENKIT_COMPLETE": "complete_bash", "COMP_WORDS": "screenkit run tra", "COMP_CWORD": "2"}
    interview = [*SCREENKIT, "run", SCREEN, "--practice"]
    label = b"Which agency is this"
    return {
        "`python -c pass`": lambda: whole([PYTHON, "-c", "pass"], env),
        "`screenkit --version`": lambda: whole([*SCREENKIT, "--version"], env),
        "`screenkit --help`": lambda: whole([*SCREENKIT, "--help"], env),
        "completion of a screen's name": lambda: whole(SCREENKIT, completing),
        "`run`: the first words": lambda: first(interview, env, SCREEN.encode()),
        "`run`: the first question": lambda: first(interview, env, label),
        "`run --plain`: the first question": lambda: first([*interview, "--plain"], env, label),
        "plain questionary: its question": lambda: first([PYTHON, "-c", PEER], env, label),
    }


def main() -> int:
    """Measure in turn and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        waits = starts(home)
        times: dict[str, list[float]] = {name: [] for name in waits}
        drawn: dict[str, list[tuple[float, float]]] = {"screenkit": [], "questionary.autocomplete": []}
        for _ in range(rounds):
            for name, wait in waits.items():
                times[name].append(wait())
            drawn["screenkit"].append(redraws(OUR_LIST, environment(home)))
            drawn["questionary.autocomplete"].append(redraws(PEER_LIST, environment(home)))
    nothing = median(times["`python -c pass`"])
    print("| what | ms | times a Python that does nothing |\n|---|---|---|")
    for name, found in times.items():
        print(f"| {name} | {median(found):.0f} | {median(found) / nothing:.1f} |")
    print(f"\n| a key in a list of {NAMES} names | median ms | worst ms |\n|---|---|---|")
    for name, pairs in drawn.items():
        print(f"| {name} | {median(one for one, _ in pairs):.1f} | {median(worst for _, worst in pairs):.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
