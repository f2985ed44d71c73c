"""Answers as a family gives them: only to what is asked, none after a checkpoint that is not met, little left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from time import monotonic

from screenkit.answers import Absent, Answer, Item
from screenkit.conditions import Ref
from screenkit.interview import sequence
from screenkit.prove.replay import Interview, Shorter
from screenkit.prove.values import Values
from screenkit.questions import Checkpoint, Repeat, TextQuestion
from screenkit.screen import Entry, Screen
from screenkit.standing import Given, facts_of
from screenkit.trials.trial import outcome_of

Shows = Callable[[Interview], bool]
_TOLD = "In their own words."
_ROUNDS = 3


def as_asked(screen: Screen, given: Given, today: date) -> Given:
    """The answers as an interview could have come to them: those in force, up to a checkpoint that is not met.

    A checkpoint that nothing is said of is met where something follows it.
    """
    facts = facts_of(screen, given, today)
    answers: dict[Item, Answer] = {}
    passed: dict[Item, Answer] = {}
    repeats: set[str] = set()
    for entry, item in sequence(screen, facts):
        repeats.add(item.repeat or item.name)
        if item in facts.answers:
            answer = facts.answers[item]
            is_told = isinstance(entry.question, TextQuestion) and not isinstance(answer, Absent)
            answers |= {**passed, item: _TOLD if is_told else answer}
            passed = {}
        elif isinstance(entry.question, Checkpoint):
            passed[item] = "yes"
        if isinstance(entry.question, Checkpoint) and answers.get(item, "yes") != "yes":
            break
    rosters = {name: one.instances for name, one in facts.rosters.items() if name in repeats and one.instances}
    return Given(answers, rosters)


@dataclass(frozen=True)
class Personas:
    """Makes answers plain: nothing in them that is not needed, and as little as possible left open by them."""

    screen: Screen
    today: date
    values: Values
    until: float

    def interview(self, given: Given) -> Interview:
        """The answers as they would be asked, and what comes of them."""
        return Interview(self.screen, as_asked(self.screen, given, self.today), self.today)

    def plain(self, given: Given, shows: Shows) -> Interview:
        """The plainest interview found that still shows what the answers show."""
        short = Shorter(self.screen, self.today, lambda one: shows(self.interview(one.given)), self.until).of(given)
        return self._settled(self.interview(short), shows)

    def _settled(self, interview: Interview, shows: Shows) -> Interview:
        """With answers to what was left open, where they make less follow from it."""
        for _ in range(_ROUNDS):
            before = interview.given
            interview = self._peopled(interview, shows)
            for entry, item in list(sequence(self.screen, interview.facts)):
                if item not in interview.facts.answers and monotonic() < self.until:
                    interview = self._answered(interview, entry, item, shows)
            if interview.given == before:
                break
        return interview

    def _peopled(self, interview: Interview, shows: Shows) -> Interview:
        """With as many instances of each repeat as it has at least."""
        for entry in self.screen.repeats():
            name = entry.question.name
            roster = interview.facts.roster(name)
            least = entry.question.min if isinstance(entry.question, Repeat) else 0
            if len(roster.instances) < least and (roster.open or Item(name) in interview.facts.answers):
                numbers = tuple(range(1, least + 1))
                more = Given(interview.given.answers, {**interview.given.instances, name: numbers})
                other = self.interview(more)
                interview = other if shows(other) else interview
        return interview

    def _answered(self, interview: Interview, entry: Entry, item: Item, shows: Shows) -> Interview:
        """With the answer, if any, that makes least follow."""
        best = interview
        for value in self._candidates(entry):
            answers = {**interview.given.answers, item: value}
            other = self.interview(Given(answers, interview.given.instances))
            if len(outcome_of(other)) < len(outcome_of(best)) and item in other.given.answers and shows(other):
                best = other
        return best

    def _candidates(self, entry: Entry) -> Iterator[Answer]:
        domain = self.values.domain(Ref(entry.question.name, entry.repeat))
        yield from (answer for answer in domain.answers if not isinstance(answer, Absent))
        yield from ((choice,) for choice in domain.bits)
