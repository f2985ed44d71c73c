"""The reference data that the screens name: complete, sourced, and without an agency that enforces immigration law."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from screenkit.reference import MATRIX
from screenkit.source import read_file

SCREENS = Path(__file__).parents[1] / "screens"
LISTS = ("sources", "contacts", "jurisdictions", "recipients")
CHOICES = ("countries", "languages")
# From the United States; to Mexico; and, as the sources print them, from Mexico abroad and within it.
PHONE = re.compile(
    r"1-(?!0|1)[0-9]{3}-[0-9]{3}-[0-9]{4}|\+52-([0-9]{2}-[0-9]{4}|[0-9]{3}-[0-9]{3})-[0-9]{4}"
    r"|001-[0-9]{3}-[0-9]{3}-[0-9]{4}|01-[0-9]{3}-[0-9]{3}-[0-9]{4}"
)
VALUES = {
    "phone": PHONE,
    "text": re.compile(r"[0-9]{5,6}"),
    "web": re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[\w./#-]*)?"),
    "email": re.compile(r"[A-Za-z.]+@[A-Za-z.]+\.(org|com|gov)"),
}
ENFORCEMENT = re.compile(
    r"\b(ICE|DHS|CBP|ERO|HSI|USCIS|Homeland Security|Customs|Enforcement and Removal|Border Patrol|Migra)\b"
    r"|Aduanas|Patrulla Fronteriza|Control de Inmigración"
)
STATUS = re.compile(r"\b(eligib\w+|undocumented|illegal\w*|indocumentad\w+|ilegal\w*)\b", re.IGNORECASE)


def read(name: str) -> dict[str, Any]:
    """The plain value of a file below screens/."""
    value = read_file(SCREENS / f"{name}.yaml").value
    assert isinstance(value, dict)
    return value


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of a reference file."""
    found: list[dict[str, Any]] = read(f"reference/{name}")["choices" if name in CHOICES else name]
    assert found, f"{name} is empty"
    return found


def texts(value: object) -> Iterator[str]:
    """Every scalar below a value."""
    if isinstance(value, dict):
        for below in value.values():
            yield from texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below)
    else:
        yield str(value)


def questions(group: str) -> dict[str, dict[str, Any]]:
    """The questions of a shared group by name."""
    return {one["name"]: one for one in read(f"shared/{group}")["questions"]}


def test_phone_numbers_are_written_in_one_way() -> None:
    """A phone, text or web value has the one form of its channel, so that a slip of a digit group is seen."""
    wrong = [one["name"] for one in entries("contacts") if not VALUES[one["channel"]].fullmatch(one["value"])]
    assert wrong == []


@pytest.mark.parametrize("number", ["1-888-373-788", "888-373-7888", "1 888 373 7888", "1-088-373-7888"])
def test_other_ways_to_write_a_phone_number_are_refused(number: str) -> None:
    """The pattern itself takes nothing but 1-NNN-NNN-NNNN."""
    assert not PHONE.fullmatch(number)


def test_the_trafficking_hotline_has_its_number() -> None:
    """The hotline's number is the official one; a well-known wrong copy with 866 stands nowhere in the screens."""
    hotline = next(one for one in entries("contacts") if one["name"] == "national_trafficking_hotline")
    assert hotline["value"] == "1-888-373-7888"
    files = list(SCREENS.rglob("*.yaml"))
    assert files
    assert [path.name for path in files if "866-373-7888" in path.read_text(encoding="utf-8")] == []


def test_the_hotline_is_shown_with_who_runs_it_and_that_it_may_share() -> None:
    """The hotline's caution names the present operator and warns against a promise, in both languages."""
    hotline = next(one for one in entries("contacts") if one["name"] == "national_trafficking_hotline")
    assert all("Compass Connections" in words for words in hotline["caution"].values())
    assert "never promise" in hotline["caution"]["en"]
    assert "nunca prometa" in hotline["caution"]["es"]


def test_every_contact_has_a_source_that_exists() -> None:
    """A contact without a listed source cannot be traced."""
    known = {one["id"] for one in entries("sources")}
    assert [one["name"] for one in entries("contacts") if one["source"] not in known] == []


@pytest.mark.parametrize("name", ["sources", "contacts"])
def test_every_fact_says_when_it_was_checked_and_how_sure_it_is(name: str) -> None:
    """Each source and contact carries a real day of checking and one of three confidences."""
    for one in entries(name):
        assert date.fromisoformat(one["checked_on"]).isoformat() == one["checked_on"], one
        assert one["confidence"] in ("high", "medium", "low"), one


def test_a_contact_is_no_surer_than_its_source() -> None:
    """A contact that rests on a source of medium or low confidence does not claim more than it."""
    order = ("low", "medium", "high")
    sure = {one["id"]: order.index(one["confidence"]) for one in entries("sources")}
    assert [one["name"] for one in entries("contacts") if order.index(one["confidence"]) > sure[one["source"]]] == []


def test_a_contact_is_a_role_and_not_a_person() -> None:
    """Every mailbox is that of a role; the attorney whom a source names stands nowhere."""
    boxes = {one["value"].partition("@")[0] for one in entries("contacts") if one["channel"] == "email"}
    roles = {"ChildTrafficking", "information", "Parental.Interests", "Detention.LegalAccess", "KINDMX", "KINDMXSur"}
    assert boxes == roles
    assert [path.name for path in SCREENS.rglob("*.yaml") if "FChamberlin" in path.read_text(encoding="utf-8")] == []


def test_what_was_not_found_again_is_of_low_confidence() -> None:
    """Mailboxes and numbers that no newer copy shows are kept for looking up, and never printed."""
    low = {one["name"] for one in entries("contacts") if one["confidence"] == "low"}
    kind = {f"kind_mexico_{where}_{how}" for where in ("north", "south") for how in ("phone", "mail")}
    partners = {"fray_matias_phone", "la_72_phone"}
    assert low == {*kind, *partners, "otip_mailbox", "ice_parental_interests_mailbox", "ice_legal_access_mailbox"}


def test_the_number_that_was_confirmed_comes_first() -> None:
    """Of the two numbers of CIAM, the toll-free one says that the other is to be tried first."""
    contacts = {one["name"]: one for one in entries("contacts")}
    assert list(contacts).index("ciam") < list(contacts).index("ciam_toll_free")
    assert contacts["ciam"]["value"] in contacts["ciam_toll_free"]["caution"]["en"]
    assert contacts["ciam_from_mexico"]["value"] == "001-520-623-7874"


@pytest.mark.parametrize("name", ["recipients", "jurisdictions"])
def test_no_enforcement_agency_can_receive_anything(name: str) -> None:
    """No recipient and no jurisdiction is an agency that enforces immigration law."""
    who = [one.get(key, "") for one in entries(name) for key in ("name", "label", "agency", "unit")]
    assert [words for one in who for words in texts(one) if ENFORCEMENT.search(words)] == []
    assert not {"ice", "dhs", "cbp", "ero", "hsi", "uscis"} & {one["name"] for one in entries(name)}


def test_an_enforcement_agency_among_the_contacts_says_so() -> None:
    """Where a source sends a worker to such an agency, the label and a caution say who it is, in both languages."""
    enforcing = [one for one in entries("contacts") if ENFORCEMENT.search(one["name"].replace("_", " ").upper())]
    names = {"ice_detention_line", "ice_detainee_locator", "ice_parental_interest_page", "dhs_tip_line"}
    assert {one["name"] for one in enforcing if one["confidence"] != "low"} == names
    for one in entries("contacts"):
        said = [one["value"].upper(), *one["label"].values()]
        assert any(map(ENFORCEMENT.search, said)) <= (one in enforcing), one["name"]
    for one in enforcing:
        assert all(ENFORCEMENT.search(words) for words in one["label"].values()), one["name"]
        assert set(one["caution"]) == {"en", "es"}, one["name"]


def test_the_tip_line_is_no_help_line() -> None:
    """The number that enforces is called what it is, and its caution keeps it from families."""
    line = next(one for one in entries("contacts") if one["value"] == "1-866-347-2423")
    assert line["label"]["en"].startswith("Law enforcement: ")
    assert "never give it to a family" in line["caution"]["en"]


@pytest.mark.parametrize("words", ["ICE field office", "HSI tip line", "Border Patrol", "Homeland Security"])
def test_an_enforcement_agency_would_be_seen(words: str) -> None:
    """The pattern of the tests above finds what it is there to find."""
    assert ENFORCEMENT.search(words)


def test_the_eight_jurisdictions_are_there() -> None:
    """The seven places of the guide and `other`, each with its state's calendar, in the order a worker sees them."""
    states = [(one["name"], one.get("holidays", {}).get("subdivision", "")) for one in entries("jurisdictions")]
    california = [("la_county", "CA"), ("san_diego_county", "CA"), ("santa_clara_county", "CA")]
    others = [("new_jersey", "NJ"), ("new_mexico", "NM"), ("new_york_city", "NY")]
    assert states == [*california, *others, ("oregon", "OR"), ("other", "")]


def cells() -> dict[str, set[str]]:
    """For each row of the matrix, the places of which it says something."""
    found = {row: {one["name"] for one in entries("jurisdictions") if row in one} for row in MATRIX}
    return {row: places for row, places in found.items() if places != SEVEN}


SEVEN = {
    "la_county",
    "san_diego_county",
    "santa_clara_county",
    "new_jersey",
    "new_mexico",
    "new_york_city",
    "oregon",
}


def test_the_matrix_is_silent_where_the_guide_is() -> None:
    """Each row leaves out the places of which the guide says nothing, and nobody fills them in."""
    assert {row: SEVEN - places for row, places in cells().items()} == {
        "confidentiality": {"la_county", "new_jersey", "new_york_city"},
        "trafficking_notices": {"la_county", "santa_clara_county", "new_york_city"},
        "consular_triggers": {"la_county", "santa_clara_county", "new_york_city"},
        "consular_submitter": {"la_county", "santa_clara_county", "oregon"},
        "service_abroad": {"la_county", "santa_clara_county"},
        "repatriation": {"santa_clara_county", "new_jersey", "new_york_city"},
        "visits_abroad": {"santa_clara_county", "oregon"},
        "court_participation": {"la_county", "santa_clara_county"},
        "sb_1064": {"new_jersey", "new_mexico", "new_york_city", "oregon"},
        "unaccompanied_minors": {"santa_clara_county"},
        "other_practices": {"la_county", "san_diego_county", "new_york_city"},
    }


def test_only_new_york_city_has_no_memorandum_with_mexico() -> None:
    """All but one have a memorandum, and only New Mexico counts hours."""
    places = {one["name"]: one for one in entries("jurisdictions")}
    assert [name for name in SEVEN if not places[name]["mou_with_mexico"]["en"].startswith("yes")] == ["new_york_city"]
    assert [name for name in SEVEN if places[name]["consular_deadline"]["en"] != "without delay"] == ["new_mexico"]


def test_nothing_is_known_of_another_place() -> None:
    """`other` has no row at all."""
    other = next(one for one in entries("jurisdictions") if one["name"] == "other")
    assert set(other) == {"name", "label", "citation"}


def test_time_zones_exist() -> None:
    """Each place has a zone that the computer knows, except `other`, of which nothing is known."""
    for one in entries("jurisdictions"):
        assert (one["name"] == "other") == ("timezone" not in one) == ("holidays" not in one)
        if "timezone" in one:
            assert ZoneInfo(one["timezone"]).key == one["timezone"]


@pytest.mark.parametrize("name", [*LISTS, *CHOICES])
def test_names_are_used_once(name: str) -> None:
    """No two entries of a file have the same name."""
    names = [one["id" if name == "sources" else "name"] for one in entries(name)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", ["contacts", "jurisdictions", "recipients", *CHOICES])
def test_labels_exist_in_english_and_spanish(name: str) -> None:
    """Every entry that a family or a worker may see has both languages, and neither is empty."""
    assert [
        one["name"] for one in entries(name) if not (one["label"]["en"].strip() and one["label"]["es"].strip())
    ] == []


@pytest.mark.parametrize("name", CHOICES)
def test_choices_can_stand_in_a_condition(name: str) -> None:
    """A choice is a bare word in conditions, so it is an identifier and no word that Python keeps for itself."""
    names = [one["name"] for one in entries(name)]
    assert [word for word in names if not word.isidentifier() or keyword.iskeyword(word)] == []


def test_countries_are_those_of_iso_3166() -> None:
    """The 249 assigned codes without the six of the United States' territories, and Kosovo; no group, no test code."""
    codes = {one["name"] for one in entries("countries")}
    assert len(codes) == 249 - 6 + 1
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert {"MX", "US", "GT", "HN", "SV", "NO", "HT", "VE", "CU", "NI", "EC", "UA", "AF", "PS", "TW", "XK"} <= codes
    assert not {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"} & codes


def test_who_is_born_in_puerto_rico_is_not_foreign() -> None:
    """The territories of the United States lead to US, so that no rule on a birth abroad holds for them."""
    countries = {one["name"]: one for one in entries("countries")}
    assert not {"AS", "GU", "MP", "PR", "UM", "VI"} & set(countries)
    assert {"Puerto Rico", "Guam", "U.S. Virgin Islands", "American Samoa"} <= set(countries["US"]["also"])


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("MX", {"Mexico", "México", "Estados Unidos Mexicanos"}),
        ("US", {"United States", "Estados Unidos", "USA", "EE. UU."}),
        ("GB", {"United Kingdom", "Reino Unido", "England", "Inglaterra"}),
        ("CI", {"Côte d’Ivoire", "Costa de Marfil", "Ivory Coast", "Cote d'Ivoire"}),
        ("CD", {"Democratic Republic of the Congo", "DRC"}),
        ("MM", {"Burma", "Birmania"}),
        ("DO", {"Dominican Republic", "República Dominicana", "Santo Domingo"}),
    ],
)
def test_a_country_is_found_by_the_names_people_use(code: str, names: set[str]) -> None:
    """Both languages and the other common names lead to the same entry."""
    one = next(one for one in entries("countries") if one["name"] == code)
    assert names <= {*one["label"].values(), *one.get("also", [])}


def test_country_names_come_with_their_licence() -> None:
    """The notice that the licence of the names asks for stands in the file."""
    text = (SCREENS / "reference" / "countries.yaml").read_text(encoding="utf-8")
    assert "UNICODE LICENSE V3" in text
    assert "# SPDX-License-Identifier: Unicode-3.0\n" in text


def test_languages_of_the_field_are_entries_of_their_own() -> None:
    """Indigenous and sign languages stand by themselves, older spellings find them, and `other` fits the rest."""
    names = {one["name"]: one.get("also", []) for one in entries("languages")}
    assert {"es", "en", "mam", "quc", "kjb", "mixtec", "nah", "triqui", "nv", "ase", "mfs", "other"} <= set(names)
    assert "Kekchí" in names["kek"]
    assert len(names) > 60


def test_a_language_that_is_not_listed_is_named_by_the_family() -> None:
    """The last entry asks for the family's own name of it and for the town."""
    last = entries("languages")[-1]
    assert last["name"] == "other"
    assert last["label"]["en"] == "Another language: as the family names it, and the town"


def test_addresses_of_sources_are_whole() -> None:
    """Where a source has an address, it is one https address."""
    urls = [one["url"] for one in entries("sources") if "url" in one]
    assert [url for url in urls if re.fullmatch(r"https://\S+", url)] == urls != []


def test_our_own_reading_says_so() -> None:
    """The source for our own judgement cannot be taken for a quotation."""
    own = next(one for one in entries("sources") if one["id"] == "own-reading")
    assert "own reading" in own["title"]
    assert "not a quotation" in own["title"]
    assert "places" not in own


@pytest.mark.parametrize("group", ["case", "opening"])
def test_shared_groups_name_known_places_and_recipients(group: str) -> None:
    """Every question of a shared group cites a listed place, and its answer goes to no unlisted recipient."""
    places = {one["id"]: one.get("places", {}) for one in entries("sources")}
    recipients = {one["name"] for one in entries("recipients")}
    for one in questions(group).values():
        source, _, place = one["citation"].partition("#")
        assert source in places, one["name"]
        assert not place or place in places[source], one["name"]
        assert set(one.get("share", [])) <= recipients, one["name"]


@pytest.mark.parametrize("group", ["case", "opening"])
def test_shared_groups_explain_every_question(group: str) -> None:
    """Every question says why it is asked, in English and in Spanish."""
    for one in questions(group).values():
        assert set(one["label"]) == {"en", "es"}, one["name"]
        assert one["help"]["en"].startswith("Why: "), one["name"]
        assert one["help"]["es"].startswith("Para qué: "), one["name"]


def test_the_case_header_is_short_and_holds_no_status() -> None:
    """Six questions at most, none of them a name, a number or an immigration status."""
    asked = questions("case")
    assert len(asked) <= 6
    assert asked["jurisdiction"]["choices"] == "jurisdictions"
    assert not [name for name in asked if re.search("status|name$|number|citizen", name)]


@pytest.mark.parametrize("group", ["case", "opening"])
def test_shared_groups_never_ask_about_status(group: str) -> None:
    """No label or hint uses a word for a status or for being entitled to anything."""
    said = [words for one in questions(group).values() for words in texts([one["label"], one.get("hint", "")])]
    assert [words for words in said if STATUS.search(words)] == []


def test_safety_comes_before_everything_else() -> None:
    """The opening begins with a private place and a safe moment, and goes on only if both are met."""
    opening = list(questions("opening").values())
    assert [one["name"] for one in opening[:2]] == ["private_place", "safe_now"]
    assert [one["type"] for one in opening[:2]] == ["checkpoint", "checkpoint"]
    assert opening[1]["label"]["en"] == "Is it safe for you to talk to me right now?"


def test_limits_of_confidentiality_are_said_last_and_promise_nothing_absolute() -> None:
    """Before the first question the person hears what must be passed on, in words that keep every door honest."""
    opening = questions("opening")
    assert list(opening)[-2:] == ["confidentiality_limits", "skip_pause_stop"]
    said = opening["confidentiality_limits"]["label"]
    assert "I have to pass on" in said["en"]
    assert "tengo que avisar" in said["es"]
    absolute = re.compile(r"confidential|never|nobody|no one|confidencial|nunca|nadie|jamás", re.IGNORECASE)
    assert [words for words in said.values() if absolute.search(words)] == []


def test_endings_are_neutral() -> None:
    """What is said when the interview cannot go on tells a listener nothing of its subject."""
    subject = re.compile(r"traffick|trata|abuse|abus|immigra|migra|consul|police|policía", re.IGNORECASE)
    endings = [one["ending"] for one in questions("opening").values() if one["type"] == "checkpoint"]
    assert len(endings) == 2
    assert [words for ending in endings for words in ending.values() if subject.search(words)] == []
