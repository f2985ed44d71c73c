"""What was done of the next steps: done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    LOCKED,
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    again,
    app,
    face_of,
    fail,
    records_of,
    refuse_language,
    refuse_without_terminal,
    show,
    show_line,
    width,
)
from screenkit.cli.interviews import PlainOption
from screenkit.cli.results import load_record, same_screen

if TYPE_CHECKING:
    from screenkit.response import Response
    from screenkit.summary import Done, NextStep, ReferralSummary

_LONGEST_NAME = 120


WhenOption = Annotated[
    str | None, typer.Option("--when", metavar="TIME", help="When it was done, e.g. 2026-11-20T14:30; else now.")
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who did it, if not you: a role, never a family's name.")
]


@app.command()
def done(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="Which screening.")],
    step: Annotated[
        str | None, typer.Argument(metavar="[STEP]", help="Which step, such as otip_notice; none lists them.")
    ] = None,
    when: WhenOption = None,
    by: ByOption = None,
    note: Annotated[bool, typer.Option("--note", help="Ask for a note on how it was done.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="It was not done after all.")] = False,
    lang: LanguageOption = "en",
    plain: PlainOption = False,
) -> None:
    """Write into the record that a next step was done, when and by whom; without a step, list the steps.

    `screenkit due` then leaves it out, and the summary shows it as done. Nothing is deleted: --undo adds that it was
    not done after all.
    """
    from screenkit.sitting import now
    from screenkit.summarize import summarize
    from screenkit.summary import Done

    response = _counting(load_record(context, record))
    screen = same_screen(context, response)
    refuse_language(screen, lang)
    found = summarize(screen, response, now(), lang)
    if step is None:
        _list(found)
    elif undo:
        _refuse_facts(when, by)
        _take_back(context, response, step, lang, ask=note, plain=plain)
    else:
        one, who = _named(context, found, step), _who(by)
        done_at = _time(when, found, now() + response.shift)
        words = _note(lang, practice=response.practice, plain=plain) if note else ""
        _mark(context, response, found, Done(at=done_at, recorded=now(), by=who, note=words), one.full_name)


def _refuse_facts(*facts: str | None) -> None:
    if any(facts):
        fail(USAGE, "--undo takes no --when and no --by: what is taken back keeps its own")


def _counting(response: Response) -> Response:
    if response.status == "entered-in-error":
        fail(USAGE, f"{response.id} was entered in error: nothing follows from it")
    return response


def _mark(context: typer.Context, response: Response, found: ReferralSummary, how: Done, step: str) -> None:
    from screenkit.doing import done as marked
    from screenkit.doing import done_steps
    from screenkit.render import moment_in_words

    def change(latest: Response) -> Response | None:
        there = step in done_steps(latest)
        return None if there else marked(latest, step, how.recorded, how.at, how.by, how.note)

    _keep(context, response, step, change)
    _banner(found.language, practice=response.practice)
    show_line(f"{response.id} {step}: done {moment_in_words(how.at, found.zone)}")


def _list(found: ReferralSummary) -> None:
    """Every step by its name, what is done last."""
    steps = [*found.next_steps, *found.steps_not_settled]
    if not steps:
        fail(NOTHING, f"no next step follows from {found.record.id} so far")
    _banner(found.language, practice=found.record.practice)
    for step in steps:
        show(_entry(step, found))


def _banner(language: str, *, practice: bool) -> None:
    """Every output of practice says so."""
    from screenkit.words import say

    if practice:
        show_line(say("practice-banner", language))


def _entry(step: NextStep, found: ReferralSummary) -> str:
    from screenkit.render import moment_in_words
    from screenkit.words import say
    from screenkit.wrapping import wrap

    state = say("done" if step.done else step.urgency if step.settled else "not-settled", found.language)
    head = f"{step.full_name} [{state.lower()}]"
    head += f": {moment_in_words(step.done.at, found.zone)}" if step.done else ""
    return "".join(f"{line}\n" for line in (head, *(f"   {line}" for line in wrap(step.action, width() - 3))))


def _named(context: typer.Context, found: ReferralSummary, name: str) -> NextStep:
    """The step of that name, which is not done yet."""
    from screenkit.diagnostics import near
    from screenkit.facts import NEW
    from screenkit.render import moment_in_words

    steps = {one.full_name: one for one in (*found.next_steps, *found.steps_not_settled) if one.each != NEW}
    if name not in steps:
        hint = near(name, steps) or f"`{again(context, 'done', found.record.id)}` lists them"
        fail(USAGE, f"no step of that name follows from {found.record.id}: {hint}")
    if marked := steps[name].done:
        words = f"{name} is marked as done already, {moment_in_words(marked.at, found.zone)}"
        fail(USAGE, f"{words}; `{again(context, 'done', found.record.id, name, '--undo')}` takes that back")
    return steps[name]


def _time(words: str | None, found: ReferralSummary, now: datetime) -> datetime:
    """When it was done: on the clock where the family is, or with an offset of its own; never still to come."""
    from screenkit.render import zone_named

    if words is None:
        return now
    at = None
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(words if "T" in words else "")
        at = (at if at.tzinfo else at.replace(tzinfo=zone_named(found.zone))).astimezone(UTC)
    if at is None:
        fail(USAGE, "give the time as YYYY-MM-DDTHH:MM, for example 2026-11-20T14:30")
    if at > now:
        fail(USAGE, "that time has not come yet: only what was done is marked")
    return at


def _who(by: str | None) -> str:
    from screenkit.questions import words_of
    from screenkit.refusals import Refused

    words = ""
    with suppress(Refused):
        words = words_of(by or "")
    if by is not None and not 0 < len(words) <= _LONGEST_NAME:
        fail(USAGE, f"--by is a role or a worker's name, of at most {_LONGEST_NAME} letters")
    return words


def _take_back(context: typer.Context, response: Response, step: str, lang: str, *, ask: bool, plain: bool) -> None:
    from screenkit.doing import done_steps, not_done
    from screenkit.sitting import now

    if step not in done_steps(response):
        fail(USAGE, f"no step of that name is marked as done in {response.id}")
    words = _note(lang, practice=response.practice, plain=plain) if ask else ""
    _keep(
        context,
        response,
        step,
        lambda latest: not_done(latest, step, now(), words) if step in done_steps(latest) else None,
    )
    _banner(lang, practice=response.practice)
    show_line(f"{response.id} {step}: not done")


def _note(language: str, *, practice: bool, plain: bool) -> str:
    """What is typed at the terminal: in a command, every program on the computer could read it."""
    from screenkit.cli.unlocking import asking
    from screenkit.pages import Given, Page
    from screenkit.questions import words_of
    from screenkit.refusals import Refused
    from screenkit.words import say

    refuse_without_terminal("a note is typed, and never stands in a command")
    banner, message = say("practice-banner", language) if practice else "", ""
    with asking(), face_of(plain=plain) as face:
        while True:
            words = say("done-note", language)
            page = Page("line", words, language, language, banner=banner, message=message)
            reply = face.ask(page)
            try:
                noted = words_of(reply.raw) if isinstance(reply, Given) else ""
            except Refused as refusal:
                message = say(refusal.key, language, **refusal.facts)
                continue
            if noted:
                return noted
            message = say("empty", language)


def _keep(context: typer.Context, response: Response, step: str, change: Callable[[Response], Response | None]) -> None:
    """Change the record as it is on the disk now, while no other window has it."""
    from screenkit.store import Locked, NotSaved

    records = records_of(context)
    try:
        with records.lock(response):
            changed = change(records.load(response.id))
            if changed is None:
                fail(USAGE, f"{step} was marked in another window a moment ago")
            records.save(changed)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}; nothing is marked")
    except Locked as refusal:
        fail(LOCKED, f"this screening is open in another window: {refusal}")
