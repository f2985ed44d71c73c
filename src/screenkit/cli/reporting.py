"""For a supervisor: report."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    FAULTS,
    NOTHING,
    USAGE,
    LanguageOption,
    app,
    fail,
    home_of,
    refuse_output,
    screen_today,
    tell,
    width,
)
from screenkit.cli.copies import kept_screen
from screenkit.cli.results import write_out
from screenkit.cli.unlocking import key_of

if TYPE_CHECKING:
    from screenkit.overview import Seen
    from screenkit.response import Response
    from screenkit.screen import Screen


class Written(StrEnum):
    """How a report is written."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"


@app.command()
def report(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="A folder of saved screenings; none is your own.")
    ] = None,
    format_: Annotated[Written, typer.Option("--format", help="How it is written.")] = Written.TEXT,
    threshold: Annotated[int, typer.Option(metavar="N", min=7, help="No count from 1 to below N is shown.")] = 11,
    lang: LanguageOption = "en",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it to a new file.", dir_okay=False)
    ] = None,
) -> None:
    """Count finished screenings: what was indicated, what had no answer, and how long notices took.

    It holds no answers and no names. Small numbers are hidden, and others where they would let a small one be worked
    out. Practice screenings and those entered in error are left out.
    """
    from screenkit.overview import FORMATS, overview
    from screenkit.sitting import now
    from screenkit.words import LANGUAGES

    if lang not in LANGUAGES:
        fail(USAGE, f"there are no words in `{lang}`; there are in {', '.join(LANGUAGES)}")
    refuse_output(output)
    seen, unread = _seen(context, folder)
    if not seen:
        fail(FAULTS if unread else NOTHING, "there is no screening that can be counted")
    words = FORMATS[format_.value](overview(seen, now(), threshold, lang), width())
    write_out(output, words, "the screenings are untouched")
    if unread:
        raise typer.Exit(FAULTS)


def _seen(context: typer.Context, folder: Path | None) -> tuple[list[Seen], int]:
    """The screenings with their screens, and how many could not be read, each of which is told."""
    from screenkit.overview import Seen

    seen, unread = [], 0
    screens: dict[tuple[str, str], Screen | None] = {}
    for one in _responses(context, folder):
        if isinstance(one, str):
            tell(one)
            unread += 1
            continue
        if one.practice:
            continue
        key = (one.screen.id, one.screen.sha256)
        if key not in screens:
            screens[key] = _screen(context, *key)
        screen = screens[key]
        if screen is None:
            tell(f"{one.id}: its screen {one.screen.id} {one.screen.version} is not here")
            unread += 1
        else:
            seen.append(Seen(screen, one))
    return seen, unread


def _screen(context: typer.Context, name: str, digest: str) -> Screen | None:
    found = (screen_today(context, name), kept_screen(context, name, digest))
    return next((one for one in found if one is not None and one.digest == digest), None)


def _responses(context: typer.Context, folder: Path | None) -> Iterator[Response | str]:
    """Each real record, or in one sentence why it is not read."""
    from screenkit.caseload import Unread, every
    from screenkit.records import Records

    home = home_of(context) if folder is None else folder
    if not home.is_dir():
        fail(USAGE, f"there is no folder {home}")
    if folder is None or (folder / "cases").is_dir():
        for one in every(Records(home, lambda: key_of(context)), practice=False):
            yield f"{one.id}: {one.reason}" if isinstance(one, Unread) else one
        return
    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".age"):
            yield _read(context, path)


def _read(context: typer.Context, path: Path) -> Response | str:
    from screenkit.response import from_bytes
    from screenkit.sealing import NotOpened
    from screenkit.source import Faults

    try:
        data = path.read_bytes()
        return from_bytes(key_of(context).open(data) if path.suffix == ".age" else data, path.name)
    except (NotOpened, OSError):
        return f"{path.name}: it is not opened"
    except Faults as faults:
        return f"{path.name}: it is no saved screening ({faults.diagnostics[0].code})"
