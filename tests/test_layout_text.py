"""How lines of a document are set: within the width, to the letter, and as Markdown that holds no markup."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from screenkit.layout import Line, escaped, markdown, plain, visible, wrapped

HOSTILE = "[llora] “¿por qué?” \\[x] {y} <b>"
WORDS = st.text(st.characters(codec="utf-8"), max_size=200)
WIDE = st.text("ab \u00a0\n\t出生é\u0301…—👩", max_size=300)
MARKUP = st.text("[]()<>*_`~#+-!|\\ \nab1.:/&;=\"'$%@^", max_size=60)


def columns(line: str) -> int:
    """The columns that a line takes in a terminal: two for a wide letter, none for a mark on another one."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in line
    )


def tokens_of(text: str) -> list[Token]:
    """Everything that Markdown makes of the text, flat."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def shown_by(text: str) -> str:
    """The letters that a reader of the Markdown sees."""
    parts = [token.content if token.type == "text" else "" for token in tokens_of(text)]
    return "".join("".join(parts).split())


def test_lines_are_set_each_in_its_way() -> None:
    """Titles stand apart in capitals, facts are set in, and what they are about stands once."""
    lines = [
        Line("banner", "PRACTICE"),
        Line("title", "Summary"),
        Line("text", "Some words."),
        Line("heading", "Steps"),
        Line("item", "1. Call."),
        Line("fact", "the unit", "Who"),
        Line("fact", "one", "Because"),
        Line("fact", "two", "Because"),
        Line("item", "- Wait."),
    ]
    assert plain(lines, 80) == (
        "PRACTICE\n\nSUMMARY\nSome words.\n\nSTEPS\n1. Call.\n   Who: the unit\n   Because: one\n      · two\n- Wait.\n"
    )


def test_later_lines_are_set_in_under_the_first() -> None:
    """A number, a dash or what a fact is about stands out at the left."""
    lines = [
        Line("item", "10. Tell the consulate of the country of birth."),
        Line("fact", "Is there a debt for the journey? — Yes", "Because"),
        Line("fact", "Was any pay withheld from you at work? — Yes", "Because"),
    ]
    assert plain(lines, 30) == (
        "10. Tell the consulate of the\n    country of birth.\n"
        "   Because: Is there a debt\n      for the journey? — Yes\n"
        "      · Was any pay withheld\n        from you at work? —\n        Yes\n"
    )


def test_own_line_breaks_are_kept_and_set_in() -> None:
    """What someone wrote on several lines cannot look like a heading or a step of ours."""
    lines = [Line("fact", "Story — she left\n\nNEXT STEPS\n1. Call.", "Because")]
    assert plain(lines, 80) == "   Because: Story — she left\n\n      NEXT STEPS\n      1. Call.\n"


@pytest.mark.parametrize("width", [40, 80])
def test_wide_letters_count_twice(width: int) -> None:
    """A line of Chinese fits the width as well as one of Spanish."""
    lines = plain(
        [Line("fact", "出生证明原件或经认证的副本 " * 12 + "¿Dónde nació? " * 12, "Because")], width
    ).splitlines()
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "Because:" + "出生证明原件或经认证的副本" * 12 + "¿Dóndenació?" * 12


@given(words=st.one_of(WORDS, WIDE), width=st.integers(40, 100), hang=st.integers(0, 8))
def test_wrapping_keeps_every_letter_within_the_width(words: str, width: int, hang: int) -> None:
    """Only white space changes, and no line is wider than asked."""
    lines = wrapped(visible(words), width, hang=hang)
    assert "".join("".join(lines).split()) == "".join(visible(words).split())
    assert all(columns(line.rstrip()) <= width for line in lines)


def test_a_word_wider_than_the_line_is_broken() -> None:
    """Nothing is ever cut off."""
    assert wrapped("https://example.org/" + "x" * 30, 40) == ["https://example.org/" + "x" * 20, "x" * 10]


def test_a_space_that_breaks_no_line() -> None:
    """The number of a box stays with its first word; once a line ended with the number alone."""
    assert wrapped("6\u00a0New York City · 7\u00a0Oregon", 20) == ["6\u00a0New York City ·", "7\u00a0Oregon"]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x00", "\x7f"])
def test_what_could_steer_a_terminal_is_taken_out(sign: str) -> None:
    """Escapes, control characters and turns of the reading direction are not shown; the letters around are."""
    assert visible(f"a{sign}[31mb") == "a[31mb"


def test_what_would_write_over_a_line_ends_it_and_what_is_no_letter_shows() -> None:
    """A lone carriage return is a line break, and half of a letter is shown as missing."""
    assert visible("yes\rno") == "yes\nno"
    assert visible("a\ud800b") == "a\ufffdb"


def test_tabs_and_line_separators_still_part_words() -> None:
    """A tab is four spaces, and every kind of line break is one."""
    assert visible("a\tb\u2028c\u2029d") == "a    b\nc\nd"


def test_letters_of_all_languages_are_kept() -> None:
    """Accents, glottal stops, joiners and line breaks stay."""
    words = "Ñandú O’Brien-López K’ichʼeʼ می‌خواهم 👩‍👧\nसूची"
    assert visible(words) == words


@given(words=st.one_of(WORDS, MARKUP))
def test_nothing_becomes_markup(words: str) -> None:
    """Markdown shows the words to the letter: no link, no emphasis, no heading, no HTML."""
    text = markdown([Line("item", "1. Call."), Line("fact", f"Story — {words}", "Because")])
    assert shown_by(text) == "Call.Because:Story—" + "".join(visible(words).split())


def test_hostile_words_are_escaped() -> None:
    """Brackets, braces, backslashes and tags stand with a backslash."""
    assert escaped(HOSTILE) == "\\[llora\\] “¿por qué?” \\\\\\[x\\] \\{y\\} \\<b\\>"


def test_facts_belong_to_their_item_in_markdown() -> None:
    """Facts are a list inside the item, also of the tenth."""
    lines = [part for number in range(1, 13) for part in (Line("item", f"{number}. Do."), Line("fact", "me", "Who"))]
    tokens = tokens_of(markdown(lines))
    assert [token.level for token in tokens if token.type == "ordered_list_open"] == [0]
    assert [token.level for token in tokens if token.type == "bullet_list_open"] == [2] * 12
