"""When something is due: every expected time below was counted by hand on a calendar page.

Facts relied on. Denver (and all of New Mexico) left summer time on Sunday 2026-11-01 and enters it on Sunday
2027-03-14, at 02:00: -06:00 in summer, -07:00 in winter. Thanksgiving is Thursday 2026-11-26. State offices in New
Mexico work on the third Monday of February and keep Presidents' Day on the Friday after Thanksgiving; a holiday on a
Saturday is kept on the Friday before it. New Jersey works on that Friday. California keeps the third Monday of
February, and not the second Monday of October.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import screenkit
from screenkit.answers import PartialDate
from screenkit.deadlines import Calendar, Due, Start, Within, due_at, latest_start, parse_within, start_of

NEW_MEXICO = Calendar(ZoneInfo("America/Denver"), "US", "NM")
CALIFORNIA = Calendar(ZoneInfo("America/Los_Angeles"), "US", "CA")
NEW_JERSEY = Calendar(ZoneInfo("America/New_York"), "US", "NJ")
SAO_PAULO = Calendar(ZoneInfo("America/Sao_Paulo"), None, None)

HOURS_24 = Within(24, "hours")
WORKING_DAY = Within(1, "working days")
WORKING_DAYS_5 = Within(5, "working days")


def at(text: str, calendar: Calendar = NEW_MEXICO) -> Start:
    """The exact start that a caseworker gives as wall-clock time."""
    return start_of(datetime.fromisoformat(text), calendar)


def told(due: Due | Start) -> tuple[str, str]:
    """The two ends as text: times of one zone compare as wall clocks, their text holds the offset too."""
    assert due.earliest is not None
    assert due.latest is not None
    return due.earliest.isoformat(timespec="minutes"), due.latest.isoformat(timespec="minutes")


def exactly(text: str) -> tuple[str, str]:
    """Both ends of a span that is one moment."""
    return text, text


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("24 hours", Within(24, "hours")),
        ("1 hour", Within(1, "hours")),
        ("10 days", Within(10, "days")),
        ("1 day", Within(1, "days")),
        ("5 working days", Within(5, "working days")),
        ("1 working day", Within(1, "working days")),
        ("without delay", Within(0, "without delay")),
    ],
)
def test_lengths(text: str, within: Within) -> None:
    """A deadline is a number of hours, days or working days, or `without delay`."""
    assert parse_within(text) == within


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "hours",
        "24 hour",
        "1 hours",
        "1 working days",
        "0 hours",
        "-1 days",
        "024 hours",
        "1.5 hours",
        "24  hours",
        " 24 hours",
        "24 hours\n",
        "24 Hours",
        "24h",
        "5 business days",
        "2 weeks",
        "10000 days",
        "٢٤ hours",
        "5 without delay",
        "Without delay",
    ],
)
def test_nothing_else_is_a_length(text: str) -> None:
    """Any other spelling is not a deadline."""
    assert parse_within(text) is None


def test_start_of_a_time() -> None:
    """A time is one moment, on the clocks of the jurisdiction."""
    assert told(at("2026-11-20T14:30")) == exactly("2026-11-20T14:30-07:00")
    assert told(at("2026-11-20T14:30", NEW_JERSEY)) == exactly("2026-11-20T14:30-05:00")


def test_start_in_the_hour_that_comes_twice() -> None:
    """Of two moments with the same wall-clock time the earlier is taken."""
    assert told(at("2026-11-01T01:30")) == exactly("2026-11-01T01:30-06:00")


def test_start_in_the_hour_that_is_left_out() -> None:
    """A time that no clock showed moves forward by the hour that was left out."""
    assert told(at("2027-03-14T02:30")) == exactly("2027-03-14T03:30-06:00")


def test_start_of_a_day() -> None:
    """A day could be any of its minutes, also on the day when the offset changes."""
    assert told(start_of(PartialDate(2026, 11, 20), NEW_MEXICO)) == ("2026-11-20T00:00-07:00", "2026-11-20T23:59-07:00")
    assert told(start_of(PartialDate(2026, 11, 1), NEW_MEXICO)) == ("2026-11-01T00:00-06:00", "2026-11-01T23:59-07:00")


def test_start_of_a_day_without_midnight() -> None:
    """Where summer time begins at midnight (São Paulo, 2018-11-04), the day starts at one o'clock."""
    assert told(start_of(PartialDate(2018, 11, 4), SAO_PAULO)) == ("2018-11-04T01:00-02:00", "2018-11-04T23:59-02:00")


def test_start_of_a_day_with_two_last_hours() -> None:
    """Where summer time ends at midnight (São Paulo, 2018-02-17), the day ends at the second 23:59."""
    assert told(start_of(PartialDate(2018, 2, 17), SAO_PAULO)) == ("2018-02-17T00:00-02:00", "2018-02-17T23:59-03:00")


def test_start_of_a_partial_date() -> None:
    """A month, a year or an approximate month spans every day it could be."""
    assert told(start_of(PartialDate(2026, 11), NEW_MEXICO)) == ("2026-11-01T00:00-06:00", "2026-11-30T23:59-07:00")
    assert told(start_of(PartialDate(2026), NEW_MEXICO)) == ("2026-01-01T00:00-07:00", "2026-12-31T23:59-07:00")
    about = start_of(PartialDate(2026, 11, about=True), NEW_MEXICO)
    assert told(about) == ("2026-10-01T00:00-06:00", "2026-12-31T23:59-07:00")


def test_a_time_with_a_zone_is_no_answer() -> None:
    """A time that names its own zone is refused rather than read on another clock."""
    with pytest.raises(ValueError, match="without a zone"):
        start_of(datetime(2026, 11, 20, 14, 30, tzinfo=UTC), NEW_MEXICO)


def test_later_of_two_times() -> None:
    """A clock that waits for two events starts with the second, in whatever order they are named."""
    custody, citizenship = at("2026-11-20T14:30"), at("2026-11-21T09:00")
    assert latest_start([custody, citizenship]) == citizenship
    assert latest_start([citizenship, custody]) == citizenship


def test_later_of_a_day_and_a_time() -> None:
    """When one event is known by day only, the clock starts between the other event and the end of that day."""
    starts = [start_of(PartialDate(2026, 11, 20), NEW_MEXICO), at("2026-11-20T14:30")]
    assert told(latest_start(starts)) == ("2026-11-20T14:30-07:00", "2026-11-20T23:59-07:00")


def test_later_of_two_in_the_hour_that_comes_twice() -> None:
    """Moments are compared, not wall clocks: 01:15 of the second round is later than 01:45 of the first."""
    first, second = (Start(moment, moment) for moment in (_fold(45, 0), _fold(15, 1)))
    assert told(latest_start([first, second])) == exactly("2026-11-01T01:15-07:00")


def _fold(minute: int, fold: int) -> datetime:
    return datetime(2026, 11, 1, 1, minute, fold=fold, tzinfo=NEW_MEXICO.timezone)


def test_hours() -> None:
    """24 hours after Friday 14:30 is Saturday 14:30."""
    assert told(due_at(HOURS_24, at("2026-11-20T14:30"), NEW_MEXICO)) == exactly("2026-11-21T14:30-07:00")


def test_hours_when_summer_time_ends() -> None:
    """The night of 2026-11-01 is an hour longer, so 24 hours end an hour earlier by the clock."""
    assert told(due_at(HOURS_24, at("2026-10-31T14:30"), NEW_MEXICO)) == exactly("2026-11-01T13:30-07:00")


def test_hours_when_summer_time_begins() -> None:
    """The night of 2027-03-14 is an hour shorter, so 24 hours end an hour later by the clock."""
    assert told(due_at(HOURS_24, at("2027-03-13T14:30"), NEW_MEXICO)) == exactly("2027-03-14T15:30-06:00")


def test_hours_into_the_hour_that_comes_twice() -> None:
    """A deadline in the second round of the hour says so by its offset."""
    assert told(due_at(Within(2, "hours"), at("2026-11-01T00:30"), NEW_MEXICO)) == exactly("2026-11-01T01:30-07:00")


def test_hours_after_a_day() -> None:
    """When only the day is known, the deadline is a span as long as that day."""
    start = start_of(PartialDate(2026, 11, 20), NEW_MEXICO)
    assert told(due_at(HOURS_24, start, NEW_MEXICO)) == ("2026-11-21T00:00-07:00", "2026-11-21T23:59-07:00")


def test_a_start_in_another_zone() -> None:
    """A deadline is told on the clocks of its calendar, wherever the start was noted."""
    start = at("2026-11-20T16:30", NEW_JERSEY)
    assert told(due_at(HOURS_24, start, NEW_MEXICO)) == exactly("2026-11-21T14:30-07:00")
    assert told(due_at(Within(10, "days"), start, NEW_MEXICO)) == exactly("2026-11-30T14:30-07:00")


@given(
    start=st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")),
    amount=st.integers(1, 9999),
)
def test_hours_are_elapsed_hours(start: datetime, amount: int) -> None:
    """Between a start and its deadline lie exactly as many hours as the rule says."""
    exact = start_of(start, NEW_MEXICO)
    due = due_at(Within(amount, "hours"), exact, NEW_MEXICO)
    assert due.latest is not None
    assert due.latest.astimezone(UTC) - exact.latest.astimezone(UTC) == timedelta(hours=amount)


def test_days() -> None:
    """Ten days end at the same time of the day, also when summer time ended in between."""
    assert told(due_at(Within(10, "days"), at("2026-10-25T14:30"), NEW_MEXICO)) == exactly("2026-11-04T14:30-07:00")


def test_days_into_the_hour_that_is_left_out() -> None:
    """A day that would end in the hour left out ends an hour later."""
    assert told(due_at(Within(1, "days"), at("2027-03-13T02:30"), NEW_MEXICO)) == exactly("2027-03-14T03:30-06:00")


def test_working_days_over_thanksgiving() -> None:
    """Five working days from Monday 23 November in New Mexico: 24, 25, 30 November, 1, 2 December."""
    pytest.importorskip("holidays")
    due = due_at(WORKING_DAYS_5, at("2026-11-23T10:00"), NEW_MEXICO)
    assert told(due) == exactly("2026-12-02T23:59-07:00")


def test_working_days_differ_by_state() -> None:
    """New Jersey works on the Friday after Thanksgiving, so there they are 24, 25, 27, 30 November, 1 December."""
    pytest.importorskip("holidays")
    due = due_at(WORKING_DAYS_5, at("2026-11-23T10:00", NEW_JERSEY), NEW_JERSEY)
    assert told(due) == exactly("2026-12-01T23:59-05:00")


def test_working_days_over_presidents_day() -> None:
    """From Friday 13 February: 16 to 20 in New Mexico; 17 to 20 and 23 in California, which rests on the 16th."""
    pytest.importorskip("holidays")
    new_mexico = due_at(WORKING_DAYS_5, at("2026-02-13T10:00"), NEW_MEXICO)
    california = due_at(WORKING_DAYS_5, at("2026-02-13T10:00", CALIFORNIA), CALIFORNIA)
    assert told(new_mexico) == exactly("2026-02-20T23:59-07:00")
    assert told(california) == exactly("2026-02-23T23:59-08:00")


def test_working_days_over_the_turn_of_the_year() -> None:
    """From Wednesday 2027-12-29: 30 December, 3, 4 January; New Year 2028, a Saturday, is kept on the 31st."""
    pytest.importorskip("holidays")
    due = due_at(Within(3, "working days"), at("2027-12-29T10:00"), NEW_MEXICO)
    assert told(due) == exactly("2028-01-04T23:59-07:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20T23:59", "2026-11-23"),  # Friday
        ("2026-11-21T10:00", "2026-11-23"),  # Saturday
        ("2026-11-22T10:00", "2026-11-23"),  # Sunday
        ("2026-11-25T10:00", "2026-11-30"),  # the day before Thanksgiving
        ("2026-11-26T10:00", "2026-11-30"),  # Thanksgiving
    ],
)
def test_the_first_working_day(start: str, end: str) -> None:
    """The day of the start does not count, and a weekend or holiday is followed by the next working day."""
    pytest.importorskip("holidays")
    assert told(due_at(WORKING_DAY, at(start), NEW_MEXICO)) == exactly(f"{end}T23:59-07:00")


def test_working_days_after_a_partial_date() -> None:
    """A start known by month gives a span: from the first of November, a Sunday, or from the thirtieth."""
    pytest.importorskip("holidays")
    due = due_at(WORKING_DAYS_5, start_of(PartialDate(2026, 11), NEW_MEXICO), NEW_MEXICO)
    assert told(due) == ("2026-11-06T23:59-07:00", "2026-12-07T23:59-07:00")


def test_weekdays_off_in_new_mexico() -> None:
    """The weekdays of 2026 that do not count in New Mexico are those on which its state offices are closed.

    NMSA 1978 § 12-5-2 puts Presidents' Day on the third Monday of February and moves only Sunday's holidays. State
    offices keep it on the Friday after Thanksgiving, and Independence Day, a Saturday in 2026, on the Friday before.
    """
    pytest.importorskip("holidays")
    weekdays = {day for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365)) if day.isoweekday() < 6}
    counted = {_next_working_day(day - timedelta(days=1)) for day in weekdays}
    assert [day.isoformat() for day in sorted(weekdays - counted)] == [
        "2026-01-01",  # New Year's Day
        "2026-01-19",  # Martin Luther King Jr. Day: third Monday
        "2026-05-25",  # Memorial Day: last Monday
        "2026-06-19",  # Juneteenth
        "2026-07-03",  # Independence Day, kept on Friday
        "2026-09-07",  # Labor Day: first Monday
        "2026-10-12",  # Indigenous Peoples' Day: second Monday
        "2026-11-11",  # Veterans Day
        "2026-11-26",  # Thanksgiving: fourth Thursday
        "2026-11-27",  # Presidents' Day, kept on the Friday after
        "2026-12-25",  # Christmas Day
    ]


def _next_working_day(day: date) -> date:
    due = due_at(WORKING_DAY, start_of(PartialDate(day.year, day.month, day.day), NEW_MEXICO), NEW_MEXICO)
    assert due.latest is not None
    return due.latest.date()


def test_without_delay_has_no_time() -> None:
    """`without delay` gives no time, whether or not the start is known."""
    assert due_at(Within(0, "without delay"), at("2026-11-20T14:30"), NEW_MEXICO) == Due(None, None, "without-delay")
    assert due_at(Within(0, "without delay"), None, NEW_MEXICO) == Due(None, None, "without-delay")


def test_no_start() -> None:
    """Without a start there is no deadline."""
    assert due_at(HOURS_24, None, NEW_MEXICO) == Due(None, None, "no-start")


@pytest.mark.parametrize(("country", "subdivision"), [(None, None), (None, "NM"), ("US", "ZZ"), ("ZZ", None)])
def test_no_holidays_known(country: str | None, subdivision: str | None) -> None:
    """Working days are not guessed where the holidays of the place are not known; hours need none."""
    calendar = Calendar(NEW_MEXICO.timezone, country, subdivision)
    start = at("2026-11-20T14:30")
    assert due_at(WORKING_DAYS_5, start, calendar) == Due(None, None, "no-calendar")
    assert told(due_at(HOURS_24, start, calendar)) == exactly("2026-11-21T14:30-07:00")


def test_holidays_end_somewhere() -> None:
    """Working days that reach beyond the years of the holiday calendar are not guessed."""
    assert due_at(WORKING_DAYS_5, at("2100-12-30T10:00"), NEW_MEXICO) == Due(None, None, "no-calendar")
    assert due_at(WORKING_DAYS_5, at("1492-10-12T10:00"), NEW_MEXICO) == Due(None, None, "no-calendar")


@pytest.mark.parametrize("unit", ["hours", "days", "working days"])
def test_time_ends_somewhere(unit: str) -> None:
    """A deadline beyond the year 9999 is not known, and no crash."""
    within = parse_within(f"48 {unit}")
    assert within is not None
    assert due_at(within, at("9999-12-31T10:00"), NEW_MEXICO) == Due(None, None, "no-calendar")


def test_without_the_optional_package() -> None:
    """Without `holidays` working days have no time; everything else needs only the standard library."""
    code = f"""
import sys
sys.path.insert(0, {str(Path(screenkit.__file__).parent.parent)!r})
from datetime import datetime, timedelta, timezone
from screenkit.deadlines import Calendar, Within, due_at, start_of
calendar = Calendar(timezone(timedelta(hours=-7)), "US", "NM")
start = start_of(datetime(2026, 11, 20, 14, 30), calendar)
print(due_at(Within(5, "working days"), start, calendar).reason)
print(due_at(Within(24, "hours"), start, calendar).latest)
"""
    # -S leaves out every installed package.
    run = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("no-calendar\n2026-11-21 14:30:00-07:00\n", "")


@given(
    start=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    within=st.builds(Within, st.integers(1, 60), st.sampled_from(["hours", "days"])),
    offset=st.integers(-12, 12),
)
def test_spans_stay_in_order(start: date, within: Within, offset: int) -> None:
    """The earliest due time is never after the latest, in whatever zone."""
    for zone in (NEW_MEXICO.timezone, timezone(timedelta(hours=offset))):
        calendar = Calendar(zone, None, None)
        due = due_at(within, start_of(PartialDate(start.year, start.month, start.day), calendar), calendar)
        assert due.earliest is not None
        assert due.latest is not None
        assert due.earliest.timestamp() < due.latest.timestamp()
