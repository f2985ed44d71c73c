"""Text without anything that could steer a terminal or turn the reading direction."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# C0 without tab and line feed, DEL, C1, and the signs that turn the direction of what follows (Unicode TR36).
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text without anything that could steer a terminal, and otherwise to the letter."""
    return STEERING.sub("", text)


def clean(text: str) -> str:
    """The text in one Unicode form, without anything that could steer a terminal."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", STEERING.sub("", lines)))


_SIGNS = r"[=+\-@|%＝＋－＠]"


@cache
def _formulas() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins like a formula, and what does in a cell; made for the first table, so that no question waits."""
    return re.compile(rf"^(?=\s*{_SIGNS})"), re.compile(rf";(?=\s*{_SIGNS})")


def no_formula(words: str) -> str:
    """The words as words to a spreadsheet, which else reads what begins like a formula as one.

    Where the list separator is a semicolon, what stands behind one begins a cell, too.
    """
    begins, begins_a_cell = _formulas()
    return begins.sub("'", begins_a_cell.sub(";'", words))
