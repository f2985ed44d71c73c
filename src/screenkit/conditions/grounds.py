"""Why a condition is certain, possible or ruled out: the atoms and answers that make it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from screenkit.answers import Item
from screenkit.conditions.joins import And, CountOf, Named, Or, Over, Possibly, Unsure
from screenkit.conditions.nodes import Asked, Condition, Ref
from screenkit.facts import Facts, Truth


@dataclass(frozen=True)
class Ground:
    """An atom that bears on a result, whether it holds, and the items that it looks at."""

    condition: Condition
    truth: Truth
    items: tuple[Item, ...]


def grounds(condition: Condition, facts: Facts, instance: int = 0) -> Iterator[Ground]:
    """The atoms that made the condition what it is: all of those that hold, one that fails, those still open."""
    truth = condition.closure()(facts, instance)
    if isinstance(condition, Named | Possibly | Unsure):
        yield from grounds(condition.parts()[0], facts, instance)
    elif isinstance(condition, Over):
        yield from _over(condition, truth, facts)
    elif isinstance(condition, And | Or | CountOf):
        yield from _parts(condition, truth, facts, instance)
    else:
        yield Ground(condition, truth, tuple(ref.item(instance) for ref in condition.own_refs()))


def _parts(condition: Condition, truth: Truth, facts: Facts, instance: int) -> Iterator[Ground]:
    together = Truth.YES if isinstance(condition, And) else Truth.NO
    wanted = _mirrored(condition, truth)
    for part in condition.parts():
        if wanted is together or part.closure()(facts, instance) is wanted:
            yield from grounds(part, facts, instance)


def _mirrored(condition: Condition, truth: Truth) -> Truth:
    """What the parts must be to make the whole so: a count is small because of those that are ruled out."""
    few = isinstance(condition, CountOf | Over) and condition.sign.startswith("<")
    return Truth(Truth.YES - truth) if few else truth


def _over(condition: Over, truth: Truth, facts: Facts) -> Iterator[Ground]:
    inner = condition.condition.closure()
    roster = facts.roster(condition.repeat)
    wanted = _mirrored(condition, truth)
    alike = [number for number in roster.instances if inner(facts, number) is wanted]
    for number in alike:
        yield from grounds(condition.condition, facts, number)
    if not alike or (truth is Truth.MAYBE and roster.open):
        yield Ground(condition, truth, (Item(condition.repeat),))


def unanswered(item: Item) -> Ground:
    """That the question, or the repeat, has no answer yet."""
    return Ground(Asked(Ref(item.name, item.repeat), with_value=True), Truth.MAYBE, (item,))
