"""How many instances of each repeat are enough for a formula, and the formula spelled out for so many."""

from __future__ import annotations

from collections.abc import Mapping

from screenkit.prove.formula import Pool

Needs = Mapping[str, int]
"""So many instances of each repeat."""


class Enough:
    """How many instances a formula can need: keep those that make its counts true, and the rest can go.

    A count that must hold needs as many instances as it asks for; one that must not hold needs none. What stands
    inside a count speaks of one instance, but may look at other repeats as a whole: all of that has to stay as it is.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._needs: dict[int, Needs] = {}
        self._held: dict[int, frozenset[int]] = {}

    def of(self, node: int) -> Needs:
        """So many instances of each repeat are enough to make the formula true, if anything does."""
        summed, shared = self._summed(node), self._counts(self._all_held(node))
        return {repeat: min(number, shared.get(repeat, 0)) for repeat, number in summed.items()}

    def _summed(self, node: int) -> Needs:
        """Conjunctions need what all their parts need, disjunctions what the neediest does."""
        for one in self._pool.cone(node):
            for side in (one, -one):
                if side not in self._needs:
                    self._needs[side] = self._worked_out(side)
        return self._needs[node]

    def _worked_out(self, node: int) -> Needs:
        if abs(node) in self._pool.counts:
            return self._counts(self._inside(node))
        found: dict[str, int] = {}
        for part in self._pool.parts[abs(node)]:
            for repeat, number in self._needs[part if node > 0 else -part].items():
                known = found.get(repeat, 0)
                found[repeat] = known + number if node > 0 else max(known, number)
        return found

    def _all_held(self, node: int) -> frozenset[int]:
        """Every count that may have to hold for the formula to be true."""
        found: set[int] = set()
        stack, seen = [node], set[int]()
        while stack:
            one = stack.pop()
            if one not in seen:
                seen.add(one)
                stack += [part if one > 0 else -part for part in self._pool.parts[abs(one)]]
                if abs(one) in self._pool.counts:
                    found |= self._inside(one)
        return frozenset(found)

    def _inside(self, node: int) -> frozenset[int]:
        """The count, if it must hold, and all that its body looks at."""
        if node not in self._held:
            own = frozenset({node}) if node > 0 else frozenset()
            body = self._pool.cone(self._pool.counts[abs(node)][2])
            nested = (self._inside(one) for one in body if one in self._pool.counts)
            self._held[node] = own.union(*nested)
        return self._held[node]

    def _counts(self, counts: frozenset[int]) -> Needs:
        found: dict[str, int] = {}
        for one in counts:
            least, repeat, _ = self._pool.counts[one]
            found[repeat] = found.get(repeat, 0) + least
        return found


class Ground:
    """Formulas spelled out for a number of instances: every instance has groups of its own."""

    def __init__(self, source: Pool, target: Pool, sizes: Needs) -> None:
        self.sizes = sizes
        self._source = source
        self._target = target
        self._made: dict[tuple[int, int], int] = {}

    def of(self, node: int, instance: int = 0) -> int:
        """The formula, for an instance where it speaks of one."""
        for one in self._source.cone(node):
            self._make(one, instance if self._source.repeats[one] else 0)
        found = self._made[abs(node), instance if self._source.repeats[abs(node)] else 0]
        return found if node > 0 else -found

    def _make(self, node: int, instance: int) -> None:
        if (node, instance) not in self._made:
            self._made[node, instance] = self._spelled_out(node, instance)

    def _spelled_out(self, node: int, instance: int) -> int:
        source, target = self._source, self._target
        if node in source.leaves:
            group, mask = source.leaves[node]
            return target.leaf(self.group(group, instance), mask)
        if node in source.counts:
            least, repeat, body = source.counts[node]
            there = range(1, self.sizes.get(repeat, 0) + 1)
            parts = [target.both(self.present(repeat, one), self.of(body, one)) for one in there]
            return target.at_least(least, parts)
        return target.every(self._part(part, instance) for part in source.parts[node])

    def _part(self, part: int, instance: int) -> int:
        found = self._made[abs(part), instance if self._source.repeats[abs(part)] else 0]
        return found if part > 0 else -found

    def group(self, group: int, instance: int) -> int:
        """The group of that instance."""
        of = instance if self._source.owner(group) else 0
        return self._target.group((group, of), self._source.sizes[group])

    def present(self, repeat: str, instance: int) -> int:
        """There is such an instance; there are always the ones before it, too."""
        size = self.sizes.get(repeat, 0)
        group = self._target.group(("size", repeat, size), size + 1)
        return self._target.leaf(group, (1 << (size + 1)) - (1 << instance))
