"""A practice record against its persona: what was not asked, what was recorded otherwise, and in whose words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Facts, Truth
from screenkit.interview import sequence
from screenkit.practice.persona import Persona
from screenkit.practice.playing import Turn, play
from screenkit.questions import Note, Repeat, TextQuestion
from screenkit.response import Response, given_of
from screenkit.standing import facts_of

Kind = Literal[
    "silence-as-no",
    "silence-as-answer",
    "other-silence",
    "answer-as-silence",
    "recorded-otherwise",
    "not-asked-of",
    "left-for-later",
    "not-led-to",
    "not-on-sheet",
    "other-words",
]
KINDS: tuple[Kind, ...] = (
    "silence-as-no",
    "silence-as-answer",
    "other-silence",
    "answer-as-silence",
    "recorded-otherwise",
    "not-asked-of",
    "left-for-later",
    "not-led-to",
    "not-on-sheet",
    "other-words",
)
"""What can differ, in the order in which it is told."""
_NO: tuple[Answer, ...] = ("no", (), "complete")


@dataclass(frozen=True)
class Mark:
    """One question on which the record and the persona differ; None is no answer at all, or another child named."""

    kind: Kind
    item: Item
    told: Answer | None
    recorded: Answer | None


def facts_in(persona: Persona, response: Response) -> Facts:
    """What the record holds, on the persona's day."""
    return facts_of(persona.screen, given_of(persona.screen, response), persona.today)


def marks(persona: Persona, response: Response) -> Iterator[Mark]:
    """Every difference, in the order of the interview."""
    facts = facts_in(persona, response)
    turns = list(play(persona))
    met = {turn.item: _there(turn.item, facts) for turn in turns}
    for turn in turns:
        if turn.answer is not None and not isinstance(persona.screen.question(turn.item), Note):
            yield from _mark(persona, turn, met[turn.item], facts)
    known = set(met.values())
    for entry, item in sequence(persona.screen, facts):
        if item in facts.answers and item not in known and not isinstance(entry.question, Note):
            yield Mark("not-on-sheet", item, None, facts.answers[item])


def counted(persona: Persona, response: Response, repeat: str) -> tuple[int, int]:
    """How many of a repeat the persona names, and how many the record has."""
    named = persona.given.instances.get(repeat, ())
    return len(named), len(facts_in(persona, response).roster(repeat).instances)


def _there(item: Item, facts: Facts) -> Item | None:
    """The same in the record, where children and parents count in the order in which they were named."""
    if not item.repeat:
        return item
    instances = facts.roster(item.repeat).instances
    return item._replace(instance=instances[item.instance - 1]) if item.instance <= len(instances) else None


def _mark(persona: Persona, turn: Turn, item: Item | None, facts: Facts) -> Iterator[Mark]:
    told = turn.answer
    recorded = facts.answers.get(item) if item else None
    kind = _kind(persona, turn, item, facts)
    if kind is not None and told is not None:
        yield Mark(kind, turn.item, told, recorded)


def _kind(persona: Persona, turn: Turn, item: Item | None, facts: Facts) -> Kind | None:
    recorded = facts.answers.get(item) if item else None
    if recorded is None:
        return _of_nothing(turn, item, facts)
    if isinstance(turn.answer, Absent):
        return _of_silence(turn.answer, recorded)
    if isinstance(recorded, Absent):
        return "left-for-later" if recorded is Absent.NOT_ASKED else "answer-as-silence"
    return _of_value(persona, turn, recorded, facts)


def _of_nothing(turn: Turn, item: Item | None, facts: Facts) -> Kind | None:
    if turn.answer is Absent.NOT_ASKED:
        return None
    return "not-asked-of" if item and facts.relevant(item) is Truth.YES else "not-led-to"


def _of_value(persona: Persona, turn: Turn, recorded: Answer, facts: Facts) -> Kind | None:
    question = persona.screen.question(turn.item)
    if isinstance(question, Repeat):
        named, there = persona.given.instances.get(turn.item.name, ()), facts.roster(turn.item.name).instances
        return None if len(named) == len(there) else "recorded-otherwise"
    if isinstance(question, TextQuestion):
        return None if _alike(recorded) == _alike(turn.answer) else "other-words"
    return None if recorded == turn.answer else "recorded-otherwise"


def _of_silence(told: Absent, recorded: Answer) -> Kind | None:
    if isinstance(recorded, Absent):
        return None if recorded is told else "other-silence"
    return "silence-as-no" if recorded in _NO else "silence-as-answer"


def _alike(words: object) -> str:
    """Words without what nobody hears: capitals, stops, blanks."""
    return "".join(letter for letter in str(words).casefold() if letter.isalnum())
