"""Conditions."""
from __future__ import annotations
from datetime import UTC
from hypothesis import given, settings, strategies as st
import generators
import reference_evaluator as reference
from screenkit.facts import Truth
from screenkit.standing import facts_of
from screenkit.summarize import Summarizer

WORDS = {Truth.YES: "certain", Truth.MAYBE: "possible", Truth.NO: "ruled out"}
VERDICTS = {"indicated":"certain","not-settled":"possible","not-indicated":"ruled out"}

@settings(max_examples=300, deadline=None)
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
