"""The layers: a module imports only from rows below its own, and only the third parties its row names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "screenkit"

# Top first. Each row: the modules, and what they may use from outside the standard library.
ROWS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("__main__",), ()),
    (("cli",), ("typer", "platformdirs")),
    (("doctor",), ()),
    (("schemas",), ("pydantic",)),
    (("batch",), ("pydantic", "pydantic_core")),
    (
        (
            "addresses",
            "reports",
        ),
        (),
    ),
    (("checking", "sarif"), ()),
    (("trials",), ()),
    (("sitting", "diff", "form", "practice", "scaffold", "translations"), ("typst",)),
    (("conduct", "cases", "enter"), ()),
    (("amending",), ()),
    (("asides", "closing"), ()),
    (("retention",), ("pydantic",)),
    (("caseload", "talk", "outcome"), ()),
    (("consenting", "overview", "render_case", "render_paper"), ("rich",)),
    (("disclosure", "together", "flow"), ()),
    (("paging", "summarize", "render"), ("pydantic",)),
    (("handing", "resealing", "restoring", "setting_up"), ()),
    (("doing", "earlier", "history"), ()),
    (("certificates", "interview", "schedule", "records"), ("pydantic",)),
    (("paper", "render_calendar"), ("pydantic", "icalendar")),
    (("summary", "load", "codes", "witness"), ("pydantic",)),
    (("response", "checks", "digests", "progress", "prove"), ("pydantic", "pydantic_core")),
    (("events",), ("pydantic", "pydantic_core")),
    (("flat", "outline", "draft", "naming", "numbering", "putting", "standing", "steps", "verdicts"), ()),
    (("terminal",), ("questionary", "prompt_toolkit", "rich")),
    (("screen", "pages", "recording", "suppression", "accepted", "entries"), ()),
    (("authored",), ("pydantic", "pydantic_core")),
    (("questions",), ("pydantic", "pydantic_core")),
    (("conditions", "shapes"), ("pydantic", "pydantic_core")),
    (
        ("deadlines", "facts", "kept", "keys", "reference", "source"),
        ("holidays", "pydantic", "pydantic_core", "yaml"),
    ),
    (("layout",), ("typst", "docx")),
    (
        (
            "answers",
            "channels",
            "cleaning",
            "diagnostics",
            "enforcement",
            "refusals",
            "settings",
            "shelf",
            "signals",
            "store",
            "telltales",
            "text",
            "words",
            "wrapping",
        ),
        ("pydantic", "pydantic_core", "rich"),
    ),
    (("ready",), ("platformdirs",)),
    (("disk", "memory", "places", "sealing"), ("pyrage",)),
)
ROW_OF = {module: number for number, (modules, _) in enumerate(ROWS) for module in modules}
OUTSIDE = {module: outside for modules, outside in ROWS for module in modules}
# `flat` and its like stand beside each other; these pairs within a row are meant.
BESIDE = {("flat", "standing"), ("outline", "naming"), ("numbering", "naming")}
READS_THE_CLOCK = {"sitting"}
TALKS = {"cli", "terminal"}
# The one module that turns text into code, and that text it wrote itself; and the one that takes up what it kept.
RUNS_CODE = {Path("batch") / "program.py", Path("ready") / "fine.py"}
# The one module that keeps code on disk, and says what of it is taken up.
KEEPS_CODE = str(Path("ready") / "cache.py")


def modules() -> Iterator[tuple[str, Path]]:
    """Every source file with the module or package of the table that it belongs to."""
    for path in sorted(SOURCE.rglob("*.py")):
        top = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if top != "__init__":
            yield top, path


FILES = list(modules())


def imports(path: Path) -> Iterator[str]:
    """What a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_table_lists_every_module() -> None:
    """Nothing is outside the layers, and the table names nothing that is gone."""
    assert {top for top, _ in FILES} == set(ROW_OF)


@pytest.mark.parametrize(("top", "path"), FILES, ids=[str(path.relative_to(SOURCE)) for _, path in FILES])
def test_a_module_imports_only_from_rows_below(top: str, path: Path) -> None:
    """The way of the data is one way."""
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("screenkit.")} - {top, "__version__"}
    wrong = {other for other in ours if ROW_OF[other] <= ROW_OF[top] and (top, other) not in BESIDE}
    assert not wrong


@pytest.mark.parametrize(("top", "path"), FILES, ids=[str(path.relative_to(SOURCE)) for _, path in FILES])
def test_a_module_uses_only_the_third_parties_of_its_row(top: str, path: Path) -> None:
    """Prompts know questionary, commands know typer, nothing else does."""
    third = {name for _, outside in ROWS for name in outside}
    used = {name.split(".")[0] for name in imports(path)} & third
    assert used <= set(OUTSIDE[top])


@pytest.mark.parametrize(("top", "path"), FILES, ids=[str(path.relative_to(SOURCE)) for _, path in FILES])
def test_the_core_reads_no_clock_and_prints_nothing(top: str, path: Path) -> None:
    """Now is an argument, and only the edge talks."""
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    clock = {call for call in calls if call in ("datetime.now", "date.today", "time.time")}
    assert not clock or top in READS_THE_CLOCK
    assert "print" not in calls
    assert "input" not in calls or top in TALKS


@pytest.mark.parametrize("path", [path for _, path in FILES], ids=[str(path.relative_to(SOURCE)) for _, path in FILES])
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module has at most 300 lines, a function at most 40."""
    text = path.read_text(encoding="utf-8")
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert text.count("\n") <= 300
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 40] == []


def test_nothing_reaches_the_network_or_runs_authored_text() -> None:
    """No module imports a network client or a way to run text."""
    banned = ("socket", "urllib", "http", "ftplib", "smtplib", "ssl", "pickle", "marshal", "subprocess", "requests")
    used = {(str(path.relative_to(SOURCE)), name) for _, path in FILES for name in imports(path)}
    assert {pair for pair in used if pair[1].split(".")[0] in banned} == {(KEEPS_CODE, "marshal")}
    names = {
        node.id
        for _, path in FILES
        if path.relative_to(SOURCE) not in RUNS_CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }
    assert not names & {"eval", "exec", "compile", "__import__"}


def test_all_output_goes_through_what_takes_the_harm_out() -> None:
    """Only `tell` and `show` write, and both take out whatever could steer the terminal."""
    writes = {"typer.echo", "click.echo", "typer.secho", "sys.stdout.write", "print"}
    found = {
        (str(path.relative_to(SOURCE)), ast.unparse(node.func))
        for _, path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in writes
    }
    # `--version` and records without a fault are answered before anything is imported.
    front = {("cli/__init__.py", "sys.stdout.write"), ("cli/front.py", "sys.stdout.write")}
    assert found == {("cli/app.py", "typer.echo"), *front}
