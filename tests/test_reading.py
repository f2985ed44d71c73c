"""Everything that the shipped screens say can be read in the visual face, at any width, in both languages."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from prompt_toolkit.utils import get_cwidth

from screenkit.interview import standing
from screenkit.pages import Page
from screenkit.paging import Paging
from screenkit.questions import Repeat
from screenkit.terminal.search import LONG
from screenkit.wrapping import wrap
from scripted import NOON, SHIPPED, begun, shipped_screen
from test_visual import PAGE_DOWN, Step, seen, sit

WIDTHS = (40, 60, 80, 200)


def pages(name: str, language: str) -> Iterator[Page]:
    """Every question of a screen as it is put."""
    screen = shipped_screen(name)
    response = begun(screen, language=language)
    paging = Paging(screen, response, standing(screen, response, NOON), "en")
    for entry in screen.all_entries():
        yield paging.page(entry.item(1) if entry.repeat and not isinstance(entry.question, Repeat) else entry.item())


def texts(page: Page) -> tuple[str, ...]:
    """What stands on it."""
    options = [words for option in page.options for words in (option.label, option.second)]
    return tuple(filter(None, (page.read_aloud, page.second, page.hint, page.title, page.section, *options)))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_letter_of_any_text_is_lost_and_no_word_is_torn(name: str) -> None:
    """From 40 to 200 columns: every line fits, and the lines together hold every word."""
    for text in {text for page in pages(name, "es") for text in texts(page)}:
        for width in range(40, 201, 8):
            lines = wrap(text, width - 1, measure=get_cwidth)
            assert max(map(get_cwidth, lines)) < width
            assert " ".join(lines).split() == text.split()


def longest(name: str, language: str) -> dict[str, Page]:
    """Of each kind of page, the one with the most to read."""
    found: dict[str, Page] = {}
    for page in pages(name, language):
        kind = f"{page.kind}{'-long' if len(page.options) > LONG else ''}"
        if kind not in found or len("".join(texts(page))) > len("".join(texts(found[kind]))):
            found[kind] = page
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for another width")
@pytest.mark.parametrize("name", SHIPPED)
def test_what_does_not_fit_is_reached_by_scrolling(name: str) -> None:
    """Resized while it is asked, from 40 to 200 columns and down to five rows, the page is whole or can be scrolled."""
    assert signal.SIGWINCH
    for page in longest(name, "es").values():
        steps: list[Step] = [PAGE_DOWN] * 12
        for width in WIDTHS:
            steps += [(width, 24), *[PAGE_DOWN] * 4]
        sitting = sit(*steps, (20, 5), (200, 60), pages=(page,), columns=40, rows=24)
        second = f"({page.second})" if page.second else ""
        above = [page.read_aloud, second, page.hint, page.title, page.section]
        assert all(set(words.split()) <= set(" ".join(sitting.shown[:13]).split()) for words in above)
        last = sitting.shown[-1]
        assert all(seen(words) in seen(last) for words in above)
        if len(page.options) <= LONG:
            assert all(seen(option.label) in seen(last) for option in page.options)


def test_keys_and_question_are_there_in_every_small_window() -> None:
    """Whatever the height, how to answer and how to see the rest is on the page."""
    page = next(iter(longest("trafficking-nm10", "es").values()))
    for small, large in pairwise((8, 10, 12, 15, 18, 24)):
        shown = sit((60, large), pages=(page,), columns=60, rows=small).shown
        assert all("all keys" in one or "save and stop" in one for one in shown[:2])
