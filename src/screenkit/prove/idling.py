"""Proofs about parts that do nothing: choices that cannot be the answer, parts that never matter, steps twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from screenkit.conditions import Condition
from screenkit.prove.formula import FALSE
from screenkit.prove.jobs import Job
from screenkit.prove.meanings import Each, Pair
from screenkit.prove.parts import Choice, Part
from screenkit.prove.places import Guard, Written
from screenkit.prove.report import Finding
from screenkit.prove.study import Study
from screenkit.prove.world import World
from screenkit.screen import Screen, Step


def impossible_choice(study: Study) -> Iterator[Job]:
    """An answer that `in (…)` lists can never be the answer there, because of what stands beside it.

    It does no harm, but the author thought of a case that does not exist, and perhaps of another that now is missing.

    Wrong, where `alone` is asked only when `traveled is yes`:

        when: alone is yes and traveled in (yes, no)

    Write instead:

        when: alone is yes
    """
    for written in study.places.everything():
        for choice in written.line.choices():
            about = f"`{choice.name}` can be the answer to `{choice.ref.name}`"
            yield Job(about, partial(_impossible, study, written, choice), written)


def _impossible(study: Study, written: Written, choice: Choice) -> Iterator[Finding]:
    if study.tried.shows(_possible(study.tried, written, choice)) or study.can(_possible(study.world, written, choice)):
        return
    message = f"`{choice.name}` can never be the answer to `{choice.ref.name}` here"
    fault = written.fault("impossible-choice", message, offset=choice.offset, length=len(choice.name))
    yield Finding(fault.as_note())


def _possible(world: World, written: Written, choice: Choice) -> int:
    """The choice is certainly the answer, and nothing that is joined to it is ruled out."""
    around = [(one.repeat, one.condition) for one in written.around] if isinstance(written, Guard) else []
    beside = [(repeat, world.truth(one).possible) for repeat, one in (*choice.beside, *around)]
    inside = [node for repeat, node in beside if repeat == choice.repeat]
    outside = [node for repeat, node in beside if repeat != choice.repeat]
    here = world.pool.every((world.truth(choice.alone).certain, *inside))
    return world.pool.every((_somewhere(world, choice.repeat, here), *outside))


def _somewhere(world: World, repeat: str, node: int) -> int:
    return world.at_least(1, repeat, node) if repeat else node


def idle_part(study: Study) -> Iterator[Job]:
    """A part of a condition never matters: without it, every interview comes out the same.

    Either it says what another part says already, or something else was meant. Parts that only repeat that another
    question was asked are not told.

    Wrong:

        when: age(born_on) < 18 and age(born_on) < 21

    Write instead:

        when: age(born_on) < 18
    """
    for place in _whole(study):
        for part in place.written.line.parts():
            yield Job(f"`{part.text}` matters", partial(_idle, study, place, part), place.written)


@dataclass(frozen=True)
class _Place:
    """A condition, and how much of a difference another in its place would make."""

    written: Written
    differs: Callable[[World, Condition, bool | None], Iterator[int]]


def _whole(study: Study) -> Iterator[_Place]:
    for guard in study.places.guards:
        yield _Place(guard, partial(_guard_differs, guard))
    for written in study.places.definitions.values():
        yield _Place(written, partial(_differs, written))
    for _, written in study.places.indications:
        yield _Place(written, partial(_differs, written))
    for step, written in study.places.steps:
        yield _Place(written, partial(_step_differs, step))
    for claim in study.places.claims:
        yield _Place(claim.written, partial(_claim_differs, claim.written))


def _idle(study: Study, place: _Place, part: Part) -> Iterator[Finding]:
    if any(study.tried.shows(way) for way in place.differs(study.tried, part.without, part.wider)):
        return
    ways = place.differs(study.world, part.without, part.wider)
    if any(study.can(way) for way in ways) or _only_asked(study, part):
        return
    message = f"`{_short(part.text)}` never matters here: without it, every interview comes out the same"
    fault = place.written.fault("idle-part", message, offset=part.offset, length=len(part.text))
    yield Finding(fault.as_note())


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - what is read at a glance


def _only_asked(study: Study, part: Part) -> bool:
    """Whether the part only repeats what must hold for the questions beside it to be asked."""
    world = study.world
    refs = dict.fromkeys(ref for one in part.siblings for ref in one.refs())
    asked = [world.relevance[ref].certain for ref in refs if ref.repeat in ("", part.repeat)]
    fails = -world.truth(part.condition).certain
    return bool(part.beside) and not study.can(_somewhere(world, part.repeat, world.pool.every((*asked, fails))))


Wider = bool | None
"""What leaving a part out does, as parts have it."""


def _apart(world: World, one: Pair, other: Pair, wider: Wider) -> Iterator[int]:
    """The ways in which they come to something else; where the other is wider, only it can hold alone."""
    pool = world.pool
    for left, right in zip(one, other, strict=True):
        if wider is not True:
            yield pool.both(left, -right)
        if wider is not False:
            yield pool.both(-left, right)


def _differs(written: Written, world: World, without: Condition, wider: Wider) -> Iterator[int]:
    ways = _apart(world, world.truth(written.condition), world.truth(without), wider)
    return (_somewhere(world, written.repeat, way) for way in ways)


def _claim_differs(written: Written, world: World, without: Condition, wider: Wider) -> Iterator[int]:
    """Only whether it is certain matters to an assertion."""
    one, other = (world.truth(condition).certain for condition in (written.condition, without))
    return _apart(world, Pair(one, one), Pair(other, other), wider)


def _guard_differs(guard: Guard, world: World, without: Condition, wider: Wider) -> Iterator[int]:
    pool = world.pool
    around = [world.truth(one.condition) for one in guard.around]
    pairs = [
        Pair(*(pool.every(side) for side in zip(world.truth(one), *around, strict=True)))
        for one in (guard.condition, without)
    ]
    return (_somewhere(world, guard.repeat, way) for way in _apart(world, pairs[0], pairs[1], wider))


def _step_differs(step: Step, world: World, without: Condition, wider: Wider) -> Iterator[int]:
    if step.condition is None or not step.rule.each:
        yield from _apart(world, world.truth(step.condition or without), world.truth(without), wider)
        return
    pool = world.pool
    for value in (*world.values.each_values(step), None):
        each = Each.of(step, value)
        there = world.may_name_more(step) if value is None else world.named(step, value)
        one, other = world.truth(step.condition, each), world.truth(without, each)
        if value is None:
            # That nobody has named the value yet leaves the step open at most.
            one, other = Pair(FALSE, one.possible), Pair(FALSE, other.possible)
        yield from (pool.both(there, way) for way in _apart(world, one, other, wider))


def shadowed_step(study: Study) -> Iterator[Job]:
    """A step adds nothing: whenever it is due, other steps with the same action are due too.

    Wrong, where both steps have the same action, who, contacts and deadline:

        - name: call_for_debt
          when: debt is yes and age(born_on) < 18
        - name: call_for_minors
          when: age(born_on) < 18

    Write instead the one that is due more often, or say in the other what is special about it.
    """
    for alike in _alike(study.screen):
        for step in alike:
            others = [other for other in alike if other is not step]
            yield Job(f"step `{step.rule.name}` adds something", partial(_shadowed, study, step, others))


def _alike(screen: Screen) -> Iterable[list[Step]]:
    found: dict[object, list[Step]] = {}
    for step in screen.steps:
        rule = step.rule
        same = (rule.action, rule.who, rule.contacts, rule.due, rule.documents, rule.each)
        found.setdefault(repr(same), []).append(step)
    return [steps for steps in found.values() if len(steps) > 1]


def _shadowed(study: Study, step: Step, others: list[Step]) -> Iterator[Finding]:
    due, pool = study.outcomes.due, study.world.pool
    alone = pool.every((due(step), *(-due(other) for other in others)))
    if step.rule.each or study.can(alone) or not study.can(due(step)):
        return
    names = ", ".join(f"`{other.rule.name}`" for other in others)
    message = f"step `{step.rule.name}` adds nothing: {names} has the same action, and is due whenever it is"
    origin = study.draft.origin.to("next_steps", study.screen.steps.index(step), "name")
    yield Finding(origin.fault("shadowed-step", message).as_note())
