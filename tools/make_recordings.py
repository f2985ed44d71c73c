"""Writes the recordings that the pages show, made by the program itself: docs/recordings/.

    python tools/make_recordings.py

A replay is the program's own; a session is commands with what they write, and what a person types in a conversation.
The clock stands still and everybody is invented, so the same program always writes the same bytes, and
`tests/test_recordings.py` fails while one is not what this makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from screenkit.practice import find_persona, recording
from screenkit.recording import FORMATS, svg
from sessions import SESSIONS, session, shipped_screen

DOCS = Path(__file__).resolve().parent.parent / "docs"
REPLAYS = (("trafficking-nm10", "debt_only", "en"), ("trafficking-nm10", "debt_only", "es"))
"""Whose interview is replayed, and in which language."""


def recordings() -> Mapping[str, str]:
    """Every recording by its path below docs/: replays in every format there is, sessions as pictures."""
    replays = {
        f"recordings/{screen}-{persona}{'' if language == 'en' else f'.{language}'}{ending}": text
        for screen, persona, language in REPLAYS
        for ending, text in _replay(screen, persona, language).items()
    }
    return {**replays, **{f"recordings/{name}.svg": svg(session(name)) for name in SESSIONS}}


def _replay(screen: str, persona: str, language: str) -> Mapping[str, str]:
    found = find_persona(shipped_screen(screen), persona)
    if found is None:
        raise SystemExit(f"{screen} has no case {persona}")
    return {ending: write(recording(found, language)) for ending, write in FORMATS.items()}


def main() -> None:
    """Write every recording; one that is shown no more goes."""
    made = recordings()
    folder = DOCS / "recordings"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        if f"recordings/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"written: docs/{name}")


if __name__ == "__main__":
    main()
