"""Writes screens/reference/countries.yaml from the territory names of the Unicode CLDR, which Babel carries.

Babel is needed only here, never when screenkit runs: `pip install babel`, then `python tools/make_countries.py`.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import babel
from babel import Locale, UnknownLocaleError
from babel.core import get_cldr_version
from babel.languages import get_official_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ENGLISH, SPANISH = "en", "es_419"
TARGET = Path(__file__).resolve().parent.parent / "screens" / "reference" / "countries.yaml"

# Two-letter codes of CLDR that ISO 3166-1 does not assign: parts of territories, groups, tests, "unknown".
# Kosovo (XK) is not assigned either, but families are from there and CLDR treats it as any other territory: it stays.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# Who is born there is a citizen or national of the United States (8 U.S.C. 1402, 1406-1408; 48 U.S.C. 1801): there is
# no consulate to notify. As entries of their own they would make `birth_country is not US` hold; US is found by them.
PART_OF_US = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})

# What people also say or write, where CLDR has one name only. Names of places, never of peoples.
ALSO_SAID: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "EAU"),
    "BA": ("Bosnia",),
    "BQ": ("Bonaire", "Sint Eustatius", "Saba"),
    "BZ": ("British Honduras",),
    "CD": ("Democratic Republic of the Congo", "DRC", "DR Congo", "Zaire", "RDC", "Congo Kinshasa"),
    "CG": ("Republic of the Congo", "Congo", "Congo Brazzaville"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CN": ("People's Republic of China", "PRC", "República Popular China"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "República Checa"),
    "DE": ("Federal Republic of Germany",),
    "DO": ("Santo Domingo", "RD", "Dominicana"),
    "EH": ("Sahrawi Republic", "Sahara Occidental"),
    "FK": ("Malvinas", "Falklands", "Islas Falkland"),
    "FM": ("Federated States of Micronesia", "Estados Federados de Micronesia"),
    "GB": (
        "UK",
        "Great Britain",
        "Gran Bretaña",
        "England",
        "Inglaterra",
        "Scotland",
        "Escocia",
        "Wales",
        "Gales",
        "Northern Ireland",
        "Irlanda del Norte",
    ),
    "GF": ("Guyane",),
    "GM": ("The Gambia",),
    "GY": ("Guiana",),
    "HK": ("Hong Kong",),
    "HT": ("Ayiti",),
    "IE": ("Republic of Ireland", "Éire"),
    "IR": ("Persia",),
    "KH": ("Kampuchea",),
    "KP": ("DPRK", "Democratic People's Republic of Korea", "República Popular Democrática de Corea"),
    "KR": ("Korea", "Republic of Korea", "Corea", "República de Corea"),
    "LA": ("Lao PDR", "Lao"),
    "LK": ("Ceylon",),
    "MD": ("Moldova", "República de Moldavia"),
    "MK": ("Macedonia",),
    "MM": ("Burma", "Birmania"),
    "MO": ("Macao", "Macau"),
    "MX": ("Estados Unidos Mexicanos", "República Mexicana", "Mejico"),
    "NL": ("Holland", "Holanda"),
    "PH": ("Pilipinas",),
    "PS": ("Palestine", "Palestina", "Gaza", "West Bank", "Cisjordania"),
    "RU": ("Russian Federation", "Federación Rusa"),
    "SS": ("Republic of South Sudan",),
    "SV": ("Salvador",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland", "Suazilandia"),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TW": ("Republic of China (Taiwan)",),
    "US": ("USA", "U.S.", "United States of America", "America", "EE. UU.", "EEUU", "Estados Unidos de América"),
    "VA": ("Holy See", "Santa Sede"),
    "VE": ("Bolivarian Republic of Venezuela",),
    "VN": ("Viet Nam",),
}

HEADER = """\
# Countries and territories with an ISO 3166-1 code, and Kosovo. Made by tools/make_countries.py: change that, not this.
# Puerto Rico and the other territories of the United States stand under US: who is born there is no foreign national.
# Names: Unicode CLDR {cldr} (English; Latin American Spanish), read through Babel {babel}.
# `also` holds other names that a search finds. A name is a way to find an entry; it takes no side on any claim.
#
{notice}
choices:
"""


def fold(text: str) -> str:
    """Return a text without accents and case, as a search compares it."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def is_latin(text: str) -> bool:
    """Tell whether every letter of a text belongs to the Latin script, which an American keyboard can type."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def names_in(language: str) -> Mapping[str, str]:
    """Return what a language calls every territory; nothing for a language that CLDR does not describe."""
    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(code): str(name) for code, name in names.items()}


def variants(code: str, english: str) -> Iterator[str]:
    """Yield the other names of a territory: spelt out, elsewhere in Spanish, in its own languages, as people say it."""
    yield english.replace(" & ", " and ").replace("St. ", "Saint ")
    yield from re.findall(r"\((.+?)\)", english)
    for language in ("es", "es_MX", *get_official_languages(code, de_facto=True)):
        yield names_in(language).get(code, "")
    yield from ALSO_SAID.get(code, ())
    for part in sorted(PART_OF_US) if code == "US" else ():
        yield from (names_in(language)[part] for language in (ENGLISH, SPANISH))


def distinct(candidates: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return the names that a search would not already find under the labels or under an earlier name."""
    seen = {fold(name) for name in taken}
    kept: list[str] = []
    for name in candidates:
        if name and is_latin(name) and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def entry(code: str, english: str, spanish: str) -> str:
    """Return the YAML lines of one territory."""
    also = distinct(variants(code, english), (english, spanish))
    lines = [f"  - name: {quote(code)}", f"    label: {{en: {quote(english)}, es: {quote(spanish)}}}"]
    if also:
        lines += ["    also:", *(f"      - {quote(name)}" for name in also)]
    return "".join(f"{line}\n" for line in lines)


def quote(text: str) -> str:
    """Return a text as a double-quoted YAML scalar, so that Norway stays NO."""
    return json.dumps(text, ensure_ascii=False)


def header() -> str:
    """Return the comment that says how the file was made, with the notice that the licence of the names asks for."""
    licence = Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode"
    notice = (f"# {line}".rstrip() for line in licence.read_text(encoding="utf-8").strip().splitlines())
    return HEADER.format(cldr=get_cldr_version(), babel=babel.__version__, notice="\n".join(notice))


def countries() -> str:
    """Return the whole file, sorted by English name."""
    english, spanish = names_in(ENGLISH), names_in(SPANISH)
    left_out = NOT_COUNTRIES | PART_OF_US
    codes = [code for code in english if re.fullmatch("[A-Z]{2}", code) and code not in left_out]
    return header() + "".join(
        entry(code, english[code], spanish[code]) for code in sorted(codes, key=lambda code: fold(english[code]))
    )


def main() -> int:
    """Write the file and tell how many entries it holds."""
    text = countries()
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {text.count('- name:')} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
