"""The list of contacts: what is stale, what stands apart, and that nothing is left out."""

from __future__ import annotations

import json
from datetime import date

import pytest

from screenkit import addresses
from screenkit.load import load_reference
from screenkit.reference import Contact, Reference, Source
from screenkit.shelf import open_shelf
from screenkit.text import Text

SHIPPED = load_reference(open_shelf())
TODAY = date(2026, 11, 22)


def contact(name: str, checked_on: str) -> Contact:
    """A contact that was looked up on that day."""
    return Contact(
        name=name,
        label=Text({"en": name}),
        channel="phone",
        value="1-505-555-0100",
        source="own-reading",
        checked_on=checked_on,  # type: ignore[arg-type]  # as it is written in a file
        confidence="high",
    )


SOURCE = Source(id="own-reading", title="Ours", checked_on="2026-11-22", confidence="high")  # type: ignore[arg-type]  # as above


def stale(days: int, *checked: tuple[str, str]) -> list[str]:
    """The names of those contacts that were looked up more than so many days ago."""
    contacts = {name: contact(name, day) for name, day in checked}
    found = addresses.stale(Reference(contacts=contacts), addresses.before(TODAY, days))
    return [one.name for one in found]


def test_a_contact_is_stale_after_more_than_the_days() -> None:
    """On the last of the days it is not yet, one day later it is."""
    days = (("a", "2026-11-20"), ("b", "2026-11-19"), ("c", "2026-11-22"))
    assert stale(2, *days) == ["b"]
    assert stale(3, *days) == []


def test_the_longest_unchecked_comes_first() -> None:
    """What was looked up longest ago is at the top, whatever its place in the file."""
    assert stale(0, ("a", "2026-11-20"), ("b", "2020-01-01"), ("c", "2023-05-05")) == ["b", "c", "a"]


def test_checked_today_is_never_stale() -> None:
    """Zero days leave out what was looked up today."""
    assert stale(0, ("a", "2026-11-22")) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_contact_is_left_out(language: str) -> None:
    """Every shipped contact stands in the list once, with its value; those of low confidence after the heading."""
    text = addresses.as_text(SHIPPED.contacts.values(), SHIPPED, language, 1000)
    heading = {"en": "NOT CONFIRMED", "es": "SIN CONFIRMAR"}[language]
    confirmed, _, others = text.partition(heading)
    for one in SHIPPED.contacts.values():
        part, other = (others, confirmed) if one.confidence == "low" else (confirmed, others)
        assert part.count(f"{one.label.say(language)} [{one.name}]\n") == 1
        assert f": {one.value}\n" in part
        assert f"[{one.name}]" not in other


def test_a_script_gets_every_key() -> None:
    """Each contact has the same keys, and says whether a summary may show it."""
    rows = json.loads(addresses.as_json(SHIPPED.contacts.values(), SHIPPED, "en", 80))["contacts"]
    assert len(rows) == len(SHIPPED.contacts)
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert {row["name"] for row in rows if not row["printed"]} == {
        name for name, one in SHIPPED.contacts.items() if one.confidence == "low"
    }


def test_a_contact_in_full() -> None:
    """One contact, as text."""
    reference = Reference(sources={"own-reading": SOURCE})
    assert addresses.as_text([contact("unit", "2026-11-20")], reference, "en", 80) == (
        "CONTACTS (1)\n- unit [unit]\n   Phone: 1-505-555-0100\n"
        "   Source: Ours (checked 2026-11-20); confidence: high\n"
    )
