"""What check found, for programs: each format in full, and that it is what its readers expect."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from screenkit.checking import Checked
from screenkit.cli import authoring
from screenkit.cli.app import app
from screenkit.codes import codes, page
from screenkit.diagnostics import Diagnostic, Place
from screenkit.reports import FORMATS, as_github, as_json, as_sarif
from screenkit.schemas import schema_text
from screenkit.suppression import Suppressed

ROOT = Path(__file__).parents[1]
RUNNER = CliRunner()
del authoring  # importing it adds its commands

HELP = Diagnostic(
    "missing-help",
    "question `debt` has no `help`",
    "our screens/debts.yaml",
    Place(8, 11, 4),
    "  - name: debt",
    hint="say why it is asked, how to ask it and what never to ask",
)
TAKEN = Diagnostic(
    "duplicate-name",
    "the name `debt` is taken",
    "our screens/debts.yaml",
    Place(12, 11, 4),
    None,
    None,
    Place(8, 11, 4),
)
NOTE = Diagnostic("too-large", "100 %, and more", "ñ.yaml", None, None).as_note()
MEANT = Diagnostic("missing-help", "question `photos` has no `help`", "our screens/debts.yaml", Place(20, 11, 6), None)
CHECKED = Checked(2, 5, (HELP, TAKEN, NOTE), (Suppressed(MEANT, "The label explains itself."),))

FAULTY = """\
screen: debts
version: 1.0.0
title: {en: Debts}
purpose: {en: An example.}
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?}
    citation: own-reading
"""


def test_json_in_full() -> None:
    """Every finding has the same keys; what is suppressed stands apart, with its reason."""
    assert json.loads(as_json(CHECKED)) == {
        "format": "screenkit-check/1",
        "screens": 2,
        "cases": 5,
        "findings": [
            {
                "code": "missing-help",
                "severity": "error",
                "file": "our screens/debts.yaml",
                "line": 8,
                "column": 11,
                "end_column": 15,
                "message": "question `debt` has no `help`",
                "hint": "say why it is asked, how to ask it and what never to ask",
                "also": None,
                "example": [],
                "case": "",
            },
            {
                "code": "duplicate-name",
                "severity": "error",
                "file": "our screens/debts.yaml",
                "line": 12,
                "column": 11,
                "end_column": 15,
                "message": "the name `debt` is taken",
                "hint": None,
                "also": {"line": 8, "column": 11, "end_column": 15, "text": "first defined"},
                "example": [],
                "case": "",
            },
            {
                "code": "too-large",
                "severity": "note",
                "file": "ñ.yaml",
                "line": None,
                "column": None,
                "end_column": None,
                "message": "100 %, and more",
                "hint": None,
                "also": None,
                "example": [],
                "case": "",
            },
        ],
        "suppressed": [
            {
                "code": "missing-help",
                "severity": "error",
                "file": "our screens/debts.yaml",
                "line": 20,
                "column": 11,
                "end_column": 17,
                "message": "question `photos` has no `help`",
                "hint": None,
                "also": None,
                "example": [],
                "case": "",
                "reason": "The label explains itself.",
            }
        ],
        "proofs": [],
        "coverage": [],
        "suggested": [],
        "mutation": [],
    }


@pytest.mark.parametrize("checked", [CHECKED, Checked(0, 0, ())], ids=["findings", "nothing"])
def test_json_is_what_its_schema_says(checked: Checked) -> None:
    """The schema that is published takes every report, and no key may be missing."""
    schema = json.loads(schema_text("check"))
    jsonschema.validate(json.loads(as_json(checked)), schema, jsonschema.Draft202012Validator)
    finding = schema["$defs"]["Finding"]
    assert finding["required"] == list(finding["properties"])


def test_github_in_full() -> None:
    """A fault is an error and a note a notice, beside the line; what is suppressed is not shown."""
    assert (
        as_github(CHECKED)
        == """\
::error file=our screens/debts.yaml,line=8,col=11,endColumn=15,title=missing-help::\
question `debt` has no `help`%0Ahint: say why it is asked, how to ask it and what never to ask
::error file=our screens/debts.yaml,line=12,col=11,endColumn=15,title=duplicate-name::\
the name `debt` is taken%0Aalso: first defined on line 8
::notice file=ñ.yaml,title=too-large::100 %25, and more
"""
    )


def runner_reads(command: str) -> tuple[str, dict[str, str], str]:
    """What GitHub's runner takes from a line: it looks for the second `::`, then for commas, then for `=`."""
    kind, _, rest = command.removeprefix("::").partition(" ")
    named, _, data = rest.partition("::")
    found = dict(part.split("=", 1) for part in named.split(","))
    signs = {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}
    for escape, sign in signs.items():
        found = {key: value.replace(escape, sign) for key, value in found.items()}
        data = data.replace(escape, sign) if sign not in (":", ",") else data
    return kind, found, data


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])), st.text(st.sampled_from("%0A:,=\r\n;3Cx ")))
def test_github_reads_what_was_written(message: str, file: str) -> None:
    """No sign in a message or a path ends the command, begins another, or becomes another sign."""
    line = as_github(Checked(1, 0, (Diagnostic("missing-help", message, file, Place(3, 5, 2), None),)))
    assert line.count("\n") == 1
    kind, properties, data = runner_reads(line.removesuffix("\n"))
    assert (kind, data) == ("error", message)
    shown = file.replace("\r", "\ufffd").replace("\n", "\ufffd")
    assert properties == {"file": shown, "line": "3", "col": "5", "endColumn": "7", "title": "missing-help"}


def test_sarif_in_full() -> None:
    """A log names the tool, explains the codes in it, and gives every finding its place."""
    log = json.loads(as_sarif(CHECKED))
    (run,) = log["runs"]
    base = {"uriBaseId": "%SRCROOT%"}
    debts = {"uri": "our%20screens/debts.yaml", **base}
    here = {"artifactLocation": debts, "region": {"startLine": 12, "startColumn": 11, "endColumn": 15}}
    first = {"artifactLocation": debts, "region": {"startLine": 8, "startColumn": 11, "endColumn": 15}}
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["duplicate-name", "missing-help", "too-large"]
    assert run["results"] == [
        {
            "ruleId": "missing-help",
            "ruleIndex": 1,
            "level": "error",
            "message": {
                "text": "question `debt` has no `help`\nhint: say why it is asked, how to ask it and what never to ask"
            },
            "locations": [{"physicalLocation": first}],
        },
        {
            "ruleId": "duplicate-name",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "the name `debt` is taken\nalso: first defined on line 8"},
            "locations": [{"physicalLocation": here}],
            "relatedLocations": [{"physicalLocation": first, "message": {"text": "first defined"}}],
        },
        {
            "ruleId": "too-large",
            "ruleIndex": 2,
            "level": "note",
            "message": {"text": "100 %, and more"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%C3%B1.yaml", **base}}}],
        },
    ]


def text(schema: dict[str, object] | None = None) -> dict[str, object]:
    """An object that must have a text, or this; nothing else may stand in it."""
    return closed({"text": schema or {"type": "string", "minLength": 1}}, "text")


def closed(properties: dict[str, object], *required: str) -> dict[str, object]:
    """An object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def several(items: dict[str, object]) -> dict[str, object]:
    """A list without doubles."""
    return {"type": "array", "items": items, "uniqueItems": True}


# The objects of SARIF 2.1.0 that we write, after sections 3.13 to 3.52 of the standard. The published schema is not
# copied here, because nothing says that it may be.
COLUMN = {"type": "integer", "minimum": 1}
REGION = closed(dict.fromkeys(("startLine", "startColumn", "endColumn"), COLUMN), "startLine")
URI = {"type": "string", "pattern": r"^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
ARTIFACT = closed({"uri": URI, "uriBaseId": {"const": "%SRCROOT%"}}, "uri")
PHYSICAL = closed({"artifactLocation": ARTIFACT, "region": REGION}, "artifactLocation")
LOCATION = closed({"physicalLocation": PHYSICAL, "message": text()}, "physicalLocation")
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(
    {
        "id": {"enum": [*codes()]},
        "shortDescription": text(),
        "help": closed({"text": {"type": "string"}, "markdown": {"type": "string"}}, "text"),
        "defaultConfiguration": closed({"level": LEVEL}),
    },
    "id",
)
RESULT = closed(
    {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": text(),
        "locations": several(LOCATION),
        "relatedLocations": several(LOCATION),
    },
    "message",
)
DRIVER = closed(
    {"name": {"type": "string"}, "version": {"type": "string"}, "rules": several(RULE)}, "name", "version", "rules"
)
RUN = closed(
    {
        "tool": closed({"driver": DRIVER}, "driver"),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": closed({"%SRCROOT%": closed({"description": text()})}),
        "results": {"type": "array", "items": RESULT},
    },
    "tool",
    "columnKind",
    "results",
)
LOG = closed(
    {"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}},
    "version",
    "runs",
)


@pytest.mark.parametrize("checked", [CHECKED, Checked(0, 0, ())], ids=["findings", "nothing"])
def test_sarif_has_the_shape_of_the_standard(checked: Checked) -> None:
    """What is written of SARIF 2.1.0 has the names, kinds and required parts that the standard gives them."""
    jsonschema.Draft202012Validator.check_schema(LOG)
    jsonschema.validate(json.loads(as_sarif(checked)), LOG, jsonschema.Draft202012Validator)


def test_a_rule_of_sarif_is_a_page_of_the_manual() -> None:
    """The first paragraph of the page is the short description, on one line, and the whole page is the help."""
    (rule,) = json.loads(as_sarif(Checked(1, 0, (HELP,))))["runs"][0]["tool"]["driver"]["rules"]
    manual = page("missing-help") or ""
    assert rule["shortDescription"]["text"] == "A question that the family is asked has no `help`."
    assert rule["help"] == {"text": manual, "markdown": manual}
    assert rule["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize("file", ["a b/c:d.yaml", "../x.yaml", "/srv/ñ.yaml"])
def test_a_uri_of_sarif_is_a_uri(file: str) -> None:
    """A path below the folder is relative to it, a whole path begins with `file:`, and no sign needs guessing."""
    log = json.loads(as_sarif(Checked(1, 0, (Diagnostic("empty-file", "m", file, None, None),))))
    artifact = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    expected = {
        "a b/c:d.yaml": {"uri": "a%20b/c%3Ad.yaml", "uriBaseId": "%SRCROOT%"},
        "../x.yaml": {"uri": "../x.yaml", "uriBaseId": "%SRCROOT%"},
        "/srv/ñ.yaml": {"uri": "file:///srv/%C3%B1.yaml"},
    }
    assert artifact == expected[file]


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_reported(message: str, file: str, hint: str) -> None:
    """Whatever an author wrote, each format can be encoded, and the JSON of two of them read."""
    found = Diagnostic("missing-help", message, file, Place(1, 1), None, hint, Place(2, 2), message)
    for form, write in FORMATS.items():
        written = write(Checked(1, 0, (found,), (Suppressed(found, hint),))).encode().decode()
        assert form == "github" or json.loads(written)


def check(folder: Path, *options: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of check in a folder with the screen `debts`."""
    result = RUNNER.invoke(app, ["--screens", str(folder), "check", "debts", *options])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_report_goes_to_standard_output(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program can read all of it; what is for people goes to standard error, and a fault makes the exit code 1."""
    monkeypatch.chdir(tmp_path)
    Path("debts.yaml").write_text(FAULTY)
    code, out, err = check(tmp_path, "--format", form)
    assert (code, err) == (1, "1 screen, 0 cases: 1 fault\n")
    assert "debts.yaml" in out
    assert form == "github" or json.loads(out)


@pytest.mark.parametrize("form", ["text", *FORMATS])
def test_exit_codes_are_the_same_in_every_format(form: str, tmp_path: Path) -> None:
    """0 without a fault, 2 for a screen that is not there: then nothing goes to standard output."""
    (tmp_path / "debts.yaml").write_text(FAULTY + "    help: {en: Ask gently.}\n")
    code, _, _ = check(tmp_path, "--format", form)
    missing = RUNNER.invoke(app, ["--screens", str(tmp_path), "check", "debt", "--format", form])
    assert (code, missing.exit_code, missing.stdout) == (0, 2, "")


def test_a_note_is_no_fault() -> None:
    """A note is listed and counted, and does not make the exit code 1."""
    checked = Checked(1, 0, (NOTE,))
    assert (checked.faults, checked.verdict) == ((), "1 screen, 0 cases: no fault, 1 note")
    assert checked.report == "ñ.yaml: note[too-large]: 100 %, and more"


def test_the_hook_for_pre_commit_checks_the_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hook runs in the folder of this project finds all screens, and no fault in them."""
    (hook, _) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert hook["id"] == "screenkit-check"
    assert hook["entry"] in project["scripts"]
    assert hook["additional_dependencies"] == project["optional-dependencies"]["deadlines"]
    monkeypatch.chdir(ROOT)
    result = RUNNER.invoke(app, hook["args"])
    screens = len([*Path("screens").glob("*.yaml")])
    assert re.fullmatch(rf"{screens} screens, [0-9]+ cases, [0-9]+ proofs: no fault.*\n", result.stdout), result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("screens/debts.yaml", True),
        ("screens/shared/case.yaml", True),
        ("screens/reference/sources.yaml", True),
        ("docs/screens/debts.yaml", False),
        ("screens/notes.md", False),
    ],
)
def test_the_hook_runs_for_what_screens_are_made_of(path: str, wanted: bool) -> None:  # noqa: FBT001 - a table
    """A change of a shared group or of reference data checks all screens again: no file names are passed."""
    (hook, _) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (re.search(hook["files"], path) is not None) is wanted
    assert hook["pass_filenames"] is False
