"""For a supervisor: report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


CASES = "cases"
"""The folder of a home that holds its real screenings."""


class Written(StrEnum):
    """How a report is written."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"


@app.command()
def report(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="A folder of saved screenings, or of homes; none is your own."),
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

    homes = _homes(context, folder)
    found = list(_responses(context, homes, folder))
    unread = [one for one in found if isinstance(one, str)]
    seen = []
    screens: dict[tuple[str, str], Screen | None] = {}
    for one in _once(one for one in found if not isinstance(one, str) and not one.practice):
        key = (one.screen.id, one.screen.sha256)
        if key not in screens:
            screens[key] = _screen(context, *key, homes)
        screen = screens[key]
        if screen is None:
            unread.append(f"{one.id}: its screen {one.screen.id} {one.screen.version} is not here")
        else:
            seen.append(Seen(screen, one))
    for words in unread:
        tell(words)
    return seen, len(unread)


def _once(responses: Iterable[Response]) -> Iterable[Response]:
    """Each screening once, as it is after most has happened: a copy may lie with each worker who had it."""
    found: dict[str, Response] = {}
    for one in responses:
        other = found.get(one.id)
        if other is not None:
            tell(f"{one.id}: it is there more than once, and is counted once")
        if other is None or len(one.events) > len(other.events):
            found[one.id] = one
    return found.values()


def _screen(context: typer.Context, name: str, digest: str, homes: Sequence[Path]) -> Screen | None:
    found = (screen_today(context, name), *(kept_screen(context, name, digest, home) for home in homes))
    return next((one for one in found if one is not None and one.digest == digest), None)


def _homes(context: typer.Context, folder: Path | None) -> tuple[Path, ...]:
    """One's own home, the one that was named, or those that lie in a folder: of each worker one."""
    own = home_of(context)
    if folder is None:
        return (own,)
    if not folder.is_dir():
        fail(USAGE, f"there is no folder {folder}")
    return tuple(home for home in (folder, *sorted(folder.iterdir())) if (home / CASES).is_dir())


def _responses(context: typer.Context, homes: Sequence[Path], folder: Path | None) -> Iterator[Response | str]:
    """Each real record, or in one sentence why it is not read."""
    from screenkit.caseload import Unread, every
    from screenkit.records import Records

    if folder is None:
        for one in every(Records(homes[0], lambda: key_of(context)), practice=False):
            yield f"{one.id}: {one.reason}" if isinstance(one, Unread) else one
        return
    for place in ((home / CASES for home in homes), () if folder in homes else (folder,)):
        for path in (path for one in place for path in sorted(one.iterdir())):
            if path.suffix in (".json", ".age"):
                yield _read(context, path)


def _read(context: typer.Context, path: Path) -> Response | str:
    from screenkit.response import from_bytes
    from screenkit.sealing import NotOpened
    from screenkit.source import Faults

    try:
        data = path.read_bytes()
        return from_bytes(_opened(context, data) if path.suffix == ".age" else data, path.name)
    except (NotOpened, OSError):
        return f"{path.name}: it is not opened"
    except Faults as faults:
        return f"{path.name}: it is no saved screening ({faults.diagnostics[0].code})"


def _opened(context: typer.Context, data: bytes) -> bytes:
    """A record that is sealed for this key, whoever sealed it: nothing but a count comes of it."""
    from screenkit.keys import open_any

    return open_any(data, key_of(context).secrets)
