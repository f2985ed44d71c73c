"""Screenings on disk: real ones and practice ones live apart, and the one is never taken for the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from screenkit.response import Response, from_bytes, to_bytes
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead, Store

KINDS = ("cases", "practice")


class Records:
    """The screenings of one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def store(self, *, practice: bool) -> Store:
        """The folder of real or of practice screenings; made when first needed."""
        return Store(self.home / KINDS[practice])

    def save(self, response: Response) -> Path:
        """Save the record where its kind belongs; raises `NotSaved`."""
        return self.store(practice=response.practice).write(response.id, to_bytes(response))

    def lock(self, response: Response) -> AbstractContextManager[None]:
        """Hold the record for this process; raises `Locked`."""
        return self.store(practice=response.practice).lock(response.id)

    def load(self, record_id: str) -> Response:
        """Return the record of that id; raises `NoSuchRecord`, and `Faults` for one that lies in the wrong folder."""
        for practice in (False, True):
            if not (self.home / KINDS[practice]).is_dir():
                continue
            try:
                data = self.store(practice=practice).read(record_id)
            except NoSuchRecord:
                continue
            return _of_kind(from_bytes(data, f"screening {record_id}"), record_id, practice=practice)
        raise NoSuchRecord(record_id)

    def unfinished(self) -> Iterator[Response]:
        """The records that can be gone on with, the last changed first; unreadable ones are passed over."""
        for practice in (False, True):
            if (self.home / KINDS[practice]).is_dir():
                yield from self._unfinished(practice=practice)

    def _unfinished(self, *, practice: bool) -> Iterator[Response]:
        for record_id in self.store(practice=practice).ids():
            try:
                response = self.load(record_id)
            except (Faults, NoSuchRecord, NotRead):
                continue
            if response.status == "in-progress" and response.practice is practice:
                yield response


def _of_kind(response: Response, record_id: str, *, practice: bool) -> Response:
    if response.id == record_id and response.practice is practice:
        return response
    from screenkit.diagnostics import Diagnostic  # noqa: PLC0415 - only for the refusal

    message = "this record lies under another name, or among the wrong kind of screenings"
    raise Faults((Diagnostic("misplaced-record", message, f"screening {record_id}", None, None),))
