"""A screening entered from a file of answers, without a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from screenkit.answers import Item
from screenkit.diagnostics import Diagnostic
from screenkit.flat import answers_of
from screenkit.interview import Ending, NewInstance, still_to_come, today_of
from screenkit.outcome import complete
from screenkit.response import Response, answered, happened
from screenkit.screen import Screen
from screenkit.source import Document, Faults
from screenkit.standing import facts_of

_HEADER = ("screen", "version", "language", "status", "answers")
_STATUSES = ("in-progress", "completed", "stopped")
Lacks = tuple[Item | NewInstance | Ending, ...]


@dataclass(frozen=True)
class Entered:
    """The record made from a file, the answers in it that are not asked, and the questions that it does not put."""

    response: Response
    set_aside: tuple[Item, ...]
    to_come: tuple[str, ...]


def enter(screen: Screen, document: Document, response: Response, now: datetime, spoken: str = "") -> Entered:
    """Return the record with the file's answers; raises `Faults` with everything in it that cannot stand.

    It ends as the file says that it did. Where the file does not say, it is finished if every question was put,
    stopped if a checkpoint was not met, and otherwise waits to be gone on with. `spoken` is the language that was
    named beside the file, if one was; else it is the file's, or that of the record.
    """
    _refuse_header(screen, document, spoken)
    header: Any = document.value
    response = response.model_copy(update={"language": spoken or header.get("language", response.language)})
    given = answers_of(screen, document, ("answers",), now.date())
    for repeat, instances in given.instances.items():
        for instance in instances:
            response = happened(response, now, "added", item=repeat, instance=instance)
    for item, answer in given.answers.items():
        response = answered(screen, response, item, answer, now)
    facts = facts_of(screen, given, today_of(screen, response, now))
    aside = tuple(item for item in given.answers if item not in facts.answers)
    lacks = tuple(still_to_come(screen, facts))
    to_come = tuple(dict.fromkeys(_name(one) for one in lacks if not isinstance(one, Ending)))
    return Entered(_ended(screen, document, response, lacks, now), aside, to_come)


def _ended(screen: Screen, document: Document, response: Response, lacks: Lacks, now: datetime) -> Response:
    """The record with its end, if it has one."""
    header: Any = document.value
    status = header.get("status")
    if status == "completed" and lacks:
        raise Faults(tuple(_lacking(document, lacks)))
    if not lacks and status in (None, "completed"):
        return complete(screen, response, now)
    if status == "stopped":
        return happened(response, now, "stopped", text="ended-by-worker")
    if status is None and isinstance(lacks[0], Ending):
        return happened(response, now, "stopped", text=f"checkpoint:{lacks[0].item.name}")
    return response


def _lacking(document: Document, lacks: Lacks) -> Iterator[Diagnostic]:
    """Why it cannot have been finished, at the word that says so."""
    hint = "leave `status` out, and it can be gone on with; or write `stopped`"
    for one in lacks:
        if isinstance(one, Ending):
            yield document.fault("checkpoint-not-met", f"`{one.item.name}` was not met", ("status",), hint=hint)
        else:
            yield document.fault("missing-answer", f"`{_name(one)}` was never put", ("status",), hint=hint)


def _name(one: Item | NewInstance) -> str:
    return one.repeat if isinstance(one, NewInstance) else str(one)


def _refuse_header(screen: Screen, document: Document, spoken: str) -> None:
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
    if header.get("status", _STATUSES[0]) not in _STATUSES:
        message = "`status` takes " + ", ".join(f"`{one}`" for one in _STATUSES)
        faults.append(document.fault("impossible-value", message, ("status",)))
    faults += _wrong_language(screen, document, header, spoken)
    if faults:
        raise Faults(tuple(faults))


def _wrong_language(screen: Screen, document: Document, header: Any, spoken: str) -> Iterator[Diagnostic]:  # noqa: ANN401 - as it was read
    written = header.get("language", screen.languages[0])
    if written not in screen.languages:
        message = "`language` takes " + ", ".join(f"`{one}`" for one in screen.languages)
        yield document.fault("impossible-value", message, ("language",))
    elif spoken and header.get("language", spoken) != spoken:
        message, hint = "`language` is another one than `--lang`", "leave one of the two out"
        yield document.fault("impossible-value", message, ("language",), hint=hint)
