"""The interview without a terminal: what to ask next, and what an answer changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from screenkit.answers import Absent, Answer, Item, parse_item
from screenkit.events import Event
from screenkit.facts import Facts, Truth
from screenkit.progress import Made, count_after, counted, first_lack, made_of
from screenkit.questions import Checkpoint, Question, Repeat, SaidBy
from screenkit.refusals import Refused
from screenkit.response import Response, answered, given_of, happened, items_of, zone_of
from screenkit.screen import Entry, Screen
from screenkit.standing import Given, facts_after, facts_of, items_in


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
    """What recording did: the new record, answers that it set aside or brought back, questions that it opened.

    `facts` are the answers that are in force with it.
    """

    response: Response
    set_aside: tuple[Item, ...]
    restored: tuple[Item, ...]
    opened: tuple[Item, ...]
    facts: Facts


@dataclass(frozen=True)
class Whence:
    """Who said an answer, and in which other screening it was told before."""

    said_by: SaidBy | None = None
    told_in: str | None = None


HERE = Whence()
"""Nobody in particular, in this one."""


def today_of(screen: Screen, response: Response, now: datetime) -> date:
    """The day where the family is."""
    return _day(screen, response, now, given_of(screen, response))


def _day(screen: Screen, response: Response, now: datetime, given: Given) -> date:
    return (now + response.shift).astimezone(zone_of(screen, response, given)).date()


def standing(screen: Screen, response: Response, now: datetime, before: Facts | None = None) -> Facts:
    """The answers of the record that are in force now; made from those `before` where the record goes on from them."""
    return _moved(screen, response, now, before)[0]


def _moved(screen: Screen, response: Response, now: datetime, before: Facts | None) -> tuple[Facts, Sequence[int]]:
    """The answers in force, and the places of the screen at which they say anything else than before."""
    made = made_of(screen, before) if before else None
    told = made.events if made else ()
    # Each answer makes a new record of the same events and one more; those before it are not read again.
    if before is None or made is None or response.events[: len(told)] != told:
        given = given_of(screen, response)
        return _anew(screen, response, given, _day(screen, response, now, given))
    new = response.events[len(told) :]
    given = given_of(screen, response, made.given, len(told)) if new else made.given
    today = _day(screen, response, now, given)
    if today != before.today:
        return _anew(screen, response, given, today)  # ages and days since are other ones
    places = {screen.places[item.repeat or item.name] for item in map(_touched, new) if item}
    if not places:
        return before, ()
    facts, changed = facts_after(screen, before, given, places)
    count = count_after(screen, counted(screen, before), facts, changed)
    return facts.keeping(Made(screen, response.events, given, count)), changed


def _anew(screen: Screen, response: Response, given: Given, today: date) -> tuple[Facts, Sequence[int]]:
    facts = facts_of(screen, given, today)
    return facts.keeping(Made(screen, response.events, given)), range(len(screen.entries))


def _touched(event: Event) -> Item | None:
    """What an event says something else of than before."""
    is_answer = event.kind in ("answered", "corrected", "added", "removed")
    return parse_item(event.item) if is_answer and event.item else None


def sequence(screen: Screen, facts: Facts) -> Iterator[tuple[Entry, Item]]:
    """Every question that is certainly asked, in order; a repeat's own question follows its instances."""
    return (pair for entry in screen.entries for pair in _asked(entry, facts))


def _asked(entry: Entry, facts: Facts) -> Iterator[tuple[Entry, Item]]:
    item = entry.item()
    if facts.relevant(item) is not Truth.YES:
        return
    for instance in facts.roster(item.name).instances if isinstance(entry.question, Repeat) else ():
        for inner in entry.inner:
            if facts.relevant(inner.item(instance)) is Truth.YES:
                yield inner, inner.item(instance)
    yield entry, item


def still_to_come(screen: Screen, facts: Facts) -> Iterator[Item | NewInstance | Ending]:
    """Everything that a finished screening lacks, in order; nothing is put after a checkpoint that was not met."""
    return _still_to_come(screen.entries, facts)


def _still_to_come(entries: Sequence[Entry], facts: Facts) -> Iterator[Item | NewInstance | Ending]:
    for entry, item in (pair for one in entries for pair in _asked(one, facts)):
        question = entry.question
        if isinstance(question, Repeat) and len(facts.roster(item.name).instances) < question.min:
            yield NewInstance(item.name)
        if item not in facts.answers:
            yield item
        elif isinstance(question, Checkpoint) and facts.answers[item] != "yes":
            yield Ending(item, question)
            return


def next_item(screen: Screen, facts: Facts) -> Item | NewInstance | Ending | None:
    """The first question without an answer; None when there is none left."""
    return next(_still_to_come(screen.entries[first_lack(screen, facts) :], facts), None)


def previous_item(screen: Screen, facts: Facts, item: Item | None) -> Item | None:
    """The question before this one; before the end (None), the last one."""
    items = [one for _, one in sequence(screen, facts)]
    place = items.index(item) if item in items else len(items)
    return items[place - 1] if place else None


def left_for_later(screen: Screen, facts: Facts) -> tuple[Item, ...]:
    """The questions that were put off."""
    return tuple(item for _, item in sequence(screen, facts) if facts.answers.get(item) is Absent.NOT_ASKED)


# Nobody sits over one question for longer: the laptop slept, its clock was set, or everybody went for lunch.
_AWAY = timedelta(hours=1)


def time_taken(response: Response, now: datetime) -> timedelta:
    """How long the sittings have taken so far, without the time between them and without what was no sitting."""
    moments = [*((event.at, event.kind) for event in response.events), (now, "")]
    gaps = [after - before for (before, _), (after, kind) in pairwise(moments) if kind != "resumed"]
    return sum((gap for gap in gaps if timedelta() < gap < _AWAY), timedelta())


def record(
    screen: Screen,
    response: Response,
    item: Item,
    answer: Answer,
    now: datetime,
    whence: Whence = HERE,
    before: Facts | None = None,
) -> Change:
    """Return the record with the answer; raises `Refused` for one that cannot be so, KeyError for no question.

    With what stood `before`, only what the answer changes is worked out.
    """
    question = screen.question(item)
    before = standing(screen, response, now, before)
    if not isinstance(answer, Absent):
        question.check(answer, before.today)
    after = answered(screen, response, item, answer, now, whence.said_by, whence.told_in)
    return _with_consequences(screen, item, before, after, now)


def _with_consequences(screen: Screen, item: Item, before: Facts, response: Response, now: datetime) -> Change:
    after, places = _moved(screen, response, now, before)
    changed = [screen.entries[place] for place in places]
    aside, back = _lost(changed, before, after, item), _lost(changed, after, before, item)
    if aside:
        response = happened(response, now, "set-aside", items=items_of(aside))
    if back:
        response = happened(response, now, "restored", items=items_of(back))
    opened = (one for entry in changed for _, one in _asked(entry, after) if one not in after.answers)
    new = tuple(one for one in opened if before.relevant(one) is not Truth.YES)
    return Change(response, aside, back, new, after)


def _lost(changed: Iterable[Entry], before: Facts, after: Facts, item: Item) -> tuple[Item, ...]:
    """The answers that stood before and do not stand after, but for the one that was changed."""
    stood = (one for entry in changed for _, one in items_in(entry, before) if one in before.answers)
    return tuple(one for one in stood if one not in after.answers and one != item)


def add_instance(screen: Screen, response: Response, repeat: str, now: datetime, before: Facts | None = None) -> Change:
    """Return the record with one more instance of the repeat; raises `Refused` past its greatest number."""
    question: Question = screen.question(Item(repeat))
    known = given_of(screen, response).instances.get(repeat, ())
    if isinstance(question, Repeat) and len(known) >= question.max:
        raise Refused("too-many", most=question.max)
    before = standing(screen, response, now, before)
    after = happened(response, now, "added", item=repeat, instance=max(known, default=0) + 1)
    return _with_consequences(screen, Item(repeat), before, after, now)


def remove_instance(
    screen: Screen, response: Response, repeat: str, instance: int, now: datetime, before: Facts | None = None
) -> Change:
    """Return the record without an instance that was opened by mistake; what was answered stays in its history."""
    before = standing(screen, response, now, before)
    after = happened(response, now, "removed", item=repeat, instance=instance)
    change = _with_consequences(screen, Item(repeat), before, after, now)
    others = (one for one in change.set_aside if (one.repeat, one.instance) != (repeat, instance))
    return replace(change, set_aside=tuple(others))
