"""What comes of the answers, as formulas: indications, next steps, and the steps that follow meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from screenkit.conditions import Condition, Ref
from screenkit.prove.formula import FALSE
from screenkit.prove.meanings import Each, Pair
from screenkit.prove.world import World
from screenkit.screen import Indicated, Step


class Outcomes:
    """The formulas of a screen's rules, each worked out when it is first asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._own: dict[str, Pair] = {}
        self._due: dict[str, int] = {}
        self._found: dict[str, list[tuple[Each | None, Pair]]] = {}

    def indicated(self, indicated: Indicated) -> Pair:
        """When the indication is certain and when it is possible, for one instance at least where it is per repeat."""
        pair = self.world.truth(indicated.condition)
        per = indicated.rule.per
        if per is None:
            return pair
        certain, possible = (self.world.at_least(1, per, side) for side in pair)
        return Pair(certain, self.world.pool.some((possible, self.of_nobody(indicated))))

    def of_nobody(self, indicated: Indicated) -> int:
        """When the indication is possible of an instance that nobody has named."""
        per = indicated.rule.per
        if per is None:
            return FALSE
        possible = self.world.with_one_more(per).truth(indicated.condition).possible
        return self.world.pool.both(self.world.is_open(Ref(per)), possible)

    def not_settled(self, indicated: Indicated) -> int:
        """When the indication is possible and not certain, for one instance at least where it is per repeat."""
        certain, possible = self.world.truth(indicated.condition)
        unsure = self.world.pool.both(possible, -certain)
        per = indicated.rule.per
        if per is None:
            return unsure
        return self.world.pool.some((self.world.at_least(1, per, unsure), self.of_nobody(indicated)))

    def own(self, step: Step) -> Pair:
        """When the step is due and when it is possible by its own condition, for one value at least of its each."""
        if step.rule.name not in self._own:
            self._own[step.rule.name] = self._worked_out(step)
        return self._own[step.rule.name]

    def _worked_out(self, step: Step) -> Pair:
        pool = self.world.pool
        found = list(self.happenings(step))
        return Pair(
            pool.some(truth.certain for _, truth in found),
            pool.some(truth.possible for _, truth in found),
        )

    def happenings(self, step: Step) -> list[tuple[Each | None, Pair]]:
        """For each value that the step may be worked out for, when it is due and when it is possible."""
        name = step.rule.name
        if name not in self._found:
            self._found[name] = [] if step.condition is None else self._happenings(step, step.condition)
        return self._found[name]

    def _happenings(self, step: Step, condition: Condition) -> list[tuple[Each | None, Pair]]:
        world, pool = self.world, self.world.pool
        if not step.rule.each:
            return [(None, world.truth(condition))]
        found: list[tuple[Each | None, Pair]] = []
        for value in world.values.each_values(step):
            each = Each.of(step, value)
            named, truth = world.named(step, value), world.truth(condition, each)
            found.append((each, Pair(pool.both(named, truth.certain), pool.both(named, truth.possible))))
        new = Each.of(step, None)
        possible = pool.both(world.may_name_more(step), world.truth(condition, new).possible)
        return [*found, (new, Pair(FALSE, possible))]

    def ways_due(self, step: Step) -> list[int]:
        """The ways in which the step is certain: by itself, for each value, and following one that is not settled."""
        found = [truth.certain for _, truth in self.happenings(step)]
        for other in self.world.screen.steps:
            if other.rule.if_unsure == step.rule.name:
                found += _unsure(self.world, self.happenings(other))
        return [way for way in dict.fromkeys(found) if way != FALSE]

    def due(self, step: Step) -> int:
        """When the step is certain, by itself or because one that it follows is not settled."""
        if step.rule.name not in self._due:
            self._due[step.rule.name] = self.world.pool.some(self.ways_due(step))
        return self._due[step.rule.name]

    def occasions(self, step: Step) -> list[int]:
        """As `ways_due`, with the values of an each in one: who rules out one of them soon has to rule out all."""
        others = (other for other in self.world.screen.steps if other.rule.if_unsure == step.rule.name)
        unsure = (self.world.pool.some(_unsure(self.world, self.happenings(other))) for other in others)
        return [way for way in dict.fromkeys([self.own(step).certain, *unsure]) if way != FALSE]

    @cached_property
    def occasions_of_any(self) -> list[int]:
        """The occasions on which any step at all is due."""
        return list(dict.fromkeys(way for step in self.world.screen.steps for way in self.occasions(step)))

    @cached_property
    def joined_occasions_of_any(self) -> list[int]:
        """As `occasions_of_any`, said with less and told apart less.

        Where another step follows one that is not settled, it is enough for the one to be possible: one of the two is
        due.
        """
        steps = self.world.screen.steps
        sides = (self.own(step).certain if step.rule.if_unsure is None else self.own(step).possible for step in steps)
        return [way for way in dict.fromkeys(sides) if way != FALSE]


def _unsure(world: World, found: list[tuple[Each | None, Pair]]) -> Iterator[int]:
    return (world.pool.both(one.possible, -one.certain) for _, one in found)
