"""How many interviews can be told apart, where that can be counted: question by question, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from time import monotonic

from screenkit.answers import Absent
from screenkit.prove.formula import FALSE, TRUE
from screenkit.prove.world import World, ref_of
from screenkit.questions import Repeat
from screenkit.screen import Entry

_MOST_WAYS = 500
_MOST_CHOICES = 6
_SECONDS = 0.25

Left = tuple[tuple[int, int], ...]
"""What a way leaves of the conditions under which later questions are asked, by the number of each."""


class TooManyError(Exception):
    """There are more ways through the screen than can be told apart cheaply."""


def interviews(world: World, instances: Mapping[str, int]) -> int | None:
    """How many interviews can be told apart, with so many instances of each repeat at most; None for too many."""
    counting = _Counting(world, instances, monotonic() + _SECONDS)
    try:
        return counting.of(world.screen.entries, [counting.asked(entry) for entry in world.screen.entries])
    except TooManyError:
        return None


@dataclass
class _Counting:
    world: World
    instances: Mapping[str, int]
    until: float
    _settled: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)

    def asked(self, entry: Entry) -> tuple[int, ...]:
        """When the question is asked, and those inside it."""
        return tuple(self.world.relevance[ref_of(one)].certain for one in (entry, *entry.inner))

    def of(self, entries: Sequence[Entry], asked: Sequence[tuple[int, ...]]) -> int:
        """The number of ways through the questions."""
        slots = [node for nodes in asked for node in nodes]
        starts = [sum(len(nodes) for nodes in asked[:number]) for number in range(len(asked))]
        readers: dict[int, list[int]] = {}
        for slot, node in enumerate(slots):
            for group in self._groups(node):
                readers.setdefault(group, []).append(slot)
        ways: dict[Left, int] = {(): 1}
        for entry, start in zip(entries, starts, strict=True):
            ways = self._after(entry, start, slots, readers, ways)
            if len(ways) > _MOST_WAYS or monotonic() > self.until:
                raise TooManyError
        return sum(ways.values())

    def _after(
        self, entry: Entry, start: int, slots: list[int], readers: Mapping[int, list[int]], ways: dict[Left, int]
    ) -> dict[Left, int]:
        following: dict[Left, int] = {}
        after = start + 1 + len(entry.inner)
        for way, number in ways.items():
            known = dict(way)
            here = tuple(known.get(slot, slots[slot]) for slot in range(start, after))
            for values, times in self._answers(entry, here, readers):
                left = {slot: node for slot, node in known.items() if slot >= after}
                for group, value in values.items():
                    for slot in readers.get(group, ()):
                        if slot >= after:
                            left[slot] = self._with(left.get(slot, slots[slot]), group, value)
                key = tuple(sorted(left.items()))
                following[key] = following.get(key, 0) + number * times
        return following

    def _answers(
        self, entry: Entry, here: tuple[int, ...], readers: Mapping[int, list[int]]
    ) -> Iterator[tuple[dict[int, int], int]]:
        """The answers that later questions tell apart, and how many there are of each."""
        world, ref = self.world, ref_of(entry)
        domain = world.values.domain(ref)
        group = world.pool.group(("answer", ref), len(domain.answers), ref.repeat)
        if here[0] not in (TRUE, FALSE):
            raise TooManyError
        if here[0] == FALSE:
            yield {group: domain.answers.index(Absent.NOT_ASKED)}, 1
            return
        bits = [world.pool.group(("bit", ref, choice), 2, ref.repeat) for choice in domain.bits]
        told = [bit for bit in bits if bit in readers]
        if len(told) > _MOST_CHOICES:
            raise TooManyError
        inside = self._inside(entry, here[1:])
        if group not in readers and not told:
            yield {}, domain.size * inside
            return
        for place, answer in enumerate(domain.answers):
            several = answer == ()
            rest = 1 << (len(bits) - len(told)) if several else 1
            for chosen in product((0, 1), repeat=len(told) if several else 0):
                yield {group: place, **dict(zip(told, chosen, strict=False))}, rest * inside

    def _inside(self, entry: Entry, asked: tuple[int, ...]) -> int:
        """In how many ways the instances of a repeat can be answered."""
        if not isinstance(entry.question, Repeat):
            return 1
        each = self.of(entry.inner, [(node,) for node in asked])
        most = max(self.instances.get(entry.question.name, 1), 1)
        return sum(each**number for number in range(most + 1))

    def _groups(self, node: int) -> set[int]:
        pool = self.world.pool
        cone = pool.cone(node)
        if any(one in pool.counts for one in cone):
            raise TooManyError
        return {pool.leaves[one][0] for one in cone if one in pool.leaves}

    def _with(self, node: int, group: int, value: int) -> int:
        """What is left of a formula when the group has a value."""
        pool = self.world.pool
        settled = self._settled.setdefault((group, value), {TRUE: TRUE})
        for one in pool.cone(node, settled):
            leaf, parts = pool.leaves.get(one), pool.parts[one]
            settled[one] = one
            if leaf is not None and leaf[0] == group:
                settled[one] = TRUE if leaf[1] >> value & 1 else FALSE
            elif parts:
                settled[one] = pool.every([settled[part] if part > 0 else -settled[-part] for part in parts])
        return settled[node] if node > 0 else -settled[-node]
