"""Puts the faults of tests/defects.py into XLSForms and shows which of them other tools tell of.

    python benchmarks/battery.py          shows the table
    python benchmarks/battery.py --write  puts it into docs/battery.md

It makes a virtual environment in a temporary folder and installs the tools there from the package index, so it needs
the network; nothing else of the project does, and no test runs it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "battery.md"
PACKAGES = ("pyxform", "xlsform-lint")
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from defects import CLEAN, DEFECTS, Defect  # noqa: E402 - found on the path above

_WRITE = """\
import json, sys, openpyxl
book = openpyxl.Workbook()
book.remove(book.active)
for name, rows in json.load(sys.stdin).items():
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
book.save(sys.argv[1])
"""


@dataclass(frozen=True)
class Place:
    """The virtual environment, and a folder to write forms in."""

    folder: Path

    def program(self, name: str) -> str:
        """The path of a program in the environment."""
        return str(self.folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / name)

    def run(self, *command: str, given: str = "") -> str:
        """What a program writes: to standard output, or where that is empty to standard error."""
        written = [self.program(command[0]), *command[1:]]
        told = subprocess.run(written, input=given, capture_output=True, text=True, check=False)
        return told.stdout or told.stderr

    def form(self, text: str) -> str:
        """The path of a workbook with these sheets."""
        path = str(self.folder / "form.xlsx")
        self.run("python", "-c", _WRITE, path, given=json.dumps(sheets(text)))
        return path


def sheets(text: str) -> Mapping[str, Sequence[Sequence[str]]]:
    """The sheets of a form: a line of one word begins one, cells are parted by `|`."""
    found: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        if "|" in line:
            found[next(reversed(found))].append([cell.strip() for cell in line.split("|")])
        else:
            found[line] = []
    return found


def pyxform(place: Place, path: str) -> set[str]:
    """What pyxform says of a form, without the validators that need Java."""
    said = json.loads(place.run("xls2xform", path, str(place.folder / "form.xml"), "--json", "--skip_validate"))
    refused = [] if said["code"] in _TAKEN else [str(said["message"])]
    return {*refused, *map(str, said["warnings"] or ())}


_TAKEN = (100, 101)
"""pyxform's own codes: taken, and taken with warnings."""


def xlsform_lint(place: Place, path: str) -> set[str]:
    """What xlsform-lint says of a form, by the names of its rules."""
    text = place.run("xlsform-lint", "--format", "json", "--profile", "strict", "--fail-on", "info", path)
    return {str(rule) for rule in _values(json.loads(text), "rule_id")}


def _values(value: object, key: str) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (one for name, one in value.items() if name == key)
        for below in value.values():
            yield from _values(below, key)
    elif isinstance(value, list):
        for below in value:
            yield from _values(below, key)


TOOLS: Mapping[str, Callable[[Place, str], set[str]]] = MappingProxyType(
    {"pyxform": pyxform, "xlsform-lint": xlsform_lint},
)


def main() -> None:
    """Run the tools and show the table."""
    parser = argparse.ArgumentParser(description="Which faults of tests/defects.py other tools tell of.")
    parser.add_argument("--write", action="store_true", help="put the table into docs/battery.md")
    parser.add_argument("--say", action="store_true", help="show what the tools say, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        venv.create(place.folder / "env", with_pip=True)
        subprocess.run([place.program("python"), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        lines = list(table(place, say=options.say))
    if options.write:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))


def table(place: Place, *, say: bool) -> Iterator[str]:
    """What was run, and a row for each fault that has a form."""
    before = {name: tool(place, place.form(CLEAN)) for name, tool in TOOLS.items()}
    rows = [(defect, _told(place, defect, before, say=say)) for defect in DEFECTS if defect.form]
    versions = ", ".join(_version(place, name) for name in PACKAGES)
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    yield f"Run on {datetime.now(UTC):%Y-%m-%d} with {versions} and {python}, by `benchmarks/battery.py`."
    yield ""
    yield f"| # | fault | {' | '.join(TOOLS)} | screenkit |"
    yield "|---|---|" + "---|" * (len(TOOLS) + 1)
    for defect, told in rows:
        ours = "cannot be written" if defect.how == "cannot be written" else "yes"
        yield f"| {defect.number} | {defect.what} | {' | '.join('yes' if one else 'no' for one in told)} | {ours} |"
    sums = [f"{sum(told[number] for _, told in rows)} of {len(rows)}" for number in range(len(TOOLS))]
    told_of = sum(bool(defect.code) for defect, _ in rows)
    yield f"| | told | {' | '.join(sums)} | {told_of} of {len(rows)}; the others cannot be written |"


def _told(place: Place, defect: Defect, before: Mapping[str, set[str]], *, say: bool) -> list[bool]:
    """Whether each tool says something of the form that it does not say of one without a fault."""
    path = place.form(defect.form)
    found = {name: tool(place, path) - before[name] for name, tool in TOOLS.items()}
    if say:
        print(defect.number, defect.what, found)
    return [bool(found[name]) for name in TOOLS]


def _version(place: Place, package: str) -> str:
    shown = place.run("python", "-m", "pip", "show", package)
    found = re.search(r"^Version: (.+)$", shown, re.MULTILINE)
    return f"{package} {found[1] if found else ''}".strip()


BEGIN, END = "<!-- Written by benchmarks/battery.py: -->", "<!-- Until here. -->"


def written(page: str, lines: Sequence[str]) -> str:
    """The page with the lines between the two signs."""
    before, _, rest = page.partition(f"{BEGIN}\n")
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n" + "".join(f"{line}\n" for line in lines) + END + after


if __name__ == "__main__":
    main()
