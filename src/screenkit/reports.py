"""What check found, for programs: JSON of our own, annotations of a workflow on GitHub, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from screenkit.checking import Checked, Proven
from screenkit.diagnostics import Diagnostic, Place, Severity, showable
from screenkit.reference import Model
from screenkit.sarif import sarif_of, told_of
from screenkit.trials.published import (
    CoverageReport,
    MutationReport,
    SuggestedReport,
    coverage_reports,
    mutation_reports,
    suggested_reports,
)


class Also(Model):
    """The second place of a finding that two are involved in."""

    line: int
    """Its line, from 1."""
    column: int
    """Where on the line it begins, in characters, from 1."""
    end_column: int
    """The column after its last character."""
    text: str
    """What stands there, such as `first defined`."""


class Finding(Model):
    """Something that check found. A finding about a whole file has no line."""

    code: str
    """What it is called; `screenkit explain CODE` says more."""
    severity: Severity
    """A note is worth knowing and no fault."""
    file: str
    """The file: below the folder that check ran in, where it is there; always with `/`."""
    line: int | None
    """The line, from 1."""
    column: int | None
    """Where on the line it begins, in characters, from 1."""
    end_column: int | None
    """The column after its last character."""
    message: str
    """What is wrong."""
    hint: str | None
    """The way out, where it is known."""
    also: Also | None
    """The second place, where two are involved."""
    example: tuple[str, ...]
    """An interview that shows what a proof found, line by line."""
    case: str
    """The same interview as an entry of `cases:`."""


class SuppressedFinding(Finding):
    """A finding that the screen says is meant."""

    reason: str
    """Why, in the author's words."""


class Proofs(Model):
    """What was proven of one screen, over all answers that can be given to it."""

    screen: str
    """The screen's name."""
    sha256: str
    """The digest of what was proven."""
    covered: str
    """How many interviews that is, and how many instances of each repeat."""
    proved: tuple[str, ...]
    """What holds for all of them."""
    unproved: tuple[str, ...]
    """What could not be told in the time given; a screen with any of these is not certified."""


class CheckReport(Model):
    """What check found: its findings by file and place, and beside them those that are suppressed."""

    format: Literal["screenkit-check/1"] = "screenkit-check/1"
    """The shape of this report; it changes when a key is taken away or means something else."""
    screens: int
    """How many screens were checked."""
    cases: int
    """How many of their cases were tried."""
    findings: tuple[Finding, ...]
    """What was found; the exit code is 1 where one of them is an error."""
    suppressed: tuple[SuppressedFinding, ...]
    """What was found and is meant."""
    proofs: tuple[Proofs, ...]
    """What was proven, screen by screen; nothing where proving was switched off."""
    coverage: tuple[CoverageReport, ...] = ()
    """With `--coverage`: what the cases reach, screen by screen."""
    suggested: tuple[SuggestedReport, ...] = ()
    """With `--suggest-cases`: the cases to add, screen by screen."""
    mutation: tuple[MutationReport, ...] = ()
    """With `--mutate`: what became of every small mistake, screen by screen."""


def report_of(checked: Checked) -> CheckReport:
    """What check found, as it is published."""
    return CheckReport(
        screens=checked.screens,
        cases=checked.cases,
        findings=tuple(
            Finding.model_validate({**_facts(finding), **_example(checked, finding)}) for finding in checked.findings
        ),
        proofs=tuple(_proofs(one) for one in checked.proofs),
        suppressed=tuple(
            SuppressedFinding.model_validate({**_facts(one.finding), "reason": showable(one.reason)})
            for one in checked.suppressed
        ),
        coverage=coverage_reports(checked.worths),
        suggested=suggested_reports(checked.worths),
        mutation=mutation_reports(checked.worths),
    )


def _example(checked: Checked, finding: Diagnostic) -> dict[str, object]:
    persona = checked.personas.get(finding)
    return {"example": persona.lines, "case": persona.case(finding.code.replace("-", "_"))} if persona else {}


def _proofs(one: Proven) -> Proofs:
    report = one.report
    return Proofs(
        screen=one.screen,
        sha256=one.digest,
        covered=str(report.covered),
        proved=tuple(str(held).removeprefix("PROVED ") for held in report.proved),
        unproved=tuple(str(left).removeprefix("UNPROVED ") for left in report.unproved),
    )


def _facts(finding: Diagnostic) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": showable(finding.file),
        "line": place and place.line,
        "column": place and place.column,
        "end_column": place and place.end_column,
        "message": showable(finding.message),
        "hint": None if finding.hint is None else showable(finding.hint),
        "also": finding.also and _also(finding.also, finding.also_text),
        "example": (),
        "case": "",
    }


def _also(place: Place, text: str) -> Also:
    return Also(line=place.line, column=place.column, end_column=place.end_column, text=showable(text))


def as_json(checked: Checked) -> str:
    """One JSON object in the shape that `screenkit schema check` describes."""
    # ASCII only: no encoding of a terminal or a pipe can spoil it.
    return json.dumps(report_of(checked).model_dump(mode="json"), indent=1) + "\n"


def as_github(checked: Checked) -> str:
    """A workflow command for each finding, which GitHub shows beside the line; nothing for what is suppressed."""
    return "".join(f"{_command(finding)}\n" for finding in checked.findings)


def _command(finding: Diagnostic) -> str:
    place = finding.place
    properties = {
        "file": showable(finding.file),
        **({"line": place.line, "col": place.column, "endColumn": place.end_column} if place else {}),
        "title": finding.code,
    }
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    kind = "error" if finding.severity == "error" else "notice"
    return f"::{kind} {named}::{_data(told_of(finding))}"


def _data(text: str) -> str:
    """The text as the data of a workflow command; the sign that the escapes begin with comes first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(checked: Checked) -> str:
    """A log in SARIF 2.1.0 with the manual page of every code in it; nothing for what is suppressed.

    SARIF has a place for suppressed results, but code scanning on GitHub shows them as open ones.
    """
    return sarif_of(checked.findings, "screenkit check")


FORMATS: Mapping[str, Callable[[Checked], str]] = MappingProxyType(
    {"json": as_json, "github": as_github, "sarif": as_sarif},
)
"""How what was found is written for programs."""
