"""The entries of reference data: the form of a contact, who it belongs to, and what an entry rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenkit.diagnostics import Diagnostic
from screenkit.load import load_reference
from screenkit.shelf import Shelf
from screenkit.source import Faults

SMALL = Path(__file__).parent / "checks" / "_shelf"


def faults(folder: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the reference data of an agency's folder."""
    with pytest.raises(Faults) as caught:
        load_reference(Shelf((folder, SMALL)))
    return tuple(caught.value.diagnostics)


def told(tmp_path: Path, kind: str, entries: str) -> list[tuple[str, str]]:
    """The code and the words of every fault in an agency's own file of reference data."""
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / f"{kind}.yaml").write_text(f"{kind}:\n{entries}", encoding="utf-8")
    return [(fault.code, fault.message) for fault in faults(tmp_path)]


CONTACT = "  - {name: line, label: {en: A line}, source: own-reading, checked_on: 2026-11-22, confidence: high, "


@pytest.mark.parametrize("number", ["1-866-373-7888", "866 373 7888", "+1 (866) 373-7888"])
def test_a_known_misprint_is_refused_however_it_is_written(tmp_path: Path, number: str) -> None:
    """A wrong copy of the trafficking hotline's number can stand in nobody's contacts."""
    message = "this number is a known misprint of `1-888-373-7888`"
    assert told(tmp_path, "contacts", f'{CONTACT}channel: phone, value: "{number}"}}\n') == [
        ("misprinted-number", message)
    ]


@pytest.mark.parametrize(
    ("channel", "value", "kind"),
    [
        ("phone", "call us", "a telephone number such as `1-505-555-0100`"),
        ("text", "HELP", "a number such as `233733`"),
        ("web", "www.example.org", "an address that begins with `https://`"),
        ("email", "unit at example.org", "an address such as `unit@example.org`"),
    ],
)
def test_a_contact_has_the_form_of_its_channel(tmp_path: Path, channel: str, value: str, kind: str) -> None:
    """A number is no address, and an address no number."""
    entry = f'{CONTACT}channel: {channel}, value: "{value}"}}\n'
    assert told(tmp_path, "contacts", entry) == [("wrong-shape", f"{kind} belongs here")]


@pytest.mark.parametrize(
    "entry",
    [
        'channel: phone, value: "1-505-555-0100"',
        'channel: phone, value: "+52 55 7100 1973"',
        'channel: text, value: "233733"',
        'channel: web, value: "https://example.org/a#b"',
        'channel: email, value: "Our.Unit@example.org"',
        'channel: mail, value: "Box 1, Albuquerque NM"',
    ],
)
def test_numbers_and_addresses_are_taken_as_agencies_write_them(tmp_path: Path, entry: str) -> None:
    """The form is wide enough for what is dialled, opened and written to."""
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "contacts.yaml").write_text(f"contacts:\n{CONTACT}{entry}}}\n", encoding="utf-8")
    assert "line" in load_reference(Shelf((tmp_path, SMALL))).contacts


@pytest.mark.parametrize(
    "entry",
    [
        "name: ice_office, label: {en: A}, channel: phone, value: 1-505-555-0100",
        "name: office, label: {en: Border Patrol}, channel: phone, value: 1-505-555-0100",
        "name: office, label: {en: A}, channel: web, value: https://locator.ice.gov/odls",
        "name: office, label: {en: A}, channel: email, value: office@ice.dhs.gov",
    ],
)
def test_a_contact_that_enforces_immigration_law_says_so(tmp_path: Path, entry: str) -> None:
    """Without a caution, such an agency cannot even be a contact."""
    sourced = f"  - {{{entry}, source: own-reading, checked_on: 2026-11-22, confidence: high}}\n"
    message = "a contact of an agency that enforces immigration law has no `caution`"
    assert told(tmp_path, "contacts", sourced) == [("missing-caution", message)]


def test_a_contact_names_a_source_that_exists(tmp_path: Path) -> None:
    """A source that nobody listed is told with the name that was probably meant."""
    (tmp_path / "reference").mkdir()
    entry = CONTACT.replace("own-reading", "own-readin") + "channel: phone, value: 1-505-555-0100}\n"
    (tmp_path / "reference" / "contacts.yaml").write_text(f"contacts:\n{entry}", encoding="utf-8")
    [fault] = faults(tmp_path)
    assert (fault.code, fault.message) == ("unknown-citation", "`own-readin` is not among the sources")
    assert (fault.hint, fault.place and fault.place.line) == ("did you mean `own-reading`?", 2)


def test_a_jurisdiction_cites_what_exists(tmp_path: Path) -> None:
    """The citation of an agency's own territory is looked up as well."""
    assert told(tmp_path, "jurisdictions", "  - {name: x, label: {en: X}, citation: nowhere}\n") == [
        ("unknown-citation", "`nowhere` is not among the sources")
    ]


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("recipients", "  - {name: school, label: {en: A}}\n"),
        ("contacts", CONTACT + "channel: phone, value: 1-505-555-0100}\n"),
        ("jurisdictions", "  - {name: x, label: {en: X}, citation: own-reading}\n"),
        ("sources", "  - {id: law, title: A, checked_on: 2026-11-22, confidence: high}\n"),
    ],
)
def test_an_entry_is_written_once(tmp_path: Path, kind: str, entry: str) -> None:
    """In one file, the second of two entries of a name would be lost without a word."""
    name = {"recipients": "school", "contacts": "line", "jurisdictions": "x", "sources": "law"}[kind]
    assert told(tmp_path, kind, entry * 2) == [("duplicate-name", f"the name `{name}` is taken")]


def test_both_places_of_a_doubled_entry_are_told(tmp_path: Path) -> None:
    """The second place is the fault, the first one is named."""
    (tmp_path / "reference").mkdir()
    entry = "  - {name: school, label: {en: A}}\n"
    (tmp_path / "reference" / "recipients.yaml").write_text(f"recipients:\n{entry}{entry}", encoding="utf-8")
    [fault] = faults(tmp_path)
    assert (fault.place and fault.place.line, fault.also and fault.also.line) == (3, 2)
