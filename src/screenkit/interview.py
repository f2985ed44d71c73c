"""The interview without a terminal: what to ask next, and what an answer changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Facts, Truth
from screenkit.questions import Checkpoint, Question, Repeat, SaidBy
from screenkit.refusals import Refused
from screenkit.response import Response, answered, given_of, happened, items_of, zone_of
from screenkit.screen import Entry, Screen
from screenkit.standing import facts_of


@dataclass(frozen=True)
class Ending:
    """The interview ends here: a checkpoint was not met."""

    item: Item
    question: Checkpoint


@dataclass(frozen=True)
class NewInstance:
    """The repeat opens another instance without asking, because it has fewer than its least number."""

    repeat: str


@dataclass(frozen=True)
class Change:
    """What recording did: the new record, and the answers that it set aside or brought back."""

    response: Response
    set_aside: tuple[Item, ...] = ()
    restored: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How many questions are answered, and how many are to come at least and at most.

    Further instances of a repeat are not counted: nobody knows how many there are.
    """

    answered: int
    at_least: int
    at_most: int


def today_of(screen: Screen, response: Response, now: datetime) -> date:
    """The day where the family is."""
    return now.astimezone(zone_of(screen, response, given_of(screen, response))).date()


def standing(screen: Screen, response: Response, now: datetime) -> Facts:
    """The answers of the record that are in force now."""
    return facts_of(screen, given_of(screen, response), today_of(screen, response, now))


def sequence(screen: Screen, facts: Facts) -> Iterator[tuple[Entry, Item]]:
    """Every question that is certainly asked, in order; a repeat's own question follows its instances."""
    for entry in screen.entries:
        item = entry.item()
        if facts.relevant(item) is not Truth.YES:
            continue
        for instance in facts.roster(item.name).instances if isinstance(entry.question, Repeat) else ():
            for inner in entry.inner:
                if facts.relevant(inner.item(instance)) is Truth.YES:
                    yield inner, inner.item(instance)
        yield entry, item


def next_item(screen: Screen, facts: Facts) -> Item | NewInstance | Ending | None:
    """The first question without an answer; None when there is none left."""
    for entry, item in sequence(screen, facts):
        question = entry.question
        if isinstance(question, Repeat) and len(facts.roster(item.name).instances) < question.min:
            return NewInstance(item.name)
        if item not in facts.answers:
            return item
        if isinstance(question, Checkpoint) and facts.answers[item] != "yes":
            return Ending(item, question)
    return None


def previous_item(screen: Screen, facts: Facts, item: Item | None) -> Item | None:
    """The question before this one; before the end (None), the last one."""
    items = [one for _, one in sequence(screen, facts)]
    place = items.index(item) if item in items else len(items)
    return items[place - 1] if place else None


def left_for_later(screen: Screen, facts: Facts) -> tuple[Item, ...]:
    """The questions that were put off."""
    return tuple(item for _, item in sequence(screen, facts) if facts.answers.get(item) is Absent.NOT_ASKED)


def progress(screen: Screen, facts: Facts) -> Progress:
    """How far the interview is."""
    asked = [item for _, item in sequence(screen, facts)]
    done = sum(1 for item in asked if item in facts.answers)
    perhaps = sum(1 for item, truth in facts.relevance.items() if truth is Truth.MAYBE and screen.entry(item))
    return Progress(done, len(asked) - done, len(asked) - done + perhaps)


def record(
    screen: Screen,
    response: Response,
    item: Item,
    answer: Answer,
    now: datetime,
    said_by: SaidBy | None = None,
) -> Change:
    """Return the record with the answer; raises `Refused` for one that cannot be so, KeyError for no question."""
    question = screen.question(item)
    if not isinstance(answer, Absent):
        question.check(answer, today_of(screen, response, now))
    before = standing(screen, response, now)
    after = answered(screen, response, item, answer, now, said_by)
    return _with_consequences(screen, item, before, after, now)


def _with_consequences(screen: Screen, item: Item, before: Facts, response: Response, now: datetime) -> Change:
    after = standing(screen, response, now)
    aside = tuple(one for one in before.answers if one not in after.answers and one != item)
    back = tuple(one for one in after.answers if one not in before.answers and one != item)
    if aside:
        response = happened(response, now, "set-aside", items=items_of(aside))
    if back:
        response = happened(response, now, "restored", items=items_of(back))
    return Change(response, aside, back)


def add_instance(screen: Screen, response: Response, repeat: str, now: datetime) -> Change:
    """Return the record with one more instance of the repeat; raises `Refused` past its greatest number."""
    question: Question = screen.question(Item(repeat))
    known = given_of(screen, response).instances.get(repeat, ())
    if isinstance(question, Repeat) and len(known) >= question.max:
        raise Refused("too-many", most=question.max)
    before = standing(screen, response, now)
    after = happened(response, now, "added", item=repeat, instance=max(known, default=0) + 1)
    return _with_consequences(screen, Item(repeat), before, after, now)
