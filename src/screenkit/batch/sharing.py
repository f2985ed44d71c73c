"""One large file shared among processes: each takes a part of its bytes, and the results come in the file's order."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from typing import BinaryIO, NamedTuple

from screenkit.batch.inputs import Source, first_line_after, lines
from screenkit.batch.running import Checked, Checker, Tally

PART = 4 << 20
"""How many bytes a process takes at a time."""
LARGE = 16 << 20
"""A file that is no larger is not shared: starting processes takes longer."""


class Part(NamedTuple):
    """What a process found in its part; line numbers count from the part's own first line."""

    lines: int
    tally: Tally
    told: list[Checked]


def check_shared(source: Source, checker: Checker, tally: Tally, jobs: int, *, everything: bool) -> Iterator[Checked]:
    """The results of a file with one record on each line, as `check_source` gives them.

    Without `everything`, only of records with faults: the others are counted, and cost no way between processes.
    """
    parts = iter(_parts(source))
    checker = replace(checker, unlock=None)  # a key never goes to another process
    before = 0
    _look_first(source, checker)
    with ProcessPoolExecutor(jobs, get_context(_START), _begin, (source, checker)) as pool:
        at_work: deque[Future[Part]] = deque()
        while True:
            for start, end in islice(parts, 2 * jobs - len(at_work)):
                at_work.append(pool.submit(_work, start, end, everything=everything))
            if not at_work:
                break
            part = at_work.popleft().result()
            tally.join(part.tally)
            yield from (one._replace(line=one.line + before) for one in part.told)
            before += part.lines


def _look_first(source: Source, checker: Checker) -> None:
    """What the first record needs is made once, for all the copies of this process."""
    with source.path.open("rb") as file:
        for record in islice(lines(file), 1):
            checker.check(record)


# Where it is safe, a process begins as a copy of this one, with everything that is loaded; macOS's own libraries do
# not bear that, and Windows has no such thing.
_START = "fork" if sys.platform == "linux" else "spawn"
_given: dict[str, tuple[Source, Checker]] = {}


def _begin(source: Source, checker: Checker) -> None:
    """What every process is given once."""
    _given["now"] = source, checker


def _work(start: int, end: int, *, everything: bool) -> Part:
    return check_part(*_given["now"], start, end, everything=everything)


def _parts(source: Source) -> Iterator[tuple[int, int]]:
    size = source.path.stat().st_size
    with source.path.open("rb") as file:
        start = 0
        while start < size:
            end = first_line_after(file, min(start + PART, size))
            yield start, end
            start = end


def check_part(source: Source, checker: Checker, start: int, end: int, *, everything: bool) -> Part:
    """What one process finds between two places of the file."""
    tally, told = Tally(show_values=checker.show_values), []
    with source.path.open("rb", buffering=1 << 22) as file:
        file.seek(start)
        for record in lines(file, start, end):
            result, values = checker.check(record)
            tally.add(result)
            if result.faults or everything:
                told.append(Checked(source.name, record.line, result, values))
        tally.settle()
        return Part(_lines(file, start, end), tally, told)


def _lines(file: BinaryIO, start: int, end: int) -> int:
    """How many lines a part of the file has, blank ones too."""
    file.seek(start)
    count, left = 0, end - start
    while left and (data := file.read(min(left, 1 << 20))):
        count, left = count + data.count(b"\n"), left - len(data)
    return count
