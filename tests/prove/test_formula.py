"""Formulas over finite choices against trying every choice."""

from __future__ import annotations

from itertools import product
from random import Random
from time import monotonic

import pytest

from screenkit.prove.formula import FALSE, TRUE, Pool
from screenkit.prove.oracle import Oracle

Meant = tuple[int, frozenset[tuple[int, ...]]]
"""A formula, and the choices that make it true."""


def grown(random: Random, pool: Pool) -> tuple[list[tuple[int, ...]], list[Meant]]:
    """Every choice of some groups, and random formulas over them."""
    sizes = [random.randint(2, 5) for _ in range(random.randint(2, 4))]
    choices = list(product(*map(range, sizes)))
    whole, meant = frozenset(choices), list[Meant]()
    for place, size in enumerate(sizes):
        group = pool.group(place, size)
        for _ in range(3):
            mask = random.randrange(1 << size)
            meant.append((pool.leaf(group, mask), frozenset(one for one in choices if mask >> one[place] & 1)))
    for _ in range(20):
        parts = [random.choice(meant) for _ in range(random.randint(2, 5))]
        parts = [part if random.random() < 0.6 else (-part[0], whole - part[1]) for part in parts]
        nodes, sets = [node for node, _ in parts], [true for _, true in parts]
        least = random.randint(0, len(parts))
        meant.append(
            random.choice(
                [
                    (pool.every(nodes), frozenset.intersection(*sets)),
                    (pool.some(nodes), frozenset.union(*sets)),
                    (
                        pool.at_least(least, nodes),
                        frozenset(one for one in choices if sum(one in true for true in sets) >= least),
                    ),
                ]
            )
        )
    return choices, meant


@pytest.mark.parametrize("tries", [True, False])
@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_a_model_makes_a_formula_true_and_nothing_does_where_there_is_none(seed: int, tries: bool) -> None:  # noqa: FBT001 - a way of testing
    """With random choices tried first, and by the solver alone."""
    for one in range(seed, seed + 20):
        pool = Pool((lambda _key: 0) if tries else None)
        choices, meant = grown(Random(one), pool)  # noqa: S311 - fixed formulas, not a secret
        oracle = Oracle(pool, monotonic() + 60)
        for node, true in [*meant[-12:], *((-node, frozenset(choices) - true) for node, true in meant[-12:])]:
            model = oracle.model(node)
            assert (model is not None) is bool(true)
            if model is not None:
                known = model
                assert {tuple(known.get(place, said) for place, said in enumerate(one)) for one in choices} <= true


def test_what_is_equal_is_the_same_number() -> None:
    """Order and repetition make no difference, and a negation is the same number with a sign."""
    pool = Pool()
    one, other = (pool.leaf(pool.group(name, 3), 0b110) for name in "ab")
    assert pool.every([one, other, one]) == pool.every([other, one])
    assert pool.some([-one, -other]) == -pool.every([one, other])
    assert pool.leaf(pool.group("a", 3), 0b001) == -one


def test_choices_that_exclude_each_other_are_false_at_once() -> None:
    """No solver is needed to see that a question has one answer."""
    pool = Pool()
    group = pool.group("a", 3)
    assert pool.every([pool.leaf(group, 0b001), pool.leaf(group, 0b010)]) == FALSE
    assert pool.some([pool.leaf(group, 0b001), pool.leaf(group, 0b110)]) == TRUE


def test_choices_that_are_tried_later_count_for_formulas_made_before() -> None:
    """A group that a choice does not name is silent in it."""
    pool = Pool(lambda _key: 2)
    groups = [pool.group(name, 3) for name in range(12)]
    rare = pool.every([pool.leaf(groups[0], 0b001), *(pool.leaf(group, 0b100) for group in groups[1:])])
    before = pool.word(rare).bit_count()
    pool.try_too([{groups[0]: 0}, {groups[0]: 1}])
    assert pool.word(rare).bit_count() == before + 1
    lane = pool.lane(rare)
    assert lane is not None
    assert [pool.value_in(group, lane) for group in groups] == [0] + [2] * 11
