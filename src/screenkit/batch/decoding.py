"""JSON text to values, fast where that loses nothing, strictly where it might."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NoReturn

from screenkit.batch.result import Fault
from screenkit.response import RECORD_LIMITS
from screenkit.source import Faults, read_json


class Undecoded(ValueError):  # noqa: N818 - the strict loader says what is wrong
    """The fast decoder does not take this text."""


def _refuse(_: str) -> NoReturn:
    raise Undecoded


_STANDARD = json.JSONDecoder(parse_constant=_refuse)


def _standard(data: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
    try:
        return _STANDARD.decode(data.decode())
    except (ValueError, RecursionError):
        raise Undecoded from None


def _fast() -> Callable[[bytes], Any]:
    """The decoder of `screenkit[fast]` where that is installed, else the one of the standard library."""
    try:
        loads = import_module("orjson").loads
    except ImportError:
        return _standard

    def decoded(data: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
        try:
            return loads(data)
        except ValueError:
            raise Undecoded from None

    return decoded


_decoder: Callable[[bytes], Any] | None = None


def decode(data: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
    """What the text holds; raises `Undecoded`."""
    global _decoder  # noqa: PLW0603 - looked for once, and only where something is decoded
    if _decoder is None:
        _decoder = _fast()
    return _decoder(data)


def is_exact(data: bytes, keys: int) -> bool:
    """Whether a text holds so many keys, each written once.

    Decoders keep the last of two keys of one name and say nothing. In text without a blank before a colon every key
    shows as `":`; inside of text a quote is escaped, so that only adds to the number.
    """
    return data.count(b'":') == keys and b" :" not in data and b"\t:" not in data and not _SPACED.search(data)


_SPACED = re.compile(rb"[\r\n]:")


def exactly(data: bytes) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """What the text holds as the strict loader has it, or everything that is wrong with how it is written."""
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
