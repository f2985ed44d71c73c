"""A persona's interview, question by question: what is asked, what it says, and what is known before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Facts
from screenkit.interview import NewInstance, next_item
from screenkit.practice.persona import Persona
from screenkit.questions import Checkpoint, Common, Note, Repeat
from screenkit.standing import Given, facts_of


@dataclass(frozen=True)
class Turn:
    """One question and what the persona says; `answer` is None where it names another child or parent."""

    item: Item
    answer: Answer | None
    before: Facts
    after: Facts


def play(persona: Persona) -> Iterator[Turn]:
    """The whole interview, up to its end or to a checkpoint that is not met.

    What the persona says nothing of is left for later, checkpoints are met and notes are read.
    """
    told = Given()
    facts = _facts(persona, told)
    while True:
        match next_item(persona.screen, facts):
            case NewInstance(repeat):
                told = _opened(told, repeat)
                facts = _facts(persona, told)
            case Item() as item:
                answer = _said(persona, told, item)
                told = _opened(told, item.name) if answer is None else _with(told, item, answer)
                after = _facts(persona, told)
                yield Turn(item, answer, facts, after)
                facts = after
            case _:
                return


def played(persona: Persona) -> Facts:
    """What is known at the end of the persona's interview."""
    turns = list(play(persona))
    return turns[-1].after if turns else _facts(persona, Given())


def _said(persona: Persona, told: Given, item: Item) -> Answer | None:
    """What it says to the question as put now; a repeat's own question is whether there is another."""
    question = persona.screen.question(item)
    if isinstance(question, Repeat) and len(told.instances.get(item.name, ())) < len(_named(persona, item.name)):
        return None
    return persona.given.answers.get(item, _when_not_said(question))


def _named(persona: Persona, repeat: str) -> tuple[int, ...]:
    return persona.given.instances.get(repeat, ())


def _when_not_said(question: Common) -> Answer:
    if isinstance(question, Checkpoint):
        return "yes"
    return "read" if isinstance(question, Note) else Absent.NOT_ASKED


def _facts(persona: Persona, told: Given) -> Facts:
    return facts_of(persona.screen, told, persona.today)


def _opened(told: Given, repeat: str) -> Given:
    known = told.instances.get(repeat, ())
    return Given(told.answers, {**told.instances, repeat: (*known, len(known) + 1)})


def _with(told: Given, item: Item, answer: Answer) -> Given:
    return Given({**told.answers, item: answer}, told.instances)
