"""Talking with the person at the terminal; nothing else knows that there is one.

The rules that both faces keep:

- One question at a time. Nothing is chosen beforehand; neither an empty line nor Enter ever makes an answer.
- Keys pressed before a question is shown do not answer it.
- Every question can be left without an answer, with the reason; going back and stopping are always possible.
- All of the question and of every option can be read at any width from 40 columns on; nothing is cut.
- Texts are shown to the letter: no markup, and nothing in them steers the terminal.
- What was half typed comes back after help, a note, a change of language or hiding.
- Results belong to standard output; all talk goes to standard error.
- Ctrl-C is KeyboardInterrupt and the end of input EOFError; neither is an answer.
- Without a terminal nobody is asked: NoTerminal.
- The visual face leaves nothing behind in the terminal; the plain face only adds lines, without any escape sequence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from screenkit.pages import Face
from screenkit.terminal.tty import NoTerminal, ask_passphrase, has_terminal, talk

__all__ = ["NoTerminal", "ask_passphrase", "has_terminal", "open_face"]


@dataclass(frozen=True)
class Choice:
    """Which face a terminal gets, or none, and why."""

    face: Literal["visual", "plain"] | None
    why: str


def choose_face(plain: bool | None) -> Choice:  # noqa: FBT001 - as the person said: yes, no, nothing
    """The face for this terminal; where it was not said which, the plain one if the terminal can do no more."""
    if not has_terminal():
        return Choice(None, "nobody can be asked: input, or both outputs, are no terminal")
    if plain:
        return Choice("plain", "--plain or the settings say so")
    if plain is None and os.environ.get("SCREENKIT_PLAIN") == "1":
        return Choice("plain", "SCREENKIT_PLAIN is 1")
    if plain is None and os.environ.get("TERM") == "dumb":
        return Choice("plain", "TERM is dumb: the terminal can only add lines")
    return Choice("visual", "the terminal can be drawn on")


@contextmanager
def open_face(
    plain: bool | None = None,  # noqa: FBT001 - as the person said: yes, no, nothing
    hide_after: float = 0,
) -> Iterator[Face]:
    """The face for this terminal; the visual one hides after so many seconds without a key. Raises `NoTerminal`."""
    choice = choose_face(plain)
    if choice.face is None:
        raise NoTerminal
    if choice.face == "plain":
        yield _plain_face()
        return
    from screenkit.terminal.visual import NoConsole, VisualFace  # noqa: PLC0415 - slow to import

    try:
        face = VisualFace(hide_after=hide_after)
    except NoConsole:
        yield _plain_face()
        return
    with face:
        yield face


def _plain_face() -> Face:
    from screenkit.terminal.plain import PlainFace  # noqa: PLC0415 - not needed where the page is drawn

    return PlainFace(sys.stdin, talk())


def try_keys() -> tuple[str, ...]:
    """The keys of the visual face that do not arrive; raises `NoTerminal`,."""
    from screenkit.terminal.visual import VisualFace  # noqa: PLC0415 - slow to import

    with VisualFace() as face:
        return face.try_keys()
