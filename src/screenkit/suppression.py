"""Findings that an author means: which of them the screen's `suppress` speaks of, and which of its entries are idle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from screenkit.authored import Suppression
from screenkit.diagnostics import Diagnostic, quoted, showable
from screenkit.source import Document

_NAMED = ("questions", "indications", "next_steps", "assertions", "documents", "cases")


@dataclass(frozen=True)
class Suppressed:
    """A finding that is meant, and why."""

    finding: Diagnostic
    reason: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.finding.header('suppressed')} ({showable(self.reason)})"


@dataclass(frozen=True)
class Suppressions:
    """What the `suppress` of one screen file says."""

    document: Document
    entries: Sequence[Suppression]

    def suppressed(self, findings: Iterable[Diagnostic]) -> tuple[Suppressed, ...]:
        """The findings that are meant."""
        reasons = ((finding, self._reason(finding)) for finding in findings)
        return tuple(Suppressed(finding, reason) for finding, reason in reasons if reason is not None)

    def others(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that are not."""
        return tuple(finding for finding in findings if self._reason(finding) is None)

    def idle(self, findings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """A fault for each entry that none of the findings matches."""
        for number, entry in enumerate(self.entries):
            if not any(self._matches(entry, finding) for finding in findings):
                message = f"check has no {quoted(entry.code)} at {quoted(entry.at)} to suppress"
                route = ("suppress", number)
                yield self.document.fault("idle-suppression", message, (*route, "at"), hint="take the entry out")

    def _reason(self, finding: Diagnostic) -> str | None:
        return next((entry.reason for entry in self.entries if self._matches(entry, finding)), None)

    def _matches(self, entry: Suppression, finding: Diagnostic) -> bool:
        # What is at fault in a shared file is mended there: other screens use it too.
        is_here = finding.file == self.document.name
        return is_here and entry.code == finding.code and entry.at == subject(self.document, finding)


def subject(document: Document, finding: Diagnostic) -> str:
    """The name of what a finding in a screen file is about: a question, a rule, a case, or the screen itself."""
    value: object = document.value
    name, repeat = _name(value, "screen"), ""
    for key, step in pairwise(("", *finding.route)):
        value = _inside(value, step)
        if key in _NAMED and isinstance(step, int):
            name = f"{repeat}{_name(value, 'name')}"
            repeat = f"{name}." if _name(value, "type") == "repeat" else repeat
        elif key == "define":
            name = str(step)
    return name


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and step in range(len(value)) else None  # type: ignore[index]  # a number in range


def _name(value: object, key: str) -> str:
    return str(value.get(key, "")) if isinstance(value, dict) else ""
