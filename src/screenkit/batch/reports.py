"""Results as one document: JSON of our own, JUnit, SARIF 2.1.0; so many faulty records are listed, the rest counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from screenkit.batch.running import Checked
from screenkit.batch.tally import Tally
from screenkit.batch.telling import place_of, record_values, sentence, text_of
from screenkit.diagnostics import Diagnostic, Place, showable
from screenkit.reference import Model
from screenkit.sarif import sarif_of

MOST = 10_000
"""So many faulty records are listed."""


class FaultTold(Model):
    """One thing that is wrong with a record."""

    line: int | None
    """The line of the file: the fault's own where it is known, else where the record begins."""
    column: int | None
    """Where on the line it begins, in characters, from 1."""
    item: str
    """What it is about: `debt`, `children[2].born_on`, `status`; nothing for the whole record."""
    code: str
    """What it is called; `screenkit explain CODE` says more."""
    message: str
    """What is wrong; never what was answered."""
    hint: str | None
    """The way out, where it is known."""
    value: str = ""
    """What was answered; only with `--show-values`."""


class RecordTold(Model):
    """A record with faults."""

    file: str
    """The file, or `-` for standard input."""
    line: int | None
    """Where in it the record begins."""
    record: str
    """The record's own id, where it has one."""
    status: str
    """Its status, where it could be read."""
    valid: bool
    """Whether nothing is wrong with it."""
    faults: tuple[FaultTold, ...]
    """Everything that is wrong with it."""


class ValidateReport(Model):
    """What validate found: how many records, those with faults, and what the others led to, counted by name."""

    format: Literal["screenkit-validate/1"] = "screenkit-validate/1"
    """The shape of this report; it changes when a key is taken away or means something else."""
    screenings: int
    """How many records there were."""
    faulty: int
    """How many of them have faults."""
    records: tuple[RecordTold, ...]
    """Those with faults, 10,000 at the most."""
    codes: Mapping[str, int]
    """How often each fault was found."""
    statuses: Mapping[str, int]
    """How many records had each status."""
    indicated: Mapping[str, int]
    """For how many each indication holds."""
    not_settled: Mapping[str, int]
    """For how many each indication is open."""
    next_steps: Mapping[str, int]
    """For how many each step follows."""
    steps_not_settled: Mapping[str, int]
    """For how many each step may follow."""


def report_of(faulty: Sequence[Checked], tally: Tally) -> ValidateReport:
    """What was found, as it is published."""
    return ValidateReport(
        screenings=tally.records,
        faulty=tally.faulty,
        records=tuple(RecordTold.model_validate(record_values(one)) for one in faulty),
        codes=dict(sorted(tally.codes.items())),
        statuses=dict(sorted(tally.statuses.items())),
        indicated=dict(sorted(tally.indicated.items())),
        not_settled=dict(sorted(tally.not_settled.items())),
        next_steps=dict(sorted(tally.steps.items())),
        steps_not_settled=dict(sorted(tally.open_steps.items())),
    )


def as_json(faulty: Sequence[Checked], tally: Tally) -> str:
    """One JSON object in the shape that `screenkit schema validate` describes."""
    made = report_of(faulty, tally).model_dump(mode="json", exclude_defaults=False)
    return json.dumps(made, indent=1) + "\n"


def as_junit(faulty: Sequence[Checked], tally: Tally) -> str:
    """A test suite for each file: a test case for each record with faults, and one for all the others together."""
    suites = "".join(_suite(file, list(records)) for file, records in groupby(faulty, key=lambda one: one.file))
    rest = f'  <testsuite name="valid records" tests="1" failures="0" errors="0">\n{_passed(tally)}  </testsuite>\n'
    counts = f'tests="{len(faulty) + 1}" failures="{len(faulty)}" errors="0"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<testsuites name="screenkit validate" {counts}>\n{suites}{rest}</testsuites>\n'


def _passed(tally: Tally) -> str:
    return f'    <testcase classname="valid records" name="{tally.valid} valid"/>\n'


def _suite(file: str, records: Sequence[Checked]) -> str:
    counts = f'tests="{len(records)}" failures="{len(records)}" errors="0"'
    return f"  <testsuite name={quoteattr(showable(file))} {counts}>\n{''.join(map(_case, records))}  </testsuite>\n"


def _case(one: Checked) -> str:
    name = f"line {one.line}" if one.line else "the file"
    codes = ", ".join(dict.fromkeys(fault.code for fault in one.result.faults))
    # A character that XML cannot hold was replaced when the text was made showable.
    words = escape(text_of(one))
    failure = f'<failure message={quoteattr(codes)} type="fault">{words}</failure>'
    return f'    <testcase classname={quoteattr(showable(one.file))} name="{name}">{failure}</testcase>\n'


def as_sarif(faulty: Sequence[Checked], tally: Tally) -> str:
    """A log in SARIF 2.1.0, with the manual page of every code in it."""
    del tally
    return sarif_of([one for checked in faulty for one in _diagnostics(checked)], "screenkit validate")


def _diagnostics(checked: Checked) -> Sequence[Diagnostic]:
    return [
        Diagnostic(
            fault.code,
            sentence(fault),
            checked.file,
            Place(line, column or 1) if line else None,
            None,
            fault.hint,
        )
        for fault in checked.result.faults
        for line, column in [place_of(checked, fault)]
    ]


WHOLE: Mapping[str, Callable[[Sequence[Checked], Tally], str]] = MappingProxyType(
    {"json": as_json, "junit": as_junit, "sarif": as_sarif},
)
