"""The interview without a terminal: what to ask next, and what an answer changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from screenkit.answers import Absent, Answer, Item
from screenkit.conditions import Asked, Condition, Is, Possibly, Ref, Unsure
from screenkit.facts import Facts, Truth
from screenkit.questions import Checkpoint, Question, Repeat, SaidBy
from screenkit.refusals import Refused
from screenkit.response import Response, answered, given_of, happened, items_of, zone_of
from screenkit.screen import Entry, Screen
from screenkit.standing import Given, facts_of


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
    """What recording did: the new record, answers that it set aside or brought back, questions that it opened."""

    response: Response
    set_aside: tuple[Item, ...] = ()
    restored: tuple[Item, ...] = ()
    opened: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How many questions are answered, and how many are to come at least and at most.

    Each further instance of the repeats in `growing` brings more: nobody knows how many there are.
    """

    answered: int
    at_least: int
    at_most: int
    growing: tuple[str, ...] = ()


class _Look:
    """What a record adds up to, and the facts of the day for which it was last asked."""

    def __init__(self, screen: Screen, response: Response, before: _Look | None) -> None:
        self.screen, self.response = screen, response
        self.known = self._known(before)
        self.zone = zone_of(screen, response, self.known)
        self._facts: Facts | None = None

    def _known(self, before: _Look | None) -> Given:
        told = before.response.events if before and before.screen is self.screen else ()
        # Each answer makes a new record of the same events and one more; those before it are not read again.
        if before and told and self.response.events[: len(told)] == told:
            return given_of(self.screen, self.response, before.known, len(told))
        return given_of(self.screen, self.response)

    def day(self, now: datetime) -> date:
        """The day where the family is."""
        return (now + self.response.shift).astimezone(self.zone).date()

    def facts(self, now: datetime) -> Facts:
        """The answers in force on that day."""
        day = self.day(now)
        if self._facts is None or self._facts.today != day:
            self._facts = facts_of(self.screen, self.known, day)
        return self._facts


class _Lately:
    """The two records that were looked at last: one answer is followed by several looks at the new and the old."""

    def __init__(self) -> None:
        self._looks: tuple[_Look, ...] = ()

    def at(self, screen: Screen, response: Response) -> _Look:
        """What this very record adds up to."""
        for look in self._looks:
            if look.screen is screen and look.response is response:
                return look
        look = _Look(screen, response, self._looks[0] if self._looks else None)
        self._looks = (look, *self._looks[:1])
        return look


_LATELY = _Lately()


def today_of(screen: Screen, response: Response, now: datetime) -> date:
    """The day where the family is."""
    return _LATELY.at(screen, response).day(now)


def standing(screen: Screen, response: Response, now: datetime) -> Facts:
    """The answers of the record that are in force now."""
    return _LATELY.at(screen, response).facts(now)


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


def still_to_come(screen: Screen, facts: Facts) -> Iterator[Item | NewInstance | Ending]:
    """Everything that a finished screening lacks, in order; nothing is put after a checkpoint that was not met."""
    for entry, item in sequence(screen, facts):
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
    return next(still_to_come(screen, facts), None)


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
    asked = list(sequence(screen, facts))
    coming = [(entry, item) for entry, item in asked if item not in facts.answers]
    settled = sum(1 for entry, item in coming if _is_settled(screen, facts, entry, item.instance))
    perhaps = sum(1 for item, truth in facts.relevance.items() if _may_come(screen, facts, item, truth))
    least, most = _to_be_opened(screen, facts)
    growing = tuple(entry.question.name for entry in screen.repeats() if _may_grow(facts, entry))
    return Progress(len(asked) - len(coming), settled + least, len(coming) + perhaps + most, growing)


def _may_come(screen: Screen, facts: Facts, item: Item, truth: Truth) -> bool:
    entry = screen.entry(item)
    if entry is None or truth is Truth.YES:
        return False
    return truth is Truth.MAYBE or not _is_settled(screen, facts, entry, item.instance)


def _may_turn(condition: Condition) -> bool:
    """Whether an answer can make it false after it was true: only what reads that something was not asked yet."""
    reads_silence = isinstance(condition, Is) and Absent.NOT_ASKED in condition.absent
    return reads_silence or isinstance(condition, Asked | Possibly | Unsure) or any(map(_may_turn, condition.parts()))


def _is_settled(screen: Screen, facts: Facts, entry: Entry, instance: int) -> bool:
    """Whether no answer that is still to come can change that the question is asked, or that it is not."""
    if entry.condition is None or not _may_turn(entry.condition):
        return True
    refs = entry.condition.refs()
    return all(_is_known(screen, facts, ref, instance if ref.repeat == entry.repeat else 0) for ref in refs)


def _is_known(screen: Screen, facts: Facts, ref: Ref, instance: int) -> bool:
    roster = facts.rosters.get(ref.repeat or ref.name)
    if instance == 0 and roster is not None and roster.open:
        return False
    instances = roster.instances if ref.repeat and roster and not instance else (instance,)
    return all(_is_known_item(screen, facts, ref.item(one)) for one in instances)


def _is_known_item(screen: Screen, facts: Facts, item: Item) -> bool:
    entry = screen.entry(item)
    if item in facts.answers:
        return True
    return facts.relevant(item) is Truth.NO and entry is not None and _is_settled(screen, facts, entry, item.instance)


def _may_grow(facts: Facts, entry: Entry) -> bool:
    question, roster = entry.question, facts.roster(entry.question.name)
    return isinstance(question, Repeat) and roster.open and len(roster.instances) < question.max


def _to_be_opened(screen: Screen, facts: Facts) -> tuple[int, int]:
    """The least and the greatest number of questions about those instances that a repeat will open by itself."""
    least = most = 0
    for entry in screen.repeats():
        roster = facts.roster(entry.question.name)
        missing = max(0, entry.question.min - len(roster.instances)) if isinstance(entry.question, Repeat) else 0
        relevant, settled = facts.relevant(entry.item()), _is_settled(screen, facts, entry, 0)
        if missing and not (relevant is Truth.NO and settled):
            is_certain = relevant is Truth.YES and settled
            least += missing * sum(1 for inner in entry.inner if is_certain and inner.condition is None)
            most += missing * len(entry.inner)
    return least, most


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
    said_by: SaidBy | None = None,
    told_in: str | None = None,
) -> Change:
    """Return the record with the answer; raises `Refused` for one that cannot be so, KeyError for no question."""
    question = screen.question(item)
    if not isinstance(answer, Absent):
        question.check(answer, today_of(screen, response, now))
    before = standing(screen, response, now)
    after = answered(screen, response, item, answer, now, said_by, told_in)
    return _with_consequences(screen, item, before, after, now)


def _with_consequences(screen: Screen, item: Item, before: Facts, response: Response, now: datetime) -> Change:
    after = standing(screen, response, now)
    aside = tuple(one for one in before.answers if one not in after.answers and one != item)
    back = tuple(one for one in after.answers if one not in before.answers and one != item)
    if aside:
        response = happened(response, now, "set-aside", items=items_of(aside))
    if back:
        response = happened(response, now, "restored", items=items_of(back))
    return Change(response, aside, back, _opened(screen, before, after))


def _opened(screen: Screen, before: Facts, after: Facts) -> tuple[Item, ...]:
    if before.relevance == after.relevance and before.rosters == after.rosters:
        return ()
    known = {item for _, item in sequence(screen, before)}
    return tuple(one for _, one in sequence(screen, after) if one not in known and one not in after.answers)


def add_instance(screen: Screen, response: Response, repeat: str, now: datetime) -> Change:
    """Return the record with one more instance of the repeat; raises `Refused` past its greatest number."""
    question: Question = screen.question(Item(repeat))
    known = given_of(screen, response).instances.get(repeat, ())
    if isinstance(question, Repeat) and len(known) >= question.max:
        raise Refused("too-many", most=question.max)
    before = standing(screen, response, now)
    after = happened(response, now, "added", item=repeat, instance=max(known, default=0) + 1)
    return _with_consequences(screen, Item(repeat), before, after, now)


def remove_instance(screen: Screen, response: Response, repeat: str, instance: int, now: datetime) -> Change:
    """Return the record without an instance that was opened by mistake; what was answered stays in its history."""
    before = standing(screen, response, now)
    after = happened(response, now, "removed", item=repeat, instance=instance)
    change = _with_consequences(screen, Item(repeat), before, after, now)
    others = (one for one in change.set_aside if (one.repeat, one.instance) != (repeat, instance))
    return replace(change, set_aside=tuple(others))
