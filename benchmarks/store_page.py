"""The page that tells what saving, unlocking and checking cost, and what being killed loses."""

from __future__ import annotations

import os
import platform
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from batch_page import table
from store_checking import Checked

WRITTEN = "<!-- Written by benchmarks/store.py: run that, do not change this. -->"
GOALS = {"seconds": 90.0, "save": 15.0, "unlock": 2.5, "check": 10.0}


@dataclass(frozen=True)
class Saved:
    """What saving took in milliseconds, in the middle and in 95 of 100 cases."""

    name: str
    median: float
    most: float


@dataclass(frozen=True)
class Killed:
    """What came of being killed so often, how many of the kills met a save, and how long it all took."""

    name: str
    kills: int
    lost: int
    torn: int
    during: int
    seconds: float


@dataclass(frozen=True)
class Unlocked:
    """The seconds of opening the key, and of the work that age asks for, alone."""

    seconds: float
    bare: float


def page(
    saves: Sequence[Saved], kills: Sequence[Killed], unlocked: Unlocked, checked: Checked, wished: Namespace
) -> str:
    """`docs/saving.md`."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    again = f"python benchmarks/store.py --kills {wished.kills} --write"
    return f"""\
# What saving costs, and what it is worth
{WRITTEN}

Measured on 2026-11-22 on {machine} (load average {os.getloadavg()[0]:.1f} when it ended), \
Python {platform.python_version()}.
Run it again with `{again}`.
Other work ran on this machine: compare the rows with each other, not with another machine.

## Being killed
A program that saves a screening of {wished.answers} answers again and again is killed at a random moment: \
{wished.kills:,} times where it is ours, a quarter as often where it saves in another way.
Lost: an answer that was acknowledged is not there.
Torn: what is there cannot be read.

{_lines(_kills(kills))}

A kill proves less than a power cut, because what was written stays in the system's memory.
For that there is a model of the disk: `pytest tests/test_power_loss.py`.
Whole interviews in a terminal are killed by `pytest tests/test_kills.py --kills 100`.

## Saving
Milliseconds for one save of a screening of {wished.answers} answers and more, {wished.saves} times, in turns.
Ours are two files: the sealed record, and how far it was saved.

{_lines(table(("way", "median", "95 %"), [(one.name, f"{one.median:.2f}", f"{one.most:.2f}") for one in saves]))}

## Goals
Each was set before the code was written.

{_lines(_goals(saves, kills[0], unlocked, checked, wished))}

Of the seconds for unlocking, {unlocked.bare:.1f} are the work that age asks of everyone who tries a passphrase.
The same {checked.records:,} records, opened already, took jsonschema {checked.peer:.1f} s; \
it opens nothing, and finds no question that was never put.
"""


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _kills(kills: Sequence[Killed]) -> Iterator[str]:
    rows = [(one.name, f"{one.kills:,}", one.lost, one.torn, one.during, f"{one.seconds:.0f}") for one in kills]
    yield from table(("way", "kills", "lost", "torn", "kills that met a save", "seconds"), rows)


def _goals(
    saves: Sequence[Saved], ours: Killed, unlocked: Unlocked, checked: Checked, wished: Namespace
) -> Iterator[str]:
    rows: list[tuple[object, ...]] = []

    def goal(name: str, wanted: str, found: str, *, reached: bool) -> None:
        rows.append((name, wanted, found, "yes" if reached else "**no**"))

    share = ours.during / wished.kills
    goal("answers lost in all kills", "0", str(ours.lost), reached=not ours.lost)
    goal("records torn in all kills", "0", str(ours.torn), reached=not ours.torn)
    goal("share of kills that met a save, or they prove nothing", ">= 25 %", f"{share:.0%}", reached=share >= 0.25)
    within = GOALS["seconds"] * wished.kills / 2000
    goal(f"{wished.kills:,} kills, s", f"<= {within:.0f}", f"{ours.seconds:.0f}", reached=ours.seconds <= within)
    save = saves[0].most
    goal(
        f"a save of {wished.answers} answers, 95 %, ms",
        f"<= {GOALS['save']:.0f}",
        f"{save:.1f}",
        reached=save <= GOALS["save"],
    )
    time = unlocked.seconds
    goal("unlocking, once in a sitting, s", f"<= {GOALS['unlock']}", f"{time:.1f}", reached=time <= GOALS["unlock"])
    time = checked.seconds
    name = f"`validate` of {checked.records:,} sealed records, s"
    goal(name, f"<= {GOALS['check']:.0f}", f"{time:.1f}", reached=time <= GOALS["check"])
    yield from table(("goal", "wanted", "found", "reached"), rows)
