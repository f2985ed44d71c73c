"""What comes of the answers, as formulas: indications, next steps, and the steps that follow meanwhile."""

from __future__ import annotations

from screenkit.prove.world import Each, Pair, World
from screenkit.screen import Indicated, Step


class Outcomes:
    """The formulas of a screen's rules, each worked out when it is first asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._own: dict[str, Pair] = {}
        self._open: dict[str, int] = {}

    def indicated(self, indicated: Indicated) -> Pair:
        """When the indication is certain and when it is possible, for one instance at least where it is per repeat."""
        pair = self.world.truth(indicated.condition)
        per = indicated.rule.per
        return pair if per is None else Pair(*(self.world.at_least(1, per, side) for side in pair))

    def not_settled(self, indicated: Indicated) -> int:
        """When the indication is possible and not certain, for one instance at least where it is per repeat."""
        certain, possible = self.world.truth(indicated.condition)
        unsure = self.world.pool.both(possible, -certain)
        per = indicated.rule.per
        return unsure if per is None else self.world.at_least(1, per, unsure)

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
        if step.condition is None:
            return []
        if not step.rule.each:
            return [(None, self.world.truth(step.condition))]
        world, pool = self.world, self.world.pool
        found: list[tuple[Each | None, Pair]] = []
        for value in world.values.each_values(step):
            each = Each.of(step, value)
            named, truth = world.named(step, value), world.truth(step.condition, each)
            found.append((each, Pair(pool.both(named, truth.certain), pool.both(named, truth.possible))))
        new = Each.of(step, None)
        possible = pool.both(world.may_name_more(step), world.truth(step.condition, new).possible)
        return [*found, (new, Pair(-1, possible))]

    def unsure(self, step: Step) -> int:
        """When the step is possible and not certain, for one value at least of its each."""
        name = step.rule.name
        if name not in self._open:
            pool = self.world.pool
            self._open[name] = pool.some(
                pool.both(truth.possible, -truth.certain) for _, truth in self.happenings(step)
            )
        return self._open[name]

    def due(self, step: Step) -> int:
        """When the step is certain, by itself or because one that it follows is not settled."""
        leaders = (other for other in self.world.screen.steps if other.rule.if_unsure == step.rule.name)
        return self.world.pool.some((self.own(step).certain, *(self.unsure(other) for other in leaders)))

    def any_due(self) -> int:
        """When any step at all is due."""
        return self.world.pool.some(self.due(step) for step in self.world.screen.steps)
