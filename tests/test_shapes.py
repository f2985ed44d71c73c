"""Whatever has the wrong shape is told in our own words, at its place, and never with what a record holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from pydantic import BaseModel

from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.codes import codes
from screenkit.reference import Choice, ChoicesFile, ContactsFile, JurisdictionsFile, RecipientsFile, SourcesFile
from screenkit.response import Response
from screenkit.shapes import route_to, shape
from screenkit.source import Faults, read_json, read_yaml

LISTS = {"lists": {"countries": (Choice.model_validate({"name": "MX", "label": {"en": "Mexico"}}),)}}
QUESTION = {"name": "debt", "type": "yes_no", "label": {"en": "Do you owe money?"}}
SCREEN: dict[str, Any] = {
    "screen": "a",
    "version": "1.0.0",
    "title": {"en": "A"},
    "purpose": {"en": "B"},
    "translations": {"es": "unofficial"},
    "uses": ["case"],
    "questions": [
        {
            **QUESTION,
            "hint": {"en": "X"},
            "relevant": "a is yes",
            "verbatim": "true",
            "share": ["unit"],
            "said_by": ["child"],
        },
        {**QUESTION, "type": "select_one", "choices": "countries"},
        {**QUESTION, "type": "select_multiple", "choices": [{"name": "a", "label": {"en": "A"}, "also": ["b"]}]},
        {**QUESTION, "type": "text", "multiline": "true"},
        {**QUESTION, "type": "integer", "min": "0", "max": "9"},
        {**QUESTION, "type": "date", "precision": ["day"], "not_future": "true"},
        {**QUESTION, "type": "checkpoint", "ending": {"en": "X"}},
        {**QUESTION, "type": "group", "questions": [QUESTION]},
        {
            **QUESTION,
            "type": "repeat",
            "item": {"en": "Child"},
            "more": {"en": "Another?"},
            "min": "0",
            "max": "3",
            "questions": [QUESTION],
        },
    ],
    "define": {"concern": "debt is yes"},
    "indications": [{"name": "a", "label": {"en": "A"}, "when": "concern", "per": "children", "citation": "x"}],
    "next_steps": [
        {
            "name": "a",
            "each": ["b"],
            "when": "concern",
            "if_unsure": "c",
            "urgency": "soon",
            "action": {"en": "A"},
            "who": {"en": "A"},
            "contacts": ["d"],
            "due": {"within": "2 days", "after": ["e"]},
            "documents": ["f"],
            "citation": "x",
        }
    ],
    "assertions": [{"name": "a", "when": "concern", "then": "a", "citation": "x"}],
    "documents": [
        {"name": "a", "title": {"en": "A"}, "recipient": "unit", "items": ["debt"], "onward": {"en": "A"}},
    ],
    "suppress": [{"code": "missing-help", "at": "debt", "reason": "The words explain themselves."}],
    "cases": [
        {
            "name": "a",
            "story": {"en": "A"},
            "as_of": "2026-11-20T15:00",
            "answers": {"debt": "yes"},
            "expect": {"indicated": ["a"], "due": {"a": "b"}},
        }
    ],
}
CONTACT = {
    "name": "a",
    "label": {"en": "A"},
    "channel": "phone",
    "value": "1-505-555-0100",
    "source": "a",
    "checked_on": "2026-11-22",
}
SHAPES: dict[type[BaseModel], dict[str, Any]] = {
    AuthoredScreen: SCREEN,
    SharedGroup: {"group": "a", "label": {"en": "A"}, "translations": {"es": "agency"}, "questions": [QUESTION]},
    SourcesFile: {
        "sources": [{"id": "a", "title": "A", "checked_on": "2026-11-22", "confidence": "high", "places": {"b": "B"}}]
    },
    ContactsFile: {"contacts": [{**CONTACT, "confidence": "low", "hours": {"en": "A"}}]},
    JurisdictionsFile: {
        "jurisdictions": [
            {
                "name": "a",
                "label": {"en": "A"},
                "timezone": "America/Denver",
                "holidays": {"country": "US", "subdivision": "NM"},
                "citation": "a",
            }
        ]
    },
    RecipientsFile: {"recipients": [{"name": "a", "label": {"en": "A"}}]},
    ChoicesFile: {"choices": [{"name": "a", "label": {"en": "A"}, "also": ["b"]}]},
    Response: {
        "format": "screenkit-response/1",
        "id": "k7m2-x9qd",
        "case": "C",
        "screen": {"id": "a", "version": "1.0.0", "sha256": "0"},
        "language": "en",
        "practice": "true",
        "utc_offset": "-360",
        "events": [
            {
                "seq": "1",
                "at": "2026-11-20T21:30:00Z",
                "kind": "answered",
                "item": "debt",
                "instance": "1",
                "answer": ["yes"],
                "said_by": "child",
                "text": "T",
                "items": ["debt"],
            },
            {"seq": "2", "at": "2026-11-20T21:30:00Z", "kind": "answered", "answer": {"absent": "unknown"}},
        ],
    },
}
CANARY = "Maria Canary"
OTHERS: tuple[object, ...] = ("", CANARY, [], [CANARY], [[]], {}, {CANARY: CANARY}, [{}], "9" * 30, "x" * 100)


def routes(value: object, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The route to every value below a value."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in below:
        yield (*route, part)
        yield from routes(inner, (*route, part))


def broken(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The whole with one value of it missing, of another kind, or beside something that does not belong there."""
    for route in routes(whole):
        for other in (*OTHERS, None, ...):
            copy = deepcopy(whole)
            parent: Any = copy
            for part in route[:-1]:
                parent = parent[part]
            if other is None:
                del parent[route[-1]]
            elif other is not ...:
                parent[route[-1]] = other
            elif isinstance(parent, dict):
                parent[CANARY] = CANARY
            yield copy


def told(model: type[BaseModel], value: object, *, confidential: bool = False) -> list[str]:
    """Code, place and message of everything that does not fit."""
    document = read_json(json.dumps(value).encode(), "a.json", confidential=confidential)
    try:
        shape(document, model, LISTS)
    except Faults as faults:
        return [f"{fault.code} {fault.message}" for fault in faults.diagnostics]
    return []


@pytest.mark.parametrize("model", SHAPES)
def test_what_is_whole_is_taken(model: type[BaseModel]) -> None:
    """The examples that the other tests break have the shape of their model."""
    assert told(model, SHAPES[model]) == []


@pytest.mark.parametrize("model", SHAPES)
def test_every_fault_is_told_in_our_words(model: type[BaseModel]) -> None:
    """Whatever stands where something else belongs has a code with a page, and a message that is a phrase of ours."""
    faults = {fault for value in broken(SHAPES[model]) for fault in told(model, value)}
    assert len(faults) >= 5
    for fault in faults:
        code, _, message = fault.partition(" ")
        assert code in codes(), fault
        assert message[0].islower() or message[0] == "`", fault
        assert "something else belongs here" not in message
        assert not message.endswith(".")


def test_one_value_is_one_fault() -> None:
    """An answer that could have several shapes and has none of them is told once."""
    record = deepcopy(SHAPES[Response])
    record["events"][0]["answer"] = [[]]
    record["events"][1]["answer"] = {"absent": "forgotten"}
    assert told(Response, record) == ["wrong-shape a text, a list of texts or a reason for no value belongs here"] * 2


def test_a_record_is_never_quoted() -> None:
    """No message about a confidential file holds a value, or a key that may be one."""
    faults = {fault for value in broken(SHAPES[Response]) for fault in told(Response, value, confidential=True)}
    assert "unknown-key this is not a key here" in faults
    assert not [fault for fault in faults if "Canary" in fault or "999" in fault]


def test_places_and_hints() -> None:
    """A fault stands at the key or value that is wrong, and a near key of that very place is suggested."""
    written = """\
screen: a
version: 1.0.0
title: {en: A, english: B}
purpose: {en: ""}
questions:
  - name: debt
    type: yesno
  - name: lender
    type: select_one
    label: {en: Who?}
    choices:
      - {name: a, label: {en: A}, helpp: x}
      - {nam: b, label: {en: A}}
    said_by: [child, neighbour]
define:
  Serious: debt is yes
next_steps:
  - {name: a, urgency: soon, action: {en: A}, citation: x, dew: {within: 2 days}, help: x}
"""
    with pytest.raises(Faults) as refused:
        shape(read_yaml(written.encode(), "a.yaml"), AuthoredScreen)
    assert (
        str(refused.value)
        == """\
a.yaml:3:16: error[unknown-language]: `english` is no language code
    3 | title: {en: A, english: B}
      |                ^^^^^^^
  hint: a code is two or three letters, such as `en` or `es`
a.yaml:4:15: error[empty-text]: the `en` text is empty
    4 | purpose: {en: ""}
      |               ^^
a.yaml:7:11: error[unknown-type]: type `yesno` does not exist
    7 |     type: yesno
      |           ^^^^^
  hint: did you mean `yes_no`?
a.yaml:12:35: error[unknown-key]: `helpp` is not a key here
   12 |       - {name: a, label: {en: A}, helpp: x}
      |                                   ^^^^^
a.yaml:13:9: error[missing-key]: `name` is missing
   13 |       - {nam: b, label: {en: A}}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^
a.yaml:13:10: error[unknown-key]: `nam` is not a key here
   13 |       - {nam: b, label: {en: A}}
      |          ^^^
  hint: did you mean `name`?
a.yaml:14:22: error[impossible-value]: `said_by` does not take this value
   14 |     said_by: [child, neighbour]
      |                      ^^^^^^^^^
  hint: it takes `child`, `caregiver`, `document` or `observation`
a.yaml:16:3: error[bad-name]: a name is lower-case letters, digits and `_`, and begins with a letter
   16 |   Serious: debt is yes
      |   ^^^^^^^
a.yaml:18:60: error[unknown-key]: `dew` is not a key here
   18 |   - {name: a, urgency: soon, action: {en: A}, citation: x, dew: {within: 2 days}, help: x}
      |                                                            ^^^
  hint: did you mean `due`?
a.yaml:18:83: error[unknown-key]: `help` is not a key here
   18 |   - {name: a, urgency: soon, action: {en: A}, citation: x, dew: {within: 2 days}, help: x}
      |                                                                                   ^^^^"""
    )


def test_the_faults_past_the_first_hundred_are_counted_as_one() -> None:
    """A file with very many faults is told to have them."""
    faults = told(RecipientsFile, {"recipients": [{}] * 60})
    assert len(faults) == 101
    assert faults[-1] == "too-many-faults the file has more than 100 faults; the others are not shown"


def test_the_route_leaves_out_what_only_pydantic_names() -> None:
    """The type of a question and the inside of a list of choices are no parts of the document."""
    document = read_json(json.dumps(SCREEN).encode(), "a.json")
    loc = ("questions", 2, "select_multiple", "choices", "choices", 0, "label", "fr")
    assert route_to(document, loc) == (("questions", 2, "choices", 0, "label"), ("fr",))
    assert route_to(document, ("nothing", 0)) == ((), ("nothing", 0))


def test_a_kind_of_error_that_nobody_foresaw_is_still_in_our_words() -> None:
    """What pydantic may say in a later version is told without its sentence."""

    class Later(BaseModel):
        """Something with a kind of value that no file of ours has."""

        much: float

    assert told(Later, {"much": CANARY}) == ["wrong-shape something else belongs here"]


def test_what_an_author_wrote_in_braces_stays_as_it_is() -> None:
    """A message of ours is whole already: braces in it are not filled in."""
    screen = {**SCREEN, "title": "{word}", "questions": [{**QUESTION, "type": "select_one", "choices": "{word}"}]}
    assert told(AuthoredScreen, screen) == [
        "wrong-shape a text is written for each language, such as `{en: Yes}`",
        "unknown-list list `{word}` does not exist",
    ]
