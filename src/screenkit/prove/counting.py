"""How many interviews can be told apart, where that can be counted: question by question, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from time import monotonic
from typing import NamedTuple

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


class Ways(NamedTuple):
    """How many ways there are, and how many questions the shortest and the longest of them asks.

    None of them is cut off by a checkpoint: that only makes an interview shorter.
    """

    number: int
    shortest: int
    longest: int


_NO_WAY_YET = Ways(0, 1 << 30, 0)


class TooManyError(Exception):
    """There are more ways through the screen than can be told apart cheaply."""


def interviews(world: World, instances: Mapping[str, int]) -> int | None:
    """How many interviews can be told apart, with so many instances of each repeat at most; None for too many."""
    found = ways_through(world, instances)
    return found.number if found else None


def ways_through(world: World, instances: Mapping[str, int]) -> Ways | None:
    """The same with the length of the shortest and of the longest interview; None for too many."""
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

    def of(self, entries: Sequence[Entry], asked: Sequence[tuple[int, ...]]) -> Ways:
        """The ways through the questions."""
        slots = [node for nodes in asked for node in nodes]
        starts = [sum(len(nodes) for nodes in asked[:number]) for number in range(len(asked))]
        readers: dict[int, list[int]] = {}
        for slot, node in enumerate(slots):
            for group in self._groups(node):
                readers.setdefault(group, []).append(slot)
        ways: dict[Left, Ways] = {(): Ways(1, 0, 0)}
        for entry, start in zip(entries, starts, strict=True):
            ways = self._after(entry, start, slots, readers, ways)
            if len(ways) > _MOST_WAYS or monotonic() > self.until:
                raise TooManyError
        lengths = [length for way in ways.values() for length in (way.shortest, way.longest)]
        return Ways(sum(way.number for way in ways.values()), min(lengths), max(lengths))

    def _after(
        self, entry: Entry, start: int, slots: list[int], readers: Mapping[int, list[int]], ways: dict[Left, Ways]
    ) -> dict[Left, Ways]:
        following: dict[Left, Ways] = {}
        after = start + 1 + len(entry.inner)
        for way, so_far in ways.items():
            known = dict(way)
            here = tuple(known.get(slot, slots[slot]) for slot in range(start, after))
            for values, times in self._answers(entry, here, readers):
                left = {slot: node for slot, node in known.items() if slot >= after}
                for group, value in values.items():
                    for slot in readers.get(group, ()):
                        if slot >= after:
                            left[slot] = self._with(left.get(slot, slots[slot]), group, value)
                key = tuple(sorted(left.items()))
                following[key] = _either(following.get(key, _NO_WAY_YET), _then(so_far, times))
        return following

    def _answers(
        self, entry: Entry, here: tuple[int, ...], readers: Mapping[int, list[int]]
    ) -> Iterator[tuple[dict[int, int], Ways]]:
        """The answers that later questions tell apart, and how many there are of each."""
        world, ref = self.world, ref_of(entry)
        domain = world.values.domain(ref)
        group = world.pool.group(("answer", ref), len(domain.answers), ref.repeat)
        if here[0] not in (TRUE, FALSE):
            raise TooManyError
        if here[0] == FALSE:
            yield {group: domain.answers.index(Absent.NOT_ASKED)}, Ways(1, 0, 0)
            return
        bits = [world.pool.group(("bit", ref, choice), 2, ref.repeat) for choice in domain.bits]
        told = [bit for bit in bits if bit in readers]
        if len(told) > _MOST_CHOICES:
            raise TooManyError
        inside = self._inside(entry, here[1:])
        if group not in readers and not told:
            yield {}, inside._replace(number=domain.size * inside.number)
            return
        for place, answer in enumerate(domain.answers):
            several = answer == ()
            rest = 1 << (len(bits) - len(told)) if several else 1
            for chosen in product((0, 1), repeat=len(told) if several else 0):
                values = {group: place, **dict(zip(told, chosen, strict=False))}
                yield values, inside._replace(number=rest * inside.number)

    def _inside(self, entry: Entry, asked: tuple[int, ...]) -> Ways:
        """The ways to ask the question itself, which for a repeat are those through its instances."""
        question = entry.question
        if not isinstance(question, Repeat):
            return Ways(1, 1, 1)
        each = self.of(entry.inner, [(node,) for node in asked])
        most = max(self.instances.get(question.name, 1), 1)
        # Whether there is another one is asked after the least number, once more than the answer is yes.
        longest = 1 + max(most, question.min) * each.longest + max(most - question.min, 0)
        number = sum(each.number**count for count in range(most + 1))
        return Ways(number, 1 + question.min * each.shortest, longest)

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


def _then(before: Ways, after: Ways) -> Ways:
    """One after the other."""
    return Ways(before.number * after.number, before.shortest + after.shortest, before.longest + after.longest)


def _either(one: Ways, other: Ways) -> Ways:
    """The one or the other."""
    shortest, longest = min(one.shortest, other.shortest), max(one.longest, other.longest)
    return Ways(one.number + other.number, shortest, longest)
