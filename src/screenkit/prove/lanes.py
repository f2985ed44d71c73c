"""Many choices tried at once: a lane is one of them, and a word has a bit for each lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

_LANES = 1024
RANDOM_LANES = (1 << _LANES) - 1
"""The lanes whose choices are random."""


def shared_out(size: int, random: Random) -> Iterator[int]:
    """Every lane to one of the values, the first ones a little more often."""
    codes = [RANDOM_LANES]
    while len(codes) < size * 2 and size > 1:
        bits = random.getrandbits(_LANES)
        codes = [word & side for word in codes for side in (bits, ~bits)]
    for value in range(size):
        yield union(codes[value::size], -1)


def union(words: Sequence[int], mask: int) -> int:
    """The lanes of the values that the mask names."""
    union = 0
    for value, word in enumerate(words):
        if mask >> value & 1:
            union |= word
    return union
