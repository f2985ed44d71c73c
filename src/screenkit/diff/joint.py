"""Two versions of a screen over the same answers: the questions of both, and each version's own formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from screenkit.answers import Answer, Item
from screenkit.conditions import Condition, Ref
from screenkit.diff.merging import merged
from screenkit.diff.renaming import Names, renamed_screen
from screenkit.prove.outcomes import Outcomes
from screenkit.prove.world import ALWAYS, World, ref_of
from screenkit.questions import Common, Question, Repeat
from screenkit.screen import Entry, Screen
from screenkit.standing import Given


class Side(World):
    """The formulas of one version, over the answers that both versions speak of."""

    def __init__(self, screen: Screen, both: World) -> None:
        super().__init__(replace(both.screen, entries=(), steps=()), both.today)
        self.screen = screen
        self.pool = both.pool
        self.values = both.values
        self.differences = both.differences
        for entry in screen.all_entries():
            self.relevance[ref_of(entry)] = ALWAYS if entry.condition is None else self.truth(entry.condition)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What comes of the answers by this version."""
        return Outcomes(self)


@dataclass(frozen=True)
class Joint:
    """Both versions; `names` says what old questions are called among the common ones."""

    old_screen: Screen
    new_screen: Screen
    names: Names
    both: World
    old: Side
    new: Side

    def old_given(self, given: Given) -> Given:
        """The common answers as the old version knows them."""
        back = {new: old for old, new in self.names.refs.items()}
        repeats = {new: old for old, new in self.names.repeats.items()}
        answers: dict[Item, Answer] = {}
        for item, answer in given.answers.items():
            known = back.get(Ref(item.name, item.repeat))
            if known is not None:
                answers[known.item(item.instance)] = answer
            elif Ref(item.name, item.repeat) not in self.names.refs:
                answers[item] = answer
        instances = {repeats.get(name, name): numbers for name, numbers in given.instances.items()}
        return Given(answers, instances)


def join(old: Screen, new: Screen, today: date) -> Joint:
    """Both versions over the same answers; an old question that the new version asks as another kind stands apart."""
    names = _apart(old, new)
    before = renamed_screen(old, names)
    steps = (*before.steps, *new.steps)
    screen = Screen(new.authored, "", _entries(before.entries, new.entries), (), steps, (), {}, new.reference)
    both = World(screen, today, [*_conditions(before), *_conditions(new)])
    return Joint(old, new, names, both, Side(before, both), Side(new, both))


def alike(one: Common, other: Common) -> bool:
    """Whether an answer to the one can be taken for an answer to the other."""
    return one.kind == other.kind and isinstance(one, Repeat) is isinstance(other, Repeat)


def by_ref(screen: Screen) -> dict[Ref, Entry]:
    """Every question by the name that conditions know it by."""
    return {ref_of(entry): entry for entry in screen.all_entries()}


def _apart(old: Screen, new: Screen) -> Names:
    known, used = by_ref(new), {entry.question.name for one in (old, new) for entry in one.all_entries()}
    refs: dict[Ref, Ref] = {}
    repeats: dict[str, str] = {}
    for ref, entry in by_ref(old).items():
        name = ref.name
        if ref in known and not alike(entry.question, known[ref].question):
            name = _unused(ref.name, used)
            if isinstance(entry.question, Repeat):
                repeats[ref.name] = name
        repeat = repeats.get(ref.repeat, ref.repeat)
        if (name, repeat) != (ref.name, ref.repeat):
            refs[ref] = Ref(name, repeat)
    return Names(refs, repeats)


def _unused(name: str, used: set[str]) -> str:
    while name in used:
        name += "_before"
    used.add(name)
    return name


def _conditions(screen: Screen) -> Iterator[Condition]:
    yield from (entry.condition for entry in screen.all_entries() if entry.condition is not None)
    yield from screen.defined.values()
    yield from (one.condition for one in screen.indications)


def _entries(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The questions of both, those of the new version first, asked of everybody."""
    before = {entry.question.name: entry for entry in old}
    own = {entry.question.name for entry in new}
    gone = (_bare(entry, entry.question, _entries(entry.inner, ())) for entry in old if entry.question.name not in own)
    return (*(_joined(before.get(entry.question.name), entry) for entry in new), *gone)


def _joined(old: Entry | None, new: Entry) -> Entry:
    if old is None:
        return _bare(new, new.question, _entries((), new.inner))
    return _bare(new, merged(old.question, new.question), _entries(old.inner, new.inner))


def _bare(entry: Entry, question: Question, inner: tuple[Entry, ...]) -> Entry:
    return Entry(question, sections=entry.sections, repeat=entry.repeat, inner=inner)
