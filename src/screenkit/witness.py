"""How far a record was saved: a small file apart from it, so that an older copy put in its place is noticed.

The worker's key vouches for it, and it holds nothing of what was said: how many events there were, and a keyed digest
of them. It is written after the record, so a crash between the two leaves a record that is further on, never less far.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from typing import Literal

from pydantic import ValidationError

from screenkit.events import Event
from screenkit.keys import Key, proof_of
from screenkit.questions import Whole
from screenkit.reference import Model, Words
from screenkit.response import Response

FOLDER = "saved"
_OLDER = ("older-record", "`screenkit explain older-record` says more")
_GONE = ("gone-record", "it was saved here, and it is gone; `screenkit explain gone-record` says more")
TOLD = dict((_OLDER, _GONE))
"""The codes of what is found, each with what is said with it."""
_SAVED, _WITNESS = "screenkit: the events of a record", "screenkit: how far a record was saved"


class Witness(Model):
    """That a record had so many events; `digest` is theirs, and `proof` is for all that is said here."""

    format: Literal["screenkit-witness/1"] = "screenkit-witness/1"
    id: Words
    events: Whole
    digest: str
    proof: str = ""

    def words(self) -> bytes:
        """What the proof is for."""
        return f"{self.id} {self.events} {self.digest}".encode()


def witness_of(key: Key, response: Response) -> bytes:
    """The witness of a record as it is now, as it is saved."""
    secret, events = key.secrets[0], response.events
    made = Witness(id=response.id, events=len(events), digest=_digest(secret, events))
    whole = made.model_copy(update={"proof": proof_of(secret, made.words(), _WITNESS)})
    return (whole.model_dump_json() + "\n").encode()


def doubt(key: Key, data: bytes, response: Response) -> str:
    """Why a record is not what was saved last or goes on from it; nothing where it is, or where nobody vouches."""
    found = _vouched(key, data, response.id)
    if found is None:
        return ""
    secret, witness = found
    there = len(response.events)
    if there < witness.events:
        return f"an older copy stands in its place: it has {there} events, and {witness.events} were saved here"
    if _digest(secret, response.events[: witness.events]) != witness.digest:
        return f"another copy stands in its place: it does not go on from the {witness.events} events saved here"
    return ""


def is_vouched(key: Key, data: bytes, record_id: str) -> bool:
    """Whether this worker's key says that the record of that id was saved, and how far."""
    return _vouched(key, data, record_id) is not None


def _vouched(key: Key, data: bytes, record_id: str) -> tuple[str, Witness] | None:
    """The witness of the record, and the secret key that vouches for it."""
    try:
        witness = Witness.model_validate_json(data)
    except ValidationError:
        return None
    for secret in key.secrets if witness.id == record_id else ():
        if hmac.compare_digest(proof_of(secret, witness.words(), _WITNESS), witness.proof):
            return secret, witness
    return None


def _digest(secret: str, events: Sequence[Event]) -> str:
    """Keyed, because otherwise a short answer could be guessed from it."""
    said = [event.model_dump(mode="json", exclude_defaults=True) for event in events]
    return proof_of(secret, json.dumps(said, sort_keys=True).encode(), _SAVED)
