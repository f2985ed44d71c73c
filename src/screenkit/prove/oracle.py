"""Whether a formula can hold at all: random choices first, then the solver on its clauses (Plaisted and Greenbaum)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from time import monotonic

from screenkit.prove.formula import FALSE, TRUE, Pool
from screenkit.prove.sat import Solver

Model = Mapping[int, int]
"""Groups and the value of each; one that is not named does not matter."""


class OutOfTimeError(Exception):
    """The time was up before there was an answer."""


@dataclass
class Oracle:
    """Answers about the formulas of one pool, until the time is up."""

    pool: Pool
    until: float

    def __post_init__(self) -> None:
        self._clauses = _Clauses(self.pool)
        self._found: dict[int, Model | None] = {TRUE: {}, FALSE: None}

    def model(self, node: int) -> Model | None:
        """A choice that makes the formula true, or None when there is none; raises `OutOfTimeError`."""
        if node not in self._found:
            self._found[node] = self._search(node)
        return self._found[node]

    def holds(self, node: int) -> bool:
        """Whether anything makes the formula true; raises `OutOfTimeError`."""
        if node not in self._found and self.pool.lane(node) is not None:
            return True
        return self.model(node) is not None

    def _search(self, node: int) -> Model | None:
        lane = self.pool.lane(node)
        if lane is not None:
            return {group: self.pool.value_in(group, lane) for group in groups_in(self.pool, node)}
        if monotonic() > self.until:
            raise OutOfTimeError
        root, scope = self._clauses.of(node)
        found = self._clauses.solver.solve((root,), scope, self.until)
        if found is None:
            raise OutOfTimeError
        return self._clauses.model(groups_in(self.pool, node)) if found else None

    def conflict(self, nodes: Sequence[int]) -> tuple[int, ...] | None:
        """Some of the formulas that cannot hold together, as few as is easily found; None when all can."""
        left = list(nodes)
        if self.model(self.pool.every(left)) is not None:
            return None
        for node in nodes:
            fewer = [one for one in left if one != node]
            if self.model(self.pool.every(fewer)) is None:
                left = fewer
        return tuple(left)


def groups_in(pool: Pool, node: int) -> list[int]:
    """The groups that the formula looks at."""
    return sorted({pool.leaves[one][0] for one in pool.cone(node) if one in pool.leaves})


class _Clauses:
    """The clauses of formulas, each written when it is first needed, and only for the side that is needed."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.solver = Solver()
        self._variables: dict[int, int] = {}
        self._values: dict[int, tuple[int, ...]] = {}
        self._written: set[int] = set()
        self._scopes: dict[int, frozenset[int]] = {}

    def of(self, node: int) -> tuple[int, set[int]]:
        """The literal of a formula, and every variable that it depends on."""
        parts = self.pool.parts[node] if node > 0 else ()
        return self._literal(node), set().union(self._own(node), *map(self._scope, parts or (node,)))

    def _scope(self, node: int) -> frozenset[int]:
        """Every variable that a formula depends on; kept, because the parts of conjunctions come back."""
        if node not in self._scopes:
            scope: set[int] = set()
            stack, seen = [node], set[int]()
            while stack:
                one = stack.pop()
                if one not in seen:
                    seen.add(one)
                    stack += self._below(one)
                    scope.update(self._own(one))
            self._scopes[node] = frozenset(scope)
        return self._scopes[node]

    def _below(self, node: int) -> Iterable[int]:
        return self.pool.parts[node] if node > 0 else [-part for part in self.pool.parts[-node]]

    def _own(self, node: int) -> Iterator[int]:
        """The variables of one formula; its clauses are written."""
        literal = self._literal(node)
        yield literal >> 1
        if node not in self._written:
            self._written.add(node)
            self._write(node, literal)
        if abs(node) in self.pool.leaves:
            yield from (one >> 1 for one in self._literals(self.pool.leaves[abs(node)][0]))

    def _write(self, node: int, literal: int) -> None:
        parts = self.pool.parts[abs(node)]
        if parts and node > 0:
            for part in parts:
                self.solver.add((literal ^ 1, self._literal(part)))
        elif parts:
            self.solver.add((literal ^ 1, *(self._literal(part) ^ 1 for part in parts)))
        elif abs(node) in self.pool.leaves:
            group, mask = self.pool.leaves[abs(node)]
            wrong = [
                one for value, one in enumerate(self._literals(group)) if bool(mask >> value & 1) is not (node > 0)
            ]
            for one in wrong:
                self.solver.add((literal ^ 1, one ^ 1))

    def _literal(self, node: int) -> int:
        variable = self._variables.get(abs(node))
        if variable is None:
            variable = self._variable(abs(node))
            self._variables[abs(node)] = variable
        return variable if node > 0 else variable ^ 1

    def _variable(self, node: int) -> int:
        """The literal of a formula; a leaf of one value is that value's."""
        if node in self.pool.leaves:
            group, mask = self.pool.leaves[node]
            if not mask & (mask - 1):
                return self._literals(group)[mask.bit_length() - 1]
        return 2 * self.solver.variable()

    def _literals(self, group: int) -> tuple[int, ...]:
        """One literal for each value of the group, of which exactly one holds."""
        if group not in self._values:
            size = self.pool.sizes[group]
            if size == 2:  # noqa: PLR2004 - one variable says which of two it is
                one = 2 * self.solver.variable()
                self._values[group] = (one, one ^ 1)
            else:
                literals = tuple(2 * self.solver.variable() for _ in range(size))
                self.solver.add(literals)
                for pair in combinations(literals, 2):
                    self.solver.add(one ^ 1 for one in pair)
                self._values[group] = literals
        return self._values[group]

    def model(self, groups: Sequence[int]) -> Model:
        """The values of the groups in the assignment that was found last."""
        return {group: next(self._holding(group)) for group in groups}

    def _holding(self, group: int) -> Iterator[int]:
        for value, one in enumerate(self._literals(group)):
            if self.solver.model.get(one >> 1, False) is (one & 1 == 0):
                yield value
