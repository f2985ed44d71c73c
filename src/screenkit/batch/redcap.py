"""What REDCap exports as a table of raw values.

The rules, which are ours: blank says nothing. In the columns of a check-box question (`papers___passport`) 1 is ticked
and 0 is not ticked. REDCap never leaves these blank, so where all are 0 nothing is said: neither "no" nor "none of
these", for a question that nobody saw looks the same. In a yes-or-no question, whose raw values these are, 1 is yes and
0 is no. The missing-data codes `ASKU` and `UNK` mean unknown, `NASK` not asked; the words `unknown`, `declined` and
`not_asked` mean what they say. A screening is completed where every form of it is marked complete (2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from screenkit.batch.inputs import Record
from screenkit.batch.kobo import WHY
from screenkit.batch.tables import Row, rows_of
from screenkit.questions import Common, DateTime, Repeat, SelectMultiple, YesOrNo
from screenkit.screen import Entry, Screen

_ABSENT: Mapping[str, str] = {**WHY, "ASKU": "unknown", "UNK": "unknown", "NASK": "not-asked"}
_OWN = re.compile(r"redcap_.*|record_id|as_of|.*_complete|.*_timestamp")
_YES_NO: Mapping[str, str] = {"1": "yes", "0": "no"}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2})?")
_COMPLETE = "2"


def redcap_records(file: BinaryIO, screen: Screen) -> Iterator[Record]:
    """Each record; rows that follow each other and have one `record_id` are one, its repeated forms too."""
    for _, group in groupby(rows_of(file), key=_whose):
        rows = list(group)
        faults = tuple(fault for row in rows for fault in row.faults)
        yield Record({} if faults else _record(screen, rows), rows[0].line, faults)


def _whose(row: Row) -> object:
    return row.cells.get("record_id") or row.line


def _record(screen: Screen, rows: list[Row]) -> dict[str, Any]:
    repeats = {entry.question.name: entry for entry in screen.repeats()}
    answers: dict[str, Any] = {}
    statuses: list[str] = []
    record: dict[str, Any] = {"screen": screen.id}
    for row in rows:
        instrument = row.cells.get("redcap_repeat_instrument", "")
        if instrument in repeats:
            answers.setdefault(instrument, []).append(_answers(repeats[instrument].inner, row.cells))
            continue
        answers |= _answers(screen.entries, row.cells)
        statuses += [cell for column, cell in row.cells.items() if column.endswith("_complete")]
        record |= _around(row.cells)
    is_complete = all(status == _COMPLETE for status in statuses)
    if not is_complete:
        # Nobody has said that there are no more.
        answers = {name: {"items": one} if name in repeats else one for name, one in answers.items()}
    return {**record, "status": "completed" if is_complete else "in-progress", "answers": answers}


def _around(cells: Mapping[str, str]) -> dict[str, str]:
    moments = [cells.get("as_of", ""), *(cell for column, cell in cells.items() if column.endswith("_timestamp"))]
    found = [moment for moment in map(_MOMENT.fullmatch, moments) if moment]
    at = {"as_of": f"{found[0][1]}T{found[0][2]}"} if found else {}
    return {**at, **({"id": cells["record_id"]} if "record_id" in cells else {})}


def _answers(entries: tuple[Entry, ...], cells: Mapping[str, str]) -> dict[str, Any]:
    known = {entry.question.name: entry.question for entry in entries}
    answers: dict[str, Any] = {}
    for column, cell in cells.items():
        name, _, code = column.partition("___")
        question = known.get(name)
        if isinstance(question, SelectMultiple) and code:
            _tick(answers, question, code, cell)
        elif question is not None and not isinstance(question, Repeat):
            answers[name] = _value(question, cell)
        elif not _OWN.fullmatch(column) and not _is_elsewhere(name, entries):
            answers[column] = cell
    return answers


def _is_elsewhere(name: str, entries: tuple[Entry, ...]) -> bool:
    """Whether a column belongs to a repeat: in the rows of the whole it is blank, or of another form."""
    return any(inner.question.name == name for entry in entries for inner in entry.inner)


def _tick(answers: dict[str, Any], question: SelectMultiple, code: str, cell: str) -> None:
    """One check box; REDCap writes the code of a column in small letters."""
    absent = _ABSENT.get(code.upper()) or _ABSENT.get(code)
    chosen = next((name for name in question.option_names if name.lower() == code.lower()), None)
    before = answers.get(question.name)
    if cell == "0" and (absent or chosen):
        return
    if cell == "1" and absent:
        answers[question.name] = {"absent": absent}
    elif cell == "1" and chosen and not isinstance(before, dict | str):
        answers[question.name] = [*(before or []), chosen]
    else:
        answers[question.name] = "0 or 1"


def _value(question: Common, cell: str) -> object:
    if cell in _ABSENT:
        return {"absent": _ABSENT[cell]}
    if isinstance(question, YesOrNo):
        return _YES_NO.get(cell, cell)
    moment = _MOMENT.fullmatch(cell) if isinstance(question, DateTime) else None
    return f"{moment[1]}T{moment[2]}" if moment else cell
