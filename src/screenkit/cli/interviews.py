"""The caseworker's commands: run, resume, summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from screenkit.cli.ahead import AHEAD, can_be_asked, say_opening, the_rest
from screenkit.cli.app import (
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    ScreenArgument,
    again,
    app,
    fail,
    records_of,
    refuse_faults,
    refuse_language,
    refuse_without_terminal,
    screen_of,
    show_line,
    tell,
    was_named,
)
from screenkit.cli.copies import keep_screen
from screenkit.cli.entering import ENDED, enter_again, finish_second, first_entry
from screenkit.cli.leading import Way, begin, show_case, through
from screenkit.cli.results import (
    Format,
    FormatOption,
    OutputOption,
    load_record,
    refuse_form,
    same_screen,
    show_summary,
)
from screenkit.cli.unlocking import key_of

if TYPE_CHECKING:
    from screenkit.response import Response
    from screenkit.screen import Screen


WorkerOption = Annotated[
    str,
    typer.Option("--worker-lang", metavar="CODE", envvar="SCREENKIT_LANG", help="The worker's own language."),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, without drawing: for screen readers.")]
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help="Take the answers from a file, without asking.", dir_okay=False),
]
FromPaperOption = Annotated[
    bool, typer.Option("--from-paper", help="Enter a form of `show --paper`: by number, a key for each box.")
]
CompareOption = Annotated[
    str | None, typer.Option(metavar="ID", help="With --from-paper: enter it once more, and tell what differs.")
]


@app.command()
def run(
    context: typer.Context,
    screen: ScreenArgument,
    lang: LanguageOption = "en",
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
    practice: Annotated[bool, typer.Option("--practice", help="Nothing real: kept apart, marked everywhere.")] = False,
    answers: AnswersOption = None,
    from_paper: FromPaperOption = False,
    compare: CompareOption = None,
    case: Annotated[str | None, typer.Option(metavar="REF", help="Your own case reference; never a name.")] = None,
    format_: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Run a screening and show its referral summary.

    `--lang` is the language that is read aloud to the family. Every answer is saved before the next question. With
    `--answers` the file can say which language it was, as `language: es`.
    """
    if answers is None:
        _say_opening(screen)
    elif from_paper:
        fail(USAGE, "--from-paper asks for what is on paper and --answers reads a file; take one")
    _unlock_early(context, practice=practice)
    form = _screen_in(context, screen, lang, worker_lang)
    refuse_form(format_, output)
    if answers is None:
        refuse_without_terminal(f"`screenkit run {screen} --answers FILE` asks nothing")
    if not practice:
        key_of(context)
    way = Way(worker_lang, plain, from_paper)
    form = keep_screen(context, form, screen)
    if compare is not None:
        enter_again(context, form, first_entry(context, form, compare, way, practice=practice), lang, way)
    response = begin(form, lang, case, practice=practice, paper=from_paper)
    if answers is None:
        through(context, form, response, way, format_, output)
        return
    response = _take(context, form, response, answers, worker_lang)
    show_summary(context, form, response, worker_lang, format_, output)


def _screen_in(context: typer.Context, name: str, *languages: str) -> Screen:
    screen = screen_of(context, name)
    for language in languages:
        refuse_language(screen, language)
    return screen


def _unlock_early(context: typer.Context, *, practice: bool) -> None:
    """Ask for the passphrase at once where the screen is known to be whole, and import the rest meanwhile."""
    if AHEAD.is_known and not practice:
        with the_rest():
            key_of(context)


def _say_opening(screen: str) -> None:
    """Say what is being opened, where that was not said before anything was imported."""
    if can_be_asked() and not AHEAD.has_said:
        say_opening(screen)


def _take(context: typer.Context, screen: Screen, response: Response, path: Path, language: str) -> Response:
    from screenkit.enter import enter
    from screenkit.sitting import now
    from screenkit.source import Faults, read_file
    from screenkit.store import NotSaved
    from screenkit.words import say

    if screen.proof != "proven":
        tell(say(f"caution-{screen.proof}", language))
    spoken = response.language if was_named(context, "lang") else ""
    try:
        document = read_file(path, path.as_posix(), confidential=True)
        entered = enter(screen, document, response, now(), spoken)
        records_of(context).save(entered.response)
    except Faults as faults:
        refuse_faults(faults)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    for item in entered.set_aside:
        tell(f"set aside, because it is not asked: {item}")
    if entered.response.status == "in-progress" and entered.to_come:
        command = again(context, "resume", entered.response.id)
        tell(f"not finished: {len(entered.to_come)} questions were not put; `{command}` goes on")
    return entered.response


@app.command()
def resume(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[ID]", help="Which screening; none lists them.")] = None,
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
    format_: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Go on with a screening that was paused or interrupted."""
    record = _only_unfinished(context) if record is None else record
    response = load_record(context, record)
    first = response.paper and response.paper.first
    if response.status != "in-progress" and not (first and response.status in ENDED):
        fail(USAGE, f"{record} is {response.status}; `{again(context, 'summary', record)}` shows it")
    screen = same_screen(context, response)
    refuse_language(screen, worker_lang)
    refuse_form(format_, output)
    refuse_without_terminal(f"`{again(context, 'summary', record)}` shows what is known so far")
    way = Way(worker_lang, plain, response.paper is not None)
    if first:
        other = first_entry(context, screen, first, way, practice=response.practice)
        finish_second(context, screen, other, response, way)
    through(context, screen, response, way, format_, output)


def _only_unfinished(context: typer.Context) -> str:
    from screenkit.store import NotSaved

    records = records_of(context)
    try:
        unfinished, old = list(records.unfinished()), records.unsealed()
    except NotSaved as refusal:
        fail(NOT_SAVED, f"nothing can be saved in {refusal.path}: {refusal}")
    if old:
        tell(f"From before records were encrypted: {len(old)}. `{again(context, 'init')}` encrypts them.")
    if not unfinished:
        fail(NOTHING, "no screening is waiting to be gone on with")
    if len(unfinished) == 1:
        return unfinished[0].id
    return _refuse_several(unfinished)


def _refuse_several(unfinished: list[Response]) -> NoReturn:
    for response in unfinished:
        changed = response.last_change
        when = changed.astimezone().strftime("%Y-%m-%d %H:%M") if changed else ""
        show_line(f"{response.id}  {when}  {response.screen.id}{'  practice' if response.practice else ''}")
    fail(USAGE, "several screenings are waiting: name one")


@app.command()
def summary(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[ID]", help="Which screening.")] = None,
    case: Annotated[str | None, typer.Option(metavar="REF", help="All screenings of a case, as one summary.")] = None,
    practice: Annotated[bool, typer.Option("--practice", help="With --case: the practice screenings.")] = False,
    lang: LanguageOption = "en",
    format_: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Show the referral summary of a screening, or of a whole case, as it stands."""
    if (record is None) is (case is None):
        fail(USAGE, "name a screening, or a case with `--case REF`")
    if record is None:
        refuse_form(format_, output)
        show_case(context, case or "", lang, format_, output, practice=practice)
        return
    response = load_record(context, record)
    screen = same_screen(context, response)
    refuse_language(screen, lang)
    refuse_form(format_, output)
    show_summary(context, screen, response, lang, format_, output)
