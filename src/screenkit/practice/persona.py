"""The invented families of a screen: its cases, each with its number, its answers and the moment in which it lives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from screenkit.authored import Case
from screenkit.flat import answers_of
from screenkit.response import PersonaOf, Response, jurisdiction_zone
from screenkit.screen import Screen
from screenkit.source import read_json
from screenkit.standing import Given


@dataclass(frozen=True)
class Persona:
    """One of them; the number is its place among the cases, and tells a trainee nothing of what it says."""

    screen: Screen
    number: int
    case: Case
    given: Given

    @property
    def zone(self) -> tzinfo:
        """The zone of the jurisdiction that it names."""
        return jurisdiction_zone(self.screen, self.given) or UTC

    @property
    def moment(self) -> datetime:
        """The moment in which it lives: on that day its children are as old as the author meant."""
        return datetime.fromisoformat(self.case.as_of).replace(tzinfo=self.zone)

    @property
    def today(self) -> date:
        """The day of that moment."""
        return self.moment.date()


def personas(screen: Screen) -> Iterator[Persona]:
    """Every persona of a screen, in the order of its cases; raises `Faults` for one that answers what cannot be."""
    for number, case in enumerate(screen.authored.cases, 1):
        document = read_json(json.dumps({"answers": dict(case.answers)}).encode(), f"{screen.id}, case {case.name}")
        yield Persona(screen, number, case, answers_of(screen, document, ("answers",)))


def find_persona(screen: Screen, wanted: str) -> Persona | None:
    """The persona of that number or name, or None."""
    return next((one for one in personas(screen) if wanted in (str(one.number), one.case.name)), None)


def practised(response: Response, persona: Persona) -> Response:
    """The practice record, as one in which this persona is played."""
    return response.model_copy(update={"persona": PersonaOf(name=persona.case.name, moment=persona.moment)})
