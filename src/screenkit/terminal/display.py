"""How text stands in the terminal: without what could steer it, and wrapped where words end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from rich.cells import cell_len

from screenkit.pages import Option, Page, Sheet
from screenkit.words import say

Measure = Callable[[str], int]

# C0 without tab and line feed, DEL, C1, and the signs that turn the direction of what follows (Unicode TR36).
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TAB = "    "


def clean(text: str) -> str:
    """The text in one Unicode form, without anything that could steer a terminal."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _STEERING.sub("", lines)))


def clean_page(page: Page) -> Page:
    """The page with every text clean; what was typed so far stays as it is."""
    return replace(
        page,
        read_aloud=clean(page.read_aloud),
        second=clean(page.second),
        banner=clean(page.banner),
        title=clean(page.title),
        section=clean(page.section),
        progress=clean(page.progress),
        hint=clean(page.hint),
        current=clean(page.current),
        message=clean(page.message),
        options=tuple(
            Option(option.name, clean(option.label), clean(option.second), option.also) for option in page.options
        ),
    )


def clean_sheet(sheet: Sheet) -> Sheet:
    """The sheet with every text clean."""
    paragraphs = tuple(clean(paragraph) for paragraph in sheet.paragraphs)
    return replace(sheet, heading=clean(sheet.heading), paragraphs=paragraphs, banner=clean(sheet.banner))


def both(label: str, second: str) -> str:
    """The words in the family's language, and in the worker's where they differ."""
    return f"{label} ({second})" if second and second != label else label


def so_far(page: Page) -> str:
    """The answer so far, unless it stands in the line to be edited."""
    if not page.current or page.current == page.draft:
        return ""
    return say("so-far", page.worker_language, answer=page.current)


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def wrap(text: str, width: int, *, hang: int = 0, measure: Measure = cell_len) -> list[str]:
    """The lines of the text within the width; those after the first are indented by `hang`."""
    return [line for part in text.split("\n") for line in _wrapped(part.replace("\t", _TAB), width, hang, measure)]


def _wrapped(part: str, width: int, hang: int, measure: Measure) -> Iterator[str]:
    line = ""
    for piece in _pieces(part, max(1, width - hang), measure):
        if line.strip() and measure(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = " " * hang
            piece = piece.lstrip()  # noqa: PLW2901 - the space stood where the line broke
        line += piece
    yield line.rstrip()


def _pieces(part: str, width: int, measure: Measure) -> Iterator[str]:
    for word in re.findall(r"\s*\S+|\s+$", part):
        piece = ""
        for letter in word:
            if measure(piece + letter) > width and piece.strip():
                yield piece
                piece = ""
            piece += letter
        yield piece
