"""Text in the terminal: nothing in it steers, and lines end where words end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screenkit.cleaning import clean
from screenkit.pages import Option, Page, Sheet
from screenkit.terminal.display import clean_page, clean_sheet
from screenkit.wrapping import wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("title\x1b]0;owned\x07", "title]0;owned"),
        ("C1 \x9b31m, DEL \x7f, NUL \x00, BS \x08", "C1 31m, DEL , NUL , BS "),
        ("\u202egnirts\u202c \u2066isolated\u2069", "gnirts isolated"),
        ("two\r\nlines\rthree\u2028four", "two\nlines\nthree\nfour"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("nin\u0303o", "niño"),
        ("lone \ud83d surrogate", "lone \N{REPLACEMENT CHARACTER} surrogate"),
        ("[llora] “¿por qué?” \\[x] {y} <b> :smiley:", "[llora] “¿por qué?” \\[x] {y} <b> :smiley:"),
    ],
)
def test_what_could_steer_a_terminal_is_gone_and_everything_else_is_there(text: str, shown: str) -> None:
    """Control signs and turned directions are left out; markup is only text."""
    assert clean(text) == shown


def test_every_text_of_a_page_is_cleaned() -> None:
    """No part of a page reaches the terminal as it came."""
    bad = "a\x1b[2Jb"
    page = clean_page(
        Page("choice", bad, banner=bad, title=bad, section=bad, progress=bad, second=bad, hint=bad, current=bad,
             message=bad, options=(Option("a", bad, bad),))
    )  # fmt: skip
    assert "\x1b" not in "".join(str(value) for value in (page, *page.options))
    assert page.options[0] == Option("a", "a[2Jb", "a[2Jb")


def test_every_text_of_a_sheet_is_cleaned() -> None:
    """Nor does any part of a sheet."""
    assert clean_sheet(Sheet("a\x1bb", ("c\x9bd",), banner="e\x07f")) == Sheet("ab", ("cd",), banner="ef")


def test_lines_break_between_words() -> None:
    """A word that does not fit goes to the next line as a whole."""
    assert wrap("¿Le dejaban usar el baño cuando quería?", 20) == ["¿Le dejaban usar el", "baño cuando quería?"]


def test_later_lines_hang_under_the_first_word() -> None:
    """The lines after the first are indented."""
    assert wrap("12. Birth certificate or a copy of it", 18, hang=4) == [
        "12. Birth",
        "    certificate or",
        "    a copy of it",
    ]


def test_a_word_longer_than_the_line_is_broken() -> None:
    """Nothing is cut off, not even an address without spaces."""
    assert wrap("https://example.org/a/long/way", 12) == ["https://exam", "ple.org/a/lo", "ng/way"]


def test_wide_letters_count_twice() -> None:
    """Letters that take two columns are counted so."""
    assert wrap("漢字漢字漢字", 7) == ["漢字漢", "字漢字"]


def test_own_line_breaks_and_empty_lines_stay() -> None:
    """Lines that the text has are kept."""
    assert wrap("one\n\n  two", 20) == ["one", "", "  two"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), st.integers(2, 60), st.integers(0, 8))
def test_wrapping_keeps_every_letter_within_the_width(text: str, width: int, hang: int) -> None:
    """Whatever the text, every letter is there, in order, and no line is wider than the width."""
    lines = wrap(text, width + hang, hang=hang)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width + hang for line in lines)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text stays as it is, and no control sign but tab and line feed is left."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in cleaned)
