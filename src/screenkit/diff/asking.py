"""Of whom a question is asked, in two versions that both ask it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from screenkit.answers import Item
from screenkit.conditions import Ref
from screenkit.diff.families import Families, Family, Undecided
from screenkit.diff.joint import by_ref
from screenkit.diff.outcomes import undecided
from screenkit.diff.questions import path
from screenkit.diff.report import Change, FamilyShown, change
from screenkit.diff.states import Found
from screenkit.facts import Truth


def asking_changes(families: Families) -> Iterator[Change]:
    """Every question that is asked of more families or of fewer, and whose own condition says so."""
    before, after = (by_ref(side.screen) for side in (families.joint.old, families.joint.new))
    for ref, entry in after.items():
        if ref not in before or before[ref].condition == entry.condition:
            continue
        try:
            fewer, more = (_family(families, ref, asked_now=now) for now in (False, True))
        except Undecided:
            yield undecided(f"question `{path(ref)}`: whether it is asked of others than before", path(ref))
            continue
        yield from _told(path(ref), fewer, more)


def _told(name: str, fewer: Family | None, more: Family | None) -> Iterator[Change]:
    if fewer is not None:
        message = f"question `{name}`: some families are no longer asked it, and what they answered is set aside"
        shown = _shown(name, fewer, "asked", "not asked")
        found = change("breaks-old-answers", "asked-of-fewer", name, message)
        yield found.model_copy(update={"family": shown})
    if more is not None:
        shown = _shown(name, more, "not asked", "asked")
        found = change("compatible", "asked-of-more", name, f"question `{name}`: some families are newly asked it")
        yield found.model_copy(update={"family": shown})
    if fewer is None and more is None:
        message = f"the `relevant` of question `{name}` is written otherwise and means the same"
        yield change("wording", "condition-rewritten", name, message)


def _shown(name: str, family: Family, old: str, new: str) -> FamilyShown:
    case = family.case(f"{name.replace('.', '_')}_{new.replace(' ', '_')}")
    return FamilyShown(answers=family.answers, old=old, new=new, case=case)


def _family(families: Families, ref: Ref, *, asked_now: bool) -> Family | None:
    joint = families.joint
    pool, sides = joint.both.pool, (joint.old, joint.new)
    certain = [side.relevance[ref].certain for side in (sides if asked_now else sides[::-1])]
    node = pool.both(certain[1], -certain[0])
    if ref.repeat:
        asked = pool.every(side.relevance[Ref(ref.repeat)].certain for side in sides)
        node = pool.both(asked, pool.counted(1, ref.repeat, node))
    return families.shown(node, partial(_shows, ref, asked_now))


def _shows(ref: Ref, asked_now: bool, family: Family) -> bool:  # noqa: FBT001 - which of two, not an option
    numbers = family.given.instances.get(ref.repeat, ()) if ref.repeat else (0,)
    wanted = (False, True) if asked_now else (True, False)
    found = family.old, family.new
    return any(tuple(_asked(one, ref.item(number)) for one in found) == wanted for number in numbers)


def _asked(found: Found, item: Item) -> bool:
    is_there = not item.repeat or item.instance in found.facts.roster(item.repeat).instances
    return is_there and found.facts.relevant(item) is Truth.YES
