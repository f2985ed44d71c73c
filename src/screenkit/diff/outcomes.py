"""Which outcomes change, for which families: by formula over all answers, and shown on both versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from screenkit.answers import Absent, Item, PartialDate
from screenkit.diff.families import Families, Family, Undecided
from screenkit.diff.report import Change, FamilyShown, change
from screenkit.diff.states import (
    HOWS,
    NEVER,
    NOTHING,
    Found,
    How,
    State,
    became,
    becomes,
    clock_known,
    differ,
    happens,
    indication_of,
    of_nobody,
    step_of,
)
from screenkit.screen import Indicated, Step
from screenkit.standing import Given

Named = Mapping[str, State]
Rule = Indicated | Step
R = TypeVar("R", Indicated, Step)


@dataclass(frozen=True)
class Results:
    """What the two versions make of one indication or step; `there` says which of them have it."""

    of: str
    name: str
    there: tuple[bool, bool]

    def both(self, family: Family) -> tuple[Named, Named]:
        """By full name, what came of the family and what comes of it."""
        found = _RESULTS[self.of]
        old = found(family.old, self.name) if self.there[0] else {}
        return old, found(family.new, self.name) if self.there[1] else {}

    def changed(self, family: Family, how: How) -> list[str]:
        """The full names of which this became."""
        old, new = self.both(family)
        names = dict.fromkeys((*new, *old))
        return [full for full in names if became(old.get(full, NOTHING), new.get(full, NOTHING)) == how]

    def shows(self, how: How, family: Family) -> bool:
        """Whether this became of anything."""
        return bool(self.changed(family, how))

    def told(self, family: Family, how: How) -> list[str]:
        """What came and what comes of the family, as far as this became of it."""
        names = self.changed(family, how)
        return [", ".join(self._part(side.get(full, NOTHING), full) for full in names) for side in self.both(family)]

    def _part(self, state: State, full: str) -> str:
        said = _SURE[self.of] if state.sure else "not settled" if state.open else "none"
        return said if full == self.name else f"{full} {said}"


_WORDS: Mapping[str, Mapping[How, str]] = MappingProxyType(
    {
        "indication": MappingProxyType(
            {
                "gained": "some families newly have it indicated",
                "lost": "some families no longer have it indicated",
                "opened": "for some families it is newly not settled",
                "closed": "for some families it is no longer left open",
            }
        ),
        "step": MappingProxyType(
            {
                "gained": "some families newly get it",
                "lost": "some families no longer get it",
                "opened": "for some families it is newly not settled",
                "closed": "for some families it is no longer left open",
            }
        ),
    }
)
_RESULTS: Mapping[str, Callable[[Found, str], Named]] = MappingProxyType(
    {"indication": Found.indication, "step": Found.step},
)
_SURE = MappingProxyType({"indication": "indicated", "step": "due"})


@dataclass(frozen=True)
class Outcomes:
    """The comparison of two versions, outcome by outcome."""

    families: Families

    def changes(self) -> Iterator[Change]:
        """Every change of an outcome, and every rule that is written otherwise and means the same."""
        old, new = self.families.joint.old.screen, self.families.joint.new.screen
        for name, one, other in _pairs(old.indications, new.indications):
            yield from _or_rewritten("indication", one, other, list(self._of_indication(name, one, other)))
        for name, before, after in _pairs(old.steps, new.steps):
            yield from _or_rewritten("step", before, after, list(self._of_step(name, before, after)))

    def _of_indication(self, name: str, old: Indicated | None, new: Indicated | None) -> Iterator[Change]:
        pers = {one.rule.per for one in (old, new) if one}
        if len(pers) > 1:
            # One result for each instance is never the same as one for all: they have different names.
            yield from self._of_indication(name, old, None)
            yield from self._of_indication(name, None, new)
            return
        joint, pool = self.families.joint, self.families.joint.both.pool
        sides = indication_of(joint.old, old), indication_of(joint.new, new)
        nodes = {how: becomes(pool, how, *sides) for how in HOWS}
        for per in pers - {None}:
            unnamed = of_nobody(joint.old, old), of_nobody(joint.new, new)
            nodes = {
                how: pool.some((pool.counted(1, str(per), node), becomes(pool, how, *unnamed)))
                for how, node in nodes.items()
            }
        yield from self._shown(Results("indication", name, (old is not None, new is not None)), nodes)

    def _of_step(self, name: str, old: Step | None, new: Step | None) -> Iterator[Change]:
        joint, pool = self.families.joint, self.families.joint.both.pool
        before, after = step_of(joint.old, old), step_of(joint.new, new)
        keys = dict.fromkeys((*before, *after))
        nodes = {
            how: pool.some(becomes(pool, how, before.get(key, NEVER), after.get(key, NEVER)) for key in keys)
            for how in HOWS
        }
        yield from self._shown(Results("step", name, (old is not None, new is not None)), nodes)
        if old is not None and new is not None:
            yield from Deadlines(self.families, name, old, new).changes()

    def _shown(self, results: Results, nodes: Mapping[How, int]) -> Iterator[Change]:
        about = f"{results.of} `{results.name}`"
        for how, node in nodes.items():
            words = _WORDS[results.of][how]
            try:
                family = self.families.shown(node, partial(results.shows, how))
            except Undecided:
                yield undecided(f"{about}: whether {words}", results.name)
                continue
            if family is not None:
                old, new = results.told(family, how)
                message = f"{about}{_presence(*results.there)}: {words}"
                yield _change(f"{results.of}-{how}", results.name, message, family, (old, new))


def _presence(old: bool, new: bool) -> str:  # noqa: FBT001 - which of the two have it, not options
    if not old:
        return " is new"
    return "" if new else " is gone"


def _pairs(old: Sequence[R], new: Sequence[R]) -> Iterator[tuple[str, R | None, R | None]]:
    """Each rule with that of the same name, those of the new version first."""
    before: dict[str, R] = _by_name(old)
    after: dict[str, R] = _by_name(new)
    for name in dict.fromkeys((*after, *before)):
        yield name, before.get(name), after.get(name)


def _by_name(rules: Sequence[R]) -> dict[str, R]:
    return {one.rule.name: one for one in rules}


def _or_rewritten(of: str, old: Rule | None, new: Rule | None, found: list[Change]) -> Iterator[Change]:
    """What was found, or that there is nothing to find although the condition is written otherwise."""
    yield from found
    if not found and old and new and old.rule.when != new.rule.when:
        name = new.rule.name
        message = f"the `when` of {of} `{name}` is written otherwise, and nobody is treated otherwise for it"
        yield change("wording", "condition-rewritten", name, message)


def undecided(what: str, about: str) -> Change:
    """A change that could be there: it is never taken for none."""
    words = f"{what} could not be told in time; take it for a change"
    return change("changes-outcomes", "undecided", about, words)


def _change(code: str, name: str, message: str, family: Family, told: tuple[str, str]) -> Change:
    shown = FamilyShown(answers=family.answers, old=told[0], new=told[1], case=family.case(f"{name}_{_word(code)}"))
    return change("changes-outcomes", code, name, message).model_copy(update={"family": shown})


def _word(code: str) -> str:
    return code.rpartition("-")[2]


@dataclass(frozen=True)
class Deadlines:
    """By when a step is due, in two versions that both have it."""

    families: Families
    name: str
    old: Step
    new: Step

    def changes(self) -> Iterator[Change]:
        """The change of the deadline, if there is one for any family."""
        if self.old.rule.due is None and self.new.rule.due is None:
            return
        try:
            family = self._family()
        except Undecided:
            yield undecided(f"step `{self.name}`: whether its deadline changes", self.name)
            return
        if family is not None:
            told = (_deadline(family.old, self.name), _deadline(family.new, self.name))
            message = f"step `{self.name}`: for some families it is due by another time"
            yield _change("deadline-changed", self.name, message, family, told)

    def _family(self) -> Family | None:
        joint = self.families.joint
        pool = joint.both.pool
        listed = pool.both(happens(joint.old, self.old), happens(joint.new, self.new))
        old, new = self.old.rule.due, self.new.rule.due
        starts = [clock_known(side, due) for side, due in ((joint.old, old), (joint.new, new)) if due]
        if old is None or new is None or old.within != new.within:
            due = [side.outcomes.due(step) for side, step in ((joint.old, self.old), (joint.new, self.new))]
            return self._shown(*starts, *due) or self._shown(listed)
        if old.within.unit == "without delay":
            return None
        family = self._shown(listed, differ(pool, *starts))
        if family is None and set(old.after) != set(new.after):
            family = self._moved(pool.every((listed, *starts)))
        return family

    def _shown(self, *nodes: int) -> Family | None:
        family = self.families.any(self.families.joint.both.pool.every(nodes))
        if family is None or not self._differs(family):
            return None
        return self.families.plain(family, partial(self._like, family))

    def _differs(self, family: Family) -> bool:
        old, new = family.old.deadline(self.name), family.new.deadline(self.name)
        return old != new and bool(family.old.step(self.name)) and bool(family.new.step(self.name))

    def _like(self, first: Family, family: Family) -> bool:
        """Still different, and otherwise as it was at first."""
        return self._differs(family) and self._standing(family) == self._standing(first)

    def _standing(self, family: Family) -> list[object]:
        """Whether the step is due on either side, and at a time that is known."""
        sides = (family.old, family.new)
        ends = [found.deadline(self.name) for found in sides]
        return [*(found.step(self.name) for found in sides), *(end and bool(end.at) for end in ends)]

    def _moved(self, node: int) -> Family | None:
        """A family for whom the times that start the two clocks lie apart."""
        family = self.families.any(node)
        if family is None:
            return None
        old, new = (set(step.rule.due.after) if step.rule.due else set() for step in (self.old, self.new))
        for name in sorted(old ^ new):
            for later in _later(family.given, Item(name)):
                moved = replace(family, given=later)
                if self._differs(moved):
                    return self.families.plain(moved, partial(self._like, moved))
        return None


def _later(given: Given, item: Item) -> Iterator[Given]:
    """The same with another time there, later ones first."""
    answer = given.answers.get(item)
    if answer is None or isinstance(answer, Absent):
        return
    for days in (1, -1, 30, -30, 400, -400):
        if isinstance(answer, datetime):
            yield Given({**given.answers, item: answer + timedelta(days=days)}, given.instances)
        elif isinstance(answer, PartialDate):
            day = answer.latest + timedelta(days=days)
            yield Given({**given.answers, item: PartialDate(day.year, day.month, day.day)}, given.instances)


def _deadline(found: Found, name: str) -> str:
    return str(found.deadline(name) or "no deadline")
