"""What is indicated, to be done and open at a moment of an interview, by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screenkit.facts import Facts
from screenkit.practice.persona import Persona
from screenkit.render import moment_in_words
from screenkit.summarize import Summarizer
from screenkit.summary import Indication, NextStep, OpenQuestion
from screenkit.words import say

_END_OF_SENTENCE = re.compile(r"(?<=[.]) (?=[¿“]?[A-ZÁÉÍÓÚÑ])")
State = str
"""The key of the interface's word for how something stands."""


@dataclass(frozen=True)
class Result:
    """An indication or a step: in words, how it stands, and which questions would settle it."""

    words: str
    state: State
    would_settle: tuple[OpenQuestion, ...] = ()
    due: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return self.state in ("not-settled", "step-open")

    def left_open_by(self, item: str) -> bool:
        """Whether it is open, and an answer to this question could settle it."""
        return self.is_open and any(one.item == item for one in self.would_settle)


def results(persona: Persona, facts: Facts, language: str) -> Mapping[str, Result]:
    """Everything that the rules say of these facts, by name, indications first."""
    found = Summarizer(persona.screen, facts, persona.zone, language)
    steps = {f"step {one.name}/{one.each}": _step(one, persona, language) for one in found.steps()}
    return {**{f"indication {one.name}": _indication(one) for one in found.indications()}, **steps}


def _indication(one: Indication) -> Result:
    words = f"{one.of}: {one.label}" if one.of else one.label
    return Result(words, one.verdict, one.would_settle)


def _step(one: NextStep, persona: Persona, language: str) -> Result:
    due = moment_in_words(one.due.at, str(persona.zone)) if one.due and one.due.at else ""
    words = f"[{say(one.urgency, language)}] {first_sentence(one.action)}"
    return Result(words, "step-to-do" if one.settled else "step-open", one.would_settle, due)


def first_sentence(words: str) -> str:
    """What to do, in short: the summary has the rest."""
    first = _END_OF_SENTENCE.split(words, maxsplit=1)[0]
    return words if first == words else f"{first} …"


def open_at(found: Mapping[str, Result], item: str) -> Iterator[Result]:
    """What this question leaves open."""
    return (one for one in found.values() if one.left_open_by(item))
