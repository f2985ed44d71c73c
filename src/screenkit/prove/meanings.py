"""What each kind of condition means, as two formulas: when it is certain, and when it is possible.

They mirror the closures of `conditions`, node by node.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from screenkit.answers import Absent
from screenkit.conditions import (
    EACH,
    And,
    Asked,
    Compare,
    Condition,
    CountOf,
    EachIs,
    Has,
    Is,
    Named,
    Or,
    Over,
    Possibly,
    Ref,
    Unsure,
)
from screenkit.prove.formula import FALSE, TRUE
from screenkit.prove.spans import aligned, cell, cut_between
from screenkit.prove.values import looks_at_each, sources
from screenkit.screen import Step

if TYPE_CHECKING:
    from screenkit.prove.world import World

_ENDLESS = 1_000_000
"""As in `conditions.joins`: so many more an open repeat may hold."""


class Pair(NamedTuple):
    """When something is certain, and when it is possible."""

    certain: int
    possible: int


ALWAYS = Pair(TRUE, TRUE)


@dataclass(frozen=True)
class Each:
    """The value that a step is worked out for; None is one that nobody has named yet."""

    step: Step = field(compare=False)
    value: str | None
    name: str = ""

    @classmethod
    def of(cls, step: Step, value: str | None) -> Each:
        """That of a step."""
        return cls(step, value, step.rule.name)


def _and(world: World, condition: Condition, each: Each | None) -> Pair:
    parts = [world.truth(part, each) for part in condition.parts()]
    return Pair(*(world.pool.every(side) for side in zip(*parts, strict=True)))


def _or(world: World, condition: Condition, each: Each | None) -> Pair:
    parts = [world.truth(part, each) for part in condition.parts()]
    return Pair(*(world.pool.some(side) for side in zip(*parts, strict=True)))


def _named(world: World, condition: Condition, _each: Each | None) -> Pair:
    return world.defined(cast("Named", condition))


def _possibly(world: World, condition: Condition, each: Each | None) -> Pair:
    possible = world.truth(cast("Possibly", condition).of, each).possible
    return Pair(possible, possible)


def _unsure(world: World, condition: Condition, each: Each | None) -> Pair:
    certain, possible = world.truth(cast("Unsure", condition).of, each)
    unsure = world.pool.both(possible, -certain)
    return Pair(unsure, unsure)


def _count_of(world: World, condition: Condition, each: Each | None) -> Pair:
    one = cast("CountOf", condition)
    parts = [world.truth(part, each) for part in one.of]
    number = _least(one.sign, one.number)
    sides = (world.pool.at_least(number, side) for side in zip(*parts, strict=True))
    return _counted(one.sign, Pair(*sides))


def _least(sign: str, number: int) -> int:
    """The number that the count must reach, or for `<` and `<=` must not reach."""
    return number + 1 if sign in (">", "<=") else number


def _counted(sign: str, reached: Pair) -> Pair:
    if sign.startswith(">"):
        return reached
    return Pair(-reached.possible, -reached.certain)


def _over(world: World, condition: Condition, each: Each | None) -> Pair:
    one = cast("Over", condition)
    inner = world.of_named.truth(one.condition, each)
    is_open = world.is_open(Ref(one.repeat))
    if one.how == "all":
        return _all(world, one.repeat, inner, is_open)
    number = _least(one.sign, one.number)
    certain = world.at_least(number, one.repeat, inner.certain)
    possible = world.at_least(number, one.repeat, inner.possible)
    further = world.pool.both(is_open, world.at_least(number - _ENDLESS, one.repeat, inner.possible))
    return _counted(one.sign, Pair(certain, world.pool.some((possible, further))))


def _all(world: World, repeat: str, inner: Pair, is_open: int) -> Pair:
    somebody = world.at_least(1, repeat, TRUE)
    certain, possible = (-world.at_least(1, repeat, -side) for side in inner)
    return Pair(
        world.pool.every((somebody, certain, -is_open)),
        world.pool.some((world.pool.both(somebody, possible), world.pool.both(-somebody, is_open))),
    )


def _is(world: World, condition: Condition, each: Each | None) -> Pair:
    one = cast("Is", condition)
    if not looks_at_each(one) or each is None:
        return world.asked_then(one.ref, world.tested(one, one.ref))
    if each.value is not None:
        bound = replace(one, choices=(one.choices - {EACH}) | {each.value})
        return world.asked_then(one.ref, world.tested(bound, one.ref))
    return world.asked_then(one.ref, _is_new(world, one, each.step))


def _is_new(world: World, one: Is, step: Step) -> Pair:
    """The test where the value is one that nobody has named: an answer that was named is certainly another."""
    plain = world.tested(replace(one, choices=one.choices - {EACH}), one.ref)
    if one.ref in sources(step):
        # Its own answer is always among those that were named.
        return plain
    another = world.pool.some(
        world.pool.both(world.answer(one.ref, 1 << place), -world.named(step, answer))
        for place, answer in enumerate(world.values.domain(one.ref).answers)
        if isinstance(answer, str) and not isinstance(answer, Absent) and answer not in one.choices
    )
    return Pair(world.pool.both(plain.certain, -another), world.pool.some((plain.possible, another)))


def _has(world: World, condition: Condition, each: Each | None) -> Pair:
    one = cast("Has", condition)
    if not looks_at_each(one) or each is None or each.value is not None:
        choice = each.value if looks_at_each(one) and each and each.value is not None else one.choice
        there = world.bit(one.ref, choice)
        found = -there if one.negated else there
        return world.asked_then(one.ref, _with_silence(world, one.ref, Pair(found, found)))
    bits = world.values.domain(one.ref).bits
    plain = TRUE if one.negated else FALSE
    if one.ref in sources(each.step):
        # Its own choices are always among those that were named.
        return world.asked_then(one.ref, _with_silence(world, one.ref, Pair(plain, plain)))
    another = world.pool.some(world.pool.both(world.bit(one.ref, name), -world.named(each.step, name)) for name in bits)
    found_new = Pair(world.pool.both(plain, -another), world.pool.some((plain, another)))
    return world.asked_then(one.ref, _with_silence(world, one.ref, found_new))


def _with_silence(world: World, ref: Ref, test: Pair) -> Pair:
    """The test of a value; without one it is possible."""
    value = world.answer(ref, world.values.domain(ref).mask(absent=False))
    return Pair(world.pool.both(value, test.certain), world.pool.some((-value, test.possible)))


def _asked(world: World, condition: Condition, _each: Each | None) -> Pair:
    ref = condition.own_refs()[0]
    return world.asked_then(ref, world.tested(condition, ref))


def _each_is(world: World, condition: Condition, each: Each | None) -> Pair:
    one = cast("EachIs", condition)
    if each is None:
        return Pair(FALSE, TRUE)
    if each.value is not None:
        holds = TRUE if (each.value in one.choices) is not one.negated else FALSE
        return Pair(holds, holds)
    named = world.pool.every(world.named(each.step, name) for name in sorted(one.choices))
    plain = TRUE if one.negated else FALSE
    return Pair(world.pool.both(named, plain), world.pool.some((-named, plain)))


def _compare(world: World, condition: Condition, _each: Each | None) -> Pair:
    one = cast("Compare", condition)
    refs = one.own_refs()
    if len(refs) == 1:
        return world.asked_then(refs[0], world.tested(one, refs[0]))
    known = world.pool.every(world.has_value(ref) for ref in refs)
    asked = world.pool.every(world.relevance[ref].possible for ref in refs)
    sure, maybe = _compared(world, one)
    return Pair(world.pool.both(known, sure), world.pool.both(asked, world.pool.some((-known, maybe))))


def _compared(world: World, one: Compare) -> Pair:
    """A comparison of two answers, by how far they can lie apart."""
    difference = world.values.difference(one)
    repeat = difference.first.repeat or difference.second.repeat
    group = world.pool.group(("difference", difference), len(difference.values), repeat)
    world.differences[group] = difference
    _, _, _, sign, number = aligned(one)
    least = cell(cut_between(sign, number), difference.cuts)
    reached = [(low >= least, high >= least) for low, high in difference.values]
    if sign.startswith(">"):
        masks = [[low for low, _ in reached], [high for _, high in reached]]
    else:
        masks = [[not high for _, high in reached], [not low for low, _ in reached]]
    leaves = (world.pool.leaf(group, sum(1 << place for place, one in enumerate(side) if one)) for side in masks)
    return Pair(*leaves)


MEANINGS: Mapping[type[Condition], Callable[[World, Condition, Each | None], Pair]] = MappingProxyType(
    {
        And: _and,
        Or: _or,
        CountOf: _count_of,
        Over: _over,
        Possibly: _possibly,
        Unsure: _unsure,
        Named: _named,
        Is: _is,
        Has: _has,
        EachIs: _each_is,
        Asked: _asked,
        Compare: _compare,
    }
)
"""What works out the formulas of each kind of condition."""
