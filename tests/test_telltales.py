"""Numbers that name somebody are found however they are written, and what is none is left alone."""

from __future__ import annotations

import pytest

from screenkit.telltales import file_names_somebody


@pytest.mark.parametrize(
    "name",
    [
        "A123456789.pdf",
        "a-123-456-789.pdf",
        "summary_A123456789.html",
        "A_123_456_789.txt",
        "123-45-6789.pdf",
        "123_45_6789.pdf",
        "notice 123456789.docx",
        "Ａ１２３４５６７８９.txt",
    ],
)
def test_a_name_that_tells_who_it_is_of(name: str) -> None:
    """With blanks, hyphens, low lines or none, and in letters of full width."""
    assert file_names_somebody(name)


@pytest.mark.parametrize(
    "name",
    [
        "summary.txt",
        "k7m2-x9qd.pdf",
        "2026-11-22.html",
        "20261122.html",
        "2026-11-22-1430.html",
        "202611221430.html",
        "case 2026-0417, 3 of 12.pdf",
        "deadlines 505-555-0123.ics",
    ],
)
def test_a_name_that_does_not(name: str) -> None:
    """An id, a day and a time, a case, a telephone number."""
    assert not file_names_somebody(name)
