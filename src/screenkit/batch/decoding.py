"""JSON text to values, fast where that loses nothing, strictly where it might."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from pydantic_core import from_json, to_json

from screenkit.batch.result import ANSWERS, Fault
from screenkit.response import RECORD_LIMITS
from screenkit.source import Faults, only_error, read_json


class Undecoded(ValueError):  # noqa: N818 - the strict loader says what is wrong
    """The fast decoder does not take this text."""


def _built_in(data: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
    return from_json(data, allow_inf_nan=False, cache_strings="keys")


def decoders() -> Mapping[str, Callable[[bytes], Any]]:
    """Every decoder that is installed, the fastest first; they differ in speed, and must not in what is found."""
    found: dict[str, Callable[[bytes], Any]] = {}
    with suppress(ImportError):
        found["msgspec"] = import_module("msgspec.json").decode
    return {**found, "pydantic": _built_in}


_decoder: Callable[[bytes], Any] | None = None


def decode(data: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
    """What the text holds; raises `Undecoded`."""
    global _decoder  # noqa: PLW0603 - looked for once, and only where something is decoded
    if _decoder is None:
        _decoder = next(iter(decoders().values()))
    try:
        return _decoder(data)
    except (ValueError, RecursionError):
        raise Undecoded from None


# What the strict loader refuses or reads in its own way: escapes, control characters, a byte order mark.
_DOUBTFUL = re.compile(
    rb"\\[urbf]|[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf"
)


def is_ordinary(data: bytes) -> bool:
    """Whether a text that a decoder took holds printable ASCII only, and nothing is written as its number."""
    return data.isascii() and not (_BACKSLASH in data or _DELETE in data)


def is_plain(data: bytes, record: Mapping[str, Any], *, is_ordinary: bool) -> bool:
    """Whether the strict loader would make the same of a text as a fast decoder did, however faulty the record is."""
    # To count brackets in much text takes longer than to look how deep it goes.
    is_many = len(data) > _MUCH or data.count(b"[") + data.count(b"{") > RECORD_LIMITS.depth
    if is_many and _is_deep(record, RECORD_LIMITS.depth):
        return False
    if len(data) > RECORD_LIMITS.scalar or (not is_ordinary and _DOUBTFUL.search(data)):
        return False
    try:
        again = (_writer or _find_writer())(record)
    except (ValueError, OverflowError):
        return False
    # Nothing of the text was passed over where what was read of it, written again, has as many quotes: none is written
    # as its number in it, for such a text was refused before.
    return again == data or data.count(b'"') == again.count(b'"')


_MUCH = 4_000
_writer: Callable[[Any], bytes] | None = None


def _find_writer() -> Callable[[Any], bytes]:
    """What writes compact JSON, the fastest that is installed."""
    global _writer  # noqa: PLW0603 - looked for once, and only where something is written
    write: Callable[[Any], bytes] = to_json
    with suppress(ImportError):
        write = import_module("msgspec.json").encode
    _writer = write
    return write


# As numbers, which are looked for faster.
_BACKSLASH, _DELETE = b"\\\x7f"


def _is_deep(value: object, left: int) -> bool:
    """Whether values are nested deeper than so many levels; it goes no deeper itself."""
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_is_deep(one, left - 1) for one in inside)


def counted(record: Mapping[str, Any]) -> int:
    """How many keys a record has, down to the reasons for no answer in its instances."""
    answers = record[ANSWERS]
    keys = len(record) + len(answers)
    for value in answers.values():
        if value.__class__ is dict:
            keys += len(value)
        elif value.__class__ is list:
            for item in value:
                if item.__class__ is dict:
                    keys += len(item) + sum([len(one) for one in item.values() if one.__class__ is dict])
    return keys


def exactly(data: bytes) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """What the text holds as the strict loader has it, or everything that is wrong with how it is written."""
    found = _only_error(data)
    if found is not None:
        return {}, (found,)
    try:
        document = read_json(data, "", confidential=True, limits=RECORD_LIMITS)
    except Faults as faults:
        return {}, tuple(
            Fault(
                one.code,
                (),
                one.message,
                one.hint,
                one.place.line if one.place else 0,
                one.place.column if one.place else 0,
            )
            for one in faults.diagnostics
        )
    value: Any = document.value
    return value, ()


def _only_error(data: bytes) -> Fault | None:
    """Why a text is no JSON, where that is all that can be wrong with it, as in a line that was cut off."""
    if (
        not is_ordinary(data)
        or len(data) > RECORD_LIMITS.scalar
        or data.count(b"[") + data.count(b"{") > RECORD_LIMITS.depth
    ):
        return None
    text = data.decode()
    found = only_error(text) if text.isprintable() else None
    return Fault(found[0], (), found[1], None, 1, found[2] + 1) if found else None
