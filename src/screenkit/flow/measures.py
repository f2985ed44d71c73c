"""How many interviews a screen has, and how long they are, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screenkit.naming import Naming
from screenkit.prove.counting import ways_through
from screenkit.prove.world import World
from screenkit.questions import Repeat
from screenkit.screen import Screen
from screenkit.words import say

_READABLE = 10**6
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Lengths:
    """What was counted; `interviews` is None where there are too many to tell apart, and the lengths are then bounds.

    Lengths are in questions, notes among them, with one instance of each repeat; each further one brings `more`.
    """

    interviews: int | None
    shortest: int
    longest: int
    more: tuple[tuple[str, int], ...] = ()

    def words(self, language: str) -> tuple[str, ...]:
        """One sentence each."""
        return tuple(self._words(language))

    def _words(self, language: str) -> Iterator[str]:
        if self.interviews is None:
            yield say("flow-uncounted", language)
        elif self.interviews < _READABLE:
            yield say("flow-counted", language, n=self.interviews)
        else:
            yield say("flow-about", language, n=str(len(str(self.interviews)) - 1).translate(_RAISED))
        yield say("flow-lengths", language, least=self.shortest, most=self.longest)
        for one_of, number in self.more:
            yield say("flow-more", language, one=one_of.lower(), n=number)


def lengths_of(screen: Screen, today: date, language: str) -> Lengths:
    """What can be counted of a screen; the day is that on which ages are worked out."""
    world = World(screen, today)
    found = ways_through(world, {})
    repeats = [entry.question for entry in screen.repeats() if isinstance(entry.question, Repeat)]
    if found is None:
        always = sum(1 for entry in screen.entries if entry.condition is None)
        return Lengths(None, always, sum(1 for _ in screen.all_entries()))
    more = []
    for repeat in repeats:
        several = (
            ways_through(world, {repeat.name: max(repeat.min, 1) + 1}) if repeat.max > max(repeat.min, 1) else None
        )
        if several:
            more.append((Naming(screen, language).one_of(repeat.name), several.longest - found.longest))
    return Lengths(found.number, found.shortest, found.longest, tuple(more))
