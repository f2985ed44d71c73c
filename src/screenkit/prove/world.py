"""Every condition of a screen as two formulas over all answers: when it is certain, and when it is possible.

The formulas mirror `conditions`, `standing` and `steps` node by node; what is found with them is replayed there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, cast

from screenkit.answers import Absent, Answer
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
from screenkit.facts import Facts, Truth
from screenkit.prove.formula import FALSE, TRUE, Pool
from screenkit.prove.spans import Difference, aligned, cell, cut_between
from screenkit.prove.values import Values, looks_at_each, sources
from screenkit.questions import Repeat, SelectMultiple
from screenkit.screen import Entry, Screen, Step

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


class World:
    """A screen as formulas; those inside a repeat speak of one instance of it."""

    def __init__(self, screen: Screen, today: date, conditions: Iterable[Condition] = ()) -> None:
        self.screen = screen
        self.today = today
        self.pool = Pool()
        self.values = Values(screen, [*_all_conditions(screen), *conditions], today)
        self.relevance: dict[Ref, Pair] = {}
        self.differences: dict[int, Difference] = {}
        self._defined: dict[str, Pair] = {}
        self._tests: dict[Condition, Pair] = {}
        self._truths: dict[tuple[int, Each | None], tuple[Condition, Pair]] = {}
        for entry in screen.all_entries():
            self.relevance[ref_of(entry)] = ALWAYS if entry.condition is None else self.truth(entry.condition)

    def truth(self, condition: Condition, each: Each | None = None) -> Pair:
        """When the condition is certain and when it is possible."""
        # By identity: parts are shared by the conditions that are made from each other, and comparing them is slow.
        key = (id(condition), each)
        if key not in self._truths:
            self._truths[key] = (condition, _TRUTHS[type(condition)](self, condition, each))
        return self._truths[key][1]

    def answer(self, ref: Ref, mask: int) -> int:
        """The question has an answer of one of these kinds, whether or not it stands."""
        domain = self.values.domain(ref)
        group = self.pool.group(("answer", ref), len(domain.answers), ref.repeat)
        return self.pool.leaf(group, mask)

    def bit(self, ref: Ref, choice: str) -> int:
        """The choice is among those of the question, if it has a value."""
        if choice not in self.values.domain(ref).bits:
            return FALSE
        return self.pool.leaf(self.pool.group(("bit", ref, choice), 2, ref.repeat), 0b10)

    def has_value(self, ref: Ref) -> int:
        """The question is certainly asked and has a value."""
        mask = self.values.domain(ref).mask(absent=False)
        return self.pool.both(self.relevance[ref].certain, self.answer(ref, mask))

    def is_value(self, ref: Ref, name: str) -> int:
        """The question is certainly asked and the choice is its value, or among them."""
        answers = self.values.domain(ref).answers
        if () in answers:
            return self.pool.both(self.has_value(ref), self.bit(ref, name))
        mask = 1 << answers.index(name) if name in answers else 0
        return self.pool.both(self.relevance[ref].certain, self.answer(ref, mask))

    def is_open(self, ref: Ref) -> int:
        """The repeat may hold further instances."""
        return self.pool.both(self.relevance[ref].possible, -self.has_value(ref))

    def at_least(self, number: int, repeat: str, body: int) -> int:
        """So many instances of the repeat make the body true."""
        if number <= 0:
            return TRUE
        return self.pool.both(self.relevance[Ref(repeat)].certain, self.pool.counted(number, repeat, body))

    def within(self, ref: Ref, body: int) -> int:
        """The body holds, for one of the instances where the question is asked in a repeat."""
        return self.at_least(1, ref.repeat, body) if ref.repeat else body

    def asked_then(self, ref: Ref, test: Pair) -> Pair:
        """What comes of an atom's test: it is only put to a question that is certainly asked."""
        relevant = self.relevance[ref]
        certain = self.pool.both(relevant.certain, test.certain)
        tested = self.pool.both(relevant.certain, test.possible)
        return Pair(certain, self.pool.some((tested, self.pool.both(relevant.possible, -relevant.certain))))

    def tested(self, condition: Condition, ref: Ref) -> Pair:
        """An atom's test of each kind of answer, worked out by the atom itself."""
        if condition not in self._tests:
            check = condition.closure()
            truths = [self._tried(check, ref, answer) for answer in self.values.domain(ref).answers]
            masks = [sum(1 << place for place, one in enumerate(truths) if one >= least) for least in (2, 1)]
            self._tests[condition] = Pair(self.answer(ref, masks[0]), self.answer(ref, masks[1]))
        return self._tests[condition]

    def _tried(self, check: Callable[[Facts, int], Truth], ref: Ref, answer: Answer) -> Truth:
        item = ref.item(1)
        return check(Facts(self.today, {item: answer}, {item: Truth.YES}), 1)

    def named(self, step: Step, name: str) -> int:
        """One of the questions of the step was answered with the value."""
        return self.pool.some(self.within(ref, self.is_value(ref, name)) for ref in sources(step))

    def may_name_more(self, step: Step) -> int:
        """A question of the step is open, or a repeat that holds one."""
        return self.pool.some(self._open_source(ref) for ref in sources(step))

    def _open_source(self, ref: Ref) -> int:
        silent = self.pool.both(self.relevance[ref].possible, -self.has_value(ref))
        if not ref.repeat:
            return silent
        return self.pool.some((self.is_open(Ref(ref.repeat)), self.within(ref, silent)))

    def refs_in(self, node: int) -> list[Ref]:
        """The questions that a formula looks at."""
        found: dict[Ref, None] = {}
        stack, seen = [node], set[int]()
        while stack:
            for one in self.pool.cone(stack.pop()):
                if one in seen:
                    continue
                seen.add(one)
                if one in self.pool.counts:
                    stack.append(self.pool.counts[one][2])
                if one in self.pool.leaves:
                    key = cast("tuple[object, ...]", self.pool.keys[self.pool.leaves[one][0]])
                    found |= {cast("Ref", key[1]): None} if key[0] != "difference" else {}
        return list(found)


def ref_of(entry: Entry) -> Ref:
    """How conditions name the question."""
    return Ref(entry.question.name, entry.repeat)


def _all_conditions(screen: Screen) -> Iterable[Condition]:
    yield from (entry.condition for entry in screen.all_entries() if entry.condition is not None)
    yield from screen.defined.values()
    yield from (indicated.condition for indicated in screen.indications)
    yield from (step.condition for step in screen.steps if step.condition is not None)


def _and(world: World, condition: Condition, each: Each | None) -> Pair:
    parts = [world.truth(part, each) for part in condition.parts()]
    return Pair(*(world.pool.every(side) for side in zip(*parts, strict=True)))


def _or(world: World, condition: Condition, each: Each | None) -> Pair:
    parts = [world.truth(part, each) for part in condition.parts()]
    return Pair(*(world.pool.some(side) for side in zip(*parts, strict=True)))


def _named(world: World, condition: Condition, _each: Each | None) -> Pair:
    one = cast("Named", condition)
    if one.name not in world._defined:  # noqa: SLF001 - the rows of the table below are parts of the class
        world._defined[one.name] = world.truth(one.of)  # noqa: SLF001 - as above
    return world._defined[one.name]  # noqa: SLF001 - as above


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
    inner = world.truth(one.condition, each)
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
    another = world.pool.some(world.pool.both(world.bit(one.ref, name), -world.named(each.step, name)) for name in bits)
    plain = TRUE if one.negated else FALSE
    found_new = Pair(world.pool.both(plain, -another), world.pool.some((plain, another)))
    return world.asked_then(one.ref, _with_silence(world, one.ref, found_new))


def _with_silence(world: World, ref: Ref, test: Pair) -> Pair:
    """The test of a value; without one it is possible."""
    value = world.answer(ref, world.values.domain(ref).mask(absent=False))
    return Pair(world.pool.both(value, test.certain), world.pool.some((-value, test.possible)))


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


_TRUTHS: Mapping[type[Condition], Callable[[World, Condition, Each | None], Pair]] = MappingProxyType(
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
        Asked: lambda world, condition, _each: world.asked_then(
            condition.own_refs()[0], world.tested(condition, condition.own_refs()[0])
        ),
        Compare: _compare,
    }
)

__all__ = ["ALWAYS", "Each", "Pair", "Repeat", "SelectMultiple", "World", "ref_of"]
