"""The page round a prompt: the question above, one sentence and the keys below, all within the live width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    Container,
    Dimension,
    DynamicContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from screenkit.pages import Page, Sheet
from screenkit.terminal.display import so_far
from screenkit.words import say
from screenkit.wrapping import wrap

Block = tuple[str, str]
"""A style and a text."""
Blocks = Callable[[], list[Block]]
"""What stands above the prompt at the width of the moment."""
Body = HSplit | Window
"""What an answer is given in; the board says how many rows it gets."""

# Weight and reversal only: no colour tells anything, and none is unreadable on a light or a dark background.
STYLE = Style(
    [
        ("banner", "reverse"),
        ("read-aloud", "bold"),
        ("status", "bold"),
        ("pointed", "bold"),
        ("answer", "noinherit"),
        ("qmark", "noinherit"),
        ("question", "noinherit"),
    ]
)
LEAST_COLUMNS, LEAST_ROWS = 30, 8
"""The least window in which a question is put."""
# So many rows the question keeps, and so many its options, however small the window is.
_LEAST = 2
# The keys may take one row in so many; where they would take more, the most needed are named, and how to see all.
_SHARE_OF_KEYS = 5


_SIZES: WeakKeyDictionary[Application[Any], tuple[int, Size]] = WeakKeyDictionary()


def _size() -> Size:
    """The size of the terminal; the system is asked once for each drawing, and one is drawn when the size changes."""
    app = get_app()
    drawing, size = _SIZES.get(app) or (0, None)
    if size is None or drawing != app.render_counter:
        size = app.output.get_size()
        _SIZES[app] = app.render_counter, size
    return size


def columns() -> int:
    """The width of the terminal now; the last column stays free, where some terminals wrap too early."""
    return max(1, _size().columns - 1)


def rows() -> int:
    """The height of the terminal now."""
    return _size().rows


def is_tiny() -> bool:
    """Whether the window is too small for a question together with what can be answered."""
    return columns() < LEAST_COLUMNS - 1 or rows() < LEAST_ROWS


def wrapped(text: str, *, width: int | None = None, hang: int = 0) -> list[str]:
    """The lines of the text as prompt_toolkit measures them; never of what is being typed, for it is kept a while."""
    return list(_kept(text, width or columns(), hang))


# One page is measured many times for one key: to lay it out, to scroll it, to know what fits.
@lru_cache(256)
def _kept(text: str, width: int, hang: int) -> tuple[str, ...]:
    return tuple(wrap(text, width, hang=hang, measure=get_cwidth))


def in_one_line(parts: Sequence[str], width: int) -> list[str]:
    """The parts beside one another, none broken that fits into a line."""
    lines = [""]
    for part in parts:
        beside = f"{lines[-1]} · {part}" if lines[-1] else part
        if lines[-1] and get_cwidth(beside) > width:
            lines.append(part)
        else:
            lines[-1] = beside
    return [line for long in lines for line in wrapped(long, width=width)]


def blocks_of_page(page: Page) -> list[Block]:
    """What stands above the prompt."""
    place = _place(page)
    head = [("class:banner", page.banner), ("", place), ("class:status", page.message)]
    gap = ("gap", " " if page.banner or place or page.message else "")
    return _there([*head, gap, *_question(page), ("gap", " ")])


def blocks_of_narrow_page(page: Page) -> list[Block]:
    """The same where there is little room: the question first, and below it where it stands."""
    head = [("class:banner", page.banner), ("class:status", page.message)]
    return _there([*head, *_question(page), ("gap", " "), ("", _place(page))])


def _question(page: Page) -> list[Block]:
    return [
        ("class:read-aloud", page.read_aloud),
        ("", f"({page.second})" if page.second else ""),
        ("", page.hint),
        ("", so_far(page)),
        *(("", line) if line else ("gap", " ") for line in page.reading),
    ]


def _place(page: Page) -> str:
    return " · ".join(filter(None, (page.title, page.section, page.progress)))


def _there(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block[1]]


def blocks_of_sheet(sheet: Sheet) -> list[Block]:
    """A sheet, with an empty line in front of each paragraph."""
    if sheet.document:
        from screenkit.layout import plain  # noqa: PLC0415 - a question is shown without it

        lines = plain(sheet.document, columns()).split("\n")
        return [("", line) if line else ("gap", " ") for line in lines]
    paragraphs = [block for text in sheet.paragraphs for block in (("gap", " "), ("", text))]
    return _there([("class:banner", sheet.banner), ("class:read-aloud", sheet.heading), *paragraphs])


class _Whole(DynamicContainer):
    """The page, or where it has no room, that it has none; what is typed keeps the focus there."""

    def __init__(self, page: Container, small: Container) -> None:
        super().__init__(lambda: small if is_tiny() else page)
        self._children = [page, small]

    def get_children(self) -> list[Container]:
        return self._children


class _Fit(NamedTuple):
    """How a page fits: the lines above, their room, the lines below, the rows that the body would like, and gets."""

    lines: list[Block]
    room: int
    footer: list[str]
    wanted: int
    body: int


class Board:
    """The parts round one prompt."""

    def __init__(self, blocks: Blocks, language: str, narrow: Blocks | None = None) -> None:
        self.status = ""
        self.keys: Sequence[str] = ()
        self.fewer_keys: Sequence[str] = ()
        self.least_keys: Sequence[str] = ()
        self._blocks = blocks
        self._narrow = narrow or blocks
        self._language = language
        self._wanted: Callable[[], int] = lambda: 0
        self._top = 0
        self._page = 1
        self._fitted: tuple[int, _Fit] | None = None

    def around(self, body: Body | None, focus: FocusableElement | None, wanted: Callable[[], int]) -> Layout:
        """The layout of the whole page; `wanted` says how many rows the body would like."""
        self._wanted = wanted
        above = Window(FormattedTextControl(self._above), height=self._height)
        status = Window(FormattedTextControl(self._status), height=lambda: _at_most(len(self._status_lines())))
        keys = Window(FormattedTextControl(self._footer), height=lambda: _at_most(len(self._fit().footer)))
        if body is None:
            return Layout(HSplit([above, status, keys]), focused_element=focus)
        body.height = self._body_height
        page = HSplit([above, body, status, keys])
        small = Window(FormattedTextControl(self._too_small))
        return Layout(_Whole(page, small), focus)

    def _too_small(self) -> StyleAndTextTuples:
        words = say("too-small", self._language, columns=LEAST_COLUMNS, rows=LEAST_ROWS)
        return _fragments([("class:status", line) for line in wrapped(words)])

    def scroll(self, pages: int) -> None:
        """Moves the question up or down by a page."""
        self._top = max(0, self._top + pages * self._page)

    def to_top(self) -> None:
        """Moves to where the text begins."""
        self._top = 0

    def _fit(self) -> _Fit:
        """How the page fits, which is worked out once for each drawing: each part of the page asks many times."""
        drawing = get_app().render_counter
        if self._fitted is None or self._fitted[0] != drawing:
            self._fitted = drawing, self._measure()
        return self._fitted[1]

    def _measure(self) -> _Fit:
        wanted, status, whole = self._wanted(), max(1, len(wrapped(self.status))), _wrapped(self._blocks())
        footer = self._footer_lines(rows() - len(whole) - wanted - status)
        free = max(2 * _LEAST, rows() - len(footer) - status)
        room = max(_LEAST, free - min(wanted, max(_LEAST, free // 2))) if wanted else free
        lines = whole if len(whole) <= room else _wrapped(self._narrow())
        return _Fit(lines, room, footer, wanted, max(1, min(wanted, free - min(len(lines), room))))

    def _height(self) -> Dimension:
        fit = self._fit()
        return Dimension.exact(min(len(fit.lines), fit.room))

    def _body_height(self) -> Dimension:
        return Dimension.exact(self._fit().body)

    def _above(self) -> StyleAndTextTuples:
        lines, room = self._fit()[:2]
        if len(lines) <= room:
            self._top = 0
            return _fragments(lines)
        self._page = max(1, room - 2)
        self._top = min(self._top, len(lines) - self._page - 1)
        if self._top == 0:
            return _fragments([*lines[: room - 1], ("class:status", say("more-below", self._language))])
        above = ("class:status", say("more-above", self._language))
        rest = lines[self._top + 1 :]
        if len(rest) < room:
            return _fragments([above, *rest])
        return _fragments([above, *rest[: self._page], ("class:status", say("more-below", self._language))])

    def _status_lines(self) -> list[str]:
        is_cut = self._fit().body < self._fit().wanted
        status = self.status or (say("more-rows", self._language) if is_cut else "")
        return wrapped(status)

    def _status(self) -> StyleAndTextTuples:
        return _fragments([("class:status", line) for line in self._status_lines()])

    def _footer_lines(self, spare: int) -> list[str]:
        """The keys, all of them where nothing else wants the room."""
        offered = [in_one_line(keys, columns()) for keys in (self.keys, self.fewer_keys, self.least_keys) if keys]
        short = [lines for lines in offered if len(lines) <= max(1, rows() // _SHARE_OF_KEYS, spare)]
        return (short or offered[-1:] or [[]])[0]

    def _footer(self) -> StyleAndTextTuples:
        return _fragments([("", line) for line in self._fit().footer])


def _at_most(lines: int) -> Dimension:
    """As many rows as there are lines, and fewer where there is no room."""
    return Dimension(preferred=lines, max=lines)


def _wrapped(blocks: Sequence[Block]) -> list[Block]:
    return [(style, line) for style, text in blocks for line in wrapped(text, hang=_hang(text))]


def _hang(text: str) -> int:
    """Later lines of something numbered, or of one in a list, stand under its first word."""
    front = re.match(r"[0-9]+\. |- ", text)
    return len(front[0]) if front else 0


def _fragments(lines: Sequence[Block]) -> StyleAndTextTuples:
    parts: StyleAndTextTuples = []
    for style, line in lines:
        parts.extend([("", "\n"), ("" if style == "gap" else style, line)] if parts else [(style, line)])
    return parts
