"""Formulas with counts, without spelling out every instance: what cannot hold here cannot hold at all.

Every count may come out as it likes. One that holds has an instance of its own to show, and where that makes the body
of another count true, the other holds too, if one instance is enough for it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import cast

from screenkit.prove.formula import TRUE, Pool
from screenkit.prove.ground import Ground
from screenkit.prove.oracle import Model, Oracle
from screenkit.prove.reading import Valuation


class Loose(Ground):
    """Formulas in which a count is a choice."""

    def __init__(self, source: Pool, target: Pool) -> None:
        super().__init__(source, target, {})

    def _counted(self, node: int) -> int:
        return self._target.leaf(self._target.group(("count", node), 2), 0b10)


class Loosely:
    """Looks for what makes formulas true loosely."""

    def __init__(self, source: Pool, oracle: Oracle) -> None:
        self.ground = Loose(source, oracle.pool)
        self._source = source
        self._oracle = oracle
        self._shown: dict[tuple[int, int], int] = {}
        self._meanings: dict[tuple[int, int], int] = {}

    def can_hold(self, node: int, steps: int) -> bool:
        """Whether anything may make the formula true."""
        models = self.models(node, [], steps)
        while True:
            try:
                next(models)
            except StopIteration as end:
                return bool(end.value)

    def models(self, node: int, meant: list[int], steps: int) -> Generator[tuple[Ground, Model], None, bool]:
        """What makes the formula true, each time with more of what counts mean to each other; then whether any may.

        What they were found to mean is added to the list, and taken from it. After so many steps anything may.
        """
        loose = self.ground.of(node)
        for _ in range(steps):
            model = self._oracle.plain(self._oracle.pool.every([loose, *meant]))
            if model is None:
                return False
            yield self.ground, model
            broken = list(self._broken(model))
            if not broken:
                return True
            meant += broken
        return True

    def _broken(self, model: Model) -> Iterator[int]:
        """What counts mean to each other, as far as the model does not have it."""
        pool, values = self._oracle.pool, Valuation(self._oracle.pool, model)
        keys = ((cast("tuple[object, int]", pool.keys[group]), value) for group, value in model.items())
        counts = [(key[1], bool(value)) for key, value in keys if key[0] == "count"]
        for one in (count for count, holds in counts if holds):
            others = (other for other, holds in counts if not holds)
            meant = (self._meaning(one, other) for other in (one, *others))
            yield from (part for part in meant if not values.make_true(part))

    def _meaning(self, one: int, other: int) -> int:
        if (one, other) not in self._meanings:
            self._meanings[one, other] = self._has_shown(one) if one == other else self._goes_with(one, other)
        return self._meanings[one, other]

    def _has_shown(self, count: int) -> int:
        """A count that holds has an instance that makes its body true."""
        return self._oracle.pool.some((-self.ground.of(count), self._body(count, self._instance(count, 0))))

    def _goes_with(self, one: int, other: int) -> int:
        """When one count holds and the other does not, an instance of the first is not among those of the other."""
        (least, repeat, _), (number, same, _) = self._source.counts[one], self._source.counts[other]
        if repeat != same or number > least:
            return TRUE
        # Where a single instance is enough for the other, none of the first is; else each other has one to itself.
        instance = self._instance(one, 0 if number == 1 else other)
        apart = self._oracle.pool.both(self._body(one, instance), -self._body(other, instance))
        return self._oracle.pool.some((-self.ground.of(one), self.ground.of(other), apart))

    def _body(self, count: int, instance: int) -> int:
        return self.ground.of(self._source.counts[count][2], instance)

    def _instance(self, count: int, other: int) -> int:
        return self._shown.setdefault((count, other), len(self._shown) + 1)
