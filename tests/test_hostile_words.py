"""Hostile words in what no person lays out: data, tables and calendars."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from screenkit.answers import Item
from screenkit.batch.result import Fault, Result
from screenkit.batch.running import Checked
from screenkit.batch.telling import csv_of
from screenkit.cleaning import clean
from screenkit.overview import FORMATS as OVERVIEWS
from screenkit.overview.table import Overview, Row, Table
from screenkit.paper import Row as PaperRow
from screenkit.paper import Value
from screenkit.refusals import Refused
from screenkit.render import FORMATS as SUMMARIES
from screenkit.render_paper import FORMATS as PAPERS
from screenkit.response import answered, happened
from screenkit.summarize import summarize
from scripted import NOON, begun, small_screen
from test_forms import DUE, HOSTILE
from test_leaving import PAPER

CELL = re.compile(r"(?:^|;)\s*[=+\-@|%＝]")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_json_gives_the_words_back(words: str) -> None:
    """To the letter, in a text of ASCII quotes that any reader of JSON takes apart; half a letter is shown as such."""
    row = PaperRow(item="story", label="What?", values=(Value(words=clean(words), given=True),))
    told = str(PAPERS["json"](PAPER.model_copy(update={"rows": (row,)}), 0))
    assert json.loads(told)["rows"][0]["values"][0]["words"] == clean(words)
    assert not {one for one in told if ord(one) < ord(" ")} - {"\n"}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_cell_of_a_table_is_a_formula(words: str) -> None:
    """In the tables of `validate` and of `report`, whatever separates the cells where they are read."""
    report = Overview("en", "t", (), (Table("", "t", ("c",), (Row(words, (1,)),)),))
    faults = (Fault("refused-answer", ("answers", "debt"), words, words),)
    for told in (str(OVERVIEWS["csv"](report, 80)), csv_of(Checked(f"{words}.csv", 1, Result(words, "", faults)))):
        cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
        assert len(cells) > 3
        assert [cell for cell in cells if CELL.search(cell)] == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_calendar_holds_none_of_them(words: str, tmp_path: Path) -> None:
    """Nor does it break: an answer of one's own is no part of what it is made of."""
    screen = small_screen(tmp_path, DUE.replace("  - name: told_at", TEXT))
    response = begun(screen)
    for name, answer in (("story", "yes"), ("told_at", "2026-11-20T09:00")):
        question = screen.question(Item(name))
        response = answered(screen, response, Item(name), question.parse(answer), NOON)
    try:
        said = screen.question(Item("own")).parse(words)
        response = answered(screen, response, Item("own"), said, NOON)
    except Refused:
        said = ""
    response = happened(response, NOON, "completed")
    bare = bytes(SUMMARIES["ics"](summarize(screen, happened(begun(screen), NOON, "completed"), NOON), 0))  # type: ignore[arg-type]
    made = bytes(SUMMARIES["ics"](summarize(screen, response, NOON), 0)).decode()  # type: ignore[arg-type]
    assert made.count("BEGIN:VEVENT") == 1
    assert bare.count(b"BEGIN:VEVENT") == 0
    assert len(clean(words).strip()) < 4 or clean(words) not in made
    assert "https" not in made


TEXT = """\
  - name: own
    type: text
    label: {en: Whose?, es: ¿De quién?}
    citation: own-reading
  - name: told_at"""
