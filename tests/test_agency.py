"""An agency's own folder: what is in it comes before ours, and nothing of ours is touched."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screenkit.answers import Answer, Item
from screenkit.interview import record
from screenkit.load import load_screen
from screenkit.response import Response, start
from screenkit.screen import Screen
from screenkit.shelf import open_shelf, shipped
from screenkit.summarize import summarize
from screenkit.summary import NextStep

NOON = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
CONTACT = """\
contacts:
  - name: otip_child_protection
    label: {en: "Our desk for calls to OTIP"}
    channel: phone
    value: "1-505-555-0177"
    source: own-reading
    checked_on: 2026-11-02
    confidence: high
"""
PLACE = """\
jurisdictions:
  - name: new_mexico
    label: {en: "New Mexico, north"}
    unit: "Newcomer Desk"
    timezone: America/Denver
    citation: own-reading
"""
SCREEN = """\
screen: trafficking-nm10
version: 9.0.0
title: {en: "Ours instead"}
purpose: {en: "Stands in the place of a shipped screen."}
questions:
  - {name: hello, type: note, label: {en: "Hello."}}
"""
OPENING = """\
group: opening
label: {en: "Our opening", es: "Nuestra apertura"}
questions:
  - {name: hello, type: note, label: {en: "Hello.", es: "Hola."}}
"""


def put(folder: Path, name: str, text: str) -> Path:
    """The folder with a file in it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def loaded(name: str, *folders: Path) -> Screen:
    """The screen of that name, the agency's folders first."""
    shelf = open_shelf(folders)
    path = shelf.screen(name)
    assert path is not None
    return load_screen(path, shelf)


def otip_notice(screen: Screen) -> NextStep:
    """The notice to OTIP, where there is a debt in New Mexico."""
    response: Response = start(screen, "k7m2-x9qd", NOON, language="en", practice=True, case=None)
    answers: tuple[tuple[str, Answer], ...] = (("jurisdiction", "new_mexico"), ("debt", "yes"))
    for name, answer in answers:
        response = record(screen, response, Item(name), answer, NOON).response
    steps = (*(found := summarize(screen, response, NOON)).next_steps, *found.steps_not_settled)
    return next(one for one in steps if one.name == "otip_notice")


def state_of_ours() -> dict[Path, str]:
    """A digest of every file that came with the program."""
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in shipped().rglob("*.yaml")}


def test_our_screen_prints_the_agencys_number(tmp_path: Path) -> None:
    """A shipped screen that names a contact prints the agency's instead; the other contact of the step stays ours."""
    folder = put(tmp_path, "reference/contacts.yaml", CONTACT)
    theirs = [one.value for one in otip_notice(loaded("trafficking-nm10", folder)).contacts]
    ours = [one.value for one in otip_notice(loaded("trafficking-nm10")).contacts]
    assert ours == ["https://www.acf.hhs.gov/otip/victim-assistance/shepherd", "1-202-205-4582"]
    assert theirs == [ours[0], "1-505-555-0177"]


def test_our_screen_names_the_agencys_unit(tmp_path: Path) -> None:
    """A jurisdiction of the agency replaces ours as a whole, in every screen."""
    screen = loaded("trafficking-nm10", put(tmp_path, "reference/jurisdictions.yaml", PLACE))
    assert "Newcomer Desk" in otip_notice(screen).who
    place = screen.reference.jurisdictions["new_mexico"]
    assert (place.agency, place.holidays, place.consular_deadline) == ("", None, None)
    assert "la_county" in screen.reference.jurisdictions


def test_a_screen_of_the_agency_stands_in_the_place_of_ours(tmp_path: Path) -> None:
    """The first folder that has a screen of the name wins."""
    assert loaded("trafficking-nm10", put(tmp_path, "trafficking-nm10.yaml", SCREEN)).version == "9.0.0"
    assert loaded("trafficking-nm10", tmp_path / "nothing", tmp_path).version == "9.0.0"


def test_a_shared_group_of_the_agency_opens_our_screens(tmp_path: Path) -> None:
    """Our screens begin with the agency's questions where it has a group of that name."""
    screen = loaded("proxy-citizenship", put(tmp_path, "shared/opening.yaml", OPENING))
    names = [entry.question.name for entry in screen.entries]
    assert "hello" in names
    assert "safe_now" not in names


@pytest.mark.parametrize("name", ["trafficking-nm10", "consular-notification", "proxy-citizenship"])
def test_nothing_of_ours_is_touched(tmp_path: Path, name: str) -> None:
    """Whatever the agency's folder holds, our files and the screen without it are what they were."""
    before, digest = state_of_ours(), loaded(name).digest
    for file, text in (("contacts", CONTACT), ("jurisdictions", PLACE)):
        put(tmp_path, f"reference/{file}.yaml", text)
    loaded(name, tmp_path)
    assert state_of_ours() == before
    assert loaded(name).digest == digest
