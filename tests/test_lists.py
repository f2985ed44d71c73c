"""The lists of what is tried: each row names what holds it, and what it names is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from test_forms import HOSTILE

TESTS = Path(__file__).parent

FORMS = tuple(
    f"test_forms.py::{name}"
    for name in (
        "test_no_words_become_markup_in_html",
        "test_no_words_become_markup_in_docx",
        "test_no_words_become_markup_in_pdf",
        "test_no_words_become_markup_in_markdown",
        "test_no_words_steer_a_terminal_or_turn_the_reading",
    )
)
OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "terminal": (
        "test_display.py::test_every_text_of_a_page_is_cleaned",
        "test_plain.py::test_no_escape_sequence_is_ever_written",
    ),
    "text": (FORMS[4],),
    "html": (FORMS[0], FORMS[4]),
    "docx": (FORMS[1],),
    "pdf": (FORMS[2],),
    "markdown": (FORMS[3], FORMS[4]),
    "json": ("test_hostile_words.py::test_json_gives_the_words_back",),
    "csv": (
        "test_hostile_words.py::test_no_cell_of_a_table_is_a_formula",
        "test_overview.py::test_no_cell_is_a_formula",
    ),
    "ics": ("test_hostile_words.py::test_a_calendar_holds_none_of_them",),
}
"""What holds every one of the hostile words harmless, by where it may be read."""

CLEANED = "test_display.py::test_what_could_steer_a_terminal_is_gone_and_everything_else_is_there"
POINTED_OUT = "test_leaving.py::test_numbers_that_should_not_leave_are_pointed_out"
REFUSED = "test_questions.py::test_what_is_refused"
SPREADSHEET = "test_hostile_words.py::test_no_cell_of_a_table_is_a_formula"
WORDS: Mapping[str, tuple[str, ...]] = {
    "[red]x": ("markup-red",),
    "[/]": ("markup-end",),
    "a link of the terminal's markup": ("markup-link",),
    "a click of the terminal's markup": ("markup-click",),
    "markup that is escaped": ("markup-escaped",),
    "a backslash at the end": ("backslash",),
    ":smiley:": ("smiley",),
    "a colour": ("colour",),
    "the title of a window": ("window-title",),
    "a link of the terminal (OSC 8)": ("osc-8",),
    "the clipboard (OSC 52)": ("osc-52",),
    "a question to the terminal": ("asks-back",),
    "a device control string": ("dcs",),
    "a control sign of eight bits": ("c1",),
    "a bell, a backspace, a return that writes over": ("bell", "overwrites"),
    "a turn of direction": ("turned",),
    "a space of no width": ("zero-width",),
    "a line separator": ("line-separator",),
    "thirty combining marks": ("marks",),
    "wide letters, joined pictures": ("wide",),
    "an Arabic name, kept": ("arabic",),
    "joiners in names, kept": ("joiners",),
    "Ñandú O'Brien-López, kept": ("accents",),
    "two ways to write one letter are one": (
        "nfd",
        "test_display.py::test_what_could_steer_a_terminal_is_gone_and_everything_else_is_there",
    ),
    "K'iche' with its own sign, kept": ("glottal",),
    "10,000 letters": ("long", "long-words"),
    "10,001 letters": (REFUSED,),
    "nothing": ("empty", REFUSED),
    "spaces alone": ("spaces", REFUSED),
    "a second line where one belongs": ("newline", REFUSED),
    "=1+1": ("formula", SPREADSHEET),
    "+52 555…": ("phone", SPREADSHEET),
    "-5 years": ("minus", SPREADSHEET),
    "@SUM": ("sum", SPREADSHEET),
    "a tab, a return, a mark or a zero before =": ("tab-formula", SPREADSHEET),
    "a wide ＝": ("full-width", SPREADSHEET),
    "=HYPERLINK": ("hyperlink", SPREADSHEET),
    "=cmd|": ("cmd", SPREADSHEET),
    ";=1": ("semicolon", SPREADSHEET),
    "<script>": ("script",),
    "an attribute that breaks out with two signs": ("onerror",),
    "an attribute that breaks out with one": ("onload",),
    "{{7*7}}": ("mustache",),
    "${x}, %s, {0.__class__}": ("dollar",),
    "Markdown: a link, a table, code, a heading": ("md-link", "md-table", "md-fence", "md-heading", "md-number"),
    "an Alien Number, a Social Security number": (
        "test_leaving.py::test_numbers_that_should_not_leave_are_pointed_out",
    ),
    "another child's name in a note": ("test_withholding.py::test_notes_about_another_child_are_in_no_document",),
}
"""Words that somebody could type as an answer, and what tries them: a sample, or a test."""


@cache
def named_in(name: str) -> frozenset[str]:
    """The tests in a file."""
    return frozenset(re.findall(r"^def (test_\w+)\(", (TESTS / name).read_text(encoding="utf-8"), re.MULTILINE))


def is_there(test: str) -> bool:
    """Whether there is such a test."""
    name, _, function = test.partition("::")
    return function in named_in(name)


def test_every_word_of_the_list_is_tried() -> None:
    """By a sample that every output is tried with, or by a test of its own; and no sample is of no row of the list."""
    assert len(WORDS) == 47
    named = {one for row in WORDS.values() for one in row}
    assert [one for one in named if one not in HOSTILE and not is_there(one)] == []
    ours = {
        "note",  # brackets, quotation marks and braces together
        "typst-code",
        "typst-math",
        "typst-heading",
        "typst-escape",
        "xml",
        "css",
        "noncharacter",
        "surrogate",
        "rare",
    }
    assert {*HOSTILE} - named == ours


def test_every_output_has_what_holds_it() -> None:
    """Whatever a screening is written as, something tries all samples on it."""
    assert [one for held in OUTPUTS.values() for one in held if not is_there(one)] == []
