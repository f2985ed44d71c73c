"""Where answers stand: one pass over the screen in order gives the facts, and a part of it those after an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import heapify, heappop, heappush

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import NO_ROSTER, Facts, Roster, Truth
from screenkit.questions import Repeat
from screenkit.screen import Entry, Screen


@dataclass(frozen=True)
class Given:
    """Everything answered, in force or set aside, and the instances that were opened of each repeat."""

    answers: Mapping[Item, Answer] = field(default_factory=dict)
    instances: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class _Pass:
    """Fills the facts question by question; a condition only ever looks at what was filled before."""

    def __init__(self, given: Given, today: date, before: Facts | None = None) -> None:
        self.given = given
        self.answers: dict[Item, Answer] = dict(before.answers) if before else {}
        self.relevance: dict[Item, Truth] = dict(before.relevance) if before else {}
        self.rosters: dict[str, Roster] = dict(before.rosters) if before else {}
        self.facts = Facts(today, self.answers, self.relevance, self.rosters)

    def visit(self, entry: Entry, instance: int = 0, limit: Truth = Truth.YES) -> None:
        item = entry.item(instance)
        relevant = min(limit, entry.check(self.facts, instance))
        self.relevance[item] = relevant
        if relevant is Truth.YES and item in self.given.answers:
            self.answers[item] = self.given.answers[item]
        else:
            self.answers.pop(item, None)
        if isinstance(entry.question, Repeat):
            self._visit_repeat(entry, item, relevant)

    def _visit_repeat(self, entry: Entry, item: Item, relevant: Truth) -> None:
        certain = relevant is Truth.YES
        instances = self.given.instances.get(item.name, ()) if certain else ()
        if relevant is Truth.NO:
            self.rosters.pop(item.name, None)
            return
        answer = self.answers.get(item, Absent.NOT_ASKED)
        self.rosters[item.name] = Roster(instances, open=isinstance(answer, Absent))
        # Question by question: a condition may look at what was asked before of all the others, too.
        for inner in entry.inner:
            for instance in instances:
                self.visit(inner, instance, relevant)

    def again(self, entry: Entry) -> bool:
        """Visit what was visited before; whether that says anything new."""
        before = _said(entry, self.facts)
        self.visit(entry)
        return _said(entry, self.facts) != before


def facts_of(screen: Screen, given: Given, today: date) -> Facts:
    """The answers in force on a day, and what is asked, perhaps asked or not asked because of them."""
    walk = _Pass(given, today)
    for entry in screen.entries:
        walk.visit(entry)
    return walk.facts


def facts_after(screen: Screen, before: Facts, given: Given, places: Iterable[int]) -> tuple[Facts, list[int]]:
    """The same on the day of `before`, where only what is given at those places is new; and the places that changed.

    Only they and what reads them, or reads what changed with them, are judged again.
    """
    walk = _Pass(given, before.today, before)
    changed = in_turn(screen, places, lambda place: walk.again(screen.entries[place]))
    return _ordered(screen, before, walk.facts, changed), changed


def in_turn(screen: Screen, places: Iterable[int], judge: Callable[[int], bool]) -> list[int]:
    """Judge the places in order, and after each that says something new, its readers; those that did."""
    waiting, known, changed = list(places), set(places), []
    heapify(waiting)
    while waiting:
        place = heappop(waiting)
        if judge(place):
            changed.append(place)
            for reader in screen.readers[place]:
                if reader not in known:
                    known.add(reader)
                    heappush(waiting, reader)
    return changed


def items_in(entry: Entry, facts: Facts) -> Iterator[tuple[Entry, Item]]:
    """A question outside repeats, and of a repeat each that is in it, of each instance; in the order of the pass."""
    yield entry, entry.item()
    if entry.inner:
        instances = facts.roster(entry.question.name).instances
        for inner in entry.inner:
            for instance in instances:
                yield inner, inner.item(instance)


def _said(entry: Entry, facts: Facts) -> list[object]:
    """All that the facts say of one place."""
    found: list[object] = [facts.roster(entry.question.name) if entry.inner else NO_ROSTER]
    for _, item in items_in(entry, facts):
        found += (facts.relevance.get(item), facts.answers.get(item))
    return found


def _ordered(screen: Screen, before: Facts, after: Facts, changed: Iterable[int]) -> Facts:
    """The facts as one pass would have left them: what is new in its place, not at the end, and of instances that are.

    What was said of an instance that is gone is still there before, and nothing reads it.
    """
    is_same = before.rosters == after.rosters
    added = (place for place in changed if _adds(screen, before, after, place))
    if is_same and next(added, len(screen.entries)) > _last_place(screen, before):
        return after
    items = after.relevance if is_same else [item for entry in screen.entries for _, item in items_in(entry, after)]
    answers = {item: after.answers[item] for item in items if item in after.answers}
    if is_same:
        return replace(after, answers=answers)
    names = (entry.question.name for entry in screen.repeats())
    rosters = {name: after.rosters[name] for name in names if name in after.rosters}
    return Facts(after.today, answers, {item: after.relevance[item] for item in items}, rosters)


def _adds(screen: Screen, before: Facts, after: Facts, place: int) -> bool:
    items = (item for _, item in items_in(screen.entries[place], after))
    return any(item in after.answers and item not in before.answers for item in items)


def _last_place(screen: Screen, facts: Facts) -> int:
    """The last place with an answer; an answer behind it is where it belongs."""
    return max((screen.places[item.repeat or item.name] for item in [*facts.answers][-1:]), default=-1)
