"""How long it takes to open and check many sealed records, beside a plain JSON Schema of the same ones."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter

from screenkit.answers import Absent, Answer, Item
from screenkit.interview import NewInstance, add_instance, next_item, record, standing
from screenkit.keys import Key, save_key
from screenkit.load import load_screen
from screenkit.outcome import complete
from screenkit.questions import Checkpoint, Note, Repeat, YesNo
from screenkit.records import Records
from screenkit.response import Response, start, to_bytes
from screenkit.schemas import schema_text
from screenkit.screen import Screen
from screenkit.shelf import open_shelf

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SCREEN = "trafficking-nm10"


@dataclass(frozen=True)
class Checked:
    """The seconds for so many records, everything included, and those of the peer, which opens nothing."""

    records: int
    seconds: float
    peer: float


def check(folder: Path, key: Key, passphrase: str, number: int) -> Checked:
    """Seal so many finished screenings, and time `screenkit validate` on them as somebody would run it."""
    home = folder / "home"
    records, random = Records(home, lambda: key), Random(7731)
    shelf = open_shelf()
    screen = load_screen(shelf.screen(SCREEN) or Path(), shelf)
    made = [finished(screen, f"r{one:06}", random) for one in range(number)]
    for response in made:
        records.save(response)
    save_key(home, key, passphrase)
    secret = folder / "passphrase"
    secret.write_text(passphrase)
    began = perf_counter()
    code = _run(["--home", str(home), "--passphrase-from", str(secret), "validate", str(home / "cases")])
    seconds = perf_counter() - began
    if code:
        raise RuntimeError(f"validate ended with {code}")
    return Checked(number, seconds, _peer([to_bytes(response) for response in made]))


def _run(words: list[str]) -> int:
    """The command in a process of its own, with its start."""
    import subprocess

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "screenkit", *words]
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode


def _peer(lines: list[bytes]) -> float:
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads(schema_text("response")))
    began = perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        if not all(validator.is_valid(json.loads(line)) for line in lines):
            raise RuntimeError("a record is not as its schema says")
    return perf_counter() - began


def finished(screen: Screen, record_id: str, random: Random) -> Response:
    """A screening in which every question was put: yes, no or no answer to those that take it, silence to others."""
    response = start(screen, record_id, NOON, language="en", practice=False, case=None)
    while (following := next_item(screen, standing(screen, response, NOON))) is not None:
        if isinstance(following, NewInstance):
            response = add_instance(screen, response, following.repeat, NOON).response
        elif isinstance(following, Item):
            response = record(screen, response, following, _answer(screen, following, random), NOON).response
        else:
            break
    return complete(screen, response, NOON)


def _answer(screen: Screen, item: Item, random: Random) -> Answer:
    question = screen.question(item)
    if isinstance(question, Checkpoint):
        return "yes"
    if isinstance(question, Note):
        return "read"
    if isinstance(question, Repeat):
        return "complete"
    return random.choice(("yes", "no", Absent.DECLINED)) if isinstance(question, YesNo) else Absent.UNKNOWN
