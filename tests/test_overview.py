"""A report over many screenings: small numbers cannot be worked out, no answer is in it, and it counts rightly."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenkit.answers import Absent, Answer
from screenkit.outcome import complete
from screenkit.overview import FORMATS, Overview, Row, Seen, Table, overview
from screenkit.overview.hiding import LEAST_THRESHOLD, hidden, hidden_row, small_total
from screenkit.overview.writing import safe
from screenkit.response import happened
from screenkit.screen import Screen
from scripted import NOON, answered_so, begun, small_screen

DEBT = """\
questions:
  - name: debt
    type: yes_no
    help: {en: Ask., es: Pregunte.}
    label: {en: Debt?, es: ¿Deuda?}
    citation: own-reading
  - {name: owed_to, type: text, relevant: debt is yes, label: {en: To whom?, es: ¿A quién?}, citation: own-reading}
  - {name: noted_at, type: datetime, label: {en: Noted when?, es: ¿Cuándo?}, share: [unit], citation: own-reading}
indications:
  - {name: in_debt, label: {en: A debt, es: Una deuda}, when: debt is yes, citation: own-reading}
next_steps:
  - name: tell_unit
    when: debt is yes
    urgency: urgent
    action: {en: Tell the unit. Soon., es: Avise. Pronto.}
    due: {within: 24 hours, after: [noted_at]}
    documents: [notice]
    citation: own-reading
documents:
  - {name: notice, title: {en: Notice, es: Aviso}, recipient: unit, basis: agency, items: [noted_at]}
"""
AT = NOON.replace(tzinfo=None)


def seen(screen: Screen, number: int, told: tuple[tuple[str, Answer], ...], **how: object) -> list[Seen]:
    """So many finished screenings with these answers; `left` is after how many hours the notice was given."""
    made = []
    for one in range(number):
        begun_one = begun(screen, record_id=f"r{one}", practice=bool(how.get("practice")))
        response = complete(screen, answered_so(screen, begun_one, told), NOON)
        if "left" in how:
            at = NOON + timedelta(hours=float(str(how["left"])))
            response = happened(response, at, "disclosed", document="notice", recipient="unit", basis="agency")
        made.append(Seen(screen, response))
    return made


def tables(report: Overview) -> dict[str, dict[str, tuple[int | None, ...]]]:
    """The counts by table and row."""
    return {table.title: {row.name: row.counts for row in table.rows} for table in report.tables}


YES = (("debt", "yes"), ("owed_to", "canary-7731"), ("noted_at", AT))
NO = (("debt", "no"), ("noted_at", AT))
SILENT = (("debt", Absent.DECLINED), ("noted_at", AT))


def test_a_screening_counts_once_for_what_it_led_to(tmp_path: Path) -> None:
    """Indicated, open and ruled out are counted apart, and silence by its reason."""
    screen = small_screen(tmp_path, DEBT)
    found = [*seen(screen, 20, YES, left=3), *seen(screen, 15, NO), *seen(screen, 12, SILENT)]
    told = tables(overview(found, NOON + timedelta(days=3), 11, "en"))
    assert told["Screenings"] == {"small 1.0.0": (47, 47, 0, 0)}
    assert told["Indications"] == {"A debt": (20, 12, 15)}
    assert told["Questions without an answer"] == {
        "1. Debt?": (0, 12, 0, 35),
        "2. To whom?": (0, 0, 0, 47),
        "3. Noted when?": (0, 0, 0, 47),
    }
    assert told["Time to notice"] == {"Tell the unit (median 3 hours)": (20, 0, 0, 0, 0, 27)}


def test_notices_are_late_missing_or_still_have_time(tmp_path: Path) -> None:
    """A notice that is not on record is over or not by the clock of the report."""
    screen = small_screen(tmp_path, DEBT)
    found = [*seen(screen, 11, YES, left=30), *seen(screen, 12, YES), *seen(screen, 13, NO)]
    for hours, over, waiting in ((1, 0, 12), (25, 12, 0)):
        rows = tables(overview(found, NOON + timedelta(hours=hours), 11, "en"))["Time to notice"]
        assert rows == {"Tell the unit (median 30 hours)": (0, 11, over, waiting, 0, 13)}


def test_practice_and_errors_are_no_part_of_it(tmp_path: Path) -> None:
    """Nobody's exercise is counted as a family."""
    screen = small_screen(tmp_path, DEBT)
    wrong = [Seen(one.screen, happened(one.response, NOON, "entered-in-error")) for one in seen(screen, 20, YES)]
    assert overview([*seen(screen, 20, YES, practice=True), *wrong], NOON, 11, "en").tables == ()


def test_of_too_few_screenings_nothing_is_told(tmp_path: Path) -> None:
    """Ten are too few for the default, and their number is not shown either."""
    screen = small_screen(tmp_path, DEBT)
    report = overview(seen(screen, 10, YES), NOON, 11, "en")
    assert tables(report) == {"Screenings": {"small 1.0.0": (None, None, None, None)}}


@pytest.mark.parametrize(
    ("waiting", "stopped", "row"),
    [
        (5, 0, (None, 20, None, 0)),
        (5, 12, (None, 20, None, 12)),
        (0, 1, (None, 20, 0, None)),
        (12, 12, (44, 20, 12, 12)),
        (0, 0, (20, 20, 0, 0)),
    ],
)
def test_the_number_of_all_gives_none_away(
    tmp_path: Path, waiting: int, stopped: int, row: tuple[int | None, ...]
) -> None:
    """The finished ones stand above each table, so with the number of all a few others could be worked out."""
    screen = small_screen(tmp_path, DEBT)
    found = [*seen(screen, 20, YES), *[Seen(screen, begun(screen)) for _ in range(waiting)]]
    found += [Seen(screen, happened(begun(screen), NOON, "stopped")) for _ in range(stopped)]
    report = overview(found, NOON, 11, "en")
    assert tables(report)["Screenings"] == {"small 1.0.0": row}
    assert {table.total for table in report.tables[1:]} == {20}


@pytest.mark.parametrize("form", FORMATS)
def test_no_answer_stands_in_any_form(tmp_path: Path, form: str) -> None:
    """Neither words nor times that were told, nor ids."""
    screen = small_screen(tmp_path, DEBT)
    words = FORMATS[form](overview([*seen(screen, 20, YES), *seen(screen, 20, NO)], NOON, 7, "en"), 80)
    assert "canary-7731" not in words
    assert "2026-11-20T" not in words
    assert re.search(r"\br1?[0-9]\b", words) is None


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.integers(3, 15))
def test_no_small_number_is_shown_or_can_be_worked_out(counts: list[int], threshold: int) -> None:
    """What is hidden is at least two counts and no small number together, or everything that is not zero."""
    shown = hidden(counts, threshold)
    assert all(one is None or one == count for one, count in zip(shown, counts, strict=True))
    assert not [one for one in shown if one is not None and 0 < one < threshold]
    gone = [count for one, count in zip(shown, counts, strict=True) if one is None]
    if gone and any(shown):
        assert len(gone) > 1
        assert sum(gone) >= threshold


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.integers(LEAST_THRESHOLD, 15))
def test_every_hidden_number_has_another_that_fits(counts: list[int], threshold: int) -> None:
    """Whoever knows the total and the threshold finds at least two values for each small count that is hidden.

    With a threshold of 3, three families in three columns could only be one in each: hence the least threshold.
    """
    shown, total = hidden(counts, threshold), sum(counts)
    gone = [count for one, count in zip(shown, counts, strict=True) if one is None]
    rest = total - sum(one for one in shown if one is not None)
    if total < threshold:
        return  # which is shown nowhere
    for small in (count for count in gone if count < threshold):
        fits = [value for value in range(1, threshold) if rest - value >= len(gone) - 1]
        assert len(fits) > 1, (counts, shown, small)


@pytest.mark.parametrize(
    ("counts", "threshold", "shown"),
    [
        ((20, 15, 12), 11, (20, 15, 12)),
        ((3, 30, 20), 11, (None, 30, None)),
        ((1, 1, 20, 30), 11, (None, None, None, 30)),
        ((3, 9, 0), 11, (None, None, 0)),
        ((0, 0, 40), 11, (0, 0, 40)),
    ],
)
def test_hiding_by_example(counts: tuple[int, ...], threshold: int, shown: tuple[int | None, ...]) -> None:
    """One small number takes the next smallest with it; two ones take a third, because they could only be ones."""
    assert hidden(counts, threshold) == shown


def test_that_all_families_are_alike_is_not_shown() -> None:
    """Whoever knows one of them would know what was found; that nothing was is harmless."""
    assert hidden_row((40, 0, 0), 11) == (None, None, None)
    assert hidden_row((0, 0, 40), 11) == (0, 0, 40)
    assert (small_total(10, 11), small_total(11, 11), small_total(0, 11)) == (None, 11, 0)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", " =1", "\t=1", "|a"])
def test_no_cell_is_a_formula(words: str) -> None:
    """A spreadsheet shows the words and computes nothing."""
    assert safe(words).startswith("'")
    report = Overview("en", "t", (), (Table("", "t", ("c",), (Row(words, (None,)),)),))
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](report, 80))))
    assert [row[2][:1] for row in rows[1:]] == ["'"]
    assert rows[1][-1] == ""


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    """No script and no link; every chart says in words what it shows."""
    screen = small_screen(tmp_path, DEBT)
    words = FORMATS["html"](overview([*seen(screen, 20, YES), *seen(screen, 20, NO)], NOON, 11, "es"), 80)
    assert re.findall(r"<script|<link|<img|<iframe|@import|url\(|\bon\w+=|href=", words) == []
    assert words.count("<svg") == words.count("<title>") - 1 > 0
    assert words.count('role="img"') == words.count("<svg")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_tables_fit_the_terminal(tmp_path: Path, width: int) -> None:
    """No line is wider than the terminal."""
    screen = small_screen(tmp_path, DEBT)
    words = FORMATS["text"](overview([*seen(screen, 20, YES), *seen(screen, 20, NO)], NOON, 11, "en"), width)
    assert max(map(len, words.splitlines())) <= width


def test_a_narrow_window_shows_the_numbers(tmp_path: Path) -> None:
    """Where there is no room for the bars, which say the same, they give way; the last column once stood outside."""
    screen = small_screen(tmp_path, DEBT)
    told = str(FORMATS["html"](overview(seen(screen, 20, YES), NOON, 11, "en"), 80))
    assert "@media (max-width: 40rem) { .bar, .key { display: none; }" in told
    assert told.count('<td class="bar">') >= told.count("<svg")
