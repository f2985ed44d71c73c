"""The author's commands: list, new, check, explain, schema."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    again,
    app,
    fail,
    path_of,
    shelf_of,
    show_line,
    tell,
)
from screenkit.cli.app import show as put

if TYPE_CHECKING:
    from collections.abc import Collection

    from screenkit.checking import Checked
    from screenkit.shelf import Shelf
    from screenkit.trials import Way


@app.command("list")
def list_(context: typer.Context, lang: LanguageOption = "en") -> None:
    """List the screens that can be run."""
    shelf = shelf_of(context)
    if not shelf.names():
        fail(NOTHING, "there is no screen")
    faulty = [name for name in shelf.names() if not _listed(shelf, name, lang)]
    if faulty:
        fail(FAULTS, f"not listed for their faults: {', '.join(faulty)}; `screenkit check` tells them")


def _listed(shelf: Shelf, name: str, lang: str) -> bool:
    from screenkit.load import load_screen
    from screenkit.source import Faults

    try:
        screen = load_screen(path_of(shelf, name), shelf)
    except Faults:
        return False
    show_line(f"{name} {screen.version} ({', '.join(screen.languages)}): {screen.authored.title.say(lang)}")
    return True


@app.command()
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower-case words joined by -: school-place.")],
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="FOLDER", help="Where to; otherwise that of --screens, or screens."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="In this language too, e.g. es.")] = "en",
) -> None:
    """Begin a screen: write a small one that passes check, with a comment on each part.

    Nothing is ever written over.
    """
    from screenkit.scaffold import scaffold, write_new

    shelf = shelf_of(context)
    _refuse_to_begin(shelf, name, lang)
    into = folder or next(iter(shelf.folders[:-1]), Path("screens"))
    try:
        path = write_new(into, name, scaffold(name, lang, shelf.groups()))
    except FileExistsError:
        fail(USAGE, f"{into / name}.yaml is already there; nothing is ever written over it")
    except OSError as refusal:
        fail(NOT_SAVED, f"not written: {refusal}")
    show_line(path)
    tell("Change it as you like. What comes next:")
    for words in (("check", name), ("run", name, "--practice")):
        found = again(context, *words)
        tell(f"  {found if into in shelf.folders else shlex.join(['screenkit', '--screens', str(into), *words])}")


def _refuse_to_begin(shelf: Shelf, name: str, lang: str) -> None:
    from screenkit.authored import is_screen_name
    from screenkit.scaffold import LANGUAGES, LONGEST

    if not is_screen_name(name) or len(name) > LONGEST:
        fail(USAGE, f"{name} is no name for a screen: take lower-case words joined by -, such as school-place")
    if lang not in LANGUAGES:
        fail(USAGE, f"there are no words to begin with in `{lang}`; there are in {', '.join(LANGUAGES)}")
    if there := shelf.screen(name):
        fail(USAGE, f"there is a screen {name} already: {there}")


class Report(StrEnum):
    """How what check found is written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


CoverageOption = Annotated[
    bool, typer.Option("--coverage", help="Tell what the cases reach; what none reaches counts as a fault.")
]
SuggestOption = Annotated[
    bool, typer.Option("--suggest-cases", help="Write the cases that are missing, ready to paste.")
]
MutateOption = Annotated[
    bool,
    typer.Option(
        "--mutate",
        help="Make every small mistake, and tell what nothing notices; below 95 % noticed counts as a fault.",
    ),
]


@app.command()
def check(
    context: typer.Context,
    screens: Annotated[list[str] | None, typer.Argument(metavar="[SCREEN]...", help="None checks all.")] = None,
    format_: Annotated[Report, typer.Option("--format", help="How it is written.")] = Report.TEXT,
    budget: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Time to prove one screen; 0 proves nothing.")
    ] = 10,
    proofs: Annotated[bool, typer.Option("--proofs", help="Tell what was proven, too.")] = False,
    coverage: CoverageOption = False,
    suggest_cases: SuggestOption = False,
    mutate: MutateOption = False,
) -> None:
    """Check screens: every fault with its place, every case, and proofs over all answers that can be given.

    What cannot be proven in time is UNPROVED, and counts as a fault.
    With `json`, `github` or `sarif`, for programs, standard output holds the report and nothing else.
    What --coverage, --suggest-cases and --mutate find is in `text` and `json`; the last two may take 30 times as long
    as the proofs.
    """
    from screenkit.checking import How, check_screens
    from screenkit.sitting import now

    asked: dict[Way, bool] = {"coverage": coverage, "suggested": suggest_cases, "mutation": mutate}
    ways = frozenset(way for way, is_asked in asked.items() if is_asked)
    _refuse_to_hide(ways, format_, budget)
    shelf = shelf_of(context)
    names = screens or list(shelf.names())
    if not names:
        fail(NOTHING, "there is no screen to check")
    found = check_screens([path_of(shelf, name) for name in names], shelf, How(now().date(), budget, ways))
    _report(found, format_, proofs=proofs)
    raise typer.Exit(DONE if found.is_sound else FAULTS)


def _refuse_to_hide(ways: Collection[Way], form: Report, budget: float) -> None:
    """What was asked for is told, and there is time to find it."""
    if ways and form not in (Report.TEXT, Report.JSON):
        fail(USAGE, f"what the cases are worth is not written as {form.value}; take --format text or json")
    if ways and not budget:
        fail(USAGE, "with --budget 0 nothing is proven, and so nothing can be told of what the cases are worth")


def _report(found: Checked, form: Report, *, proofs: bool) -> None:
    if form is not Report.TEXT:
        from screenkit.reports import FORMATS

        put(FORMATS[form.value](found))
        tell(found.verdict)
        return
    if found.report:
        tell(found.report)
    for one in found.proofs if proofs else ():
        put("\n".join([*one.lines, ""]))
    for worth in found.worths:
        put(f"{worth}\n")
    # Cases are written to be pasted, or sent into a file: no line stands there that is none of theirs.
    is_yaml = any(one.suggested for one in found.worths)
    (tell if is_yaml else show_line)(found.verdict)


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="As in brackets: unknown-key.")]) -> None:
    """Explain a code that a check reports."""
    from screenkit.codes import codes, page
    from screenkit.diagnostics import near

    words = page(code)
    if words is None:
        hint = near(code, codes()) or "it stands in brackets after `error`"
        fail(USAGE, f"there is no code {code}: {hint}")
    show_line(f"{code}\n\n{words}")


class Shape(StrEnum):
    """What a JSON Schema is for."""

    SCREEN = "screen"
    RESPONSE = "response"
    SUMMARY = "summary"
    CHECK = "check"
    DIFF = "diff"
    ANSWERS = "answers"
    VALIDATE = "validate"


@app.command()
def schema(of: Annotated[Shape, typer.Argument(metavar="WHAT", help="One of: " + ", ".join(Shape))]) -> None:
    """Write the JSON Schema of a screen file, a saved screening, a summary, answers, or what a check finds."""
    from screenkit.schemas import schema_text

    put(schema_text(of.value))
