"""The recordings that the pages show, made by the program itself: docs/recordings/.

`make_pages.py` writes them with the pages, and `tests/test_carried.py` fails while one is not what this makes.
"""

from __future__ import annotations

from collections.abc import Mapping

from screenkit.load import load_screen
from screenkit.practice import find_persona, recording
from screenkit.recording import FORMATS
from screenkit.screen import Screen
from screenkit.shelf import open_shelf

REPLAYS = (("trafficking-nm10", "debt_only", "en"), ("trafficking-nm10", "debt_only", "es"))
"""Whose interview is replayed, and in which language."""


def recordings() -> Mapping[str, str]:
    """Every recording by its path below docs/, in every format there is."""
    return {
        f"recordings/{screen}-{persona}{'' if language == 'en' else f'.{language}'}{ending}": text
        for screen, persona, language in REPLAYS
        for ending, text in _replay(_screen(screen), persona, language).items()
    }


def _replay(screen: Screen, persona: str, language: str) -> Mapping[str, str]:
    found = find_persona(screen, persona)
    if found is None:
        raise SystemExit(f"{screen.id} has no case {persona}")
    return {ending: write(recording(found, language)) for ending, write in FORMATS.items()}


def _screen(name: str) -> Screen:
    shelf = open_shelf()
    path = shelf.screen(name)
    if path is None:
        raise SystemExit(f"there is no screen {name}")
    return load_screen(path, shelf)
