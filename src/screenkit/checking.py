"""Checking screens: the faults of their files, and their cases against what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenkit.cases import differences
from screenkit.diagnostics import Diagnostic, report
from screenkit.flat import answers_of
from screenkit.load import load_screen, shown
from screenkit.shelf import Shelf
from screenkit.source import Faults, read_file


@dataclass(frozen=True)
class Checked:
    """What checking found."""

    screens: int
    cases: int
    faults: tuple[Diagnostic, ...]

    @property
    def report(self) -> str:
        """Every fault with its place."""
        return report(self.faults)

    @property
    def verdict(self) -> str:
        """One sentence."""
        found = f"{len(self.faults)} fault{'' if len(self.faults) == 1 else 's'}" if self.faults else "no fault"
        screens = f"{self.screens} screen{'' if self.screens == 1 else 's'}"
        cases = f"{self.cases} case{'' if self.cases == 1 else 's'}"
        return f"{screens}, {cases}: {found}"


def check_screens(paths: Sequence[Path], shelf: Shelf) -> Checked:
    """Return every fault of the screens; a fault of a shared file is told once."""
    faults: dict[Diagnostic, None] = {}
    cases = 0
    for path in paths:
        try:
            screen = load_screen(path, shelf)
        except Faults as error:
            faults |= dict.fromkeys(error.diagnostics)
            continue
        cases += len(screen.authored.cases)
        faults |= dict.fromkeys(_cases(path, shelf))
    return Checked(len(paths), cases, tuple(faults))


def _cases(path: Path, shelf: Shelf) -> Iterator[Diagnostic]:
    screen = load_screen(path, shelf)
    document = read_file(path, shown(path))
    for number, case in enumerate(screen.authored.cases):
        try:
            given = answers_of(screen, document, ("cases", number, "answers"))
        except Faults as error:
            yield from error.diagnostics
            continue
        for words in differences(screen, case, given):
            yield document.fault("case-differs", f"case `{case.name}`: {words}", ("cases", number, "expect"))
