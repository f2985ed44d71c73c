"""The caseworker's documents: disclose, consent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    FAULTS,
    LOCKED,
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    app,
    face_of,
    fail,
    records_of,
    refuse_language,
    refuse_without_terminal,
    tell,
    width,
)
from screenkit.cli.interviews import PlainOption, WorkerOption
from screenkit.cli.results import load_record, refuse_form, same_screen, write_out

if TYPE_CHECKING:
    from datetime import datetime

    from screenkit.consenting import Asking
    from screenkit.disclosure import Obstacle, Occasion
    from screenkit.paper import Paper
    from screenkit.response import Response
    from screenkit.screen import Screen


class Form(StrEnum):
    """How a document is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"


RecordArgument = Annotated[str, typer.Argument(metavar="ID", help="Which screening.")]
ToOption = Annotated[str, typer.Option("--to", metavar="RECIPIENT", help="Who gets it, as the screen names them.")]
DocumentOption = Annotated[str | None, typer.Option("--document", metavar="NAME", help="Which of their documents.")]
EachOption = Annotated[str | None, typer.Option("--each", metavar="VALUE", help="For which country, … it is.")]


@app.command()
def disclose(
    context: typer.Context,
    record: RecordArgument,
    to: ToOption,
    document: DocumentOption = None,
    each: EachOption = None,
    lang: LanguageOption = "en",
    format_: Annotated[Form, typer.Option("--format", help="How the document is written.")] = Form.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it to a new file.", dir_okay=False)
    ] = None,
    release: Annotated[bool, typer.Option("--release", help="Ask who releases a document that is held.")] = False,
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
) -> None:
    """Show what a recipient would be given; with --output, write that it leaves into the record, and then the file.

    A document leaves only where a next step asks for it, and holds only what its questions allow that recipient.
    """
    from screenkit.sitting import now

    refuse_form(format_, output)
    response = load_record(context, record)
    screen = same_screen(context, response)
    refuse_language(screen, lang)
    found = _occasions(screen, response, to, document, each)
    if release:
        response = _release(context, screen, response, _the_one(found), worker_lang, plain=plain)
    if output is None:
        for occasion in found:
            _preview(screen, response, occasion, now(), lang, format_)
    else:
        _write(context, screen, response, _the_one(found), lang, format_, output)


def _occasions(
    screen: Screen, response: Response, to: str, document: str | None, each: str | None
) -> Sequence[Occasion]:
    """The documents for the recipient that next steps ask for; ends where there is none."""
    from screenkit.diagnostics import near
    from screenkit.disclosure import occasions
    from screenkit.sitting import now
    from screenkit.summarize import summarizer_at

    known = screen.reference.recipients
    if to not in known:
        fail(USAGE, f"there is no recipient {to}: {near(to, known) or 'they are ' + ', '.join(known)}")
    found = occasions(screen, summarizer_at(screen, response, now()).facts)
    wanted = [
        one
        for one in found
        if one.document.rule.recipient == to and document in (None, one.document.rule.name) and each in (None, one.each)
    ]
    if not wanted:
        there = ", ".join(f"{one.name} for {one.document.rule.recipient}" for one in found) or "none"
        words = f"no next step of {response.id} that follows asks for such a document for {to}"
        fail(NOTHING, f"{words}; the documents that are asked for: {there}")
    return wanted


def _the_one(found: Sequence[Occasion]) -> Occasion:
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        fail(USAGE, f"there are several: {names}; name one with --document, and its value with --each")
    return found[0]


def _preview(screen: Screen, response: Response, occasion: Occasion, at: datetime, lang: str, form: Form) -> None:
    from screenkit.disclosure import obstacles, project
    from screenkit.render_paper import FORMATS

    paper = project(screen, response, occasion, at, lang)
    _tell_terms(screen, response, occasion, paper, at)
    _tell_obstacles(obstacles(screen, response, occasion, at))
    write_out(None, FORMATS[form](paper, width()), "")


def _tell_obstacles(found: Iterable[Obstacle]) -> None:
    """Each reason for itself."""
    from screenkit.words import say

    for one in found:
        tell(say("preview-not", "en", reason=one.say("en")))


def _tell_terms(screen: Screen, response: Response, occasion: Occasion, paper: Paper, at: datetime) -> None:
    """Say why the document may leave, where it goes on to, and by when which step asks for it."""
    from screenkit.disclosure import looks_like_a_number
    from screenkit.render import moment_in_words
    from screenkit.summarize import summarizer_at
    from screenkit.words import say

    source = f" ({paper.source.title})" if paper.source else ""
    tell(say("preview-basis", "en", basis=say(f"basis-{paper.basis}", "en"), source=source))
    for label in looks_like_a_number(paper):
        tell(say("preview-number", "en", label=label))
    if occasion.document.rule.onward:
        tell(say("preview-onward", "en", onward=occasion.document.rule.onward.say("en")))
    for step in summarizer_at(screen, response, at).steps():
        if step.settled and paper.document in step.documents and (not paper.each or step.each in ("", paper.each)):
            by = moment_in_words(step.due.at, step.due.zone) if step.due and step.due.at else ""
            due = by or (step.due.within if step.due else say("preview-no-due", "en"))
            tell(say("preview-step", "en", action=step.action, due=due))


def _write(
    context: typer.Context, screen: Screen, response: Response, occasion: Occasion, lang: str, form: Form, output: Path
) -> None:
    """The event is on record before the file exists; where the file cannot be written, that is on record too."""
    from screenkit.disclosure import disclosed, not_disclosed, obstacles, project
    from screenkit.render_paper import FORMATS
    from screenkit.sitting import now
    from screenkit.store import NotSaved, write_new

    at = now()
    refused = list(obstacles(screen, response, occasion, at))
    if refused:
        _tell_obstacles(refused)
        fail(FAULTS, f"{occasion.name} does not leave, and nothing was written")
    paper = project(screen, response, occasion, at, lang)
    _tell_terms(screen, response, occasion, paper, at)
    written = FORMATS[form](paper, width())
    data = written.encode() if isinstance(written, str) else written
    digest = hashlib.sha256(data).hexdigest()
    response = _keep(context, response, lambda one: disclosed(one, paper, at, form=form.value, sha256=digest))
    try:
        write_new(output, data)
    except NotSaved as refusal:
        _keep(context, response, lambda one: not_disclosed(one, paper, now()))
        fail(NOT_SAVED, f"not written: {refusal}; the record says so")
    tell(f"written: {output}")


def _keep(context: typer.Context, response: Response, change: Callable[[Response], Response | None]) -> Response:
    """Change the record as it is on the disk now, while no other window has it."""
    from screenkit.store import Locked, NotSaved

    records = records_of(context)
    try:
        with records.lock(response):
            changed = change(records.load(response.id))
            if changed is not None:
                records.save(changed)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}; nothing has left")
    except Locked as refusal:
        fail(LOCKED, f"this screening is open in another window: {refusal}")
    return changed or response


def _release(
    context: typer.Context, screen: Screen, response: Response, occasion: Occasion, language: str, *, plain: bool
) -> Response:
    from screenkit.sitting import now

    return _ask(
        context, screen, response, occasion, lambda asking: asking.release(now()), language=language, plain=plain
    )


def _ask(
    context: typer.Context,
    screen: Screen,
    response: Response,
    occasion: Occasion,
    talk: Callable[[Asking], Response | None],
    *,
    language: str,
    plain: bool,
) -> Response:
    """Hold a short conversation about a document, and keep what came of it."""
    from screenkit.cli.unlocking import asking as interruptible
    from screenkit.consenting import Asking

    refuse_without_terminal("a person has to say it")

    def change(latest: Response) -> Response | None:
        with interruptible(), face_of(plain=plain) as face:
            return talk(Asking(face, screen, latest, occasion, language))

    before = len(response.events)
    after = _keep(context, response, change)
    if len(after.events) == before:
        fail(NOTHING, "nothing was recorded")
    return after


@app.command()
def consent(
    context: typer.Context,
    record: RecordArgument,
    to: ToOption,
    document: DocumentOption = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take a consent back.")] = False,
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
) -> None:
    """Ask the family whether a document may be given to a recipient, until when, and keep what they say.

    A consent is for one document and one recipient, lasts until a day, and can be taken back; help never depends on it.
    """
    from screenkit.disclosure import Occasion
    from screenkit.sitting import now

    response = load_record(context, record)
    screen = same_screen(context, response)
    refuse_language(screen, worker_lang)
    found = [one for one in screen.documents if one.rule.recipient == to and document in (None, one.rule.name)]
    if not found:
        fail(NOTHING, f"{screen.id} has no such document for {to}")
    occasion = _the_one([Occasion(one) for one in found])
    _ask(
        context,
        screen,
        response,
        occasion,
        lambda asking: asking.withdrawal(now()) if withdraw else asking.consent(now()),
        language=worker_lang,
        plain=plain,
    )
    tell("It is kept in the record.")
