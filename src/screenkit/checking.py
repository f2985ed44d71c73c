"""Checking screens: the faults of their files, and their cases against what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenkit.cases import differences
from screenkit.diagnostics import Diagnostic, in_order, report
from screenkit.flat import answers_of
from screenkit.load import load_screen, shown
from screenkit.screen import Screen
from screenkit.shelf import Shelf
from screenkit.source import Document, Faults, read_file
from screenkit.suppression import Suppressed, Suppressions


@dataclass(frozen=True)
class Checked:
    """What checking found."""

    screens: int
    cases: int
    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The findings that keep a screen from being used, or show it to be wrong: all but notes."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def report(self) -> str:
        """Every finding with its place, then what is suppressed."""
        return "\n".join(filter(None, (report(self.findings), *map(str, self.suppressed))))

    @property
    def verdict(self) -> str:
        """One sentence."""
        found = [_count(len(self.faults), "fault") if self.faults else "no fault"]
        notes = len(self.findings) - len(self.faults)
        found += [_count(notes, "note")] if notes else []
        found += [f"{len(self.suppressed)} suppressed"] if self.suppressed else []
        return f"{_count(self.screens, 'screen')}, {_count(self.cases, 'case')}: {', '.join(found)}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def check_screens(paths: Sequence[Path], shelf: Shelf) -> Checked:
    """Return every finding in the screens; one in a shared file is told once."""
    all_checked = [_check_screen(path, shelf) for path in paths]
    findings = dict.fromkeys(finding for one in all_checked for finding in one.findings)
    suppressed = [found for one in all_checked for found in one.suppressed]
    return Checked(len(paths), sum(one.cases for one in all_checked), in_order(findings), tuple(suppressed))


def _check_screen(path: Path, shelf: Shelf) -> Checked:
    try:
        screen = load_screen(path, shelf)
    except Faults as error:
        return Checked(1, 0, error.diagnostics)
    document = read_file(path, shown(path))
    findings = in_order((*screen.findings, *_cases(screen, document)))
    means = Suppressions(document, screen.authored.suppress)
    kept = (*means.others(findings), *means.idle(findings))
    return Checked(1, len(screen.authored.cases), kept, means.suppressed(findings))


def _cases(screen: Screen, document: Document) -> Iterator[Diagnostic]:
    for number, case in enumerate(screen.authored.cases):
        try:
            given = answers_of(screen, document, ("cases", number, "answers"))
        except Faults as error:
            yield from error.diagnostics
            continue
        for words in differences(screen, case, given):
            yield document.fault("case-differs", f"case `{case.name}`: {words}", ("cases", number, "expect"))
