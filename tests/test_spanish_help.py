"""The help of every caseworker's command is there in Spanish, whole."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
import typer

from screenkit.cli import COMMANDS
from screenkit.cli.app import app
from screenkit.cli.ordering import ORDER
from screenkit.cli.spanish import CASEWORKERS

AUTHORS_FIRST = "check"


@pytest.fixture(autouse=True)
def every_command() -> None:
    """The commands are there once their modules are imported."""
    for name in COMMANDS:
        import_module(f"screenkit.cli.{name}")


def command(name: str) -> Any:  # noqa: ANN401 - typer gives its commands no public type
    """A command as it is found now, in the language that is wanted."""
    group: Any = typer.main.get_command(app)
    return group.get_command(None, name)


def words_of(one: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """What its help says of it and of each of its arguments and options."""
    return {"": one.help, **{param.name: param.help for param in one.params}}


def test_every_caseworkers_command_is_among_them() -> None:
    """They are all those that stand before the author's first in the order of help."""
    assert ORDER[: ORDER.index(AUTHORS_FIRST)] == CASEWORKERS


@pytest.mark.parametrize("name", CASEWORKERS)
def test_nothing_of_its_help_is_left_in_english(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what it does nor any option; a new option without Spanish is a fault here."""
    monkeypatch.delenv("SCREENKIT_LANG", raising=False)
    english = words_of(command(name))
    monkeypatch.setenv("SCREENKIT_LANG", "es")
    spanish = words_of(command(name))
    assert all(english.values())
    assert [part for part, words in english.items() if words == spanish[part]] == []


@pytest.mark.parametrize("name", CASEWORKERS)
def test_it_says_as_much_in_both(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file, option and command that the one names stands in the other; so do its paragraphs."""
    monkeypatch.delenv("SCREENKIT_LANG", raising=False)
    english = command(name).help
    monkeypatch.setenv("SCREENKIT_LANG", "es")
    spanish = command(name).help
    assert english.count("\n\n") == spanish.count("\n\n")
    assert named(english) == named(spanish)


def named(words: str) -> set[str]:
    """The options, commands and files that a text names."""
    return set(re.findall(r"`[^`]+`|--[a-z-]+", words))
