"""How long one waits: for help, completion, the first words, the first question, and after each key; beside its peer.

    python benchmarks/startup.py [ROUNDS]

The peer is plain questionary: a program that does nothing but ask one question, in the same run, turn by turn; for a
key it is prompt_toolkit with nothing to search in, too. What is taken is the median of the rounds. Ratios are medians
of pairs of one round, on the time of a processor that was used until then, which other work changes less.
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
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

SOURCE = str(Path(__file__).parents[1] / "src")
PYTHON = sys.executable
sys.path[:0] = [SOURCE]
COMMAND = "import sys\nfrom screenkit.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
SCREEN = "trafficking-nm10"
NAMES = (250, 2_000)
QUESTIONS = (100, 1_000)
KEYS = ("g", "u", "a", "\x7f", "\x7f", "\x7f", "m")
QUIET = 0.03
PEER = 'import questionary; questionary.select("Which agency is this for?", ["One", "Two"]).ask()'
PEER_LIST = """
import questionary
questionary.autocomplete("Which country?", [f"Guam {n}" if n %% 9 == 0 else f"Country {n}" for n in range(%d)]).ask()
"""
PEER_LINE = """
from prompt_toolkit import PromptSession
names = %d
PromptSession().prompt("Which country? ")
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


class Wait(NamedTuple):
    """Milliseconds on the wall, and of a processor: those change less where other work runs."""

    wall: float
    used: float


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
        PEER_NAME: lambda: first([PYTHON, "-c", PEER], env, label),
    }


NOTHING, WORDS, QUESTION = "`python -c pass`", "`run`: the first words", "`run`: the first question"
PEER_NAME = "plain questionary: its question"
LISTS = {"screenkit": OUR_LIST, "prompt_toolkit, one line": PEER_LINE, "questionary.autocomplete": PEER_LIST}


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


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median ratio of pairs of a round."""
    return median(a / b for a, b in zip(one, other, strict=True))


def goals(times: Mapping[str, list[Wait]], drawn: Mapping[tuple[str, int], list[tuple[float, float]]]) -> None:
    """What was wanted, and what was found."""
    used = {name: [one.used for one in waits] for name, waits in times.items()}
    nothing, rows = used[NOTHING], []
    for name, most in (("`screenkit --version`", 1.3), ("`screenkit --help`", 6.5), (WORDS, 3.0)):
        rows.append((f"{name}: x {NOTHING}", most, ratio(used[name], nothing)))
    rows.append((f"{QUESTION}: x plain questionary", 1.15, ratio(used[QUESTION], used[PEER_NAME])))
    for names in NAMES:
        ours, peer = drawn["screenkit", names], drawn["prompt_toolkit, one line", names]
        for at, (word, most) in enumerate((("median", 1.2), ("worst", 1.5))):
            found = ratio([pair[at] for pair in ours], [pair[at] for pair in peer])
            rows.append((f"a key among {names:,} names, {word}: x prompt_toolkit, one line", most, found))
    print("\n| goal | wanted | found | reached |\n|---|---|---|---|")
    for name, most, found in rows:
        print(f"| {name} | <= {most} | {found:.2f} | {'yes' if found <= most else '**no**'} |")


def main() -> int:
    """Measure in turn and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        waits = starts(home)
        waits[QUESTION]()  # begun before
        times: dict[str, list[Wait]] = {name: [] for name in waits}
        drawn: dict[tuple[str, int], list[tuple[float, float]]] = {(one, n): [] for one in LISTS for n in NAMES}
        for _ in range(rounds):
            for name, wait in waits.items():
                times[name].append(wait())
            for (name, names), found in drawn.items():
                found.append(redraws(LISTS[name], names, environment(home)))
    print("| what | ms | ms of a processor | times a Python that does nothing |\n|---|---|---|---|")
    nothing = [one.used for one in times[NOTHING]]
    for name, waited in times.items():
        used = [one.used for one in waited]
        print(
            f"| {name} | {median(one.wall for one in waited):.0f} | {median(used):.0f} | {ratio(used, nothing):.1f} |"
        )
    print("\n| a key in a list of names | names | median ms | worst ms |\n|---|---|---|---|")
    for (name, names), pairs in drawn.items():
        middle, worst = median(one for one, _ in pairs), median(one for _, one in pairs)
        print(f"| {name} | {names:,} | {middle:.1f} | {worst:.1f} |")
    print("\n| questions | an answer kept and the next page, ms | all that follows, ms |\n|---|---|---|")
    for questions in QUESTIONS:
        print("| {:,} | {:.1f} | {:.1f} |".format(questions, *answering(questions)))
    goals(times, drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
