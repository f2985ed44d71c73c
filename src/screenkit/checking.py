"""Checking screens: the faults of their files, their cases against what they expect, and proofs over all answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from screenkit import __version__
from screenkit.cases import differences, set_aside, unknown_questions
from screenkit.certificates import Certificate
from screenkit.diagnostics import Diagnostic, in_order, near, quoted
from screenkit.flat import answers_of
from screenkit.load import load_with_draft, shown
from screenkit.prove import Report, prove
from screenkit.prove.persona import Persona
from screenkit.screen import Proof, Screen
from screenkit.shelf import Shelf
from screenkit.source import Document, Faults, read_file
from screenkit.suppression import Suppressed, Suppressions
from screenkit.trials import Trial, Way, Worth, worth


@dataclass(frozen=True)
class How:
    """How screens are checked: on which day, and for how many seconds each is proven at the most; 0 proves nothing.

    `ways` say in what their cases are measured, too.
    """

    today: date
    budget: float
    ways: frozenset[Way] = frozenset()


@dataclass(frozen=True)
class Proven:
    """What was proven of one screen."""

    screen: str
    digest: str
    report: Report

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that holds and everything that was left open, and what that covers."""
        told = (*self.report.proved, *self.report.unproved)
        return (f"{self.screen} ({self.digest[:12]}), {self.report.covered}:", *(f"  {one}" for one in told))


@dataclass(frozen=True)
class Checked:
    """What checking found; `personas` are the interviews that show a finding."""

    screens: int
    cases: int
    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()
    proofs: tuple[Proven, ...] = ()
    personas: Mapping[Diagnostic, Persona] = field(default_factory=dict)
    worths: tuple[Worth, ...] = ()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The findings that keep a screen from being used, or show it to be wrong: all but notes."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def unproved(self) -> int:
        """How many proofs were left open: past its time a screen is not certified."""
        return sum(len(one.report.unproved) for one in self.proofs)

    @property
    def is_sound(self) -> bool:
        """Whether the screens can be used as they are, and their cases are enough where that was asked."""
        return not self.faults and not self.unproved and not any(one.lacks for one in self.worths)

    @property
    def report(self) -> str:
        """Every finding with its place and the interview that shows it, then what is suppressed or left open."""
        open_ = [f"{one.screen}: {left}" for one in self.proofs for left in one.report.unproved]
        return "\n".join([*map(self._shown, self.findings), *map(str, self.suppressed), *open_])

    def _shown(self, finding: Diagnostic) -> str:
        persona = self.personas.get(finding)
        return "\n".join([str(finding), *(persona.lines if persona else ())])

    @property
    def verdict(self) -> str:
        """One sentence."""
        found = [_count(len(self.faults), "fault") if self.faults else "no fault"]
        notes = len(self.findings) - len(self.faults)
        found += [_count(notes, "note")] if notes else []
        found += [f"{len(self.suppressed)} suppressed"] if self.suppressed else []
        found += [f"{self.unproved} UNPROVED"] if self.unproved else []
        found += [words for one in self.worths for words in one.lacks]
        proved = sum(len(one.report.proved) for one in self.proofs)
        counted = [_count(self.screens, "screen"), _count(self.cases, "case")]
        counted += [_count(proved, "proof")] if self.proofs else []
        return f"{', '.join(counted)}: {', '.join(found)}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def check_screens(paths: Sequence[Path], shelf: Shelf, how: How) -> Checked:
    """Return every finding in the screens; one in a shared file is told once."""
    all_checked = [_check_screen(path, shelf, how) for path in paths]
    findings = dict.fromkeys(finding for one in all_checked for finding in one.findings)
    return Checked(
        len(paths),
        sum(one.cases for one in all_checked),
        in_order(findings),
        tuple(found for one in all_checked for found in one.suppressed),
        tuple(proof for one in all_checked for proof in one.proofs),
        {finding: persona for one in all_checked for finding, persona in one.personas.items()},
        tuple(found for one in all_checked for found in one.worths),
    )


def _check_screen(path: Path, shelf: Shelf, how: How) -> Checked:
    try:
        screen, draft = load_with_draft(path, shelf)
    except Faults as error:
        return Checked(1, 0, error.diagnostics)
    document = read_file(path, shown(path))
    proofs = (Proven(screen.id, screen.digest, prove(screen, draft, how.today, how.budget)),) if how.budget else ()
    wrong = [finding for proof in proofs for finding in proof.report.findings]
    others = (*_cases(screen, document), *_unknown_screens(screen, document, shelf))
    findings = in_order((*screen.findings, *others, *(one.diagnostic for one in wrong)))
    means = Suppressions(document, screen.authored.suppress)
    kept = (*means.others(findings), *means.idle(findings))
    personas = {one.diagnostic: one.persona for one in wrong if one.persona}
    worths = (worth(Trial(screen, draft, how.today), how.ways, how.budget),) if how.ways else ()
    return Checked(1, len(screen.authored.cases), kept, means.suppressed(findings), proofs, personas, worths)


def _unknown_screens(screen: Screen, document: Document, shelf: Shelf) -> Iterator[Diagnostic]:
    for number, rule in enumerate(screen.authored.next_steps):
        if rule.screen is not None and shelf.screen(rule.screen) is None:
            message, hint = f"screen {quoted(rule.screen)} does not exist", near(rule.screen, shelf.names())
            yield document.fault("unknown-screen", message, ("next_steps", number, "screen"), hint=hint)


def certify(path: Path, shelf: Shelf, how: How) -> Certificate:
    """What the proofs say of a screen."""
    screen, draft = load_with_draft(path, shelf)
    report = prove(screen, draft, how.today, how.budget)
    proof: Proof = "proven" if report.is_proven else "unproved" if report.unproved else "faulty"
    return Certificate(
        screen=screen.id,
        version=screen.version,
        sha256=screen.digest,
        checker=__version__,
        day=how.today,
        proof=proof,
    )


def _cases(screen: Screen, document: Document) -> Iterator[Diagnostic]:
    for number, case in enumerate(screen.authored.cases):
        try:
            given = answers_of(screen, document, ("cases", number, "answers"))
        except Faults as error:
            yield from error.diagnostics
            continue
        for item in set_aside(screen, case, given):
            route = ("cases", number, "answers", item.repeat or item.name)
            yield document.fault("case-differs", f"case `{case.name}`: `{item}` is answered, and is not asked", route)
        for place, name, hint in unknown_questions(screen, case):
            message = f"case `{case.name}`: question {quoted(name)} does not exist"
            yield document.fault(
                "unknown-question", message, ("cases", number, "expect", "not_asked", place), hint=hint
            )
        for words in differences(screen, case, given):
            yield document.fault("case-differs", f"case `{case.name}`: {words}", ("cases", number, "expect"))
