"""Sitting down with a screening, and going on with the screens that it leads to, until the case is through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from screenkit.cli.ahead import AHEAD
from screenkit.cli.app import (
    DONE,
    LOCKED,
    NOT_SAVED,
    NOTHING,
    again,
    face_of,
    fail,
    records_of,
    refuse_language,
    screen_today,
    tell,
    width,
)
from screenkit.cli.copies import keep_screen
from screenkit.cli.results import Format, same_screen, show_summary, shows_here, tell_without_time, write_out

if TYPE_CHECKING:
    from screenkit.earlier import Screening
    from screenkit.pages import Page
    from screenkit.response import Response
    from screenkit.screen import Screen
    from screenkit.summary import CaseStep


def begin(screen: Screen, language: str, case: str | None, *, practice: bool, paper: bool = False) -> Response:
    """The record of a screening that begins now; one that may lead to others always has a case."""
    from screenkit.response import PaperOf, start
    from screenkit.sitting import now
    from screenkit.store import new_id

    case = case or (new_id() if screen.leads_on else None)
    response = start(screen, new_id(), now(), language=language, practice=practice, case=case)
    return response.model_copy(update={"paper": PaperOf()}) if paper else response


@dataclass(frozen=True)
class Way:
    """How the person wants to be asked: the worker's own language, whether line by line, whether in paper's order."""

    language: str
    plain: bool
    from_paper: bool = False


def through(
    context: typer.Context, screen: Screen, response: Response, way: Way, form: Format, output: Path | None
) -> None:
    """Conduct the interview and those that it leads to, and show what follows: of all of them if there are several."""
    response = sit_down(context, screen, response, way)
    has_led_on = lead_on(context, response, way)
    if shows_here(form, output):
        _show_on_page(context, screen, response, way, whole_case=has_led_on)
    elif has_led_on:
        show_case(context, response.case or "", way.language, form, output, practice=response.practice)
    else:
        show_summary(context, screen, response, way.language, form, output)
    _tell_key(context, response)


def _tell_key(context: typer.Context, response: Response) -> None:
    """Where an invented family was played: how to look at the interview together."""
    if response.persona:
        tell(f"The answer key: {again(context, 'practice', '--mark', response.id)}")


def _show_on_page(context: typer.Context, screen: Screen, response: Response, way: Way, *, whole_case: bool) -> None:
    """Show what follows as the last page: printed, it would stay behind for whoever sits there next."""
    from screenkit import render, render_case
    from screenkit.pages import Sheet
    from screenkit.sitting import now, show
    from screenkit.summarize import summarize
    from screenkit.together import together

    if whole_case and response.case:
        found = screenings_of(context, response.case, practice=response.practice)
        document = tuple(render_case.lines(together(response.case, found, now(), way.language)))
        words = again(context, "summary", "--case", response.case)
    else:
        document = tuple(render.lines(summarize(screen, response, now(), way.language)))
        words = again(context, "summary", response.id)
    with face_of(plain=way.plain) as face:
        show(face, Sheet(language=way.language, document=document))
    tell(f"Finished. The summary again: {words}")


def sit_down(context: typer.Context, screen: Screen, response: Response, way: Way) -> Response:
    """Conduct the interview until it is complete; where it is left or stopped before, say what can be done, and end."""
    response = to_its_end(context, screen, response, way)
    if response.status == "stopped":
        # Nothing of what was said is shown where somebody had a reason to stop.
        tell(f"Ended. What is known so far: {again(context, 'summary', response.id)}")
        _tell_key(context, response)
        raise typer.Exit
    return response


def to_its_end(context: typer.Context, screen: Screen, response: Response, way: Way) -> Response:
    """Conduct the interview to whatever end it has; where it is left before, say how to go on and end with why."""
    from screenkit.conduct import Conductor
    from screenkit.earlier import earlier_of
    from screenkit.form import FromPaper
    from screenkit.sitting import now, sit
    from screenkit.store import Locked, NotSaved

    records = records_of(context)
    found = screenings_of(context, response.case, practice=response.practice)
    others = [one for one in found if one.response.id != response.id]
    try:
        with face_of(plain=way.plain) as face:
            kind = FromPaper if way.from_paper else Conductor
            ended = sit(screen, response, AHEAD.first(face), records, way.language, earlier_of(others, now()), kind)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    except Locked as refusal:
        fail(LOCKED, f"this screening is open in another window: {refusal}")
    if ended.code == NOT_SAVED:
        tell("screenkit: the last answer is not saved; what was answered before it is")
    if ended.code != DONE or ended.response.status == "in-progress":
        tell(f"Saved. To go on: {again(context, 'resume', ended.response.id)}")
        raise typer.Exit(ended.code)
    return ended.response


def screenings_of(context: typer.Context, case: str | None, *, practice: bool) -> tuple[Screening, ...]:
    """Every screening of a case, with its screen, as they began; none where there is no case."""
    from screenkit.earlier import Screening
    from screenkit.together import in_order

    if case is None:
        return ()
    found = records_of(context).of_case(case, practice=practice)
    return in_order(Screening(same_screen(context, one), one) for one in found)


def lead_on(context: typer.Context, response: Response, way: Way) -> bool:
    """Offer each screen that the case leads to and go through those that are chosen; whether any was."""
    from screenkit.sitting import now
    from screenkit.together import together

    put_off: set[str] = set()
    began = False
    while response.case and response.status == "completed":
        found = screenings_of(context, response.case, practice=response.practice)
        steps = together(response.case, found, now(), way.language).to_screen
        waiting = [one for one in steps if one.screen not in put_off]
        if not waiting:
            break
        step = waiting[0]
        screen = screen_today(context, step.screen)
        chosen = _offer(context, Offer(step, screen, len(waiting) - 1, response), way) if screen else _missing(step)
        if chosen == "stop":
            break
        if chosen == "begin" and screen:
            began = True
            _go_on(context, screen, response, way)
        put_off.add(step.screen)
    return began


def _missing(step: CaseStep) -> str:
    tell(f"screenkit: there is no usable screen {step.screen}; it stays among the next steps")
    return "later"


def _go_on(context: typer.Context, screen: Screen, before: Response, way: Way) -> None:
    """Take up the case's own screening of that screen, or begin one, in the language that was spoken last."""
    waiting = [
        one.response
        for one in screenings_of(context, before.case, practice=before.practice)
        if one.response.screen.id == screen.id and one.response.status == "in-progress"
    ]
    if waiting:
        sit_down(context, same_screen(context, waiting[-1]), waiting[-1], way)
        return
    language = before.spoken if before.spoken in screen.languages else "en"
    screen = keep_screen(context, screen, screen.id)
    response = begin(screen, language, before.case, practice=before.practice)
    sit_down(context, screen, response, way)


@dataclass(frozen=True)
class Offer:
    """A screen that the case leads to, how many come after it, and the screening before it."""

    step: CaseStep
    screen: Screen
    more: int
    before: Response


def _offer(context: typer.Context, offer: Offer, way: Way) -> str:
    """What the person wants to do about a screen: `begin`, `later` or `stop`."""
    from screenkit.sitting import put

    with face_of(plain=way.plain) as face:
        code, chosen = put(face, page_of(offer, way.language))
    if code != DONE:
        practice = ("--practice",) if offer.before.practice else ()
        words = again(context, "run", offer.step.screen, "--case", offer.before.case or "", *practice)
        tell(f"Everything is saved. To go on with this case: {words}")
        raise typer.Exit(code)
    return chosen or "later"


def page_of(offer: Offer, language: str) -> Page:
    """The page that offers it: what it is for, and the answers that lead there one below the other."""
    from screenkit.pages import Option, Page
    from screenkit.words import say

    step = offer.step
    because = [f"- {q} — {a}" for one in step.because for q, a in zip(one.questions, one.answers, strict=True)]
    reason = say("lead-because" if step.settled else "lead-open", language)
    return Page(
        "choice",
        say("lead-on", language, title=offer.screen.authored.title.say(language), action=step.action),
        language,
        language,
        banner=say("practice-banner", language) if offer.before.practice else "",
        progress=say("lead-more", language, count=offer.more) if offer.more else "",
        reading=("", reason, *because) if because else (),
        options=tuple(Option(name, say(f"lead-{name}", language)) for name in ("begin", "later", "stop")),
    )


def show_case(
    context: typer.Context, case: str, language: str, form: Format, output: Path | None, *, practice: bool
) -> None:
    """Write what follows from all screenings of a case to standard output, or to a new file."""
    from screenkit.render_case import FORMATS
    from screenkit.sitting import now
    from screenkit.together import together

    found = screenings_of(context, case, practice=practice)
    if not found:
        fail(NOTHING, "no screening has this case reference")
    for one in found:
        refuse_language(one.screen, language)
    made = together(case, found, now(), language)
    words = FORMATS[form](made, width())
    tell_without_time(form, made)
    write_out(output, words, f"`{again(context, 'summary', '--case', case)}` shows it")
