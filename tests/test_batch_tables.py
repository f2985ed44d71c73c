"""Tables: what a cell means, to screenkit itself, from KoboToolbox and from REDCap; nothing but "no" is ever no."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest

import generators
from generators import asked, repeated
from screenkit.batch import compile_screen
from screenkit.batch.inputs import Record
from screenkit.batch.kobo import kobo_records
from screenkit.batch.redcap import redcap_records
from screenkit.batch.rows import MANY_ROWS
from screenkit.batch.tables import csv_records

CHOICES = [{"name": name, "label": generators.say(name)} for name in ("passport", "Letter")]
SCREEN = generators.load(
    generators.authored(
        [
            asked("intro", "note"),
            asked("debt"),
            asked("owed_to", "text", relevant="debt is yes"),
            asked("papers", "select_multiple", choices=CHOICES),
            asked("rooms", "integer"),
            asked("taken_at", "datetime"),
            repeated("children", [asked("born_on", "date"), asked("calm")], max="3"),
        ]
    )
)


def answers(record: Record) -> Any:  # noqa: ANN401 - a mapping of anything
    """The answers of a record."""
    assert isinstance(record.data, Mapping)
    return record.data["answers"]


def csv(text: str) -> list[Record]:
    """The records of a table of ours."""
    return list(csv_records(io.BytesIO(text.encode())))


def kobo(text: str) -> list[Record]:
    """The records of an export of KoboToolbox."""
    return list(kobo_records(io.BufferedReader(io.BytesIO(text.encode())), SCREEN))


def redcap(text: str) -> list[Record]:
    """The records of an export of REDCap."""
    return list(redcap_records(io.BytesIO(text.encode()), SCREEN))


def refused(record: Record) -> list[tuple[str, str]]:
    """What is wrong with the answers of a record that was broken off."""
    whole = {"status": "stopped", "as_of": "2026-11-20T15:00", "answers": answers(record)}
    return [(fault.code, fault.item) for fault in compile_screen(SCREEN).validate(whole).faults]


def test_a_table_of_ours() -> None:
    """Blank says nothing; the reasons for no answer, several choices and entries of a repeat are written out."""
    (record,) = csv(
        "id,screen,as_of,debt,owed_to,papers,rooms,answers.status,children,children[1].born_on,children[2].calm\n"
        's-1,random-screen,2026-11-20T15:00,{declined},,passport Letter,3,"a, b",complete,2011~,no\n'
    )
    assert record == Record(
        {
            "id": "s-1",
            "screen": "random-screen",
            "as_of": "2026-11-20T15:00",
            "answers": {
                "debt": {"absent": "declined"},
                "papers": "passport Letter",
                "rooms": "3",
                "status": "a, b",
                "children": [{"born_on": "2011~"}, {"calm": "no"}],
            },
        },
        2,
    )


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        ("papers", "{none}", {"papers": []}),
        ("papers", "", {}),
        ("debt", "0", {"debt": "0"}),
        ("debt", "{unknown}", {"debt": {"absent": "unknown"}}),
        ("debt", "{not-asked}", {"debt": {"absent": "not-asked"}}),
        ("debt", "{nothing}", {"debt": "{nothing}"}),
        ("children", "complete", {"children": []}),
        ("children", "{unknown}", {"children": {"absent": "unknown"}}),
        ("children[2].calm", "yes", {"children": {"items": [{}, {"calm": "yes"}]}}),
        (
            "children;children[1].calm",
            "{unknown};no",
            {"children": {"items": [{"calm": "no"}], "more": {"absent": "unknown"}}},
        ),
        ("debt\trooms", "no\t4", {"debt": "no", "rooms": "4"}),
    ],
)
def test_a_cell_of_ours(heads: str, cells: str, found: object) -> None:
    """What one cell means."""
    (record,) = csv(f"rooms2,{heads}\nx,{cells}\n" if ";" not in heads and "\t" not in heads else f"{heads}\n{cells}\n")
    assert {name: value for name, value in answers(record).items() if name != "rooms2"} == found


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        ("debt,owed_to", "yes,complete", []),
        ("papers", "complete", [("refused-answer", "papers")]),
        ("children", "complete", []),
        ("debt", "complete", [("refused-answer", "debt")]),
        ("rooms", "complete", [("refused-answer", "rooms")]),
        ("taken_at", "complete", [("refused-answer", "taken_at")]),
    ],
)
def test_complete_ends_a_repeat_and_is_a_word_anywhere_else(heads: str, cells: str, found: object) -> None:
    """In the column of any question but a repeat it is what was answered."""
    (record,) = csv(f"{heads}\n{cells}\n")
    assert refused(record) == found


def test_complete_may_be_a_choice() -> None:
    """A choice of that name is chosen, by itself or as one of several."""
    choices = [{"name": "complete", "label": generators.say("All")}]
    questions = [asked("one", "select_one", choices=choices), asked("some", "select_multiple", choices=choices)]
    (record,) = csv("one,some\ncomplete,complete\n")
    whole = {"as_of": "2026-11-20T15:00", "answers": answers(record)}
    assert compile_screen(generators.load(generators.authored(questions))).validate(whole).faults == ()


def test_the_rows_of_a_long_table_are_judged_like_its_first() -> None:
    """When so many have come that code is written for their columns, nothing else is said of any of them."""
    heads = "screen,as_of,intro,debt,owed_to,papers,rooms,taken_at,children,children[1].born_on,children[1].calm"
    rows = [
        "{},2026-11-20T15:00,read,yes,An uncle: 5,passport,3,2026-11-02T09:30,complete,2016-02-03,no",
        "{},2026-11-20T15:00,read,no,,{{none}},{{unknown}},{{declined}},complete,2016,{{not-asked}}",
        "{},2026-11-20T15:00,read,maybe,,Letter,3,2026-11-02T09:30,complete,2016-02-30,no",
        "{},2026-11-20T15:00,read, no , ,passport Letter,3,2026-11-02T09:30,complete,,",
    ]
    table = "\n".join([heads, *(row.format(SCREEN.id) for row in rows * (MANY_ROWS // 2))])
    found = [compile_screen(SCREEN).validate(record.data) for record in csv(table)]
    assert [tuple(fault.code for fault in result.faults) for result in found[:4]] == [
        (),
        (),
        ("refused-answer", "refused-answer"),
        (),
    ]
    assert found == found[:4] * (MANY_ROWS // 2)


def test_a_row_that_cannot_be_read_stops_nothing() -> None:
    """A quote amiss, too many cells, a column twice: each is told with its line."""
    records = csv('debt,rooms\nyes,1\nno,2,3\n"no"x,2\n,\nno,3\n')
    assert [(record.line, [fault.code for fault in record.faults]) for record in records] == [
        (2, []),
        (3, ["not-csv"]),
        (4, ["not-csv"]),
        (6, []),
    ]
    assert [fault.code for record in csv("debt,debt\nyes,no\n") for fault in record.faults] == ["duplicate-key"]
    assert [fault.code for record in csv("") for fault in record.faults] == ["empty-file"]


def test_bytes_that_are_not_utf_8_are_refused_where_they_stand() -> None:
    """A table in Latin-1 is read; the cell with the foreign letter is refused, and not shown."""
    (record,) = csv_records(io.BytesIO("intro,debt,owed_to\nread,yes,Señor\n".encode("latin-1")))
    result = compile_screen(SCREEN).validate(
        {"status": "stopped", "as_of": "2026-11-20T15:00", "answers": answers(record)}
    )
    assert [(fault.code, fault.item) for fault in result.faults] == [("refused-answer", "owed_to")]


def test_a_table_from_kobo() -> None:
    """Groups are in the heads; ticks are 0 and 1, and blank ones say nothing; its own columns are passed over."""
    first, second = kobo(
        "start;end;money/debt;money/owed_to;papers;papers/passport;papers/Letter;rooms;_id;_uuid;__version__\n"
        "2026-11-20T14:00:00.000-07:00;2026-11-20T15:00:00.000-07:00;yes;;passport;1;0;0;7;u-1;v1\n"
        "2026-11-20T14:00:00.000-07:00;2026-11-20T15:00:00.000-07:00;declined;;;;;;8;u-2;v1\n"
    )
    assert first.data == {
        "id": "u-1",
        "screen": "random-screen",
        "as_of": "2026-11-20T15:00",
        "answers": {"intro": {"absent": "not-asked"}, "debt": "yes", "papers": "passport", "rooms": "0"},
    }
    assert answers(second) == {"intro": {"absent": "not-asked"}, "debt": {"absent": "declined"}}


@pytest.mark.parametrize(
    ("cells", "found"),
    [("1,0", ["passport"]), ("0,0", []), (",", None), ("1,1", ["passport", "Letter"]), ("0,no", "0 or 1")],
)
def test_ticks_from_kobo(cells: str, found: object) -> None:
    """0 is not ticked; where all are blank nothing is said; anything else is refused."""
    (record,) = kobo(f"rooms,papers/passport,papers/Letter\n1,{cells}\n")
    assert answers(record).get("papers") == found


def test_0_and_blank_from_kobo_are_never_no() -> None:
    """A yes-or-no question takes the word only: 0 is refused, blank is no answer."""
    (record,) = kobo("rooms,debt\n1,0\n")
    assert answers(record)["debt"] == "0"
    result = compile_screen(SCREEN).validate(
        {"status": "stopped", "as_of": "2026-11-20T15:00", "answers": answers(record)}
    )
    assert [(fault.code, fault.item) for fault in result.faults] == [("refused-answer", "debt")]


def test_json_from_kobo() -> None:
    """Submissions hold their repeats, whole."""
    submission = {
        "_id": 7,
        "meta/instanceID": "uuid:u-1",
        "intro": "OK",
        "money/debt": "no",
        "taken_at": "2026-11-20T09:30:00.000-07:00",
        "children": [{"children/born_on": "2011-04", "children/calm": "unknown"}],
    }
    for text in (json.dumps([submission]), json.dumps({"count": 1, "results": [submission]})):
        (record,) = kobo(text)
        assert record.data == {
            "id": "u-1",
            "screen": "random-screen",
            "answers": {
                "intro": "read",
                "debt": "no",
                "taken_at": "2026-11-20T09:30",
                "children": [{"born_on": "2011-04", "calm": {"absent": "unknown"}}],
            },
        }


def test_a_table_from_redcap() -> None:
    """Rows of one record are one; 0 in a check box is not ticked, in a yes-or-no question it is no."""
    heads = "record_id,redcap_repeat_instrument,redcap_repeat_instance,debt,papers___passport,papers___letter"
    (record,) = redcap(
        f"{heads},taken_at,born_on,calm,intake_timestamp,intake_complete\n"
        "s-1,,,0,1,0,2026-11-20 09:30,,,2026-11-20 15:00:12,2\n"
        "s-1,children,1,,,,,2011,1,,2\n"
        "s-1,children,2,,,,,ASKU,0,,2\n"
    )
    assert record.data == {
        "id": "s-1",
        "screen": "random-screen",
        "status": "completed",
        "as_of": "2026-11-20T15:00",
        "answers": {
            "debt": "no",
            "papers": ["passport"],
            "taken_at": "2026-11-20T09:30",
            "children": [{"born_on": "2011", "calm": "yes"}, {"born_on": {"absent": "unknown"}, "calm": "no"}],
        },
    }


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        ("debt", "1", {"debt": "yes"}),
        ("debt", "", {}),
        ("debt", "UNK", {"debt": {"absent": "unknown"}}),
        ("debt", "NASK", {"debt": {"absent": "not-asked"}}),
        ("debt", "declined", {"debt": {"absent": "declined"}}),
        ("debt", "2", {"debt": "2"}),
        ("papers___passport,papers___letter", "0,0", {}),
        ("papers___passport,papers___letter", "0,1", {"papers": ["Letter"]}),
        ("papers___passport,papers___asku", "0,1", {"papers": {"absent": "unknown"}}),
        ("papers___passport", "yes", {"papers": "0 or 1"}),
    ],
)
def test_a_cell_of_redcap(heads: str, cells: str, found: object) -> None:
    """All check boxes at 0 say nothing: REDCap writes that for a question that nobody saw, too."""
    (record,) = redcap(f"record_id,{heads}\ns-1,{cells}\n")
    assert answers(record) == found


def test_a_record_of_redcap_that_goes_on() -> None:
    """A form that is not complete is in progress, and nobody has said that there are no more children."""
    heads = "record_id,redcap_repeat_instrument,calm,intake_complete"
    (record,) = redcap(f"{heads}\ns-1,,,0\ns-1,children,1,\n")
    assert record.data == {
        "id": "s-1",
        "screen": "random-screen",
        "status": "in-progress",
        "answers": {"children": {"items": [{"calm": "yes"}]}},
    }
