"""Everything that the shipped screens say can be read in the visual face, at any width, in both languages."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from prompt_toolkit.application.current import set_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import DummyInput
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from screenkit.interview import standing
from screenkit.pages import Page
from screenkit.paging import Paging
from screenkit.questions import Repeat
from screenkit.terminal.search import LONG
from screenkit.terminal.visual import prepare
from screenkit.wrapping import wrap
from scripted import NOON, SHIPPED, begun, shipped_screen
from test_visual import PAGE_DOWN, Step, seen, sit

WIDTHS = (40, 60, 80, 200)
_MOST = 16


@cache
def pages(name: str, language: str) -> tuple[Page, ...]:
    """Every question of a screen as it is put."""
    screen = shipped_screen(name)
    response = begun(screen, language=language)
    paging = Paging(screen, response, standing(screen, response, NOON), "en")
    items = (
        entry.item(1) if entry.repeat and not isinstance(entry.question, Repeat) else entry.item()
        for entry in screen.all_entries()
    )
    return tuple(paging.page(item) for item in items)


def texts(page: Page) -> tuple[str, ...]:
    """What stands on it."""
    options = [words for option in page.options for words in (option.label, option.second)]
    return tuple(filter(None, (*above(page), *options)))


def above(page: Page) -> list[str]:
    """What stands above the prompt."""
    second = f"({page.second})" if page.second else ""
    return [page.read_aloud, second, page.hint, page.title, page.section]


def kind_of(page: Page) -> str:
    """Each way of putting a question."""
    return f"{page.kind}{'-long' if len(page.options) > LONG else ''}"


def longest(pages: Iterable[Page]) -> dict[str, Page]:
    """Of each kind of page, the one with the most to read."""
    found: dict[str, Page] = {}
    for page in pages:
        kind = kind_of(page)
        if kind not in found or len("".join(texts(page))) > len("".join(texts(found[kind]))):
            found[kind] = page
    return found


class Paper(DummyOutput):
    """A window of a size, on which nothing is drawn."""

    size = (80, 24)

    def get_size(self) -> Size:
        return Size(columns=self.size[0], rows=self.size[1])


def read_through(page: Page, *sizes: tuple[int, int]) -> Iterator[list[str]]:
    """At each size, what someone sees who goes down, and at the next up, as long as the page says there is more."""
    paper = Paper()
    app = prepare(page, DummyInput(), paper).question.application
    with set_app(app):
        for number, paper.size in enumerate(sizes):
            shown = [_picture(app)]
            up, down = (Keys.PageUp, "(more above: Page Up)"), (Keys.PageDown, "(more below: Page Down)")
            shown += _pressed(app, *(up if number % 2 else down), shown[0])
            if "(more: arrows)" in shown[0]:
                shown += _pressed(app, Keys.Down, "", shown[0])
            yield shown


def _pressed(app: Any, key: Keys, sign: str, shown: str) -> Iterator[str]:  # noqa: ANN401 - whatever prompt_toolkit makes
    for _ in range(_MOST):
        if sign not in shown:
            return
        # Ours are added last; none of them looks at what was pressed.
        app.key_bindings.get_bindings_for_keys((key,))[-1].handler(None)
        shown = _picture(app)
        yield shown


def _picture(app: Any) -> str:  # noqa: ANN401 - whatever prompt_toolkit makes
    app.render_counter += 1
    app.renderer.reset()
    app.renderer.render(app, app.layout)
    screen = app.renderer.last_rendered_screen
    columns, rows = app.output.get_size().columns, range(screen.height)
    return "\n".join("".join(screen.data_buffer[row][at].char for at in range(columns)).rstrip() for row in rows)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_letter_of_any_text_is_lost_and_no_word_is_torn(name: str) -> None:
    """From 40 to 200 columns: every line fits, and the lines together hold every word."""
    for text in {text for page in pages(name, "es") for text in texts(page)}:
        for width in range(40, 201, 8):
            lines = wrap(text, width - 1, measure=get_cwidth)
            assert max(map(get_cwidth, lines)) < width
            assert " ".join(lines).split() == text.split()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_does_not_fit_is_reached_by_scrolling(name: str) -> None:
    """In 24 rows, from 40 to 200 columns, every word of the questions and every option comes into view untorn."""

    async def read() -> None:
        for page in longest(pages(name, "es")).values():
            for shown in read_through(page, *((width, 24) for width in WIDTHS)):
                words = set(" ".join(shown).split())
                assert all(set(text.split()) <= words for text in above(page))
                options = seen("".join(shown).replace(" > ", ""))
                assert len(page.options) > LONG or all(seen(option.label) in options for option in page.options)

    asyncio.run(read())


LONGEST = longest(page for name in SHIPPED for page in pages(name, "es"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for another width")
@pytest.mark.parametrize("page", LONGEST.values(), ids=LONGEST)
def test_a_window_that_changes_shows_all_of_it(page: Page) -> None:
    """In a terminal resized while it is asked, down to five rows and back, the page is whole or can be scrolled."""
    assert signal.SIGWINCH
    steps: list[Step] = [PAGE_DOWN] * _MOST
    for width in WIDTHS:
        steps += [(width, 24), PAGE_DOWN, PAGE_DOWN]
    sitting = sit(*steps, (20, 5), (200, 60), pages=(page,), columns=40, rows=24)
    first = set(" ".join(sitting.shown[: _MOST + 1]).split())
    assert all(set(words.split()) <= first for words in above(page))
    last = seen(sitting.shown[-1])
    assert all(seen(words) in last for words in above(page))
    if len(page.options) <= LONG:
        assert all(seen(option.label) in last for option in page.options)


@pytest.mark.parametrize("page", LONGEST.values(), ids=LONGEST)
def test_keys_and_question_are_there_in_every_small_window(page: Page) -> None:
    """Whatever the width and the height, how to answer and how to see the rest is on the page."""
    sizes = [(width, rows) for rows in (8, 10, 12, 15, 18, 24) for width in (30, 40, 60)]

    async def read() -> None:
        for shown in read_through(page, *sizes):
            assert all("all keys" in one or "save and stop" in one for one in shown)
            assert all("Enter" in one or "F2" in one for one in shown)

    asyncio.run(read())
