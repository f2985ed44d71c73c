"""A record of answers as scripts write it, for the published JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from screenkit.authored import Moment, ScreenId, Version
from screenkit.reference import Model, Words


class NoAnswer(Model):
    """Why there is no answer."""

    absent: Literal["unknown", "declined", "not-asked"]
    """Asked, and does not know; asked, and would rather not say; not asked."""


Single = str | int | list[str] | NoAnswer


class Listed(Model):
    """Several entries, of which nobody has said that there are no more."""

    items: tuple[dict[str, Single], ...] = ()
    """Those that were named."""
    more: NoAnswer | None = None
    """Why nobody knows whether there are more."""


class AnswersRecord(Model):
    """The answers of one screening, as `validate` and `run --answers` take them."""

    format: Literal["screenkit-answers/1"] = "screenkit-answers/1"
    """The shape of this record."""
    id: Words = ""
    """The record's own id, as it is told with its faults; never a name."""
    case: Words = ""
    """Your own case reference; never a name."""
    screen: ScreenId
    """The screen that was used."""
    version: Version = ""
    """Its version."""
    sha256: str = Field("", pattern="^[0-9a-f]{64}$")
    """The digest of its text, as summaries have it."""
    language: str = "en"
    """The language in which the family was asked."""
    practice: bool = False
    """Whether nothing in it is real; such a record is refused."""
    status: Literal["in-progress", "completed", "amended", "stopped", "entered-in-error"] = "completed"
    """How it ended; in one that is completed or amended every question must have been put."""
    as_of: Moment = ""
    """The local time at which it ended, such as `2026-11-20T15:00`; ages and deadlines hang on it."""
    answers: dict[str, Single | list[dict[str, Single]] | Listed]
    """The answers by the names of questions; those of a repeat are a list."""
