"""Our reports against the schemas that their readers publish, where these are at hand.

The schemas are others' work and not kept here.  Whoever has them names their folder in SCREENKIT_PUBLISHED_SCHEMAS:
`sarif-schema-2.1.0.json` of the OASIS committee's repository, and `junit-10.xsd` of Jenkins' xUnit plugin, which needs
the package xmlschema.  The shapes that test_reports.py and test_batch_reports.py hold are stricter, and always run.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from screenkit.batch.reports import WHOLE
from screenkit.cli import authoring, validating
from screenkit.cli.app import app
from test_batch_reports import CHECKED, TALLY, report

FOLDER = os.environ.get("SCREENKIT_PUBLISHED_SCHEMAS")
CHECKS = Path(__file__).parent / "checks"
pytestmark = pytest.mark.skipif(not FOLDER, reason="SCREENKIT_PUBLISHED_SCHEMAS names no folder")
del authoring, validating  # importing them adds their commands


def published(name: str) -> Path:
    """The file of that name."""
    return Path(FOLDER or "") / name


def faulty_screens() -> str:
    """What check writes of every screen with a fault of its own."""
    files = [str(path) for path in sorted(CHECKS.glob("*/fail.yaml"))]
    assert files
    return CliRunner().invoke(app, ["check", *files, "--format", "sarif"]).stdout


def test_sarif() -> None:
    """Of validate and of check, with every field that they write."""
    schema = json.loads(published("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    for text in (report("sarif"), WHOLE["sarif"]([CHECKED], TALLY), faulty_screens()):
        log = json.loads(text)
        assert log["runs"][0]["results"]
        jsonschema.Draft7Validator(schema).validate(log)


def test_junit() -> None:
    """Of validate."""
    xmlschema: Any = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(published("junit-10.xsd")))
    for text in (report("junit"), WHOLE["junit"]([CHECKED], TALLY)):
        schema.validate(text)
