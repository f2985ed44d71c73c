"""What was said is in the encrypted record and nowhere else, however the program ends."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from keyring import PASSPHRASE, lay_key, worker
from screenkit.keys import open_any

if sys.platform == "win32":
    pytest.skip("Windows has no such modes, signals and limits", allow_module_level=True)

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "cli" / "files"
CANARY = "canary-7731"
ANSWERS = f"""\
screen: after-school
answers:
  jurisdiction: oregon
  wants_care: yes
  wishes: {CANARY}
"""
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
from screenkit.cli import main
main()
"""
FAULTY = """
import sys
from screenkit import records
def save(self, response):
    raise ValueError(str(response))
records.Records.save = save
from screenkit.cli import main
main()
"""
HELD = """
import os, sys, time
from screenkit import disk
def replace(temp, path):
    if path.suffix == ".age":
        print("written", flush=True)
        time.sleep(60)
    temp.replace(path)
disk._replace = replace
from screenkit.cli import main
main()
"""


class Place:
    """A home with a key, a folder of one's own and one for temporary files, and answers elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "place"
        self.home = self.folder / "home"
        for name in ("work", "tmp"):
            (self.folder / name).mkdir(parents=True)
        lay_key(self.home)
        self.given = folder / "given"
        shutil.copytree(FILES / "screens", self.given / "screens")
        (self.given / "passphrase.txt").write_text(PASSPHRASE)
        (self.given / "answers.yaml").write_text(ANSWERS)

    def command(self, *start: str) -> list[str]:
        """A real screening from the file of answers."""
        options = ["--passphrase-from", "passphrase.txt", "--screens", "screens", "--home", str(self.home)]
        words = [str(self.given / one) if one in ("passphrase.txt", "screens") else one for one in options]
        return [*start, *words, "run", "after-school", "--answers", str(self.given / "answers.yaml")]

    def environment(self) -> dict[str, str]:
        """Nothing of this machine's own settings."""
        own = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "HOME": str(self.folder / "work")}
        return {"PATH": os.environ["PATH"], "TMPDIR": str(self.folder / "tmp"), **own}

    def run(self, *start: str) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""
        work = self.folder / "work"
        command = self.command(*start)
        return subprocess.run(command, cwd=work, env=self.environment(), capture_output=True, check=False)

    def traces(self) -> list[Path]:
        """Where anything of what was said is, in a name or in a file."""
        return [path for path in self.folder.rglob("*") if CANARY in path.name or (path.is_file() and _tells(path))]

    def records(self) -> list[Path]:
        """The records that are there."""
        return sorted((self.home / "cases").glob("*.age"))


def _tells(path: Path) -> bool:
    data = path.read_bytes()
    return CANARY.encode() in data or PASSPHRASE.encode() in data or b"AGE-SECRET-KEY" in data


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where a real screening is made."""
    return Place(tmp_path)


def test_a_screening_leaves_its_record_and_nothing_else(place: Place) -> None:
    """The answer is in the summary that was asked for, and in the record for those who may open it."""
    process = place.run(sys.executable, "-m", "screenkit")
    assert (process.returncode, CANARY.encode() in process.stderr) == (0, False)
    assert re.fullmatch(
        rb"not finished: \d+ questions were not put; `screenkit [^`\n]* resume [^`\n]*` goes on\n", process.stderr
    )
    (path,) = place.records()
    assert CANARY.encode() in open_any(path.read_bytes(), worker().secrets)
    assert place.traces() == []
    assert list((place.folder / "tmp").iterdir()) == []


def test_a_full_disk_leaves_nothing(place: Place) -> None:
    """Neither in clear nor in what is told, nor a part of the record; what was there before still is."""
    place.run(sys.executable, "-m", "screenkit")  # which keeps a copy of the screen, too
    before = place.records()
    process = place.run(sys.executable, "-c", LIMITED)
    assert (process.returncode, process.stdout) == (5, b"")
    assert process.stderr == b"screenkit: not saved: the file is too large\n"
    assert place.traces() == []
    assert list(place.home.rglob("*.tmp")) == []
    assert place.records() == before


def test_a_fault_of_our_own_tells_nothing(place: Place) -> None:
    """The place of the fault is told, and not what the exception says."""
    process = place.run(sys.executable, "-c", FAULTY)
    assert process.returncode == 1
    assert CANARY.encode() not in process.stderr + process.stdout
    assert process.stderr.startswith(b"screenkit has a fault; please report it:\n")
    assert process.stderr.endswith(b"ValueError: its words are left out, because an answer may stand in them\n")
    assert place.traces() == []


def test_a_kill_leaves_ciphertext_only(place: Place) -> None:
    """In the middle of saving, what is left beside the record is encrypted, and nobody else may read it."""
    process = subprocess.Popen(
        place.command(sys.executable, "-c", HELD),
        cwd=place.folder / "work",
        env=place.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    process.kill()
    process.communicate()
    assert len(list(place.home.glob("cases/*.tmp"))) == 1
    assert place.traces() == []
    left = [path for path in place.home.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in left} == {0o600}


def test_no_option_takes_a_secret() -> None:
    """What stands in a command can be read by every program on the computer: no answer and no passphrase does."""
    from typer.main import get_command  # noqa: PLC0415 - for this alone

    import screenkit.cli.keeping  # noqa: PLC0415 - which adds its commands
    from screenkit.cli.app import app  # noqa: PLC0415 - as above

    del screenkit
    group = get_command(app)
    commands = [group, *group.commands.values()]  # type: ignore[attr-defined]  # typer gives groups no public type
    names = {name for command in commands for one in command.params for name in one.opts}
    assert {name for name in names if "pass" in name or "secret" in name} == {"--passphrase-from", "--new-passphrase"}


DUMPS = """
import ctypes, resource, sys
from screenkit.memory import keep_out_of_dumps
keep_out_of_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_no_core_dump() -> None:
    """Once a key is opened, a crash leaves no picture of the memory."""
    process = subprocess.run(
        [sys.executable, "-c", DUMPS], env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=True
    )
    assert process.stdout.split(b"\n")[:2] == ([b"(0, 0)", b"0"] if sys.platform == "linux" else [b"(0, 0)", b""])


PRACTICE = """
import sys
from screenkit.cli import main
try:
    main()
finally:
    print("pyrage" in sys.modules, "ctypes" in sys.modules)
"""


@pytest.mark.parametrize(
    "words", [["list"], ["run", "trafficking-nm10", "--practice", "--answers", "ANSWERS"], ["cases"]]
)
def test_what_needs_no_key_loads_no_cipher(place: Place, words: list[str]) -> None:
    """Practice and lists start as quickly as ever; without a real screening nobody is asked for a passphrase."""
    answers = place.given / "few.yaml"
    answers.write_text("screen: trafficking-nm10\nanswers: {jurisdiction: oregon}\n", encoding="utf-8")
    command = [sys.executable, "-c", PRACTICE, *(str(answers) if one == "ANSWERS" else one for one in words)]
    own = {**place.environment(), "SCREENKIT_HOME": str(place.home)}
    process = subprocess.run(command, env=own, capture_output=True, check=False)
    assert process.returncode in (0, 3)
    assert process.stdout.splitlines()[-1] == b"False False"
