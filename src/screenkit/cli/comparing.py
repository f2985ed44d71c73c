"""The author's comparison: diff."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    NOT_SAVED,
    USAGE,
    app,
    fail,
    home_of,
    path_of,
    records_of,
    screen_names,
    shelf_of,
    show,
    tell,
    width,
)

if TYPE_CHECKING:
    from screenkit.diff import DiffReport
    from screenkit.screen import Screen
    from screenkit.shelf import Shelf

KEPT = "kept:"


class Differences(StrEnum):
    """How what differs is written."""

    TEXT = "text"
    JSON = "json"


def _argument(metavar: str, words: str) -> typer.models.ArgumentInfo:
    found: typer.models.ArgumentInfo = typer.Argument(metavar=metavar, help=words, autocompletion=screen_names)
    return found


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, _argument("OLD", "What it was: a path, a screen's name, or kept:DIGEST.")],
    new: Annotated[str, _argument("NEW", "What it is now: likewise.")],
    records: Annotated[
        bool, typer.Option("--records", help="Also what would become of the screenings of --home.")
    ] = False,
    format_: Annotated[Differences, typer.Option("--format", help="How it is written.")] = Differences.TEXT,
    budget: Annotated[float, typer.Option(metavar="SECONDS", min=0, help="Time to compare what the rules mean.")] = 10,
) -> None:
    """Tell what differs between two versions of a screen, for whom, and whether the version was raised enough.

    Rules are compared by what they mean, over all answers. What cannot be told in time is taken for a change.
    The exit code is 1 where the version must be raised more.
    """
    from screenkit.diff import as_json, as_text, compare, verdict
    from screenkit.sitting import now

    before, after = _loaded(context, old), _loaded(context, new)
    report = compare(before, after, now().date(), budget)
    if records:
        report = _with_records(context, report, before, after)
    if format_ is Differences.JSON:
        show(as_json(report))
        tell(verdict(report))
    else:
        show(as_text(report, width()))
    raise typer.Exit(DONE if report.enough else FAULTS)


def _with_records(context: typer.Context, report: DiffReport, old: Screen, new: Screen) -> DiffReport:
    from screenkit.diff import past
    from screenkit.sitting import now
    from screenkit.store import NotSaved

    try:
        return report.model_copy(update={"records": past(records_of(context), old, new, now())})
    except NotSaved as refusal:
        fail(NOT_SAVED, f"{refusal.path} is not read: {refusal}")


def _loaded(context: typer.Context, name: str) -> Screen:
    from screenkit.load import load_screen
    from screenkit.source import Faults

    path, shelf = _kept(context, name) if name.startswith(KEPT) else _standing(context, name)
    try:
        return load_screen(path, shelf)
    except Faults as faults:
        tell(str(faults))
        fail(FAULTS, f"{name} has faults and is not compared; `screenkit explain CODE` says more about each")


def _standing(context: typer.Context, name: str) -> tuple[Path, Shelf]:
    """The file, and where its groups and reference data are: beside a file named by its path, to begin with."""
    from screenkit.authored import is_screen_name
    from screenkit.shelf import Shelf

    shelf = shelf_of(context)
    path = path_of(shelf, name)
    if is_screen_name(name):
        return path, shelf
    return path, Shelf(tuple(dict.fromkeys((path.absolute().parent, *shelf.folders))))


def _kept(context: typer.Context, name: str) -> tuple[Path, Shelf]:
    """The copy that was kept when a screening began with it, by its digest or how that begins."""
    from screenkit.kept import FOLDER, kept_shelf

    digest = name.removeprefix(KEPT)
    folder = home_of(context) / FOLDER
    found = [one.name for one in folder.glob("*") if one.name.startswith(digest)] if digest else []
    shelf = kept_shelf(home_of(context), found[0]) if len(found) == 1 else None
    path = shelf.screen(shelf.names()[0]) if shelf and shelf.names() else None
    if path is None or shelf is None:
        fail(USAGE, f"{'several copies' if len(found) > 1 else 'no copy'} in {folder} begin with {digest or 'nothing'}")
    return path, shelf
