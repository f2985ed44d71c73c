"""Question types: what each takes for an answer, what it refuses and why, and that a record gives the same back."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, repeated
from screenkit.answers import Item, PartialDate, Value
from screenkit.questions import MAX_TEXT, TYPES, Checkpoint, Group, Question, Raw
from screenkit.refusals import Refused
from screenkit.words import LANGUAGES, say

CHOICES = [{"name": name, "label": {"en": name.title(), "es": f"{name} (es)"}} for name in ("one", "two", "three")]
ENDING = generators.say("We will talk another time.")
SCREEN = generators.load(
    generators.authored(
        [
            asked("yes_no"),
            asked("select_one", "select_one", choices=CHOICES),
            asked("country", "select_one", choices="countries"),
            asked("select_multiple", "select_multiple", choices=CHOICES),
            asked("text", "text"),
            asked("multiline", "text", multiline="true"),
            asked("integer", "integer"),
            asked("bounded", "integer", min="0", max="5"),
            asked("date", "date"),
            asked("whole_date", "date", precision=["day"]),
            asked("past_date", "date", not_future="true"),
            asked("datetime", "datetime"),
            asked("past_datetime", "datetime", not_future="true"),
            asked("phone", "phone"),
            asked("note", "note"),
            asked("checkpoint", "checkpoint", ending=ENDING),
            asked("group", "group", questions=[asked("grouped")]),
            repeated("repeat", [asked("inner")]),
        ]
    )
)


def question(name: str) -> Question:
    """One of the questions above."""
    return SCREEN.question(Item(name))


def test_every_type_is_tried_here() -> None:
    """No question type is left out of these tests; groups are taken apart when a screen is loaded."""
    tried = {type(entry.question) for entry in SCREEN.all_entries()}
    assert tried == set(TYPES) - {Group}


TAKEN: tuple[tuple[str, Raw, Value], ...] = (
    ("yes_no", "yes", "yes"),
    ("yes_no", " no ", "no"),
    ("select_one", "two", "two"),
    ("country", "MX", "MX"),
    ("select_multiple", ["three", "one"], ("one", "three")),
    ("select_multiple", "three, one", ("one", "three")),
    ("select_multiple", "two", ("two",)),
    ("select_multiple", [], ()),
    ("text", "Ñandú O'Brien-López", "Ñandú O'Brien-López"),
    ("text", "  two  spaces stay inside  ", "two  spaces stay inside"),
    ("text", "n\u0303andu\u0301", "ñandú"),
    ("text", "Kʼicheʼ", "Kʼicheʼ"),
    ("text", "فاطمة", "فاطمة"),
    ("text", "می\u200cخواهم", "می\u200cخواهم"),
    ("text", "[red]x[/] `$x` %s {0.__class__} <b> =1+1 \\", "[red]x[/] `$x` %s {0.__class__} <b> =1+1 \\"),
    ("text", "unknown", "unknown"),
    ("text", "a" * MAX_TEXT, "a" * MAX_TEXT),
    ("multiline", "one\r\ntwo\rthree\n", "one\ntwo\nthree"),
    ("integer", "-5", -5),
    ("integer", "007", 7),
    ("integer", " 3 ", 3),
    ("integer", "999999999", 999_999_999),
    ("bounded", "0", 0),
    ("bounded", "5", 5),
    ("date", "2011-04-30", PartialDate(2011, 4, 30)),
    ("date", "2011-04", PartialDate(2011, 4)),
    ("date", "2011", PartialDate(2011)),
    ("date", "2016~", PartialDate(2016, about=True)),
    ("date", "~2016-05", PartialDate(2016, 5, about=True)),
    ("date", "2016?", PartialDate(2016, about=True)),
    ("date", "about 2016", PartialDate(2016, about=True)),
    ("date", "Ca. 2016-05", PartialDate(2016, 5, about=True)),
    ("date", "alrededor de 2016", PartialDate(2016, about=True)),
    ("whole_date", "2011-04-30", PartialDate(2011, 4, 30)),
    ("datetime", "2026-11-20T14:30", datetime(2026, 11, 20, 14, 30)),  # noqa: DTZ001 - wall clock
    ("datetime", "2026-11-20 4:05", datetime(2026, 11, 20, 4, 5)),  # noqa: DTZ001 - wall clock
    ("phone", "+52 55 1234 5678", "+52 55 1234 5678"),
    ("phone", "(505) 555-0100", "(505) 555-0100"),
    ("phone", "+1 (505) 555-0100 ext. 12", "+1 (505) 555-0100 ext. 12"),
    ("phone", "505.555.0100x7", "505.555.0100x7"),
    ("note", "read", "read"),
    ("checkpoint", "no", "no"),
    ("repeat", "complete", "complete"),
)


@pytest.mark.parametrize(("name", "raw", "value"), TAKEN)
def test_what_is_taken(name: str, raw: Raw, value: Value) -> None:
    """Each type takes what people write, in one form, and changes no word of it."""
    assert question(name).parse(raw) == value


REFUSED: tuple[tuple[str, Raw, str, dict[str, object]], ...] = (
    ("yes_no", "", "yes-or-no", {}),
    ("yes_no", "Yes", "yes-or-no", {}),
    ("yes_no", "true", "yes-or-no", {}),
    ("yes_no", "y", "yes-or-no", {}),
    ("yes_no", "unknown", "yes-or-no", {}),
    ("yes_no", "yes\nno", "yes-or-no", {}),
    ("yes_no", ["yes"], "one-answer", {}),
    ("yes_no", "yes\x1b[31m", "control-characters", {}),
    ("select_one", "four", "no-such-choice", {}),
    ("select_one", "Two", "no-such-choice", {}),
    ("select_one", "", "no-such-choice", {}),
    ("select_one", ["two"], "one-answer", {}),
    ("country", "Mexico", "no-such-choice", {}),
    ("country", "mx", "no-such-choice", {}),
    ("select_multiple", ["one", "four"], "no-such-choice", {}),
    ("select_multiple", ["one", "one"], "chosen-twice", {}),
    ("select_multiple", "one one", "chosen-twice", {}),
    # A stray return never says that none of them is so.
    ("select_multiple", "", "empty", {}),
    ("select_multiple", " , ", "empty", {}),
    ("select_multiple", [""], "no-such-choice", {}),
    ("text", "", "empty", {}),
    ("text", " \t ", "empty", {}),
    ("text", "one\ntwo", "one-line", {}),
    ("text", ["words"], "one-answer", {}),
    ("text", "a" * (MAX_TEXT + 1), "too-long", {"most": MAX_TEXT}),
    ("text", "\x1b]52;c;x\x07", "control-characters", {}),
    ("text", "\x9b31m", "control-characters", {}),
    ("text", "a\x00b", "control-characters", {}),
    ("text", "a\x08b", "control-characters", {}),
    ("text", "a\x7fb", "control-characters", {}),
    ("text", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "control-characters", {}),
    ("text", "\N{LEFT-TO-RIGHT ISOLATE}abc", "control-characters", {}),
    ("text", "\ud800", "control-characters", {}),
    ("multiline", "\n \n", "empty", {}),
    ("integer", "", "whole-number", {}),
    ("integer", "3.0", "whole-number", {}),
    ("integer", "three", "whole-number", {}),
    ("integer", "1_000", "whole-number", {}),
    ("integer", "+3", "whole-number", {}),
    ("integer", "٣", "whole-number", {}),
    ("integer", "３", "whole-number", {}),
    ("integer", "1e3", "whole-number", {}),
    ("integer", "1" * 10, "whole-number", {}),
    ("integer", "1" * 5_000, "whole-number", {}),
    ("bounded", "-1", "at-least", {"least": 0}),
    ("bounded", "6", "at-most", {"most": 5}),
    ("date", "", "date", {}),
    ("date", "2011-02-30", "date", {}),
    ("date", "30/04/2011", "date", {}),
    ("date", "about 2011-04-30", "date", {}),
    ("date", "2011~~", "date", {}),
    ("date", "about", "date", {}),
    ("date", "0", "date", {}),
    ("date", "2010-13-45", "date", {}),
    ("whole_date", "2011-04", "date-precision", {"precision": "day"}),
    ("whole_date", "2011~", "date-precision", {"precision": "day"}),
    ("datetime", "2026-11-20", "datetime", {}),
    ("datetime", "2026-11-20T24:00", "datetime", {}),
    ("datetime", "2026-02-30T10:00", "datetime", {}),
    ("datetime", "2026-11-20T14:30Z", "datetime", {}),
    ("datetime", "2026-11-20T14:30:00", "datetime", {}),
    ("datetime", "14:30", "datetime", {}),
    ("phone", "call me", "phone", {}),
    ("phone", "911", "phone", {}),
    ("phone", "=1+555 555 0100", "phone", {}),
    ("phone", "5" * 60, "phone", {}),
    ("note", "yes", "read", {}),
    ("note", "", "read", {}),
    ("checkpoint", "", "yes-or-no", {}),
    ("repeat", "yes", "yes-or-no", {}),
)


@pytest.mark.parametrize(("name", "raw", "key", "facts"), REFUSED)
def test_what_is_refused(name: str, raw: Raw, key: str, facts: dict[str, object]) -> None:
    """Each type says why it does not take an answer, and nothing of the answer."""
    with pytest.raises(Refused) as refused:
        question(name).parse(raw)
    assert (refused.value.key, refused.value.facts) == (key, facts)


def test_every_refusal_has_its_sentence() -> None:
    """What a refusal names can be said in every language of the interface."""
    for _, _, key, facts in REFUSED:
        assert all(say(key, language, **facts) for language in LANGUAGES)


NAMES = [entry.question.name for entry in SCREEN.entries]
WRITTEN = st.one_of(
    st.text(max_size=12),
    st.lists(st.text(max_size=6), max_size=3),
    st.sampled_from([raw for _, raw, _ in TAKEN]),
    st.text("0123456789-~: T+().x", max_size=16),
)


@settings(max_examples=500)
@given(name=st.sampled_from(NAMES), raw=WRITTEN)
def test_whatever_is_typed_is_taken_or_refused(name: str, raw: Raw) -> None:
    """Any words become a value that the record gives back, or a refusal with a sentence and without the words."""
    one = question(name)
    found = parsed(one, raw)
    if isinstance(found, Refused):
        assert all(say(found.key, language, **found.facts) for language in LANGUAGES)
        assert found.args == (found.key,)
    else:
        assert one.parse(_recorded(one, found)) == found
        assert all(one.show(found, language) or found == () for language in LANGUAGES)


def parsed(one: Question, raw: Raw) -> Value | Refused:
    """The value, or why there is none."""
    try:
        return one.parse(raw)
    except Refused as refusal:
        return refusal


@settings(max_examples=300)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_a_value_comes_back_from_its_record(data: st.DataObject, name: str) -> None:
    """What a record holds of a value, in JSON or as YAML reads it, leads back to the same value."""
    one = question(name)
    value = data.draw(generators.values(one))
    assert one.parse(_recorded(one, value)) == value


def _recorded(one: Question, value: Value) -> Raw:
    """The value as a file gives it back: every scalar is text."""
    found: Any = json.loads(json.dumps(one.record(value)))
    return found if isinstance(found, list) else str(found)


@pytest.mark.parametrize(
    ("name", "value", "english", "spanish"),
    [
        ("yes_no", "yes", "Yes", "Sí"),
        ("checkpoint", "no", "No", "No"),
        ("select_one", "two", "Two", "two (es)"),
        ("country", "MX", "Country MX", "Country MX"),
        ("select_multiple", ("one", "three"), "One, Three", "one (es), three (es)"),
        ("select_multiple", (), "", ""),
        ("text", "her words", "her words", "her words"),
        ("integer", -5, "-5", "-5"),
        ("date", PartialDate(2016, 5, about=True), "2016-05~", "2016-05~"),
        ("datetime", datetime(2026, 11, 20, 4, 5), "2026-11-20 04:05", "2026-11-20 04:05"),  # noqa: DTZ001 - wall clock
    ],
)
def test_a_value_in_words(name: str, value: Value, english: str, spanish: str) -> None:
    """A value is told in the language asked for, or in English where there is nothing else."""
    assert [question(name).show(value, language) for language in ("en", "es", "fr")] == [english, spanish, english]


@pytest.mark.parametrize(
    ("name", "written", "refused"),
    [
        ("past_date", "2026-11-22", False),
        ("past_date", "2026-11-23", True),
        ("past_date", "2026-11", False),
        ("past_date", "2026", False),
        ("past_date", "2026-12", True),
        ("past_date", "2027~", False),
        ("past_date", "2028~", True),
        ("past_datetime", "2026-11-22T23:59", False),
        ("past_datetime", "2026-11-23T00:00", True),
        ("date", "2031-01-01", False),
        ("datetime", "2031-01-01T10:00", False),
    ],
)
def test_a_day_that_has_not_come_yet(name: str, written: str, refused: bool) -> None:  # noqa: FBT001 - what is expected
    """A date that cannot have come yet is refused where the question says so, and only then."""
    one = question(name)
    with pytest.raises(Refused) if refused else nullcontext() as told:
        one.check(one.parse(written), date(2026, 11, 22))
    assert told is None or told.value.key == "not-future"


def test_a_checkpoint_is_a_yes_or_no_question() -> None:
    """A checkpoint is answered, and asked about in conditions, as a yes-or-no question."""
    one = question("checkpoint")
    assert isinstance(one, Checkpoint)
    assert (one.kind, one.option_names) == ("choice", ("yes", "no"))
