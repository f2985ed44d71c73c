"""Reference data that screens name: sources, contacts, jurisdictions, recipients and long lists of choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any, Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from screenkit.text import Text

OWN_READING = "own-reading"
Confidence = Literal["high", "medium", "low"]


class Model(BaseModel):
    """Authored data: frozen, nothing unknown, no value repeated in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema, in which every key says what it is for."""
        schema = handler(core_schema)
        for key, words in key_descriptions(cls).items():
            handler.resolve_ref_schema(schema)["properties"][key].setdefault("description", words)
        return schema


def key_descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The sentence under each field of a model, its own and those it inherits; none where the source is not there.

    pydantic can collect them while it makes the classes, which would cost every start of the program that time.
    """
    import ast  # noqa: PLC0415 - only for the published schema and the reference page
    import inspect  # noqa: PLC0415 - as above

    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if parent not in (BaseModel, object):
            with suppress(OSError):
                body = cast("ast.ClassDef", ast.parse(dedent(inspect.getsource(parent))).body[0]).body
                found |= {
                    cast("ast.Name", field.target).id: str(cast("ast.Constant", note.value).value)
                    for field, note in pairwise(body)
                    if isinstance(field, ast.AnnAssign) and isinstance(note, ast.Expr)
                }
    return {key: found[key] for key in model.model_fields if key in found}


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


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        raise PydanticCustomError("unknown-timezone", "time zone `{name}` does not exist", {"name": value}) from None
    return value


def _snake(value: str) -> str:
    if value.isascii() and value.islower() and value.replace("_", "").isalnum() and value[0].isalpha():
        return value
    raise PydanticCustomError("bad-name", "a name is lower-case letters, digits and `_`, and begins with a letter")


def _plain(value: str) -> str:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value):
        return value
    raise PydanticCustomError("bad-name", "a choice's name is letters, digits and `_`, and begins with a letter")


Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_snake)]
ChoiceName = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_plain)]
Words = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]


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


class Holidays(Model):
    """Which public holidays count: ISO country and subdivision."""

    country: Words
    """The country's two letters."""
    subdivision: Words
    """The state's letters."""


class Jurisdiction(Model):
    """An agency's territory; what the sources are silent on is left out."""

    name: Name
    """What conditions call it: `jurisdiction is new_mexico`."""
    label: Text
    """What the worker chooses."""
    agency: str = ""
    """Fills in `{jurisdiction.agency}`."""
    unit: str = ""
    """Fills in `{jurisdiction.unit}`."""
    timezone: Zone = ""
    """Whose clocks its dates and times are on, such as `America/Denver`."""
    holidays: Holidays | None = None
    """The public holidays that are no working days."""
    citation: Words
    """Where this comes from."""


_ENFORCEMENT = frozenset({"ice", "dhs", "cbp", "ero", "hsi", "uscis"})
_WRITTEN_OUT = re.compile(
    r"homeland security|border patrol|patrulla fronteriza|immigration and customs|enforcement and removal|\bla migra\b",
    re.IGNORECASE,
)


def _enforces(name: str, label: Text) -> bool:
    """Whether this is an agency that enforces immigration law, by its initials or written out."""
    initials = (word for words in label.root.values() for word in re.findall(r"[A-Z]{3,}", words))
    words = (name.replace("_", " "), *label.root.values())
    short = {*name.split("_"), *(word.lower() for word in initials)}
    return bool(_ENFORCEMENT & short) or any(map(_WRITTEN_OUT.search, words))


class Recipient(Model):
    """Someone that answers may be disclosed to; never an agency that enforces immigration law."""

    name: Name
    """What `share` and documents call it."""
    label: Text
    """Who it is."""

    @model_validator(mode="after")
    def _enforces_nothing(self) -> Recipient:
        if _enforces(self.name, self.label):
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

    def quote(self, citation: str) -> str | None:
        """The exact words that stand in the cited place, where the source gives them."""
        source, _, place = citation.partition("#")
        return self.sources[source].quotes.get(place) if source in self.sources else None
