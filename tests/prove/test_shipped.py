"""The screens that travel with the program are proven, every promise of theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_screens import TODAY

from screenkit.certificates import SHIPPED, shipped_digests, shipped_table
from screenkit.load import load_screen, load_with_draft
from screenkit.prove import prove
from screenkit.shelf import Shelf

FOLDER = Path(__file__).parents[2] / "screens"
SCREENS = sorted(FOLDER.glob("*.yaml"))


def test_there_are_screens() -> None:
    """The glob below finds them."""
    assert len(SCREENS) >= 3


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)], ids=str)
@pytest.mark.parametrize("path", SCREENS, ids=[path.stem for path in SCREENS])
def test_a_shipped_screen_is_proven(path: Path, today: date) -> None:
    """Nothing is wrong, nothing is left open, and every assertion is proven by name, on a leap day too."""
    screen, draft = load_with_draft(path, Shelf((FOLDER,)))
    report = prove(screen, draft, today, 60)
    assert [str(one) for one in report.findings if one.severity == "error"] == []
    assert report.unproved == ()
    assert report.is_proven
    proved = [one.name for one in report.proved]
    assert [rule.name for rule in screen.authored.assertions if f"assertion `{rule.name}`" not in proved] == []


def test_every_shipped_screen_counts_as_proven() -> None:
    """They are not proven again before they are used; where this fails, run tools/prove_screens.py."""
    digests = {path.stem: load_screen(path, Shelf((FOLDER,))).digest for path in SCREENS}
    assert (FOLDER / SHIPPED).read_text(encoding="utf-8") == shipped_table(digests)
    assert shipped_digests() == set(digests.values())
