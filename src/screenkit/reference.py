"""Reference data that screens name: sources, contacts, jurisdictions, recipients and long lists of choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from screenkit.text import Text

OWN_READING = "own-reading"
Confidence = Literal["high", "medium", "low"]


class Model(BaseModel):
    """Authored data: frozen, nothing unknown, no value repeated in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _flag(value: object) -> bool:
    if value in (True, "true"):
        return True
    if value in (False, "false"):
        return False
    raise PydanticCustomError("wrong-shape", "`true` or `false` belongs here")


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-11-22") else _not_a_day()
    except ValueError:
        return _not_a_day()


def _not_a_day() -> date:
    raise PydanticCustomError("wrong-shape", "a day such as `2026-11-22` belongs here")


def _snake(value: str) -> str:
    if value.isascii() and value.islower() and value.replace("_", "").isalnum() and value[0].isalpha():
        return value
    raise PydanticCustomError("bad-name", "a name is lower-case letters, digits and `_`, and begins with a letter")


Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_snake)]
Words = Annotated[str, Field(min_length=1)]


class Choice(Model):
    """One thing that can be chosen; `also` are other names that a search finds it by."""

    name: Words
    label: Text
    also: tuple[str, ...] = ()


class Source(Model):
    """A document that wording, rules or facts come from, and the places in it that are cited."""

    id: Words
    title: Words
    publisher: str = ""
    date: str = ""
    url: str = ""
    checked_on: Day
    confidence: Confidence
    places: Mapping[str, str] = Field(default_factory=dict)


class Contact(Model):
    """Where someone can be reached, with the source of that fact and the day it was checked."""

    name: Name
    label: Text
    channel: Literal["phone", "text", "web", "mail", "email"]
    value: Words
    hours: Text | None = None
    languages: Text | None = None
    caution: Text | None = None
    source: Words
    source_date: str = ""
    checked_on: Day
    confidence: Confidence


class Holidays(Model):
    """Which public holidays count: ISO country and subdivision."""

    country: Words
    subdivision: Words


class Jurisdiction(Model):
    """An agency's territory; what the sources are silent on is left out."""

    name: Name
    label: Text
    agency: str = ""
    unit: str = ""
    timezone: str = ""
    holidays: Holidays | None = None
    citation: Words


class Recipient(Model):
    """Someone that answers may be disclosed to."""

    name: Name
    label: Text


class SourcesFile(Model):
    """`sources.yaml`."""

    sources: tuple[Source, ...]


class ContactsFile(Model):
    """`contacts.yaml`."""

    contacts: tuple[Contact, ...]


class JurisdictionsFile(Model):
    """`jurisdictions.yaml`."""

    jurisdictions: tuple[Jurisdiction, ...]


class RecipientsFile(Model):
    """`recipients.yaml`."""

    recipients: tuple[Recipient, ...]


class ChoicesFile(Model):
    """A long list of choices, such as `countries.yaml`."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Reference:
    """All reference data of a shelf of screens, by name."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    def cites(self, citation: str) -> bool:
        """Whether the citation names a known source and place: `source` or `source#place`."""
        source, _, place = citation.partition("#")
        return source in self.sources and (not place or place in self.sources[source].places)
