"""Sealing again what is there already: for other readers, or at all; nothing is removed before its copy is safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from screenkit.records import KINDS, Older, Records, of_kind
from screenkit.response import from_bytes, happened
from screenkit.source import Faults
from screenkit.store import Locked, NoSuchRecord, NotRead, Store


@dataclass
class Resealed:
    """The ids of what was sealed, and why the others were left as they were."""

    done: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    locked: bool = False


def seal_old(records: Records, at: datetime) -> Resealed:
    """Seal the screenings from before records were encrypted, and remove them in clear; raises `NotSaved`."""
    return _each(records.unsealed(), lambda record_id: _seal_old(records, record_id, at))


def reseal(records: Records, at: datetime) -> Resealed:
    """Seal every real screening anew, for the readers of the key as it is now; raises `NotSaved`."""
    ids = records.store(practice=False).ids() if (records.home / KINDS[False]).is_dir() else ()
    return _each(ids, lambda record_id: _reseal(records, record_id, at))


def _each(ids: tuple[str, ...], work: Callable[[str], None]) -> Resealed:
    found = Resealed()
    for record_id in ids:
        try:
            work(record_id)
        except Locked as refusal:
            found.locked = True
            found.left.append((record_id, str(refusal)))
        except (NotRead, NoSuchRecord, Older) as refusal:
            found.left.append((record_id, str(refusal)))
        except Faults:
            found.left.append((record_id, "the record has faults"))
        else:
            found.done.append(record_id)
    return found


def _seal_old(records: Records, record_id: str, at: datetime) -> None:
    plain = Store(records.home / KINDS[False])
    with plain.lock(record_id):
        response = of_kind(from_bytes(plain.read(record_id), f"screening {record_id}"), record_id, practice=False)
        if record_id not in records.store(practice=False).ids():
            records.save(happened(response, at, "resealed", text=" ".join(records.key.readers)))
        if records.load(record_id).events[: len(response.events)] != response.events:
            raise NotRead(plain.root / f"{record_id}.json", "another screening with this id is encrypted already")
        plain.remove(record_id)


def _reseal(records: Records, record_id: str, at: datetime) -> None:
    response = records.load(record_id)
    with records.lock(response):
        response = records.load(record_id)
        records.save(happened(response, at, "resealed", text=" ".join(records.key.readers)))
