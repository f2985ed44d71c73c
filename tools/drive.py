"""Drives a real interview in a real pseudo-terminal from a case of the screen: what a person would see and type.

    python tools/drive.py SCREEN CASE [--plain] [--columns N] [--rows N] [-- COMMAND …]

The case's answers are given; what it does not mention is left for later, checkpoints are met and notes are read.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pexpect
import pyte

from screenkit.answers import Absent, Answer, Item, Value
from screenkit.flat import answers_of
from screenkit.interview import NewInstance, add_instance, next_item, record, standing
from screenkit.load import load_screen
from screenkit.pages import Page
from screenkit.paging import Paging
from screenkit.questions import Checkpoint, Note, Repeat
from screenkit.response import Response, start
from screenkit.screen import Screen
from screenkit.shelf import open_shelf
from screenkit.source import read_file
from screenkit.standing import Given
from screenkit.terminal.search import LONG, Finder

DOWN, DONE = "\x1b[B", "\x04"
FUNCTION_KEYS = {Absent.UNKNOWN: "\x1b[15~", Absent.DECLINED: "\x1b[17~", Absent.NOT_ASKED: "\x1b[18~"}
WORDS = {Absent.UNKNOWN: ":unknown", Absent.DECLINED: ":declined", Absent.NOT_ASKED: ":later"}


class Terminal:
    """A program in a pseudo-terminal, and the screen as a person sees it."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        env: dict[str, str],
        spawn: Callable[..., Any] = pexpect.spawn,
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.mark = 0
        self.code = -1
        how = {"dimensions": (rows, columns), "env": env, "timeout": 30, "preexec_fn": _heed_ctrl_c}
        self.child = spawn(command[0], list(command[1:]), **how)

    def send(self, keys: str) -> None:
        """Press keys; what is waited for next is what comes after them."""
        self.mark = len(self.raw)
        self.child.send(keys.encode())

    def wait_for(self, *words: str, seconds: float = 30.0) -> None:
        """Read until all the words stand on the screen; RuntimeError with what is there instead."""
        self.wait_until(
            lambda: all(squeezed(word) in squeezed(self.text()) for word in words), " … ".join(words), seconds
        )

    def wait_for_new(self, *words: str, seconds: float = 30.0) -> None:
        """The same for a program that only adds lines: all the words were written since the last key."""
        self.wait_until(
            lambda: all(squeezed(word) in squeezed(self.new()) for word in words), " … ".join(words), seconds
        )

    def wait_until(self, is_there: Callable[[], bool], words: str, seconds: float) -> None:
        """Read until something is there."""
        ends = monotonic() + seconds
        while not is_there():
            if not self.read(0.2) and (monotonic() > ends or not self.child.isalive()):
                raise RuntimeError(f"not on the screen: {words}\n--- but this:\n{self.text()}")

    def read(self, seconds: float) -> bool:
        """Take what the program wrote within the time; whether it wrote anything."""
        try:
            data = self.child.read_nonblocking(65_536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def new(self) -> str:
        """What was written since the last key, without what steers the terminal."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.raw[self.mark :].decode(errors="replace"))

    def transcript(self) -> str:
        """Everything that has stood on the screen and is still in its history."""
        past = ["".join(line[column].data for column in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join([*(line.rstrip() for line in past), self.text()])

    def finish(self, seconds: float = 30.0) -> int:
        """Read to the end; the exit code, negative for a signal."""
        ends = monotonic() + seconds
        while self.read(0.5) or (self.child.isalive() and monotonic() < ends):
            pass
        self.child.close()
        status = self.child.exitstatus
        self.code = status if status is not None else -(self.child.signalstatus or 1)
        return self.code


def _heed_ctrl_c() -> None:
    """As in a window; a shell has what it starts in the background ignore that key, and all that is started by it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def squeezed(words: str) -> str:
    """The words without white space, so that a line break is no difference."""
    return re.sub(r"\s+", "", words)


@dataclass
class Driver:
    """Answers as a case says, and checks that each question stands on the screen before it answers."""

    screen: Screen
    given: Given
    plain: bool
    language: str = "en"
    shadow: Response = field(init=False)

    def __post_init__(self) -> None:
        self.now = datetime.now(UTC).astimezone()
        self.shadow = start(self.screen, "shadow", self.now, language=self.language, practice=True, case=None)

    def run(self, terminal: Terminal) -> None:
        """Answer every question, then finish."""
        for page, keys in self.turns():
            self.see(terminal, page)
            terminal.send(keys)
        self.finish(terminal)

    def see(self, terminal: Terminal, page: Page) -> None:
        """Wait until the question is put, whole if it fits."""
        words = (page.progress, page.read_aloud[:200])
        (terminal.wait_for_new if self.plain else terminal.wait_for)(*words)

    def finish(self, terminal: Terminal) -> None:
        """Ask for the summary, and in the visual face put it away when it was seen."""
        terminal.wait_for("Finish and show the summary")
        terminal.send("1\r" if self.plain else DOWN + "\r")
        if not self.plain:
            terminal.wait_for("REFERRAL SUMMARY")
            terminal.send("\r")

    def turns(self) -> Iterator[tuple[Page, str]]:
        """Each question in turn, with the keys that answer it."""
        while True:
            facts = standing(self.screen, self.shadow, self.now)
            following = next_item(self.screen, facts)
            if isinstance(following, NewInstance):
                self.shadow = add_instance(self.screen, self.shadow, following.repeat, self.now).response
            elif isinstance(following, Item):
                page = Paging(self.screen, self.shadow, facts, "en").page(following)
                yield page, self.answer(following, page)
            else:
                return

    def answer(self, item: Item, page: Page) -> str:
        """The keys for the case's answer, which the shadow takes too."""
        question = self.screen.question(item)
        if isinstance(question, Repeat):
            return self.more(item, page)
        answer = self.given.answers.get(item, _when_not_said(question))
        self.shadow = record(self.screen, self.shadow, item, answer, self.now).response
        if isinstance(answer, Absent):
            return self.silent(answer)
        written = question.record(answer)
        return self.typed(page, written if isinstance(written, list) else str(written))

    def more(self, item: Item, page: Page) -> str:
        """Whether there is another instance."""
        opened = len(standing(self.screen, self.shadow, self.now).roster(item.name).instances)
        if opened < len(self.given.instances.get(item.name, ())):
            self.shadow = add_instance(self.screen, self.shadow, item.name, self.now).response
            return self.typed(page, "yes")
        more = self.given.answers.get(item, Absent.NOT_ASKED)
        self.shadow = record(self.screen, self.shadow, item, more, self.now).response
        if isinstance(more, Absent):
            return self.silent(more)
        return self.typed(page, "no")

    def silent(self, answer: Absent) -> str:
        """The keys for having no answer."""
        return f"{WORDS[answer]}\r" if self.plain else f"{FUNCTION_KEYS[answer]}\r"

    def typed(self, page: Page, written: str | list[str]) -> str:
        """The keys for a value."""
        numbers = {option.name: number for number, option in enumerate(page.options, 1)}
        if isinstance(written, list):
            return self.several(page, written, numbers)
        if page.kind in ("choice", "read"):
            if len(page.options) > LONG:
                return self.found(page, written)
            return f"{numbers[written]}\r" if self.plain else f"{DOWN * numbers[written]}\r"
        end = "\r.\r" if self.plain else DONE
        return written.replace("\n", "\r") + (end if page.kind == "lines" else "\r")

    def several(self, page: Page, written: list[str], numbers: dict[str, int]) -> str:
        """The keys for several choices, or for none of them."""
        if len(numbers) > LONG:
            # One more Enter ends the list; the visual face wants it twice, so that no stray key does.
            end = "\r" if self.plain else "\r\r"
            return "".join(self.found(page, name) for name in written) + end if written else "0\r"
        picked = [numbers[name] for name in written] or [len(numbers) + 1]
        if self.plain:
            return "".join(f"{number}\r" for number in picked) + ("\r" if written else "")
        steps = [number - before for before, number in zip([0, *picked], picked, strict=False)]
        return "".join(DOWN * step + " " for step in steps) + "\r"

    def found(self, page: Page, name: str) -> str:
        """The keys that find a choice by its label and take it from what is found."""
        label = next(option.label for option in page.options if option.name == name)
        found = Finder(page.options).find(label)
        number = [option.name for option in found.options].index(name) + 1
        if self.plain:
            return f"{label}\r" if found.sure else f"{label}\r{number}\r"
        return f"{label}{DOWN * number}\r"


def _when_not_said(question: object) -> Answer:
    value: Value
    if isinstance(question, Checkpoint):
        value = "yes"
        return value
    if isinstance(question, Note):
        value = "read"
        return value
    return Absent.NOT_ASKED


def environment(home: Path) -> dict[str, str]:
    """The surroundings of a run: nothing of this machine's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "SCREENKIT_HOME": str(home / "screenkit"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def driver_of(screen_name: str, case_name: str, *, plain: bool) -> Driver:
    """Someone who answers as a case of a screen says."""
    shelf = open_shelf()
    path = shelf.screen(screen_name)
    if path is None:
        raise SystemExit(f"there is no screen {screen_name}")
    screen = load_screen(path, shelf)
    number = [case.name for case in screen.authored.cases].index(case_name)
    return Driver(screen, answers_of(screen, read_file(path), ("cases", number, "answers")), plain)


def drive(
    screen_name: str, case_name: str, command: Sequence[str], *, plain: bool, columns: int, rows: int, home: Path
) -> Terminal:
    """Run the command and answer as the case says; the terminal that comes back shows the summary."""
    terminal = Terminal(command, columns, rows, environment(home))
    driver_of(screen_name, case_name, plain=plain).run(terminal)
    terminal.finish()
    return terminal


def main() -> int:
    """Drive one interview and print the screen at its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("screen")
    parser.add_argument("case")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--command", default="")
    options = parser.parse_args()
    command = shlex.split(options.command) or [
        sys.executable,
        "-m",
        "screenkit",
        "run",
        options.screen,
        "--practice",
        *(["--plain"] if options.plain else []),
    ]
    with tempfile.TemporaryDirectory() as home:
        terminal = drive(
            options.screen,
            options.case,
            command,
            plain=options.plain,
            columns=options.columns,
            rows=options.rows,
            home=Path(home),
        )
    print(terminal.transcript().strip())
    return terminal.code


if __name__ == "__main__":
    sys.exit(main())
