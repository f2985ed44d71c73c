"""Whether this machine is fit for an interview: doctor."""

from __future__ import annotations

from typing import Annotated

import typer

from screenkit.cli.app import DONE, FAULTS, app, home_of, refuse_without_terminal, shelf_of, show
from screenkit.cli.configured import config_path, settings_of_this_person
from screenkit.cli.interviews import PlainOption


@app.command()
def doctor(
    context: typer.Context,
    plain: PlainOption = False,
    keys: Annotated[bool, typer.Option("--keys", help="Try which keys arrive in this terminal.")] = False,
) -> None:
    """Tell whether this machine and this terminal are fit for an interview, and which face it will have.

    Nothing of any screening is read. The exit code is 1 where something keeps every interview from being held.
    """
    from screenkit.doctor import Place, examine

    if keys:
        refuse_without_terminal("keys can only be tried in one")
        _try_keys(plain=plain)
        return
    place = Place(home_of(context), shelf_of(context), config_path(), settings_of_this_person().hide_after)
    found = list(examine(place, plain or None))
    for finding in found:
        mark = "!" if finding.is_fault else "-"
        show(f"{mark} {finding.part}: {finding.words}\n" + (f"    {finding.hint}\n" if finding.hint else ""))
    raise typer.Exit(FAULTS if any(finding.is_fault for finding in found) else DONE)


def _try_keys(*, plain: bool) -> None:
    from screenkit.terminal import choose_face, try_keys

    if choose_face(plain or None).face == "plain":
        show("The plain face has no keys: what is wanted is typed, such as :help or :back.\n")
        return
    missing = try_keys()
    if missing:
        show(f"Not pressed, or not arrived: {', '.join(missing)}. What each does can be typed, too: :keys tells how.\n")
    else:
        show("All keys arrive.\n")
