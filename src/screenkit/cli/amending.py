"""Changing what is finished: amend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    DONE,
    LOCKED,
    NOT_SAVED,
    USAGE,
    again,
    app,
    face_of,
    fail,
    records_of,
    refuse_language,
    refuse_without_terminal,
    tell,
)
from screenkit.cli.interviews import PlainOption, WorkerOption
from screenkit.cli.results import load_record, same_screen

if TYPE_CHECKING:
    from screenkit.sitting import Ended


@app.command()
def amend(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="Which screening.")],
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
) -> None:
    """Change answers of a finished screening, each with a reason.

    The old answer stays in the record's history, and the summary tells both.
    """
    from screenkit.sitting import amend as change
    from screenkit.store import Locked, NotSaved

    response = load_record(context, record)
    if response.status == "in-progress":
        fail(USAGE, f"{record} is not finished; `{again(context, 'resume', record)}` goes on with it")
    if response.status not in ("completed", "amended"):
        fail(USAGE, f"{record} is {response.status}: only what is finished can be amended")
    screen = same_screen(context, response)
    refuse_language(screen, worker_lang)
    refuse_without_terminal(f"`{again(context, 'summary', record)}` shows what there is")
    try:
        with face_of(plain=plain) as face:
            ended = change(screen, response, face, records_of(context), worker_lang)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    except Locked as refusal:
        fail(LOCKED, f"this screening is open in another window: {refusal}")
    _tell_end(context, ended)


def _tell_end(context: typer.Context, ended: Ended) -> None:
    from screenkit.talk import Outcome

    if ended.code == NOT_SAVED:
        tell("screenkit: the last change is not saved; what was changed before it is")
    if ended.code == DONE and ended.outcome is Outcome.UNCHANGED:
        tell("Nothing was changed.")
    else:
        tell(f"Saved. The summary: {again(context, 'summary', ended.response.id)}")
    raise typer.Exit(ended.code)
