"""A document for one recipient: exactly what leaves, before it is set as text, a page or a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from screenkit.authored import Basis, TranslationStatus
from screenkit.events import Moment
from screenkit.reference import Model
from screenkit.summary import Cited, ContactShown


class Value(Model):
    """What is given of one person or thing; without `given` it is only said that it is not."""

    owner: str = ""
    words: str = ""
    given: bool


class Row(Model):
    """One question of the document, `number` in its list; not `complete` where there may be more than are named.

    `answered_by` says whether it was put to the family, or the worker answered it from what is known.
    """

    item: str
    label: str
    answered_by: Literal["family", "worker"] = "family"
    section: str = ""
    number: int = 0
    values: tuple[Value, ...] = ()
    complete: bool = True


class Told(Model):
    """A next step as the recipient is told it: without what was answered that led to it.

    `done_on` is the day on which it was done; by whom, and what was noted of it, stays in the record.
    """

    name: str
    action: str
    who: str = ""
    due: Moment | None = None
    zone: str = ""
    contacts: tuple[ContactShown, ...] = ()
    done_on: date | None = None


class Paper(Model):
    """All that a recipient is given, in the order of the document's items. It holds nothing else of a screening."""

    format: Literal["screenkit-document/1"] = "screenkit-document/1"
    document: str
    title: str
    recipient: str
    recipient_label: str
    each: str = ""
    each_label: str = ""
    record: str
    practice: bool
    language: str
    prepared: Moment
    zone: str
    basis: Basis
    source: Cited | None = None
    rows: tuple[Row, ...] = ()
    next_steps: tuple[Told, ...] = ()
    onward: str = ""
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)

    @property
    def name(self) -> str:
        """`otip_referral`, or `consular_notice/MX`."""
        return f"{self.document}/{self.each}" if self.each else self.document
