"""An interview that a proof speaks of, run by the program itself, and made as short as it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic

from screenkit.answers import Answer, Item
from screenkit.facts import Facts, Truth
from screenkit.screen import Indicated, Screen, Step
from screenkit.standing import Given, facts_of
from screenkit.steps import Happening, own_happenings_of, with_followers
from screenkit.verdicts import verdicts_of


class DisagreementError(Exception):
    """The formulas and the program differ on an interview: a fault of screenkit, not of the screen."""


class Interview:
    """Answers, and what the program makes of them on a day."""

    def __init__(self, screen: Screen, given: Given, today: date) -> None:
        self.screen = screen
        self.given = given
        self.facts: Facts = facts_of(screen, given, today)
        self._own: dict[int, tuple[Step, tuple[Happening, ...]]] = {}
        self._verdicts: dict[int, tuple[Indicated, list[tuple[str, Truth]]]] = {}

    def with_screen(self, screen: Screen) -> Interview:
        """The same answers with a changed screen; what comes of the rules that both share is the same."""
        if screen.entries is not self.screen.entries:
            return Interview(screen, self.given, self.facts.today)
        changed = copy(self)
        kept = {name: one for name, one in self.__dict__.items() if name not in _WORKED_OUT}
        changed.__dict__ = {**kept, "screen": screen, "_own": dict(self._own), "_verdicts": dict(self._verdicts)}
        return changed

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """Every step that is due or possible."""
        own = [one for step in self.screen.steps for one in self._own_of(step)]
        return tuple(with_followers(self.screen, own))

    def _own_of(self, step: Step) -> tuple[Happening, ...]:
        # By identity, and kept with the step, so that no other can come to have the number.
        if id(step) not in self._own:
            self._own[id(step)] = step, tuple(own_happenings_of(self.screen, step, self.facts))
        return self._own[id(step)][1]

    @cached_property
    def due(self) -> frozenset[str]:
        """The steps that are due."""
        return frozenset(one.step.rule.name for one in self.happenings if one.truth is Truth.YES)

    @cached_property
    def possible(self) -> frozenset[str]:
        """The steps that their own conditions do not rule out."""
        return frozenset(step.rule.name for step in self.screen.steps if self._own_of(step))

    def verdicts(self, indicated: Indicated) -> list[tuple[str, Truth]]:
        """What an indication reports: under its name, and for each instance where it is per repeat, named or not."""
        if id(indicated) not in self._verdicts:
            found = verdicts_of(self.screen, indicated, self.facts)
            self._verdicts[id(indicated)] = indicated, [(one.name, one.truth) for one in found]
        return self._verdicts[id(indicated)][1]

    def reports(self, indicated: Indicated, truth: Truth) -> bool:
        """Whether the indication is reported so, for one instance at least."""
        return any(found is truth for _, found in self.verdicts(indicated))


_WORKED_OUT = ("happenings", "due", "possible")
"""What is worked out once, and is another with another screen."""


Shows = Callable[[Interview], bool]


@dataclass(frozen=True)
class Shorter:
    """Leaves out whatever an interview does not need to show something."""

    screen: Screen
    today: date
    shows: Shows
    until: float

    def of(self, given: Given) -> Given:
        """A shorter interview that shows it too; as it was where the time is up."""
        given = self._fewer_instances(given)
        given = self._fewer_answers(given)
        given = self._fewer_choices(given)
        return _renumbered(self._fewer_instances(given))

    def _kept(self, given: Given) -> bool:
        return monotonic() < self.until and self.shows(Interview(self.screen, given, self.today))

    def _fewer_instances(self, given: Given) -> Given:
        for repeat, numbers in list(given.instances.items()):
            for number in numbers:
                fewer = _without_instance(given, repeat, number)
                if self._kept(fewer):
                    given = fewer
        return given

    def _fewer_answers(self, given: Given) -> Given:
        """Halves first, then ever smaller shares, until no single answer can go."""
        share = len(given.answers)
        while share:
            for some in _shares(list(given.answers), share):
                fewer = Given({item: one for item, one in given.answers.items() if item not in some}, given.instances)
                if self._kept(fewer):
                    given = fewer
            share = min(share // 2, len(given.answers))
        return given

    def _fewer_choices(self, given: Given) -> Given:
        for item, answer in list(given.answers.items()):
            for choice in answer if isinstance(answer, tuple) else ():
                now = given.answers[item]
                left = tuple(one for one in now if one != choice) if isinstance(now, tuple) else now
                fewer = Given({**given.answers, item: left}, given.instances)
                if self._kept(fewer):
                    given = fewer
        return given


def _shares(items: Sequence[Item], size: int) -> Iterator[frozenset[Item]]:
    for start in range(0, len(items), size):
        yield frozenset(items[start : start + size])


def _without_instance(given: Given, repeat: str, number: int) -> Given:
    answers = {item: one for item, one in given.answers.items() if item.repeat != repeat or item.instance != number}
    left = tuple(one for one in given.instances[repeat] if one != number)
    return Given(answers, {**given.instances, repeat: left})


def _renumbered(given: Given) -> Given:
    """Instances count from one again."""
    places = {
        (repeat, number): place
        for repeat, numbers in given.instances.items()
        for place, number in enumerate(numbers, start=1)
    }
    answers: dict[Item, Answer] = {
        item._replace(instance=places.get((item.repeat, item.instance), item.instance)): one
        for item, one in given.answers.items()
    }
    return Given(answers, {repeat: tuple(range(1, len(one) + 1)) for repeat, one in given.instances.items() if one})
