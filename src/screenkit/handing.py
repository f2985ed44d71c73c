"""Handing a record to another worker: sealed for that one's key, on record before it leaves, and taken in as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from screenkit.keys import open_any
from screenkit.records import Records
from screenkit.response import Response, from_bytes, happened, to_bytes
from screenkit.sealing import seal
from screenkit.store import NoSuchRecord, NotRead


class NotTaken(Exception):  # noqa: N818 - a fact, as a person is told it
    """Why a record that someone handed over is not taken in, or one is not handed over."""


def hand_over(records: Records, record_id: str, reader: str, at: datetime) -> bytes:
    """The record for the reader alone; that it was handed over, and to which key, is on the disk by then.

    Raises `NotTaken`, `NoSuchRecord`, `Locked`, `NotSaved` and what loading raises.
    """
    response = records.load(record_id)
    if response.practice:
        raise NotTaken("it is practice, which never becomes anyone's case")
    if reader in records.key.readers:
        raise NotTaken("that key reads the record already")
    with records.lock(response):
        response = happened(records.load(record_id), at, "handed-over", text=reader)
        records.save(response)
    return seal(to_bytes(response), (reader,))


def take_in(records: Records, data: bytes, secrets: Sequence[str], at: datetime) -> Response:
    """Keep a record that someone handed over, as one's own; raises `NotTaken`, `NotOpened`, `Faults` and the rest."""
    response = from_bytes(open_any(data, secrets), "the record")
    if response.practice:
        raise NotTaken("it is practice, which never becomes anyone's case")
    with records.hold(response):
        _refuse_other(records, response, data)
        response = happened(response, at, "received", text=check_code(data))
        records.save(response)
    return response


def check_code(data: bytes) -> str:
    """A short code of a file, which two people compare by telephone: the same code, the same file."""
    digits = hashlib.sha256(data).hexdigest()[:20]
    return "-".join(digits[start : start + 4] for start in range(0, 20, 4))


def _refuse_other(records: Records, response: Response, data: bytes) -> None:
    """Only what goes on from the record that is here may take its place, or that record itself, from a lost key."""
    try:
        here = records.load(response.id)
    except NoSuchRecord:
        return
    except NotRead:
        if records.store(practice=False).read(response.id) == data:
            return
        raise
    if here.practice or response.events[: len(here.events)] != here.events:
        raise NotTaken("a screening with this id is here already, and this one does not go on from it")
