"""Findings as a log in SARIF 2.1.0, whichever command found them."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from screenkit import __version__
from screenkit.codes import page
from screenkit.diagnostics import Diagnostic, Place, showable

Json = Mapping[str, object]

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_IN_A_URI = frozenset(f"{string.ascii_letters}{string.digits}-._~/".encode())


def sarif_of(findings: Sequence[Diagnostic], command: str) -> str:
    """The log of what a command found, with the manual page of every code; ASCII, with a line break at the end."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "screenkit", "version": __version__, "rules": [_rule(code, findings) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": f"The folder in which {command} ran."}}},
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    # ASCII only: no encoding of a terminal or a pipe can spoil it.
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(code: str, findings: Sequence[Diagnostic]) -> Json:
    manual = page(code) or code
    levels = {finding.severity for finding in findings if finding.code == code}
    return {
        "id": code,
        "shortDescription": {"text": " ".join(manual.partition("\n\n")[0].split())},
        # Paragraphs, and examples set in by four: a page is Markdown as it stands.
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": "error" if "error" in levels else "note"},
    }


def _result(finding: Diagnostic, rule: int) -> Json:
    also = {**_location(finding.file, finding.also), "message": {"text": showable(finding.also_text)}}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": told_of(finding)},
        "locations": [_location(finding.file, finding.place)],
        **({"relatedLocations": [also]} if finding.also else {}),
    }


def _location(file: str, place: Place | None) -> Json:
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.end_column} if place else None
    return {"physicalLocation": {"artifactLocation": _artifact(file), **({"region": region} if region else {})}}


def _artifact(file: str) -> Json:
    """A file below the folder in which check ran by the way from there, any other by its whole way."""
    path = "".join(chr(one) if one in _IN_A_URI else f"%{one:02X}" for one in file.encode(errors="surrogatepass"))
    if PurePath(file).is_absolute():
        return {"uri": f"file:///{path.removeprefix('/')}"}
    return {"uri": path, "uriBaseId": _BASE}


def told_of(finding: Diagnostic) -> str:
    """The message, the second place and the hint, a line for each."""
    lines = [finding.message]
    lines += [f"also: {finding.also_text} on line {finding.also.line}"] if finding.also else []
    lines += [f"hint: {finding.hint}"] if finding.hint else []
    return "\n".join(map(showable, lines))
