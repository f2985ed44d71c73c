"""A screen with some of its questions called otherwise, so that they stand apart from others of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import cast

from screenkit.authored import StepRule
from screenkit.conditions import (
    And,
    Asked,
    Compare,
    Condition,
    CountOf,
    Has,
    Is,
    Named,
    Or,
    Over,
    Possibly,
    Ref,
    Term,
    Unsure,
)
from screenkit.screen import Entry, Indicated, Screen, Step, always


@dataclass(frozen=True)
class Names:
    """What questions are called instead, and repeats."""

    refs: Mapping[Ref, Ref] = field(default_factory=dict)
    repeats: Mapping[str, str] = field(default_factory=dict)

    def of(self, ref: Ref) -> Ref:
        """What the question is called."""
        return self.refs.get(ref, ref)

    def path(self, name: str) -> str:
        """As `of`, for `children.born_on`."""
        repeat, _, inner = name.rpartition(".")
        ref = self.of(Ref(inner, repeat))
        return f"{ref.repeat}.{ref.name}" if ref.repeat else ref.name


def renamed_screen(screen: Screen, names: Names) -> Screen:
    """The screen with the new names in every question and condition."""
    if not names.refs:
        return screen
    return replace(
        screen,
        entries=tuple(_entry(entry, names) for entry in screen.entries),
        indications=tuple(_indicated(one, names) for one in screen.indications),
        steps=tuple(_step(one, names) for one in screen.steps),
        defined={name: renamed(condition, names) for name, condition in screen.defined.items()},
    )


def _entry(entry: Entry, names: Names) -> Entry:
    ref = names.of(Ref(entry.question.name, entry.repeat))
    condition = entry.condition and renamed(entry.condition, names)
    return replace(
        entry,
        question=entry.question.model_copy(update={"name": ref.name}),
        condition=condition,
        check=condition.closure() if condition else always,
        repeat=ref.repeat,
        inner=tuple(_entry(inner, names) for inner in entry.inner),
    )


def _indicated(one: Indicated, names: Names) -> Indicated:
    condition = renamed(one.condition, names)
    per = one.rule.per and names.repeats.get(one.rule.per, one.rule.per)
    return Indicated(one.rule.model_copy(update={"per": per}), condition, condition.closure())


def _step(one: Step, names: Names) -> Step:
    condition = one.condition and renamed(one.condition, names)
    return Step(_rule(one.rule, names), condition, condition.closure() if condition else None)


def _rule(rule: StepRule, names: Names) -> StepRule:
    due = rule.due and rule.due.model_copy(update={"after": tuple(map(names.path, rule.due.after))})
    return rule.model_copy(update={"each": tuple(map(names.path, rule.each)), "due": due})


def renamed(condition: Condition, names: Names) -> Condition:
    """The condition with the new names."""
    way = _WAYS.get(type(condition))
    return way(condition, names) if way else condition


def _of_question(condition: Condition, names: Names) -> Condition:
    one = cast("Is | Has | Asked", condition)
    return replace(one, ref=names.of(one.ref))


def _joined(condition: Condition, names: Names) -> Condition:
    one = cast("And | Or | CountOf", condition)
    return replace(one, of=tuple(renamed(part, names) for part in one.of))


def _wrapped(condition: Condition, names: Names) -> Condition:
    one = cast("Possibly | Unsure | Named", condition)
    return replace(one, of=renamed(one.of, names))


def _over(condition: Condition, names: Names) -> Condition:
    one = cast("Over", condition)
    return replace(one, repeat=names.repeats.get(one.repeat, one.repeat), condition=renamed(one.condition, names))


def _compare(condition: Condition, names: Names) -> Condition:
    one = cast("Compare", condition)
    return replace(one, left=_term(one.left, names), right=_term(one.right, names))


def _term(term: Term, names: Names) -> Term:
    return term if term.ref is None else replace(term, ref=names.of(term.ref))


_WAYS: Mapping[type[Condition], Callable[[Condition, Names], Condition]] = MappingProxyType(
    {
        **dict.fromkeys((Is, Has, Asked), _of_question),
        **dict.fromkeys((And, Or, CountOf), _joined),
        **dict.fromkeys((Possibly, Unsure, Named), _wrapped),
        Over: _over,
        Compare: _compare,
    }
)
