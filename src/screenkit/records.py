"""Screenings on disk: real ones, encrypted, and practice ones live apart, and the one is never taken for the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from screenkit.disk import refuse_writable
from screenkit.events import written
from screenkit.keys import Key
from screenkit.response import Response, from_bytes, to_bytes
from screenkit.sealing import NotOpened
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead, NotSaved, Store
from screenkit.witness import FOLDER, TOLD, doubt, is_vouched, witness_of

KINDS = ("cases", "practice")
_ENDINGS = (".age", ".json")
_OLD = "it was saved before records were encrypted: `screenkit init` encrypts it"


class NoKey(Exception):  # noqa: N818 - a fact, as a person is told it
    """A real screening is never read or written without a key."""


def no_key() -> Key:
    """Where nobody brings a key."""
    raise NoKey


class Older(NotSaved):
    """A record is not as far as it was saved here, and nothing is written over what is there."""


class Records:
    """The screenings of one home folder. The key is asked for when the first real one is opened, and kept."""

    def __init__(self, home: Path, unlock: Callable[[], Key] = no_key) -> None:
        self.home = home
        self._unlock = unlock
        self._key: Key | None = None

    @property
    def key(self) -> Key:
        """What real screenings are sealed with; raises whatever the one who was asked for it raises."""
        if self._key is None:
            self._key = self._unlock()
        return self._key

    def store(self, *, practice: bool) -> Store:
        """The folder of real or of practice screenings; made when first needed."""
        return self._folder(KINDS[practice], _ENDINGS[practice])

    def _folder(self, name: str, ending: str = ".json") -> Store:
        store = Store(self.home / name, ending)
        refuse_writable(self.home)
        return store

    def save(self, response: Response) -> Path:
        """Save the record where its kind belongs; raises `NotSaved`, also where more was saved before."""
        if response.practice:
            return self.store(practice=True).write(response.id, to_bytes(response))
        self._refuse(self.doubt(response), response.id)
        path = self._seal(response)
        # Soon is enough: a record that is further on than what is said of it is in no doubt.
        self.witnesses.note(response.id, witness_of(self.key, response))
        return path

    def accept(self, response: Response) -> Path:
        """Save a real record whatever was saved before; then, how far it is saved. Raises `NotSaved`."""
        path = self._seal(response)
        self.witnesses.write(response.id, witness_of(self.key, response))
        return path

    def _seal(self, response: Response) -> Path:
        return self.store(practice=False).write(response.id, self.key.seal(to_bytes(response)))

    def doubt(self, response: Response) -> str:
        """Why a record is not what was saved here last, nor goes on from it; nothing where there is no reason."""
        if response.practice or not (self.home / FOLDER).is_dir():
            return ""
        with suppress(NoSuchRecord, NotRead):
            return doubt(self.key, self.witnesses.read(response.id), response)
        return ""

    def gone(self) -> tuple[str, ...]:
        """The ids of real records that were saved here and are not there, and of which nothing says that they went."""
        if not (self.home / FOLDER).is_dir():
            return ()
        there = {*self.store(practice=False).ids(), *(self.graves.ids() if (self.home / "purged").is_dir() else ())}
        return tuple(one for one in sorted(self.witnesses.ids()) if one not in there and self._is_vouched(one))

    def _is_vouched(self, record_id: str) -> bool:
        with suppress(NoSuchRecord, NotRead):
            return is_vouched(self.key, self.witnesses.read(record_id), record_id)
        return False

    @property
    def witnesses(self) -> Store:
        """The folder that says how far each real record was saved."""
        return self._folder(FOLDER)

    def _refuse(self, why: str, record_id: str) -> None:
        if why:
            words = f"{why}; {TOLD['older-record']}"
            raise Older(self.home / KINDS[False] / f"{record_id}{_ENDINGS[False]}", words)

    @contextmanager
    def lock(self, response: Response) -> Iterator[None]:
        """Hold the record for this process, to go on with it; raises `Locked`, and `Older` for an older copy."""
        with self.hold(response):
            with suppress(Faults, NoSuchRecord, NotRead):  # which whoever reads it is told
                self._refuse("" if response.practice else self.doubt(self.load(response.id)), response.id)
            yield

    def hold(self, response: Response) -> AbstractContextManager[None]:
        """Hold the record for this process, whatever stands in its place; raises `Locked`."""
        store = self.store(practice=response.practice)
        store.remove_stale()
        return store.lock(response.id)

    def load(self, record_id: str) -> Response:
        """Return the record of that id; raises `NoSuchRecord`, and `Faults` for one that lies in the wrong folder."""
        for practice in (False, True):
            if not (self.home / KINDS[practice]).is_dir():
                continue
            try:
                data = self._read(record_id, practice=practice)
            except NoSuchRecord:
                continue
            return of_kind(from_bytes(data, f"screening {record_id}"), record_id, practice=practice)
        raise NoSuchRecord(record_id)

    def load_practice(self, record_id: str) -> Response:
        """Return the practice record of that id; no real one is ever opened, and no key asked for."""
        if not (self.home / KINDS[True]).is_dir():
            raise NoSuchRecord(record_id)
        data = self._read(record_id, practice=True)
        return of_kind(from_bytes(data, f"screening {record_id}"), record_id, practice=True)

    def _read(self, record_id: str, *, practice: bool) -> bytes:
        store = self.store(practice=practice)
        try:
            data = store.read(record_id)
        except NoSuchRecord:
            if not practice and record_id in self.unsealed():
                raise NotRead(store.root / f"{record_id}.json", _OLD) from None
            raise
        if practice:
            return data
        key = self.key
        try:
            return key.open(data)
        except NotOpened as refusal:
            raise NotRead(store.root / f"{record_id}.age", f"it is not opened: {refusal}") from None

    def bury(self, record_id: str, at: datetime) -> None:
        """Leave a sign that there was a record, when it was removed and with whose key, and nothing more."""
        sign = {"format": "screenkit-tombstone/1", "id": record_id, "purged_at": written(at), "by": self.key.reader}
        self.graves.write(record_id, (json.dumps(sign, indent=1) + "\n").encode())

    @property
    def graves(self) -> Store:
        """The folder of those signs."""
        return self._folder("purged")

    def is_purged(self, record_id: str) -> bool:
        """Whether there was such a record once."""
        return (self.home / "purged").is_dir() and record_id in self.graves.ids()

    def unsealed(self) -> tuple[str, ...]:
        """The ids of real screenings from before records were encrypted."""
        folder = self.home / KINDS[False]
        return Store(folder).ids() if folder.is_dir() else ()

    def unfinished(self) -> Iterator[Response]:
        """The records that can be gone on with, the last changed first; unreadable ones are passed over."""
        for practice in (False, True):
            if (self.home / KINDS[practice]).is_dir():
                yield from self._unfinished(practice=practice)

    def of_case(self, case: str, *, practice: bool) -> Iterator[Response]:
        """The records of a case, real or practice ones; those that cannot be read are passed over."""
        if (self.home / KINDS[practice]).is_dir():
            for record_id in self.store(practice=practice).ids():
                with suppress(Faults, NoSuchRecord, NotRead):
                    response = self.load(record_id)
                    if response.case == case and response.practice is practice:
                        yield response

    def _unfinished(self, *, practice: bool) -> Iterator[Response]:
        for record_id in self.store(practice=practice).ids():
            try:
                response = self.load(record_id)
            except (Faults, NoSuchRecord, NotRead):
                continue
            if response.status == "in-progress" and response.practice is practice:
                yield response


def of_kind(response: Response, record_id: str, *, practice: bool) -> Response:
    """The record, which is what its place says; raises `Faults` otherwise."""
    if response.id == record_id and response.practice is practice:
        return response
    from screenkit.diagnostics import Diagnostic  # noqa: PLC0415 - only for the refusal

    message = "this record lies under another name, or among the wrong kind of screenings"
    raise Faults((Diagnostic("misplaced-record", message, f"screening {record_id}", None, None),))
