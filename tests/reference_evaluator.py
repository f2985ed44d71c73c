"""What a screen means, worked out slowly and from first principles, to hold the program against.

Everything is a set of outcomes that are still possible: `{True}` is certain, `{False}` ruled out, both is possible.
A whole is made of every way in which its parts can come out. A question's answer counts only where the question is
certainly asked; one that is certainly not asked rules its atoms out, and everything else rules nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from screenkit.answers import Absent, Answer, Item, PartialDate, Value
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
    Term,
    Unsure,
)
from screenkit.questions import Repeat
from screenkit.screen import Entry, Screen, Step
from screenkit.standing import Given

Outcomes = frozenset[bool]
CERTAIN, RULED_OUT, POSSIBLE = frozenset({True}), frozenset({False}), frozenset({True, False})
WORDS: Mapping[Outcomes, str] = {CERTAIN: "certain", RULED_OUT: "ruled out", POSSIBLE: "possible"}


@dataclass(frozen=True)
class World:
    """A screen, everything that was ever answered, and a day; `each` is the value that a step is for.

    With `new`, it is for a value that nobody has named: any but those in `named`.
    """

    screen: Screen
    given: Given
    today: date
    each: str | None = None
    new: bool = False
    named: frozenset[str] = frozenset()
    _memory: dict[Item, Outcomes] = field(default_factory=dict, compare=False)

    def asked(self, item: Item) -> Outcomes:
        """Whether the question is asked; it is found by going back to the questions that it depends on."""
        if item not in self._memory:
            self._memory[item] = self._asked(item)
        return self._memory[item]

    def _asked(self, item: Item) -> Outcomes:
        entry = self.screen.entry(item)
        if entry is None or not self.is_there(item):
            return RULED_OUT
        around = self.asked(Item(item.repeat)) if item.repeat else CERTAIN
        around = around if item.instance or not item.repeat else POSSIBLE
        own = CERTAIN if entry.condition is None else truth(entry.condition, self, item.instance)
        return every([around, own])

    def answer(self, item: Item) -> Answer:
        """The answer that counts."""
        if self.asked(item) != CERTAIN:
            return Absent.NOT_ASKED
        return self.given.answers.get(item, Absent.NOT_ASKED)

    def instances(self, repeat: str) -> tuple[int, ...]:
        """The instances that are known of."""
        return self.given.instances.get(repeat, ()) if self.asked(Item(repeat)) == CERTAIN else ()

    def is_there(self, item: Item) -> bool:
        """Whether it is outside repeats, or in an instance that was named; number 0 is one that nobody has named."""
        if not item.repeat:
            return True
        return item.instance in self.instances(item.repeat) if item.instance else self.may_hold_more(item.repeat)

    def may_hold_more(self, repeat: str) -> bool:
        """Whether there may be further instances: only "there are no more" closes a repeat that is asked."""
        return self.asked(Item(repeat)) != RULED_OUT and isinstance(self.answer(Item(repeat)), Absent)


def every(parts: Iterable[Outcomes]) -> Outcomes:
    """Whether all of them hold, for each way in which they can come out."""
    return frozenset(all(ways) for ways in product(*parts))


def some(parts: Iterable[Outcomes]) -> Outcomes:
    """Whether one of them holds, for each way in which they can come out."""
    return frozenset(any(ways) for ways in product(*parts))


def counts(parts: Iterable[Outcomes], more: int = 0) -> set[int]:
    """How many of them can hold, with up to so many more that nobody has named."""
    return {sum(ways) + further for ways in product(*parts) for further in range(more + 1)}


def compared(lefts: Iterable[int], sign: str, rights: Iterable[int]) -> Outcomes:
    """How two quantities can compare."""
    orders = {"<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__}
    return frozenset(orders[sign](left, right) for left, right in product(lefts, rights))


def truth(condition: Condition, world: World, instance: int = 0) -> Outcomes:
    """What can come of the condition."""
    return _MEANING[type(condition)](condition, world, instance)


def _and(condition: And, world: World, instance: int) -> Outcomes:
    return every(truth(part, world, instance) for part in condition.of)


def _or(condition: Or, world: World, instance: int) -> Outcomes:
    return some(truth(part, world, instance) for part in condition.of)


def _count(condition: CountOf, world: World, instance: int) -> Outcomes:
    found = counts(truth(part, world, instance) for part in condition.of)
    return compared(found, condition.sign, [condition.number])


def _named(condition: Named, world: World, instance: int) -> Outcomes:
    return truth(condition.of, world, instance)


def _possibly(condition: Possibly, world: World, instance: int) -> Outcomes:
    return frozenset({True in truth(condition.of, world, instance)})


def _unsure(condition: Unsure, world: World, instance: int) -> Outcomes:
    return frozenset({truth(condition.of, world, instance) == POSSIBLE})


def _over(condition: Over, world: World, _instance: int) -> Outcomes:
    parts = [truth(condition.condition, world, instance) for instance in world.instances(condition.repeat)]
    is_open = world.may_hold_more(condition.repeat)
    if condition.how == "all":
        if not parts:
            # Of nobody nothing is said; of somebody who may be there anything may be.
            return POSSIBLE if is_open else RULED_OUT
        return every([*parts, POSSIBLE] if is_open else parts)
    # Further instances can make any difference up to the number that is asked for.
    found = counts(parts, condition.number + 1 if is_open else 0)
    return compared(found, ">=" if condition.how == "any" else condition.sign, [condition.number])


def _each_is(condition: EachIs, world: World, _instance: int) -> Outcomes:
    return frozenset((value in condition.choices) is not condition.negated for value in _each(world))


def _each(world: World) -> set[str | None]:
    """The values that the step can be for: one, or any that was not named; None stands for all that no rule names."""
    if not world.new:
        return {world.each}
    return {None, *(name for name in _every_choice(world.screen) if name not in world.named)}


def _every_choice(screen: Screen) -> Iterator[str]:
    for entry in screen.all_entries():
        yield from entry.question.option_names


def _is(condition: Is, world: World, instance: int) -> Outcomes:
    item = condition.ref.item(instance)
    answer = world.answer(item)
    if world.asked(item) != CERTAIN:
        return world.asked(item)
    if isinstance(answer, Absent):
        return CERTAIN if answer in condition.absent else POSSIBLE
    wanted = [{value if name == EACH else name for name in condition.choices} for value in _each(world)]
    return frozenset((answer in names) is not condition.negated for names in wanted)


def _has(condition: Has, world: World, instance: int) -> Outcomes:
    item = condition.ref.item(instance)
    answer = world.answer(item)
    if world.asked(item) != CERTAIN:
        return world.asked(item)
    if not isinstance(answer, tuple):
        return POSSIBLE
    names = _each(world) if condition.choice == EACH else {condition.choice}
    return frozenset((name in answer) is not condition.negated for name in names)


def _was_asked(condition: Asked, world: World, instance: int) -> Outcomes:
    item = condition.ref.item(instance)
    if world.asked(item) != CERTAIN:
        return world.asked(item)
    silent = set(Absent) if condition.with_value else {Absent.NOT_ASKED}
    return POSSIBLE if world.answer(item) in silent else CERTAIN


def _compare(condition: Compare, world: World, instance: int) -> Outcomes:
    asked = [world.asked(ref.item(instance)) for ref in condition.own_refs()]
    if RULED_OUT in asked:
        return RULED_OUT
    if POSSIBLE in asked:
        return POSSIBLE
    sides = [_quantity(term, world, instance) for term in (condition.left, condition.right)]
    if not all(sides):
        return POSSIBLE
    return compared(sides[0], condition.sign, sides[1])


_MEANING: Mapping[type[Condition], Callable[[Any, World, int], Outcomes]] = {
    And: _and,
    Or: _or,
    CountOf: _count,
    Named: _named,
    Possibly: _possibly,
    Unsure: _unsure,
    Over: _over,
    EachIs: _each_is,
    Is: _is,
    Has: _has,
    Asked: _was_asked,
    Compare: _compare,
}


def _quantity(term: Term, world: World, instance: int) -> tuple[int, ...]:
    """The least and the greatest that it can be, which is all that an order asks; nothing without a value."""
    if term.ref is None:
        return (term.plus,)
    answer = world.answer(term.ref.item(instance))
    if isinstance(answer, Absent):
        return ()
    found = _measured(term.kind, answer, world.today)
    return min(found) + term.plus, max(found) + term.plus


@lru_cache(maxsize=4096)
def _measured(kind: str, value: Value, today: date) -> tuple[int, ...]:
    match kind:
        case "number":
            assert isinstance(value, int)
            return (value,)
        case "age":
            return tuple(age(day, today) for day in days(value))
        case "days_since":
            return tuple((today - day).days for day in days(value))
    if isinstance(value, datetime):
        return (_minute(value),)
    midnights = [datetime(day.year, day.month, day.day) for day in days(value)]  # noqa: DTZ001 - wall clock
    last = timedelta(hours=23, minutes=59)
    return tuple(_minute(at) for midnight in midnights for at in (midnight, midnight + last))


def _minute(at: datetime) -> int:
    return (at - datetime(1, 1, 1)) // timedelta(minutes=1)  # noqa: DTZ001 - wall clock


def age(born: date, today: date) -> int:
    """The years completed: birthdays are counted, that of 29 February on 1 March where the year has none."""
    years = today.year - born.year
    try:
        birthday = born.replace(year=today.year)
    except ValueError:
        birthday = date(today.year, 3, 1)
    return years if birthday <= today else years - 1


def days(value: Value) -> list[date]:
    """Every day that a date can be: those of its year or month, and of the ones beside it where it is rough."""
    if isinstance(value, datetime):
        return [value.date()]
    assert isinstance(value, PartialDate)
    if value.day is not None:
        return [date(value.year, value.month or 1, value.day)]
    around = 1 if value.about else 0
    if value.month is None:
        return _between(date(value.year - around, 1, 1), date(value.year + around + 1, 1, 1))
    months = value.year * 12 + value.month - 1
    return _between(_first(months - around), _first(months + around + 1))


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _between(first: date, end: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((end - first).days)]


# What comes of it.


def every_item(world: World) -> Iterator[tuple[Entry, Item]]:
    """Every question that there is, in every instance that is known of."""
    for entry in world.screen.entries:
        yield entry, entry.item()
        if isinstance(entry.question, Repeat):
            for instance in world.instances(entry.question.name):
                yield from ((inner, inner.item(instance)) for inner in entry.inner)


def verdicts(world: World) -> dict[str, str]:
    """What every rule for an indication reports."""
    found = {}
    for indicated in world.screen.indications:
        rule = indicated.rule
        for instance in world.instances(rule.per) if rule.per else (0,):
            name = f"{rule.name}/{instance}" if rule.per else rule.name
            found[name] = WORDS[truth(indicated.condition, world, instance)]
        if rule.per and world.may_hold_more(rule.per) and True in truth(indicated.condition, world, 0):
            # Nobody knows that there is such a one.
            found[f"{rule.name}/?"] = WORDS[POSSIBLE]
    return found


def steps(world: World) -> list[tuple[str, str, str, str]]:
    """Every step that follows or may: its name, the value that it is for, how certain it is, and what it follows."""
    own = [row for step in world.screen.steps for row in _own(world, step)]
    due = {name for name, _, certainty, _ in own if certainty == "certain"}
    meanwhile = {step.rule.name: step.rule.if_unsure for step in world.screen.steps}
    following: dict[str, str] = {}
    for name, _, certainty, _ in own:
        other = meanwhile[name]
        if certainty == "possible" and other is not None and other not in due:
            following.setdefault(other, name)
    # What follows is to be done, whatever its own condition leaves open.
    alone = [row for row in own if row[0] not in following]
    return [*alone, *((name, "", "certain", leader) for name, leader in following.items())]


def _own(world: World, step: Step) -> Iterator[tuple[str, str, str, str]]:
    if step.condition is None:
        return
    for value, of_each in _bound(world, step):
        outcomes = truth(step.condition, of_each)
        if value == "?" and True in outcomes:
            # Nobody knows that there is such a value.
            outcomes = POSSIBLE
        if outcomes != RULED_OUT:
            yield step.rule.name, value, WORDS[outcomes], ""


def _bound(world: World, step: Step) -> Iterator[tuple[str, World]]:
    if not step.rule.each:
        yield "", world
        return
    named: dict[str, None] = {}
    is_open = False
    for source in step.rule.each:
        repeat, _, name = source.rpartition(".")
        is_open = is_open or (bool(repeat) and world.may_hold_more(repeat))
        for instance in world.instances(repeat) if repeat else (0,):
            answer = world.answer(Item(name, repeat, instance))
            silent = isinstance(answer, Absent)
            is_open = is_open or (silent and world.asked(Item(name, repeat, instance)) != RULED_OUT)
            named |= {} if silent else dict.fromkeys(answer if isinstance(answer, tuple) else [str(answer)])
    for value in named:
        yield value, replace(world, each=value)
    if is_open:
        yield "?", replace(world, new=True, named=frozenset(named))
