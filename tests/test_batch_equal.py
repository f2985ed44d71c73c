"""The compiled path and the interview's core say the same of every record: random screens, random records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generators
from generators import DAYS, givens, screens, standing
from screenkit.answers import Absent, Answer, Item
from screenkit.batch import Compiled, Outcome, Result, compile_screen
from screenkit.batch.early import kept
from screenkit.batch.events import missing
from screenkit.batch.program import swift_of
from screenkit.batch.rows import row_walk
from screenkit.batch.tables import Columns
from screenkit.facts import Facts, Truth
from screenkit.flat import answers_of, flat_answers
from screenkit.interview import NewInstance, next_item
from screenkit.outcome import outcome_of
from screenkit.ready.fine import taken_up
from screenkit.response import jurisdiction_zone
from screenkit.screen import Screen
from screenkit.source import Faults, read_json
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer

Draw = Callable[[st.SearchStrategy[Any]], Any]
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
Told = set[tuple[str, str]]


def record_of(screen: Screen, known: Given, day: date, status: str) -> dict[str, Any]:
    """The record as a program writes it."""
    as_of = f"{day.isoformat()}T12:00"
    return {"screen": screen.id, "status": status, "as_of": as_of, "answers": flat_answers(screen, known)}


def finished(draw: Draw, screen: Screen, day: date) -> Given:
    """Answers to everything that an interview puts, and to nothing else."""
    known = standing(screen, draw(givens(screen)), day)
    answers: dict[Item, Answer] = dict(known.answers)
    instances = dict(known.instances)
    for _ in range(200):
        following = next_item(screen, facts_of(screen, Given(answers, instances), day))
        if isinstance(following, NewInstance):
            instances[following.repeat] = (
                *instances.get(following.repeat, ()),
                len(instances.get(following.repeat, ())) + 1,
            )
        elif isinstance(following, Item):
            answers[following] = draw(generators.answers(screen.question(following)))
        else:
            break
    return standing(screen, Given(answers, instances), day)


def told(result: Result) -> Told:
    """What is wrong, and with what."""
    return {(fault.code, fault.item) for fault in result.faults}


def expected(screen: Screen, record: dict[str, Any]) -> tuple[Told, Outcome | None]:
    """What the core says of a record: every fault, or what it leads to."""
    day = date.fromisoformat(record["as_of"][:10])
    document = read_json(json.dumps(record).encode(), "record.json")
    try:
        known = answers_of(screen, document, ("answers",), day)
    except Faults as faults:
        return {(one.code, item_of(one.route)) for one in faults.diagnostics}, None
    facts = facts_of(screen, known, day)
    faults_ = set(not_relevant(known, facts))
    if record["status"] == "completed":
        faults_ |= {(fault.code, fault.item) for fault in missing(screen, facts)}
    if faults_:
        return faults_, None
    outcome = outcome_of(Summarizer(screen, facts, jurisdiction_zone(screen, known) or UTC, "en"))
    parts = outcome.indicated, outcome.not_settled, outcome.next_steps, outcome.steps_not_settled
    return set(), Outcome(*parts, dict(outcome.due))


def not_relevant(known: Given, facts: Facts) -> Iterator[tuple[str, str]]:
    """The answers that are set aside; of a repeat it is told once, of the whole."""
    answered = (item for item, answer in known.answers.items() if answer is not Absent.NOT_ASKED)
    aside = {item for item in answered if item not in facts.answers}
    idle = {item.name for item in aside if not item.repeat}
    idle |= {name for name, some in known.instances.items() if some and facts.relevant(Item(name)) is not Truth.YES}
    yield from (("not-relevant", name) for name in idle)
    for item in aside:
        if item.repeat and item.repeat not in idle:
            yield "not-relevant", str(item)


def item_of(route: tuple[str | int, ...]) -> str:
    """The way to an answer, as a fault tells it."""
    words = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in route[1:] if part != "items")
    return "".join(words).removeprefix(".")


def same(compiled: Compiled, record: dict[str, Any]) -> Result:
    """What is said of a record, which is the same of the text and of the mapping, and where msgspec reads it."""
    text = json.dumps(record, separators=(",", ":")).encode()
    by_text = compiled.validate(text)
    assert swift_of(compiled.screen, compiled.as_of)(text) in (None, by_text)
    assert by_text == compiled.validate(record)
    assert by_text == compiled.validate(json.dumps(record, indent=2).encode())
    assert not (is_fine(compiled.screen, record) and by_text.faults)
    return by_text


def along_rows(compiled: Compiled, record: dict[str, Any]) -> Result | None:
    """What is said of a record on the quick way along its row; never anything else than of the record of that row.

    That holds for any cell with a blank around it, or with nothing or a reason in it.
    """
    row = row_of(record)
    columns, walk = Columns(tuple(row)), row_walk(compiled.screen, compiled.as_of, tuple(row))
    assert walk is not None
    cells = list(row.values())
    for place, cell in enumerate(cells):
        for other in (f" {cell}", f"{cell}\u2003", "", " ", "{declined}", "{none}", "complete", "x"):
            changed = [*cells[:place], other, *cells[place + 1 :]]
            assert walk(changed) in (None, compiled.validate(columns.record(changed)))
    return walk(cells)


def row_of(record: dict[str, Any]) -> dict[str, str]:
    """A record as the columns of a table."""
    row = {key: value for key, value in record.items() if key != "answers"}
    for name, value in record["answers"].items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            row[name] = "complete"
            for number, one in enumerate(value, 1):
                row |= {f"{name}[{number}].{key}": cell_of(inner) for key, inner in one.items()}
        else:
            row[name] = cell_of(value)
    return row


def cell_of(value: object) -> str:
    """An answer as a cell."""
    if isinstance(value, dict):
        return f"{{{value.get('absent', 'none')}}}"
    return (" ".join(value) or "{none}") if isinstance(value, list) else str(value)


def is_fine(screen: Screen, record: dict[str, Any]) -> bool:
    """What the kept code says of a record, which is never more than the whole program does."""
    return taken_up(kept(screen))(record, json.dumps(record).encode()) is True


@given(st.data())
@EXAMPLES
def test_finished_records_lead_to_the_same(data: st.DataObject) -> None:
    """What an interview puts and nothing else: no fault, and the same indications, steps and deadlines."""
    screen = generators.load(data.draw(screens()))
    day = data.draw(st.sampled_from(DAYS))
    compiled = compile_screen(screen)
    for _ in range(5):
        record = record_of(screen, finished(data.draw, screen, day), day, "completed")
        faults, outcome = expected(screen, record)
        found = same(compiled, record)
        assert told(found) == faults
        assert found.outcome == outcome
        by_row = along_rows(compiled, record)
        assert by_row is None or told(by_row) == faults


@given(st.data())
@EXAMPLES
@pytest.mark.parametrize("status", ["completed", "stopped"])
def test_any_records_are_judged_the_same(status: str, data: st.DataObject) -> None:
    """Too much, too little, set aside or whole: the same faults of the same questions, or the same outcome."""
    screen = generators.load(data.draw(screens()))
    day = data.draw(st.sampled_from(DAYS))
    compiled = compile_screen(screen)
    for _ in range(5):
        record = record_of(screen, data.draw(givens(screen)), day, status)
        faults, outcome = expected(screen, record)
        found = same(compiled, record)
        assert told(found) == faults
        assert found.outcome == outcome


WRONG = st.sampled_from(["maybe", "", 7, True, None, [], ["maybe"], [["x"]], {}, {"absent": "no"}, "2031-13"])


@given(st.data())
@EXAMPLES
def test_wrong_answers_are_refused_alike(data: st.DataObject) -> None:
    """Whatever stands where an answer belongs is refused by both, or taken by both."""
    screen = generators.load(data.draw(screens()))
    day = data.draw(st.sampled_from(DAYS))
    record = record_of(screen, finished(data.draw, screen, day), day, "completed")
    answers = record["answers"]
    for name in data.draw(st.lists(st.sampled_from([entry.question.name for entry in screen.entries]), max_size=3)):
        answers[name] = data.draw(WRONG)
    found = same(compile_screen(screen), record)
    faults, outcome = expected(screen, record)
    read = {"wrong-shape", "refused-answer", "unknown-question", "unknown-key", "control-character"}
    assert {one for one in told(found) if one[0] in read} == {one for one in faults if one[0] in read}
    if not faults or found.outcome:
        assert found.outcome == outcome


def test_a_moment_is_needed() -> None:
    """Without a moment nothing can be said of ages: that is told, and nothing else is made up."""
    screen = generators.load(generators.authored([generators.asked("debt")]))
    found = compile_screen(screen).validate({"answers": {"debt": "no"}})
    assert told(found) == {("missing-key", "")}
    assert compile_screen(screen, datetime(2026, 11, 22, tzinfo=UTC)).validate({"answers": {"debt": "no"}}).is_valid


def test_what_is_said_of_instances_at_which_no_rule_looks() -> None:
    """A rule for each child may ask about something else; a child that is no mapping is told, whatever is asked."""
    children = generators.repeated("children", [generators.asked("calm", relevant="debt is yes")])
    rule = {**generators.indication("owing", "debt is yes"), "per": "children"}
    screen = generators.load(generators.authored([generators.asked("debt"), children], indications=[rule]))
    record = {
        "screen": screen.id,
        "as_of": "2026-11-20T12:00",
        "answers": {"debt": "yes", "children": [{"calm": "no"}]},
    }
    outcome = same(compile_screen(screen), record).outcome
    assert outcome is not None
    assert outcome.indicated == ("owing/1",)
    record["answers"] = {"debt": "no", "children": ["calm"]}
    assert told(same(compile_screen(screen), record)) == {("wrong-shape", "children[1]")}


def test_many_questions_of_a_child_each_with_its_own_choices() -> None:
    """The names that code gives to answers are never those of the choices."""
    kinds = [
        generators.asked(f"k{n}", "select_one", choices=[{"name": f"a{n}", "label": generators.say("A")}])
        for n in range(30)
    ]
    when = " or ".join(f"k{n} is a{n}" for n in range(30))
    rule = generators.indication("any_of_them", f"any(children, {when})")
    screen = generators.load(generators.authored([generators.repeated("children", kinds)], indications=[rule]))
    child = {f"k{n}": f"a{n}" for n in range(30)}
    record = {"screen": screen.id, "as_of": "2026-11-20T12:00", "answers": {"children": [child]}}
    outcome = same(compile_screen(screen), record).outcome
    assert outcome is not None
    assert outcome.indicated == ("any_of_them",)
    record["answers"] = {"children": [{**child, "k7": "maybe"}]}
    assert told(same(compile_screen(screen), record)) == {("refused-answer", "children[1].k7")}
