"""Across all screenings: cases, due, verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    LOCKED,
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    again,
    app,
    fail,
    records_of,
    screen_today,
    show,
    show_line,
    tell,
    width,
)
from screenkit.cli.copies import kept_screen
from screenkit.cli.results import load_record, screen_then

if TYPE_CHECKING:
    from screenkit.caseload import DueStep, Unread
    from screenkit.response import Response, ScreenOf
    from screenkit.screen import Screen

PracticeOption = Annotated[bool, typer.Option("--practice", help="Those of practice instead.")]


@app.command()
def cases(context: typer.Context, practice: PracticeOption = False) -> None:
    """List your screenings: id, last change, screen and where each stands; never a name or an answer."""
    found, unread = every(context, practice)
    if not found and not unread:
        fail(NOTHING, "there is no practice screening" if practice else "there is no real screening")
    _banner("en", practice=practice)
    for response in found:
        show_line(_line(response))
    _refuse(unread)


def _banner(language: str, *, practice: bool) -> None:
    """Every output of practice says so."""
    from screenkit.words import say

    if practice:
        show_line(say("practice-banner", language))


def _line(response: Response) -> str:
    changed = response.last_change
    when = changed.astimezone().strftime("%Y-%m-%d %H:%M") if changed else ""
    return f"{response.id}  {when}  {response.status:<16}  {response.screen.id} {response.screen.version}"


@app.command()
def due(
    context: typer.Context,
    lang: LanguageOption = "en",
    practice: PracticeOption = False,
    done: Annotated[bool, typer.Option("--done", help="Show also what is done.")] = False,
) -> None:
    """Show what is to be done in all your screenings: what is overdue first, then the most urgent.

    `screenkit done ID STEP` marks a step as done.
    """
    from screenkit.caseload import DueStep, Unread, due_steps, most_urgent
    from screenkit.sitting import now

    found, unread = every(context, practice)
    screens = {used: _screen(context, used) for used in {response.screen for response in found}}
    made = list(due_steps(found, lambda response: screens[response.screen], now(), lang))
    steps = sorted((one for one in made if isinstance(one, DueStep)), key=most_urgent)
    _banner(lang, practice=practice)
    left = [one for one in steps if one.step.done is None]
    show("".join(_entry(one, lang) for one in (steps if done else left)))
    if not left:
        tell("Nothing is to be done.")
    if not done and len(left) < len(steps):
        words = again(context, "due", *(["--practice"] if practice else []), "--done")
        tell(f"Done: {len(steps) - len(left)}. `{words}` shows them, too.")
    _refuse([*unread, *(one for one in made if isinstance(one, Unread))])


def _entry(one: DueStep, lang: str) -> str:
    from screenkit.render import moment_in_words
    from screenkit.words import say
    from screenkit.wrapping import wrap

    step = one.step
    head = f"[{say('done' if step.done else step.urgency, lang)}] {one.id} {one.screen} {step.full_name}"
    if step.done:
        head += f": {moment_in_words(step.done.at, one.zone)}"
    elif step.due:
        head += f": {moment_in_words(step.due.at, step.due.zone) if step.due.at else step.due.within}"
    head += " OVERDUE" if one.overdue else ""
    lines = [*wrap(head, width()), *(f"   {line}" for line in wrap(step.action, width() - 3))]
    return "\n".join(lines) + "\n"


@app.command()
def verify(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[ID]", help="Which screening; none verifies all.")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Go on from an older copy, or without the screening; that is on record.")
    ] = False,
) -> None:
    """Open screenings, work the finished ones out again, and tell whether they lead to what they led to.

    It also tells where an older copy was put in the place of what was saved here last, and what is gone.
    """
    if record is None:
        _refuse_all(accept=accept)
        _verify_all(context)
    if accept:
        _accept(context, record or "")
    response = load_record(context, record or "")
    if records_of(context).doubt(response):
        raise typer.Exit(FAULTS)
    if response.status not in ("completed", "amended"):
        fail(NOTHING, f"{record} is {response.status}: only what is finished can be verified")
    raise typer.Exit(_verify(response, screen_then(context, response)))


def _refuse_all(*, accept: bool) -> None:
    if accept:
        fail(USAGE, "name the screening: each is accepted by itself")


def _accept(context: typer.Context, record: str) -> NoReturn:
    """Take what is there for what goes on, whatever was saved before."""
    from screenkit.restoring import NothingToAccept, accept
    from screenkit.sitting import now
    from screenkit.source import Faults
    from screenkit.store import Locked, NoSuchRecord, NotRead, NotSaved

    try:
        words = accept(records_of(context), record, now())
    except NoSuchRecord:
        fail(USAGE, f"there is no real screening {record}, and none was saved here")
    except NothingToAccept:
        fail(NOTHING, f"{record} is as it was saved here: there is nothing to accept")
    except (Faults, NotRead) as refusal:
        fail(FAULTS, f"{record}: {refusal}")
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    except Locked as refusal:
        fail(LOCKED, f"this screening is open in another window: {refusal}")
    show_line(f"{record}: accepted, and on record: {words}")
    raise typer.Exit(DONE)


def _verify_all(context: typer.Context) -> NoReturn:
    found, unread = every(context, False, True)
    if not found and not unread:
        fail(NOTHING, "there is no screening")
    codes = [_verify_one(context, response) for response in found]
    _refuse(unread)
    raise typer.Exit(max(codes, default=DONE))


def _verify_one(context: typer.Context, response: Response) -> int:
    used = response.screen
    if response.status not in ("completed", "amended"):
        show_line(f"{response.id}: opens ({response.status}){_mark(response)}")
        return DONE
    screen = kept_screen(context, used.id, used.sha256)
    if screen is None or screen.digest != used.sha256:
        show_line(f"{response.id}: opens, and no copy of {used.id} {used.version} was kept")
        return FAULTS
    return _verify(response, screen)


def _verify(response: Response, screen: Screen) -> int:
    from screenkit.outcome import verify as differences

    found = list(differences(screen, response))
    for words in found:
        tell(words)
    show_line(
        f"{response.id}: {'differs' if found else 'leads to the same'} ({screen.id} {screen.version}){_mark(response)}"
    )
    return FAULTS if found else DONE


def _mark(response: Response) -> str:
    return "  practice" if response.practice else ""


def every(context: typer.Context, *kinds: bool) -> tuple[list[Response], list[Unread]]:
    """The records of these kinds, and those that cannot be read."""
    from screenkit.caseload import Unread
    from screenkit.caseload import every as all_of
    from screenkit.store import NotSaved

    records = records_of(context)
    try:
        found = [one for practice in kinds for one in all_of(records, practice=practice)]
    except NotSaved as refusal:
        fail(NOT_SAVED, f"{refusal.path} is not read: {refusal}")
    unread = [one for one in found if isinstance(one, Unread)]
    return [one for one in found if not isinstance(one, Unread)], unread


def _refuse(unread: list[Unread]) -> None:
    for one in unread:
        tell(f"{one.id}: {one.reason}")
    if unread:
        raise typer.Exit(FAULTS)


def _screen(context: typer.Context, used: ScreenOf) -> Screen | None:
    """The screen as it stands, with today's contacts, or the copy that was kept; None where there is neither."""
    for screen in (screen_today(context, used.id), kept_screen(context, used.id, used.sha256)):
        if screen is not None and screen.digest == used.sha256:
            return screen
    return None
