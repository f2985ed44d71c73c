"""The commands, whole: each `tests/cli/<case>.txt` is what someone types and everything that comes of it.

A case may name screenings that are there before (`home: aaaa-0001 …`, see `RECORDS`), and the key that they are sealed
with is then there too, or is named by itself (`home: key`); then for each command has
`$ [NAME=value …] screenkit … [< FILE]`, its standard output, standard error and exit code. It runs in a folder of its
own that holds what `tests/cli/files` holds; without `< FILE` nothing can be read from standard input.

What differs from run to run is written in one way: a new screening's id as `xxxx-xxxx`, the moment of a summary as
`0000-00-00 00:00 UTC`, the noon of the day on which a case is suggested as `0000-00-00T12:00`, a screen's digest as
`d` so many times, and the folder of this project as `PROJECT`.
`--rewrite-expected` writes the cases anew.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest

from keyring import lay_key, worker
from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.cli import main
from screenkit.digests import former_digest_of
from screenkit.interview import add_instance, record
from screenkit.load import load_screen, load_with_draft
from screenkit.outcome import complete
from screenkit.practice import personas, practised
from screenkit.records import Records
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf, shipped
from scripted import NOON, answered_so, begun

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "cli").glob("*.txt"))
FILES = ROOT / "tests" / "cli" / "files"
CANARY = "canary-7731"
NEW_ID = "xxxx-xxxx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes, and other shells")
_PARTS = ("--- standard output", "--- standard error", "--- exit code ")


@dataclass(frozen=True)
class Run:
    """One command and what came of it."""

    command: str
    output: str = ""
    errors: str = ""
    code: int = 0

    def __str__(self) -> str:
        """As it stands in a case."""
        ended = f"{_PARTS[2]}{self.code}"
        return "\n".join([f"$ {self.command}", _PARTS[0], self.output + _PARTS[1], self.errors + ended, ""])


@dataclass(frozen=True)
class Case:
    """What is said about it, which screenings are there before, and its runs."""

    about: str
    records: tuple[str, ...]
    runs: tuple[Run, ...]

    def __str__(self) -> str:
        """As it stands in its file."""
        home = f"home: {' '.join(self.records)}\n" if self.records else ""
        return f"# {self.about}\n{home}" + "".join(map(str, self.runs))


def read_case(text: str) -> Case:
    """The case that a file tells."""
    about, _, rest = text.partition("\n")
    home = re.match(r"home: (.+)\n", rest)
    return Case(about.removeprefix("# "), tuple(home[1].split()) if home else (), tuple(_runs(rest)))


def _runs(text: str) -> Iterator[Run]:
    whole = r"^\$ (.+)\n(?:--- standard output\n((?:.*\n)*?)--- standard error\n((?:.*\n)*?)--- exit code ([0-9]+)\n)?"
    for found in re.finditer(whole, text, re.MULTILINE):
        yield Run(found[1], found[2] or "", found[3] or "", int(found[4] or 0))


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The surroundings of a command: nothing of this machine's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    fixed = {
        "COLUMNS": "80",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error",
        "SCREENKIT_HOME": str(folder / "home"),
        "TZ": "UTC",
    }
    return {**kept, **fixed, **more}


@dataclass(frozen=True)
class Typed:
    """A command as it is typed: settings in front, words, and where standard input comes from."""

    settings: dict[str, str]
    words: list[str]
    source: str

    @classmethod
    def of(cls, command: str) -> Typed:
        """What `[NAME=value …] screenkit … [< FILE]` says."""
        parts = shlex.split(command)
        place = parts.index("screenkit")
        settings = dict(part.split("=", 1) for part in parts[:place])
        end = parts.index("<") if "<" in parts else len(parts)
        return cls(settings, parts[place + 1 : end], "".join(parts[end + 1 :]))

    def input(self, folder: Path) -> bytes:
        """What can be read from standard input."""
        return (folder / self.source).read_bytes() if self.source else b""


def start(command: str, folder: Path, umask: int = -1) -> subprocess.CompletedProcess[bytes]:
    """Run a command in the folder, as a process of its own."""
    typed = Typed.of(command)
    whole = [sys.executable, "-m", "screenkit", *typed.words]
    env, data = environment(folder, **typed.settings), typed.input(folder)
    return subprocess.run(whole, cwd=folder, env=env, input=data, capture_output=True, check=False, umask=umask)


def start_here(command: str, folder: Path) -> tuple[bytes, bytes, int]:
    """Run a command in the folder within this process, which takes a tenth of the time."""
    typed = Typed.of(command)
    read, write, talk = (io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (typed.input(folder), b"", b""))
    umask = os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SCREENKIT")]:
            patch.delenv(name)
        for name, value in environment(folder, **typed.settings).items():
            patch.setenv(name, value)
        patch.chdir(folder)
        set_zone()
        for name, stream in (("stdin", read), ("stdout", write), ("stderr", talk)):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["screenkit", *typed.words])
        code = _code_of(main)
    set_zone()
    os.umask(umask)
    return _written(write), _written(talk), code


def set_zone() -> None:
    """Take over the zone that the surroundings name, where a process can do that."""
    if sys.platform != "win32":
        time.tzset()


def _code_of(program: Callable[[], None]) -> int:
    try:
        program()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue()


def run(command: str, folder: Path, known: tuple[str, ...] = ()) -> Run:
    """What comes of a command, with what differs from run to run written in one way."""
    found = new_ids(folder, known)
    *written, code = start_here(command.replace(NEW_ID, found[0]) if found else command, folder)
    output, errors = (normal(data, new_ids(folder, known)) for data in written)
    return Run(command, output, errors, code)


def new_ids(folder: Path, known: tuple[str, ...]) -> list[str]:
    """The ids of the screenings that were not there before."""
    return [
        path.stem
        for path in [*(folder / "home").glob("cases/*.age"), *(folder / "home").glob("practice/*.json")]
        if path.stem not in known
    ]


def normal(data: bytes, ids: list[str]) -> str:
    """The text with ids, moments and digests in one way; it ends with its last line."""
    text = data.decode().replace("\r\n", "\n").replace(ROOT.as_posix(), "PROJECT")
    for record_id in ids:
        text = text.replace(record_id, NEW_ID)
    text = re.sub(
        r"(as\sof\s+|al |Prepared: |Prepared</dt>\n<dd>|Preparado: |- )[0-9-]{10}(\s+)[0-9:]{5}(\s)[A-Z]{3}",
        r"\g<1>0000-00-00\g<2>00:00\g<3>UTC",
        text,
    )
    text = re.sub(r'"(as_of|prepared)": "[^"]+"', r'"\1": "0000-00-00T00:00:00Z"', text)
    text = re.sub(r"as_of: \d{4}-\d\d-\d\dT12:00", "as_of: 0000-00-00T12:00", text)
    text = re.sub(r"\b[0-9a-f]{64}\b|(?<=\()[0-9a-f]{12}(?=[,)])", lambda found: "d" * len(found[0]), text)
    return text if text.endswith("\n") or not text else text + "\n"


def _waiting(screen: Screen, response: Response) -> Response:
    return answered_so(screen, response, [("jurisdiction", "oregon"), ("good_moment", "yes")])


def _finished(screen: Screen, response: Response) -> Response:
    response = answered_so(screen, _waiting(screen, response), [("welcome", "read"), ("wants_care", Absent.DECLINED)])
    return complete(screen, response, NOON)


def _stopped(_: Screen, response: Response) -> Response:
    return happened(response, NOON, "stopped", text="ended-by-worker")


def _of_another_version(screen: Screen, response: Response) -> Response:
    other = response.screen.model_copy(update={"version": "1.1.0", "sha256": "0" * 64})
    return _waiting(screen, response).model_copy(update={"screen": other})


def _practised(screen: Screen, response: Response) -> Response:
    """With a slip of every kind: silence written as no, a date heard otherwise, own words lost, a question put off."""
    answers: list[tuple[str, Answer]] = [
        ("jurisdiction", "new_mexico"),
        ("good_moment", "yes"),
        ("welcome", "read"),
        ("wants_care", "yes"),
        ("days", ()),
        ("wishes", "Crying, probably attachment."),
        ("asked_at", Absent.NOT_ASKED),
    ]
    response = answered_so(screen, practised(response, next(personas(screen))), answers)
    response = happened(response, NOON, "noted", item="wishes", text="seems anxious")
    response = add_instance(screen, response, "children", NOON).response
    response = record(screen, response, Item("born_on", "children", 1), PartialDate(2021), NOON).response
    return complete(screen, answered_so(screen, response, [("children", "complete")]), NOON)


RECORDS: Mapping[str, Callable[[Screen, Response], Response]] = MappingProxyType(
    {
        "aaaa-0001": _waiting,
        "aaaa-0002": _waiting,
        "aaaa-0003": _finished,
        "aaaa-0004": _stopped,
        "aaaa-0005": _of_another_version,
        "aaaa-0006": _waiting,
        "aaaa-0007": _practised,
    }
)
"""Screenings that a case can begin with. The second and the last are practice; the sixth one's file is cut."""
PRACTICE = ("aaaa-0002", "aaaa-0007")


def lay_out(folder: Path, records: tuple[str, ...]) -> None:
    """The files of a case, and the screenings that are there before."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    if any(name not in PRACTICE for name in records):
        lay_key(folder / "home")
    screens = FILES / "screens"
    screen = load_screen(screens / "after-school.yaml", open_shelf((screens,)))
    for record_id in records[records[:1] == ("key",) :]:
        response = RECORDS[record_id](screen, begun(screen, record_id=record_id, practice=record_id in PRACTICE))
        path = Records(folder / "home", worker).save(response)
        if record_id == "aaaa-0006":
            path.write_bytes(path.read_bytes()[:600])


def test_there_are_cases() -> None:
    """The folder is where this file looks for it."""
    assert len(CASES) > 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_command_does_what_its_case_says(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Standard output, standard error and the exit code are the same to the letter."""
    text = path.read_text(encoding="utf-8")
    case = read_case(text)
    lay_out(tmp_path, case.records)
    found = replace(case, runs=tuple(run(one.command, tmp_path, case.records) for one in case.runs))
    if request.config.getoption("--rewrite-expected"):
        path.write_text(str(found), encoding="utf-8")
    assert case.runs
    assert str(found) == path.read_text(encoding="utf-8")


def test_every_command_tells_what_it_takes() -> None:
    """Each command of `screenkit --help` has a case for its own help, and no such case is of a command that is gone."""
    (whole,) = read_case((ROOT / "tests" / "cli" / "help.txt").read_text(encoding="utf-8")).runs
    names = re.findall(r"^  ([a-z]+) ", whole.output.partition("Commands:\n")[2], re.MULTILINE)
    assert sorted(names) == [path.stem.removeprefix("help-") for path in CASES if path.stem.startswith("help-")]


def test_every_way_of_ending_has_a_case() -> None:
    """Done, faults, wrong usage, nothing to do, not saved and no key; the others need a terminal."""
    codes = {one.code for path in CASES for one in read_case(path.read_text(encoding="utf-8")).runs}
    assert codes == {0, 1, 2, 3, 5, 6}


def test_no_case_tells_what_was_answered_wrongly() -> None:
    """What stands in files of faulty answers is in no message of any case."""
    faulty = [path for path in FILES.glob("*-answers.yaml") if CANARY in path.read_text(encoding="utf-8")]
    assert len(faulty) == 2
    assert [path.name for path in CASES if CANARY in path.read_text(encoding="utf-8")] == []
    assert "canary-8842" in (FILES / "screenings.jsonl").read_text(encoding="utf-8")
    told = [path.name for path in CASES if "canary-8842" in path.read_text(encoding="utf-8")]
    assert told == ["validate-values.txt"]


@pytest.mark.parametrize("name", ["screen", "response", "summary"])
def test_a_schema_is_one(name: str, tmp_path: Path) -> None:
    """What `screenkit schema` writes is JSON, and a JSON Schema."""
    process = start(f"screenkit schema {name}", tmp_path)
    jsonschema.Draft202012Validator.check_schema(json.loads(process.stdout))
    assert (process.returncode, process.stderr) == (0, b"")


def test_the_same_answers_give_the_same_summary(tmp_path: Path) -> None:
    """Two runs of one file differ in the id and the moment only."""
    lay_out(tmp_path, ())
    command = "screenkit --screens screens run after-school --practice --format json --answers answers.yaml"
    first, second = (json.loads(start(command, tmp_path).stdout) for _ in range(2))
    first["record"]["id"], first["as_of"] = second["record"]["id"], second["as_of"]
    assert first == second


@posix
def test_whatever_the_umask_nobody_else_can_read(tmp_path: Path) -> None:
    """Files are 0600 in folders of 0700, the summary too."""
    lay_out(tmp_path, ("key",))
    before = set(tmp_path.rglob("*"))
    command = "screenkit --passphrase-from passphrase.txt --screens screens run after-school --answers answers.yaml"
    command += " --output summary.txt"
    process = start(command, tmp_path, umask=0)
    made = set(tmp_path.rglob("*")) - before
    assert process.returncode == 0
    assert len(made) > 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600, 0o700}


@posix
def test_a_key_that_others_can_read_is_told_and_used(tmp_path: Path) -> None:
    """What mends it is named; an interview does not wait for that, and the mode is left as it is."""
    lay_out(tmp_path, ("aaaa-0001",))
    key = tmp_path / "home" / "key.age"
    key.chmod(0o644)
    process = start("screenkit --passphrase-from passphrase.txt cases", tmp_path)
    told = "Other users of this computer can read the key and try passphrases on it"
    assert process.stderr.decode() == f"{told}: `chmod 600 {key}` ends that.\n"
    assert (process.returncode, stat.S_IMODE(key.stat().st_mode)) == (0, 0o644)
    assert process.stdout.startswith(b"aaaa-0001 ")


@posix
def test_a_reader_that_went_away_is_no_crash(tmp_path: Path) -> None:
    """As in `screenkit show … | head`: nothing is told."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "screenkit", "show", "trafficking-nm10"]
    process = subprocess.run(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert process.stderr == b""


@posix
@pytest.mark.skipif(sys.platform == "win32", reason="the commands here are shell scripts")
@pytest.mark.parametrize("words", ["doctor", "show trafficking-nm10", "schema screen"])
def test_whoever_reads_no_further_has_read_enough(words: str, tmp_path: Path) -> None:
    """A pipe that is closed early is no fault and no crash."""
    program = f'("$0" -m screenkit {words}; echo $? > code) | true; cat code'
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SCREENKIT_HOME": str(tmp_path / "home")}
    command = ["sh", "-c", program, sys.executable]
    ended = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["--version", "show trafficking-nm10", "run trafficking-nm10"])
def test_a_closed_stream_is_no_crash(words: str, closed: str, tmp_path: Path) -> None:
    """Whatever the caller closed, the exit code is as ever and there is no traceback."""
    command = ["sh", "-c", f'"$0" -m screenkit {words} {closed}', sys.executable]
    process = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False)
    assert b"Traceback" not in process.stderr
    assert process.returncode == (2 if words.startswith("run") else 0)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-16"])
def test_letters_that_the_terminal_lacks_are_no_crash(encoding: str, tmp_path: Path) -> None:
    """They are shown in some other way."""
    process = start(f"PYTHONUTF8=0 PYTHONIOENCODING={encoding} screenkit show trafficking-nm10 --lang es", tmp_path)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["our screens", "niños", "a'b", "$HOME"])
def test_folders_may_have_any_name(name: str, tmp_path: Path) -> None:
    """The command that is told for going on can be typed as it stands."""
    lay_out(tmp_path, ("aaaa-0001",))
    (tmp_path / "screens").rename(tmp_path / name)
    (tmp_path / "home").rename(tmp_path / "my home")
    folders = f"--screens {shlex.quote(name)} --home 'my home' --passphrase-from passphrase.txt"
    told = start(f"screenkit {folders} resume", tmp_path).stderr.decode()
    again = told.partition("`")[2].partition("`")[0]
    again = again.replace(" summary", " --passphrase-from passphrase.txt summary")
    assert start(again, tmp_path).stdout.startswith(b"REFERRAL SUMMARY\n")


def test_a_screening_goes_on_with_the_screen_it_began_with(tmp_path: Path) -> None:
    """The copy that was kept serves when the screen has changed, has faults or is gone."""
    lay_out(tmp_path, ())
    ran = start("screenkit --screens screens run after-school --practice --answers answers.yaml", tmp_path).stdout
    (record_id,) = new_ids(tmp_path, ())
    path = tmp_path / "screens" / "after-school.yaml"
    for text in (path.read_text(encoding="utf-8").replace("1.2.0", "1.3.0"), "screen: after-school\n", ""):
        path.write_text(text, encoding="utf-8")
        then = start(f"screenkit --screens screens summary {record_id}", tmp_path)
        assert then.stdout == ran
        told = "after-school is not what it was when this screening began: the copy of version 1.2.0 is used\n"
        assert then.stderr.decode().replace("\r\n", "\n") == told
    path.unlink()
    assert start(f"screenkit summary {record_id}", tmp_path).stdout == ran


def test_a_screening_goes_on_with_a_copy_that_was_kept_under_a_former_digest(tmp_path: Path) -> None:
    """Digests were once worked out with the keys that a screen leaves out; what was kept then is still found."""
    lay_out(tmp_path, ())
    ran = start(
        "screenkit --screens screens run after-school --practice --answers answers.yaml", tmp_path
    ).stdout.decode()
    (record_id,) = new_ids(tmp_path, ())
    record = tmp_path / "home" / "practice" / f"{record_id}.json"
    shelf = Shelf((tmp_path / "screens", shipped()))
    screen, draft = load_with_draft(tmp_path / "screens" / "after-school.yaml", shelf)
    former = former_digest_of(draft)
    record.write_text(record.read_text("utf-8").replace(screen.digest, former), encoding="utf-8")
    copies = tmp_path / "home" / "screens"
    (copies / screen.digest).rename(copies / former)
    told = start(f"screenkit --screens screens summary {record_id}", tmp_path).stdout.decode()
    assert told == ran.replace(screen.digest[:12], former[:12])
    (copies / former).rename(copies / "0000")
    assert start(f"screenkit --screens screens summary {record_id}", tmp_path).returncode == 1


@posix
def test_a_folder_that_others_may_write_to_is_told(tmp_path: Path) -> None:
    """Resuming and summaries say so in one sentence."""
    (tmp_path / "home" / "cases").mkdir(parents=True)
    (tmp_path / "home" / "cases").chmod(0o777)
    for command in ("screenkit --home home resume", "screenkit --home home summary aaaa-0001"):
        process = start(command, tmp_path)
        words = f"screenkit: nothing can be saved in {Path('home', 'cases')}: other users may write to the folder\n"
        assert (process.returncode, process.stderr.decode()) == (5, words)
