"""What conditions come to in the interviews that are tried, against their formulas."""

from __future__ import annotations

from time import monotonic

import pytest
from small_screens import TODAY, drafted

from screenkit.prove.study import Study
from screenkit.prove.tried import Lanes


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_lanes_are_those_of_the_formulas(start: int) -> None:
    """Conditions without one of their parts: joined from lanes, and as formulas with one instance of each repeat."""
    for seed in range(start, start + 20):
        screen, draft = drafted(seed)
        study = Study(screen, draft, TODAY, monotonic() + 60)
        pool = study.search.pool
        ground = study.search.ground({entry.question.name: 1 for entry in screen.repeats()})
        for written in study.places.everything():
            for part in written.line.parts():
                joined = study.tried.truth(part.without)
                formulas = study.world.truth(part.without)
                for lanes, node in zip(joined, formulas, strict=True):
                    assert isinstance(lanes, Lanes)
                    assert lanes & pool.lanes == pool.word(ground.of(node, 1))
