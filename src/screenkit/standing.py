"""What answers stand: one pass over the screen in order gives the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Facts, Roster, Truth
from screenkit.questions import Repeat
from screenkit.screen import Entry, Screen


@dataclass(frozen=True)
class Given:
    """Everything answered, in force or set aside, and the instances that were opened of each repeat."""

    answers: Mapping[Item, Answer] = field(default_factory=dict)
    instances: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class _Pass:
    """Fills the facts question by question; a condition only ever looks at what was filled before."""

    def __init__(self, given: Given, today: date) -> None:
        self.given = given
        self.answers: dict[Item, Answer] = {}
        self.relevance: dict[Item, Truth] = {}
        self.rosters: dict[str, Roster] = {}
        self.facts = Facts(today, self.answers, self.relevance, self.rosters)

    def visit(self, entry: Entry, instance: int = 0, limit: Truth = Truth.YES) -> None:
        item = entry.item(instance)
        relevant = min(limit, entry.check(self.facts, instance))
        self.relevance[item] = relevant
        if relevant is Truth.YES and item in self.given.answers:
            self.answers[item] = self.given.answers[item]
        if isinstance(entry.question, Repeat) and relevant is not Truth.NO:
            self._visit_repeat(entry, item, relevant)

    def _visit_repeat(self, entry: Entry, item: Item, relevant: Truth) -> None:
        certain = relevant is Truth.YES
        instances = self.given.instances.get(item.name, ()) if certain else ()
        answer = self.answers.get(item, Absent.NOT_ASKED)
        self.rosters[item.name] = Roster(instances, open=isinstance(answer, Absent))
        # Question by question: a condition may look at what was asked before of all the others, too.
        for inner in entry.inner:
            for instance in instances:
                self.visit(inner, instance, relevant)


def facts_of(screen: Screen, given: Given, today: date) -> Facts:
    """The answers in force on a day, and what is asked, perhaps asked or not asked because of them."""
    walk = _Pass(given, today)
    for entry in screen.entries:
        walk.visit(entry)
    return walk.facts
