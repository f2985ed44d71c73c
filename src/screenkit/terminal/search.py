"""Finding one name among many by some of its letters, in every language, without accents and capitals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import itemgetter

from screenkit.pages import Option

LONG = 12
"""A list longer than this is searched, not shown."""

# K'iche', Q'eqchi' and Hawaiʻi are written with all of these, and typed with none.
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻʹꞌ`´")
_EXACT, _BEGINS, _WORDS, _INSIDE = range(4)


def fold(text: str) -> str:
    """The bare letters and digits of a text, words parted by one space."""
    bare = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return " ".join(re.findall(r"\w+", "".join(letter for letter in bare if not unicodedata.combining(letter))))


@dataclass(frozen=True)
class Found:
    """The options that were found, best first; `sure` where there is one and it was plainly meant."""

    options: tuple[Option, ...] = ()
    sure: bool = False


class Finder:
    """A list of options by their folded names, each on a line of one text with a blank in front of every word."""

    def __init__(self, options: tuple[Option, ...]) -> None:
        self._entries = tuple((option, fold(option.name), _lines(option)) for option in options)

    def find(self, typed: str) -> Found:
        """The options with these letters: words that begin so, or only where there are none, letters inside.

        What was added in brackets, as in `Mam (Guatemala)`, is left aside where nothing has it; then nothing is sure.
        """
        front, bracket, _ = typed.partition("(")
        found = self._find(typed)
        return found if found.options or not bracket else Found(self._find(front).options)

    def _find(self, typed: str) -> Found:
        words = fold(typed)
        if not words:
            return Found()
        parts = [f" {part}" for part in words.split()]
        several = len(parts) > 1
        ranked = [
            (rank, option)
            for option, code, lines in self._entries
            # Most of the names, for most of what is typed, are left at the first of these.
            if (words in lines or words == code or several) and (rank := _rank(words, parts, code, lines)) is not None
        ]
        near = [pair for pair in ranked if pair[0] < _INSIDE]
        ordered = tuple(option for _, option in sorted(near or ranked, key=itemgetter(0)))
        return Found(ordered, sure=len(near) == 1 and (near[0][0] == _EXACT or len(words) > 1))


def _lines(option: Option) -> str:
    names = (fold(name) for name in (option.label, option.second, *option.also) if name)
    return "".join(f"\n {name}" for name in names) + "\n"


def _rank(words: str, parts: list[str], code: str, lines: str) -> int | None:
    if words not in lines and words != code and not all(part in lines for part in parts):
        return None
    if words == code or f"\n {words}\n" in lines:
        return _EXACT
    if f"\n {words}" in lines:
        return _BEGINS
    if any(all(part in name for part in parts) for name in (lines.split("\n") if len(parts) > 1 else (lines,))):
        return _WORDS
    return _INSIDE if words in lines else None
