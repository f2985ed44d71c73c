"""The page round a prompt: the question above, one sentence and the keys below, all within the live width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.layout import Container, DynamicContainer, Layout
from prompt_toolkit.layout.layout import FocusableElement
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from screenkit.pages import Page, Sheet
from screenkit.terminal.display import so_far
from screenkit.terminal.stack import Lines, Rows, Stack, shared
from screenkit.words import say
from screenkit.wrapping import wrap

Block = tuple[str, str]
"""A style and a text."""
Blocks = Callable[[], list[Block]]
"""What stands above the prompt at the width of the moment."""
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
        self._drawing = -1
        self._asked: tuple[object, ...] = ()
        self._fitted = _Fit([], 0, [], 0, 0)
        self._shares = [0, 0]

    def around(self, body: Container | None, focus: FocusableElement | None, wanted: Callable[[], int]) -> Layout:
        """The layout of the whole page; `wanted` says how many rows the body would like."""
        self._wanted = wanted
        above, below = Rows(self._above), Rows(self._below)
        if body is None:
            return Layout(Stack([above, below], lambda _, rows: self._heights(rows)[::2]), focused_element=focus)
        page = Stack([above, body, below], lambda _, rows: self._heights(rows))
        return Layout(_Whole(page, Rows(self._too_small)), focus)

    def _heights(self, rows: int) -> tuple[int, int, int]:
        """The rows above, of the body and below; where there is no room for all, those below are fewer."""
        fit = self._fit()
        above, body = min(len(fit.lines), fit.room), fit.body if fit.wanted else 0
        self._shares = shared((len(self._status_lines()), len(fit.footer)), rows - above - body)
        return above, body, sum(self._shares)

    def _too_small(self) -> Lines:
        words = say("too-small", self._language, columns=LEAST_COLUMNS, rows=LEAST_ROWS)
        return _styled([("class:status", line) for line in wrapped(words)])

    def scroll(self, pages: int) -> None:
        """Moves the question up or down by a page."""
        self._top = max(0, self._top + pages * self._page)

    def to_top(self) -> None:
        """Moves to where the text begins."""
        self._top = 0

    def _fit(self) -> _Fit:
        """How the page fits, which is looked at once for each drawing: each part of the page asks many times."""
        drawing = get_app().render_counter
        if self._drawing != drawing:
            asked = (columns(), rows(), self._wanted(), self.status, self.keys, blocks := self._blocks())
            if asked != self._asked:
                self._asked, self._fitted = asked, self._measure(asked[2], blocks)
            self._drawing = drawing
        return self._fitted

    def _measure(self, wanted: int, blocks: Sequence[Block]) -> _Fit:
        status, whole = max(1, len(wrapped(self.status))), _wrapped(blocks)
        footer = self._footer_lines(rows() - len(whole) - wanted - status)
        free = max(2 * _LEAST, rows() - len(footer) - status)
        room = max(_LEAST, free - min(wanted, max(_LEAST, free // 2))) if wanted else free
        lines = whole if len(whole) <= room else _wrapped(self._narrow())
        return _Fit(lines, room, footer, wanted, max(1, min(wanted, free - min(len(lines), room))))

    def _above(self) -> Lines:
        lines, room = self._fit()[:2]
        if len(lines) <= room:
            self._top = 0
            return _styled(lines)
        self._page = max(1, room - 2)
        self._top = min(self._top, len(lines) - self._page - 1)
        if self._top == 0:
            return _styled([*lines[: room - 1], ("class:status", say("more-below", self._language))])
        above = ("class:status", say("more-above", self._language))
        rest = lines[self._top + 1 :]
        if len(rest) < room:
            return _styled([above, *rest])
        return _styled([above, *rest[: self._page], ("class:status", say("more-below", self._language))])

    def _status_lines(self) -> list[str]:
        is_cut = self._fit().body < self._fit().wanted
        status = self.status or (say("more-rows", self._language) if is_cut else "")
        return wrapped(status)

    def _below(self) -> Lines:
        status, keys = self._shares
        told = [("class:status", line) for line in self._status_lines()[:status]]
        return _styled([*told, *(("", line) for line in self._fit().footer[:keys])])

    def _footer_lines(self, spare: int) -> list[str]:
        """The keys, all of them where nothing else wants the room."""
        offered = [in_one_line(keys, columns()) for keys in (self.keys, self.fewer_keys, self.least_keys) if keys]
        short = [lines for lines in offered if len(lines) <= max(1, rows() // _SHARE_OF_KEYS, spare)]
        return (short or offered[-1:] or [[]])[0]


def _wrapped(blocks: Sequence[Block]) -> list[Block]:
    return [(style, line) for style, text in blocks for line in wrapped(text, hang=_hang(text))]


def _hang(text: str) -> int:
    """Later lines of something numbered, or of one in a list, stand under its first word."""
    front = re.match(r"[0-9]+\. |- ", text)
    return len(front[0]) if front else 0


def _styled(lines: Sequence[Block]) -> Lines:
    return [[("" if style == "gap" else style, line)] for style, line in lines]
