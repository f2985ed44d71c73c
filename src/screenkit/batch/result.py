"""What comes of checking one screening: its faults, or what it leads to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from screenkit.diagnostics import Route, Severity

ANSWERS = "answers"
"""The key of a record under which its answers stand."""


class Hidden(str):
    """A key that nobody foresaw: it may be somebody's name, so it is not shown."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Never the word."""
        return "'…'"


class Fault(NamedTuple):
    """One thing that is wrong with a record; it says where, and never what was answered."""

    code: str
    """What it is called; `screenkit explain CODE` says more."""
    route: Route
    """The way to it in the record: `("answers", "children", 1, "born_on")`; nothing for the whole record."""
    message: str
    """What is wrong."""
    hint: str | None = None
    """The way out, where it is known."""
    line: int = 0
    """The line of the file, where a whole file is one record; 0 where that is not known."""
    column: int = 0
    """Where on the line it begins, from 1; 0 where that is not known."""

    @property
    def severity(self) -> Severity:
        """Every one of them keeps the record from being used."""
        return "error"

    @property
    def item(self) -> str:
        """What it is about: `debt`, `children[2].born_on`, `status`; nothing for the whole record."""
        parts = self.route[1:] if self.route[:1] == (ANSWERS,) and len(self.route) > 1 else self.route
        told = (part for part in parts if part != "items" and not isinstance(part, Hidden))
        words = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in told)
        return "".join(words).removeprefix(".")


class Outcome(NamedTuple):
    """What a screening leads to, by name, as in the `expect` of a screen's cases."""

    indicated: tuple[str, ...] = ()
    """Indications that hold; with `per`, `name/1` is that of the first."""
    not_settled: tuple[str, ...] = ()
    """Indications that are open."""
    next_steps: tuple[str, ...] = ()
    """Steps that follow; with `each`, `name/MX`."""
    steps_not_settled: tuple[str, ...] = ()
    """Steps that may follow; `name/?` is for a value that nobody has named yet."""
    due: Mapping[str, str] = {}
    """For any of these steps, the local time by which it is due, where one can be worked out."""


made = tuple.__new__
"""Puts together a tuple with a name, all of its parts given: three times as fast as by calling it."""
_Parts = tuple[str, str, tuple[Fault, ...], Any]


class Result(_Parts):
    """One record checked: `outcome` is there where nothing is at fault, and nobody took the record back.

    What a record leads to is known by then, but only put into words when it is asked for.
    """

    __slots__ = ()

    def __new__(
        cls,
        id: str = "",  # noqa: A002 - as the record calls it
        status: str = "",
        faults: tuple[Fault, ...] = (),
        outcome: Outcome | None = None,
    ) -> Self:
        """Put the parts together."""
        return super().__new__(cls, (id, status, faults, outcome))

    @property
    def id(self) -> str:
        """The record's own id, where it has one."""
        return self[0]

    @property
    def status(self) -> str:
        """Its status, where it could be read."""
        return self[1]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with it."""
        return self[2]

    @property
    def outcome(self) -> Outcome | None:
        """What it leads to."""
        found = self[3]
        if found.__class__ is tuple:
            found = found[0].outcome(found)
        return found if isinstance(found, Outcome) else None

    @property
    def numbers(self) -> tuple[Any, ...] | None:
        """What it leads to, as the numbers that rules came to and who can tell of them; None where it is in words."""
        found = self[3]
        return found[:2] if found.__class__ is tuple else None

    def outcome_text(self) -> str:
        """What it leads to as JSON; `null` for nothing."""
        found = self[3]
        if found.__class__ is tuple:
            text: str = found[0].text(found)
            return text
        return (
            "null" if found is None else json.dumps({**found._asdict(), "due": dict(found.due)}, separators=(",", ":"))
        )

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self[2]

    def __eq__(self, other: object) -> bool:
        """By what is told, however it is kept."""
        return isinstance(other, Result) and self[:3] == other[:3] and self.outcome == other.outcome

    def __ne__(self, other: object) -> bool:
        """The contrary."""
        return not self == other

    def __hash__(self) -> int:
        """By everything but the outcome."""
        return hash(self[:3])

    def __reduce__(self) -> tuple[type[Result], tuple[object, ...]]:
        """In words."""
        return Result, (*self[:3], self.outcome)

    def __repr__(self) -> str:
        """All of it."""
        return f"Result(id={self.id!r}, status={self.status!r}, faults={self.faults!r}, outcome={self.outcome!r})"
