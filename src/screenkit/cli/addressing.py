"""The agency's command: contacts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from screenkit.cli.app import FAULTS, NOTHING, LanguageOption, app, fail, refuse_faults, shelf_of, tell, width
from screenkit.cli.app import show as put


class Form(StrEnum):
    """How the list is written."""

    TEXT = "text"
    JSON = "json"


@app.command()
def contacts(
    context: typer.Context,
    stale: Annotated[
        int | None,
        typer.Option("--stale", metavar="DAYS", min=0, max=36500, help="Only those checked more than DAYS ago."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
    lang: LanguageOption = "en",
) -> None:
    """List the contacts that screens print, each with its source and the day it was last checked.

    With --stale, the exit code is 1 where one must be looked up again.
    """
    from screenkit import addresses
    from screenkit.load import load_reference
    from screenkit.sitting import now
    from screenkit.source import Faults

    try:
        reference = load_reference(shelf_of(context))
    except Faults as faults:
        refuse_faults(faults)
    found = tuple(reference.contacts.values())
    if not found:
        fail(NOTHING, "there is no contact")
    if stale is not None:
        found = addresses.stale(reference, addresses.before(now().date(), stale))
    if found or form is Form.JSON:
        put(addresses.FORMATS[form](found, reference, lang, width()))
    if stale is not None and found:
        fail(FAULTS, f"to be looked up again: {len(found)}; write the day into `checked_on` of your own contacts.yaml")
    if stale is not None:
        tell(f"every contact was checked in the last {stale} days")
