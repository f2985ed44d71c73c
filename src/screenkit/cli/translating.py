"""The translator's commands: translate status, translate accept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import NOT_SAVED, NOTHING, USAGE, app, fail, path_of, refuse_faults, shelf_of, show_line, tell

if TYPE_CHECKING:
    from screenkit.shelf import Shelf
    from screenkit.translations import Part

translate = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(translate, name="translate", help="See how far translations are, and accept those that are right.")


@translate.command()
def status(
    context: typer.Context,
    screens: Annotated[list[str] | None, typer.Argument(metavar="[SCREEN]...", help="None shows all.")] = None,
) -> None:
    """List, for each language, the texts that are missing, stale or not accepted.

    Stale: the English has changed since the translation was accepted. Shared groups are listed once.
    """
    from screenkit.source import Faults
    from screenkit.translations import standings

    shelf = shelf_of(context)
    names = screens or list(shelf.names())
    if not names:
        fail(NOTHING, "there is no screen")
    try:
        found = [one for name in names for one in standings(path_of(shelf, name), shelf)]
    except Faults as faults:
        refuse_faults(faults)
    for line in dict.fromkeys(line for one in found for line in one.lines()):
        show_line(line)


@translate.command()
def accept(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A screen, or a shared group such as case.")],
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="The language of the translation.")],
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="As status names it: questions.debt.label. None accepts all."),
    ] = None,
) -> None:
    """Keep that translations say the same as the English beside them.

    What is kept is a digest of the English words, in translations/ beside the file. Nothing that you wrote changes.
    """
    from screenkit.load import shown
    from screenkit.translations import accept as accepted_with
    from screenkit.translations import write

    shelf = shelf_of(context)
    path, part = _part(shelf, name)
    _refuse_language(part, lang)
    _refuse_texts(part, lang, texts or [])
    accepted, new = accepted_with(part, lang, texts or [])
    try:
        kept = write(path, accepted)
    except OSError as refusal:
        fail(NOT_SAVED, f"not written: {refusal}")
    for key in new if part.accepted.accepted.get(lang) else ():
        tell(f"accepted: {key}")
    show_line(f"{part.name} in {lang}: {len(new)} accepted, {len(accepted.accepted[lang])} in all; {shown(kept)}")


def _part(shelf: Shelf, name: str) -> tuple[Path, Part]:
    from screenkit.source import Faults
    from screenkit.translations import read_part

    group = None if shelf.screen(name) else shelf.shared(name)
    path = group or path_of(shelf, name)
    try:
        return path, read_part(path, shelf, is_group=group is not None)
    except Faults as faults:
        refuse_faults(faults)


def _refuse_language(part: Part, language: str) -> None:
    if language not in part.languages():
        has = ", ".join(part.languages()) or "English only"
        fail(USAGE, f"{part.name} has no translation into `{language}`; it has {has}")


def _refuse_texts(part: Part, language: str, texts: list[str]) -> None:
    from screenkit.diagnostics import near

    there = [one.key for one in part.texts if one.text.has(language)]
    for key in texts:
        if key not in there:
            hint = near(key, there) or "`screenkit translate status` names those there are"
            fail(USAGE, f"{part.name} has no text {key} in `{language}`: {hint}")
