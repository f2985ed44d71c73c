"""What differs between two versions of a screen, as it is published."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from screenkit.reference import Model

Kind = Literal["changes-outcomes", "breaks-old-answers", "compatible", "wording"]
Bump = Literal["none", "patch", "minor", "major"]
KINDS: tuple[Kind, ...] = ("changes-outcomes", "breaks-old-answers", "compatible", "wording")
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
_BUMPS: Mapping[Kind, Bump] = MappingProxyType(
    {"changes-outcomes": "major", "breaks-old-answers": "major", "compatible": "minor", "wording": "patch"},
)


class FamilyShown(Model):
    """An invented family that the two versions treat differently."""

    answers: Mapping[str, str]
    """What was answered, by item such as `children[1].born_on`; all else was not asked."""
    old: str
    """What came of it."""
    new: str
    """What comes of it now."""
    case: str | None
    """The same as an entry of `cases:` of the new version; null where it does not take all of these answers."""


class Change(Model):
    """One thing that differs."""

    kind: Kind
    """Whether outcomes change, old answers break, something is added that breaks nothing, or only words differ."""
    code: str
    """What it is called, such as `choice-added`."""
    about: str
    """The question, rule or definition, by its name in the screen."""
    message: str
    """What differs, in one sentence."""
    requires: Bump
    """Which number of the version it asks to be raised, at least."""
    family: FamilyShown | None = None
    """The plainest family found that shows it, where it depends on answers."""


def change(kind: Kind, code: str, about: str, message: str, requires: Bump | None = None) -> Change:
    """A change, which requires what its kind does unless something else is said."""
    return Change(kind=kind, code=code, about=about, message=message, requires=requires or _BUMPS[kind])


class VersionOf(Model):
    """One of the two versions."""

    screen: str
    """The screen's name."""
    version: str
    """What its author calls it."""
    sha256: str
    """Its digest, as records name it."""


class PastChange(Model):
    """A past screening that would now lead to something else: names of outcomes only, never an answer."""

    id: str
    """Its id."""
    practice: bool
    """Whether it is a practice screening."""
    compared_with: Literal["old", "record"]
    """Whether that is told from what the old version makes of it, or from what was recorded when it ended."""
    gained: tuple[str, ...]
    """Indications that are now indicated, and steps that are now due."""
    lost: tuple[str, ...]
    """Those that no longer are."""
    opened: tuple[str, ...]
    """Those that are now not settled."""
    closed: tuple[str, ...]
    """Those that no longer are not settled."""
    due: tuple[str, ...]
    """Steps that are now due at another time."""


class PastUnreadable(Model):
    """A past screening that the new version cannot read."""

    id: str
    """Its id."""
    practice: bool
    """Whether it is a practice screening."""
    codes: tuple[str, ...]
    """Why; `screenkit explain CODE` says more about each."""


class Past(Model):
    """What the new version makes of past screenings; nothing is written, and no answer is told."""

    real: int
    """How many real screenings of this screen were read."""
    practice: int
    """How many practice screenings of it."""
    changed: tuple[PastChange, ...]
    """Those that would now lead to something else."""
    unreadable: tuple[PastUnreadable, ...]
    """Those that the new version cannot read."""
    not_compared: tuple[str, ...]
    """Those that the new version reads and the old one does not, with no outcome on record to compare with."""
    passed_over: int
    """Files that are no whole record, whatever their screen."""


class DiffReport(Model):
    """What differs between two versions of a screen, and whether the version was raised enough."""

    format: Literal["screenkit-diff/1"] = "screenkit-diff/1"
    """The shape of this report; it changes when a key is taken away or means something else."""
    old: VersionOf
    """What it was."""
    new: VersionOf
    """What it is now."""
    requires: Bump
    """Which number of the version the changes ask to be raised, at least."""
    least: str
    """The least version that the new one may have."""
    enough: bool
    """Whether it has at least that version; the exit code is 1 where not."""
    changes: tuple[Change, ...]
    """What differs, what weighs most first."""
    records: Past | None = None
    """What the new version makes of past screenings, where that was asked."""
