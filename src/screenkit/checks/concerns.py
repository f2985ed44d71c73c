"""Answers that are a concern and answers that were declined: what must follow from which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from screenkit.answers import Absent
from screenkit.checks.unused import definitions_in, own_atoms
from screenkit.conditions import And, Condition, Is, Named, Or, Over, Ref
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin, Placed
from screenkit.questions import YesNo

_OTHER: Mapping[str, Literal["yes", "no"]] = MappingProxyType({"yes": "no", "no": "yes"})


def reversed_concern(draft: Draft) -> Iterator[Diagnostic]:
    """An indication is raised by the answer that is no concern.

    A question's `concern` says which answer is one. Where a question is the other
    way round than those beside it, such as "Were you allowed to eat?", a rule is
    easily written for the wrong answer: it then reports the families that are well,
    and is silent about the others. `any_yes(…)` reads the answer yes.

    Wrong, where `allowed_to_eat` has `concern: no`:

        when: any_yes(debt, allowed_to_eat)

    Write instead:

        when: debt is yes or allowed_to_eat is no
    """
    concerns = _concerns(draft)
    for origin, written, condition in _of_indications(draft):
        for atom in own_atoms(condition):
            if isinstance(atom, Is) and atom.ref in concerns:
                concern, one = concerns[atom.ref]
                if _OTHER[concern] in atom.choices:
                    yield _reversed(origin, written, concern, one)


def _reversed(origin: Origin, written: str, concern: str, one: Placed) -> Diagnostic:
    name = one.question.name
    part = re.search(rf"\b{name}\b(?:\s+is\s+\w+|\s+in\s*\([^)]*\))?", written)
    message = f"this is raised by the answer {_OTHER[concern]} to `{name}`, whose concern is {concern}"
    hint = f"write `{name} is {concern}`, or correct the `concern` of the question"
    return origin.fault("reversed-concern", message, hint, part=part)


def _concerns(draft: Draft) -> Mapping[Ref, tuple[Literal["yes", "no"], Placed]]:
    return {
        Ref(one.question.name, one.repeat): (one.question.concern, one)
        for one in draft.placed
        if isinstance(one.question, YesNo) and one.question.concern is not None
    }


def _of_indications(draft: Draft) -> Iterator[tuple[Origin, str, Condition]]:
    """The conditions of indications and of the definitions that they use: where each is written, its words, itself."""
    used: set[str] = set()
    for number, rule in enumerate(draft.authored.indications):
        origin = draft.origin.to("indications", number, "when")
        if origin in draft.conditions:
            used |= set(definitions_in(draft.conditions[origin]))
            yield origin, rule.when, draft.conditions[origin]
    for name in sorted(used):
        origin = draft.origin.to("define", name)
        if origin in draft.conditions:
            yield origin, draft.authored.define[name], draft.conditions[origin]


def unread_concern(draft: Draft) -> Iterator[Diagnostic]:
    """No indication reads the answer that a question's `concern` names.

    A family would tell of something that matters, and the summary would not.

    Wrong, where no indication reads `debt is yes`:

        - name: debt
          type: yes_no
          concern: yes

    Write instead, under `indications`:

        - name: debt_bondage
          when: debt is yes
    """
    if not draft.is_understood:
        return
    read = {
        (atom.ref, choice)
        for _, _, condition in _of_indications(draft)
        for atom in own_atoms(condition)
        if isinstance(atom, Is)
        for choice in atom.choices
    }
    for ref, (concern, one) in _concerns(draft).items():
        if (ref, concern) not in read:
            message = f"no indication reads that `{one.question.name}` is {concern}"
            hint = f"add one with `when: {one.question.name} is {concern}`"
            yield one.origin.to("concern").fault("unread-concern", message, hint)


def only_declined(draft: Draft) -> Iterator[Diagnostic]:
    """An indication or a step follows only where someone declined to answer.

    Whoever does not know, or was not asked, is left out, although they have said as
    little. What is for every kind of silence lists them all.

    Wrong:

        when: debt is declined

    Write instead:

        when: debt in (unknown, declined, not_asked)
    """
    for key in ("indications", "next_steps"):
        for number, rule in enumerate(getattr(draft.authored, key)):
            origin = draft.origin.to(key, number, "when")
            condition = draft.conditions.get(origin)
            declined = _must_be_declined(condition) if condition else None
            if declined:
                message = f"this follows only where `{declined.name}` was declined"
                hint = "every kind of silence is `in (unknown, declined, not_asked)`"
                part = re.search(rf"\b{declined.name}\b", rule.when)
                yield origin.fault("only-declined", message, hint, part=part).as_note()


def _must_be_declined(condition: Condition) -> Ref | None:
    """A question that must have been declined for the condition to hold."""
    if isinstance(condition, Is):
        return None if condition.choices or condition.absent != {Absent.DECLINED} else condition.ref
    found = [_must_be_declined(part) for part in condition.parts()]
    if isinstance(condition, Or):
        return found[0] if all(found) else None
    is_needed = isinstance(condition, And | Named | Over)
    return next((ref for ref in found if ref is not None), None) if is_needed else None
