"""What scripts want: validate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
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
    app,
    fail,
    home_of,
    records_of,
    refuse_output,
    screen_of,
    shelf_of,
)
from screenkit.cli.told import Told

if TYPE_CHECKING:
    from screenkit.batch.finding import OnShelf
    from screenkit.batch.inputs import Source
    from screenkit.batch.running import Checked, Checker
    from screenkit.batch.tally import Tally
    from screenkit.records import Records


INTERRUPTED = 130


class Output(StrEnum):
    """How what was found is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    JUNIT = "junit"
    GITHUB = "github"
    SARIF = "sarif"


class Input(StrEnum):
    """How records are written, where the name of a file does not tell."""

    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"
    CSV = "csv"
    KOBO = "kobo"
    REDCAP = "redcap"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    NEVER = "never"
    FAULT = "fault"
    NOT_SETTLED = "not-settled"
    INDICATED = "indicated"


PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PATH...", help="Files, folders, globs; - reads standard input.")
]
ScreenOption = Annotated[str, typer.Option("--screen", metavar="SCREEN", help="All are for this screen.")]
OutputFormat = Annotated[Output, typer.Option("--format", help="How it is written.")]
InputFormat = Annotated[Input | None, typer.Option("--input", help="How records are written.")]
SummariesOption = Annotated[
    Path | None,
    typer.Option("--summaries", metavar="FILE", help="Write what each record leads to, a line each.", dir_okay=False),
]
FailOption = Annotated[FailOn, typer.Option("--fail-on", help="What makes the exit code 1.")]
MomentOption = Annotated[
    str, typer.Option("--as-of", metavar="MOMENT", help="For records without as_of: 2026-11-20T15:00; else now.")
]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes for one large .jsonl file.")]


@app.command()
def validate(
    context: typer.Context,
    paths: PathsArgument = None,
    screen: ScreenOption = "",
    format_: OutputFormat = Output.TEXT,
    input_: InputFormat = None,
    summaries: SummariesOption = None,
    totals: Annotated[bool, typer.Option("--totals", help="Count faults and outcomes.")] = False,
    fail_on: FailOption = FailOn.FAULT,
    as_of: MomentOption = "",
    jobs: JobsOption = 1,
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Show what was answered. Mind who sees it.")
    ] = False,
) -> None:
    """Check finished screenings by the interview's own rules, and tell every fault with its place.

    A record is one that screenkit saved, or its answers as `run --answers` takes them.
    """
    refuse_output(summaries)
    found = _sources(paths or [], input_)
    finder = _finder(context, screen, as_of)
    from screenkit.batch.running import Checker
    from screenkit.batch.tally import Tally

    if not screen and input_ in (Input.KOBO, Input.REDCAP):
        fail(USAGE, f"which screen is it for? Name it: --input {input_.value} --screen SCREEN")
    only = finder.given.id if finder.given else ""
    checker, tally = Checker(finder, only, show_values, _unlock(records_of(context))), Tally(show_values=show_values)
    try:
        _tell(found, checker, tally, (format_, summaries, jobs), totals=totals)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        raise  # the reader went away: that is told to nobody
    except OSError as refusal:
        fail(NOT_SAVED, f"not written: {refusal.strerror}")
    if not tally.records:
        fail(NOTHING, "there is no screening in what was named")
    raise typer.Exit(FAULTS if _fails(tally, fail_on) else DONE)


def _tell(
    found: list[Source], checker: Checker, tally: Tally, how: tuple[Output, Path | None, int], *, totals: bool
) -> None:
    form, summaries, jobs = how
    with Told(form.value, summaries) as told:
        for source in found:
            for checked in _checked(source, checker, tally, jobs, told):
                if isinstance(checked, str):
                    told.take_text(checked, tally)
                else:
                    told.take(checked, tally)
        told.end(tally, totals=totals)


def _sources(paths: list[str], form: Input | None) -> list[Source]:
    from screenkit.batch.inputs import NotFound, sources

    if not paths:
        fail(USAGE, "name files or folders of screenings, or - for standard input")
    try:
        found = sources(paths, None if form is None else form.value)
    except NotFound as refusal:
        fail(USAGE, str(refusal))
    if not found:
        fail(NOTHING, "there is no file of screenings in what was named")
    return found


def _finder(context: typer.Context, screen: str, as_of: str) -> OnShelf:
    from screenkit.batch.finding import OnShelf

    given = screen_of(context, screen) if screen else None
    return OnShelf(shelf_of(context), home_of(context), _moment(as_of), given)


def _unlock(records: Records) -> Callable[[bytes], bytes]:
    """Opens a sealed record; the passphrase is asked for with the first one."""

    def unlock(data: bytes) -> bytes:
        return records.key.open(data)

    return unlock


def _moment(words: str) -> datetime:
    from screenkit.sitting import now

    if not words:
        return now().replace(microsecond=0)
    try:
        return datetime.fromisoformat(words).astimezone()
    except (ValueError, OverflowError):
        fail(USAGE, f"{words} is no moment: write it as 2026-11-20T15:00")


def _checked(source: Source, checker: Checker, tally: Tally, jobs: int, told: Told) -> Iterator[Checked | str]:
    from screenkit.batch.running import check_source
    from screenkit.batch.sharing import LARGE, check_shared

    can_share = source.form == "jsonl" and source.path.is_file() and source.path.stat().st_size > LARGE
    if jobs > 1 and can_share:
        line = told.line if told.summaries is None else None
        return check_shared(source, checker, tally, jobs, everything=told.wants_all, line=line)
    return check_source(source, checker, tally, everything=told.wants_all)


def _fails(tally: Tally, fail_on: FailOn) -> bool:
    reasons = {
        FailOn.NEVER: False,
        FailOn.FAULT: bool(tally.faulty),
        FailOn.NOT_SETTLED: bool(tally.faulty or tally.not_settled or tally.open_steps),
        FailOn.INDICATED: bool(tally.faulty or tally.indicated),
    }
    return reasons[fail_on]
