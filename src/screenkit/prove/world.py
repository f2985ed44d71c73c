"""Every condition of a screen as two formulas over all answers: when it is certain, and when it is possible.

The formulas mirror `conditions`, `standing` and `steps` node by node; what is found with them is replayed there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from screenkit.answers import Answer
from screenkit.conditions import Condition, Named, Ref
from screenkit.facts import Facts, Truth
from screenkit.prove.formula import FALSE, TRUE, Pool
from screenkit.prove.meanings import ALWAYS, MEANINGS, Each, Pair
from screenkit.prove.spans import Difference
from screenkit.prove.values import Values, sources
from screenkit.screen import Entry, Screen, Step


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
        self._put: dict[tuple[Pair, Pair], Pair] = {}
        self._truths: dict[tuple[int, Each | None], tuple[Condition, Pair]] = {}
        self._named: dict[tuple[tuple[str, ...], str], int] = {}
        self._with_more: dict[str, World] = {}
        for entry in screen.all_entries():
            self.relevance[ref_of(entry)] = ALWAYS if entry.condition is None else self.truth(entry.condition)

    def with_one_more(self, repeat: str) -> World:
        """The same formulas for an instance of the repeat that nobody has named: it may only still be asked."""
        if repeat not in self._with_more:
            self._with_more[repeat] = _WithOneMore(self, repeat)
        return self._with_more[repeat]

    @property
    def of_named(self) -> World:
        """The formulas for instances that were named."""
        return self

    def truth(self, condition: Condition, each: Each | None = None) -> Pair:
        """When the condition is certain and when it is possible."""
        # By identity: parts are shared by the conditions that are made from each other, and comparing them is slow.
        key = (id(condition), each)
        if key not in self._truths:
            self._truths[key] = (condition, MEANINGS[type(condition)](self, condition, each))
        return self._truths[key][1]

    def knows(self, condition: Condition, each: Each | None) -> bool:
        """Whether the formulas of the condition are there already."""
        return (id(condition), each) in self._truths

    def defined(self, named: Named) -> Pair:
        """The same for a name of `define:`."""
        if named.name not in self._defined:
            self._defined[named.name] = self.truth(named.of)
        return self._defined[named.name]

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
        key = (relevant, test)
        if key not in self._put:
            certain = self.pool.both(relevant.certain, test.certain)
            tested = self.pool.both(relevant.certain, test.possible)
            possible = self.pool.some((tested, self.pool.both(relevant.possible, -relevant.certain)))
            self._put[key] = Pair(certain, possible)
        return self._put[key]

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
        key = (step.rule.each, name)
        if key not in self._named:
            self._named[key] = self.pool.some(self.within(ref, self.is_value(ref, name)) for ref in sources(step))
        return self._named[key]

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


class _WithOneMore(World):
    """Formulas about an instance that nobody has named, beside those about the others."""

    def __init__(self, world: World, repeat: str) -> None:
        self.__dict__ |= world.__dict__
        self._world = world
        self._truths, self._named = {}, {}
        self.relevance = dict(world.relevance)
        for entry in world.screen.all_entries():
            if entry.repeat == repeat:
                own = ALWAYS if entry.condition is None else self.truth(entry.condition)
                self.relevance[ref_of(entry)] = Pair(FALSE, own.possible)

    @property
    def of_named(self) -> World:
        return self._world

    def defined(self, named: Named) -> Pair:
        return self._world.defined(named)


def ref_of(entry: Entry) -> Ref:
    """How conditions name the question."""
    return Ref(entry.question.name, entry.repeat)


def _all_conditions(screen: Screen) -> Iterable[Condition]:
    yield from (entry.condition for entry in screen.all_entries() if entry.condition is not None)
    yield from screen.defined.values()
    yield from (indicated.condition for indicated in screen.indications)
    yield from (step.condition for step in screen.steps if step.condition is not None)


__all__ = ["ALWAYS", "Each", "Pair", "World", "ref_of"]
