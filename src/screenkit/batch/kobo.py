"""What KoboToolbox exports, as a table or as JSON.

The rules, which are ours: blank says nothing. In the columns of a question with several choices (`papers/passport`) 1
is ticked and 0 is not ticked; 0 is never "no", and where all of them are blank nothing is said. Choices called
`unknown`, `declined` and `not_asked` say why there is no answer. Nobody answers a note: it counts as not asked, unless
it was acknowledged. What was submitted is completed, and the lists in it are whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from screenkit.batch.inputs import LONGEST, Record
from screenkit.batch.keys import word
from screenkit.batch.result import Fault
from screenkit.batch.tables import rows_of
from screenkit.questions import Common, DateTime, Note, Repeat, SelectMultiple
from screenkit.refusals import Refused
from screenkit.screen import Entry, Screen

WHY: Mapping[str, str] = {"unknown": "unknown", "declined": "declined", "not_asked": "not-asked"}
_OWN = re.compile(r"_.*|meta/.*|formhub/.*|start|end|today|username|deviceid|phonenumber|simserial|subscriberid|audit")
_MOMENT = re.compile(
    r"([12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_TICKED, _NOT_TICKED = ("1", "true", "True"), ("0", "false", "False")


def kobo_records(file: BinaryIO, screen: Screen) -> Iterator[Record]:
    """Each submission as a record."""
    head = file.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n") if hasattr(file, "peek") else b""
    if head[:1] in (b"[", b"{"):
        yield from _submissions(file, screen)
        return
    for row in rows_of(file):
        yield Record({} if row.faults else record_of(screen, row.cells), row.line, row.faults)


def _submissions(file: BinaryIO, screen: Screen) -> Iterator[Record]:
    try:
        found = json.loads(file.read(LONGEST + 1))
    except (ValueError, RecursionError):
        yield Record(b"", 1, (Fault("not-json", (), "this does not parse as JSON, or is larger than a file may be"),))
        return
    listed = found.get("results", [found]) if isinstance(found, dict) else found
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            yield Record(record_of(screen, one), 0)
        else:
            yield Record(b"", 0, (Fault("wrong-shape", (), "a submission is a mapping of questions to answers"),))


def record_of(screen: Screen, submitted: Mapping[str, Any]) -> dict[str, Any]:
    """A submission as a record."""
    answers = _answers(screen.entries, submitted)
    for entry in screen.entries:
        if isinstance(entry.question, Note) and entry.condition is None:
            answers.setdefault(entry.question.name, {"absent": "not-asked"})
    record: dict[str, Any] = {"screen": screen.id, "answers": answers}
    known = submitted.get("_uuid") or str(submitted.get("meta/instanceID", "")).removeprefix("uuid:")
    ended = _MOMENT.fullmatch(str(submitted.get("end", "")))
    return {**record, **({"id": known} if known else {}), **({"as_of": ended[1]} if ended else {})}


def _answers(entries: tuple[Entry, ...], submitted: Mapping[str, Any]) -> dict[str, Any]:
    known = {entry.question.name: entry for entry in entries}
    answers: dict[str, Any] = {}
    for column, value in submitted.items():
        *groups, name = column.split("/")
        owner = known[groups[-1]].question if groups and groups[-1] in known else None
        if _is_blank(value) or (not _is_asked(name, known, owner) and _OWN.fullmatch(column)):
            continue
        if isinstance(owner, SelectMultiple) and name in owner.option_names:
            _tick(answers, owner, name, value)
        elif name in known and isinstance(known[name].question, Repeat) and isinstance(value, list):
            answers[name] = [_answers(known[name].inner, one) if isinstance(one, dict) else one for one in value]
        else:
            answers[name] = _value(known[name].question, value) if name in known else value
    return answers


def _is_asked(name: str, known: Mapping[str, Entry], owner: Common | None) -> bool:
    return name in known or isinstance(owner, SelectMultiple)


def _is_blank(value: object) -> bool:
    return value is None or value == ""


def _tick(answers: dict[str, Any], question: SelectMultiple, name: str, value: object) -> None:
    """One column of a question with several choices; anything but 0 and 1 stays, to be refused."""
    try:
        ticked = word(value)
    except (Refused, ValueError):
        ticked = ""
    before = answers.get(question.name)
    if isinstance(before, str | dict):
        return  # the column with all of them stands beside, and says the same
    if ticked in _TICKED:
        answers[question.name] = [*(before or []), name]
    elif ticked in _NOT_TICKED:
        answers.setdefault(question.name, [])
    else:
        answers[question.name] = "0 or 1"


def _value(question: Common, value: object) -> object:
    if isinstance(value, str) and value in WHY:
        return {"absent": WHY[value]}
    if isinstance(question, Note) and value == "OK":
        return "read"
    moment = _MOMENT.fullmatch(value) if isinstance(question, DateTime) and isinstance(value, str) else None
    return moment[1] if moment else value
