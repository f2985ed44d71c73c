"""Formulas over finite choices: each is made once, so what is equal is the same number; `-number` is its negation.

A group is something that is exactly one of several values; a leaf says which of them it may be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from random import Random

from screenkit.prove.lanes import RANDOM_LANES, shared_out, union

TRUE = 1
FALSE = -1
_FLAT = 6
"""Longer conjunctions are shared rather than copied into those that they are part of."""
_FEW = 12
"""In longer conjunctions it is not looked for parts that others make true."""


class Pool:
    """The formulas made so far.

    With `silent`, which says what a group is where nobody chose, each is also worked out for many choices at once: a
    bit of its word for each, first random ones, then those that were given.
    """

    def __init__(self, silent: Callable[[Hashable], int] | None = None) -> None:
        self.parts: list[tuple[int, ...]] = [(), ()]
        self.leaves: dict[int, tuple[int, int]] = {}
        self.counts: dict[int, tuple[int, str, int]] = {}
        self.repeats: list[str] = ["", ""]
        self.sizes: list[int] = []
        self.keys: list[Hashable] = []
        self._owners: list[str] = []
        self._groups: dict[Hashable, int] = {}
        self._known: dict[Hashable, int] = {}
        self._tallies: dict[Hashable, tuple[int, ...]] = {}
        self._silent = silent
        self._all = RANDOM_LANES
        self._words: list[int] = [0, -1]
        self._values: list[list[int]] = []
        self._random = Random(20080213)  # noqa: S311 - a fixed seed: the same screen gives the same proof

    def group(self, key: Hashable, size: int, repeat: str = "") -> int:
        """The group of that key; one of a repeat stands for that of the instance at hand."""
        if key not in self._groups:
            self._groups[key] = len(self.sizes)
            self.sizes.append(size)
            self.keys.append(key)
            self._owners.append(repeat)
            if self._silent:
                values = [word & ~1 for word in shared_out(size, self._random)]
                values[self._silent(key)] |= self._all & ~RANDOM_LANES | 1
                self._values.append(values)
        return self._groups[key]

    def owner(self, group: int) -> str:
        """The repeat whose instances each have this group; nothing outside repeats."""
        return self._owners[group]

    def leaf(self, group: int, mask: int) -> int:
        """The group has one of the values of the mask."""
        full = (1 << self.sizes[group]) - 1
        if mask & full in (0, full):
            return TRUE if mask & full else FALSE
        if mask & 1:
            # A set and its complement share a number; the one without the first value is the positive one.
            return -self._leaf(group, full & ~mask)
        return self._leaf(group, mask)

    def _leaf(self, group: int, mask: int) -> int:
        key = ("leaf", group, mask)
        found = self._known.get(key)
        if found is None:
            found = self._made(key, (), self._owners[group])
            self.leaves[found] = (group, mask)
            if self._silent:
                self._words.append(union(self._values[group], mask))
        return found

    def counted(self, least: int, repeat: str, body: int) -> int:
        """So many instances of the repeat at least make the body true, whether or not the repeat is asked."""
        if body == FALSE or least <= 0:
            return FALSE if least > 0 else TRUE
        key = ("count", least, repeat, body)
        found = self._known.get(key)
        if found is None:
            found = self._made(key, (), "")
            self.counts[found] = (least, repeat, body)
        return found

    def _made(self, key: Hashable, parts: tuple[int, ...], repeat: str) -> int:
        self.parts.append(parts)
        self.repeats.append(repeat)
        self._known[key] = len(self.parts) - 1
        return len(self.parts) - 1

    def every(self, parts: Iterable[int]) -> int:
        """All of them hold."""
        leaves, inner = self.leaves, self.parts
        masks: dict[int, int] = {}
        others: set[int] = set()
        alone: list[int] = []
        several = False
        flat = list(parts)
        for part in flat:
            below = inner[part] if part > 0 else ()
            if 0 < len(below) <= _FLAT:
                flat += below
                continue
            leaf = leaves.get(part if part > 0 else -part)
            if leaf is None:
                if part == FALSE or -part in others:
                    return FALSE
                others.add(part)
                continue
            group, mask = leaf
            if part < 0:
                mask ^= (1 << self.sizes[group]) - 1
            if group in masks:
                mask &= masks[group]
                if not mask:
                    return FALSE
                several = True
            masks[group] = mask
            alone.append(part)
        others.discard(TRUE)
        others.update([self.leaf(group, mask) for group, mask in masks.items()] if several else alone)
        return self._conjunction(self._without_settled(others))

    def _without_settled(self, parts: set[int]) -> set[int]:
        """Without disjunctions that one of the other parts makes true already."""
        if len(parts) > _FEW:
            return parts
        inner = self.parts
        settled = []
        for part in parts:
            if part < FALSE:
                below = inner[-part]
                if len(below) <= _FLAT:
                    for one in below:
                        if -one in parts:
                            settled.append(part)
                            break
        return parts.difference(settled) if settled else parts

    def _conjunction(self, parts: set[int]) -> int:
        if len(parts) < 2:  # noqa: PLR2004 - one part is itself, none is always so
            return next(iter(parts), TRUE)
        key = tuple(sorted(parts))
        found = self._known.get(key)
        if found is None:
            found = self._made(key, key, next((name for part in key if (name := self.repeats[abs(part)])), ""))
            if self._silent:
                self._words.append(self._meet(key))
        return found

    def _meet(self, parts: Sequence[int]) -> int:
        words = self._words
        word = -1
        for part in parts:
            word &= words[part] if part > 0 else ~words[-part]
        return word

    def some(self, parts: Iterable[int]) -> int:
        """One of them holds at least."""
        return -self.every([-part for part in parts])

    def both(self, one: int, other: int) -> int:
        """Both hold."""
        if one in (TRUE, other):
            return other
        return one if other == TRUE else self.every((one, other))

    def at_least(self, least: int, parts: Sequence[int]) -> int:
        """So many of them hold at least."""
        if least <= 0 or least > len(parts):
            return TRUE if least <= 0 else FALSE
        if least in (1, len(parts)):
            return self.some(parts) if least == 1 else self.every(parts)
        return self._tally(tuple(sorted(parts)), least)[least - 1]

    def _tally(self, parts: tuple[int, ...], most: int) -> tuple[int, ...]:
        """Whether one of them holds at least, two, and so on.

        They are halved by their numbers, so that two tallies that differ in one part share nearly everything.
        """
        if len(parts) == 1:
            return parts
        key = ("tally", parts, most)
        found = self._tallies.get(key)
        if found is None:
            low, high = (self._tally(half, most) for half in _halves(parts))
            found = tuple(self._either(low, high, number) for number in range(1, min(most, len(parts)) + 1))
            self._tallies[key] = found
        return found

    def _either(self, low: Sequence[int], high: Sequence[int], number: int) -> int:
        """So many hold in the two halves together."""
        shares = range(max(0, number - len(high)), min(number, len(low)) + 1)
        return self.some(
            self.both(low[here - 1] if here else TRUE, high[number - here - 1] if number > here else TRUE)
            for here in shares
        )

    def ways(self, node: int) -> list[int]:
        """The formulas of which one must hold for a disjunction to hold; another is the only way itself."""
        found: list[int] = []
        stack = [node]
        while stack:
            one = stack.pop()
            if one < FALSE and self.parts[-one]:
                stack += [-part for part in self.parts[-one]]
            elif one != FALSE:
                found.append(one)
        return found[::-1]

    @property
    def lanes(self) -> int:
        """A bit for each choice that is tried."""
        return self._all if self._silent else 0

    def word(self, node: int) -> int:
        """The choices that make it true, a bit for each; none where nothing is tried."""
        if self._silent is None:
            return 0
        return (self._words[node] if node > 0 else ~self._words[-node]) & self._all

    def silent(self, group: int) -> int:
        """The value of the group where nobody said anything; the first one where nothing is known of that."""
        return self._silent(self.keys[group]) if self._silent else 0

    def holds_in_silence(self, node: int) -> bool:
        """Whether the formula holds where nobody said anything; False where nothing is known of that."""
        return bool(self._silent and self.word(node) & 1)

    def lane(self, node: int) -> int | None:
        """The number of the last choice that makes it true, if one was tried; random ones come first."""
        word = self.word(node)
        return word.bit_length() - 1 if word else None

    def try_too(self, choices: Sequence[Mapping[int, int]]) -> None:
        """Have everything worked out for some more choices; a group that one does not name is silent in it."""
        if self._silent is None or not choices:
            return
        start = self._all.bit_length()
        named: dict[int, dict[int, int]] = {}
        for place, choice in enumerate(choices):
            for group, value in choice.items():
                words = named.setdefault(group, {})
                words[value] = words.get(value, 0) | 1 << (start + place)
        more = ((1 << len(choices)) - 1) << start
        for group, key in enumerate(self.keys):
            said = named.get(group, {})
            for value, word in said.items():
                self._values[group][value] |= word
            self._values[group][self._silent(key)] |= more & ~reduce(or_, said.values(), 0)
        self._all |= more
        for node in range(2, len(self.parts)):
            leaf = self.leaves.get(node)
            self._words[node] = union(self._values[leaf[0]], leaf[1]) if leaf else self._meet(self.parts[node])

    def value_in(self, group: int, lane: int) -> int:
        """The value that a choice gives to a group."""
        return next(value for value, word in enumerate(self._values[group]) if word >> lane & 1)

    def cone(self, node: int, known: Container[int] = (), also: Container[int] = ()) -> list[int]:
        """Every formula that this one is made of, itself too, those that others are made of first.

        What is known already is left out, with all below it.
        """
        if abs(node) in known or abs(node) in also:
            return []
        seen = {abs(node)}
        stack, inner = list(self.parts[abs(node)]), self.parts
        while stack:
            one = abs(stack.pop())
            if one not in seen and one not in known and one not in also:
                seen.add(one)
                stack += inner[one]
        return sorted(seen)


def _halves(parts: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sorted numbers in two, at the highest bit in which they differ."""
    bit = (parts[0] ^ parts[-1]).bit_length() - 1
    if bit < 0 or (parts[0] < 0 <= parts[-1]):
        place = next((number for number, part in enumerate(parts) if part > 0), 0) or len(parts) // 2
        return parts[:place], parts[place:]
    pivot = parts[-1] >> bit << bit
    place = bisect_left(parts, pivot)
    return parts[:place], parts[place:]
