"""The keeper's commands: init, rekey, purge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    KEY,
    LOCKED,
    NOT_SAVED,
    NOTHING,
    USAGE,
    again,
    app,
    face_of,
    fail,
    home_of,
    records_of,
    refuse_faults,
    refuse_without_terminal,
    shelf_of,
    show_line,
    tell,
)
from screenkit.cli.unlocking import asking, given_lines, make, unlock

if TYPE_CHECKING:
    from screenkit.keys import Key
    from screenkit.resealing import Resealed
    from screenkit.retention import Overdue, Retention
    from screenkit.setting_up import Plan

RecoveryOption = Annotated[
    list[str] | None,
    typer.Option("--recovery", metavar="KEY", help="Your agency's recovery key, age1…; may repeat."),
]


@app.command()
def init(
    context: typer.Context,
    recovery: RecoveryOption = None,
    new_recovery: Annotated[
        Path | None,
        typer.Option("--new-recovery", metavar="FILE", help="Make a recovery key in this new file."),
    ] = None,
    worker_lang: Annotated[
        str, typer.Option("--worker-lang", metavar="CODE", envvar="SCREENKIT_LANG", help="The worker's own language.")
    ] = "en",
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without drawing: for screen readers.")] = False,
) -> None:
    """Make the key that real screenings are encrypted with; where there is one, show whom they are encrypted for.

    It asks for a passphrase and for your agency's recovery key. In a script, --passphrase-from has your passphrase in
    its first line and, with --new-recovery, that of the recovery key in its second. Practice needs no key.
    """
    from screenkit.keys import has_key

    _refuse_recovery(recovery)
    if has_key(home_of(context)):
        if recovery or new_recovery:
            fail(USAGE, "there is a key already; `screenkit rekey --recovery KEY` changes the recovery keys")
        key, _ = unlock(context)
    else:
        key = make(context, _plan(context, tuple(recovery or ()), new_recovery, worker_lang, plain=plain))
    _show(key)
    _warn(home_of(context))
    _seal_old(context, key)


def _warn(home: Path) -> None:
    from screenkit.places import warnings_of

    for words in warnings_of(home):
        tell(f"{home} is no good place for records: {words}; name another one with --home.")


def _plan(
    context: typer.Context, recovery: tuple[str, ...], file: Path | None, worker_lang: str, *, plain: bool
) -> Plan:
    from screenkit.setting_up import Guide
    from screenkit.setting_up import Plan as Planned

    if file is not None and (file.exists() or not file.absolute().parent.is_dir()):
        fail(USAGE, f"{file} must be a new file in a folder that is there")
    lines = given_lines(context)
    if not lines:
        refuse_without_terminal("--passphrase-from FILE reads the passphrase from a file")
        with asking(), face_of(plain=plain) as face:
            return Guide(face, worker_lang).plan(recovery, file)
    if not recovery and file is None:
        fail(USAGE, "name your agency's recovery key with --recovery, or make one with --new-recovery FILE")
    second = lines[1] if file is not None and len(lines) > 1 else ""
    for passphrase in lines[:1] if file is None else (lines[0], second):
        _refuse_short(passphrase)
    return Planned(lines[0], recovery, file, second)


def _refuse_short(passphrase: str) -> None:
    from screenkit.setting_up import too_short

    if wrong := too_short(passphrase, "en"):
        fail(KEY, f"a passphrase is too short or missing: {wrong}")


def _refuse_recovery(recovery: list[str] | None) -> None:
    from screenkit.sealing import is_reader

    if recovery and not all(map(is_reader, recovery)):
        fail(USAGE, "that is no recovery key: it begins with age1 and has 62 letters and digits")


def _show(key: Key) -> None:
    show_line(f"your key: {key.reader}")
    for reader in key.recovery:
        show_line(f"recovery key: {reader}")


def _seal_old(context: typer.Context, key: Key) -> None:
    """Encrypt what was saved by a version that did not, and end with 4 or 1 where something had to be left."""
    from screenkit.records import Records
    from screenkit.resealing import seal_old
    from screenkit.sitting import now
    from screenkit.store import NotSaved

    records = Records(home_of(context), lambda: key)
    try:
        found = seal_old(records, now())
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}; what is not encrypted yet is still there")
    if found.done:
        tell(f"Encrypted now, from before: {len(found.done)}. A backup may still hold them in clear.")
    _end_with(found)


def _end_with(found: Resealed) -> None:
    for record_id, reason in found.left:
        tell(f"{record_id} is left as it was: {reason}")
    if found.left:
        raise typer.Exit(LOCKED if found.locked else FAULTS)


@app.command()
def rekey(
    context: typer.Context,
    recovery: RecoveryOption = None,
    new_key: Annotated[bool, typer.Option("--new-key", help="Take a new key of your own.")] = False,
    new_passphrase: Annotated[bool, typer.Option("--new-passphrase", help="Take a new passphrase.")] = False,
) -> None:
    """Encrypt every real screening anew: for other recovery keys, with a new key of your own, or at all.

    --recovery names all recovery keys from now on. In a script, the new passphrase is the second line of
    --passphrase-from. Copies in backups stay readable with the old keys.
    """
    from screenkit.records import Records
    from screenkit.resealing import reseal
    from screenkit.sitting import now
    from screenkit.store import NotSaved

    _refuse_recovery(recovery)
    old, passphrase = unlock(context)
    if new_passphrase:
        passphrase = _new_passphrase(context)
    key = _changed(old, tuple(recovery or ()), new_key=new_key)
    try:
        if new_passphrase or key != old:
            _save(context, key, passphrase)
        found = reseal(Records(home_of(context), lambda: key), now())
        if len(key.secrets) > 1 and not found.left:
            key = _only_newest(key)
            _save(context, key, passphrase)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}; run rekey again, nothing is lost")
    _show(key)
    tell(f"Encrypted for these keys now: {len(found.done)}.")
    _end_with(found)
    _seal_old(context, key)
    raise typer.Exit(DONE)


def _new_passphrase(context: typer.Context) -> str:
    from screenkit.setting_up import Guide

    lines = given_lines(context)
    if lines:
        second = lines[1] if len(lines) > 1 else ""
        _refuse_short(second)
        return second
    with asking(), face_of(plain=True) as face:
        return Guide(face, "en").new_passphrase()


def _changed(old: Key, recovery: tuple[str, ...], *, new_key: bool) -> Key:
    from screenkit.keys import Key as Changed
    from screenkit.sealing import new_secret

    secrets = (new_secret(), *old.secrets) if new_key else old.secrets
    return Changed(secrets, tuple(dict.fromkeys(recovery)) or old.recovery)


def _only_newest(key: Key) -> Key:
    from screenkit.keys import Key as Changed

    return Changed(key.secrets[:1], key.recovery)


def _save(context: typer.Context, key: Key, passphrase: str) -> None:
    from screenkit.keys import save_key
    from screenkit.store import Store

    with Store(home_of(context)).lock("key"):
        save_key(home_of(context), key, passphrase)


@app.command()
def purge(
    context: typer.Context,
    delete: Annotated[bool, typer.Option("--delete", help="Do it; otherwise it is only shown.")] = False,
) -> None:
    """Show which screenings are kept no longer, by your agency's own numbers; with --delete, remove them for good.

    The numbers stand in `reference/retention.yaml` of your agency's folder of screens. Without them nothing is purged.
    Of a real screening there stays that it was, when it went and with whose key.
    """
    from screenkit.cli.caseload import every
    from screenkit.retention import kept_no_longer
    from screenkit.sitting import now

    found, unread = every(context, False, True)
    overdue = list(kept_no_longer(found, _retention(context), now()))
    for one in overdue:
        kind = "practice" if one.response.practice else one.response.status
        show_line(f"{one.response.id}  {one.worked_on:%Y-%m-%d}  kept {one.days} days  {kind}")
    for left in unread:
        tell(f"{left.id} is left: {left.reason}")
    if not overdue:
        fail(NOTHING, "there is nothing to purge")
    if not delete:
        tell(f"Nothing is removed yet. `{again(context, 'purge', '--delete')}` removes these for good.")
        return
    _purge(context, overdue)


def _retention(context: typer.Context) -> Retention:
    from screenkit.retention import read_retention
    from screenkit.source import Faults

    try:
        retention = read_retention(shelf_of(context))
    except Faults as faults:
        refuse_faults(faults)
    if retention is None:
        fail(NOTHING, "your agency gave no numbers: no --screens folder has a reference/retention.yaml")
    return retention


def _purge(context: typer.Context, overdue: list[Overdue]) -> None:
    from screenkit.retention import purge as remove
    from screenkit.sitting import now
    from screenkit.source import Faults
    from screenkit.store import Locked, NoSuchRecord, NotRead, NotSaved

    left = 0
    for one in overdue:
        try:
            remove(records_of(context), one, now())
        except (Faults, Locked, NoSuchRecord, NotRead, NotSaved) as refusal:
            left += 1
            tell(f"{one.response.id} is left: {refusal}")
    tell(f"Removed: {len(overdue) - left}. Copies in backups are not.")
    if left:
        raise typer.Exit(FAULTS)
