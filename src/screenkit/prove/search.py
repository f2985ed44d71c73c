"""Is there an interview that makes a formula true? If so, one is given as answers that the program can replay."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from screenkit.answers import Absent
from screenkit.conditions import Ref
from screenkit.prove.differences import axiom
from screenkit.prove.formula import Pool
from screenkit.prove.ground import Enough, Ground, Needs
from screenkit.prove.loosely import Loosely
from screenkit.prove.oracle import Model, Oracle, groups_in
from screenkit.prove.reading import Reading, Valuation
from screenkit.prove.world import World
from screenkit.questions import Repeat
from screenkit.standing import Given

_ATTEMPTS = 12
_DEAR = 4
"""So many instances cost as much as a step without them."""


class UndecidedError(Exception):
    """Answers that would have to lie apart in a certain way were neither found nor excluded."""


@dataclass(frozen=True)
class Spelled:
    """A formula for a number of instances."""

    ground: Ground
    node: int


class Search:
    """Looks for interviews in a world, until the time is up."""

    def __init__(self, world: World, until: float) -> None:
        self.world = world
        self.pool = Pool(self._silent)
        self.oracle = Oracle(self.pool, until)
        self.enough = Enough(world.pool)
        self.most: dict[str, int] = {}
        self._grounds: dict[Hashable, Ground] = {}
        self._axioms: dict[int, int] = {}
        self._excluded: dict[tuple[int, ...], tuple[list[int], list[int]]] = {}
        self._loosely = Loosely(world.pool, self.oracle)

    def _silent(self, key: Hashable) -> int:
        """What a group is where nobody said anything: a question is not asked, and nobody is there."""
        of = cast("tuple[object, ...]", key)[0]
        what, *rest = cast("tuple[object, ...]", self.world.pool.keys[of]) if isinstance(of, int) else (of,)
        if what != "answer":
            return 0
        return self.world.values.domain(cast("Ref", rest[0])).answers.index(Absent.NOT_ASKED)

    def try_each_answer(self) -> None:
        """Have all formulas tried on interviews in which one question is asked, for each kind of its answers."""
        choices: list[Model] = []
        for ref, relevant in self.world.relevance.items():
            spelled = next(self._tries(self.world.within(ref, relevant.certain)))
            model = self.oracle.model(spelled.node)
            if model is not None:
                choices += ({**model, **said} for said in self._kinds(ref, spelled.ground))
        self.pool.try_too(choices)

    def _kinds(self, ref: Ref, ground: Ground) -> Iterator[dict[int, int]]:
        domain, source = self.world.values.domain(ref), self.world.pool
        instance = 1 if ref.repeat else 0
        group = ground.group(source.group(("answer", ref), len(domain.answers), ref.repeat), instance)
        yield from ({group: place} for place in range(len(domain.answers)))
        for choice in domain.bits:
            yield {group: 0, ground.group(source.group(("bit", ref, choice), 2, ref.repeat), instance): 1}

    def holds(self, node: int) -> bool:
        """Whether any answers make the formula true; raises when that cannot be told."""
        if self.world.differences:
            return self.given(node) is not None
        return any(self.oracle.holds(spelled.node) for spelled in self._tries(node))

    def given(self, node: int) -> Given | None:
        """Answers that make the formula true, or None when none do; raises when that cannot be told."""
        tries = list(self._tries(node))
        for spelled in tries[:-1]:
            with suppress(UndecidedError):
                given = self.given_of(spelled)
                if given is not None:
                    return given
        return self.given_of(tries[-1]) if tries else None

    def _tries(self, node: int) -> Iterator[Spelled]:
        """The formula for one instance of each repeat, which nearly always is enough, then for as many as it needs.

        The second is left out where the formula fails for any number of instances.
        """
        needs = self.enough.of(node)
        few = {repeat: min(number, 1) for repeat, number in needs.items()}
        if few != needs:
            yield self._spelled(node, few)
            if not self._loosely.can_hold(node, self._steps(needs)):
                return
        yield self._spelled(node, needs)

    def _steps(self, needs: Needs) -> int:
        """So many steps to find loosely that a formula cannot hold are no dearer than to spell it out."""
        return max(1, sum(self._sizes(needs).values()) // _DEAR)

    def given_unless(self, node: int, excluded: Sequence[int]) -> Given | None:
        """Answers that make one formula true and others false.

        Those are excluded one by one, as they turn out to hold: most of them never do. The ones that were excluded
        once are excluded at once the next time.
        """
        pool = self.world.pool
        if self.world.differences:
            return self.given(pool.every([node, *(-way for way in excluded)]))
        left = list(excluded)
        if not {node, *pool.parts[max(node, 0)]}.isdisjoint(left):
            return None
        known, meant = self._excluded.setdefault(tuple(excluded), ([], []))
        while True:
            left = [way for way in left if way not in known]
            whole = pool.every([node, *(-way for way in known)])
            way = self._most_common(whole, left)
            if way is not None:
                known.append(way)
                continue
            for ground, model in self._models(whole, meant):
                values = Valuation(self.pool, model)
                taken = [one for one in left if values.make_true(ground.of(one))]
                known += taken
                if taken:
                    break
                if ground is not self._loosely.ground:
                    return Reading(self, model).given()
            else:
                return None

    def _models(self, node: int, meant: list[int]) -> Iterator[tuple[Ground, Model]]:
        """What makes the formula true: with few instances, then loosely, then with as many as it needs."""
        needs = self.enough.of(node)
        few = {repeat: min(number, 1) for repeat, number in needs.items()}
        for sizes in (few, needs) if few != needs else (needs,):
            if (
                sizes is needs
                and few != needs
                and not (yield from self._loosely.models(node, meant, self._steps(needs)))
            ):
                return
            spelled = self._spelled(node, sizes)
            model = self.oracle.model(spelled.node)
            if model is not None:
                yield spelled.ground, model

    def _most_common(self, node: int, ways: Sequence[int]) -> int | None:
        """The way that most of the tried interviews take that make the formula true, if every one of them takes any."""
        ground = self.ground({entry.question.name: 1 for entry in self.world.screen.repeats()})
        word, best, most = self.pool.word(ground.of(node)), None, 0
        left = word
        for way in ways:
            taken = self.pool.word(ground.of(way)) & word
            left &= ~taken
            if taken.bit_count() > most:
                best, most = way, taken.bit_count()
        return None if left else best

    def roomy(self, nodes: Iterable[int], more: int) -> Ground:
        """Where the formulas can all be spelled out side by side, and so many more instances."""
        needs = {entry.question.name: more for entry in self.world.screen.repeats()}
        for node in nodes:
            for repeat, number in self.enough.of(node).items():
                needs[repeat] += number
        return self.ground(needs)

    def _spelled(self, node: int, needs: Mapping[str, int]) -> Spelled:
        ground = self.ground(needs)
        return Spelled(ground, ground.of(node))

    def ground(self, needs: Mapping[str, int]) -> Ground:
        """Where formulas are spelled out for so many instances, never more than the repeat can have."""
        self.most |= {repeat: max(self.most.get(repeat, 0), number) for repeat, number in needs.items()}
        sizes = self._sizes(needs)
        key = tuple(sizes.items())
        if key not in self._grounds:
            self._grounds[key] = Ground(self.world.pool, self.pool, sizes)
        return self._grounds[key]

    def _sizes(self, needs: Needs) -> Needs:
        questions = (
            (repeat, number, self.world.values.question(Ref(repeat))) for repeat, number in sorted(needs.items())
        )
        return {
            repeat: min(number, question.max) if isinstance(question, Repeat) else number
            for repeat, number, question in questions
        }

    def given_of(self, spelled: Spelled) -> Given | None:
        """As `given`, for a formula that was spelled out already."""
        node, excluded = self._with_axioms(spelled), 0
        while excluded < _ATTEMPTS:
            model = self.oracle.model(node)
            if model is None:
                break
            reading = Reading(self, model)
            given = reading.given()
            if given is not None:
                return given
            node = self.pool.both(node, -self.pool.every(reading.apart()))
            excluded += 1
        if excluded:
            raise UndecidedError
        return None

    def _with_axioms(self, spelled: Spelled) -> int:
        if not self.world.differences:
            return spelled.node
        parts = [spelled.node]
        for group in groups_in(self.pool, spelled.node):
            of, instance = cast("tuple[int, int]", self.pool.keys[group][:2])  # type: ignore[index]  # keys are tuples
            if of in self.world.differences:
                if of not in self._axioms:
                    self._axioms[of] = axiom(self.world, of)
                parts.append(spelled.ground.of(self._axioms[of], instance))
        return self.pool.every(parts)
