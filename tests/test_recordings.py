"""The recordings that the pages show are those that the program makes now, and each page that teaches shows some."""

from __future__ import annotations

import re

import pytest

import make_recordings
from sessions import SESSIONS, session

LEARNING = ("first-day.md", "training.md", "writing-a-screen.md", "paper.md", "report.md", "practice.md")
LARGEST = 48_000
"""A picture of more bytes is too much to load with a page."""


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Every recording as it is made now."""
    return dict(make_recordings.recordings())


def test_recordings_are_up_to_date(made: dict[str, str]) -> None:
    """Each file is what `python tools/make_recordings.py` writes, and no other lies there."""
    folder = make_recordings.DOCS / "recordings"
    found = {f"recordings/{path.name}": path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert sorted(found) == sorted(made)
    assert [name for name, text in made.items() if text != found[name]] == []


def test_every_run_writes_the_same_bytes(made: dict[str, str]) -> None:
    """Nothing of the clock, the folder or the machine is in them."""
    assert dict(make_recordings.recordings()) == made


def test_recordings_are_small(made: dict[str, str]) -> None:
    """They are loaded with the page that shows them."""
    assert {name: len(text.encode()) for name, text in made.items() if len(text.encode()) > LARGEST} == {}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_fits_its_window(name: str) -> None:
    """No line is wider and no window is longer than what is drawn, and nothing went wrong in it."""
    recorded = session(name)
    lines = [line for scene in recorded.scenes for line in scene.text.split("\n")]
    assert max(map(len, lines)) <= 80
    assert recorded.rows <= 26
    assert [line for line in lines if "Traceback" in line or line.startswith("screenkit: ")] == []


@pytest.mark.parametrize("page", LEARNING)
def test_every_page_that_teaches_shows_one(page: str, made: dict[str, str]) -> None:
    """With words for whoever does not see it."""
    text = (make_recordings.DOCS / page).read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\((recordings/[^)]+)\)", text)
    assert shown
    assert {name for _, name in shown} <= set(made)
    assert min(len(words) for words, _ in shown) > 30
