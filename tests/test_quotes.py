"""The words of a source, kept twice: as screens are checked by them, and as they were copied from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from defects import asking, question
from screenkit.load import load_reference
from screenkit.shelf import open_shelf
from test_battery import checked
from test_screens import quoted_lines


def test_quotes_are_those_that_were_copied() -> None:
    """Each quote of sources.yaml is in the copy that was made independently of it, under the same place."""
    copied = quoted_lines()
    sources = load_reference(open_shelf()).sources.values()
    quotes = {f"{source.id}#{place}": words for source in sources for place, words in source.quotes.items()}
    assert len(quotes) > 30
    assert {citation: [words] for citation, words in quotes.items()} == {one: copied[one] for one in quotes}


def test_a_quote_stands_in_a_place_of_its_source() -> None:
    """No quote is kept for a place that nothing can cite."""
    for source in load_reference(open_shelf()).sources.values():
        assert set(source.quotes) <= set(source.places)


@pytest.mark.parametrize(
    ("words", "hint", "column"),
    [
        ("Who arranged your travel?", "from here on the source has `the travel?`", 30),
        ("Who arranged the travel", "from here on the source has `travel?`", 34),
        ("Who arranged the travel? And when?", "the source ends before this", 42),
        ("who arranged the travel?", "from here on the source has `Who arranged the travel?`", 17),
        ("Who  arranged the travel?", "from here on the source has `arranged the travel?`", 22),
    ],
)
def test_the_first_word_that_differs_is_shown(words: str, hint: str, column: int, tmp_path: Path) -> None:
    """Every letter, sign and space counts, and the carets stand where the words part."""
    text = asking(
        question("b", "text", "verbatim: true", label=f'"{words}"').replace("own-reading", "cicw-2023#nm-ten-1")
    )
    (found,) = checked(tmp_path, text, budget=0).findings
    assert (found.code, found.hint, found.place and found.place.column) == ("wording-differs", hint, column + 1)


def test_a_translation_is_not_compared(tmp_path: Path) -> None:
    """Only English is quoted; a source is not quoted in a language that it does not have."""
    label = "Who arranged the travel?, es: ¿Quién organizó el viaje?"
    text = asking(question("b", "text", "verbatim: true", label=label).replace("own-reading", "cicw-2023#nm-ten-1"))
    assert checked(tmp_path, text, budget=0).findings == ()
