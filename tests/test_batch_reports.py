"""What validate found, for programs: each report has the shape that its readers expect, and holds no answer."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from screenkit.batch.published import AnswersRecord
from screenkit.batch.reports import MOST, WHOLE
from screenkit.batch.result import Fault, Hidden, Result
from screenkit.batch.running import Checked
from screenkit.batch.tally import Tally
from screenkit.batch.telling import (
    COLUMNS,
    LINE_BY_LINE,
    csv_of,
    github_of,
    json_line_of,
    record_values,
    summary_of,
    text_of,
)
from screenkit.cli import validating
from screenkit.cli.app import app
from screenkit.schemas import schema_text
from test_batch import ANSWERS, COMPILED
from test_batch import WHOLE as RECORD
from test_reports import LOG

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "cli" / "files"
CANARY = "canary-7731"
FAULTS = (
    Fault("refused-answer", ("answers", "children", 1, "born_on"), "`born_on`: give a date", None),
    Fault("unknown-question", ("answers", Hidden(CANARY)), "this question does not exist", "did you mean `debt`?"),
    Fault("not-json", (), "100 %, and: more", None, 1, 7),
)
CHECKED = Checked("our answers/ñ, 1.jsonl", 17, Result("s-1", "completed", FAULTS))
TALLY = Tally(records=2, faulty=1)
del validating  # importing it adds its command


def report(form: str) -> str:
    """What the command writes for the records of the transcripts."""
    words = ["--screens", str(FILES / "screens"), "validate", str(FILES / "screenings.jsonl"), "--format", form]
    return CliRunner().invoke(app, words).stdout


def test_text_in_full() -> None:
    """The file, the line, the column where it is known, the code, and what it is about."""
    assert (
        text_of(CHECKED)
        == """\
our answers/ñ, 1.jsonl:17: error[refused-answer]: `children[2].born_on`: give a date
our answers/ñ, 1.jsonl:17: error[unknown-question]: this question does not exist
  hint: did you mean `debt`?
our answers/ñ, 1.jsonl:17:7: error[not-json]: 100 %, and: more
"""
    )


def test_annotations_in_full() -> None:
    """Every sign that a workflow command would read is escaped."""
    where = "::error file=our answers/ñ%2C 1.jsonl,line=17"
    assert github_of(CHECKED).splitlines() == [
        f"{where},title=refused-answer::`children[2].born_on`: give a date",
        f"{where},title=unknown-question::this question does not exist%0Ahint: did you mean `debt`?",
        f"{where},col=7,title=not-json::100 %25, and: more",
    ]


@pytest.mark.parametrize("file", ["=1+1.jsonl", "+52.jsonl", "-5.jsonl", "@SUM.jsonl", "\t=1.jsonl", "＝1.jsonl"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(file: str) -> None:
    """What begins like a formula has an apostrophe before it."""
    (row, *_) = csv_of(CHECKED._replace(file=file)).splitlines()
    assert row.startswith(("'", "\"'"))
    assert len(COLUMNS) == 10


def test_the_json_report_has_its_published_shape() -> None:
    """And so has each line of JSON Lines."""
    schema = json.loads(schema_text("validate"))
    jsonschema.validate(json.loads(report("json")), schema, jsonschema.Draft202012Validator)
    of_a_record = {"$ref": "#/$defs/RecordTold", "$defs": schema["$defs"]}
    for line in report("jsonl").splitlines():
        told = json.loads(line)
        told["faults"] = [{"value": "", **fault} for fault in told["faults"]]
        jsonschema.validate(told, of_a_record, jsonschema.Draft202012Validator)


def test_sarif_has_the_shape_of_the_standard() -> None:
    """The same names, kinds and required parts as for check."""
    for text in (report("sarif"), WHOLE["sarif"]([CHECKED], TALLY)):
        jsonschema.validate(json.loads(text), LOG, jsonschema.Draft202012Validator)


# What readers of JUnit agree on (Jenkins' junit-10.xsd): elements, their order, and the attributes that we write.
JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"testcase"}),
    "testcase": ({"classname", "name"}, {"failure"}),
    "failure": ({"message", "type"}, set()),
}


def test_junit_has_the_shape_that_its_readers_share() -> None:
    """Every element has its attributes and children, and the counts are right."""
    for text in (report("junit"), WHOLE["junit"]([CHECKED._replace(file='<&\x1b">')], TALLY)):
        root = ET.fromstring(text)  # noqa: S314 - our own text
        for element in root.iter():
            attributes, children = JUNIT[element.tag]
            assert set(element.attrib) == attributes
            assert {child.tag for child in element} <= children
        assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
        assert int(root.attrib["failures"]) == len(root.findall(".//failure"))


@pytest.mark.parametrize("form", [*LINE_BY_LINE, *WHOLE])
def test_no_report_tells_an_answer(form: str) -> None:
    """Neither what was answered nor a key that nobody foresaw is in any report."""
    assert CANARY not in (LINE_BY_LINE[form](CHECKED) if form in LINE_BY_LINE else WHOLE[form]([CHECKED], TALLY))
    assert "canary-8842" not in report(form)
    assert CANARY not in repr(CHECKED)


def test_a_report_that_is_one_document_holds_so_many_records() -> None:
    """The others are counted."""
    assert MOST == 10_000
    assert json.loads(json_line_of(CHECKED))["line"] == 17


def test_a_line_of_json_is_what_the_library_would_write() -> None:
    """Letter for letter, with faults and without, whatever a file or a record is called."""
    whole = Checked('ñ "a\\b"\x1b.jsonl', 0, Result("id \u202e\ud800 ñ\t", "amended"))
    for checked in (CHECKED, whole, whole._replace(line=12)):
        expected = json.dumps(record_values(checked), separators=(",", ":")) + "\n"
        assert json_line_of(checked) == expected


def test_the_answers_of_the_transcripts_have_their_published_shape() -> None:
    """What is taken follows the schema; the schema refuses a key that is not one."""
    schema = json.loads(schema_text("answers"))
    whole = (FILES / "screenings.jsonl").read_text(encoding="utf-8").splitlines()[0]
    jsonschema.validate(json.loads(whole), schema, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(whole), "answer": {}}, schema, jsonschema.Draft202012Validator)
    assert AnswersRecord.model_validate_json(whole).screen == "after-school"


def test_the_hook_for_pre_commit_checks_the_files_it_is_given(tmp_path: Path) -> None:
    """What the hook runs, with a file name at its end, as pre-commit does."""
    (_, hook) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split()[0] == "screenkit"
    path = tmp_path / "debts.answers.json"
    path.write_text('{"screen": "no-such"}', encoding="utf-8")
    assert CliRunner().invoke(app, [*hook["entry"].split()[1:], str(path)]).exit_code == 1


def test_a_line_for_each_record_tells_what_it_leads_to() -> None:
    """The same by name whether an outcome was put into words or not; with faults there is none."""
    lines = []
    debtless = {**{key: value for key, value in ANSWERS.items() if key != "owed_to"}, "debt": "no"}
    for name, answers in (("s ñ", ANSWERS), ("s-2", debtless), ("s-3", {**ANSWERS, "debt": "maybe"})):
        result = COMPILED.validate({**RECORD, "id": name, "answers": answers})
        again = Result(result.id, result.status, result.faults, result.outcome)
        lines.append(json.loads(summary_of(Checked("a b.jsonl", 3, result))))
        assert summary_of(Checked("a b.jsonl", 3, again)) == summary_of(Checked("a b.jsonl", 3, result))
    outcome = {"indicated": ["owing"], "not_settled": [], "next_steps": ["tell"], "steps_not_settled": []}
    place = {"file": "a b.jsonl", "line": 3, "status": "completed"}
    due = {"tell": "2026-11-21T14:30"}
    assert lines[0] == {**place, "record": "s ñ", "valid": True, "outcome": {**outcome, "due": due}}
    nothing = {key: [] for key in outcome}
    assert lines[1] == {**place, "record": "s-2", "valid": True, "outcome": {**nothing, "due": {}}}
    assert lines[2] == {**place, "record": "s-3", "valid": False, "outcome": None}
