"""What differs between two versions of a screen, for reading and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from screenkit.diff.report import KINDS, Change, DiffReport, Kind, Past, PastChange
from screenkit.layout import wrapped

_HEADINGS: Mapping[Kind, str] = MappingProxyType(
    {
        "changes-outcomes": "CHANGES OUTCOMES",
        "breaks-old-answers": "BREAKS OLD ANSWERS",
        "compatible": "COMPATIBLE",
        "wording": "WORDING",
    }
)
_NUMBERS = MappingProxyType({"major": "first", "minor": "middle", "patch": "last"})


def as_json(report: DiffReport) -> str:
    """One JSON object in the shape that `screenkit schema diff` describes."""
    # ASCII only: no encoding of a terminal or a pipe can spoil it.
    return json.dumps(report.model_dump(mode="json"), indent=1) + "\n"


def as_text(report: DiffReport, width: int) -> str:
    """All of it, what weighs most first; the answers of each family once, at the end, as a case."""
    lines = [line for kind in KINDS for line in _of_kind(report, kind, width)]
    lines += _cases(report)
    lines += _past(report.records, width) if report.records else []
    return "\n".join((*lines, verdict(report), ""))


def verdict(report: DiffReport) -> str:
    """One sentence: what the changes ask of the version, and whether it was raised so."""
    versions = f"{report.old.version} to {report.new.version}"
    name = report.new.screen
    if not report.changes:
        lower = "" if report.enough else ", but the version was lowered"
        return f"{name} {versions}: no difference{lower}" if lower or _is_raised(report) else f"{name}: no difference"
    if report.requires == "none":
        said = "nothing that the version speaks of" if report.enough else "the version was lowered"
        return f"{name} {versions}: {said}"
    needed = f"{name} {versions}: the {_NUMBERS[report.requires]} number must be raised"
    return f"{needed}, and is" if report.enough else f"{needed}, to {report.least} at least"


def _is_raised(report: DiffReport) -> bool:
    return report.old.version != report.new.version


def _of_kind(report: DiffReport, kind: Kind, width: int) -> Iterator[str]:
    changes = [one for one in report.changes if one.kind == kind]
    if changes:
        yield _HEADINGS[kind]
        for one in changes:
            yield from wrapped(f"- {_told(one)}", width, hang=2)
        yield ""


def _told(one: Change) -> str:
    if one.family is None:
        return one.message
    answers = ", ".join(f"{item} {said}" for item, said in one.family.answers.items()) or "nothing asked yet"
    return f"{one.message}, e.g. {answers} (old: {one.family.old}; new: {one.family.new})"


def _cases(report: DiffReport) -> Iterator[str]:
    """The families as cases, each once."""
    seen: set[str] = set()
    for one in report.changes:
        case = one.family.case if one.family else None
        answers = str(one.family.answers) if one.family else ""
        if case is not None and answers not in seen:
            if not seen:
                yield "THE SAME FAMILIES AS CASES OF THE NEW VERSION"
            seen.add(answers)
            yield from case.splitlines()
    if seen:
        yield ""


def _past(records: Past, width: int) -> Iterator[str]:
    yield "PAST SCREENINGS"
    yield f"{records.real} real, {records.practice} practice; {len(records.changed)} would lead to something else now"
    for one in records.changed:
        yield from wrapped(f"- {_who(one.id, practice=one.practice)}: {_led(one)}", width, hang=2)
    for two in records.unreadable:
        told = f"- {_who(two.id, practice=two.practice)}: cannot be read ({', '.join(two.codes)})"
        yield from wrapped(told, width, hang=2)
    for record_id in records.not_compared:
        yield from wrapped(f"- {record_id}: can be read, but there is nothing to compare it with", width, hang=2)
    if records.passed_over:
        yield f"{records.passed_over} passed over: no whole record"
    yield ""


def _who(record_id: str, *, practice: bool) -> str:
    return f"{record_id} (practice)" if practice else record_id


def _led(one: PastChange) -> str:
    parts = (
        ("newly", one.gained),
        ("no longer", one.lost),
        ("newly not settled", one.opened),
        ("no longer left open", one.closed),
        ("due at another time", one.due),
    )
    told = "; ".join(f"{words} {', '.join(f'`{name}`' for name in names)}" for words, names in parts if names)
    return told if one.compared_with == "old" else f"{told} (than recorded at its end)"
