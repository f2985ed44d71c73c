"""Reference data that screens name: sources, contacts, jurisdictions, recipients and long lists of choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from screenkit.channels import expected, meant
from screenkit.enforcement import belongs_to_one, enforces
from screenkit.reference.jurisdictions import MATRIX, Holidays, Jurisdiction
from screenkit.reference.model import ChoiceName, Day, Flag, Model, Name, Words, key_descriptions
from screenkit.text import Text

__all__ = [
    "MATRIX",
    "OWN_READING",
    "Choice",
    "ChoicesFile",
    "Contact",
    "ContactsFile",
    "Day",
    "Flag",
    "Holidays",
    "Jurisdiction",
    "JurisdictionsFile",
    "Model",
    "Name",
    "Recipient",
    "RecipientsFile",
    "Reference",
    "Source",
    "SourcesFile",
    "Words",
    "key_descriptions",
]

OWN_READING = "own-reading"
Confidence = Literal["high", "medium", "low"]


class Choice(Model):
    """One thing that can be chosen; `also` are other names that a search finds it by."""

    name: ChoiceName
    """What conditions and records call it."""
    label: Text
    """What the family hears."""
    also: tuple[str, ...] = ()
    """Other names that a search finds it by."""


class Source(Model):
    """A document that wording, rules or facts come from, and the places in it that are cited."""

    id: Words
    """What a citation names before `#`."""
    title: Words
    """The title, as published."""
    publisher: str = ""
    """Who published it."""
    date: str = ""
    """When it was published."""
    url: str = ""
    """Where it can be read."""
    checked_on: Day
    """The day when someone last looked at it."""
    confidence: Confidence
    """How sure the facts in it are."""
    places: Mapping[str, str] = Field(default_factory=dict)
    """What a citation names after `#`, and where that stands."""
    quotes: Mapping[str, str] = Field(default_factory=dict)
    """For each of the places that a question quotes, the exact words that stand there."""


class Contact(Model):
    """Where someone can be reached, with the source of that fact and the day it was checked."""

    name: Name
    """What steps call it."""
    label: Text
    """Whom one reaches."""
    channel: Literal["phone", "text", "web", "mail", "email"]
    """How."""
    value: Words
    """The number or address."""
    hours: Text | None = None
    """When."""
    languages: Text | None = None
    """In which languages."""
    caution: Text | None = None
    """What to know before using it, such as who listens and to whom it passes things on."""
    source: Words
    """The source of this fact."""
    source_date: str = ""
    """When the source says so."""
    checked_on: Day
    """The day when someone last looked it up."""
    confidence: Confidence
    """How sure it is; a contact of low confidence is never printed."""

    @model_validator(mode="after")
    def _can_be_used(self) -> Contact:
        if kind := expected(self.channel, self.value):
            raise PydanticCustomError("wrong-shape", "{kind} belongs here", {"kind": kind, "part": "value"})
        if right := meant(self.channel, self.value):
            message = "this number is a known misprint of `{right}`"
            raise PydanticCustomError("misprinted-number", message, {"right": right, "part": "value"})
        if not self.caution and (enforces(self.name, self.label.root.values()) or belongs_to_one(self.value)):
            message = "a contact of an agency that enforces immigration law has no `caution`"
            raise PydanticCustomError("missing-caution", message, {"part": "name"})
        return self


class Recipient(Model):
    """Someone that answers may be disclosed to; never an agency that enforces immigration law."""

    name: Name
    """What `share` and documents call it."""
    label: Text
    """Who it is."""

    @model_validator(mode="after")
    def _enforces_nothing(self) -> Recipient:
        if enforces(self.name, self.label.root.values()):
            message = "an agency that enforces immigration law is never a recipient"
            raise PydanticCustomError("enforcement-recipient", message)
        return self


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

    def citations(self, like: str) -> list[str]:
        """What could have been meant: the places of the source that is named, or all sources."""
        source = like.partition("#")[0]
        known = self.sources.get(source)
        return [f"{source}#{place}" for place in known.places] if known else list(self.sources)

    def quote(self, citation: str) -> str | None:
        """The exact words that stand in the cited place, where the source gives them."""
        source, _, place = citation.partition("#")
        return self.sources[source].quotes.get(place) if source in self.sources else None
