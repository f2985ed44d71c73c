"""The program as it is installed: everything it needs is in the wheel, wherever it is run from."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "screens"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this folder without a network."""
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which the wheel is installed; the packages that it needs are those of this environment."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (packages,) = home.rglob("site-packages")
    install = ["install", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    # After the folder itself on the path, so that the screenkit of this environment is not the one found.
    (packages / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    return python


def build(target: str, folder: Path) -> Path:
    """What `hatchling build` makes of this folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The installed program, run from a folder of its own with nothing of this project on its path."""
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    env |= {"HOME": str(folder), "SCREENKIT_HOME": str(folder / "home"), "PYTHONUTF8": "1", "COLUMNS": "80"}
    command = [str(python.with_name(f"screenkit{python.suffix}")), *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def names_in(wheel: Path) -> set[str]:
    """Every file of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def metadata_of(wheel: Path) -> Message:
    """What an installer reads of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def test_the_wheel_holds_every_screen(wheel: Path) -> None:
    """Screens, shared groups and reference data travel with the program."""
    wanted = {f"screenkit/screens/{path.relative_to(SCREENS).as_posix()}" for path in SCREENS.rglob("*.yaml")}
    assert len(wanted) > 8
    assert wanted <= names_in(wheel)


def test_the_wheel_holds_every_module(wheel: Path) -> None:
    """All of the source is there, with the mark that its types can be used."""
    source = ROOT / "src"
    wanted = {path.relative_to(source).as_posix() for path in source.rglob("*.py")} | {"screenkit/py.typed"}
    assert wanted <= names_in(wheel)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """No test, no document and no file of someone's machine."""
    others = [name for name in names_in(wheel) if not name.startswith("screenkit/") and ".dist-info/" not in name]
    assert others == []
    left = [name for name in names_in(wheel) if name.endswith((".pyc", ".json", ".lock", ".tmp"))]
    assert left == ["screenkit/screens/proven.json"]


def test_the_wheel_holds_the_licence(wheel: Path) -> None:
    """The text is there, and not empty."""
    (name,) = (name for name in names_in(wheel) if name.endswith("/LICENSE"))
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(name).decode().startswith("MIT License\n")


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence, and the README as its description."""
    metadata = metadata_of(wheel)
    assert (metadata["Name"], metadata["License-Expression"]) == ("screenkit", "MIT")
    assert metadata["Requires-Python"] == ">=3.11"
    assert str(metadata.get_payload()).startswith("# screenkit\n")


def test_the_installed_program_finds_its_screens(installed: Path, tmp_path: Path) -> None:
    """It is the installed one that runs, from any folder."""
    code = "import screenkit; print(screenkit.__file__)"
    found = subprocess.run([installed, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(installed.parents[1])
    listed = run(installed, tmp_path, "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert names == sorted(path.stem for path in SCREENS.glob("*.yaml"))


def test_the_installed_program_makes_a_summary(installed: Path, tmp_path: Path) -> None:
    """Screens load whole, with their shared groups and reference data."""
    checked = run(installed, tmp_path, "check")
    assert (checked.returncode, "no fault" in checked.stdout) == (0, True)
    (tmp_path / "answers.yaml").write_text("answers: {jurisdiction: new_mexico, debt: yes}\n", encoding="utf-8")
    made = run(installed, tmp_path, "run", "trafficking-nm10", "--practice", "--answers", "answers.yaml")
    assert (made.returncode, made.stderr[:13]) == (0, "not finished:")
    assert "- A debt for the journey" in made.stdout


def test_the_source_distribution_can_be_worked_on(tmp_path: Path) -> None:
    """Whoever has only that can read, test and build it."""
    path = build("sdist", tmp_path)
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "src/screenkit/py.typed", "tools/start.py"}
    wanted |= {f"screens/{path.relative_to(SCREENS).as_posix()}" for path in SCREENS.rglob("*.yaml")}
    wanted |= {"tests/test_package.py", "docs/commands.md"}
    assert wanted <= names
    assert not [name for name in names if name.startswith((".venv", ".git/", "dist"))]
