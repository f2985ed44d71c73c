"""What every proof works with: the screen, its formulas, where things were written, and the search for interviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic

from screenkit.answers import Item
from screenkit.draft import Draft
from screenkit.prove.oracle import OutOfTimeError
from screenkit.prove.outcomes import Outcomes
from screenkit.prove.persona import Persona
from screenkit.prove.places import Places
from screenkit.prove.replay import DisagreementError, Interview, Shorter, Shows
from screenkit.prove.search import Search, Spelled
from screenkit.prove.tried import Tried
from screenkit.prove.world import World
from screenkit.screen import Screen
from screenkit.standing import Given

_SHORTENING = 0.25
"""So many seconds may be spent on making one interview shorter."""


@dataclass
class Study:
    """One screen under proof."""

    screen: Screen
    draft: Draft
    today: date
    until: float

    def __post_init__(self) -> None:
        self.places = Places(self.screen, self.draft)
        self.world = World(self.screen, self.today, (claim.written.condition for claim in self.places.claims))
        self.outcomes = Outcomes(self.world)
        self.search = Search(self.world, self.until)
        with suppress(OutOfTimeError):
            self.search.try_each_answer()

    @cached_property
    def tried(self) -> Tried:
        """The world in which conditions are worked out for interviews that are tried."""
        return Tried(self.search)

    def can(self, node: int) -> bool:
        """Whether an interview makes the formula true; raises when that cannot be told."""
        return any(self.search.holds(way) for way in self.world.pool.ways(node))

    def shown(self, node: int, shows: Shows) -> Interview | None:
        """The shortest interview found that makes the formula true, on which the program agrees; None if none does."""
        given = self.search.given(node)
        return None if given is None else self.shortened(given, shows)

    def shown_unless(self, node: int, excluded: Sequence[int], shows: Shows) -> Interview | None:
        """As `shown`, for an interview that makes other formulas false."""
        given = self.search.given_unless(node, excluded)
        return None if given is None else self.shortened(given, shows)

    def shown_of(self, spelled: Spelled, shows: Shows) -> Interview | None:
        """As `shown`, for a formula that was spelled out already."""
        given = self.search.given_of(spelled)
        return None if given is None else self.shortened(given, shows)

    def shortened(self, given: Given, shows: Shows) -> Interview:
        """The interview with nothing in it that is not needed; raises when the program does not agree on it."""
        if not shows(Interview(self.screen, given, self.today)):
            raise DisagreementError(self.screen.id)
        until = min(self.until, monotonic() + _SHORTENING)
        short = Shorter(self.screen, self.today, shows, until).of(given)
        return Interview(self.screen, short, self.today)

    def persona(
        self, interview: Interview, outcome: Iterable[str], beside: Mapping[Item, str] | None = None
    ) -> Persona:
        """The interview as it is shown to the author."""
        return Persona(self.screen, self.today, interview.given, tuple(outcome), beside or {})
