"""Finding one name among many by some of its letters, in every language, without accents and capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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
    """A list of options by their folded names."""

    def __init__(self, options: tuple[Option, ...]) -> None:
        self._entries = tuple((option, fold(option.name), tuple(_names(option))) for option in options)

    def find(self, typed: str) -> Found:
        """The options with these letters: words that begin so, or only where there are none, letters inside."""
        words = fold(typed)
        if not words:
            return Found()
        ranked = [
            (rank, option) for option, code, names in self._entries if (rank := _rank(words, code, names)) is not None
        ]
        near = [pair for pair in ranked if pair[0] < _INSIDE]
        ordered = tuple(option for _, option in sorted(near or ranked, key=lambda pair: pair[0]))
        return Found(ordered, sure=len(near) == 1 and (near[0][0] == _EXACT or len(words) > 1))


def _names(option: Option) -> Iterator[str]:
    yield from (fold(name) for name in (option.label, option.second, *option.also) if name)


def _rank(words: str, code: str, names: tuple[str, ...]) -> int | None:
    if words == code:
        return _EXACT
    ranks = [rank for name in names if (rank := _rank_one(words, name)) is not None]
    return min(ranks, default=None)


def _rank_one(words: str, name: str) -> int | None:
    if words == name:
        return _EXACT
    if name.startswith(words):
        return _BEGINS
    if all(any(word.startswith(part) for word in name.split()) for part in words.split()):
        return _WORDS
    return _INSIDE if words in name else None
