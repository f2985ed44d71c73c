"""The solver against trying every assignment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from random import Random
from time import monotonic

import pytest

from screenkit.prove.deciding import Everything, Gate, Needed
from screenkit.prove.sat import Solver

Clause = tuple[int, ...]
SOON = 60.0


def holds(assignment: Sequence[bool], literal: int) -> bool:
    """Whether a literal holds where the variables, counted from 1, are so."""
    return assignment[(literal >> 1) - 1] is (literal & 1 == 0)


def satisfying(clauses: Sequence[Clause], variables: int) -> list[tuple[bool, ...]]:
    """Every assignment that makes all clauses true."""
    every = product((False, True), repeat=variables)
    return [one for one in every if all(any(holds(one, literal) for literal in clause) for clause in clauses)]


def literals(random: Random, variables: Sequence[int]) -> Clause:
    """A clause of three literals at most."""
    return tuple(2 * random.choice(variables) + random.randint(0, 1) for _ in range(random.choice((1, 2, 3, 3, 3))))


@pytest.mark.parametrize("seed", range(0, 400, 20))
def test_it_agrees_with_trying_every_assignment(seed: int) -> None:
    """Clauses that come in several batches, with assumptions: the answer, the model and the core are right."""
    for one in range(seed, seed + 20):
        random = Random(one)  # noqa: S311 - fixed clauses, not a secret
        solver, clauses = Solver(), list[Clause]()
        variables = [solver.variable() for _ in range(random.randint(3, 8))]
        for _ in range(3):
            for _ in range(random.randint(1, 2 * len(variables))):
                clauses.append(literals(random, variables))
                solver.add(clauses[-1])
            chosen = random.sample(variables, random.randint(0, 3))
            assumed = [2 * variable + random.randint(0, 1) for variable in chosen]
            right = satisfying(clauses, len(variables))
            found = solver.solve(assumed, Everything(variables), monotonic() + SOON)
            wanted = [model for model in right if all(holds(model, literal) for literal in assumed)]
            assert found is bool(wanted)
            if found:
                assert tuple(2 * variable in solver.model for variable in variables) in wanted
            elif right:
                assert not [model for model in right if all(holds(model, literal) for literal in solver.core)]
                assert solver.core <= set(assumed)


def pigeons(solver: Solver, number: int) -> list[int]:
    """So many pigeons in one hole fewer: each has a hole, and no two have the same."""
    places = [[solver.variable() for _ in range(number - 1)] for _ in range(number)]
    for row in places:
        solver.add(2 * variable for variable in row)
    for hole in range(number - 1):
        for one, other in combinations(range(number), 2):
            solver.add((2 * places[one][hole] + 1, 2 * places[other][hole] + 1))
    return [variable for row in places for variable in row]


def test_it_proves_that_pigeons_do_not_fit() -> None:
    """The classical formula that needs learning."""
    solver = Solver()
    assert solver.solve((), Everything(pigeons(solver, 6)), monotonic() + SOON) is False


def test_it_gives_up_when_the_time_is_up() -> None:
    """It says that it does not know, and can be asked again."""
    solver = Solver()
    variables = pigeons(solver, 9)
    assert solver.solve((), Everything(variables), monotonic() - 1) is None
    assert solver.solve((2 * variables[0],), Everything(variables[:1]), monotonic() + SOON) is True


def test_it_decides_only_what_is_needed() -> None:
    """Of two alternatives one is chosen, and what belongs to the other stays open."""
    solver = Solver()
    either, both, alone, first, second = (2 * solver.variable() for _ in range(5))
    gates = {either: Gate(False, (both, alone)), both: Gate(True, (first, second))}
    for clause in ((either ^ 1, both, alone), (both ^ 1, first), (both ^ 1, second)):
        solver.add(clause)
    assert solver.solve((either,), Needed((either,), gates), monotonic() + SOON)
    assert solver.model == {either, both, first, second}
    assert solver.solve((either, second ^ 1), Needed((either,), gates), monotonic() + SOON)
    assert solver.model == {either, second ^ 1, both ^ 1, alone}
