"""How a command finds a screening and its screen, and shows what it led to."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    FAULTS,
    NOT_SAVED,
    USAGE,
    again,
    fail,
    path_of,
    records_of,
    refuse_faults,
    refuse_output,
    screen_today,
    shelf_of,
    show,
    tell,
    width,
)
from screenkit.cli.copies import kept_screen, with_proof

if TYPE_CHECKING:
    from screenkit.layout import Written
    from screenkit.response import Response
    from screenkit.screen import Screen
    from screenkit.summary import CaseSummary, ReferralSummary


class Format(StrEnum):
    """How a summary is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"
    ICS = "ics"


FormatOption = Annotated[Format, typer.Option("--format", help="How the summary is written.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write the summary to a new file.", dir_okay=False),
]


def shows_here(form: Format, output: Path | None) -> bool:
    """Whether the summary would stay behind in the terminal of the interview, for whoever sits there next."""
    return form is Format.TEXT and output is None and sys.stdout is not None and sys.stdout.isatty()


def show_summary(
    context: typer.Context,
    screen: Screen,
    response: Response,
    language: str,
    form: Format,
    output: Path | None,
) -> None:
    """Write the summary to standard output, or to a new file."""
    from screenkit.render import FORMATS
    from screenkit.sitting import now
    from screenkit.summarize import summarize

    found = summarize(screen, response, now(), language)
    words = FORMATS[form](found, width())
    tell_without_time(form, found)
    write_out(output, words, f"`{again(context, 'summary', response.id)}` shows it")


def tell_without_time(form: Format, found: ReferralSummary | CaseSummary) -> None:
    """Say how many next steps are in no calendar."""
    if form is not Format.ICS:
        return
    from screenkit.render_calendar import without_time

    if count := without_time(found):
        tell(f"not in the calendar, because no time is known for them: {count}; the summary lists them")


EXTRAS = {"pdf": ("typst", "pdf"), "docx": ("docx", "docx"), "ics": ("icalendar", "deadlines")}
"""What is only ever a file, and the module and the extra that write it."""


def warn_of_place(output: Path | None) -> None:
    """Say where a file that tells of a family would be copied elsewhere, or kept for ever."""
    if output is None:
        return
    from screenkit.places import warnings_of

    for words in warnings_of(output.absolute().parent):
        tell(f"{output} is no good place for it: {words}.")


def refuse_form(form: str, output: Path | None) -> None:
    """End before anything is asked where what is wanted cannot be written."""
    refuse_output(output)
    warn_of_place(output)
    if form not in EXTRAS:
        return
    from importlib.util import find_spec

    module, extra = EXTRAS[form]
    if find_spec(module) is None:
        fail(USAGE, f"{form} needs an extra: `pip install 'screenkit[{extra}]'`")
    if output is None:
        fail(USAGE, f"{form} is for a file and not shown here: name a new one with --output")


def write_out(output: Path | None, words: Written, hint: str) -> None:
    """Write to standard output, or to a new file; `hint` says how to have it again where that fails."""
    if output is None:
        show(words if isinstance(words, str) else words.decode())
        return
    from screenkit.store import NotSaved, write_new

    try:
        write_new(output, words.encode() if isinstance(words, str) else words)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not written: {refusal}; {hint}")
    tell(f"written: {output}")


def load_record(context: typer.Context, record: str) -> Response:
    """The screening of that id, or the end with what is wrong with it."""
    from screenkit.source import Faults
    from screenkit.store import NoSuchRecord, NotRead, NotSaved
    from screenkit.witness import TOLD

    try:
        response = records_of(context).load(record)
        if why := records_of(context).doubt(response):
            tell(f"{record}: {why}; {TOLD['older-record']}")
    except NotSaved as refusal:
        fail(NOT_SAVED, f"nothing can be saved in {refusal.path}: {refusal}")
    except NoSuchRecord:
        fail(USAGE, f"there is no screening {record}{_why_not(context, record)}")
    except NotRead as refusal:
        fail(FAULTS, f"{record}: {refusal}")
    except Faults as faults:
        refuse_faults(faults)
    return response


def _why_not(context: typer.Context, record: str) -> str:
    from screenkit.witness import TOLD

    if records_of(context).is_purged(record):
        return f": purged/{record}.json says when it went"
    return f": {TOLD['gone-record']}" if record in records_of(context).gone() else ""


def same_screen(context: typer.Context, response: Response) -> Screen:
    """The screen that the screening began with: as it stands, with today's contacts, or the copy that was kept."""
    screen = screen_today(context, response.screen.id)
    if screen and screen.digest == response.screen.sha256:
        shelf = shelf_of(context)
        return with_proof(context, screen, path_of(shelf, screen.id), shelf)
    then = screen_then(context, response)
    tell(f"{then.id} is not what it was when this screening began: the copy of version {then.version} is used")
    return then


def screen_then(context: typer.Context, response: Response) -> Screen:
    """The copy that was kept when the screening began."""
    used = response.screen
    screen = kept_screen(context, used.id, used.sha256)
    if screen is None:
        words = f"{used.id} has changed since this screening began with version {used.version}"
        fail(FAULTS, f"{words}, and no copy of it was kept; `--screens FOLDER` finds one elsewhere")
    return screen
