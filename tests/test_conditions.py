"""Conditions."""
from __future__ import annotations
from dataclasses import replace
from datetime import UTC
from hypothesis import given, settings, strategies as st
import generators
from generators import COUNTRIES, OPTIONS, Known, Sight, asked, repeated
import reference_evaluator as reference
from screenkit.conditions import Scope, parse_condition
from screenkit.facts import Truth
from screenkit.screen import Screen
from screenkit.standing import facts_of
from screenkit.summarize import Summarizer

WORDS = {Truth.YES: "certain", Truth.MAYBE: "possible", Truth.NO: "ruled out"}
VERDICTS = {"indicated":"certain","not-settled":"possible","not-indicated":"ruled out"}

@settings(max_examples=200, deadline=None)
@given(data=st.data(), authored=generators.screens(), today=st.sampled_from(generators.DAYS))
def test_agree(data, authored, today):
    screen = generators.load(authored)
    for _ in range(3):
        given = data.draw(generators.givens(screen))
        world = reference.World(screen, given, today)
        facts = facts_of(screen, given, today)
        assert {i: WORDS[facts.relevant(i)] for _, i in reference.every_item(world)} == {i: reference.WORDS[world.asked(i)] for _, i in reference.every_item(world)}
        s = Summarizer(screen, facts, UTC, "en")
        assert {i.name: VERDICTS[i.verdict] for i in s.indications()} == reference.verdicts(world)
        assert [(i.name,i.each,"certain" if i.settled else "possible",i.follows) for i in s.steps()] == reference.steps(world)

CHOICES = [{"name": name, "label": {"en": name}} for name in OPTIONS]
GATED = {"relevant": "gate is yes"}
PEOPLE = [
    asked("lost", **GATED), asked("hungry"),
    asked("land", "select_one", choices="countries"),
    asked("lands", "select_multiple", choices="countries"),
    asked("came", "date"), asked("rooms", "integer"),
]
SIGHTS = (
    Sight((Known("gate","yes_no",("yes","no")), Known("debt", "yes_no", ("yes", "no")), Known("paid", "yes_no", ("yes", "no")), Known("pick", "select_one", OPTIONS), Known("picks", "select_multiple", OPTIONS), Known("words", "text"))),
    Sight((Known("born", "date"), Known("met", "date"), Known("seen", "datetime"), Known("told", "date"))),
    Sight((Known("age_said", "integer"), Known("rooms_said", "integer"), Known("beds", "integer"))),
    Sight((Known("home", "select_country", COUNTRIES), Known("homes", "select_countries", COUNTRIES)), each=True),
    Sight((Known("debt", "yes_no", ("yes", "no")),), {"people": (Known("lost", "yes_no", ("yes", "no")), Known("hungry", "yes_no", ("yes", "no")), Known("came", "date"), Known("rooms", "integer")), "others": (Known("calm", "yes_no", ("yes", "no")),)}),
    Sight((Known("home", "select_country", COUNTRIES),), {"people": (Known("land", "select_country", COUNTRIES), Known("lands", "select_countries", COUNTRIES))}, each=True),
)
MAPPED = generators.authored([
    asked("gate"), asked("debt"), asked("paid", **GATED),
    asked("pick", "select_one", choices=CHOICES), asked("picks", "select_multiple", choices=CHOICES),
    asked("words", "text"), asked("born", "date"), asked("met", "date", **GATED), asked("seen", "datetime"), asked("told", "date"),
    asked("age_said", "integer"), asked("rooms_said", "integer"), asked("beds", "integer", **GATED),
    asked("home", "select_one", choices="countries"), asked("homes", "select_multiple", choices="countries", **GATED),
    repeated("people", PEOPLE), repeated("others", [asked("calm")], **GATED),
])
SCREEN = generators.load(MAPPED)

def scope(screen: Screen, inside="", each=None):
    return Scope({e.question.name: e.question for e in screen.entries}, {e.question.name: {i.question.name: i.question for i in e.inner} for e in screen.repeats()}, inside, each)

@settings(max_examples=500, deadline=None)
@given(data=st.data(), sight=st.sampled_from(SIGHTS), today=st.sampled_from(generators.DAYS))
def test_agree2(data, sight, today):
    each = SCREEN.question(generators.Item("home")) if sight.each else None
    text = data.draw(generators.conditions(sight, 2))
    condition = parse_condition(text, scope(SCREEN, each=each))
    for _ in range(2):
        given = data.draw(generators.givens(SCREEN, only={'gate'} | {n for r in condition.refs() for n in (r.name, r.repeat)}))
        facts, world = facts_of(SCREEN, given, today), reference.World(SCREEN, given, today)
        value = data.draw(st.sampled_from((*COUNTRIES, *"????"))) if each else None
        if value == "?":
            named = data.draw(st.frozensets(st.sampled_from(COUNTRIES)))
            facts, world = replace(facts, each_is_new=True, named=named), replace(world, new=True, named=named)
        elif value:
            facts, world = replace(facts, each=value), replace(world, each=value)
        assert WORDS[condition.closure()(facts, 0)] == reference.WORDS[reference.truth(condition, world)]
