"""What `docs/interview.md` says of how long one waits."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from batch_page import table

HEADING = "## How long one waits\n"
NOTHING, WORDS, QUESTION = "`python -c pass`", "`run`: the first words", "`run`: the first question"
PEER = "plain questionary: its question"
LETTERS = 9_996
OURS, LINE, ROWS = "screenkit", "prompt_toolkit, one line", "prompt_toolkit, ten rows of plain text"


class Wait(NamedTuple):
    """Milliseconds on the wall, and of a processor: those change less where other work runs."""

    wall: float
    used: float


class Found(NamedTuple):
    """What was found in so many rounds: of starts, of keys (median and worst) by names, of letters and of answers."""

    rounds: int
    times: Mapping[str, Sequence[Wait]]
    drawn: Mapping[tuple[str, int], Sequence[tuple[float, float]]]
    typed: Mapping[str, Sequence[float]]
    kept: Mapping[int, tuple[float, float]]


class Goal(NamedTuple):
    """What was wanted at most, what was found, the least that the peer itself takes for as much, and why it is so."""

    name: str
    most: float
    found: float
    why: str
    least: float | None = None


def page(found: Found) -> str:
    """The end of `docs/interview.md`."""
    goals = tuple(_goals(found))
    starts = _table(("what", "ms", "ms of a processor", "times a Python that does nothing"), _starts(found))
    keys = _table(("a key in a list of names", "names", "median ms", "worst ms"), _keys(found))
    letters = _table(("letters that come one by one, all at once", "ms", "times as long"), _letters(found))
    answers = _table(
        ("questions", "an answer kept and the next page, ms", "all that follows, ms"),
        [(f"{count:,}", f"{kept:.2f}", f"{after:.1f}") for count, (kept, after) in found.kept.items()],
    )
    wanted = _table(("goal", "wanted", "found", "the least", "reached"), map(_reached, goals))
    missed = "; ".join(goal.why for goal in goals if goal.found > goal.most)
    return f"""\
{HEADING}
Written by `benchmarks/startup.py --write`: {found.rounds} rounds in turn on 2026-11-22, on a machine with \
{os.cpu_count()} cores (load average {os.getloadavg()[0]:.1f} when it ended), with Python {platform.python_version()}.
The peer is a program that only asks one question with questionary; for a key it is also a line of prompt_toolkit, \
where nothing is searched.
Read them as ratios: those are of the time of a processor, which other work changes less than the time on the wall.

{starts}

The first words are said before anything is imported.
A screening that was begun before puts its first page before the screen is read, and the rest is there when it is \
answered; the first time, all of it comes first.

{keys}

Ten rows of plain text that never change, below a line, are the least that a page like ours takes when prompt_toolkit \
draws it.

{letters}

A terminal that does not say what is pasted sends {LETTERS:,} letters as so many keys.

{answers}

Nothing that follows is shown before the interview ends, so only the first of these is waited for at each answer.

{wanted}

{f"What is missed: {missed}." if missed else "Nothing is missed."}
"""


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(table(heads, tuple(rows)))


def _starts(found: Found) -> Iterator[tuple[str, ...]]:
    nothing = [one.used for one in found.times[NOTHING]]
    for name, waited in found.times.items():
        used = [one.used for one in waited]
        wall = median(one.wall for one in waited)
        yield name, f"{wall:.0f}", f"{median(used):.0f}", f"{ratio(used, nothing):.1f}"


def _keys(found: Found) -> Iterator[tuple[str, ...]]:
    for (name, names), pairs in found.drawn.items():
        middle, worst = median(one for one, _ in pairs), median(one for _, one in pairs)
        yield name, f"{names:,}", f"{middle:.1f}", f"{worst:.1f}"


def _letters(found: Found) -> Iterator[tuple[str, ...]]:
    for name, taken in found.typed.items():
        yield name, f"{median(taken):.0f}", f"{ratio(taken, found.typed[OURS]):.1f}"


def _goals(found: Found) -> Iterator[Goal]:
    used = {name: [one.used for one in waits] for name, waits in found.times.items()}
    more = "our pages have more parts than one question of questionary, to draw and to import"
    for name, most in (("`screenkit --version`", 1.3), ("`screenkit --help`", 6.5), (WORDS, 3.0)):
        yield Goal(f"{name}: x {NOTHING}", most, ratio(used[name], used[NOTHING]), f"{name} imports too much")
    yield Goal(f"{QUESTION}: x plain questionary", 1.15, ratio(used[QUESTION], used[PEER]), more)
    for names in dict.fromkeys(names for _, names in found.drawn):
        ours, line, rows = (found.drawn[name, names] for name in (OURS, LINE, ROWS))
        for at, (word, most) in enumerate((("median", 1.2), ("worst", 1.5))):
            of_line = [pair[at] for pair in line]
            why = f"a list of {names:,} draws names and keys where a line draws none ({word})"
            mine, least = (ratio([pair[at] for pair in one], of_line) for one in (ours, rows))
            yield Goal(f"a key among {names:,} names, {word}: x {LINE}", most, mine, why, least)
    most_asked = max(found.kept)
    why = f"an answer among {most_asked:,} questions takes more than the millisecond that was wished for"
    yield Goal(f"an answer kept and the next page, {most_asked:,} questions: ms", 1.0, found.kept[most_asked][0], why)


def _reached(goal: Goal) -> tuple[str, ...]:
    least = "" if goal.least is None else f"{goal.least:.2f}"
    return goal.name, f"<= {goal.most}", f"{goal.found:.2f}", least, "yes" if goal.found <= goal.most else "**no**"


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median ratio of pairs of a round."""
    return median(a / b for a, b in zip(one, other, strict=True))
