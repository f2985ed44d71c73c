"""Files that hold a record, or a list of them: JSON and YAML, read with the places of what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from screenkit.batch.inputs import LONGEST, Record, told
from screenkit.batch.result import Fault
from screenkit.response import RECORD_LIMITS
from screenkit.source import Document, Faults, read_json, read_yaml

_LIST = json.JSONDecoder()


def json_records(file: BinaryIO) -> Iterator[Record]:
    """The one record of a JSON file, or each of a list; every one keeps its own text, so nothing of it is lost."""
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        hint = "write one record on each line, into a file that ends in .jsonl: that can have any size"
        yield Record(b"", 1, (Fault("too-large", (), f"the file is larger than {LONGEST:,} bytes", hint),))
        return
    text = ""
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8-sig")
    if text.lstrip(_BLANKS).startswith("["):
        yield from _listed(text)
    else:
        yield Record(data, 1)


_BLANKS = " \t\r\n"


def _listed(text: str) -> Iterator[Record]:
    """Each record of a list; what cannot be cut into records is one record, for the strict loader to judge."""
    place = text.index("[") + 1
    line = 1 + text.count("\n", 0, place)
    while True:
        before = place
        place += len(text[place:]) - len(text[place:].lstrip(_BLANKS))
        line += text.count("\n", before, place)
        if text.startswith("]", place):
            break
        try:
            _, end = _LIST.raw_decode(text, place)
        except (ValueError, RecursionError):
            end = len(text)
        yield Record(text[place:end].encode(errors="surrogatepass"), line)
        line += text.count("\n", place, end)
        place = end + len(text[end:]) - len(text[end:].lstrip(_BLANKS))
        line += text.count("\n", end, place)
        if not text.startswith(",", place):
            break
        place += 1
    if text[place:].strip(_BLANKS) not in ("]", ""):
        yield Record(b"", line, (Fault("trailing-text", (), "the file goes on after its end"),))


def yaml_records(file: BinaryIO) -> Iterator[Record]:
    """The one record of a YAML file, as the strict loader has it."""
    try:
        document = read_yaml(file.read(RECORD_LIMITS.size + 1), "", confidential=True)
    except Faults as faults:
        yield Record(b"", 1, tuple(map(told, faults.diagnostics)))
        return
    value: Any = document.value
    yield Record(Placed(value, document), 1)


class Placed(dict[str, Any]):
    """A record that knows where each part of it stands in its file."""

    def __init__(self, value: dict[str, Any], document: Document) -> None:
        super().__init__(value)
        self.document = document


def placed(fault: Fault, document: Document) -> Fault:
    """The fault with its place in the file; a key that nobody foresaw is at its own place."""
    is_key = fault.code in ("unknown-question", "unknown-key", "not-relevant")
    place = document.place(tuple(str(part) if isinstance(part, str) else part for part in fault.route), key=is_key)
    return fault._replace(line=place.line, column=place.column)


def places(data: bytes, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults of a JSON text with their places in it, where it can be read."""
    try:
        document = read_json(data, "", confidential=True, limits=RECORD_LIMITS)
    except Faults:
        return faults
    return tuple(fault if fault.line else placed(fault, document) for fault in faults)
