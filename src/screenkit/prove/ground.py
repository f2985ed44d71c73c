"""How many instances of each repeat are enough for a formula, and the formula spelled out for so many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from screenkit.prove.formula import Pool

Needs = Mapping[str, int]
"""So many instances of each repeat."""


class Enough:
    """How many instances a formula can need: keep those that make its counts true, and the rest can go.

    A count that must hold needs as many instances as it asks for; one that must not hold needs none. What stands
    inside a count speaks of one instance, but may look at other repeats as a whole: all of that has to stay as it is.
    A conjunction needs what all its parts need, a disjunction what the neediest does, and neither more than all counts
    in it together.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._needs: dict[int, Needs] = {}
        self._held: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._weights: list[tuple[str, int]] = []

    def of(self, node: int) -> Needs:
        """So many instances of each repeat are enough to make the formula true, if anything does."""
        for one in self._pool.cone(node, self._needs):
            self._work_out(one)
            self._work_out(-one)
        return self._needs[node]

    def _work_out(self, node: int) -> None:
        if abs(node) in self._pool.counts:
            self._held[node] = self._inside(node)
            self._needs[node] = self._together(self._held[node])
            return
        parts = [part if node > 0 else -part for part in self._pool.parts[abs(node)]]
        self._held[node] = reduce(or_, (self._held[part] for part in parts), 0)
        self._needs[node] = self._least(node, parts) if self._held[node] else {}

    def _least(self, node: int, parts: Iterable[int]) -> Needs:
        found: dict[str, int] = {}
        for part in parts:
            for repeat, number in self._needs[part].items():
                known = found.get(repeat, 0)
                found[repeat] = known + number if node > 0 else max(known, number)
        return {repeat: min(found[repeat], most) for repeat, most in self._together(self._held[node]).items()}

    def _inside(self, node: int) -> int:
        """The count, if it must hold, and all that its body looks at, a bit for each."""
        own = 1 << self._number(node) if node > 0 else 0
        body = self._pool.cone(self._pool.counts[abs(node)][2])
        return reduce(or_, (self._inside(one) for one in body if one in self._pool.counts), own)

    def _number(self, count: int) -> int:
        if count not in self._numbers:
            least, repeat, _ = self._pool.counts[count]
            self._numbers[count] = len(self._weights)
            self._weights.append((repeat, least))
        return self._numbers[count]

    def _together(self, held: int) -> Needs:
        found: dict[str, int] = {}
        while held:
            repeat, least = self._weights[(held & -held).bit_length() - 1]
            found[repeat] = found.get(repeat, 0) + least
            held &= held - 1
        return found


class Ground:
    """Formulas spelled out for a number of instances: every instance has groups of its own."""

    def __init__(self, source: Pool, target: Pool, sizes: Needs) -> None:
        self.sizes = sizes
        self._source = source
        self._target = target
        self._made: dict[int, dict[int, int]] = {0: {}}

    def of(self, node: int, instance: int = 0) -> int:
        """The formula, for an instance where it speaks of one."""
        shared = self._made[0]
        made = self._made.setdefault(instance, {})
        if abs(node) in made or abs(node) in shared:
            return self._part(node, made)
        for one in self._source.cone(node, shared, made):
            where = instance if self._source.repeats[one] else 0
            (made if where else shared)[one] = self._spelled_out(one, where)
        return self._part(node, made)

    def _part(self, part: int, made: Mapping[int, int]) -> int:
        number = abs(part)
        found = made[number] if number in made else self._made[0][number]
        return found if part > 0 else -found

    def _spelled_out(self, node: int, instance: int) -> int:
        source, target = self._source, self._target
        if node in source.leaves:
            group, mask = source.leaves[node]
            return target.leaf(self.group(group, instance), mask)
        if node in source.counts:
            return self._counted(node)
        made, shared = self._made[instance], self._made[0]
        parts = source.parts[node]
        return target.every(
            [
                (made[part] if part in made else shared[part])
                if part > 0
                else -(made[-part] if -part in made else shared[-part])
                for part in parts
            ]
        )

    def _counted(self, node: int) -> int:
        least, repeat, body = self._source.counts[node]
        there = range(1, self.sizes.get(repeat, 0) + 1)
        parts = [self._target.both(self.present(repeat, one), self.of(body, one)) for one in there]
        return self._target.at_least(least, parts)

    def group(self, group: int, instance: int) -> int:
        """The group of that instance."""
        of = instance if self._source.owner(group) else 0
        return self._target.group((group, of), self._source.sizes[group])

    def present(self, repeat: str, instance: int) -> int:
        """There is such an instance; there are always the ones before it, too."""
        size = self.sizes.get(repeat, 0)
        group = self._target.group(("size", repeat, size), size + 1)
        return self._target.leaf(group, (1 << (size + 1)) - (1 << instance))
