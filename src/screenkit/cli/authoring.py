"""The author's commands: list, show, check, explain, schema."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    NOTHING,
    USAGE,
    LanguageOption,
    ScreenArgument,
    app,
    fail,
    path_of,
    refuse_language,
    screen_of,
    shelf_of,
    tell,
    width,
)
from screenkit.cli.app import show as put


@app.command("list")
def list_(context: typer.Context, lang: LanguageOption = "en") -> None:
    """List the screens that can be run."""
    shelf = shelf_of(context)
    if not shelf.names():
        fail(NOTHING, "there is no screen")
    for name in shelf.names():
        screen = screen_of(context, name)
        typer.echo(f"{name} {screen.version} ({', '.join(screen.languages)}): {screen.authored.title.say(lang)}")


@app.command()
def show(context: typer.Context, screen: ScreenArgument, lang: LanguageOption = "en") -> None:
    """Show a screen in outline: its questions, when each is asked, and what follows from the answers."""
    from screenkit.outline import outline

    form = screen_of(context, screen)
    refuse_language(form, lang)
    put(outline(form, lang, width()))


@app.command()
def check(
    context: typer.Context,
    screens: Annotated[list[str] | None, typer.Argument(metavar="[SCREEN]...", help="None checks all.")] = None,
) -> None:
    """Check screens: every fault with its place, and every case against what it expects."""
    from screenkit.checking import check_screens

    shelf = shelf_of(context)
    names = screens or list(shelf.names())
    if not names:
        fail(NOTHING, "there is no screen to check")
    found = check_screens([path_of(shelf, name) for name in names], shelf)
    if found.faults:
        tell(found.report)
    typer.echo(found.verdict)
    raise typer.Exit(FAULTS if found.faults else DONE)


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="As in brackets: unknown-key.")]) -> None:
    """Explain a code that a check reports."""
    from screenkit.codes import codes, page
    from screenkit.diagnostics import near

    words = page(code)
    if words is None:
        hint = near(code, codes()) or "it stands in brackets after `error`"
        fail(USAGE, f"there is no code {code}: {hint}")
    typer.echo(f"{code}\n\n{words}")


class Shape(StrEnum):
    """What a JSON Schema is for."""

    SCREEN = "screen"
    RESPONSE = "response"
    SUMMARY = "summary"


@app.command()
def schema(of: Annotated[Shape, typer.Argument(help="What the schema describes.")]) -> None:
    """Write the JSON Schema of a screen file, a saved screening or a summary."""
    from screenkit.schemas import schema_text

    put(schema_text(of.value))
