"""What stands around the answers of a record: which screen, when, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from screenkit.batch.cells import local
from screenkit.batch.result import ANSWERS, Fault, Hidden
from screenkit.batch.zones import zone_named
from screenkit.screen import JURISDICTION, Screen

FORMAT = "screenkit-answers/1"
KEYS = ("format", "id", "case", "screen", "version", "sha256", "language", "practice", "status", "as_of", ANSWERS)
FINISHED = ("completed", "amended")
STATUSES = ("in-progress", *FINISHED, "stopped", "entered-in-error")


PRACTISED = Fault("practice-record", ("practice",), "this is practice, and never counts among real screenings")


Header = tuple[str, str, date | None, str | None, Mapping[str, Any], tuple[Fault, ...]]
"""What could be read of it: id, status, today, place, answers and faults; today is None where nobody can tell."""


def header_of(screen: Screen, as_of: datetime | None, record: Mapping[str, Any]) -> Header:
    """Read what stands around the answers, and tell everything that is wrong with it."""
    faults = [Fault("unknown-key", (Hidden(key),), "this is not a key here") for key in record if key not in KEYS]
    takes, fixed = _taken(screen.languages), {"screen": screen.id, "version": screen.version, "sha256": screen.digest}
    for key, value in record.items():
        if key in takes:
            if not (isinstance(value, str | bool) and value in takes[key]):
                faults.append(Fault("impossible-value", (key,), f"`{key}` does not take this value"))
            elif key == "practice" and value in (True, "true"):
                faults.append(PRACTISED)
        elif key in fixed:
            faults += [] if value == fixed[key] else [_other(screen, key)]
        else:
            faults += _misshapen(key, value)
    answers = record.get(ANSWERS)
    if ANSWERS not in record:
        faults.append(Fault("missing-key", (), f"`{ANSWERS}` is missing"))
    answers = answers if isinstance(answers, dict) else {}
    place = answers.get(JURISDICTION)
    place = place if isinstance(place, str) else None
    today = _today(screen, as_of, record.get("as_of"), place)
    if today is None and "as_of" not in record:
        faults.append(Fault("missing-key", (), "`as_of` is missing: ages and deadlines hang on it"))
    status, name = record.get("status", FINISHED[0]), record.get("id", "")
    return (
        name if isinstance(name, str) else "",
        status if status in STATUSES else "",
        today,
        place,
        answers,
        tuple(faults),
    )


def _today(screen: Screen, as_of: datetime | None, written: object, place: str | None) -> date | None:
    """The day where the family is: that which the record names, else that of the moment it is looked at."""
    if written is not None:
        at = local(written) if isinstance(written, str) else None
        return at.date() if at else None
    return day_at(screen, as_of, place) if as_of else None


def day_at(screen: Screen, moment: datetime, place: str | None) -> date:
    """The day in a jurisdiction at a moment."""
    return moment.astimezone(zone_named(screen, place)).date()


@cache
def _taken(languages: tuple[str, ...]) -> Mapping[str, tuple[object, ...]]:
    flags = (True, False, "true", "false")
    return {"format": (FORMAT,), "language": languages, "practice": flags, "status": STATUSES}


def _misshapen(key: str, value: object) -> list[Fault]:
    """What is wrong with the shape of one key of the header."""
    if key in ("id", "case") and not (isinstance(value, str) and value.strip() and value.isprintable()):
        return [Fault("wrong-shape", (key,), f"`{key}` takes one line of text")]
    if key == "as_of" and not (isinstance(value, str) and local(value)):
        return [Fault("wrong-shape", (key,), "a local time such as `2026-11-20T15:00` belongs here")]
    if key == ANSWERS and not isinstance(value, dict):
        return [Fault("wrong-shape", (key,), "a mapping of questions to answers belongs here")]
    return []


def _other(screen: Screen, key: str) -> Fault:
    if key == "screen":
        return Fault("other-screen", (key,), f"these answers are for another screen than `{screen.id}`")
    if key == "version":
        return Fault("other-version", (key,), f"these answers are for another version than {screen.version}")
    return Fault("other-digest", (key,), f"these answers are for another text of {screen.id} {screen.version}")
