"""Where what was said is after something left: in the record, and in the file that was asked for; nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from keyring import PASSPHRASE, colleague, lay_key, worker
from screenkit.flat import flat_answers
from screenkit.keys import open_any
from screenkit.response import given_of
from scripted import all_put, shipped_screen
from test_disclosure import LATER, canaries
from written import words_of

if sys.platform == "win32":
    pytest.skip("Windows has no such modes, signals and limits", allow_module_level=True)

ROOT = Path(__file__).parents[1]
CANARY = re.compile(rb"canary[0-9]+x")
# The program with something in its way at the moment when the file that was asked for is written.
FULL = """\
import resource, sys
from screenkit import disk
real = disk.write_new
def write_new(path, data):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))
    try:
        real(path, data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
disk.write_new = write_new
from screenkit.cli import main
main()
"""
FAULTY = """\
import sys
from screenkit import disk
def write_new(path, data):
    raise ValueError(data)
disk.write_new = write_new
from screenkit.cli import main
main()
"""
KILLED = """\
import os, signal, sys
from screenkit import disk
def write_new(path, data):
    os.kill(os.getpid(), signal.SIGKILL)
disk.write_new = write_new
from screenkit.cli import main
main()
"""


class Place:
    """A home with a key and a finished real screening, folders for work and for temporary files, and what was given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "place"
        self.home, self.work, self.given = self.folder / "home", self.folder / "work", folder / "given"

    def begin(self) -> None:
        """Make the key, and run the screening."""
        for path in (self.work, self.folder / "tmp", self.given):
            path.mkdir(parents=True)
        lay_key(self.home)
        screen = shipped_screen("consular-notification")
        response = all_put(screen, canaries(screen, 0)[0], LATER)
        answers = {"answers": flat_answers(screen, given_of(screen, response))}
        (self.given / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        (self.given / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
        ended = self.run("run", screen.id, "--answers", str(self.given / "answers.json"), "--output", "first.txt")
        assert ended.stderr.endswith(b"written: first.txt\n")
        (self.work / "first.txt").unlink()

    @property
    def record(self) -> str:
        """The id of the screening."""
        (path,) = self.home.glob("cases/*.age")
        return path.stem

    def run(self, *words: str, start: str = "") -> subprocess.CompletedProcess[bytes]:
        """The program to its end, with a mask that hides nothing from anybody."""
        command = ["-c", start] if start else ["-m", "screenkit"]
        options = ["--passphrase-from", str(self.given / "passphrase.txt"), "--home", str(self.home)]
        own = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "HOME": str(self.work)}
        env = {"PATH": os.environ["PATH"], "TMPDIR": str(self.folder / "tmp"), **own}
        env |= {name: value for name, value in os.environ.items() if name.startswith("SCREENKIT_CACHE")}
        return subprocess.run(
            [sys.executable, *command, *options, *words],
            cwd=self.work,
            env=env,
            capture_output=True,
            check=False,
            umask=0,
        )

    def traces(self) -> set[str]:
        """The files in which anything of what was said stands in clear, or that are called so."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.name for path in files if CANARY.search(os.fsencode(path.name) + read(path))}

    def open_to_others(self) -> list[str]:
        """What somebody else could read or look into."""
        made = [*self.home.rglob("*"), *self.work.rglob("*")]
        return [path.name for path in made if path.stat().st_mode & 0o077]

    def left(self) -> list[str]:
        """What the record says of what left."""
        (path,) = self.home.glob("cases/*.age")
        events = json.loads(open_any(path.read_bytes(), worker().secrets))["events"]
        return [one["kind"] for one in events if one["kind"] in ("disclosed", "not-disclosed", "handed-over")]


def read(path: Path) -> bytes:
    """What a reader of the file finds; of a PDF and a DOCX also what is compressed in it."""
    data = path.read_bytes()
    return data + words_of(data).encode() if path.suffix in (".pdf", ".docx") else data


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a real screening was finished, once for all tests."""
    folder = tmp_path_factory.mktemp("finished")
    Place(folder).begin()
    return folder


@pytest.fixture
def place(tmp_path: Path, finished: Path) -> Place:
    """One like that, for a test to do with what it likes."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    return Place(tmp_path)


WAYS = {
    "disclose": ("disclose", "--to", "unit", "--format", "html", "--output", "out.html"),
    "summary": ("summary", "--format", "html", "--output", "out.html"),
    "export": ("export", "--to", colleague().reader, "--output", "out.html"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_asked_for_is_all_there_is(place: Place, way: str) -> None:
    """One file, for its owner only; what is handed over is encrypted, this summary holds nobody's own words."""
    command, *options = WAYS[way]
    ended = place.run(command, place.record, *options)
    assert ended.returncode == 0
    assert not CANARY.search(ended.stdout + ended.stderr)
    assert place.traces() == ({"out.html"} if way == "disclose" else set())
    assert [path.name for path in place.work.iterdir()] == ["out.html"]
    assert [*(place.folder / "tmp").iterdir()] == []
    assert place.open_to_others() == []


@pytest.mark.parametrize(("start", "code"), [(FULL, 5), (FAULTY, 1), (KILLED, -9)], ids=["full", "faulty", "killed"])
@pytest.mark.parametrize("way", WAYS)
def test_what_could_not_be_written_is_nowhere(place: Place, way: str, start: str, code: int) -> None:
    """Nor a part of it, nor a word of it in what is told; what should have left is on record before."""
    command, *options = WAYS[way]
    ended = place.run(command, place.record, *options, start=start)
    assert ended.returncode == code
    assert not CANARY.search(ended.stdout + ended.stderr)
    assert place.traces() == set()
    assert [*place.work.iterdir()] == []
    assert [*(place.folder / "tmp").iterdir()] == []
    assert place.open_to_others() == []
    told = {"disclose": ["disclosed"], "summary": [], "export": ["handed-over"]}[way]
    assert place.left() == told + (["not-disclosed"] if (way, code) == ("disclose", 5) else [])
    if (way, code) == ("disclose", 5):
        assert ended.stderr.endswith(b"screenkit: not written: the file is too large; the record says so\n")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx", "json"])
@pytest.mark.parametrize("command", ["disclose", "summary"])
def test_no_form_leaves_anything_beside_it(place: Place, command: str, form: str) -> None:
    """What sets pages writes no file of its own."""
    options = ("--to", "unit") if command == "disclose" else ()
    ended = place.run(command, place.record, *options, "--format", form, "--output", f"out.{form}")
    assert (ended.returncode, CANARY.search(ended.stdout + ended.stderr)) == (0, None)
    assert place.traces() == ({f"out.{form}"} if command == "disclose" else set())
    assert [path.name for path in place.work.iterdir()] == [f"out.{form}"]
    assert [*(place.folder / "tmp").iterdir()] == []
