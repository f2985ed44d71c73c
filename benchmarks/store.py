"""What safety costs, and what it is worth: being killed, saving, unlocking and checking, with other ways beside ours.

    python benchmarks/store.py [--kills N] [--saves N] [--answers N] [--records N] [--write]

- `screenkit`: a screening as it is saved: sealed, written beside, forced to the disk, moved, the folder forced too;
  then the same for the file that says how far it was saved.
- `in clear`: one such file, not sealed.
- `overwrite`: what most programs do, `open(path, "w")` and the bytes.
- `delete first`: the old file is deleted, then the new one written.
- `sqlite`: one row in a database, write-ahead log, synchronous=FULL; in clear.

Each writer is killed with SIGKILL at a random moment, again and again; the others a quarter as often as ours. What was
acknowledged and is not there is lost; what is there and cannot be read, or is taken for an older copy, is torn. A run
in which fewer than a quarter of the kills met a save proves nothing. With `--write` the page `docs/saving.md` is
written from what was found.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, sleep

from screenkit.keys import Key, make_key
from screenkit.records import Records
from screenkit.response import Response, ScreenOf, happened
from screenkit.sealing import NotOpened, new_secret, protect, reader_of, unprotect
from screenkit.source import Faults
from screenkit.store import NoSuchRecord, NotRead, write_over
from store_checking import Checked, check
from store_page import Killed, Saved, Unlocked, page

PAGE = Path(__file__).parents[1] / "docs" / "saving.md"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"  # noqa: S105 - it protects nothing
ROUNDS = 50
"""So many saves are of one screening; then comes the next, so that none grows without end."""
Write = Callable[[int, Response], object]
Read = Callable[[], int]
# Without a fork a process takes ten times as long to be there; Windows has none.
HOW = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


@cache
def begun(answers: int) -> Response:
    """A screening of so many answers."""
    response = Response(id="aaaa-0000", screen=ScreenOf(id="a", version="1.0.0", sha256="0" * 64))
    response = happened(response, NOON, "started")
    for one in range(answers - 1):
        response = happened(response, NOON, "answered", item=f"question_{one}", answer="x" * 120)
    return response


def grown(number: int, answers: int) -> Response:
    """The screening that a save of that number is of."""
    block, more = divmod(number, ROUNDS)
    response = begun(answers).model_copy(update={"id": f"k{block:06}"})
    for one in range(more):
        response = happened(response, NOON, "answered", item=f"more_{one}", answer="x" * 120)
    return response


def plain(number: int, response: Response) -> bytes:
    """The same for those that write bytes: as many, and the number first."""
    events = [event.model_dump(mode="json", exclude_defaults=True) for event in response.events]
    return json.dumps({"number": number, "events": events}).encode()


def way(name: str, folder: Path, key: Key, answers: int) -> tuple[Write, Read]:
    """How a way writes a number and reads the last one in a folder."""
    path = folder / "record"
    if name == "screenkit":
        return _ours(Records(folder / "home", lambda: key), answers)
    if name == "sqlite":
        return _sqlite(folder / "record.db")

    def write(number: int, response: Response) -> None:
        data = plain(number, response)
        if name == "in clear":
            write_over(path, data)
            return
        if name == "delete first":
            path.unlink(missing_ok=True)
        path.write_bytes(data)

    return write, lambda: int(json.loads(path.read_bytes())["number"])


def _ours(records: Records, answers: int) -> tuple[Write, Read]:
    def read() -> int:
        last = max(records.store(practice=False).ids(), default="")
        response = records.load(last)
        if why := records.doubt(response):
            raise ValueError(why)
        return int(last[1:]) * ROUNDS + len(response.events) - answers

    return lambda _, response: records.save(response), read


def _sqlite(path: Path) -> tuple[Write, Read]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table if not exists record (id integer primary key, data blob)")

    def read() -> int:
        return int(json.loads(bytes(database.execute("select data from record").fetchone()[0]))["number"])

    def write(number: int, response: Response) -> None:
        database.execute("insert or replace into record values (1, ?)", (plain(number, response),))

    return write, read


WAYS = ("screenkit", "in clear", "overwrite", "delete first", "sqlite")


def time_saves(folders: dict[str, Path], key: Key, saves: int, answers: int) -> list[Saved]:
    """What saving takes, way by way in turns; for ours all of it, from the events to the folder."""
    writes = {name: way(name, folder, key, answers)[0] for name, folder in folders.items()}
    took: dict[str, list[float]] = {name: [] for name in writes}
    for number in range(saves):
        response = grown(number, answers)
        for name, write in writes.items():
            began = perf_counter()
            write(number, response)
            took[name].append((perf_counter() - began) * 1000)
    return [Saved(name, median(times), quantiles(times, n=20)[18]) for name, times in took.items()]


def last_number(read: Read) -> int | None:
    """The last number that is there, or None where nothing can be read."""
    try:
        return read()
    except (AttributeError, Faults, LookupError, NoSuchRecord, NotOpened, NotRead, OSError, TypeError, ValueError):
        return None


def write_for_ever(
    name: str, folder: Path, secrets: tuple[str, str], answers: int, number: int, told: Connection
) -> None:
    """What is killed: save the number after that one, say so, go on."""
    write, _ = way(name, folder, Key(secrets[:1], secrets[1:]), answers)
    while True:
        number += 1
        response = grown(number, answers)
        told.send(-1)
        write(number, response)
        told.send(number)


def kill(save: Saved, folder: Path, key: Key, kills: int, answers: int) -> Killed:
    """How often something was lost or torn, and how many kills met a save; they come within the time of a few saves."""
    name, longest = save.name, 2 * save.median / 1000
    lost = torn = during = safe = 0
    random = Random(7731)
    begun(answers)
    began = perf_counter()
    for _ in range(kills):
        writing = (name, folder, (key.secrets[0], key.recovery[0]), answers, safe)
        said = _killed_writer(writing, random.random() * longest)
        during += said[-1] == -1
        safe = max([safe, *said])
        there = last_number(way(name, folder, key, answers)[1])
        torn += there is None and safe > 0
        lost += there is not None and there < safe
        safe = there or 0
    return Killed(name, kills, lost, torn, during, perf_counter() - began)


def _killed_writer(writing: tuple[object, ...], seconds: float) -> list[int]:
    """What a writer said before it was killed; -1 is that it began to save."""
    hears, tells = HOW.Pipe(duplex=False)
    writer = HOW.Process(target=write_for_ever, args=(*writing, tells), daemon=True)
    writer.start()
    tells.close()
    said = [hears.recv()]
    sleep(seconds)
    writer.kill()
    try:
        while True:
            said.append(hears.recv())
    except (EOFError, OSError):  # the end, or half a word of the one that was killed
        hears.close()
    writer.join()
    return said


def time_unlocking() -> Unlocked:
    """Opening the key once, and the same work without age."""
    from hashlib import scrypt

    sealed = protect(b"x", PASSPHRASE)
    work = int(sealed.split(b"\n")[1].split(b" ")[3])
    began = perf_counter()
    unprotect(sealed, PASSPHRASE)
    middle = perf_counter()
    scrypt(b"x", salt=bytes(16), n=2**work, r=8, p=1, maxmem=2**31 - 1)
    return Unlocked(middle - began, perf_counter() - middle)


def tell(saves: list[Saved], kills: list[Killed], unlocked: Unlocked, checked: Checked, wished: object) -> None:
    """The figures in words."""
    print(f"saving: {wished}\n{'':>14} {'median':>8} {'95 %':>8}  milliseconds")
    for save in saves:
        print(f"{save.name:>14} {save.median:8.2f} {save.most:8.2f}")
    print(f"\n{'':>14} {'kills':>8} {'lost':>8} {'torn':>8} {'during':>8} {'seconds':>8}")
    for one in kills:
        print(f"{one.name:>14} {one.kills:8} {one.lost:8} {one.torn:8} {one.during:8} {one.seconds:8.1f}")
    print(f"\nunlocking: {unlocked.seconds:.2f} s, of which the work that age asks for {unlocked.bare:.2f} s")
    print(f"checking {checked.records} sealed records: {checked.seconds:.2f} s, with jsonschema {checked.peer:.2f} s")


def main() -> int:
    """Print what each way costs and loses; 1 if ours loses anything, or too few kills met a save."""
    parser = argparse.ArgumentParser()
    for option, default in (("--kills", 200), ("--saves", 300), ("--answers", 200), ("--records", 1000)):
        parser.add_argument(option, type=int, default=default)
    parser.add_argument("--write", action="store_true", help="write docs/saving.md")
    wished = parser.parse_args()
    key = make_key((reader_of(new_secret()),))
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place, name.replace(" ", "-")) for name in WAYS}
        for folder in folders.values():
            folder.mkdir()
        saves = time_saves(folders, key, wished.saves, wished.answers)
        for name, folder in folders.items():
            folders[name] = folder / "killed"
            folders[name].mkdir()
        unlocked = time_unlocking()
        checked = check(Path(place, "checked"), key, PASSPHRASE, wished.records)
        number = {name: wished.kills if name == WAYS[0] else max(1, wished.kills // 4) for name in WAYS}
        kills = [kill(save, folders[save.name], key, number[save.name], wished.answers) for save in saves]
    tell(saves, kills, unlocked, checked, f"{wished.saves} times, {wished.answers} answers and more")
    if wished.write:
        PAGE.write_text(page(saves, kills, unlocked, checked, wished), encoding="utf-8")
    ours = kills[0]
    return int(bool(ours.lost or ours.torn or ours.during * 4 < wished.kills))


if __name__ == "__main__":
    sys.exit(main())
