"""The record of one screening: who it is not about, which screen, and every event in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from screenkit.answers import Answer, Item, parse_item
from screenkit.diagnostics import Diagnostic
from screenkit.events import Event, EventKind, Moment, NoValue
from screenkit.flat import recorded
from screenkit.questions import SaidBy, Whole
from screenkit.reference import Flag, Model, Words
from screenkit.refusals import Refused
from screenkit.screen import JURISDICTION, Screen
from screenkit.shapes import shape
from screenkit.source import LIMITS, Faults, read_json
from screenkit.standing import Given

# A record may hold whatever was answered: as much as the store takes, and never so much that it cannot be read again.
RECORD_LIMITS = LIMITS._replace(size=8 << 20, nodes=4 << 20)
Status = Literal["in-progress", "completed", "amended", "stopped", "entered-in-error"]
_STATUS: Mapping[str, Status] = {
    "started": "in-progress",
    "resumed": "in-progress",
    "completed": "completed",
    "amended": "amended",
    "stopped": "stopped",
    "entered-in-error": "entered-in-error",
}


class ScreenOf(Model):
    """The screen that was used, exactly."""

    id: Words
    version: Words
    sha256: Words


class PersonaOf(Model):
    """The invented family that is practised with: its case in the screen, and the moment in which it lives."""

    name: Words
    moment: Moment


class PaperOf(Model):
    """The form on paper that it is entered from; `first` is the earlier entry of it that this one is compared with."""

    first: Words | None = None


class Response(Model):
    """A screening. `utc_offset` is that of the machine in minutes, for times where no jurisdiction says the zone."""

    format: Literal["screenkit-response/1"] = "screenkit-response/1"
    id: Words
    case: str | None = None
    screen: ScreenOf
    language: Words = "en"
    practice: Flag = False
    persona: PersonaOf | None = None
    paper: PaperOf | None = None
    utc_offset: Annotated[Whole, Field(gt=-24 * 60, lt=24 * 60)] = 0
    events: tuple[Event, ...] = ()

    @property
    def status(self) -> Status:
        """Where the screening stands, as FHIR names it."""
        stages = [_STATUS[event.kind] for event in self.events if event.kind in _STATUS]
        return stages[-1] if stages else "in-progress"

    @property
    def counts(self) -> bool:
        """Whether it stands for a family: neither entered in error nor another entry of a form that is entered."""
        return self.status != "entered-in-error" and not (self.paper and self.paper.first)

    @property
    def spoken(self) -> str:
        """The language that the family is being asked in."""
        chosen = [event.text for event in self.events if event.kind == "language" and event.text]
        return chosen[-1] if chosen else self.language

    @property
    def shift(self) -> timedelta:
        """How far the clock of the family is from that of the machine: an invented one lives in its own moment."""
        return self.persona.moment - self.events[0].at if self.persona and self.events else timedelta()

    @property
    def last_change(self) -> datetime | None:
        """When the last event happened."""
        return self.events[-1].at if self.events else None


def start(
    screen: Screen, record_id: str, now: datetime, *, language: str, practice: bool, case: str | None
) -> Response:
    """Return the record of a screening that begins now; `now` carries the machine's zone."""
    offset = now.utcoffset() or timedelta()
    of = ScreenOf(id=screen.id, version=screen.version, sha256=screen.digest)
    response = Response(
        id=record_id,
        case=case,
        screen=of,
        language=language,
        practice=practice,
        utc_offset=int(offset.total_seconds() // 60),
    )
    return happened(response, now, "started")


def happened(response: Response, at: datetime, kind: EventKind, **facts: object) -> Response:
    """Return the record with one more event."""
    event = Event.model_validate({"seq": len(response.events) + 1, "at": at, "kind": kind, **facts})
    return response.model_copy(update={"events": (*response.events, event)})


def answered(
    screen: Screen,
    response: Response,
    item: Item,
    answer: Answer,
    at: datetime,
    said_by: SaidBy | None = None,
    told_in: str | None = None,
) -> Response:
    """Return the record with the answer, as a correction where there was one before."""
    name = str(item)
    before = any(event.item == name and event.kind in ("answered", "corrected") for event in response.events)
    kind: EventKind = "corrected" if before else "answered"
    value = recorded(screen.question(item), answer)
    return happened(response, at, kind, item=name, answer=value, said_by=said_by, told_in=told_in)


def given_of(screen: Screen, response: Response, known: Given | None = None, told: int = 0) -> Given:
    """What the events of the record add up to; raises `Faults` where the screen cannot have asked it.

    `known` is what so many of its first events, `told`, are known to add up to.
    """
    answers: dict[Item, Answer] = dict(known.answers) if known else {}
    instances: dict[str, tuple[int, ...]] = dict(known.instances) if known else {}
    for event in response.events[told:]:
        if event.kind == "added" and event.item and event.instance:
            instances[event.item] = (*instances.get(event.item, ()), event.instance)
            # Whoever opens another one takes back that there are no more: that is asked again after it.
            answers.pop(Item(event.item), None)
        elif event.kind == "removed" and event.item and event.instance:
            instances[event.item] = tuple(one for one in instances.get(event.item, ()) if one != event.instance)
            # Another one may be opened under that number, and begins with nothing.
            for gone in [one for one in answers if (one.repeat, one.instance) == (event.item, event.instance)]:
                del answers[gone]
        elif event.kind in ("answered", "corrected"):
            item = parse_item(event.item or "")
            if item is None or screen.entry(item) is None:
                raise Faults((_no_such_question(response, event),))
            answers[item] = _read(screen, response, event, item)
    return Given(answers, instances)


def _read(screen: Screen, response: Response, event: Event, item: Item) -> Answer:
    if isinstance(event.answer, NoValue):
        return event.answer.absent
    try:
        return screen.question(item).parse("" if event.answer is None else event.answer)
    except Refused:
        fault = _bare(response.id, "refused-answer", f"event {event.seq}: `{item}` has no such answer")
        raise Faults((fault,)) from None


def _no_such_question(response: Response, event: Event) -> Diagnostic:
    message = f"event {event.seq} answers a question that the screen does not ask"
    return _bare(response.id, "unknown-question", message)


def _bare(name: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, file=name, place=None, excerpt=None)


def jurisdiction_zone(screen: Screen, given: Given) -> tzinfo | None:
    """The zone of the jurisdiction that was named, if it has one."""
    named = screen.reference.jurisdictions.get(str(given.answers.get(Item(JURISDICTION))))
    return ZoneInfo(named.timezone) if named is not None and named.timezone else None


def zone_of(screen: Screen, response: Response, given: Given) -> tzinfo:
    """The zone of the jurisdiction that was named; else that of the machine when the screening began."""
    return jurisdiction_zone(screen, given) or timezone(timedelta(minutes=response.utc_offset))


def to_bytes(response: Response) -> bytes:
    """The record as it is saved."""
    data = response.model_dump(mode="json", exclude_defaults=True)
    return (json.dumps({"format": response.format, **data}, ensure_ascii=False, indent=1) + "\n").encode()


def from_bytes(data: bytes, name: str) -> Response:
    """Return the saved record; raises `Faults`, whose diagnostics hold nothing of what was answered."""
    response = shape(read_json(data, name, confidential=True, limits=RECORD_LIMITS), Response)
    _refuse_disorder(response, name)
    if response.persona and not response.practice:
        message = "an invented family belongs to practice, and this record says that it is real"
        raise Faults((_bare(name, "misplaced-record", message),))
    return response


def _refuse_disorder(response: Response, name: str) -> None:
    if [event.seq for event in response.events] != list(range(1, len(response.events) + 1)):
        raise Faults((_bare(name, "broken-record", "the events are not in order"),))
    for event in response.events:
        if event.kind in ("done", "not-done") and not (event.step and (event.done_at or event.kind == "not-done")):
            message = f"event {event.seq} says that something was done, and not what or when"
            raise Faults((_bare(name, "broken-record", message),))


def items_of(names: Iterable[Item]) -> tuple[str, ...]:
    """The items as an event lists them."""
    return tuple(str(name) for name in names)
