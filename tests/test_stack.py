"""A page as a stack of parts: who gets which rows, and that what stays is not drawn again."""

from __future__ import annotations

import pytest
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Screen, WritePosition

from screenkit.terminal.stack import Rows, Stack, shared


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ((1, 3), 9, [1, 3]),
        ((1, 3), 4, [1, 3]),
        ((1, 3), 3, [1, 2]),
        ((3, 3), 5, [3, 2]),
        ((0, 2, 9), 5, [0, 2, 3]),
        ((2, 2), 0, [0, 0]),
        ((2, 2), -3, [0, 0]),
    ],
)
def test_rows_are_shared_in_turn(wanted: tuple[int, ...], room: int, given: list[int]) -> None:
    """Where there is room for all, each gets what it would like; else nobody goes without for one that gets all."""
    assert shared(wanted, room) == given


def _drawn(part: Stack | Rows, width: int = 10, rows: int = 4) -> Screen:
    screen = Screen()
    part.write_to_screen(screen, MouseHandlers(), WritePosition(0, 0, width, rows), "", erase_bg=False, z_index=None)
    return screen


def _shown(screen: Screen) -> list[str]:
    """What stands in the rows of a screen."""
    rows = [screen.data_buffer[at] for at in range(screen.height)]
    return ["".join(row[at].char for at in range(max(row, default=0) + 1)).rstrip() for row in rows]


def _lines(*words: str) -> list[StyleAndTextTuples]:
    return [[("", one)] for one in words]


def test_each_part_stands_below_the_one_before() -> None:
    """In as many rows as it was given, and no more."""
    one, two = Rows(lambda: _lines("one", "more", "cut")), Rows(lambda: _lines("two 生 é", "cut"))
    assert _shown(_drawn(Stack([one, two], lambda _, rows: [2, rows - 3]))) == ["one", "more", "two 生 é"]


def test_what_stays_is_not_drawn_again() -> None:
    """The very rows of the last drawing are taken as long as lines, place and width are the same."""
    said = ["one", "two"]
    part = Rows(lambda: _lines(*said))
    first, second = _drawn(part), _drawn(part)
    assert _shown(first) == _shown(second) == ["one", "two", "", ""]
    assert all(first.data_buffer[at] is second.data_buffer[at] for at in range(4))
    said[1] = "three"
    third = _drawn(part)
    assert _shown(third) == ["one", "three", "", ""]
    assert _shown(second) == ["one", "two", "", ""]
    assert _shown(_drawn(part, width=3)) == ["one", "thr", "", ""]
    assert _shown(_drawn(part, rows=1)) == ["one"]
