"""One large file shared among processes: each takes a part of its bytes, and the results come in the file's order."""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from typing import BinaryIO, NamedTuple

from screenkit.batch.inputs import Source, first_line_after, lines
from screenkit.batch.running import TOGETHER, Checked, Checker
from screenkit.batch.tally import Tally

PART = 4 << 20
"""How many bytes a process takes at a time."""
LARGE = 16 << 20
"""A file that is no larger is not shared: starting processes takes longer."""


Line = Callable[[Checked], str]
"""What is told of a record, where that is all that is wanted of it; it can be pickled."""


class Stretch(NamedTuple):
    """Bytes of a file from the beginning of a line, with how many lines stand before it."""

    start: int
    end: int
    before: int


class Part(NamedTuple):
    """What a process found in its part, or what there is to tell of it."""

    tally: Tally
    told: Sequence[Checked | str]


def check_shared(
    source: Source, checker: Checker, tally: Tally, jobs: int, *, everything: bool, line: Line | None = None
) -> Iterator[Checked | str]:
    """The results of a file with one record on each line, as `check_source` gives them.

    Without `everything`, only of records with faults: the others are counted, and cost no way between processes. With
    `line`, what it makes of many of them together: text goes that way for a tenth of what results cost.
    """
    parts = iter(_parts(source))
    checker = replace(checker, unlock=None)  # a key never goes to another process
    _look_first(source, checker)
    with ProcessPoolExecutor(jobs, get_context(_START), _begin, (source, checker)) as pool:
        at_work: deque[Future[Part]] = deque()
        while True:
            for stretch in islice(parts, 2 * jobs - len(at_work)):
                at_work.append(pool.submit(_work, stretch, everything=everything, line=line))
            if not at_work:
                break
            part = at_work.popleft().result()
            tally.join(part.tally)
            yield from part.told


def _look_first(source: Source, checker: Checker) -> None:
    """What the first record needs is made once, for all the copies of this process."""
    with source.path.open("rb") as file:
        for record in islice(lines(file), 1):
            checker.check(record)
    checker.expect_many()


# Where it is safe, a process begins as a copy of this one, with everything that is loaded; macOS's own libraries do
# not bear that, and Windows has no such thing.
_START = "fork" if sys.platform == "linux" else "spawn"
_given: dict[str, tuple[Source, Checker]] = {}


def _begin(source: Source, checker: Checker) -> None:
    """What every process is given once; what was made before it began is never garbage there."""
    gc.freeze()
    _given["now"] = source, checker


def _work(stretch: Stretch, *, everything: bool, line: Line | None) -> Part:
    return check_part(*_given["now"], stretch, everything=everything, line=line)


def _parts(source: Source) -> Iterator[Stretch]:
    size = source.path.stat().st_size
    with source.path.open("rb") as file:
        start = before = 0
        while start < size:
            end = first_line_after(file, min(start + PART, size))
            yield Stretch(start, end, before)
            before += _lines(file, start, end)
            start = end


def check_part(
    source: Source, checker: Checker, stretch: Stretch, *, everything: bool, line: Line | None = None
) -> Part:
    """What one process finds between two places of the file."""
    tally, told = Tally(show_values=checker.show_values), []
    with source.path.open("rb", buffering=1 << 22) as file:
        file.seek(stretch.start)
        for record, result, values in checker.check_all(lines(file, stretch.start, stretch.end), TOGETHER):
            tally.add(result)
            if result.faults or everything:
                told.append(Checked(source.name, record.line + stretch.before, result, values))
    tally.settle()
    return Part(tally, told if line is None else ("".join(map(line, told)),))


def _lines(file: BinaryIO, start: int, end: int) -> int:
    """How many lines a part of the file has, blank ones too."""
    file.seek(start)
    count, left = 0, end - start
    while left and (data := file.read(min(left, 1 << 20))):
        count, left = count + data.count(b"\n"), left - len(data)
    return count
