"""The proof that saying less never lowers a concern: two interviews that differ in one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, cast

from screenkit.answers import Absent, Item
from screenkit.conditions import Condition, CountOf, EachIs, Is, Over, Possibly, Ref, Unsure
from screenkit.draft import Origin
from screenkit.facts import NEW, Truth
from screenkit.prove.ground import Ground
from screenkit.prove.jobs import Job
from screenkit.prove.oracle import groups_in
from screenkit.prove.replay import Interview
from screenkit.prove.report import Finding
from screenkit.prove.search import Spelled
from screenkit.prove.study import Study
from screenkit.prove.values import looks_at_each, sources
from screenkit.screen import Indicated, Step
from screenkit.standing import Given


def silence_lowers_concern(study: Study) -> Iterator[Job]:
    """Declining to answer rules out an indication or a step that the answer left open or made certain.

    Nobody may lose help for saying less. Most conditions can never do this, as their form shows; those with `unsure`
    or with counts that must stay low, over parts that name a non-answer, are searched for an answer that does.

    Wrong:

        when: count_yes(debt, photos) < 1 and citizen in (no, declined)

    Write instead what is to be known, not what is to be missing:

        when: citizen is no
    """
    silent = _Silent(study)
    for number, indicated in enumerate(study.screen.indications):
        if not silent.is_safe(indicated.condition, indicated.rule.per):
            origin = study.draft.origin.to("indications", number, "when")
            possible = study.outcomes.indicated(indicated).possible
            of = _Of("indication", origin, possible, indicated, silent.touching(indicated, indicated.condition))
            yield Job(f"silence never rules out `{of.name}`", partial(_lowered, study, of))
    for number, step in enumerate(study.screen.steps):
        if step.condition is not None and not silent.is_safe(step.condition):
            origin = study.draft.origin.to("next_steps", number, "when")
            of = _Of("step", origin, study.outcomes.own(step).possible, step, silent.touching(step, step.condition))
            yield Job(f"silence never rules out `{of.name}`", partial(_lowered, study, of))


class _Silent:
    """Which conditions cannot come out lower when less is said, as far as their form shows.

    `keeps` says that what is possible stays possible, `gains` that what is not certain can become so. Every atom stays
    possible without an answer; it becomes certain only where it names the non-answer.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._asked: dict[Ref, tuple[bool, bool]] = {}
        self._known: dict[int, tuple[bool, bool]] = {}
        for entry in study.screen.all_entries():
            own = (True, False) if entry.condition is None else self._of(entry.condition)
            around = self._asked.get(Ref(entry.repeat), (True, False))
            self._asked[Ref(entry.question.name, entry.repeat)] = (own[0] and around[0], own[1] or around[1])

    def is_safe(self, condition: Condition, per: str | None = None) -> bool:
        """Whether nothing that is said less rules it out, or takes away everybody that it could be said of."""
        return self._of(condition)[0] and (per is None or self._asked[Ref(per)][0])

    def _of(self, condition: Condition) -> tuple[bool, bool]:
        """Whether it keeps, and whether it gains."""
        # By identity: they all belong to the screen, and definitions stand in many of them.
        key = id(condition)
        if key not in self._known:
            self._known[key] = self._worked_out(condition)
        return self._known[key]

    def _worked_out(self, condition: Condition) -> tuple[bool, bool]:
        parts = [self._of(part) for part in condition.parts()]
        asked = [self._asked[ref] for ref in condition.own_refs()]
        keeps, gains = all(one[0] for one in (*parts, *asked)), any(one[1] for one in (*parts, *asked))
        if isinstance(condition, Unsure):
            # It is left when it is ruled out or becomes certain, and it is met whenever certainty is lost.
            return keeps and not gains, True
        if isinstance(condition, Possibly):
            return keeps, True
        if isinstance(condition, CountOf | Over) and condition.sign.startswith("<"):
            return all(one[0] for one in asked) and not gains, not keeps
        names_silence = isinstance(condition, Is) and bool(condition.absent)
        return keeps, gains or names_silence or isinstance(condition, EachIs) or looks_at_each(condition)

    def touching(self, rule: Indicated | Step, condition: Condition) -> set[Ref]:
        """The questions whose answers an unsafe part depends on; the others cannot rule anything out."""
        stack = [condition]
        refs: set[Ref] = set()
        while stack:
            one = stack.pop()
            if self.is_safe(one):
                continue
            if isinstance(one, Unsure | CountOf | Over):
                refs |= set(one.refs())
            refs |= {ref for ref in one.own_refs() if not self._asked[ref][0]}
            stack += one.parts()
        if isinstance(rule, Step):
            refs |= set(sources(rule))
        elif rule.rule.per:
            refs.add(Ref(rule.rule.per))
        return self._with_guards(refs)

    def _with_guards(self, refs: set[Ref]) -> set[Ref]:
        found: set[Ref] = set()
        while refs:
            ref = refs.pop()
            found.add(ref)
            entry = self._study.screen.entry(ref.item(1))
            more = {*entry.condition.refs()} if entry and entry.condition else set()
            more |= {Ref(ref.repeat)} if ref.repeat else set()
            refs |= more - found
        return found


@dataclass(frozen=True)
class _Of:
    """What could be ruled out."""

    kind: str
    origin: Origin
    possible: int
    rule: Indicated | Step
    touching: set[Ref]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.rule.rule.name

    def is_lowered(self, before: Interview, after: Interview) -> bool:
        """Whether anything that it could be said of before is ruled out, or gone and not open for somebody unnamed."""
        if not isinstance(self.rule, Indicated):
            return self.name in before.possible - after.possible
        found = dict(after.verdicts(self.rule))
        new = found.get(f"{self.name}/{NEW}", Truth.NO)
        return any(
            truth is not Truth.NO and found.get(name, new) is Truth.NO for name, truth in before.verdicts(self.rule)
        )


def _lowered(study: Study, of: _Of) -> Iterator[Finding]:
    asked = [study.world.within(ref, study.world.relevance[ref].certain) for ref in study.world.refs_in(of.possible)]
    # Enough for it to be possible, for it to be ruled out, for what was answered to be asked, and one that changes.
    ground = study.search.roomy([of.possible, -of.possible, study.world.pool.every(asked)], more=1)
    before = _before(study, of, ground)
    pool = study.search.pool
    for group in groups_in(pool, pool.some(part for one in before for part in one)):
        slot = _slot(study, group)
        if slot is None or slot[1] > 1 or slot[0] not in of.touching:
            continue
        for place, absent in enumerate(study.world.values.domain(slot[0]).answers):
            if isinstance(absent, Absent):
                found = _found(study, of, _Change(group, slot[0], slot[1], place, absent), before, ground)
                if found is not None:
                    yield found
                    return


class _Before(NamedTuple):
    """When it is not ruled out, and what must hold after the change for it to be so still."""

    possible: int
    kept: int


@dataclass(frozen=True)
class _Change:
    """The answer that is left out, and what is said instead."""

    group: int
    ref: Ref
    instance: int
    place: int
    absent: Absent

    @property
    def item(self) -> Item:
        return self.ref.item(self.instance)


def _slot(study: Study, group: int) -> tuple[Ref, int] | None:
    """The question and instance whose answer the group is."""
    of, instance = cast("tuple[int, int]", study.search.pool.keys[group][:2])  # type: ignore[index]  # keys are tuples
    if not isinstance(of, int):
        return None
    key = cast("tuple[str, Ref]", study.world.pool.keys[of])
    return (key[1], instance) if key[0] == "answer" else None


def _before(study: Study, of: _Of, ground: Ground) -> list[_Before]:
    """When it is not ruled out, in each instance and in one that nobody has named, and what has to hold afterwards."""
    if isinstance(of.rule, Step) or of.rule.rule.per is None:
        possible = ground.of(of.possible)
        return [_Before(possible, possible)]
    per, pool = of.rule.rule.per, study.search.pool
    body = study.world.truth(of.rule.condition).possible
    asked = ground.of(study.world.relevance[Ref(per)].certain)
    nobody = ground.of(study.outcomes.of_nobody(of.rule))
    found = [_Before(nobody, nobody)]
    for number in range(1, ground.sizes.get(per, 0) + 1):
        possible = pool.both(asked, ground.of(body, number))
        # Who is no longer asked about is not named any more, and what was said of them is open of somebody.
        kept = pool.some((possible, pool.both(-asked, nobody)))
        found.append(_Before(pool.both(ground.present(per, number), possible), kept))
    return found


def _found(study: Study, of: _Of, change: _Change, before: list[_Before], ground: Ground) -> Finding | None:
    pool, world = study.search.pool, study.world
    after = _Replaced(study, change)
    ways = [pool.both(possible, -after.of(kept)) for possible, kept in before]
    said = world.answer(change.ref, world.values.domain(change.ref).mask(absent=False))
    in_force = world.pool.both(world.relevance[change.ref].certain, said)
    here = [pool.some(ways), ground.of(in_force, change.instance)]
    if change.ref.repeat:
        here.append(ground.present(change.ref.repeat, change.instance))
    changed = pool.every(here)
    if study.search.oracle.model(changed) is None:
        return None
    node = pool.every([*here, *_standing(study, changed, ground)])
    interview = study.shown_of(Spelled(ground, node), partial(_shows, study, of, change))
    return None if interview is None else _finding(study, of, change, interview)


def _standing(study: Study, node: int, ground: Ground) -> Iterator[int]:
    """Only questions that are asked have answers, and only repeats that are asked have instances."""
    world, pool = study.world, study.search.pool
    for group in groups_in(pool, node):
        key = cast("tuple[object, ...]", pool.keys[group])
        if key[0] == "size":
            some = -pool.leaf(group, 1)
            yield pool.some((-some, ground.of(world.relevance[Ref(str(key[1]))].certain)))
        slot = _slot(study, group)
        if slot is not None:
            answers = world.values.domain(slot[0]).answers
            said = sum(1 << place for place, one in enumerate(answers) if one is not Absent.NOT_ASKED)
            yield pool.some((-pool.leaf(group, said), ground.of(world.relevance[slot[0]].certain, slot[1])))


class _Replaced:
    """Formulas as they are after one answer has changed."""

    def __init__(self, study: Study, change: _Change) -> None:
        self._pool = study.search.pool
        self._change = change
        self._made: dict[int, int] = {}

    def of(self, node: int) -> int:
        """The formula where the group has the value of the change."""
        for one in self._pool.cone(node):
            if one not in self._made:
                self._made[one] = self._one(one)
        return self._part(node)

    def _part(self, part: int) -> int:
        return self._made[part] if part > 0 else -self._made[-part]

    def _one(self, node: int) -> int:
        leaf = self._pool.leaves.get(node)
        if leaf is not None:
            group, mask = leaf
            holds = 1 if mask >> self._change.place & 1 else -1
            return holds if group == self._change.group else node
        parts = self._pool.parts[node]
        changed = tuple(map(self._part, parts))
        return node if changed == parts else self._pool.every(changed)


def _shows(study: Study, of: _Of, change: _Change, interview: Interview) -> bool:
    """Whether leaving out the answer rules it out; only answers in force count."""
    item = change.item
    if item not in interview.facts.answers or isinstance(interview.facts.answers[item], Absent):
        return False
    return of.is_lowered(interview, _after(study, interview, change))


def _after(study: Study, interview: Interview, change: _Change) -> Interview:
    rosters = {name: one.instances for name, one in interview.facts.rosters.items() if one.instances}
    answers = {**interview.facts.answers, change.item: change.absent}
    return Interview(study.screen, Given(answers, rosters), study.today)


def _finding(study: Study, of: _Of, change: _Change, interview: Interview) -> Finding:
    absent = change.absent.value.replace("-", " ")
    message = f"saying less can rule out {of.kind} `{of.name}`: `{change.ref.name}` {absent} in place of an answer"
    beside = {change.item: f"{absent} instead rules it out"}
    outcome = (f"{of.kind} `{of.name}` is not ruled out, and with that one answer left out it is",)
    fault = of.origin.fault("silence-lowers-concern", message)
    return Finding(fault, study.persona(interview, outcome, beside))
