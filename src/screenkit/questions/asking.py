"""What every question has, whatever its type."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import ClassVar, Literal

from screenkit.answers import Raw, Value
from screenkit.cleaning import LONE_SURROGATE, STEERING
from screenkit.conditions import Kind
from screenkit.reference import Flag, Model, Name, Words
from screenkit.refusals import Refused
from screenkit.text import Text

MAX_TEXT = 10_000
SaidBy = Literal["child", "caregiver", "document", "observation"]
Recorded = str | int | list[str]
"""An answer as it stands in a record."""


class Common(Model):
    """What every question has."""

    kind: ClassVar[Kind] = "none"
    options: ClassVar[tuple[str, ...]] = ()
    option_names: ClassVar[tuple[str, ...]] = ()
    is_reference: ClassVar[bool] = False

    name: Name
    """What conditions and records call the question; it never changes and is never used again for another."""
    label: Text
    """What is read aloud, word for word."""
    hint: Text | None = None
    """One short line under the question, for the worker."""
    help: Text | None = None
    """Why it is asked, how to ask it and what never to ask; shown when the worker asks for help."""
    relevant: Words | None = None
    """The condition under which it is asked; it may only look at questions that come before."""
    verbatim: Flag = False
    """Whether the English label is the exact wording of its source."""
    citation: Words | None = None
    """Where the wording comes from: `source#place`, or `own-reading`."""
    share: tuple[str, ...] = ()
    """The recipients that may ever see the answer; without it, nobody."""
    said_by: tuple[SaidBy, ...] = ()
    """Who or what the answer may have come from."""
    read_aloud: Flag = True
    """`false` for a question to the worker: it is shown in the worker's language only; on a group, for all in it."""

    def parse(self, raw: Raw) -> Value:
        """Return the value that was written; raises `Refused`."""
        raise NotImplementedError

    def check(self, value: Value, today: date) -> None:
        """Raises `Refused` for a value that cannot be so on that day."""

    def record(self, value: Value) -> Recorded:
        """The value as it stands in a record; `parse` reads it back."""
        return value if isinstance(value, str | int) else str(value)

    def show(self, value: Value, language: str) -> str:
        """The value in words."""
        del language
        return str(value)


def words_of(raw: Raw) -> str:
    """The text of an answer in one Unicode form, or `Refused` where it is a list or holds control characters."""
    if not isinstance(raw, str):
        raise Refused("one-answer")
    words = raw
    if not (raw.isascii() and raw.isprintable()):
        words = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
        if STEERING.search(words) or LONE_SURROGATE.search(words):
            raise Refused("control-characters")
    if len(words) > MAX_TEXT:
        raise Refused("too-long", most=MAX_TEXT)
    return words.strip()
