"""Answers: what names one thing that can be answered, and how much a date in part says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generators
from reference_evaluator import days
from screenkit.answers import Absent, Item, PartialDate, parse_item, parse_partial_date

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
ITEMS = st.one_of(NAMES.map(Item), st.tuples(NAMES, NAMES, st.integers(1, 999_999)).map(lambda parts: Item(*parts)))


def test_the_reasons_for_no_value_are_those_of_the_exchange_standard() -> None:
    """The three reasons are spelt so that a record can say them to others."""
    assert [absent.value for absent in Absent] == ["unknown", "declined", "not-asked"]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Item("debt"), "debt"),
        (Item("born_on", "children", 2), "children[2].born_on"),
        (Item("q1", "r2", 999_999), "r2[999999].q1"),
    ],
)
def test_an_item_is_written_with_its_instance(item: Item, text: str) -> None:
    """A question inside a repeat names the repeat and the number of the instance."""
    assert str(item) == text
    assert parse_item(text) == item


@given(ITEMS)
def test_an_item_is_read_back(item: Item) -> None:
    """What is written of any item leads back to it."""
    assert parse_item(str(item)) == item


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Debt",
        "1debt",
        "debt ",
        "debt\n",
        "de-bt",
        "ñ",
        "children.born_on",
        "children[].born_on",
        "children[0].born_on",
        "children[01].born_on",
        "children[-1].born_on",
        "children[1000000].born_on",
        "children[٢].born_on",
        "children[2]",
        "children[2].",
        "children[2].born_on.x",
        "a[1].b[1].c",
    ],
)
def test_what_is_no_item(text: str) -> None:
    """Anything but a name, or a name inside a numbered instance, is none."""
    assert parse_item(text) is None


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2011-04-30", "day", "2011-04-30", "2011-04-30"),
        ("2011-04", "month", "2011-04-01", "2011-04-30"),
        ("2012-02", "month", "2012-02-01", "2012-02-29"),
        ("2011-02", "month", "2011-02-01", "2011-02-28"),
        ("2011-12", "month", "2011-12-01", "2011-12-31"),
        ("2011", "year", "2011-01-01", "2011-12-31"),
        ("2016~", "year", "2015-01-01", "2017-12-31"),
        ("2016-05~", "month", "2016-04-01", "2016-06-30"),
        ("2016-01~", "month", "2015-12-01", "2016-02-29"),
        ("2016-12~", "month", "2016-11-01", "2017-01-31"),
        ("2015-03~", "month", "2015-02-01", "2015-04-30"),
        ("1000", "year", "1000-01-01", "1000-12-31"),
        ("2999~", "year", "2998-01-01", "3000-12-31"),
        ("2008-02-29", "day", "2008-02-29", "2008-02-29"),
    ],
)
def test_a_date_stands_for_every_day_that_it_could_be(text: str, precision: str, earliest: str, latest: str) -> None:
    """A year or a month is all of its days, and "about" adds the one before and the one after."""
    found = parse_partial_date(text)
    assert found is not None
    assert str(found) == text
    assert (found.precision, found.earliest, found.latest) == (
        precision,
        date.fromisoformat(earliest),
        date.fromisoformat(latest),
    )


@given(generators.dates())
def test_a_date_is_read_back_and_spans_its_days(day: PartialDate) -> None:
    """What is written of a date leads back to it, and its ends are those of the days gone through one by one."""
    assert parse_partial_date(str(day)) == day
    assert (day.earliest, day.latest) == (days(day)[0], days(day)[-1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "11",
        "0999",
        "3000",
        "20111",
        "2011-4",
        "2011-00",
        "2011-13",
        "2011-02-29",
        "2011-02-30",
        "2011-04-31",
        "2011-04-00",
        "2011-4-30",
        "2011-04-30~",
        "2011-04-30T10:00",
        "2011/04/30",
        "30-04-2011",
        "20110430",
        "2011-",
        "~2011",
        "2011~~",
        "2011?",
        " 2011",
        "2011\n",
        "２０１１",
        "-2011",
        "2011-W04",
        "201X",
        "2011..2012",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Nothing but a year, a month or a day that the calendar has is taken, and a whole day is never "about"."""
    assert parse_partial_date(text) is None
