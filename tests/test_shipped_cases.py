"""The cases of the shipped screens: they reach everything, and would notice nearly every small mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screenkit.load import load_with_draft
from screenkit.shelf import open_shelf, shipped
from screenkit.trials import ENOUGH, Trial, coverage, sampled
from screenkit.trials.mutants import mutants

SCREENS = tuple(sorted(shipped().glob("*.yaml")))
TODAY = date(2026, 11, 22)
BUDGET = 300.0
MANY = 150
"""Of more mistakes than this only every second is made, or every third, and so on, where not all were asked for."""
OF_SOME = 0.9
"""A few of the mistakes tell less exactly than all of them how many are noticed."""
each_screen = pytest.mark.parametrize("path", SCREENS, ids=[path.stem for path in SCREENS])


def trial(path: Path) -> Trial:
    """The trial of a shipped screen."""
    return Trial(*load_with_draft(path, open_shelf()), TODAY)


def test_there_are_screens() -> None:
    """The glob finds them."""
    assert {path.stem for path in SCREENS} >= {"consular-notification", "proxy-citizenship", "trafficking-nm10"}


@each_screen
def test_the_cases_reach_everything(path: Path) -> None:
    """Every question and answer, every truth of every condition, every outcome; `check --coverage` tells the places."""
    found = coverage(trial(path), BUDGET)
    assert [str(goal) for goal in (*found.missing, *found.undecided)] == []


@each_screen
def test_the_cases_and_the_proofs_notice_small_mistakes(path: Path, pytestconfig: pytest.Config) -> None:
    """95 of 100 of those that matter, with `--every-mistake`; `check --mutate` tells the others and a case for each."""
    here = trial(path)
    every = pytestconfig.getoption("--every-mistake")
    found = sampled(here, 1 if every else 1 + len(list(mutants(here))) // MANY, BUDGET)
    unnoticed = [str(one.mutant) for one in found.of("survives", "undecided")]
    assert found.share >= (ENOUGH if every else OF_SOME), unnoticed
    assert found.of("by-cases")
