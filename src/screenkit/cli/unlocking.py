"""How a command comes by the worker's key: asked for once, from the terminal or from a file, never from its words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from screenkit.cli.app import KEY, LINES_FROM, NOT_SAVED, USAGE, again, face_of, fail, home_of, tell

if TYPE_CHECKING:
    from screenkit.keys import Key
    from screenkit.setting_up import Plan

_KEY, _LINES = "screenkit.key", "screenkit.passphrases"
_INTERRUPTED = 130
_ATTEMPTS = 3
_LONGEST = 4096


def key_of(context: typer.Context) -> Key:
    """The key of this run's home, made now with the person's help where there is none yet; asked for once."""
    if _KEY not in context.meta:
        context.meta[_KEY] = unlock(context)[0]
    key: Key = context.meta[_KEY]
    return key


def unlock(context: typer.Context) -> tuple[Key, str]:
    """The key, and the passphrase that opened it; ends with exit code 6 where there is no way to it."""
    from screenkit.keys import has_key, load_key
    from screenkit.memory import keep_out_of_dumps
    from screenkit.sealing import NotOpened, WrongPassphrase
    from screenkit.store import NotRead

    home = home_of(context)
    keep_out_of_dumps()
    if not has_key(home):
        return _first_key(context)
    _warn_of_readers(home)
    try:
        for passphrase in _passphrases(context):
            try:
                return load_key(home, passphrase), passphrase
            except WrongPassphrase:
                tell("That is not the passphrase, or the key file is damaged.")
    except (NotRead, NotOpened) as refusal:
        fail(KEY, f"the key {home / 'key.age'} is not opened: {refusal}")
    return fail(KEY, "without the passphrase no real screening is opened; your agency's recovery key can open them too")


def _warn_of_readers(home: Path) -> None:
    """Whoever can copy the key file can try passphrases on it in peace; the interview is not refused for that."""
    from screenkit.keys import how_to_close

    if mend := how_to_close(home):
        tell(f"Other users of this computer can read the key and try passphrases on it: `{mend}` ends that.")


def make(context: typer.Context, plan: Plan) -> Key:
    """The key that was planned, once it is safe on the disk."""
    from screenkit.setting_up import carry_out
    from screenkit.store import Locked, NotSaved

    tell("Making the key takes a few seconds.")
    try:
        key = carry_out(home_of(context), plan)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"{refusal.path} is not made: {refusal}")
    except Locked:
        fail(KEY, "another window is making a key at this moment")
    _tell_made(context, plan)
    return key


def _tell_made(context: typer.Context, plan: Plan) -> None:
    tell(f"Made: {home_of(context) / 'key.age'}")
    if plan.file:
        tell(f"Made: {plan.file}. Whoever keeps it takes it away now; it opens with its own passphrase.")


def _first_key(context: typer.Context) -> tuple[Key, str]:
    from screenkit.setting_up import Guide
    from screenkit.terminal import has_terminal

    if any(home_of(context).glob("cases/*.age")):
        _refuse_lost_key(home_of(context))
    if context.meta[LINES_FROM] is not None or not has_terminal():
        words = f"`{again(context, 'init')}` makes it; with --practice, run needs none"
        fail(KEY, f"there is no key yet, and real screenings are kept encrypted: {words}")
    with asking(), face_of(plain=bool(context.params.get("plain"))) as face:
        plan = Guide(face, str(context.params.get("worker_lang", "en"))).plan()
    return make(context, plan), plan.passphrase


def _refuse_lost_key(home: Path) -> NoReturn:
    """Another key would not open what is there, and would make it look lost."""
    words = f"there are encrypted screenings, and the key that opens them is gone: bring {home / 'key.age'} back"
    fail(KEY, f"{words} from a backup, or make a new one with `screenkit init` and take them in with a recovery key")


@contextmanager
def asking() -> Iterator[None]:
    """Ctrl-C and the end of input end the program, and nothing has happened."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        tell("")
        raise typer.Exit(_INTERRUPTED) from None


def _passphrases(context: typer.Context) -> Iterator[str]:
    """The first line of the file that was named; else what is typed, three times at most."""
    if lines := given_lines(context):
        yield lines[0]
        return
    for _ in range(_ATTEMPTS):
        yield ask_for("passphrase-ask", context)


def ask_for(key: str, context: typer.Context) -> str:
    """What is typed unseen on one line."""
    from screenkit.terminal import NoTerminal, ask_passphrase
    from screenkit.words import say

    try:
        with asking():
            return ask_passphrase(say(key, str(context.params.get("worker_lang", "en"))))
    except NoTerminal:
        fail(KEY, "there is no terminal to ask for the passphrase in; --passphrase-from FILE reads it from a file")


def given_lines(context: typer.Context) -> list[str]:
    """The lines of the file that passphrases come from, or none where none was named."""
    if _LINES not in context.meta:
        source = context.meta[LINES_FROM]
        context.meta[_LINES] = _lines_of(source) if source is not None else []
    lines: list[str] = context.meta[_LINES]
    return lines


def _lines_of(source: str) -> list[str]:
    try:
        lines = _read(source).splitlines()
    except (OSError, ValueError):
        _refuse_source()
    return lines if lines and lines[0] else _refuse_source()


def _read(source: str) -> str:
    if source != "-":
        with Path(source).open(encoding="utf-8") as file:
            return file.read(_LONGEST)
    if sys.stdin is None or sys.stdin.isatty():
        fail(USAGE, "--passphrase-from - reads what is piped in, and nothing is")
    return sys.stdin.read(_LONGEST)


def _refuse_source() -> NoReturn:
    fail(KEY, "the file of --passphrase-from cannot be read, or its first line is empty")
