"""How long one waits: for help, completion, the first words, the first question, and after each key; beside its peer.

    python benchmarks/startup.py [ROUNDS] [--write]

With `--write`, what is said of it in `docs/interview.md` is written from what this run found.
The peer is plain questionary: a program that does nothing but ask one question, in the same run, turn by turn; for a
key it is prompt_toolkit with nothing to search in, too, and with ten rows of plain text that stay. What is taken is
the median of the rounds. Ratios are medians of pairs of one round, on the time of a processor that was used until
then, which other work changes less.
The command is started as `pip` lays it, and a screen was begun once before, but where the table says otherwise.
"""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import struct
import subprocess
import sys
import tempfile
import termios
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from startup_page import HEADING, LETTERS, NOTHING, PEER, QUESTION, WORDS, Found, Wait, page

SOURCE = str(Path(__file__).parents[1] / "src")
PYTHON = sys.executable
sys.path[:0] = [SOURCE]
COMMAND = "import sys\nfrom screenkit.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
SCREEN = "trafficking-nm10"
NAMES = (250, 2_000)
QUESTIONS = (100, 1_000)
KEYS = ("g", "u", "a", "\x7f", "\x7f", "\x7f", "m")
QUIET, PATIENCE = 0.03, 60
PEER_QUESTION = 'import questionary; questionary.select("Which agency is this for?", ["One", "Two"]).ask()'
PEER_LIST = """
import questionary
questionary.autocomplete("Which country?", [f"Guam {n}" if n %% 9 == 0 else f"Country {n}" for n in range(%d)]).ask()
"""
PEER_LINE = """
from prompt_toolkit import PromptSession
names = %d
PromptSession().prompt("Which country? ")
"""
# The least that a page with ten rows takes there: they are plain, and never change.
PEER_ROWS = """
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
rows = "\\n".join([f"Guam {n}" if n %% 9 == 0 else f"Country {n}" for n in range(%d)][:10])
asked, typed = Window(FormattedTextControl("Which country?"), height=1), Window(BufferControl(Buffer()), height=1)
Application(Layout(HSplit([asked, typed, Window(FormattedTextControl(rows), height=10)]), typed)).run()
"""
PEER_TYPED = """
from prompt_toolkit import PromptSession
print("LETTERS", len(PromptSession().prompt("What was said? ")))
"""
OUR_TYPED = """
from screenkit.pages import Page
from screenkit.terminal import open_face
with open_face() as face:
    found = face.ask(Page("line", "What was said?"))
print("LETTERS", len(found.raw))
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

    def close(self) -> float:
        """End it; the milliseconds of a processor that it took."""
        os.kill(self.pid, 9)
        used = os.wait4(self.pid, 0)[2]
        os.close(self.terminal)
        return (used.ru_utime + used.ru_stime) * 1000


def whole(command: list[str], env: dict[str, str]) -> Wait:
    """The whole command."""
    before, used = perf_counter(), _used_by_children()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return Wait((perf_counter() - before) * 1000, _used_by_children() - used)


def _used_by_children() -> float:
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (found.ru_utime + found.ru_stime) * 1000


def first(command: list[str], env: dict[str, str], words: bytes) -> Wait:
    """Until the words stand in the terminal, where the program is ended."""
    watched = Watched(command, env)
    try:
        wall = watched.until(words)
    finally:
        used = watched.close()
    return Wait(wall, used)


def redraws(program: str, names: int, env: dict[str, str]) -> tuple[float, float]:
    """The median and the worst of the keys, in milliseconds."""
    watched = Watched([PYTHON, "-c", program % names], env)
    try:
        watched.until(b"Which country?")
        while watched.read(0.3):
            pass
        times = [watched.key(key) for key in KEYS]
    finally:
        watched.close()
    return median(times), max(times)


def typing(program: str, env: dict[str, str]) -> float:
    """The milliseconds until letters that come one by one, as fast as the terminal takes them, are an answer."""
    watched = Watched([PYTHON, "-c", program], env)
    try:
        watched.until(b"What was said?")
        while watched.read(0.3):
            pass
        os.set_blocking(watched.terminal, False)
        before, left = perf_counter(), b"mother said " * (LETTERS // 12) + b"\r"
        while b"LETTERS" not in watched.seen:
            with suppress(BlockingIOError):
                left = left[os.write(watched.terminal, left) :] if left else b""
            watched.read(0.001)
            if perf_counter() - before > PATIENCE:
                raise RuntimeError(watched.seen.decode(errors="replace"))
        return (perf_counter() - before) * 1000
    finally:
        watched.close()


def starts(home: str) -> Mapping[str, Callable[[], Wait]]:
    """What is waited for."""
    command = Path(home, "command")
    command.write_text(COMMAND, encoding="utf-8")
    screenkit, env = [PYTHON, str(command)], environment(home)
    completing = {**env, "_SCREENKIT_COMPLETE": "complete_bash", "COMP_WORDS": "screenkit run tra", "COMP_CWORD": "2"}
    interview, nothing_kept = [*screenkit, "run", SCREEN, "--practice"], {**env, "SCREENKIT_CACHE": ""}
    label = b"Which agency is this"
    return {
        NOTHING: lambda: whole([PYTHON, "-c", "pass"], env),
        "`screenkit --version`": lambda: whole([*screenkit, "--version"], env),
        "`screenkit --help`": lambda: whole([*screenkit, "--help"], env),
        "completion of a screen's name": lambda: whole(screenkit, completing),
        WORDS: lambda: first(interview, env, SCREEN.encode()),
        QUESTION: lambda: first(interview, env, label),
        "the same where it was never begun before": lambda: first(interview, nothing_kept, label),
        "`run --plain`: the first question": lambda: first([*interview, "--plain"], env, label),
        PEER: lambda: first([PYTHON, "-c", PEER_QUESTION], env, label),
    }


LISTS = {
    "screenkit": OUR_LIST,
    "prompt_toolkit, one line": PEER_LINE,
    "prompt_toolkit, ten rows of plain text": PEER_ROWS,
    "questionary.autocomplete": PEER_LIST,
}
TYPED = {"screenkit": OUR_TYPED, "prompt_toolkit, one line": PEER_TYPED}


def answering(questions: int) -> tuple[float, float]:
    """Milliseconds to keep an answer and put the next page, and to work out all that follows; in the middle of both."""
    from batch_kit import screen_of
    from screenkit.answers import Absent, Item
    from screenkit.earlier import NOTHING as NOTHING_EARLIER
    from screenkit.interview import next_item, record, standing
    from screenkit.outcome import outcome_of
    from screenkit.paging import Paging
    from screenkit.response import start
    from screenkit.summarize import summarizer_at

    now, screen = datetime(2026, 11, 20, 12, tzinfo=UTC), screen_of(questions)
    response = start(screen, "k7m2-x9qd", now, language="en", practice=True, case=None)
    facts = standing(screen, response, now)
    taken, outcomes = [], []
    for number in range(questions // 2 + 20):
        before = perf_counter()
        facts = standing(screen, response, now, facts)
        item = next_item(screen, facts)
        if not isinstance(item, Item):
            raise SystemExit("the kit's screen has more questions than that")
        Paging(screen, response, facts, "en", None, NOTHING_EARLIER).page(item)
        kind = screen.question(item).type
        answer = "yes" if kind == "yes_no" else "complete" if kind == "repeat" else Absent.DECLINED
        change = record(screen, response, item, answer, now, before=facts)
        response, facts = change.response, change.facts
        if number >= questions // 2:
            taken.append((perf_counter() - before) * 1000)
    for _ in range(3):
        before = perf_counter()
        outcome_of(summarizer_at(screen, response, now))
        outcomes.append((perf_counter() - before) * 1000)
    return median(taken), median(outcomes)


def main() -> int:
    """Measure in turn, and tell or write what was found."""
    parser = ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("rounds", nargs="?", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write it into docs/interview.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        waits, env = starts(home), environment(home)
        waits[QUESTION]()  # begun before
        times: dict[str, list[Wait]] = {name: [] for name in waits}
        drawn: dict[tuple[str, int], list[tuple[float, float]]] = {(one, n): [] for one in LISTS for n in NAMES}
        typed: dict[str, list[float]] = {name: [] for name in TYPED}
        for _ in range(asked.rounds):
            for name, wait in waits.items():
                times[name].append(wait())
            for (name, names), found in drawn.items():
                found.append(redraws(LISTS[name], names, env))
            for name, found in typed.items():
                found.append(typing(TYPED[name], env))
    kept = {questions: answering(questions) for questions in QUESTIONS}
    text = page(Found(asked.rounds, times, drawn, typed, kept))
    print(text, end="")
    if asked.write:
        path = Path(__file__).parents[1] / "docs" / "interview.md"
        before = path.read_text(encoding="utf-8").partition(HEADING)[0]
        path.write_text(before + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
