"""A screening entered from a file of answers, without a prompt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from screenkit.answers import Item
from screenkit.flat import answers_of
from screenkit.interview import today_of
from screenkit.outcome import complete
from screenkit.response import Response, answered, happened
from screenkit.screen import Screen
from screenkit.source import Document, Faults
from screenkit.standing import facts_of

_HEADER = ("screen", "version", "language", "status", "answers")


@dataclass(frozen=True)
class Entered:
    """The record made from a file, and the answers in it that are set aside because they are not asked."""

    response: Response
    set_aside: tuple[Item, ...]


def enter(screen: Screen, document: Document, response: Response, now: datetime) -> Entered:
    """Return the record with the file's answers; raises `Faults` with everything in it that cannot stand."""
    _refuse_header(screen, document)
    given = answers_of(screen, document, ("answers",), now.date())
    for repeat, instances in given.instances.items():
        for instance in instances:
            response = happened(response, now, "added", item=repeat, instance=instance)
    for item, answer in given.answers.items():
        response = answered(screen, response, item, answer, now)
    facts = facts_of(screen, given, today_of(screen, response, now))
    aside = tuple(item for item in given.answers if item not in facts.answers)
    return Entered(complete(screen, response, now), aside)


def _refuse_header(screen: Screen, document: Document) -> None:
    header: Any = document.value if isinstance(document.value, dict) else {}
    faults = [
        document.fault("unknown-key", "this is not a key here", (key,), key=True)
        for key in header
        if key not in _HEADER
    ]
    if "answers" not in header:
        faults.append(document.fault("missing-key", "`answers` is missing", ()))
    if header.get("screen", screen.id) != screen.id:
        faults.append(
            document.fault("other-screen", f"these answers are for another screen than `{screen.id}`", ("screen",))
        )
    if header.get("version", screen.version) != screen.version:
        message = f"these answers are for another version than {screen.version}"
        faults.append(document.fault("other-version", message, ("version",)))
    if faults:
        raise Faults(tuple(faults))
