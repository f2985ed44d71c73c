"""How far an interview is: counted place by place, and after an answer only where it changed something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from screenkit.answers import Item
from screenkit.conditions import Ref
from screenkit.events import Event
from screenkit.facts import Facts, Truth
from screenkit.questions import Checkpoint, Repeat
from screenkit.screen import Entry, Screen
from screenkit.standing import Given, in_turn, items_in


@dataclass(frozen=True)
class Progress:
    """How many questions are answered, and how many are to come at least and at most.

    Each further instance of the repeats in `growing` brings more: nobody knows how many there are.
    """

    answered: int
    at_least: int
    at_most: int
    growing: tuple[str, ...] = ()


class Part(NamedTuple):
    """What one place of a screen adds: so many questions are to come there at least and at most.

    `lacks` says that the interview stops there; `settled` of each question that may turn, whether no answer still can
    make it do so.
    """

    at_least: int
    at_most: int
    lacks: bool
    settled: tuple[bool, ...]


@dataclass(frozen=True)
class Count:
    """The parts of all places, and their sums."""

    parts: tuple[Part, ...]
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Made:
    """What the facts of an interview were made from, and what was counted of them: the next are made from these."""

    screen: Screen
    events: tuple[Event, ...]
    given: Given
    count: Count | None = None


def made_of(screen: Screen, facts: Facts) -> Made | None:
    """What is kept beside the facts, if they were made by an interview of this screen."""
    return facts.made if isinstance(facts.made, Made) and facts.made.screen is screen else None


def progress(screen: Screen, facts: Facts) -> Progress:
    """How far the interview is."""
    count = counted(screen, facts)
    growing = tuple(entry.question.name for entry in screen.repeats() if _may_grow(facts, entry))
    return Progress(len(facts.answers), count.at_least, count.at_most, growing)


def first_lack(screen: Screen, facts: Facts) -> int:
    """The first place where anything is lacking, as far as it was counted; nothing is before it."""
    made = made_of(screen, facts)
    if made is None or made.count is None:
        return 0
    return next((place for place, part in enumerate(made.count.parts) if part.lacks), len(screen.entries))


def counted(screen: Screen, facts: Facts) -> Count:
    """What is to come, counted already or now."""
    made = made_of(screen, facts)
    if made is not None and made.count is not None:
        return made.count
    parts = tuple(_part(screen, facts, entry) for entry in screen.entries)
    return Count(parts, sum(part.at_least for part in parts), sum(part.at_most for part in parts))


def count_after(screen: Screen, before: Count, facts: Facts, changed: Iterable[int]) -> Count:
    """What is to come, where the facts say something new at those places; only they and what reads them are counted."""
    judged: dict[int, Part] = {}

    def judge(place: int) -> bool:
        judged[place] = _part(screen, facts, screen.entries[place])
        return judged[place].settled != before.parts[place].settled

    in_turn(screen, {*changed, *(reader for place in changed for reader in screen.readers[place])}, judge)
    parts, least, most = list(before.parts), before.at_least, before.at_most
    for place, part in judged.items():
        least += part.at_least - parts[place].at_least
        most += part.at_most - parts[place].at_most
        parts[place] = part
    return Count(tuple(parts), least, most)


def _part(screen: Screen, facts: Facts, entry: Entry) -> Part:
    items = tuple(items_in(entry, facts))
    coming = tuple((one, item) for one, item in items if item not in facts.answers)
    least, most = _to_be_opened(screen, facts, entry)
    for one, item in coming:
        truth, settled = facts.relevant(item), _is_settled(screen, facts, one, item.instance)
        least += truth is Truth.YES and settled
        most += truth is not Truth.NO or not settled
    turning = tuple(_is_settled(screen, facts, one, item.instance) for one, item in items if one.may_turn)
    lacks = _has_too_few(facts, entry) or any(facts.relevant(item) is Truth.YES for _, item in coming)
    return Part(least, most, lacks or any(_stops(facts, one, item) for one, item in items), turning)


def _has_too_few(facts: Facts, entry: Entry) -> bool:
    return _missing(facts, entry) > 0 and facts.relevant(entry.item()) is Truth.YES


def _stops(facts: Facts, entry: Entry, item: Item) -> bool:
    return isinstance(entry.question, Checkpoint) and facts.answers.get(item, "yes") != "yes"


def _is_settled(screen: Screen, facts: Facts, entry: Entry, instance: int) -> bool:
    """Whether no answer that is still to come can change that the question is asked, or that it is not."""
    if entry.condition is None or not entry.may_turn:
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


def _missing(facts: Facts, entry: Entry) -> int:
    """How many instances a repeat will open by itself, if it is asked."""
    question = entry.question
    return max(0, question.min - len(facts.roster(question.name).instances)) if isinstance(question, Repeat) else 0


def _to_be_opened(screen: Screen, facts: Facts, entry: Entry) -> tuple[int, int]:
    """The least and the greatest number of questions about those instances that a repeat will open by itself."""
    missing = _missing(facts, entry)
    relevant, settled = facts.relevant(entry.item()), not missing or _is_settled(screen, facts, entry, 0)
    if not missing or (relevant is Truth.NO and settled):
        return 0, 0
    is_certain = relevant is Truth.YES and settled
    return missing * sum(1 for inner in entry.inner if is_certain and inner.condition is None), missing * len(
        entry.inner
    )
