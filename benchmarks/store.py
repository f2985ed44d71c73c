"""What safety costs, and what it is worth: saving an answer, being killed, and unlocking; with other ways beside ours.

    python benchmarks/store.py [--kills N] [--saves N] [--answers N]

- `screenkit`: the record as it is saved: sealed, written beside, forced to the disk, moved, the folder forced too.
- `in clear`: the same without sealing.
- `overwrite`: what most programs do, `open(path, "w")` and the bytes.
- `delete first`: the old file is deleted, then the new one written.
- `sqlite`: one row in a database, write-ahead log, synchronous=FULL; in clear.

Each writer is killed with SIGKILL at a random moment, again and again. What was acknowledged and is not there is lost;
what is there and cannot be read is torn. A run in which fewer than a quarter of the kills met a save proves nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter, sleep

from screenkit.keys import Key, make_key
from screenkit.sealing import NotOpened, new_secret, protect, reader_of, unprotect
from screenkit.store import Store, write_over

ID = "k7m2-x9qd"
Write = Callable[[bytes], object]
Read = Callable[[], bytes]


def record(number: int, answers: int) -> bytes:
    """A record of so many answers; the number of the last one comes first."""
    events = [
        {"seq": one, "kind": "answered", "item": f"question_{one}", "answer": "x" * 120} for one in range(answers)
    ]
    return (json.dumps({"number": number, "events": events}) + "\n").encode()


def way(name: str, folder: Path, key: Key) -> tuple[Write, Read]:
    """How a way writes and reads in a folder."""
    path = folder / "record"
    store = Store(folder / "store", ".age")
    if name == "screenkit":
        return lambda data: store.write(ID, key.seal(data)), lambda: key.open(store.read(ID))
    if name == "in clear":
        return lambda data: write_over(path, data), path.read_bytes
    if name == "overwrite":
        return path.write_bytes, path.read_bytes
    if name == "delete first":
        return lambda data: (path.unlink(missing_ok=True), path.write_bytes(data)), path.read_bytes
    return _sqlite(folder / "record.db")


def _sqlite(path: Path) -> tuple[Write, Read]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table if not exists record (id integer primary key, data blob)")
    return (
        lambda data: database.execute("insert or replace into record values (1, ?)", (data,)),
        lambda: bytes(database.execute("select data from record").fetchone()[0]),
    )


WAYS = ("screenkit", "in clear", "overwrite", "delete first", "sqlite")


def time_saves(name: str, folder: Path, key: Key, saves: int, answers: int) -> str:
    """The median and the 95th percentile of saving, in milliseconds."""
    write, _ = way(name, folder, key)
    took = []
    for number in range(saves):
        data = record(number, answers)
        began = perf_counter()
        write(data)
        took.append((perf_counter() - began) * 1000)
    return f"{name:>14} {statistics.median(took):8.2f} {statistics.quantiles(took, n=20)[18]:8.2f}"


def write_for_ever(name: str, folder: Path, key: Key, answers: int) -> None:
    """What is killed: save, say so, go on."""
    write, read = way(name, folder, key)
    try:
        number = int(json.loads(read())["number"])
    except (LookupError, OSError, TypeError, ValueError, NotOpened):
        number = 0
    while True:
        number += 1
        data = record(number, answers)
        os.write(1, b"saving\n")
        write(data)
        os.write(1, b"%d\n" % number)


def kill(name: str, folder: Path, key: Key, kills: int, answers: int) -> str:
    """How often something was lost or torn, and how many kills met a save."""
    secrets = {"secret": key.secrets[0], "recovery": key.recovery[0]}
    command = [sys.executable, __file__, "--writer", name, str(folder), json.dumps(secrets), str(answers)]
    lost = torn = during = safe = 0
    random = Random(7731)
    for _ in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None  # noqa: S101 - for the type checker
        process.stdout.readline()
        sleep(random.random() * 0.01)
        process.kill()
        lines = process.stdout.read().split()
        process.wait()
        during += not lines or lines[-1] == b"saving"
        safe = max([safe, *(int(line) for line in lines if line != b"saving")])
        try:
            there = int(json.loads(way(name, folder, key)[1]())["number"])
        except (LookupError, OSError, TypeError, ValueError, NotOpened):
            torn, safe = torn + 1, 0
        else:
            lost, safe = lost + (there < safe), there
    return f"{name:>14} {lost:8} {torn:8} {during:8}"


def main() -> int:
    """Print what each way costs and loses; 1 if ours loses anything, or too few kills met a save."""
    if sys.argv[1:2] == ["--writer"]:
        name, folder, secrets, answers = sys.argv[2:]
        known = json.loads(secrets)
        write_for_ever(name, Path(folder), Key((known["secret"],), (known["recovery"],)), int(answers))
    parser = argparse.ArgumentParser()
    for option, default in (("--kills", 200), ("--saves", 300), ("--answers", 200)):
        parser.add_argument(option, type=int, default=default)
    wished = parser.parse_args()
    key = make_key((reader_of(new_secret()),))
    ours = ""
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place) / name.replace(" ", "-") for name in WAYS}
        for folder in folders.values():
            folder.mkdir()
        print(f"saving a record of {wished.answers} answers\n{'':>14} {'median':>8} {'95 %':>8}  milliseconds")
        for name, folder in folders.items():
            print(time_saves(name, folder, key, wished.saves, wished.answers))
        print(f"\n{wished.kills} kills\n{'':>14} {'lost':>8} {'torn':>8} {'during':>8}")
        for name, folder in folders.items():
            line = kill(name, folder, key, wished.kills, wished.answers)
            print(line)
            ours = ours or line
    sealed = protect(b"x", "correct horse battery staple")
    began = perf_counter()
    unprotect(sealed, "correct horse battery staple")
    print(f"\nunlocking: {perf_counter() - began:.1f} s, once in a sitting")
    lost, torn, during = (int(word) for word in ours.split()[1:])
    return int(bool(lost or torn or during * 4 < wished.kills))


if __name__ == "__main__":
    sys.exit(main())
