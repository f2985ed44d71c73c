"""One question as the walk through a whole record sees it, and what a piece of a record is as text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from screenkit.batch.cells import Read, read_of
from screenkit.conditions import Condition, Over
from screenkit.questions import Common, Date, DateTime
from screenkit.refusals import Refused
from screenkit.screen import Entry

MISSING = object()
"""Stands where a record holds nothing."""


class Unclear(Exception):  # noqa: N818 - nothing is wrong: the text has to be read another way
    """A number was read in a way that loses how it was written."""


class Broken(dict[str, object]):
    """Stands for something that is no mapping: told already, so nothing is missing from it."""


class Ended(list[object]):
    """The word `complete` in a table: a repeat without entries, and to any other question that word."""

    def __str__(self) -> str:
        """The word."""
        return COMPLETE


COMPLETE = "complete"


def word(value: object) -> str:
    """A value as the strict loader has it, which is text; raises `Unclear` for a fraction, `Refused` for a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        raise Unclear
    if value is None:
        return ""
    raise Refused("one-answer")


def texts(value: object) -> object:
    """The same with every number as text."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [texts(one) for one in value]
    return repr(value) if isinstance(value, float) else value


@dataclass(frozen=True)
class Key:
    """A question, and the answers that decide whether it is asked; `beside` are those of its own instance."""

    question: Common
    read: Read
    name: str
    """What the record calls it."""
    choices: frozenset[str] = frozenset()
    repeat: str = ""
    deciding: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    is_text: bool = False
    takes_days: bool = False
    is_past: bool = False
    """Whether a day to come is refused."""

    @classmethod
    def of(cls, entry: Entry) -> Key:
        """The question in its place."""
        question = entry.question
        choices = frozenset(question.option_names) if question.kind == "choice" else frozenset()
        key = cls(question, read_of(question), question.name, choices, entry.repeat, is_text=question.kind == "text")
        takes_days = isinstance(question, Date) and "day" in question.precision
        is_past = isinstance(question, Date | DateTime) and question.not_future
        return replace(key, takes_days=takes_days, is_past=is_past, **_decided_by(entry))


def _decided_by(entry: Entry) -> dict[str, Any]:
    """The names of what a question's condition looks at."""
    if entry.condition is None:
        return {}
    own = not looks_over(entry.condition, entry.repeat)
    refs = list(entry.condition.refs())
    beside = {ref.name for ref in refs if own and ref.repeat and ref.repeat == entry.repeat}
    named = {label(ref.repeat, ref.name) for ref in refs if not (own and ref.repeat and ref.repeat == entry.repeat)}
    return {"deciding": frozenset(named), "beside": tuple(beside)}


def label(repeat: str, name: str) -> str:
    """`debt`, or `children.born_on` for that of any instance."""
    return f"{repeat}.{name}" if repeat else name


def looks_over(condition: Condition, repeat: str) -> bool:
    """Whether a condition looks at all the instances of a repeat."""
    if isinstance(condition, Over) and condition.repeat == repeat:
        return True
    return any(looks_over(part, repeat) for part in condition.parts())
