"""Answers of yes as bits: many rules ask whether one of many answers is yes, which takes one look at a number so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from screenkit.screen import Entry

_WORD = 30
"""So many bits are one digit of a number of Python's."""


class Pair(NamedTuple):
    """Two expressions: what is certain is possible, too."""

    certain: str
    possible: str


class Bits:
    """Which bit of which number each question has: `yes0` holds what was answered with yes, `open0` what nobody knows.

    Once the walk down the screen `is_over`, `may0` holds both.
    """

    def __init__(self) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self.is_over = False

    def add(self, name: str) -> None:
        """Give a question its bit."""
        count = len(self.places)
        self.places[name] = count // _WORD, 1 << count % _WORD

    @property
    def numbers(self) -> range:
        """So many numbers hold all bits."""
        return range(-(-len(self.places) // _WORD))

    def said_yes(self, entry: Entry) -> str:
        """What is written after a yes was taken."""
        return self._added("yes", entry)

    def silent(self, entry: Entry) -> str:
        """What is written where nobody knows the answer."""
        return self._added("open", entry)

    def _added(self, kind: str, entry: Entry) -> str:
        found = None if entry.repeat else self.places.get(entry.question.name)
        return f"; {kind}{found[0]} += {found[1]}" if found else ""

    def any(self, bits: Mapping[int, int]) -> list[Pair]:
        """For each number, whether one of its bits is set."""
        return [Pair(f"{sure} & {mask}", f"{maybe} & {mask}") for sure, maybe, mask in self._words(bits)]

    def all(self, bits: Mapping[int, int]) -> list[Pair]:
        """For each number, whether all of its bits are set."""
        return [
            Pair(f"({sure} & {mask}) == {mask}", f"({maybe} & {mask}) == {mask}")
            for sure, maybe, mask in self._words(bits)
        ]

    def counts(self, bits: Mapping[int, int]) -> list[Pair]:
        """For each number, how many of its bits are set."""
        return [
            Pair(f"({sure} & {mask}).bit_count()", f"({maybe} & {mask}).bit_count()")
            for sure, maybe, mask in self._words(bits)
        ]

    def _words(self, bits: Mapping[int, int]) -> list[tuple[str, str, int]]:
        maybe = "may{0}" if self.is_over else "(yes{0} | open{0})"
        return [(f"yes{number}", maybe.format(number), mask) for number, mask in bits.items()]
