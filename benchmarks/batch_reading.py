"""How fast what is no JSON is read and written: screens, tables, YAML, a line for each record; and the least of each.

Beside each time stands, from the same round, the least that has to be done in any case: a library's own reading of the
same text with nothing made of it, or the same lines written without being worked out.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, NamedTuple, cast

import yaml

from batch_kit import lines, screen_of, write_screen
from screenkit.batch import Compiled, compile_screen
from screenkit.batch.documents import yaml_records
from screenkit.batch.early import keep_ready
from screenkit.batch.inputs import Source
from screenkit.batch.program import program_of, source_of, swift_of
from screenkit.batch.running import Checker, Tally, check_source
from screenkit.batch.tables import csv_records
from screenkit.batch.telling import summary_of
from screenkit.load import load_screen
from screenkit.ready import cache, shelves
from screenkit.ready.fine import KIND, decoded, taken_up
from screenkit.shelf import Shelf, shipped

REFERENCE = ("sources", "contacts", "jurisdictions", "recipients", "countries", "languages")


class Timed(NamedTuple):
    """Microseconds for each record in one round: the measure of the goal, ours, and the least."""

    limit: float
    ours: float
    least: float


class Cold(NamedTuple):
    """Milliseconds for a screen of so many questions."""

    questions: int
    load: float
    compile: float
    thorough: float
    """What the first record with a fault adds."""
    kept: float
    """From what was kept of an earlier run, with looking whether any file has changed."""
    events: float
    """PyYAML's parser in C alone, over the same files."""
    code: float
    """Python's own `compile` alone, of the code of the screen that is written at once."""


def tables(records: int, rounds: int) -> list[Timed]:
    """`orjson.loads` of JSON, every check of the same records as a table, and the csv module alone."""
    screen = screen_of(25)
    compiled = compile_screen(screen)
    whole = [json.loads(line) for line, fault in lines(screen, records) if not fault]
    data, texts = _table(whole), [json.dumps(record, separators=(",", ":")).encode() for record in whole]
    loads = import_module("orjson").loads
    found = []
    for _ in range(rounds):
        start = process_time()
        for one in texts:
            loads(one)
        limit = process_time() - start
        start = process_time()
        faulty = sum(bool(compiled.validate(record.data).faults) for record in csv_records(io.BytesIO(data)))
        ours = process_time() - start
        if faulty:
            raise SystemExit("a record without fault has one as a row")
        start = process_time()
        for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")):
            pass
        found.append(_each(len(whole), limit, ours, process_time() - start))
    return found


def _each(records: int, *seconds: float) -> Timed:
    limit, ours, least = (one / records * 1e6 for one in seconds)
    return Timed(limit, ours, least)


def _table(whole: Iterable[Mapping[str, Any]]) -> bytes:
    rows = [_row(record) for record in whole]
    text = io.StringIO()
    writer = csv.DictWriter(text, sorted({head for row in rows for head in row}), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _row(record: Mapping[str, Any]) -> dict[str, str]:
    row = {key: value for key, value in record.items() if key != "answers"}
    for name, value in record["answers"].items():
        if name == "children":
            row["children"] = "complete"
            for number, child in enumerate(value, 1):
                row |= {f"children[{number}].{key}": _cell(one) for key, one in child.items()}
        else:
            row[name] = _cell(value)
    return row


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{value['absent']}}}"
    return (" ".join(value) or "{none}") if isinstance(value, list) else str(value)


def yaml_answers(records: int, rounds: int) -> list[Timed]:
    """The fast loader of PyYAML alone, every check of the same text, and the parser below that loader alone."""
    screen = screen_of(25)
    compiled = compile_screen(screen)
    texts = [yaml.safe_dump(json.loads(line)).encode() for line, fault in lines(screen, records) if not fault]
    found = []
    for _ in range(rounds):
        start = process_time()
        for one in texts:
            yaml.load(one, yaml.CSafeLoader)
        limit = process_time() - start
        start = process_time()
        for one in texts:
            for record in yaml_records(io.BytesIO(one)):
                compiled.validate(record.data)
        ours = process_time() - start
        start = process_time()
        for one in texts:
            _events(one)
        found.append(_each(len(texts), limit, ours, process_time() - start))
    return found


def _events(text: bytes) -> None:
    following = cast("Any", yaml.CBaseLoader(text)).get_event
    while following() is not None:
        pass


def result_lines(folder: Path, records: int, rounds: int) -> list[Timed]:
    """A file checked, checked with a line written of what each record leads to, and with lines that were there."""
    screen = screen_of(25)
    data = [line for line, fault in lines(screen, records) if not fault]
    path = folder / "lines.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in data))
    source, checker = Source(path, "jsonl"), Checker(_Only(_swift(screen)))
    # What rules come to is put into words once, which is over soon in a large file.
    told = [summary_of(one) for one in check_source(source, checker, Tally())]
    found = []
    for _ in range(rounds):
        start = process_time()
        for _ in check_source(source, checker, Tally()):
            pass
        limit = process_time() - start
        with Path(os.devnull).open("w", encoding="ascii") as sink:
            start = process_time()
            sink.writelines(summary_of(one) for one in check_source(source, checker, Tally()))
            ours = process_time() - start
            start = process_time()
            sink.writelines(line for line, _ in zip(told, check_source(source, checker, Tally()), strict=True))
        found.append(_each(len(data), limit, ours, process_time() - start))
    return found


class _Only:
    """Finds one screen."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled

    def __call__(self, name: str, digest: str) -> Compiled | None:
        del name, digest
        return self.compiled


def _swift(screen: Any) -> Compiled:  # noqa: ANN401 - a screen
    """The screen compiled anew, as for many records."""
    compiled, program = compile_screen(screen), program_of(screen, None)
    program.swift, program.is_swift = swift_of(screen, None), True
    object.__setattr__(compiled, "_program", program)
    return compiled


def cold(folder: Path, sizes: Sequence[int], rounds: int) -> list[Cold]:
    """Loading a screen from its file and compiling it, with nothing kept; and with it."""
    os.environ[cache.VARIABLE] = str(folder / "cache")
    found = [_cold(folder, size, rounds) for size in sizes]
    del os.environ[cache.VARIABLE]
    return found


def _cold(folder: Path, size: int, rounds: int) -> Cold:
    path = write_screen(folder, size)
    shelf = Shelf((folder, shipped()))
    line = next(line for line, fault in lines(screen_of(size), 50, max(1, round(size / 25))) if not fault)
    times = [tuple(_rounds(path, shelf, line)) for _ in range(rounds)]
    return Cold(size, *(median(one) for one in zip(*times, strict=True)))


def _rounds(path: Path, shelf: Shelf, line: bytes) -> Iterator[float]:
    last = process_time()

    def took() -> float:
        nonlocal last
        before, last = last, process_time()
        return (last - before) * 1000

    screen = load_screen(path, shelf)
    yield took()
    program = program_of(screen, None)
    yield took()
    compiled = compile_screen(screen)
    object.__setattr__(compiled, "_program", program)
    took()
    compiled.validate(b'{"screen":"kit","answers":{}}')
    yield took()
    folders = [str(folder) for folder in shelf.folders]
    keep_ready(screen, shelf, shelves.key_of(KIND, folders, screen.id))
    took()
    key = shelves.key_of(KIND, folders, screen.id)
    if not key or not taken_up(cache.fetch(shelves.name_of(KIND, folders, screen.id), key))(decoded(line) or {}, line):
        raise SystemExit("nothing was kept of the screen")
    yield took()
    files = [path, *(shipped() / "reference" / f"{name}.yaml" for name in REFERENCE)]
    texts = [one.read_bytes() for one in files]
    took()
    for one in texts:
        _events(one)
    yield took()
    ordinary = source_of(screen, None).split("\ndef whole(")[0]
    took()
    compile(ordinary, "code", "exec")
    yield took()
