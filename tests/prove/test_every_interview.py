"""The formulas of random small screens against plain enumeration: every interview is run by the program itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import date
from functools import reduce
from operator import and_
from random import Random
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_screens import TODAY, drafted, interviews, is_small

import generators
from generators import Mapped
from screenkit.facts import Facts, Truth
from screenkit.prove.outcomes import Outcomes
from screenkit.prove.search import Search, UndecidedError
from screenkit.prove.world import World, ref_of
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.steps import own_happenings, with_followers
from screenkit.verdicts import verdicts_of

Row = dict[tuple[str, str], tuple[bool, bool]]
"""For each thing that can come of an interview, whether it is certain, and whether it is possible."""
SIDES = (0, 1)


class Program:
    """A screen as the program runs it, interview by interview."""

    def __init__(self, screen: Screen, today: date = TODAY) -> None:
        self.screen = screen
        self.today = today
        self._defined = {name: condition.closure() for name, condition in screen.defined.items()}
        self._rows: dict[Hashable, Row] = {}

    def row(self, given: Given) -> Row:
        """What comes of an interview; once for all in which the same answers are in force."""
        facts = facts_of(self.screen, given, self.today)
        key = tuple(frozenset(one.items()) for one in (facts.answers, facts.relevance, facts.rosters))
        if key not in self._rows:
            self._rows[key] = self._row(facts)
        return self._rows[key]

    def _row(self, facts: Facts) -> Row:
        truths: dict[tuple[str, str], list[Truth]] = {}
        for entry in self.screen.entries:
            truths["asked", entry.question.name] = [facts.relevant(entry.item())]
            for inner in entry.inner:
                instances = facts.roster(entry.question.name).instances
                truths["asked", inner.question.name] = [facts.relevant(inner.item(number)) for number in instances]
        for name, check in self._defined.items():
            truths["defined", name] = [check(facts, 0)]
        for one in self.screen.indications:
            truths["indicated", one.rule.name] = [verdict.truth for verdict in verdicts_of(self.screen, one, facts)]
        own = list(own_happenings(self.screen, facts))
        for step in self.screen.steps:
            truths["due", step.rule.name], truths["own", step.rule.name] = [], []
        for happening in own:
            truths["own", happening.step.rule.name].append(happening.truth)
        for happening in with_followers(self.screen, own):
            truths["due", happening.step.rule.name].append(happening.truth)
        return {key: (Truth.YES in found, any(one is not Truth.NO for one in found)) for key, found in truths.items()}


def of_world(world: World) -> dict[tuple[str, str], tuple[int, int]]:
    """The same as formulas."""
    outcomes = Outcomes(world)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for entry in world.screen.all_entries():
        ref = ref_of(entry)
        certain, possible = (world.within(ref, side) for side in world.relevance[ref])
        found["asked", ref.name] = (certain, possible)
    for name, condition in world.screen.defined.items():
        found["defined", name] = world.truth(condition)
    for one in world.screen.indications:
        found["indicated", one.rule.name] = outcomes.indicated(one)
    for step in world.screen.steps:
        found["own", step.rule.name] = outcomes.own(step)
        followed = world.pool.some((outcomes.due(step), outcomes.own(step).possible))
        found["due", step.rule.name] = (outcomes.due(step), followed)
    return found


def compared(seed: int, *, compares: bool) -> Counter[str]:
    """Every outcome of one random screen, and some combinations of them, by formula and by trying."""
    random = Random(seed)  # noqa: S311 - a screen, not a secret
    screen, _ = drafted(seed, compares=compares)
    program = Program(screen)
    rows = [program.row(one) for one in interviews(screen, random)]
    world = World(screen, TODAY)
    formulas, search = of_world(world), Search(world, monotonic() + 60)
    sides = [(key, side, wanted) for key in formulas for side in SIDES for wanted in (True, False)]
    holding = {
        (key, side): sum(1 << number for number, row in enumerate(rows) if row[key][side])
        for key in formulas
        for side in SIDES
    }
    several = [tuple(random.sample(sides, random.choice((2, 3)))) for _ in range(10)]
    counted = Counter(small=is_small(screen), screens=1)
    for query in [*((one,) for one in sides), *several]:
        node = world.pool.every(formulas[key][side] if wanted else -formulas[key][side] for key, side, wanted in query)
        counted["queries"] += 1
        try:
            answers = search.given(node)
        except UndecidedError:
            counted["undecided"] += 1
            continue
        if answers is None:
            every = [holding[key, side] if wanted else ~holding[key, side] for key, side, wanted in query]
            assert not reduce(and_, every, (1 << len(rows)) - 1), query
        else:
            row = program.row(answers)
            assert all(row[key][side] is wanted for key, side, wanted in query), (query, answers)
    return counted


@pytest.mark.parametrize("start", range(0, 2000, 100))
def test_formulas_and_interviews_agree(start: int) -> None:
    """What the formulas exclude never happens, and what they allow happens in the interview that they give."""
    counted = sum((compared(seed, compares=False) for seed in range(start, start + 100)), Counter[str]())
    assert counted["undecided"] == 0
    assert counted["small"] > 50


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_formulas_and_interviews_agree_on_questions_that_are_compared(start: int) -> None:
    """The same where numbers and dates are compared with each other, but for the few that are left undecided."""
    counted = sum((compared(seed, compares=True) for seed in range(start, start + 50)), Counter[str]())
    assert counted["undecided"] < counted["queries"] / 50


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data(), mapping=generators.screens(), today=st.sampled_from(generators.DAYS))
def test_formulas_and_interviews_agree_on_screens_of_every_kind(
    data: st.DataObject, mapping: Mapped, today: date
) -> None:
    """With groups, several repeats, datetimes, references and days of leap years, for some interviews with each."""
    screen = generators.load(mapping)
    world = World(screen, today)
    formulas, search = of_world(world), Search(world, monotonic() + 60)
    program = Program(screen, today)
    rows = [program.row(data.draw(generators.givens(screen))) for _ in range(5)]
    for key, pair in formulas.items():
        for side in SIDES:
            for node, wanted in ((pair[side], True), (-pair[side], False)):
                try:
                    found = search.given(node)
                except UndecidedError:
                    continue
                if found is None:
                    assert not [row for row in rows if row[key][side] is wanted]
                else:
                    assert program.row(found)[key][side] is wanted
