"""Invented records with a word of its own in everything that was said: none is in a document that may not hold it.

`pytest tests/test_leaks.py --records 10000` makes so many; without it, a few hundred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from itertools import count
from random import Random

import pytest

from screenkit.answers import Absent, Answer, Item
from screenkit.disclosure import Occasion, occasions, project
from screenkit.paper import Paper
from screenkit.questions import (
    Checkpoint,
    Choosing,
    Common,
    Date,
    DateTime,
    Group,
    Integer,
    Note,
    Phone,
    Repeat,
    SelectMultiple,
    TextQuestion,
    YesNo,
)
from screenkit.render_paper import FORMATS
from screenkit.response import Response, answered, happened
from screenkit.screen import Screen
from screenkit.summarize import summarizer_at
from scripted import NOON, SHIPPED, begun, shipped_screen
from test_disclosure import SLOW_TO_READ
from written import words_of

LATER = NOON + timedelta(days=2)
WORD = re.compile(r"zq[0-9]+x")
"""No word of ours or of a screen looks so."""
EVERY, EVERY_SLOW = 20, 200
"""Of so many records one is set in each form: whatever sets them is given nothing but the document."""
LANGUAGES = ("en", "es")
SILENT, NOTED, ENDED = 0.2, 0.1, 0.5
WRITTEN: Mapping[type[Common], tuple[str, ...]] = {
    YesNo: ("yes", "no"),
    Phone: ("+52 555 555 0100",),
    Integer: ("1", "2"),
    Date: ("1990", "2010-05", "2018-03-04", "2025-01"),
    DateTime: ("2026-11-12T09:00", "2026-11-19T14:30"),
}
"""Answers that are in nobody's own words: only which questions a document holds can be compared."""


def said(random: Random, question: Common, word: Callable[[], str]) -> Answer:
    """Something that could be answered: in one's own words a word found nowhere else."""
    if isinstance(question, Checkpoint | Note):
        return "yes" if isinstance(question, Checkpoint) else "read"
    if random.random() < SILENT:
        return random.choice([*Absent])
    if isinstance(question, TextQuestion):
        return word()
    if isinstance(question, Choosing):
        chosen = random.sample(question.option_names, min(2, len(question.option_names)))
        return tuple(chosen) if isinstance(question, SelectMultiple) else chosen[0]
    return question.parse(random.choice(WRITTEN[type(question)]))


def invented(screen: Screen, random: Random) -> tuple[Response, dict[str, str]]:
    """A finished record with an answer to every question, asked or not, and by each word what it answered."""
    response, planted, words = begun(screen), {}, count()

    def word(path: str) -> str:
        planted[found := f"zq{next(words)}x"] = path
        return found

    for entry in screen.entries:
        instances = range(1, random.randint(1, 3)) if isinstance(entry.question, Repeat) else ()
        for instance in instances:
            response = happened(response, NOON, "added", item=entry.question.name, instance=instance)
        items = [(inner.question, inner.item(one)) for one in instances for inner in entry.inner]
        if not isinstance(entry.question, Repeat | Group):
            items.append((entry.question, entry.item()))
        elif isinstance(entry.question, Repeat) and random.random() < ENDED:
            response = answered(screen, response, entry.item(), "complete", NOON)
        for question, item in items:
            path = f"{item.repeat}.{item.name}" if item.repeat else item.name
            answer = said(random, question, lambda path=path: word(path))
            response = answered(screen, response, item, answer, NOON)
            if random.random() < NOTED:
                response = happened(response, NOON, "noted", item=str(item), text=word("a note"))
    for document in screen.documents:
        facts = {"document": document.rule.name, "by": "parent"}
        response = happened(response, NOON, "consented", **facts, recipient=document.rule.recipient, until=LATER.date())
        response = happened(
            response, NOON, "released", document=document.rule.name, by=word("a name"), text=word("a reason")
        )
    return happened(response, NOON, "completed"), planted


def papers(screen: Screen, response: Response, language: str) -> Iterator[tuple[Occasion, Paper]]:
    """Every document of the screen, and each of those for one value that this record asks for."""
    found = {one.rule.name: Occasion(one) for one in screen.documents}
    asked = occasions(screen, summarizer_at(screen, response, LATER).facts)
    for one in {**found, **{one.name: one for one in asked}}.values():
        yield one, project(screen, response, one, LATER, language)


def leaks(screen: Screen, occasion: Occasion, told: str, planted: dict[str, str]) -> Iterator[str]:
    """What stands there that its question does not share with this recipient, or the document does not name."""
    rule = occasion.document.rule
    for word in WORD.findall(told):
        repeat, _, name = planted[word].rpartition(".")
        if planted[word] not in rule.items or rule.recipient not in screen.question(Item(name, repeat)).share:
            yield f"{screen.id} {occasion.name} {planted[word]}"


@cache
def screens() -> tuple[Screen, ...]:
    """Those that have documents."""
    return tuple(one for name in SHIPPED if (one := shipped_screen(name)).documents)


@pytest.mark.timeout(3600)  # for as many as are wanted
def test_no_invented_record_tells_a_recipient_what_is_not_theirs(request: pytest.FixtureRequest) -> None:
    """Every document for every recipient as it is before it is set, and some in each form that they are set in."""
    random = Random(7731)  # noqa: S311 - no secret
    found: list[str] = []
    told: Counter[str] = Counter()
    for number in range(int(request.config.getoption("--records"))):
        screen = screens()[number % len(screens())]
        response, planted = invented(screen, random)
        for occasion, paper in papers(screen, response, LANGUAGES[number % 2]):
            rule = occasion.document.rule
            assert tuple(row.item for row in paper.rows) == rule.items
            found += leaks(screen, occasion, paper.model_dump_json(), planted)
            told[rule.recipient] += len(WORD.findall(paper.model_dump_json()))
            for form, write in FORMATS.items():
                if number % (EVERY_SLOW if form in SLOW_TO_READ else EVERY) == 0:
                    found += leaks(screen, occasion, words_of(write(paper, 80)), planted)
    assert found == []
    assert {"unit", "attorney", "otip", "consulate", "interpreter", "family"} <= {one for one in told if told[one]}


def test_a_leak_would_be_noticed() -> None:
    """A word that a document does not name, or that its question does not share with this recipient, is told."""
    screen = shipped_screen("trafficking-nm10")
    response, planted = invented(screen, Random(1))  # noqa: S311 - no secret
    (occasion, paper), *_ = papers(screen, response, "en")
    for path in ("a note", "a reason", "debt_owed_to"):
        planted["zq999999x"] = path
        is_theirs = path in occasion.document.rule.items
        assert [*leaks(screen, occasion, f"{paper.title} zq999999x", planted)] == (
            [] if is_theirs else [f"{screen.id} {occasion.name} {path}"]
        )
