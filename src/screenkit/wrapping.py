"""Lines of at most a width, broken where words end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], int]
"""How many columns a text takes: wide letters two, marks on other letters none."""
_TAB = "    "
# A space that breaks no line belongs to the word.
_WORD = re.compile(r"[^\S\N{NO-BREAK SPACE}]*[\S\N{NO-BREAK SPACE}]+|\s+$")


def wrap(text: str, width: int, *, hang: int = 0, measure: Measure | None = None) -> list[str]:
    """The lines of the text within the width; those after the first are indented by `hang`."""
    measured = measure or _usual()
    return [line for part in text.split("\n") for line in _wrapped(part.replace("\t", _TAB), width, hang, measured)]


def _usual() -> Measure:
    from rich.cells import cell_len  # noqa: PLC0415 - whoever draws has a measure already

    return cell_len


def _wrapped(part: str, width: int, hang: int, measure: Measure) -> Iterator[str]:
    line, taken = "", 0
    for piece in _pieces(part, max(1, width - hang), measure):
        if line.strip() and taken + measure(piece.rstrip()) > width:
            yield line.rstrip()
            line, taken = " " * hang, hang
            piece = piece.lstrip()  # noqa: PLW2901 - the space stood where the line broke
        line += piece
        taken += measure(piece)
    yield line.rstrip()


def _pieces(part: str, width: int, measure: Measure) -> Iterator[str]:
    for word in _WORD.findall(part):
        if measure(word) <= width:
            yield word
            continue
        piece = ""
        for letter in word:
            if measure(piece + letter) > width and piece.strip():
                yield piece
                piece = ""
            piece += letter
        yield piece
