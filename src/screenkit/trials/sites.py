"""Every condition of a screen in its place, and the screen with another condition there, or with a rule left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, cast

from screenkit.conditions import And, Condition, CountOf, Named, Or, Over, Possibly, Ref, Scope, Unsure
from screenkit.diagnostics import Route
from screenkit.draft import Draft, Origin
from screenkit.prove.places import Guard, Places, Written
from screenkit.reference import Model
from screenkit.screen import Entry, Indicated, Screen, Step, always
from screenkit.steps import each_question

Kind = Literal["guard", "definition", "indication", "step"]
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Site:
    """A condition where it was written, and what it belongs to; a guard names the first question behind it."""

    kind: Kind
    name: str
    written: Written
    scope: Scope

    @property
    def words(self) -> str:
        """What the condition is."""
        return {
            "guard": f"the `relevant` of `{self.name}`",
            "definition": f"definition `{self.name}`",
            "indication": f"the `when` of indication `{self.name}`",
            "step": f"the `when` of step `{self.name}`",
        }[self.kind]


def sites(screen: Screen, draft: Draft, places: Places) -> Iterator[Site]:
    """Every condition that something follows from, in the order of the screen."""
    for guard in places.guards:
        yield Site("guard", guard.questions[0].question.name, guard, draft.scope(guard.repeat))
    for name, written in places.definitions.items():
        yield Site("definition", name, written, draft.scope())
    for indicated, written in places.indications:
        yield Site("indication", indicated.rule.name, written, draft.scope(written.repeat))
    for step, written in places.steps:
        yield Site("step", step.rule.name, written, draft.scope(each=each_question(screen, step)))


def with_condition(screen: Screen, places: Places, site: Site, condition: Condition | None) -> Screen:
    """The screen with another condition in that place; None asks the questions behind a guard of everybody."""
    if isinstance(site.written, Guard):
        entries = tuple(_guarded(screen.entries, places, site.written, condition))
        return replace(screen, entries=_kept(screen.entries, entries))
    if condition is None:
        raise TypeError
    if site.kind == "definition":
        return _redefined(screen, site.name, condition)
    if site.kind == "indication":
        changed = (_judged(one, condition) if one.rule.name == site.name else one for one in screen.indications)
        return replace(screen, indications=tuple(changed))
    steps = (_decided(one, condition) if one.rule.name == site.name else one for one in screen.steps)
    return replace(screen, steps=tuple(steps))


def without_indication(screen: Screen, indicated: Indicated) -> Screen:
    """The screen without a rule for an indication."""
    return replace(screen, indications=tuple(one for one in screen.indications if one is not indicated))


def without_step(screen: Screen, step: Step) -> Screen:
    """The screen without a step; no other may follow it there."""
    return replace(screen, steps=tuple(one for one in screen.steps if one is not step))


def without_follower(screen: Screen, step: Step) -> Screen:
    """The screen where nothing follows while the step is not settled."""
    alone = replace(step, rule=step.rule.model_copy(update={"if_unsure": None}))
    return replace(screen, steps=tuple(alone if one is step else one for one in screen.steps))


def _guarded(entries: tuple[Entry, ...], places: Places, guard: Guard, condition: Condition | None) -> Iterator[Entry]:
    for entry in entries:
        inner = _kept(entry.inner, tuple(_guarded(entry.inner, places, guard, condition)))
        around = places.guards_of(places.question(Ref(entry.question.name, entry.repeat)))
        if guard not in around:
            yield entry if inner is entry.inner else replace(entry, inner=inner)
            continue
        parts = [condition if one is guard else one.condition for one in around]
        yield replace(_asked(entry, [part for part in parts if part is not None]), inner=inner)


def _asked(entry: Entry, parts: list[Condition]) -> Entry:
    if not parts:
        return replace(entry, condition=None, check=always)
    condition = parts[0] if len(parts) == 1 else And(tuple(parts))
    return replace(entry, condition=condition, check=condition.closure())


def _judged(indicated: Indicated, condition: Condition) -> Indicated:
    return replace(indicated, condition=condition, check=condition.closure())


def _decided(step: Step, condition: Condition) -> Step:
    return replace(step, condition=condition, check=condition.closure())


def _redefined(screen: Screen, name: str, definition: Condition) -> Screen:
    def of(condition: Condition) -> Condition:
        return renamed(condition, name, definition)

    return replace(
        screen,
        entries=_kept(screen.entries, tuple(_reread(entry, of) for entry in screen.entries)),
        indications=tuple(_reported(one, of) for one in screen.indications),
        steps=tuple(_stepped(one, of) for one in screen.steps),
        defined={other: definition if other == name else of(one) for other, one in screen.defined.items()},
    )


def _reported(indicated: Indicated, of: Callable[[Condition], Condition]) -> Indicated:
    condition = of(indicated.condition)
    return indicated if condition is indicated.condition else _judged(indicated, condition)


def _stepped(step: Step, of: Callable[[Condition], Condition]) -> Step:
    condition = None if step.condition is None else of(step.condition)
    return step if condition is None or condition is step.condition else _decided(step, condition)


def _reread(entry: Entry, of: Callable[[Condition], Condition]) -> Entry:
    inner = _kept(entry.inner, tuple(_reread(one, of) for one in entry.inner))
    condition = None if entry.condition is None else of(entry.condition)
    if condition is entry.condition:
        return entry if inner is entry.inner else replace(entry, inner=inner)
    return replace(entry, condition=condition, check=condition.closure() if condition else always, inner=inner)


def _kept(before: tuple[T, ...], after: tuple[T, ...]) -> tuple[T, ...]:
    """The same tuple where everything in it is the same: what rests on it need not be worked out again."""
    return before if all(one is other for one, other in zip(before, after, strict=True)) else after


def renamed(condition: Condition, name: str, definition: Condition) -> Condition:
    """The condition where a name stands for another definition; the same one where nothing in it names that."""
    match condition:
        case Named():
            of = definition if condition.name == name else renamed(condition.of, name, definition)
            return condition if of is condition.of else Named(condition.name, of)
        case And() | Or() | CountOf():
            parts = _kept(condition.of, tuple(renamed(part, name, definition) for part in condition.of))
            return condition if parts is condition.of else replace(condition, of=parts)
        case Over():
            inner = renamed(condition.condition, name, definition)
            return condition if inner is condition.condition else replace(condition, condition=inner)
        case Possibly() | Unsure():
            of = renamed(condition.of, name, definition)
            return condition if of is condition.of else type(condition)(of)
    return condition


def rewritten(draft: Draft, origin: Origin, text: str | None) -> Draft:
    """The draft with another text in that place, or without what stands there."""
    document = replace(origin.document, value=_patched(origin.document.value, origin.route, text))
    others = tuple(
        (Origin(document, ()), _patched(group, origin.route, text)) if one.document is origin.document else (one, group)
        for one, group in draft.groups
    )
    if origin.document is not draft.origin.document:
        return Draft(draft.origin, draft.authored, others, draft.reference)
    authored = _patched(draft.authored, origin.route, text)
    return Draft(Origin(document, ()), authored, draft.groups, draft.reference)


def _patched(node: T, route: Route, text: str | None) -> T:
    return cast("T", _changed(node, route, text))


def _changed(node: object, route: Route, text: str | None) -> object:
    """A copy of what stands at the top of the route, with other words at its end or without what is there."""
    if not route:
        return text
    key, rest = route[0], route[1:]
    leaves_out = text is None and not rest
    if isinstance(node, Model):
        name = str(key)
        return node.model_copy(update={name: None if leaves_out else _changed(getattr(node, name), rest, text)})
    if isinstance(node, Mapping):
        changed = {} if leaves_out else {key: _changed(node[key], rest, text)}
        return {name: one for name, one in node.items() if name != key} | changed
    parts = cast("tuple[object, ...]", node)
    changed_parts = [] if leaves_out else [_changed(parts[int(key)], rest, text)]
    return type(parts)([*parts[: int(key)], *changed_parts, *parts[int(key) + 1 :]])
