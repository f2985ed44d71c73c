"""The solver and the formulas against solvers from outside, where those are installed.

They are no tools of the project, and not needed to use or to change it:

    python3 tools/start.py python -m pip install z3-solver python-sat
    python3 tools/start.py pytest -m oracle tests/prove
"""

from __future__ import annotations

from random import Random
from time import monotonic
from typing import Any

import pytest
from small_screens import TODAY, drafted
from test_every_interview import of_world

from screenkit.prove.deciding import Everything
from screenkit.prove.formula import TRUE, Pool
from screenkit.prove.oracle import Oracle, groups_in
from screenkit.prove.sat import Solver
from screenkit.prove.search import Search
from screenkit.prove.world import World

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("seed", range(20))
def test_random_clauses_of_three_against_cadical(seed: int) -> None:
    """Near the ratio at which half of them can be satisfied, which is where they are hard."""
    solvers = pytest.importorskip("pysat.solvers")
    random = Random(seed)  # noqa: S311 - fixed clauses, not a secret
    solver = Solver()
    variables = [solver.variable() for _ in range(90)]
    with solvers.Solver(name="cadical153") as other:
        for _ in range(380):
            clause = [(one, random.randint(0, 1)) for one in random.sample(variables, 3)]
            solver.add(2 * one + sign for one, sign in clause)
            other.add_clause([-one if sign else one for one, sign in clause])
        assert solver.solve((), Everything(variables), monotonic() + 60) is other.solve()


@pytest.mark.parametrize("start", range(20_000, 20_200, 20))
def test_formulas_of_random_screens_against_z3(start: int) -> None:
    """The same formulas, told to z3 as they are, can be true or not."""
    z3: Any = pytest.importorskip("z3")
    for seed in range(start, start + 20):
        random = Random(seed)  # noqa: S311 - fixed formulas, not a secret
        screen, _ = drafted(seed)
        world = World(screen, TODAY)
        formulas = [node for pair in of_world(world).values() for node in pair]
        search = Search(world, monotonic() + 60)
        for _ in range(20):
            some = random.sample(formulas, 2)
            node = world.pool.every(one if random.random() < 0.5 else -one for one in some)
            ground = search.ground(search.enough.of(node))
            told = ground.of(node)
            solver = z3.Solver()
            solver.add(_told(z3, search.pool, told), *_exactly_one(z3, search.pool, told))
            assert (Oracle(search.pool, monotonic() + 60).model(told) is not None) is (solver.check() == z3.sat)


def _told(z3: Any, pool: Pool, node: int) -> Any:  # noqa: ANN401 - z3 has no types
    made: dict[int, Any] = {TRUE: z3.BoolVal(True)}
    for one in pool.cone(node, made):
        if one in pool.leaves:
            group, mask = pool.leaves[one]
            made[one] = z3.Or([_value(z3, group, value) for value in range(pool.sizes[group]) if mask >> value & 1])
        else:
            made[one] = z3.And([made[part] if part > 0 else z3.Not(made[-part]) for part in pool.parts[one]])
    return made[node] if node > 0 else z3.Not(made[-node])


def _exactly_one(z3: Any, pool: Pool, node: int) -> list[Any]:  # noqa: ANN401 - z3 has no types
    values = [[_value(z3, group, value) for value in range(pool.sizes[group])] for group in groups_in(pool, node)]
    return [z3.PbEq([(value, 1) for value in every], 1) for every in values]


def _value(z3: Any, group: int, value: int) -> Any:  # noqa: ANN401 - z3 has no types
    return z3.Bool(f"{group}-{value}")
