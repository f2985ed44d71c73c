"""The flat form: what a script writes as answers, what of it is refused and where, and that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, repeated, yaml_of
from screenkit.answers import Absent, Item, PartialDate
from screenkit.diagnostics import Diagnostic
from screenkit.flat import answers_of, flat_answers
from screenkit.source import Document, Faults, read_json, read_yaml
from screenkit.standing import Given

CHOICES = [{"name": name, "label": generators.say(name)} for name in ("passport", "letter")]
SCREEN = generators.load(
    generators.authored(
        [
            asked("debt"),
            asked("papers", "select_multiple", choices=CHOICES),
            asked("story", "text"),
            asked("rooms", "integer"),
            asked("born_on", "date", not_future="true"),
            asked("taken_at", "datetime"),
            asked("intro", "note"),
            asked("group", "group", questions=[asked("grouped")]),
            repeated("children", [asked("calm"), asked("name", "text")], max="2"),
        ]
    )
)
CANARY = "canary-7731"


def document(text: str) -> Document:
    """A confidential record, as it is written by hand."""
    return read_yaml(text.encode(), "record.yaml", confidential=True)


def read(text: str) -> Given:
    """What the YAML answers."""
    return answers_of(SCREEN, document(text), ())


def test_every_way_to_write_an_answer() -> None:
    """Values stand as they are, reasons as `absent`, repeats as lists; a question not mentioned has no answer."""
    found = read(
        """\
debt: no
papers: [letter, passport]
story: "her: own words"
rooms: 012
born_on: 2016~
taken_at: 2026-11-20T14:30
intro: read
grouped: {absent: declined}
children:
  - calm: yes
    name: Sol
  - calm: {absent: not-asked}
"""
    )
    assert found == Given(
        {
            Item("debt"): "no",
            Item("papers"): ("passport", "letter"),
            Item("story"): "her: own words",
            Item("rooms"): 12,
            Item("born_on"): PartialDate(2016, about=True),
            Item("taken_at"): datetime(2026, 11, 20, 14, 30),  # noqa: DTZ001 - wall clock
            Item("intro"): "read",
            Item("grouped"): Absent.DECLINED,
            Item("calm", "children", 1): "yes",
            Item("name", "children", 1): "Sol",
            Item("calm", "children", 2): Absent.NOT_ASKED,
            Item("children"): "complete",
        },
        {"children": (1, 2)},
    )


@pytest.mark.parametrize(
    ("text", "answer", "instances"),
    [
        ("children: []", "complete", ()),
        ("children: [{calm: yes}]", "complete", (1,)),
        ("children: {absent: declined}", Absent.DECLINED, ()),
        ("children: {items: [{calm: yes}, {}], more: {absent: unknown}}", Absent.UNKNOWN, (1, 2)),
        ("children: {items: [{calm: yes}]}", None, (1,)),
        ("children: {items: []}", None, ()),
    ],
)
def test_a_list_is_complete_unless_it_says_otherwise(text: str, answer: object, instances: tuple[int, ...]) -> None:
    """A bare list says that there are no more; with `items` it says that nobody knows, or that nobody asked yet."""
    found = read(text)
    assert found.answers.get(Item("children")) == answer
    assert found.instances == {"children": instances}


def test_an_empty_list_of_choices_is_an_answer() -> None:
    """None of them is so: that is something else than no answer."""
    assert read("papers: []").answers == {Item("papers"): ()}


ABSENT_HINT = "write {absent: unknown}, {absent: declined} or {absent: not-asked}"


@pytest.mark.parametrize(
    ("text", "code", "message", "hint", "place"),
    [
        ("deb: yes", "unknown-question", "this question does not exist", "did you mean `debt`?", "1:1"),
        ("group: yes", "unknown-question", "this question does not exist", "did you mean `grouped`?", "1:1"),
        ("calm: yes", "unknown-question", "this question does not exist", None, "1:1"),
        ("debt: maybe", "refused-answer", "`debt`: answer yes or no", None, "1:7"),
        ("debt: [yes]", "refused-answer", "`debt`: give one answer", None, "1:7"),
        ("debt: [[yes]]", "wrong-shape", "`debt` takes a list of choices", None, "1:7"),
        ("papers: [letter, letter]", "refused-answer", "`papers`: name each answer once", None, "1:9"),
        ("papers: [{letter: yes}]", "wrong-shape", "`papers` takes a list of choices", None, "1:9"),
        ("rooms: many", "refused-answer", "`rooms`: give a whole number, for example 3", None, "1:8"),
        ("born_on: 2031", "refused-answer", "`born_on`: this day has not come yet", None, "1:10"),
        ("debt: {absent: no}", "wrong-shape", "`debt` has neither a value nor a reason for none", ABSENT_HINT, "1:7"),
        (
            "debt: {absent: unknown, x: y}",
            "wrong-shape",
            "`debt` has neither a value nor a reason for none",
            ABSENT_HINT,
            "1:7",
        ),
        ("debt: {value: yes}", "wrong-shape", "`debt` has neither a value nor a reason for none", ABSENT_HINT, "1:7"),
        ("children: Sol", "wrong-shape", "`children` takes a list, one entry each", None, "1:11"),
        ("children: {items: Sol}", "wrong-shape", "`children` takes a list, one entry each", None, "1:11"),
        ("children: [Sol]", "wrong-shape", "a mapping of questions to answers belongs here", None, "1:12"),
        ("children: [{debt: yes}]", "unknown-question", "this question does not exist", None, "1:13"),
        ("children:\n  - calm: yes\n  - calm: so", "refused-answer", "`calm`: answer yes or no", None, "3:11"),
        (
            "children: {items: [], more: yes}",
            "wrong-shape",
            "`more` of `children` is a reason for not knowing",
            None,
            "1:29",
        ),
        ("children: {items: [], else: yes}", "unknown-key", "this is not a key here", None, "1:23"),
        (
            "children: [{}, {}, {}]",
            "refused-answer",
            "`children`: this screen holds 2 at most; write the others into a note",
            None,
            "1:11",
        ),
    ],
)
def test_what_is_no_answer(text: str, code: str, message: str, hint: str | None, place: str) -> None:
    """Each answer that is none is told at its place, by the name of its question and not by what was written."""
    with pytest.raises(Faults) as refused:
        answers_of(SCREEN, document(text), (), date(2026, 11, 22))
    (fault,) = refused.value.diagnostics
    assert fault.place is not None
    assert (fault.code, fault.message, fault.hint) == (code, message, hint)
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert fault.excerpt is None


def test_all_faults_are_told_at_once() -> None:
    """A script learns of every answer that is none in one go."""
    with pytest.raises(Faults) as refused:
        read("debt: maybe\nrooms: many\nchildren: [{calm: so}]")
    assert [fault.message for fault in refused.value.diagnostics] == [
        "`debt`: answer yes or no",
        "`rooms`: give a whole number, for example 3",
        "`calm`: answer yes or no",
    ]


LEAVES = st.sampled_from([CANARY, f"{CANARY} ", "yes", "2031", "read"])
SHAPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["absent", "items", "more", "calm", "name"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from([entry.question.name for entry in SCREEN.entries]), SHAPES, max_size=4))
def test_no_fault_tells_what_was_answered(written: dict[str, object]) -> None:
    """Whatever shape the answers have, the faults name questions and hold nothing of the answers."""
    assert [fault for fault in faults_of(written) if CANARY in f"{fault!r}{fault}"] == []


def faults_of(written: dict[str, object]) -> tuple[Diagnostic, ...]:
    """What is wrong with the answers."""
    try:
        answers_of(SCREEN, _as_json(written), (), date(2026, 11, 22))
    except Faults as faults:
        return faults.diagnostics
    return ()


def _as_json(written: dict[str, object]) -> Document:
    return read_json(json.dumps(written).encode(), "record.json", confidential=True)


def _as_yaml(written: dict[str, object]) -> Document:
    return read_yaml(yaml_of(written).encode(), "record.yaml", confidential=True)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), authored=generators.screens(), way=st.sampled_from([_as_json, _as_yaml]))
def test_what_is_written_is_read_back(
    data: st.DataObject, authored: generators.Mapped, way: Callable[[dict[str, object]], Document]
) -> None:
    """Saving answers in the flat form and loading them changes nothing, be they in force or set aside."""
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen))
    assert answers_of(screen, way(flat_answers(screen, given)), ()) == given


WORDS = st.text(min_size=1, max_size=20)


@settings(max_examples=300)
@given(words=WORDS, way=st.sampled_from([_as_json, _as_yaml]))
def test_own_words_are_kept_to_the_letter(words: str, way: Callable[[dict[str, object]], Document]) -> None:
    """Whatever words a question takes come back from a file as they were."""
    try:
        given = answers_of(SCREEN, _as_json({"story": words}), ())
    except Faults:
        return
    assert answers_of(SCREEN, way(flat_answers(SCREEN, given)), ()) == given
