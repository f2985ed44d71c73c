"""How the program starts: what a command does not need is not imported. Nothing here is a matter of time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from screenkit.cli import COMMANDS
from screenkit.cli.app import app
from screenkit.cli.ordering import LISTED

SOURCE = Path(__file__).parents[1] / "src"
STARTED = """
import json, sys
from screenkit.cli import main
try:
    main()
finally:
    with open("modules.json", "w", encoding="utf-8") as file:
        json.dump(sorted(sys.modules), file)
"""
HEAVY = {"pydantic", "pydantic_core", "yaml", "rich", "questionary", "prompt_toolkit", "pyrage", "msgspec"}


def imported(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> set[str]:
    """The modules that a command has imported when it ends."""
    surroundings = {"PYTHONPATH": str(SOURCE), "HOME": str(folder), "SCREENKIT_HOME": str(folder / "home")}
    subprocess.run(
        [sys.executable, "-c", STARTED, *words],
        cwd=folder,
        env={**surroundings, **(env or {})},
        capture_output=True,
        check=False,
    )
    return set(json.loads((folder / "modules.json").read_text(encoding="utf-8")))


def test_the_version_is_told_before_anything_is_imported(tmp_path: Path) -> None:
    """Not even what most programs begin with."""
    found = imported(tmp_path, "--version")
    assert {name for name in found if name.startswith("screenkit")} == {"screenkit", "screenkit.cli"}
    assert not found & {"typer", "typing", "dataclasses", "argparse", "pathlib", *HEAVY}


def commands_in(found: set[str]) -> set[str]:
    """The modules of commands among those that were imported."""
    return {name for name in COMMANDS if f"screenkit.cli.{name}" in found}


@pytest.mark.parametrize("words", [["--help"], ["-h"], []])
def test_help_imports_no_command(tmp_path: Path, words: list[str]) -> None:
    """What is told of each command stands in one table."""
    found = imported(tmp_path, *words)
    assert commands_in(found) == set()
    assert not found & HEAVY


@pytest.mark.parametrize(("typed", "modules"), [("screenkit ru", set()), ("screenkit run traf", {"interviews"})])
def test_completion_imports_what_the_command_needs(tmp_path: Path, typed: str, modules: set[str]) -> None:
    """The Tab key waits for nothing else."""
    asked = {"_SCREENKIT_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    found = imported(tmp_path, env=asked)
    assert commands_in(found) == modules
    assert not found & HEAVY


def test_a_command_is_imported_alone(tmp_path: Path) -> None:
    """The help of one needs none of the others."""
    assert commands_in(imported(tmp_path, "check", "--help")) == {"authoring"}
    assert commands_in(imported(tmp_path, "translate", "status", "--help")) == {"translating"}


def test_the_table_of_commands_says_what_their_modules_say() -> None:
    """The name, the module and the first paragraph of the help of every command."""
    for name in COMMANDS:
        import_module(f"screenkit.cli.{name}")
    group: Any = get_command(app)
    where = {one.name or one.callback.__name__: one.callback.__module__ for one in app.registered_commands}  # type: ignore[union-attr]  # every command has one
    where["translate"] = "screenkit.cli.translating"
    told = {name: (where[name].rpartition(".")[2], one.help.split("\n\n")[0]) for name, one in group.commands.items()}
    assert told == dict(LISTED)


@pytest.mark.parametrize("face", ["visual", "plain"])
def test_a_face_needs_no_model(tmp_path: Path, face: str) -> None:
    """A page is drawn without the models of screens, the layouts of documents, or the other face."""
    run = f"import json, sys, screenkit.terminal.{face}\nprint(json.dumps(sorted(sys.modules)))"
    env = {"PYTHONPATH": str(SOURCE), "HOME": str(tmp_path)}
    out = subprocess.run([sys.executable, "-c", run], env=env, check=True, capture_output=True).stdout
    found = set(json.loads(out))
    other = {"visual": {"screenkit.terminal.plain", "screenkit.layout"}, "plain": {"prompt_toolkit", "questionary"}}
    assert not found & {"pydantic", "pydantic_core", "yaml", "screenkit.questions", *other[face]}
