"""What comes of checking one screening: its faults, or what it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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


class Result(NamedTuple):
    """One record checked: `outcome` is there where nothing is at fault, and nobody took the record back."""

    id: str = ""
    """The record's own id, where it has one."""
    status: str = ""
    """Its status, where it could be read."""
    faults: tuple[Fault, ...] = ()
    """Everything that is wrong with it."""
    outcome: Outcome | None = None
    """What it leads to."""

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.faults
