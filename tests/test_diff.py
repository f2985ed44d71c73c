"""What differs between two versions of a screen, and for whom; held against plain enumeration of all answers."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generators import asked, authored, indication, load, repeated, step
from screenkit.diff import DiffReport, compare
from screenkit.facts import Truth
from screenkit.flat import answers_of
from screenkit.schedule import due_of
from screenkit.screen import Screen
from screenkit.source import Faults, read_yaml
from screenkit.standing import Given, facts_of
from screenkit.steps import happenings

sys.path.insert(0, str(Path(__file__).parent / "prove"))

from small_screens import TODAY, Author, interviews, is_small

Mapped = dict[str, Any]
Change = tuple[str, str, str]


# The property: what differs is what plain enumeration finds.


def outcome(screen: Screen, given: Given) -> set[tuple[str, ...]]:
    """Everything that comes of answers, by name: as the program itself works it out."""
    facts = facts_of(screen, given, TODAY)
    found: set[tuple[str, ...]] = set()
    for one in screen.indications:
        per = one.rule.per
        for number in facts.roster(per).instances if per else (0,):
            found.add(("indication", one.rule.name, str(number), one.check(facts, number).name))
    for one in happenings(screen, facts):
        found.add(("step", one.step.rule.name, one.name_of_each, one.truth.name))
        due = due_of(screen, facts, one.step.rule.due, UTC, "en")
        found.add(("due", one.step.rule.name, due.within if due else "", str(due and due.at), str(due and due.at_latest)))
    return {one for one in found if one[-1] != Truth.NO.name}


def conditions(screen: Mapped) -> list[tuple[Mapped, str]]:
    """Every place of a screen that holds a condition."""
    found = [(one, "when") for key in ("indications", "next_steps") for one in screen[key] if "when" in one]
    found += [(screen["define"], name) for name in screen["define"]]
    for one in screen["questions"]:
        found += [(inner, "relevant") for inner in (one, *one.get("questions", ())) if "relevant" in inner]
    return found


_SWAPS = (
    ("possibly(", "("), ("unsure(", "possibly("), (" and ", " or "), (" or ", " and "), (" is ", " is not "),
    (" yes", " no"), (" no", " yes"), (" < ", " <= "), (" >= ", " > "), ("17", "18"), ("any(", "all("), ("unknown", "declined"),
    (" MX", " GT"), ("asked(", "answered("), (" in ", " not in "), (") >= 1", ") >= 2"), (" <= ", " < "),
)  # fmt: skip


def mutated(screen: Mapped, random: Random) -> Mapped:
    """The screen with one thing otherwise, which may or may not matter."""
    screen = copy.deepcopy(screen)
    places = conditions(screen)
    owner, key = random.choice(places)
    way = random.randrange(10)
    steps = screen["next_steps"]
    if way == 0:
        steps[0] |= {"due": {"within": random.choice(("24 hours", "2 days")), "after": random.choice((["began"], []))}}
    elif way == 1:
        steps[0].pop("if_unsure", None)
    elif way == 2:
        owner[key] = f"({owner[key]}) and ({owner[key]})"
    elif way == 3:
        owner[key] = f"({owner[key]}) or ({random.choice(places)[0].get(key, owner[key])})"
    elif way == 4 and len(steps) > 1:
        del steps[random.randrange(len(steps))]
    elif way == 5 and "each" in steps[0]:
        steps[0]["each"] = steps[0]["each"][:1]
    else:
        swaps = [swap for swap in _SWAPS if swap[0] in owner[key]]
        if swaps:
            owner[key] = owner[key].replace(*random.choice(swaps), 1)
    return screen


def pair(seed: int) -> tuple[Screen, Screen] | None:
    """Two versions of a random screen; None where the second has faults."""
    random = Random(seed)
    screen = Author(random).screen()
    if seed % 3 == 0:
        screen["questions"].insert(0, asked("began", "datetime"))
        screen["next_steps"][0]["due"] = {"within": "24 hours", "after": ["began"]}
    try:
        return load(screen), load(mutated(screen, random))
    except Faults:
        return None


def enumerated(old: Screen, new: Screen, random: Random) -> tuple[list[Given], bool]:
    """Interviews with both, and whether they are all that can be told apart."""
    more = {f"more_{number}": words for number, words in enumerate(_texts(new))}
    define = {**old.authored.define, **more}
    both = replace(old, authored=old.authored.model_copy(update={"define": define}))
    return interviews(both, random), is_small(both)


def _texts(screen: Screen) -> Iterator[str]:
    yield from (rule.when or "" for rule in (*screen.authored.indications, *screen.authored.next_steps))
    yield from (entry.question.relevant or "" for entry in screen.all_entries())
    yield from screen.authored.define.values()


def agree(seed: int) -> tuple[int, int, int]:
    """Compare two random versions; whether they were compared, were small, and differed."""
    versions = pair(seed)
    if versions is None:
        return 0, 0, 0
    old, new = versions
    found = [one for one in compare(old, new, TODAY, 60).changes if one.kind == "changes-outcomes"]
    assert not [one for one in found if one.code == "undecided"]
    tried, small = enumerated(old, new, Random(seed))
    differing = [given for given in tried if outcome(old, given) != outcome(new, given)]
    assert found or not differing, (seed, differing[0])
    for one in found:
        assert one.family, seed
        if one.family.case is not None:
            given = given_of(new, one.family.case)
            assert outcome(old, given) != outcome(new, given), (seed, one)
    if small and found and not differing:
        sys.stderr.write(f"{seed}: {found}\n")
    return 1, int(small), int(bool(found))


def given_of(screen: Screen, case: str) -> Given:
    """The answers of a case."""
    document = read_yaml(f"cases:\n{case}\n".encode(), "case")
    return answers_of(screen, document, ("cases", 0, "answers"))


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_outcomes_change_where_trying_finds_a_change(start: int) -> None:
    """Of two random versions, an outcome changes exactly where some answers lead to something else."""
    counted = [agree(seed) for seed in range(start, start + 100)]
    compared, small, differed = (sum(column) for column in zip(*counted, strict=True))
    assert compared > 60
    assert small > 30
    assert 20 < differed < compared - 10
