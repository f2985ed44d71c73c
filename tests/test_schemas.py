"""The published JSON Schemas accept what screenkit itself accepts and writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from screenkit.schemas import MODELS, schema_text

SCREENS = sorted((Path(__file__).parents[1] / "screens").glob("*.yaml"))


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, after YAML 1.2: `no` is a word, `1` a number, `true` a truth."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it


Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))


@pytest.mark.parametrize("name", MODELS)
def test_every_schema_is_a_schema(name: str) -> None:
    """It follows the published draft that it names."""
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize("path", SCREENS, ids=[path.stem for path in SCREENS])
def test_an_editor_finds_no_fault_with_a_shipped_screen(path: Path) -> None:
    """Whoever writes screens with the schema at hand is told of real faults only."""
    screen = yaml.load(path.read_text("utf-8"), Editor)  # noqa: S506 - a safe loader with fewer kinds of scalars
    faults = jsonschema.Draft202012Validator(json.loads(schema_text("screen"))).iter_errors(screen)
    assert [(list(fault.absolute_path), fault.message[:100]) for fault in faults] == []


def test_a_misspelt_key_is_a_fault_for_the_schema_too() -> None:
    """The schema refuses unknown keys, as the loader does."""
    text = SCREENS[0].read_text("utf-8").replace("\nversion:", "\nverzion:", 1)
    screen = yaml.load(text, Editor)  # noqa: S506 - as above
    faults = jsonschema.Draft202012Validator(json.loads(schema_text("screen"))).iter_errors(screen)
    assert sorted(fault.validator for fault in faults) == ["additionalProperties", "required"]
