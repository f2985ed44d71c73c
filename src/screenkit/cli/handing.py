"""Between workers: export, import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    FAULTS,
    KEY,
    LOCKED,
    NOT_SAVED,
    USAGE,
    again,
    app,
    fail,
    records_of,
    refuse_faults,
    refuse_output,
    show_line,
    tell,
)
from screenkit.cli.results import load_record, warn_of_place
from screenkit.cli.unlocking import ask_for, given_lines

if TYPE_CHECKING:
    from screenkit.records import Records


@app.command()
def export(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="Which screening.")],
    to: Annotated[str, typer.Option("--to", metavar="KEY", help="The other worker's key, age1….")],
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="The new file; otherwise ID.age here.")
    ] = None,
) -> None:
    """Encrypt a screening for another worker, who takes it in with `screenkit import`.

    `screenkit init` shows that worker's key. That it was handed over is on record before the file is written. Your own
    copy stays.
    """
    from screenkit.handing import check_code, hand_over
    from screenkit.sealing import is_reader
    from screenkit.sitting import now
    from screenkit.store import write_new

    if not is_reader(to):
        fail(USAGE, "that is no key: it begins with age1 and has 62 letters and digits")
    path = output or Path(f"{record}.age")
    refuse_output(path)
    warn_of_place(path)
    load_record(context, record)  # which tells what is wrong with it
    with _refusals():
        data = hand_over(records_of(context), record, to, now())
        write_new(path, data)
    show_line(f"{path}")
    tell(f"Check code: {check_code(data)}. Tell it by telephone to whoever takes the screening in.")


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What another worker exported.")],
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Open it with this recovery key instead of your own."),
    ] = None,
) -> None:
    """Take in a screening that another worker encrypted for you, or one that a recovery key opens.

    Nobody can tell from the file who made it: compare the check code by telephone. In a script, the second line of
    --passphrase-from is the passphrase of the recovery key.
    """
    from screenkit.disk import read_file
    from screenkit.handing import check_code, take_in
    from screenkit.sitting import now

    records = records_of(context)
    with _refusals():
        data = read_file(file)
        response = take_in(records, data, _secrets(context, records, key), now())
    show_line(response.id)
    tell(f"Check code: {check_code(data)}. It must be the one that you were told.")
    tell(f"`{again(context, 'summary', response.id)}` shows what it leads to.")


def _secrets(context: typer.Context, records: Records, path: Path | None) -> tuple[str, ...]:
    from screenkit.keys import load_recovery

    secrets = records.key.secrets
    if path is None:
        return secrets
    lines = given_lines(context)
    passphrase = "".join(lines[1:2]) if lines else ask_for("recovery-ask", context)
    return load_recovery(path, passphrase)


@contextmanager
def _refusals() -> Iterator[None]:
    """Every way in which a record cannot be handed over or taken in, with its exit code."""
    from screenkit.handing import NotTaken
    from screenkit.sealing import NotOpened
    from screenkit.source import Faults
    from screenkit.store import Locked, NoSuchRecord, NotRead, NotSaved

    try:
        yield
    except Faults as faults:
        refuse_faults(faults)
    except NotOpened as refusal:
        fail(KEY, f"it is not opened: {refusal}")
    except (NotRead, NotTaken) as refusal:
        fail(FAULTS, f"{refusal}")
    except NoSuchRecord:
        fail(FAULTS, "its id is none that screenkit gives")
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    except Locked as refusal:
        fail(LOCKED, f"{refusal}")
