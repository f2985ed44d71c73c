"""Sets up what a command needs in `.venv` beside this project and runs it, on any system that has Python.

    python3 tools/start.py screenkit run trafficking-nm10 --practice
    python3 tools/start.py pytest -n auto

`screenkit` gets the program with all its extras; any other command gets the tools for work on screenkit too.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
HOME = PROJECT / ".venv"
SCRIPTS = HOME / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)


def main() -> int:
    """Run the command that was given, setting up first what is missing; return its exit code."""
    if sys.version_info < OLDEST:
        sys.exit(f"screenkit needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}")
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    command, *arguments = sys.argv[1:]
    prepare(tools=command != "screenkit")
    return run([program(command), *arguments])


def prepare(*, tools: bool) -> None:
    """Make the environment, and install into it whatever changed since the last time."""
    if not (HOME / "pyvenv.cfg").is_file():
        print("setting up .venv: this happens once", file=sys.stderr)
        make_environment()
    wanted = [f"{PROJECT}[all]", *(tool_names() if tools else [])]
    mark = HOME / ("with-tools" if tools else "program-only")
    state = hashlib.sha256((PROJECT / "pyproject.toml").read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text() == state:
        return
    install = [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*install, "--editable", *wanted], output=sys.stderr):
        sys.exit("the installation failed; what pip said stands above")
    # With the tools comes the program.
    for done in {mark, HOME / "program-only"}:
        done.write_text(state)


def make_environment() -> None:
    """Make `.venv`, or say what this system's Python lacks."""
    try:
        venv.create(HOME, with_pip=True)
    except (subprocess.CalledProcessError, ModuleNotFoundError):
        sys.exit("this Python cannot make environments: install its venv package (on Debian: python3-venv)")


def tool_names() -> list[str]:
    """What work on screenkit needs, as `pyproject.toml` lists it."""
    return list(tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["dev"])


def program(name: str) -> str:
    """The path of an installed command."""
    return str(SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def run(command: list[str], output: object = None) -> int:
    """Run a command and return its exit code; Ctrl-C is the command's own business."""
    process = subprocess.Popen(command, stdout=output)  # type: ignore[call-overload]  # a stream or nothing
    while True:
        try:
            return int(process.wait())
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    sys.exit(main())
