"""The scripts beside the program: setting up and running, and driving an interview without a person."""

from __future__ import annotations

import hashlib
import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from html import unescape
from pathlib import Path

import pytest

import start
from screenkit.answers import Item
from scripted import SHIPPED, shipped_screen

if sys.platform != "win32":
    from drive import Terminal

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools"
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
posix = pytest.mark.skipif(sys.platform == "win32", reason="the commands here are shell scripts")


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment in which everything is installed already; its commands say what they were given."""
    monkeypatch.setattr(start, "HOME", tmp_path)
    monkeypatch.setattr(start, "SCRIPTS", tmp_path / "bin")
    (tmp_path / "bin").mkdir()
    (tmp_path / "pyvenv.cfg").write_text("", encoding="utf-8")
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    for mark in ("with-tools", "program-only"):
        (tmp_path / mark).write_text(state, encoding="utf-8")
    for name in ("screenkit", "pytest", "python"):
        command = tmp_path / "bin" / name
        command.write_text(f'#!/bin/sh\necho "{name} $@" >> "{tmp_path}/ran"\nexit 7\n', encoding="utf-8")
        command.chmod(0o755)
    return tmp_path


def begin(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the script as if this had been typed after its name."""
    monkeypatch.setattr(sys, "argv", ["start.py", *words])
    return start.main()


@posix
def test_a_command_is_run_with_its_arguments(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all is set up, nothing is installed; the exit code is the command's own."""
    assert begin(monkeypatch, "screenkit", "run", "a screen", "--practice") == 7
    assert (ready / "ran").read_text(encoding="utf-8") == "screenkit run a screen --practice\n"


@posix
@pytest.mark.parametrize(
    ("command", "mark", "wanted"),
    [("screenkit", "program-only", [f"{ROOT}[all]"]), ("pytest", "with-tools", [f"{ROOT}[all]", *start.tool_names()])],
)
def test_what_changed_is_installed_first(
    ready: Path, monkeypatch: pytest.MonkeyPatch, command: str, mark: str, wanted: list[str]
) -> None:
    """After a change of `pyproject.toml` the packages are installed again: the program's, or the tools' too."""
    (ready / mark).write_text("of another day", encoding="utf-8")
    with pytest.raises(SystemExit, match="the installation failed"):
        begin(monkeypatch, command)
    install = "python -m pip install --quiet --disable-pip-version-check --editable"
    assert (ready / "ran").read_text(encoding="utf-8") == f"{install} {' '.join(wanted)}\n"
    assert (ready / mark).read_text(encoding="utf-8") == "of another day"


@posix
def test_with_the_tools_comes_the_program(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the tests were run, the program starts without installing anything."""
    (ready / "bin" / "python").write_text("#!/bin/sh\n", encoding="utf-8")
    for mark in ("with-tools", "program-only"):
        (ready / mark).unlink()
    begin(monkeypatch, "pytest")
    begin(monkeypatch, "screenkit")
    assert (ready / "ran").read_text(encoding="utf-8") == "pytest \nscreenkit \n"
    assert (ready / "with-tools").read_text(encoding="utf-8") == (ready / "program-only").read_text(encoding="utf-8")


def test_the_tools_are_those_of_the_project() -> None:
    """There is one list of them, in `pyproject.toml`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert start.tool_names() == project["dependency-groups"]["dev"]
    assert any(name.startswith("pytest") for name in start.tool_names())


def test_without_a_command_the_script_says_how_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways are named."""
    with pytest.raises(SystemExit, match=r"start\.py screenkit run trafficking-nm10 --practice"):
        begin(monkeypatch)


def test_an_older_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names what is needed and what is there."""
    monkeypatch.setattr(start, "OLDEST", (4, 0))
    with pytest.raises(SystemExit, match=r"screenkit needs Python 4\.0 or newer; this is 3\."):
        begin(monkeypatch, "screenkit")


def test_the_script_needs_nothing_but_python() -> None:
    """It runs where nothing is installed yet."""
    code = "import runpy; runpy.run_path('tools/start.py')"
    process = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (process.returncode, process.stderr) == (0, b"")


def test_the_oldest_python_is_the_projects() -> None:
    """The script and `pyproject.toml` name the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=" + ".".join(map(str, start.OLDEST))


@posix
def test_the_first_command_of_the_readme_is_what_the_driver_drives() -> None:
    """It runs a shipped screen in practice, and the driver's case is one of that screen."""
    driver = runpy.run_path(str(TOOLS / "drive_first_command.py"))
    found = re.search(r"```console\n(.+?)\n", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    script, *words = shlex.split(found[1])[1:]
    assert (script, words[0], words[1], words[3:]) == ("tools/start.py", "screenkit", "run", ["--practice"])
    assert words[2] in SHIPPED
    assert driver["CASE"] in [case.name for case in shipped_screen(words[2]).authored.cases]


@posix
@pytest.mark.slow
def test_the_walkthrough_shows_the_program_as_it_is() -> None:
    """Every question that it draws is put today in the words that stand in it."""
    pytest.importorskip("pyte")
    made = runpy.run_path(str(TOOLS / "make_walkthrough.py"))
    drawing = made["TARGET"].read_text(encoding="utf-8")
    shown = " ".join(unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing))).split())
    screen = shipped_screen(made["SCREEN"])
    for name in set(made["SCRIPT"]) - {"finish"}:
        entry = screen.entry(Item(name))
        assert entry is not None
        label = entry.question.label.say("es" if entry.is_read_aloud else "en")
        assert " ".join(label.split()) in shown
    assert "Referral summary".upper() in shown
    assert not re.search(r"href=|url\(|@import|<script", drawing)


@pytest.mark.slow
def test_the_walkthrough_can_be_drawn_anew() -> None:
    """From the first question to the summary, with every page that is drawn."""
    made = runpy.run_path(str(TOOLS / "make_walkthrough.py"))
    pictures = made["record"]()
    assert len(pictures) > len(made["SCRIPT"])
    assert made["draw"](pictures).count('<g class="p"') == len(pictures)


def test_the_driver_shows_the_summary() -> None:
    """From a case it makes a whole interview, and prints what stands on the terminal at its end."""
    words = [str(TOOLS / "drive.py"), "trafficking-nm10", "over_eighteen", "--plain", "--columns", "60"]
    process = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False, env=ENV)
    assert (process.returncode, process.stderr) == (0, "")
    assert "REFERRAL SUMMARY\n" in process.stdout


@posix
def test_the_driver_says_what_it_sees_instead() -> None:
    """A program that shows something else is told with what stood on its screen."""
    terminal = Terminal(["sh", "-c", "echo something else"], 80, 24, {})
    with pytest.raises(RuntimeError, match="not on the screen: a question\n--- but this:\nsomething else"):
        terminal.wait_for("a question", seconds=5)
    assert terminal.finish() == 0


@posix
def test_the_driver_tells_how_a_program_ended() -> None:
    """An exit code as it is, a signal as a negative number."""
    assert Terminal(["sh", "-c", "exit 3"], 80, 24, {}).finish() == 3
    assert Terminal(["sh", "-c", "kill -TERM $$"], 80, 24, {}).finish() == -15
