"""What is known at one moment: the answers in force, and what may still be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from screenkit.answers import Absent, Answer, Item


class Truth(IntEnum):
    """Ruled out, possible, certain; the order makes `and` the least and `or` the greatest."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True)
class Roster:
    """The instances of a repeat that are known of, and whether there may be more."""

    instances: tuple[int, ...] = ()
    open: bool = True


NEW = "?"
"""Stands for a value, or an instance of a repeat, that nobody has named yet."""

NO_ROSTER = Roster(open=False)


@dataclass(frozen=True)
class Facts:
    """Answers in force on a day.

    `relevance` says of every question that could be reached whether it is asked for certain, perhaps or not at all
    (absent: not at all). `each` is the value that a step is being worked out for; with `each_is_new` it stands for
    a value that nobody has named yet, which is then none of `named`. `made` is what an interview keeps beside them to
    go on from; no condition reads it, and facts that are made from others by changing them do not have it.
    """

    today: date
    answers: Mapping[Item, Answer] = field(default_factory=lambda: MappingProxyType({}))
    relevance: Mapping[Item, Truth] = field(default_factory=lambda: MappingProxyType({}))
    rosters: Mapping[str, Roster] = field(default_factory=lambda: MappingProxyType({}))
    each: str | None = None
    each_is_new: bool = False
    named: frozenset[str] = frozenset()
    made: object = field(default=None, init=False, compare=False, repr=False)

    def keeping(self, made: object) -> Facts:
        """The same facts, with what is kept beside them."""
        found = replace(self)
        object.__setattr__(found, "made", made)
        return found

    def answer(self, item: Item) -> Answer:
        """The answer in force; a question that has none was not asked."""
        return self.answers.get(item, Absent.NOT_ASKED)

    def relevant(self, item: Item) -> Truth:
        """Whether the question is one that is asked."""
        return self.relevance.get(item, Truth.NO)

    def new_may_be(self, values: Iterable[str]) -> bool:
        """Whether the value that nobody has named yet could be one of these."""
        return self.each_is_new and not self.named.issuperset(values)

    def roster(self, repeat: str) -> Roster:
        """The instances of the repeat; none, and no more to come, where it is not asked."""
        return self.rosters.get(repeat, NO_ROSTER)
