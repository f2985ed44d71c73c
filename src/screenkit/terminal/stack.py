"""A page as a stack of parts whose rows are known: prompt_toolkit asks each part many times for what it would like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import Container, Dimension, UIContent, UIControl, Window
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Char, Screen, WritePosition

Lines = Sequence[StyleAndTextTuples]
"""Lines as they are drawn."""
Heights = Callable[[int, int], Sequence[int]]
"""How many rows each part takes, of so many columns and rows."""


class Stack(Container):
    """Parts one below the other, each in as many rows as it is given."""

    def __init__(self, children: Sequence[Container], heights: Heights) -> None:
        self._children = list(children)
        self._heights = heights

    def reset(self) -> None:
        for child in self._children:
            child.reset()

    def preferred_width(self, max_available_width: int) -> Dimension:
        return Dimension(preferred=max_available_width)

    def preferred_height(self, width: int, max_available_height: int) -> Dimension:
        return Dimension.exact(sum(self._heights(width, max_available_height)))

    def write_to_screen(
        self,
        screen: Screen,
        mouse_handlers: MouseHandlers,
        write_position: WritePosition,
        parent_style: str,
        erase_bg: bool,  # noqa: FBT001 - so it is called
        z_index: int | None,
    ) -> None:
        x, top, width = write_position.xpos, write_position.ypos, write_position.width
        for child, rows in zip(self._children, self._heights(width, write_position.height), strict=True):
            at = WritePosition(x, top, width, rows)
            child.write_to_screen(screen, mouse_handlers, at, parent_style, erase_bg, z_index)
            top += rows

    def get_children(self) -> list[Container]:
        return self._children


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """The rows that each gets of those it would like; where there are too few, one after the other gets one more."""
    given = [0] * len(wanted)
    while room > 0 and given != list(wanted):
        for at, most in enumerate(wanted):
            if given[at] < most and room > 0:
                given[at] += 1
                room -= 1
    return given


class _Ready(UIControl):
    """Lines that are ready, with the one that must be in sight."""

    lines: Lines = ()
    pointed = 0

    def create_content(self, width: int, height: int) -> UIContent:
        del width, height
        return UIContent(self.lines.__getitem__, len(self.lines), Point(x=0, y=self.pointed), show_cursor=False)


class Rows(Window):
    """Lines that are ready, each with its style; as long as they stay as they are, they are not drawn again."""

    def __init__(self, lines: Callable[[], Lines], pointed: Callable[[], int] = lambda: 0) -> None:
        self._ready = _Ready()
        super().__init__(self._ready)
        self._lines = lines
        self._pointed = pointed
        self._drawn: tuple[object, ...] = ()
        self._rows: dict[int, defaultdict[int, Char]] = {}

    def preferred_height(self, width: int, max_available_height: int) -> Dimension:
        del width
        return Dimension.exact(min(len(self._lines()), max_available_height))

    def write_to_screen(
        self,
        screen: Screen,
        mouse_handlers: MouseHandlers,
        write_position: WritePosition,
        parent_style: str,
        erase_bg: bool,  # noqa: FBT001 - so it is called
        z_index: int | None,
    ) -> None:
        top, end = write_position.ypos, write_position.ypos + write_position.height
        self._ready.lines, self._ready.pointed = self._lines(), self._pointed()
        wanted = (self._ready.lines, self._ready.pointed, top, end, write_position.width, parent_style)
        if wanted == self._drawn:
            screen.data_buffer.update(self._rows)
            screen.height = max(screen.height, end)
            return
        super().write_to_screen(screen, mouse_handlers, write_position, parent_style, erase_bg, z_index)
        self._drawn, self._rows = wanted, {at: screen.data_buffer[at] for at in range(top, end)}
