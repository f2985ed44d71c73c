"""Finished screenings, one by one: hostile text, whichever decoder reads it, files of any size, saved records."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import generators
import screenkit
from generators import asked, repeated
from keyring import worker
from screenkit.answers import Absent, Item, PartialDate
from screenkit.batch import Compiled, Outcome, Result, compile_screen, decoding
from screenkit.batch.documents import json_records
from screenkit.batch.finding import OnShelf
from screenkit.batch.inputs import LONGEST, NotFound, Record, Source, first_line_after, lines, sources
from screenkit.batch.program import swift_of
from screenkit.batch.running import Checker, check_source
from screenkit.batch.sharing import Stretch, check_part, check_shared
from screenkit.batch.tally import Tally
from screenkit.batch.telling import text_of
from screenkit.cli import authoring, validating
from screenkit.cli.app import app
from screenkit.cli.told import Told
from screenkit.outcome import complete
from screenkit.response import answered, happened, to_bytes
from screenkit.screen import Screen
from screenkit.shelf import open_shelf
from scripted import NOON, answered_so, begun

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "tests" / "cli" / "files" / "screens"
CANARY = "canary-7731"
AS_OF = "2026-11-20T15:00"
SCREEN = generators.load(
    generators.authored(
        [
            asked("debt"),
            asked("owed_to", "text", relevant="debt is yes"),
            asked("rooms", "integer"),
            asked("born_on", "date", not_future="true"),
            asked("taken_at", "datetime"),
            repeated("children", [asked("calm")], max="2"),
        ],
        indications=[generators.indication("owing", "debt is yes")],
        next_steps=[generators.step("tell", "debt is yes", due={"within": "24 hours", "after": ["taken_at"]})],
    )
)
ANSWERS = {
    "debt": "yes",
    "owed_to": "A man: they call him the engineer.",
    "rooms": 3,
    "born_on": "2011-04",
    "taken_at": "2026-11-20T14:30",
    "children": [{"calm": "no"}],
}
WHOLE = {"id": "s-1", "screen": SCREEN.id, "as_of": AS_OF, "answers": ANSWERS}
LEADS_TO = Outcome(("owing",), (), ("tell",), (), {"tell": "2026-11-21T14:30"})
COMPILED = compile_screen(SCREEN)
del authoring, validating  # importing them adds their commands


def text(record: object = WHOLE, **answers: object) -> bytes:
    """A record as JSON, with some answers changed."""
    if answers:
        record = {**WHOLE, "answers": {**ANSWERS, **answers}}
    return json.dumps(record, separators=(",", ":")).encode()


@pytest.fixture(params=list(decoding.decoders()), autouse=True)
def decoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decoder that is installed, one after the other: what is found must not hang on it."""
    monkeypatch.setattr(decoding, "_decoder", decoding.decoders()[request.param])


def codes(data: bytes, compiled: Compiled = COMPILED) -> list[str]:
    """What is wrong with a text; nothing that was answered is told."""
    result = compiled.validate(data)
    assert CANARY not in repr(result)
    assert (result.outcome is None) is bool(result.faults)
    return [fault.code for fault in result.faults]


def test_a_record_without_fault() -> None:
    """It leads to what the interview's summary says."""
    assert COMPILED.validate(text()).outcome == LEADS_TO
    assert COMPILED.validate(WHOLE).outcome == LEADS_TO
    assert codes(json.dumps(WHOLE, indent=4).encode()) == []


def test_msgspec_reads_what_the_others_read() -> None:
    """A record without fault is taken; of one with colons and quotes in its words nothing else is said."""
    swift = swift_of(SCREEN, None)
    for data in (text(), text(owed_to='"10:30", he said: ñ'), text(taken_at={"absent": "declined"}), text(children=[])):
        found = swift(data)
        assert found is not None
        assert found == COMPILED.validate(data)
    assert swift(text(owed_to="10:30").replace(b'"rooms":3', b'"rooms":3,"rooms":3')) is None


def test_nothing_is_taken_by_msgspec_that_is_refused() -> None:
    """Every hostile text goes the long way."""
    swift = swift_of(SCREEN, None)
    assert [name for name, (data, _) in HOSTILE.items() if swift(data) is not None] == []


def test_with_many_records_msgspec_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """From so many on; what is said of a record does not change, and another screen's record finds its own."""
    monkeypatch.setattr("screenkit.batch.program.MANY", 3)
    compiled = compile_screen(SCREEN, NOON)
    checker = Checker(lambda name, _: compiled if name == SCREEN.id else None)
    some = [text(), text(debt="maybe"), text({**WHOLE, "screen": "other"}), text()[:40]] * 3
    told = [[fault.code for fault in checker.check(Record(data, 1))[0].faults] for data in some]
    assert told == [[], ["refused-answer"], ["unknown-screen"], ["unclosed-quote"]] * 3
    assert compiled.swift(text()) is not None
    assert not compiled.swift(text(debt="maybe"))


def test_where_many_are_to_come_msgspec_takes_over_at_once() -> None:
    """As for a file that several processes share; what is said of a record does not change."""
    compiled = compile_screen(SCREEN, datetime.now(UTC))  # one that no other test has used
    checker = Checker(lambda _, __: compiled)
    checker.check(Record(text(), 1))
    assert compiled.swift(text()) is None
    checker.expect_many()
    assert compiled.swift(text()) == COMPILED.validate(WHOLE)


def test_what_was_read_before_a_disk_fails_is_told() -> None:
    """Records are looked at some at a time, and none that came is lost."""

    def failing() -> Iterator[Record]:
        yield Record(text(), 1)
        yield Record(text(debt="maybe"), 2)
        raise BlockingIOError

    told: list[tuple[int, bool]] = []
    with pytest.raises(BlockingIOError):
        told.extend(
            (record.line, result.is_valid)
            for record, result, _ in Checker(lambda _, __: COMPILED).check_all(failing(), 1 << 16)
        )
    assert told == [(1, True), (2, False)]


def test_records_that_are_handed_over_one_by_one_are_told_at_once() -> None:
    """The second is not waited for before the first is told."""
    came: list[int] = []

    def coming() -> Iterator[Record]:
        for line in (1, 2, 3):
            came.append(line)
            yield Record(text(), line)

    told = Checker(lambda _, __: COMPILED).check_all(coming(), 0)
    assert next(told)[0].line == 1
    assert came == [1]


def test_a_mistake_made_before_is_told_of_each_question_by_its_own_name() -> None:
    """Why an answer was refused is worked out once, also for two questions of one kind."""
    screen = generators.load(generators.authored([asked("born_on", "date"), asked("came_on", "date")]))
    record = {"screen": screen.id, "as_of": AS_OF, "answers": {"born_on": "then", "came_on": "then"}}
    words = "give a date as YYYY-MM-DD, for example 2011-04-30, or what is known of it: 2011-04, 2011, about 2011"
    for _ in range(2):
        faults = compile_screen(screen).validate(text(record)).faults
        assert [(fault.item, fault.message) for fault in faults] == [
            ("born_on", f"`born_on`: {words}"),
            ("came_on", f"`came_on`: {words}"),
        ]


HOSTILE: dict[str, tuple[bytes, list[str]]] = {
    "a key twice": (text().replace(b'"rooms":3', b'"rooms":3,"rooms":3'), ["duplicate-key"]),
    "a key twice, a blank before a colon": (text().replace(b'"rooms":3', b'"rooms" :3,"rooms":3'), ["duplicate-key"]),
    "a key twice, a colon escaped": (
        text(owed_to="a: b").replace(b"a: b", b"a\\u003a b").replace(b'"rooms":3', b'"rooms":3,"rooms":3'),
        ["duplicate-key"],
    ),
    "a key twice in the header": (text().replace(b'"id":"s-1"', b'"id":"s-1","id":"s-2"'), ["duplicate-key"]),
    "not a number": (text().replace(b"3", b"NaN", 1), ["not-a-number"]),
    "infinity": (text().replace(b'"rooms":3', b'"rooms":-Infinity'), ["not-a-number"]),
    "deep": (text().replace(b'"rooms":3', b'"rooms":' + b"[" * 1000 + b"]" * 1000), ["too-deep"]),
    "very deep": (text().replace(b'"rooms":3', b'"rooms":' + b"[" * 100_000), ["too-deep"]),
    "half a surrogate pair": (text().replace(b"engineer", b"\\ud800"), ["no-such-character"]),
    "text after the end": (text() + b" x", ["trailing-text"]),
    "two records on one line": (text() + text(), ["trailing-text"]),
    "a number past all bounds": (text().replace(b'"rooms":3', b'"rooms":1e400'), ["refused-answer"]),
    "a fraction": (text(rooms=3.0), ["refused-answer"]),
    "thirty digits": (text(rooms=10**30), ["refused-answer"]),
    "a truth": (text(debt=True), ["refused-answer"]),
    "null": (text(debt=None), ["refused-answer"]),
    "a key too many": (text({**WHOLE, CANARY: 1}), ["unknown-key"]),
    "a control character as it is": (text().replace(b"engineer", b"\x01"), ["control-character"]),
    "delete": (text().replace(b"engineer", b"\x7f"), ["control-character"]),
    "a blank": (text(owed_to=" "), ["refused-answer"]),
    "a blank name": (text({**WHOLE, "id": " "}), ["wrong-shape"]),
    "another version": (text({**WHOLE, "version": "1.0.1"}), ["other-version"]),
    "another screen": (text({**WHOLE, "screen": "other"}), ["other-screen"]),
    "another text": (text({**WHOLE, "sha256": "0" * 64}), ["other-digest"]),
    "no such status": (text({**WHOLE, "status": "done"}), ["impossible-value"]),
    "a number for a flag": (text({**WHOLE, "practice": 1}), ["impossible-value"]),
    "a number for a name": (text({**WHOLE, "id": 7}), ["wrong-shape"]),
    "a day to come": (text(born_on="2026-11-21"), ["refused-answer"]),
    "nothing": (b"", ["empty-file"]),
    "blanks": (b" \t ", ["empty-file"]),
    "a list": (b"[]", ["top-level-not-mapping"]),
    "a word": (b'"x"', ["top-level-not-mapping"]),
    "cut off": (text()[:60], ["unclosed-quote"]),
    "Latin-1": (text().replace(b"engineer", b"ingeni\xe9ro"), ["not-utf-8"]),
    "UTF-16": (text().decode().encode("utf-16"), ["not-utf-8"]),
    "a control character": (text().replace(b"engineer", b"\\u001b[2J"), ["control-character"]),
    "a character that turns the direction": (text().replace(b"engineer", "\u202e".encode()), ["bidi-override"]),
    "an empty key": (text().replace(b'"rooms":3', b'"rooms":3,"":1'), ["empty-key"]),
    "a list of lists": (text(debt=[["x"]]), ["wrong-shape"]),
    "a reason that is none": (text(debt={"absent": CANARY}), ["wrong-shape"]),
    "answers that are none": (text({**WHOLE, "answers": [CANARY]}), ["wrong-shape"]),
    "no answers": (text({"screen": SCREEN.id, "as_of": AS_OF}), ["missing-key"]),
    "a wrong word": (text(debt=CANARY), ["refused-answer"]),
    "a name as a key": (text(**{CANARY: "yes"}), ["unknown-question"]),
    "too many children": (text(children=[{"calm": "no"}] * 3), ["refused-answer"]),
    "a child that is none": (text(children=[CANARY]), ["wrong-shape"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_by_its_code(name: str) -> None:
    """Each is one coded fault, whichever decoder is installed."""
    data, expected = HOSTILE[name]
    assert codes(data) == expected


def test_what_looks_odd_and_is_fine() -> None:
    """A byte order mark, letters of every script, quotes and colons in words, a number as text."""
    assert codes(b"\xef\xbb\xbf" + text()) == []
    assert codes(text(owed_to="Ñandú O'Brien-López ʼ العربية 👩‍👧")) == []
    assert codes(text(owed_to='he said: "yes": no\n'.strip() + " :")) == []
    assert codes(text(rooms="3")) == []
    assert codes(text(owed_to={"absent": "declined"})) == []


def test_every_fault_of_a_record_comes_at_once() -> None:
    """In the order of the screen; what hangs on an answer that cannot be read is not judged."""
    result = COMPILED.validate(text(debt="maybe", rooms="x", born_on="2011-13", extra=1))
    assert [(fault.code, fault.item) for fault in result.faults] == [
        ("refused-answer", "debt"),
        ("refused-answer", "rooms"),
        ("refused-answer", "born_on"),
        ("unknown-question", ""),
    ]


def test_so_many_faults_are_told_and_no_more() -> None:
    """A hundred, then a word about the others."""
    assert codes(text(**{f"{CANARY}{number}": 1 for number in range(300)}))[99:] == [
        "unknown-question",
        "too-many-faults",
    ]


def test_nothing_of_one_record_reaches_the_next() -> None:
    """The same records in any order, and a compiled screen that went through a pickle, give the same results."""
    texts = [data for data, _ in HOSTILE.values()] + [text(), text(debt="no"), text()]
    first = [COMPILED.validate(data) for data in texts]
    again = pickle.loads(pickle.dumps(COMPILED))  # noqa: S301 - our own bytes
    assert again.source == COMPILED.source
    assert [again.validate(data) for data in reversed(texts)] == first[::-1]
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - our own bytes


def test_a_program_names_a_screen() -> None:
    """By its name, its file, or as it was loaded; one that is not there is an error of its own."""
    named = screenkit.compile("after-school", folders=[SCREENS])
    assert named.source == screenkit.compile(SCREENS / "after-school.yaml").source
    assert named.source == screenkit.compile(named.screen).source
    with pytest.raises(LookupError):
        screenkit.compile("no-such-screen")


def test_the_code_can_be_looked_at() -> None:
    """`show --compiled` writes what runs; what an author wrote is in it as literals only."""
    shown = CliRunner().invoke(app, ["--screens", str(SCREENS), "show", "after-school", "--compiled"]).output
    assert shown == screenkit.compile("after-school", folders=[SCREENS]).source
    assert "Never press" not in shown


# Files.


class Found:
    """Finds the one screen."""

    def __call__(self, name: str, _digest: str) -> Compiled | None:
        """The screen, by its name."""
        return COMPILED if name == SCREEN.id else None


def results(path: Path, checker: Checker | None = None) -> list[tuple[int, list[str]]]:
    """The line and the faults of every record of a file."""
    (source,) = sources([str(path)], None)
    found = check_source(source, checker or Checker(Found()), Tally())
    return [(one.line, [fault.code for fault in one.result.faults]) for one in found]


def test_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    """Each line is judged for itself, and keeps its number; blank lines are passed over."""
    path = tmp_path / "some.jsonl"
    path.write_bytes(
        b"\n".join([b"\xef\xbb\xbf" + text(), b"", text()[:50], text(debt="maybe"), b"\r", text() + b"\r", text()])
    )
    assert results(path) == [(1, []), (3, ["unclosed-quote"]), (4, ["refused-answer"]), (6, []), (7, [])]


def test_a_line_that_is_too_long_is_told_and_never_held(tmp_path: Path) -> None:
    """Twenty times what a record may be on one line; the line after it is read."""
    path = tmp_path / "some.jsonl"
    with path.open("wb") as file:
        for _ in range(3):
            file.write(b"x" * LONGEST)
        file.write(b"\n" + text() + b"\n")
    assert results(path) == [(1, ["too-large"]), (2, [])]


def test_a_list_of_records(tmp_path: Path) -> None:
    """Each keeps its own line, and its own faults of writing."""
    path = tmp_path / "some.json"
    path.write_bytes(b"[\n" + text() + b",\n\n" + text().replace(b'"rooms":3', b'"rooms":3,"rooms":3') + b"\n]\n")
    assert results(path) == [(2, []), (4, ["duplicate-key"])]
    path.write_bytes(b"[" + text() + b", {]")
    assert results(path) == [(1, []), (1, ["not-json"])]
    path.write_bytes(b"[]")
    assert results(path) == []
    path.write_bytes(b"x" * (LONGEST + 1))
    assert [record.faults[0].code for record in json_records(io.BytesIO(path.read_bytes()))] == ["too-large"]


def test_folders_and_patterns(tmp_path: Path) -> None:
    """Every file of records once, in order; other files in a folder are passed over, named ones are refused."""
    (tmp_path / "in").mkdir()
    for name in ("b.json", "a.jsonl", "in/c.yaml", "d.txt", "in/e.CSV"):
        (tmp_path / name).write_bytes(text())
    found = [source.path.relative_to(tmp_path).as_posix() for source in sources([str(tmp_path)], None)]
    assert found == ["a.jsonl", "b.json", "in/c.yaml", "in/e.CSV"]
    assert [one.path.name for one in sources([f"{tmp_path}/*.json*", f"{tmp_path}/a.jsonl"], None)] == [
        "a.jsonl",
        "b.json",
    ]
    with pytest.raises(NotFound):
        sources([str(tmp_path / "d.txt")], None)


def numbered(path: Path, count: int) -> Path:
    """A file of so many records, of which every seventh is faulty."""
    with path.open("wb") as file:
        for number in range(count):
            file.write(text({**WHOLE, "id": f"s-{number}", **({"status": "x"} if number % 7 == 0 else {})}) + b"\n")
            file.write(b"\n" if number % 11 == 0 else b"")
    return path


def test_parts_of_a_file_are_the_whole_file(tmp_path: Path) -> None:
    """Cut anywhere, every line belongs to one part, and line numbers go on."""
    path = numbered(tmp_path / "some.jsonl", 200)
    whole = [(record.line, record.data) for record in lines(io.BytesIO(path.read_bytes()))]
    size = path.stat().st_size
    for cut in (0, 1, 1000, size // 2, size - 1, size):
        with path.open("rb") as file:
            middle = first_line_after(file, cut)
            file.seek(0)
            first = list(lines(file, 0, middle))
            file.seek(middle)
            second = list(lines(file, middle, size))
        assert [record.data for record in (*first, *second)] == [data for _, data in whole]


@pytest.mark.slow
def test_shared_among_processes_the_report_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes tell what one tells, in the same order and with the same lines."""
    path = numbered(tmp_path / "some.jsonl", 3_000)
    monkeypatch.setattr("screenkit.batch.sharing.PART", 100_000)
    finder = OnShelf(open_shelf(), tmp_path, NOON, SCREEN)
    alone, shared = Tally(), Tally()
    first = [one for one in check_source(Source(path, "jsonl"), Checker(finder, SCREEN.id), alone) if one.result.faults]
    second = list(check_shared(Source(path, "jsonl"), Checker(finder, SCREEN.id), shared, 2, everything=False))
    assert second == first
    assert shared == alone
    texts = check_shared(Source(path, "jsonl"), Checker(finder, SCREEN.id), Tally(), 2, everything=False, line=text_of)
    assert "".join(map(str, texts)) == "".join(map(text_of, first))
    whole = Stretch(0, path.stat().st_size, 0)
    part = check_part(Source(path, "jsonl"), Checker(finder, SCREEN.id), whole, everything=True)
    assert (part.tally, len(part.told)) == (alone, 3_000)


def test_what_is_as_it_should_be_is_passed_over_where_nobody_wants_it(tmp_path: Path) -> None:
    """Only records with faults come, and one now and then; all of them are counted."""
    path = numbered(tmp_path / "some.jsonl", 3_000)
    finder = OnShelf(open_shelf(), tmp_path, NOON, SCREEN)
    whole, less = Tally(), Tally()
    everything = list(check_source(Source(path, "jsonl"), Checker(finder, SCREEN.id), whole))
    some = list(check_source(Source(path, "jsonl"), Checker(finder, SCREEN.id), less, everything=False))
    assert less == whole
    assert some == [one for count, one in enumerate(everything, 1) if one.result.faults or count % 1_000 == 0]
    assert any(one.result.faults for one in some)


MEMORY = """
import sys
from pathlib import Path
from screenkit.batch import compile_screen
from screenkit.batch.inputs import lines
from screenkit.load import load_screen
from screenkit.shelf import open_shelf
shelf = open_shelf([Path(sys.argv[2])])
compiled = compile_screen(load_screen(shelf.screen("after-school"), shelf))
with open(sys.argv[1], "rb") as file:
    count = sum(bool(compiled.validate(record.data)) for record in lines(file))
# Not ru_maxrss, which a process inherits from the one that started it.
print(count, next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="other systems count memory in other ways")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Twenty times the records, good and bad, and no more than a tenth more memory."""
    some = (ROOT / "tests" / "cli" / "files" / "screenings.jsonl").read_bytes()
    found = []
    for times in (200, 4_000):
        path = tmp_path / f"{times}.jsonl"
        path.write_bytes(some * times)
        words = [sys.executable, "-c", MEMORY, str(path), str(SCREENS)]
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        out = subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout.split()
        found.append((int(out[0]), int(out[1])))
    assert [count for count, _ in found] == [1_600, 32_000]
    assert found[1][1] < found[0][1] * 1.1


class Terminal(io.StringIO):
    """Standard error where somebody looks on."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_progress_is_shown_on_a_terminal_only(
    stream: type[io.StringIO], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How far it is, and gone before the result; nothing of it goes into a pipe."""
    path = tmp_path / "some.jsonl"
    path.write_bytes((text() + b"\n") * 12_000)
    told, stderr = Tally(), stream()
    monkeypatch.setattr(sys, "stderr", stderr)
    with Told("text", None) as shown:
        for one in check_source(Source(path, "jsonl"), Checker(Found()), told):
            shown.take(one, told)
    expected = "\r5,000 screenings, 0 with faults \r10,000 screenings, 0 with faults \r\x1b[K"
    assert stderr.getvalue() == (expected if stream is Terminal else "")


def test_totals_name_no_answer() -> None:
    """A step that is for a value is counted without it, unless values may be shown."""
    outcome = Outcome(("young/1",), ("young/?",), ("notify/MX", "notify/GT", "tell"), ("notify/?",))
    hidden, shown = Tally(), Tally(show_values=True)
    for tally in (hidden, shown):
        tally.add(Result("s-1", "completed", (), outcome))
    assert dict(hidden.steps) == {"notify": 2, "tell": 1}
    assert dict(shown.steps) == {"notify/MX": 1, "notify/GT": 1, "tell": 1}
    assert (dict(hidden.indicated), dict(hidden.not_settled)) == ({"young/1": 1}, {"young/?": 1})
    assert dict(hidden.open_steps) == {"notify/?": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_a_reader_that_went_away_is_no_crash(tmp_path: Path) -> None:
    """As in `screenkit validate … | head -1`: nothing is told."""
    path = numbered(tmp_path / "some.jsonl", 20_000)
    words = [sys.executable, "-m", "screenkit", "validate", str(path), "--format", "jsonl"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SCREENKIT_HOME": str(tmp_path)}
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    with process.stderr as stderr:
        assert stderr.read() == b""
    # The rest of the output may fit into the pipe, or not.
    assert process.wait() in (0, 1)


def test_validate_loads_no_prompts() -> None:
    """Nothing that asks or draws is imported to check a record."""
    words = ["--screens", str(SCREENS), "validate", str(SCREENS.parent / "answers.yaml")]
    run = "from screenkit.cli import main\ntry:\n    main()\nfinally:\n    print(*sys.modules)"
    code = f"import sys\nsys.argv[1:] = {words!r}\n{run}"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    out = subprocess.run([sys.executable, "-c", code], env=env, check=False, capture_output=True, text=True).stdout
    assert "1 screening: no fault" in out
    assert {"questionary", "prompt_toolkit", "rich.console", "holidays", "pyrage"}.isdisjoint(out.split())


# What screenkit saved itself.


@pytest.fixture(scope="module")
def school() -> Screen:
    """A screen with a checkpoint, a repeat and a deadline."""
    return screenkit.compile("after-school", folders=[SCREENS]).screen


def saved(school: Screen, *, whole: bool = True) -> Any:  # noqa: ANN401 - JSON
    """A finished screening as it is saved; without `whole` it was finished too soon."""
    response = begun(school)
    answers: list[tuple[str, Any]] = [("jurisdiction", "oregon"), ("good_moment", "yes"), ("welcome", "read")]
    answers += [("wants_care", Absent.DECLINED)] if whole else []
    response = answered_so(school, response, answers)
    if whole:
        response = happened(response, NOON, "added", item="children", instance=1)
        response = answered(school, response, Item("born_on", "children", 1), PartialDate(2015), NOON)
        response = answered_so(school, response, [("children", "complete")])
    return json.loads(to_bytes(complete(school, response, NOON)))


def test_a_saved_screening_leads_to_what_it_led_to(school: Screen) -> None:
    """The events add up to the outcome that the record keeps."""
    record = saved(school)
    result = compile_screen(school).validate(json.dumps(record).encode())
    assert result.faults == ()
    assert result.outcome is not None
    kept = record["events"][-1]["outcome"]
    assert list(result.outcome.not_settled) == kept.get("not_settled", [])
    assert list(result.outcome.next_steps) == kept.get("next_steps", [])


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda record: record["events"].reverse(), ["broken-record"]),
        (lambda record: record["screen"].update(version="9.9.9"), ["other-version"]),
        (lambda record: record["screen"].update(sha256="0" * 64), ["other-digest"]),
        (lambda record: record["events"][1].update(answer=CANARY), ["refused-answer"]),
        (lambda record: record["events"][1].update(item="nothing"), ["unknown-question"]),
        (lambda record: record["events"][1].update(kind="guessed"), ["impossible-value"]),
        (
            lambda record: record["events"].append({**record["events"][1], "seq": len(record["events"]) + 1}),
            ["answered-after-end"],
        ),
    ],
)
def test_a_damaged_record_is_told(school: Screen, spoil: Callable[[Any], None], expected: list[str]) -> None:
    """Out of order, of another screen, with an answer that cannot be, answered after it was finished."""
    record = saved(school)
    spoil(record)
    assert codes(json.dumps(record).encode(), compile_screen(school)) == expected


def test_a_record_that_was_finished_too_soon(school: Screen) -> None:
    """Every question that was never put is told."""
    result = compile_screen(school).validate(saved(school, whole=False))
    assert [(fault.code, fault.item) for fault in result.faults] == [
        ("missing-answer", "wants_care"),
        ("missing-answer", "children"),
    ]


def sealed_checker(school: Screen) -> Checker:
    """With the key of a worker."""
    return replace(Checker(OnShelf(open_shelf([SCREENS]), SCREENS, NOON, school)), unlock=worker().open)


def test_sealed_records_are_opened_with_a_key(school: Screen, tmp_path: Path) -> None:
    """Real screenings are age files; one that is damaged, or is no such file, is told like any other fault."""
    data = worker().seal(json.dumps(saved(school)).encode())
    files = {
        "a": data,
        "b": data[:-1],
        "c": data[: len(data) // 2],
        "d": b"",
        "e": json.dumps(saved(school)).encode(),
        "f": data + b"x",
        "g": bytes([data[0] ^ 1]) + data[1:],
    }
    for name, content in files.items():
        (tmp_path / f"{name}.age").write_bytes(content)
    tally = Tally()
    checker = sealed_checker(school)
    found = [one for source in sources([str(tmp_path)], None) for one in check_source(source, checker, tally)]
    assert [(Path(one.file).stem, [fault.code for fault in one.result.faults]) for one in found] == [
        ("a", []),
        *((name, ["not-opened"]) for name in "bcdefg"),
    ]


def test_without_a_key_nothing_is_opened(school: Screen, tmp_path: Path) -> None:
    """The record is told as one that was not opened."""
    path = tmp_path / "a.age"
    path.write_bytes(worker().seal(json.dumps(saved(school)).encode()))
    assert results(path) == [(0, ["not-opened"])]


def test_old_records_are_checked_by_the_screen_they_were_made_with(tmp_path: Path) -> None:
    """A copy that was kept is found by its digest; where none was, the difference is told."""
    finder = OnShelf(open_shelf([SCREENS]), tmp_path, datetime(2026, 11, 22, tzinfo=UTC))
    compiled = finder("after-school", "0" * 64)
    assert compiled is not None
    assert codes(json.dumps({"sha256": "0" * 64, "answers": {}}).encode(), compiled) == ["other-digest"]
    assert finder("../../etc/passwd", "") is None
    assert finder("after-school", "../../x") is not None
