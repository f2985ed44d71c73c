"""Whether a formula can hold at all: random choices first, then the solver on its clauses (Plaisted and Greenbaum)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from screenkit.prove.deciding import Gate, Needed
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
        self._plain: dict[int, Model | None] = {TRUE: {}, FALSE: None}

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
        return self._solved(node)

    def plain(self, node: int) -> Model | None:
        """As `model`, by the solver alone: in what it finds little is said that is not needed."""
        if node not in self._plain:
            self._plain[node] = self._solved(node)
        return self._plain[node]

    def _solved(self, node: int) -> Model | None:
        if monotonic() > self.until:
            raise OutOfTimeError
        root = self._clauses.of(node)
        found = self._clauses.solver.solve((root,), Needed((root,), self._clauses.gates), self.until)
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
        self.gates: dict[int, Gate] = {}

    def of(self, node: int) -> int:
        """The literal of a formula; its clauses are written, and those of all that it is made of."""
        stack = [node]
        while stack:
            one = stack.pop()
            if one not in self._written:
                self._written.add(one)
                stack += self._write(one, self._literal(one))
        return self._literal(node)

    def _write(self, node: int, literal: int) -> Iterable[int]:
        """Its own clauses; what it is made of comes back."""
        parts = self.pool.parts[abs(node)]
        if parts:
            below = parts if node > 0 else self._alternatives(parts)
            literals = [self._literal(part) for part in below]
            self.gates[literal] = Gate(node > 0, literals)
            if node < 0:
                self.solver.add((literal ^ 1, *literals))
            else:
                self.solver.imply(literal, literals)
            return below
        if abs(node) in self.pool.leaves:
            group, mask = self.pool.leaves[abs(node)]
            if not mask & (mask - 1):
                # It is the literal of that value, which says enough.
                return ()
            for value, one in enumerate(self._literals(group)):
                if bool(mask >> value & 1) is not (node > 0):
                    self.solver.add((literal ^ 1, one ^ 1))
        return ()

    def _alternatives(self, parts: Sequence[int]) -> list[int]:
        """Those of which one must hold, first the ones that hold where nobody said anything: they need no answer."""
        return sorted((-part for part in parts), key=self.pool.holds_in_silence, reverse=True)

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
                self._values[group] = self.solver.one_of(size)
        return self._values[group]

    def model(self, groups: Sequence[int]) -> Model:
        """The values of the groups in the assignment that was found last, of those that anything was said of."""
        found = ((group, self._held(group)) for group in groups)
        return {group: value for group, value in found if value is not None}

    def _held(self, group: int) -> int | None:
        """The value that holds; where several may, silence rather than another."""
        model, literals = self.solver.model, self._literals(group)
        left = [value for value, one in enumerate(literals) if one ^ 1 not in model]
        if len(left) == len(literals):
            return None
        silent = self.pool.silent(group)
        return silent if silent in left else left[0]
