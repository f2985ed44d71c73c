"""What a proof run has to say: what is wrong, what is proven, and what could not be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from screenkit.diagnostics import Diagnostic
from screenkit.prove.persona import Persona

_READABLE = 10**15


@dataclass(frozen=True)
class Finding:
    """Something wrong with a screen's logic, and where it helps an interview that shows it."""

    diagnostic: Diagnostic
    persona: Persona | None = None

    @property
    def code(self) -> str:
        """What the fault is called."""
        return self.diagnostic.code

    @property
    def severity(self) -> str:
        """`error` for wrong logic, `note` for what is only idle."""
        return self.diagnostic.severity

    def __str__(self) -> str:
        """The diagnostic, and the interview below it."""
        return "\n".join([str(self.diagnostic), *(self.persona.lines if self.persona else ())])


@dataclass(frozen=True)
class Proved:
    """Something that holds for every interview."""

    name: str
    words: str = ""

    def __str__(self) -> str:
        """One line."""
        return f"PROVED {self.name}" + (f": {self.words}" if self.words else "")


@dataclass(frozen=True)
class Unproved:
    """Something that was neither proven nor refuted."""

    name: str
    reason: str

    def __str__(self) -> str:
        """One line."""
        return f"UNPROVED {self.name}: {self.reason}; the screen is not certified"


@dataclass(frozen=True)
class Covered:
    """What the proofs speak of: how many interviews that can be told apart, and how many instances were looked at.

    So many instances are enough for any number, except where a repeat is `capped` by its own greatest number.
    """

    interviews: int | None
    instances: Mapping[str, int] = field(default_factory=dict)
    capped: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """One sentence."""
        return "; ".join([f"over {self._number} that can be told apart", *map(self._repeat, self.instances)])

    @property
    def _number(self) -> str:
        if self.interviews is None:
            return "more interviews than can be counted"
        if self.interviews < _READABLE:
            return f"all {self.interviews:,} interviews"
        return f"all interviews, some 10^{len(str(self.interviews)) - 1} of them,"

    def _repeat(self, name: str) -> str:
        most = self.instances[name]
        if name in self.capped:
            return f"up to {most} of `{name}`, its greatest number"
        return f"up to {most} of `{name}`, which is enough for any number"


@dataclass(frozen=True)
class Report:
    """Everything that was found about one screen."""

    findings: tuple[Finding, ...]
    proved: tuple[Proved, ...]
    unproved: tuple[Unproved, ...]
    covered: Covered

    @property
    def is_proven(self) -> bool:
        """Whether nothing is wrong and nothing was left open."""
        return not self.unproved and not any(finding.severity == "error" for finding in self.findings)

    def __str__(self) -> str:
        """All of it."""
        return "\n".join(map(str, (*self.findings, *self.proved, *self.unproved)))
