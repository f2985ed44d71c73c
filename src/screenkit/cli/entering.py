"""Entering a form on paper, entering it a second time, and comparing the two entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from screenkit.cli.app import DONE, FAULTS, NOT_SAVED, USAGE, again, fail, records_of, show_line, tell
from screenkit.cli.leading import Way, begin, to_its_end
from screenkit.cli.results import load_record

if TYPE_CHECKING:
    from screenkit.response import Response
    from screenkit.screen import Screen

ENDED = ("completed", "amended", "stopped")


def first_entry(context: typer.Context, screen: Screen, record: str, way: Way, *, practice: bool) -> Response:
    """The entry that another is compared with; it is of the same screen and the same kind, and it is finished."""
    if not way.from_paper:
        fail(USAGE, "--compare compares two entries of a paper form; it goes with --from-paper")
    first = load_record(context, record)
    if (first.screen.id, first.screen.sha256) != (screen.id, screen.digest):
        fail(USAGE, f"{record} is a screening with another screen, or with another version of it")
    if first.practice is not practice:
        fail(USAGE, f"{record} is {'a practice' if first.practice else 'a real'} screening, and this one is not")
    if first.status not in ENDED:
        fail(USAGE, f"{record} is {first.status}; `{again(context, 'resume', record)}` goes on with it")
    return first


def enter_again(context: typer.Context, screen: Screen, first: Response, lang: str, way: Way) -> NoReturn:
    """Enter the form once more, tell where the two differ, and put the second entry aside."""
    from screenkit.response import PaperOf

    second = begin(screen, lang, None, practice=first.practice)
    # Without a case: it leads to no other screening, and none is taken for its own.
    second = second.model_copy(update={"paper": PaperOf(first=first.id), "case": None})
    finish_second(context, screen, first, second, way)


def finish_second(context: typer.Context, screen: Screen, first: Response, second: Response, way: Way) -> NoReturn:
    """Bring the second entry to its end, unless it is there, tell where the two differ, and put it aside."""
    from screenkit.form import differing
    from screenkit.response import happened
    from screenkit.sitting import now
    from screenkit.store import NotSaved
    from screenkit.words import say

    if second.status not in ENDED:
        second = to_its_end(context, screen, second, way)
    found = differing(screen, first, second, now(), way.language)
    try:
        records_of(context).save(happened(second, now(), "entered-in-error"))
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    tell(say("paper-differ" if found else "paper-same", way.language, id=first.id))
    for words in found:
        show_line(words)
    if found:
        tell(say("paper-mend", way.language, command=again(context, "amend", first.id)))
    raise typer.Exit(FAULTS if found else DONE)
