"""Whether a screen was proven before it was used: a certificate for each digest, beside the copy that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from screenkit import __version__
from screenkit.kept import folder_of
from screenkit.reference import Model
from screenkit.screen import Proof
from screenkit.shelf import shipped
from screenkit.store import NotSaved, Store, write_over

SHIPPED = "proven.json"
"""The digests of the screens that travel with the program, each of which was proven when it was made."""


class Certificate(Model):
    """What the proofs said of a screen, by which version of the program, and on which day."""

    format: Literal["screenkit-certificate/1"] = "screenkit-certificate/1"
    screen: str
    version: str
    sha256: str
    checker: str
    day: date
    proof: Proof


def proof_of(home: Path, digest: str, certify: Callable[[], Certificate]) -> Proof:
    """Whether the screen was proven; one that this version of the program has not met is certified now, once."""
    if digest in shipped_digests():
        return "proven"
    path = folder_of(home, digest) / "certificate.json"
    known = _kept(path)
    if known is not None and (known.checker, known.sha256) == (__version__, digest):
        return known.proof
    made = certify().model_copy(update={"sha256": digest})
    with suppress(NotSaved, OSError):  # it can be made again
        Store(path.parent)  # a folder as safe as that of the screenings
        write_over(path, made.model_dump_json(indent=1).encode())
    return made.proof


def _kept(path: Path) -> Certificate | None:
    try:
        return Certificate.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def shipped_digests() -> frozenset[str]:
    """The digests of the screens that were proven before they were shipped."""
    try:
        table = json.loads((shipped() / SHIPPED).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    return frozenset(table["screens"].values()) if table["checker"] == __version__ else frozenset()


def shipped_table(digests: Mapping[str, str]) -> str:
    """The file of those digests, by the names of the screens."""
    return json.dumps({"checker": __version__, "screens": dict(sorted(digests.items()))}, indent=1) + "\n"
