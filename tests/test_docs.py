"""The documentation says what the program does.

A page is read from top to bottom, in a folder of its own:

- ```` ```yaml screen ```` becomes `our-screens/<its name>.yaml`, and loads; with `faulty` it does not.
- ```` ```yaml file PATH ```` becomes that file.
- ```` ```yaml ```` is a piece of a screen of the page, whatever its indentation.
- ```` ```json file PATH ```` becomes that file, too, and ```` ```python ```` is run.
- ```` ```console ```` shows commands after `$` and all they write, at 80 columns.
- ```` ```interview SCREEN from QUESTION ```` is a conversation line by line; `⏎` ends what the person types.

A line of three dots stands for any number of lines, and three dots within a line for what differs from run to run.
"""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from textwrap import dedent, indent
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from screenkit import cli
from screenkit.answers import Absent, Answer, Item, PartialDate, Value
from screenkit.authored import AuthoredScreen, StepRule
from screenkit.cli.app import app
from screenkit.conduct import Conductor
from screenkit.deadlines import Calendar, Within, due_at, parse_within, start_of
from screenkit.facts import Truth
from screenkit.flat import answers_of
from screenkit.interview import next_item, record, standing
from screenkit.load import load_screen
from screenkit.questions import Common, Question
from screenkit.reference import key_descriptions
from screenkit.refusals import Refused
from screenkit.response import Response, start
from screenkit.screen import Screen
from screenkit.shelf import open_shelf
from screenkit.source import Faults, read_yaml
from screenkit.standing import facts_of
from screenkit.terminal.plain import PlainFace
from screenkit.terminal.ways import WAYS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MAKER = runpy.run_path(str(ROOT / "tools" / "make_docs.py"))
PAGES = sorted(DOCS.glob("*.md"))
TOLD = [page for page in PAGES if page.name not in MAKER["PAGES"]]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
for name in cli.COMMANDS:
    import_module(f"screenkit.cli.{name}")  # which adds its commands


@dataclass(frozen=True)
class Block:
    """A block of code in a page: what follows the three backticks, and what stands in it."""

    info: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, from top to bottom."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield Block(found[1], found[2], text.count("\n", 0, found.start()) + 1)


def rows(page: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of every table of the page that has exactly these columns, without backticks."""
    found: list[tuple[str, ...]] = []
    inside = False
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        if tuple(cell.replace("`", "") for cell in cells) == columns:
            inside = True
        elif not cells:
            inside = False
        elif inside and not line.startswith("|---"):
            found.append(tuple(cell.replace("`", "") for cell in cells))
    assert found, f"no table of {columns} in {page}"
    return found


def like(text: str) -> re.Pattern[str]:
    """What matches the text, with three dots for anything on a line, or as a line for any lines."""
    lines = (
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*?") + "\n"
        for line in text.splitlines()
    )
    return re.compile("".join(lines))


def compare(block: Block, shown: str, found: str, *, whole: bool) -> None:
    """Fail with the first line shown that is not there, and with what is there instead."""
    lines = shown.splitlines()
    until = next((n for n in range(len(lines)) if not like("\n".join(lines[: n + 1])).match(found)), None)
    wrong = "" if until is None else f"`{lines[until]}` is not there"
    if not wrong and whole and not like(shown).fullmatch(found):
        wrong = "there is more at the end"
    assert not wrong, f"line {block.line}: {wrong}\n{found}"


@pytest.mark.parametrize("name", MAKER["PAGES"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    """A reference page is what `python tools/make_docs.py` writes."""
    assert (DOCS / name).read_text(encoding="utf-8") == MAKER["PAGES"][name]()


def test_every_command_has_its_place() -> None:
    """The page of commands tells of every command of the program."""
    headings = re.findall(r"^### `screenkit (.+)`$", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)
    groups = [("", app.registered_commands)]
    groups += [(f"{one.name} ", one.typer_instance.registered_commands) for one in app.registered_groups]
    commands = [f"{before}{one.name or one.callback.__name__}" for before, all_of in groups for one in all_of]
    told = [next((name for name in commands if f"{heading} ".startswith(f"{name} ")), heading) for heading in headings]
    assert sorted(told) == sorted(commands)


def test_every_key_says_what_it_is_for() -> None:
    """No key of a screen or a reference file is without its sentence."""
    last = [cells[3] for cells in rows("keys.md", "key", "needed", "takes", "what it is for")]
    assert all(re.fullmatch(r"\S.*\.", words) for words in last)


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_a_page_shows_what_the_program_does(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every screen of a page loads or has the faults shown, and every command writes what is shown."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SCREENKIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SCREENKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for block in blocks(page):
        kind, _, rest = block.info.partition(" ")
        if kind in SHOWN:
            SHOWN[kind](block, rest)


def show_yaml(block: Block, rest: str) -> None:
    """Write a file of the page; a screen must load, or must not."""
    if rest.startswith("file "):
        keep(Path(rest.removeprefix("file ")), block.text)
    elif rest:
        name = re.search(r"^screen: (\S+)$", block.text, re.MULTILINE)
        assert name, f"line {block.line}: no screen"
        path = keep(Path("our-screens", f"{name[1]}.yaml"), block.text)
        assert rest in ("screen", "screen faulty")
        assert loads(path) is (rest == "screen"), f"line {block.line}"


def keep(path: Path, text: str) -> Path:
    """Write a file of the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def loads(path: Path) -> bool:
    """Whether a screen has no fault, and its cases come out as they expect."""
    result = CliRunner().invoke(app, ["--screens", "our-screens", "check", str(path)])
    return result.exit_code == 0


def show_console(block: Block, _rest: str) -> None:
    """Run the commands and compare what they write."""
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        program, *arguments = shlex.split(command)
        assert program == "screenkit", f"line {block.line}"
        found = CliRunner().invoke(app, arguments, prog_name="screenkit").output
        compare(block, expected, found, whole=True)


def show_interview(block: Block, rest: str) -> None:
    """Hold the conversation and compare what stands in the terminal."""
    name, _, question = rest.partition(" from ")
    shelf = open_shelf([Path("our-screens")] if Path("our-screens").is_dir() else [])
    path = shelf.screen(name)
    assert path, f"line {block.line}"
    screen = load_screen(path, shelf)
    found = conversation(screen, lead_up(screen, question), [*typed(block.text)])
    compare(block, block.text, found, whole=False)


def typed(text: str) -> Iterator[str]:
    """What the person types in a conversation: what stands between the prompt and `⏎`."""
    return (line.partition(": ")[2].removesuffix("⏎").rstrip() for line in text.splitlines() if line.endswith("⏎"))


class Typing(io.StringIO):
    """Standard input whose lines appear in the terminal as they are typed."""

    def __init__(self, lines: list[str], terminal: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.terminal = terminal

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # as text streams have it
        line = super().readline(size)
        self.terminal.write(f"{line.rstrip()} ⏎\n".lstrip(" ") if line else "")
        return line


def conversation(screen: Screen, response: Response, lines: list[str]) -> str:
    """What stands in the terminal after the lines were typed."""
    terminal = io.StringIO()
    face = PlainFace(Typing(lines, terminal), terminal)
    with pytest.raises(EOFError):
        Conductor(screen, response, face, lambda _: None, lambda: NOW).run()
    return terminal.getvalue().lstrip("\n")


def lead_up(screen: Screen, question: str) -> Response:
    """A practice record in which nothing is known yet, up to the question."""
    response = start(screen, "k7m2-x9qd", NOW, language="en", practice=True, case=None)
    while question:
        item = next_item(screen, standing(screen, response, NOW))
        assert isinstance(item, Item), f"{question} is never asked"
        if str(item) == question:
            break
        asked = screen.question(item)
        response = record(screen, response, item, nothing_known(asked), NOW).response
    return response


def nothing_known(question: Question) -> Answer:
    """The answer that opens nothing and lets the interview go on."""
    words = {"note": "read", "checkpoint": "yes", "yes_no": "no", "repeat": "complete"}
    return words.get(question.type, Absent.UNKNOWN)


def show_python(block: Block, rest: str) -> None:
    """Run the lines, which assert what they show; those for Spark have a test of their own."""
    if not rest:
        runpy.run_path(str(keep(Path("shown.py"), block.text)))


SHOWN = {
    "yaml": show_yaml,
    "json": show_yaml,
    "python": show_python,
    "console": show_console,
    "interview": show_interview,
}


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_pieces_of_yaml_are_pieces_of_a_screen(page: Path) -> None:
    """What a page explains piece by piece stands in a screen of the page."""
    whole = [block.text for block in blocks(page) if block.info.startswith("yaml screen")]
    for block in blocks(page):
        if block.info == "yaml":
            pieces = (indent(dedent(block.text), " " * by) for by in range(13))
            assert any(piece in text for piece in pieces for text in whole), f"line {block.line}"


def example(*conditions: str) -> bytes:
    """The example of the page about conditions, with more definitions."""
    text = next(block.text for block in blocks(DOCS / "conditions.md") if block.info == "yaml screen")
    return "".join((text, *(f"  row_{number}: {words}\n" for number, words in enumerate(conditions)))).encode()


def load_example(folder: Path, *conditions: str) -> Screen:
    """The same, loaded."""
    path = folder / "arrival.yaml"
    path.write_bytes(example(*conditions))
    return load_screen(path, open_shelf())


def test_conditions_of_the_page_are_conditions(tmp_path: Path) -> None:
    """Everything that the page about conditions shows, and tells to write instead, can be read."""
    right = [row[0] for row in rows("conditions.md", "condition", "it asks")]
    instead = [row[2] for row in rows("conditions.md", "wrong", "check says", "write") if row[2]]
    screen = load_example(tmp_path, *right, *instead)
    assert len(screen.defined) == 1 + len(right) + len(instead)


def test_what_is_no_condition(tmp_path: Path) -> None:
    """What the page calls wrong has the fault that it names."""
    wrong, codes, _ = zip(*rows("conditions.md", "wrong", "check says", "write"), strict=True)
    with pytest.raises(Faults) as caught:
        load_example(tmp_path, *wrong)
    found = sorted(caught.value.diagnostics, key=lambda fault: fault.place.line if fault.place else 0)
    assert tuple(fault.code for fault in found) == codes


def test_what_conditions_come_to(tmp_path: Path) -> None:
    """Every line of the page that gives answers to a condition gives its outcome too."""
    told = rows("conditions.md", "condition", "answers", "then it")
    screen = load_example(tmp_path, *(row[0] for row in told))
    outcome = {Truth.YES: "holds", Truth.MAYBE: "is open", Truth.NO: "is ruled out"}
    for number, (condition, answers, then) in enumerate(told):
        document = read_yaml(f"answers: {{{answers}}}".encode(), "answers")
        facts = facts_of(screen, answers_of(screen, document, ("answers",)), TODAY)
        assert outcome[screen.defined[f"row_{number}"].closure()(facts, 0)] == then, f"{condition}: {answers}"


def test_days_that_a_date_could_be() -> None:
    """Every date of the page about answers stands for the days that the page says."""
    for written, first, last in rows("answers.md", "written", "first day", "last day"):
        day = question("date").parse(written)
        assert isinstance(day, PartialDate)
        assert (day.earliest.isoformat(), day.latest.isoformat()) == (first, last), written


def test_who_is_under_18(tmp_path: Path) -> None:
    """Every date of birth of the page about answers gives the certainty that the page says."""
    screen = load_example(tmp_path)
    told = {Truth.YES: "certainly", Truth.MAYBE: "open", Truth.NO: "certainly not"}
    for born, under in rows("answers.md", "born", "under 18"):
        document = read_yaml(f"answers: {{born_on: {born}}}".encode(), "answers")
        facts = facts_of(screen, answers_of(screen, document, ("answers",)), TODAY)
        assert told[screen.defined["minor"].closure()(facts, 0)] == under, born


def test_when_something_is_due() -> None:
    """Every deadline of the page about answers is what the program works out for New Mexico."""
    pytest.importorskip("holidays")
    calendar = Calendar(ZoneInfo("America/Denver"), "US", "NM")
    for within, since, due in rows("answers.md", "within", "from", "due"):
        kind = "datetime" if "T" in since else "date"
        begun = None if since == "unknown" else start_of(moment(question(kind).parse(since)), calendar)
        found = due_at(length(within), begun, calendar)
        times = dict.fromkeys(f"{at:%Y-%m-%d %H:%M}" for at in (found.earliest, found.latest) if at)
        assert (", or up to ".join(times) or "no time") == due, f"{within} from {since}"


def moment(value: Value) -> datetime | PartialDate:
    """The value of a question about time."""
    assert isinstance(value, datetime | PartialDate)
    return value


def length(within: str) -> Within:
    """The length of a deadline."""
    found = parse_within(within)
    assert found
    return found


def question(kind: str, **keys: object) -> Common:
    """A question of the type."""
    found: Common = TypeAdapter(Question).validate_python({"name": "q", "label": {"en": "?"}, "type": kind, **keys})
    return found


def test_answers_in_a_file() -> None:
    """Of every type the page about answers shows what it takes, and what it does not."""
    own: dict[str, dict[str, object]] = {
        "select_one": {"choices": [{"name": "new_mexico", "label": {"en": "New Mexico"}}]},
        "select_multiple": {"choices": [{"name": name, "label": {"en": name}} for name in ("MX", "GT")]},
        "checkpoint": {"ending": {"en": "Stop."}},
    }
    for kind, right, wrong in rows("answers.md", "type", "for example", "not"):
        asked = question(kind, **own.get(kind, {}))
        asked.parse(as_written(right))
        if wrong:
            with pytest.raises(Refused):
                asked.parse(as_written(wrong))


def as_written(cell: str) -> str | list[str]:
    """An answer as a file holds it."""
    return re.findall(r"\w+", cell) if cell.startswith("[") else cell


def test_keys_of_the_interview() -> None:
    """The page about a first screening names every key, and the word typed for it line by line."""
    told = {row[:2] for row in rows("first-screening.md", "key", "with --plain, type", "what it does")}
    assert told == {(way.shown, way.word("en")) for way in WAYS}


def test_the_threat_model_names_tests_that_are_there() -> None:
    """Every threat that is defended is held by a test of that name, by a case of a command or by one of a check."""
    found = rows("threat-model.md", "threat", "what screenkit does", "held by")
    assert len(found) > 35
    tried = rows("threat-model.md", "tried", "what comes of it", "held by")
    assert len(tried) == 19
    found += tried
    for threat, does, held in found:
        assert all((threat, does, held))
        for name, _, test in (one.partition("::") for one in held.split(", ")):
            path = ROOT / name if name.startswith("tests/") else ROOT / "tests" / name
            assert path.exists(), name
            assert name.startswith("tests/") or f"def {test}(" in path.read_text(encoding="utf-8"), held


def test_the_page_about_the_interview_names_tests_that_are_there() -> None:
    """What was measured in the prompt library, and each check before a release, is held by a test of that name."""
    found = [rows("interview.md", seen, "held by") for seen in ("seen there", "check")]
    assert [len(part) for part in found] == [26, 12]
    for _, held in (*found[0], *found[1]):
        for name, _, test in (one.partition("::") for one in held.split(", ")):
            path = ROOT / name if name.startswith("tests/") else ROOT / "tests" / name
            assert path.exists(), name
            assert name.startswith("tests/") or f"def {test}(" in path.read_text(encoding="utf-8"), held


def test_the_templates_are_blank_and_say_when_their_sources_were_looked_at() -> None:
    """What only an agency can say is left to it: no law and no number of days stands there."""
    for name in ("data-protection-assessment.md", "sharing-protocol.md"):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert text.count("|  |") + text.count("| |") > 10
        assert re.findall(r"[0-9]+ (?:days|hours|years)", text) == []
    assert "looked at on 2026-11-22" in (DOCS / "data-protection-assessment.md").read_text(encoding="utf-8")


def test_the_schema_says_what_keys_are_for() -> None:
    """The published schema of a screen has the same sentences as the page of keys."""
    schema = json.loads(CliRunner().invoke(app, ["schema", "screen"]).output)
    for model, found in ((AuthoredScreen, schema), (StepRule, schema["$defs"]["StepRule"])):
        told = {key: of["description"] for key, of in found["properties"].items()}
        assert told == key_descriptions(model)
        assert told.keys() == model.model_fields.keys()


def slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link within the project leads to a file that is there, and to a heading that it has."""
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not target.startswith("https://"):
            name, _, anchor = target.partition("#")
            path = (page.parent / name).resolve() if name else page
            assert path.exists(), target
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
            assert not anchor or anchor in map(slug, headings), target
