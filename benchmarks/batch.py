"""How fast finished screenings are checked, against the validators that people would take instead.

    python benchmarks/batch.py [--rounds N] [--records N] [--growth] [--write]

Every round runs every peer once, on the same lines of a file, which each reads itself; a ratio is the median of pairs
of one round, on CPU time.
ajv takes part where Node is there and `NODE_PATH` names a folder that holds it.
With `--write`, `docs/performance.md` is written from what this run found.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module, metadata
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import batch_floor
from batch_kit import lines, model_of, schema_of, screen_of, write_screen
from batch_page import page
from batch_reading import cold, result_lines, tables, yaml_answers
from screenkit.batch import compile_screen, decoding
from screenkit.batch.program import program_of, swift_of
from screenkit.screen import Screen

HERE = Path(__file__).parent
Check = Callable[[bytes], bool]
SLOW = {"jsonschema": 2_000, "fastjsonschema": 5_000}


@dataclass
class Peer:
    """One way to check a record: how it is made, and what it cannot say."""

    name: str
    make: Callable[[Screen, int], Check]
    package: str = ""
    cannot: str = ""
    setup: float = 0
    times: list[float] = field(default_factory=list)
    caught: int = 0
    alarms: int = 0
    share: tuple[int, int] = (0, 0)
    is_floor: bool = False
    """Whether it only shows what stands in the way of a goal."""


def orjson_only(_screen: Screen, _blocks: int) -> Check:
    """The limit: the text is read, and nothing is checked."""
    loads = import_module("orjson").loads

    def check(line: bytes) -> bool:
        try:
            loads(line)
        except ValueError:
            return False
        return True

    return check


def reading_only(_screen: Screen, _blocks: int) -> Check:
    """What reading the lines takes, which is part of every peer's time."""
    return bool


def ours(decoder: str) -> Callable[[Screen, int], Check]:
    """Screenkit with msgspec, or as it is installed without it; code is made as for many records."""

    def make(screen: Screen, _blocks: int) -> Check:
        program = program_of(screen, None)
        program.swift, program.is_swift = lambda _: None, decoder == "msgspec"
        if program.is_swift:
            program.swift = swift_of(screen, None)
        compiled = compile_screen(screen)
        object.__setattr__(compiled, "_program", program)
        chosen = decoding.decoders()[decoder]

        def check(line: bytes) -> bool:
            decoding._decoder = chosen  # noqa: SLF001 - the peers take turns
            return not compiled.validate(line.rstrip(b"\r\n")).faults

        return check

    return make


def pydantic_model(screen: Screen, _blocks: int) -> Check:
    """A model by hand."""
    model = model_of(screen)
    invalid = import_module("pydantic").ValidationError

    def check(line: bytes) -> bool:
        try:
            model.model_validate_json(line)
        except invalid:
            return False
        return True

    return check


def jsonschema_rs(screen: Screen, blocks: int) -> Check:
    """The JSON Schema, by the fastest validator for it that Python has."""
    loads = import_module("orjson").loads
    is_valid = import_module("jsonschema_rs").Draft7Validator(schema_of(screen, blocks)).is_valid

    def check(line: bytes) -> bool:
        try:
            return bool(is_valid(loads(line)))
        except ValueError:
            return False

    return check


def jsonschema_py(screen: Screen, blocks: int) -> Check:
    """The JSON Schema, by the validator that most people know."""
    loads = import_module("orjson").loads
    is_valid = import_module("jsonschema").Draft7Validator(schema_of(screen, blocks)).is_valid

    def check(line: bytes) -> bool:
        try:
            return bool(is_valid(loads(line)))
        except ValueError:
            return False

    return check


def fast_jsonschema(screen: Screen, blocks: int) -> Check:
    """The JSON Schema, as generated Python."""
    loads = import_module("orjson").loads
    module = import_module("fastjsonschema")
    validate = module.compile(schema_of(screen, blocks))

    def check(line: bytes) -> bool:
        try:
            validate(loads(line))
        except (ValueError, module.JsonSchemaException):
            return False
        return True

    return check


def peers() -> list[Peer]:
    """Those that are installed; the limit is the first."""
    all_of = [
        Peer("orjson.loads (limit: checks nothing)", orjson_only, "orjson", "everything"),
        Peer("reading the lines (part of every time)", reading_only, "orjson", "everything"),
        Peer("screenkit with `[fast]` (msgspec)", ours("msgspec"), "msgspec"),
        Peer("screenkit as it is installed", ours("pydantic"), "pydantic"),
        Peer(
            "jsonschema-rs on orjson",
            jsonschema_rs,
            "jsonschema-rs",
            "days that do not exist or are to come; what follows",
        ),
        Peer(
            "pydantic, a model by hand",
            pydantic_model,
            "pydantic",
            "what follows; names only the first fault of an answer",
        ),
        Peer("fastjsonschema on orjson", fast_jsonschema, "fastjsonschema", "as jsonschema-rs; names one fault"),
        Peer("jsonschema on orjson", jsonschema_py, "jsonschema", "as jsonschema-rs"),
    ]
    return [peer for peer in all_of if _is_installed(peer.package)]


def floors() -> list[Peer]:
    """The least that has to be done for each record, by what is installed."""
    typed = "how they hang together; what follows"
    all_of = [
        Peer("msgspec reads it, types and choices checked", batch_floor.typed, "msgspec", typed),
        Peer("and a function is called, a result made", batch_floor.typed_and_called, "msgspec", typed),
        Peer("and every check and rule, by hand for this one screen", batch_floor.by_hand, "msgspec", "any fault"),
        Peer("pydantic's own reader, nothing checked", batch_floor.built_in, "pydantic", "everything"),
    ]
    for peer in all_of:
        peer.is_floor = True
    return [peer for peer in all_of if _is_installed(peer.package)]


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def run(records: int, rounds: int, questions: int = 25) -> list[Peer]:
    """Every peer on the same lines, in turn."""
    blocks = max(1, round(questions / 25))
    screen = screen_of(questions)
    data = list(lines(screen, records, blocks))
    found = [*peers(), *(floors() if blocks == 1 else ())]
    checks = {}
    node = Ajv.found(screen, blocks, data)
    for peer in found:
        start = process_time()
        checks[peer.name] = peer.make(screen, blocks)
        peer.setup = (process_time() - start) * 1000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        path.write_bytes(b"".join(line + b"\n" for line, _ in data))
        for number in range(rounds):
            for peer in found:
                part = data[: SLOW.get(peer.package, len(data))]
                _measure(peer, checks[peer.name], path, part, judge=number == 0)
            if node is not None:
                node.round(data)
    return [*found, *([node.peer] if node is not None else [])]


class Ajv:
    """The JSON Schema by ajv, in a process of its own for each round; what starting it costs is not counted."""

    def __init__(self, schema: Path, records: Path) -> None:
        self.words = ["node", str(HERE / "batch_ajv.mjs"), str(schema), str(records)]
        self.peer = Peer("ajv on Node", orjson_only, cannot="days that do not exist or are to come")

    @classmethod
    def found(cls, screen: Screen, blocks: int, data: Sequence[tuple[bytes, str]]) -> Ajv | None:
        """Where Node is there, and ajv in the folder that NODE_PATH names."""
        if shutil.which("node") is None or not Path(os.environ.get("NODE_PATH", "-"), "ajv").is_dir():
            return None
        folder = Path(tempfile.mkdtemp())
        (folder / "schema.json").write_text(json.dumps(schema_of(screen, blocks)), encoding="utf-8")
        (folder / "records.jsonl").write_bytes(b"\n".join(line for line, _ in data))
        return cls(folder / "schema.json", folder / "records.jsonl")

    def round(self, data: Sequence[tuple[bytes, str]]) -> None:
        """One round."""
        told = json.loads(subprocess.run(self.words, check=True, capture_output=True, text=True).stdout)
        peer, verdicts = self.peer, [one == "1" for one in told["verdicts"]]
        peer.times.append(told["each"])
        peer.setup = told["setup"]
        faulty = [not verdict for verdict, (_, fault) in zip(verdicts, data, strict=True) if fault]
        peer.caught, peer.share = sum(faulty), (sum(faulty), len(faulty))
        peer.alarms = sum(1 for verdict, (_, fault) in zip(verdicts, data, strict=True) if not verdict and not fault)


def _measure(peer: Peer, check: Check, path: Path, data: Sequence[tuple[bytes, str]], *, judge: bool) -> None:
    with path.open("rb", buffering=1 << 22) as file:
        start = process_time()
        verdicts = [check(line) for line in islice(file, len(data))]
        peer.times.append((process_time() - start) / len(data) * 1e6)
    if judge:
        faulty = [not verdict for verdict, (_, fault) in zip(verdicts, data, strict=True) if fault]
        peer.caught, peer.share = sum(faulty), (sum(faulty), len(faulty))
        peer.alarms = sum(1 for verdict, (_, fault) in zip(verdicts, data, strict=True) if not verdict and not fault)


def ratios(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """The median, the least and the greatest ratio of pairs of one round."""
    pairs = [a / b for a, b in zip(one, other, strict=True)]
    return median(pairs), min(pairs), max(pairs)


PROBE = """
import sys
from time import process_time
sys.path[:0] = {path!r}
from pathlib import Path
from batch_kit import screen_of
from screenkit.batch import compile_screen
from screenkit.batch.inputs import lines
compiled = compile_screen(screen_of({questions}))
start = process_time()
count = faulty = 0
with Path({file!r}).open("rb", buffering=1 << 22) as file:
    for record in lines(file):
        count += 1
        faulty += bool(compiled.validate(record.data).faults)
took = process_time() - start
# Not ru_maxrss, which a process inherits from the one that started it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(count, faulty, took / count * 1e6, int(peak.split()[1]) / 1024)
"""


def alone(file: Path, questions: int = 25) -> tuple[int, int, float, float]:
    """A process of its own over a whole file: records, faulty ones, microseconds for each, peak memory in MB."""
    code = PROBE.format(path=[str(HERE), str(HERE.parent / "src")], file=str(file), questions=questions)
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    return int(out[0]), int(out[1]), float(out[2]), float(out[3])


def write_records(path: Path, number: int, questions: int = 25) -> Path:
    """A file of so many records; beyond 10,000 the same ones come again."""
    blocks = max(1, round(questions / 25))
    some = [line for line, _ in lines(screen_of(questions), min(number, 10_000), blocks)]
    with path.open("wb") as file:
        for count in range(0, number, len(some)):
            file.writelines(line + b"\n" for line in some[: number - count])
    return path


def command(*words: str, home: Path) -> tuple[float, bytes]:
    """Seconds by the clock on the wall of a whole command, and what it wrote."""
    env = {"PYTHONPATH": str(HERE.parent / "src"), "SCREENKIT_HOME": str(home), "PATH": "/usr/bin:/bin"}
    start = perf_counter()
    out = subprocess.run(words, env=env, capture_output=True, check=False).stdout
    return perf_counter() - start, out


def growth(folder: Path, counts: Sequence[int]) -> list[tuple[int, float, float]]:
    """Records, microseconds for each, peak memory in MB."""
    found = []
    for count in counts:
        path = write_records(folder / f"{count}.jsonl", count)
        records, _, each, memory = alone(path)
        found.append((records, each, memory))
    return found


def questions_growth(sizes: Sequence[int], rounds: int) -> list[tuple[int, list[Peer]]]:
    """Every peer at so many questions."""
    return [(size, run(max(60, 40_000 // size), rounds, size)) for size in sizes]


def shared(folder: Path, records: int, rounds: int) -> list[tuple[float, float, float]]:
    """Seconds on the wall: one process, two processes, whose reports must be the same, and one for a single record."""
    screens = folder / "screens"
    screens.mkdir(exist_ok=True)
    path, few = write_records(folder / "shared.jsonl", records), write_records(folder / "few.jsonl", 1)
    write_screen(screens)
    words = [sys.executable, "-m", "screenkit", "--screens", str(screens), "validate", str(path), "--totals"]
    found = []
    for _ in range(rounds):
        one, first = command(*words, home=folder / "home")
        two, second = command(*words, "--jobs", "2", home=folder / "home")
        if first != second:
            raise SystemExit("two processes told something else than one")
        start, _ = command(*(str(few) if word == str(path) else word for word in words), home=folder / "home")
        found.append((one, two, start))
    return found


def start_up(folder: Path, rounds: int) -> Mapping[str, list[float]]:
    """Seconds on the wall of whole commands, round by round."""
    screens = folder / "screens"
    screens.mkdir(exist_ok=True)
    write_screen(screens)
    schema = folder / "kit.schema.json"
    schema.write_text(json.dumps(schema_of(screen_of(25))), encoding="utf-8")
    many = folder / "many"
    many.mkdir(exist_ok=True)
    whole = [line for line, fault in lines(screen_of(25), 1_150) if not fault][:1_000]
    for number, line in enumerate(whole):
        (many / f"{number:04}.json").write_bytes(line)
    one = str(many / "0000.json")
    laid = folder / "command"  # as pip lays it, which is what people start
    laid.write_text("import sys\nfrom screenkit.cli import main\nsys.exit(main())\n", encoding="utf-8")
    screenkit = [sys.executable, str(laid)]
    commands: dict[str, list[str]] = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "screenkit --version": [*screenkit, "--version"],
        "screenkit --help": [*screenkit, "--help"],
        "screenkit validate, one record": [*screenkit, "--screens", str(screens), "validate", one],
        "screenkit validate, 1,000 files": [*screenkit, "--screens", str(screens), "validate", str(many)],
    }
    if _is_installed("check-jsonschema"):
        against = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]
        commands["check-jsonschema, one record"] = [*against, one]
        commands["check-jsonschema, 1,000 files"] = [*against, *map(str, sorted(many.iterdir()))]
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, words in commands.items():
            found[name].append(command(*words, home=folder / "home")[0])
    return found


def machine() -> str:
    """What this ran on."""
    load = f"load average {os.getloadavg()[0]:.1f} when it began"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores ({load}), Python {platform.python_version()}"
    )


def versions() -> Iterator[str]:
    """The packages that took part."""
    for name in ("msgspec", "orjson", "pydantic", "jsonschema-rs", "jsonschema", "fastjsonschema", "check-jsonschema"):
        if _is_installed(name):
            yield f"{name} {metadata.version(name)}"


def main() -> None:
    """Run, and tell or write what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--growth", action="store_true", help="to a million records, and to 1,000 questions")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    where = machine()
    to_share = 1_000_000 if asked.growth else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = page(
            peers=run(asked.records, asked.rounds),
            records=asked.records,
            rounds=asked.rounds,
            growth=growth(folder, (10_000, 100_000, 1_000_000) if asked.growth else (10_000, 100_000)),
            questions=questions_growth((25, 250, 1_000) if asked.growth else (25, 250), 3),
            to_share=to_share,
            shared=shared(folder, to_share, 3),
            start=start_up(folder, asked.rounds),
            tables=tables(asked.records // 4, asked.rounds),
            cold=cold(folder, (25, 1_000), asked.rounds),
            yaml=yaml_answers(asked.records // 40, 3),
            lines=result_lines(folder, asked.records // 2, asked.rounds),
            bytes=sum(len(line) for line, _ in lines(screen_of(25), 2_000)) / 2_000,
            machine=where,
            versions=tuple(versions()),
        )
    if asked.write:
        (HERE.parent / "docs" / "performance.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
