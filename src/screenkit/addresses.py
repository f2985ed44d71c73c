"""The contacts that screens print, as a list in which an agency sees what must be looked up again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from screenkit.layout import Line, plain
from screenkit.reference import Contact, Reference
from screenkit.words import say


def stale(reference: Reference, before: date) -> tuple[Contact, ...]:
    """The contacts that were last looked up before that day, the longest ago first."""
    old = (one for one in reference.contacts.values() if one.checked_on < before)
    return tuple(sorted(old, key=lambda one: one.checked_on))


def before(today: date, days: int) -> date:
    """The first day that is no more than so many days ago."""
    return today - timedelta(days=days)


def as_text(contacts: Iterable[Contact], reference: Reference, language: str, width: int) -> str:
    """The contacts with their source and the day of the last check; unconfirmed ones stand apart."""
    return plain(_lines(tuple(contacts), reference, language), width)


def as_json(contacts: Iterable[Contact], reference: Reference, language: str, _width: int) -> str:
    """The same for a script, in the language; `printed` says whether a summary may show it."""
    found = [_row(one, reference, language) for one in contacts]
    return json.dumps({"contacts": found}, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Iterable[Contact], Reference, str, int], str]] = MappingProxyType(
    {"text": as_text, "json": as_json}
)
"""Every form of the list."""


def _lines(contacts: tuple[Contact, ...], reference: Reference, language: str) -> Iterator[Line]:
    for heading, is_low in (("contacts", False), ("unconfirmed", True)):
        found = [one for one in contacts if (one.confidence == "low") is is_low]
        if found:
            yield Line("heading", f"{say(heading, language)} ({len(found)})")
        for one in found:
            yield Line("item", f"- {one.label.say(language)} [{one.name}]")
            yield from _facts(one, reference, language)


def _facts(contact: Contact, reference: Reference, language: str) -> Iterator[Line]:
    yield Line("fact", contact.value, say(f"by-{contact.channel}", language))
    for key in ("hours", "languages", "caution"):
        if text := getattr(contact, key):
            yield Line("fact", text.say(language), say(key, language))
    source = reference.sources[contact.source].title
    dated = f"{source}, {contact.source_date}" if contact.source_date else source
    checked = say("checked", language, source=dated, day=contact.checked_on.isoformat())
    yield Line("fact", checked + say(f"confidence-{contact.confidence}", language), say("source", language))


def _row(contact: Contact, reference: Reference, language: str) -> Mapping[str, object]:
    texts = {key: getattr(contact, key) for key in ("label", "hours", "languages", "caution")}
    return {
        **contact.model_dump(mode="json", exclude={*texts}),
        **{key: text.say(language) if text else None for key, text in texts.items()},
        "source_title": reference.sources[contact.source].title,
        "printed": contact.confidence != "low",
    }
