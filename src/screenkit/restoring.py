"""Going on from an older copy, or without a record that is gone: a person decides it, and it is on record."""

from __future__ import annotations

from datetime import datetime

from screenkit.records import Records
from screenkit.response import happened
from screenkit.store import NoSuchRecord


class NothingToAccept(Exception):  # noqa: N818 - a fact, as a person is told it
    """The record is as it was saved."""


def accept(records: Records, record_id: str, at: datetime) -> str:
    """Take what is there for what goes on; return what was wrong, which an event or a tombstone keeps.

    Raises `NothingToAccept`, `NoSuchRecord`, `Locked`, `NotSaved` and what loading raises.
    """
    is_gone = record_id in records.gone()
    if not is_gone and record_id not in records.store(practice=False).ids():
        raise NoSuchRecord(record_id)
    with records.store(practice=False).lock(record_id):
        if is_gone:
            return _without(records, record_id, at)
        response = records.load(record_id)
        why = records.doubt(response)
        if not why:
            raise NothingToAccept
        records.accept(happened(response, at, "older-accepted", text=why))
    return why


def _without(records: Records, record_id: str, at: datetime) -> str:
    records.bury(record_id, at)
    records.witnesses.remove(record_id)
    return "it is gone"
