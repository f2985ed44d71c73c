"""Everything that the sources say is carried by something, or says why not; and the pages made from it are current."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

import pytest

import carried
import make_pages
from screenkit.answers import Item as Answered
from screenkit.load import load_screen
from screenkit.questions import Choosing
from screenkit.reference import MATRIX
from screenkit.shelf import open_shelf

NUMBERED = {"N": 9, "PX": 8, "DOC": 10, "TR": 10, "CN": 7, "CT": 8, "D": 4, "DP": 11, "R": 12, "J": 22, "V": 45}
"""How many items there are of each kind, from the rules to the facts that were checked."""
SECTIONS = {
    "S1": "1 3 4",
    "S2": "2 3 4 4t 5",
    "S3": "3 4 5 6 7 8",
    "S4": "1 2 3 4 5",
    "S5": "1 1or 1nm 2 3 4 5 5c 6",
    "S8": "1 2 3 4 5 6 7",
    "S9": "a b",
    "S10": "1 2 3 4 5 6 7 8 9 10",
}
"""What has no number of its own in the sources, by subject."""


def expected() -> Iterator[str]:
    """Every item that must have a row."""
    for kind, last in NUMBERED.items():
        yield from (f"{kind}{number}" for number in range(1, last + 1))
    for subject, parts in SECTIONS.items():
        yield from (f"{subject}.{part}" for part in parts.split())
    yield from ("S6", "S7")
    yield from (f"X{letter}" for letter in ascii_lowercase[: ascii_lowercase.index("k") + 1])


ITEMS = {item.id: item for item in carried.items()}
REFERENCE = carried.reference()


def test_every_item_has_one_row() -> None:
    """No item is missing, none stands twice, and none was made up."""
    assert sorted(item.id for item in carried.items()) == sorted(expected())


def test_a_row_names_what_carries_it_or_says_why_nothing_does() -> None:
    """No row is empty."""
    assert [item.id for item in ITEMS.values() if not (item.carried or item.why)] == []


def test_what_a_row_names_is_there() -> None:
    """Every question, rule, contact, row and page that a row names exists under that name."""
    assert carried.unknown() == []


def test_what_is_not_there_would_be_seen() -> None:
    """A misspelt name, and the help of a question that has none, are not taken."""
    assert carried.carrier("trafficking-nm10/dept") is None
    assert carried.carrier("contacts/nobody") is None
    assert carried.carrier("help:trafficking-nm10/debt") == carried.Carrier("help of question", "cicw-2023#nm-ten-2")
    assert carried.carrier("help:trafficking-nm10/otip_notice") is None


def test_a_row_waits_for_a_screen_only_until_it_is_there() -> None:
    """That a whole screen carries something says too little once one can look into it."""
    assert carried.carrier("trafficking-nm10/*") is None
    assert carried.carrier("not-yet-written/*") == carried.Carrier("screen to come")


def test_rows_cite_what_exists() -> None:
    """Where something stands is a place in the list of sources."""
    assert [(item.id, one) for item in ITEMS.values() for one in item.source if not REFERENCE.cites(one)] == []


@pytest.mark.parametrize("document", carried.DOCUMENTS)
def test_every_place_of_the_documents_has_an_item(document: str) -> None:
    """Nothing in the five documents that has a place of its own is passed over."""
    cited = {one for item in ITEMS.values() for one in item.source}
    places = REFERENCE.sources[document].places
    assert places
    assert [place for place in places if f"{document}#{place}" not in cited] == []


def test_every_source_has_an_item() -> None:
    """Whatever was read is there for something."""
    cited = {one.partition("#")[0] for item in ITEMS.values() for one in item.source}
    assert [name for name in REFERENCE.sources if name not in cited] == []


def test_every_contact_and_every_row_of_the_matrix_is_in_the_table() -> None:
    """A contact that nothing leads to, or a row that nobody reads, would be seen here."""
    named = {one for item in ITEMS.values() for one in item.carried}
    assert [name for name in REFERENCE.contacts if f"contacts/{name}" not in named] == []
    assert [row for row in MATRIX if f"jurisdictions/{row}" not in named] == []


@pytest.mark.parametrize("item", [one for one in ITEMS if re.match("PX|DOC|TR|CN", one)])
def test_words_of_a_source_are_carried_by_a_question_that_quotes_them(item: str) -> None:
    """Each numbered question and item of a checklist stands in a question that cites just that line."""
    row = ITEMS[item]
    cites = {found.cites for name in row.carried if (found := carried.carrier(name)) and found.kind == "question"}
    assert set(row.source) <= cites
    assert row.says == REFERENCE.quote(row.source[0])


def test_the_known_defects_are_each_decided() -> None:
    """Where the documents are wrong, dated or in conflict, the row says what was done about it."""
    assert [item.id for item in ITEMS.values() if item.id.startswith("X") and not item.why] == []


PAGES = make_pages.pages()


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_up_to_date(name: str) -> None:
    """A page is what `python tools/make_pages.py` writes."""
    assert (make_pages.DOCS / name).read_text(encoding="utf-8") == PAGES[name]


def test_no_page_is_left_of_a_screen_that_is_gone() -> None:
    """Every page in the folder is one of those that are made."""
    found = {f"screens/{path.name}" for path in (make_pages.DOCS / "screens").iterdir()}
    assert found == set(PAGES) - {"sources.md"}


def test_a_low_confidence_is_printed_nowhere() -> None:
    """No page shows the number or address of a contact that was not confirmed."""
    low = [one.value for one in REFERENCE.contacts.values() if one.confidence == "low"]
    assert low
    assert [(name, value) for name, text in PAGES.items() for value in low if value in text] == []


def test_the_services_of_mexican_consulates_are_the_sources_words() -> None:
    """The list to choose from holds the eight items as they stand in the source, in their order."""
    shelf = open_shelf()
    path = shelf.screen("transnational-casework")
    assert path is not None
    question = load_screen(path, shelf).question(Answered("mexican_services"))
    assert isinstance(question, Choosing)
    shown = [question.label_of(name, "en") for name in question.option_names]
    assert shown == [REFERENCE.quote(f"cicw-2023#mexican-services-{number}") for number in range(1, 9)]
