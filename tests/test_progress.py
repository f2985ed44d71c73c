"""Facts and counts that go on from those before them: always what all of the record gives, and with no more work."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, repeated
from screenkit.answers import Absent, Item
from screenkit.facts import Facts, Truth
from screenkit.interview import (
    Change,
    add_instance,
    next_item,
    record,
    remove_instance,
    sequence,
    standing,
)
from screenkit.progress import Progress, first_lack, progress
from screenkit.refusals import Refused
from screenkit.response import Response, happened, start
from screenkit.screen import Entry, Screen

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def begun(screen: Screen) -> Response:
    """A screening that begins at noon."""
    return start(screen, "k7m2-x9qd", NOON, language="en", practice=False, case=None)


def _step(data: st.DataObject, screen: Screen, response: Response, now: datetime, before: Facts | None) -> Change:
    """One thing that a person may do: answer what is asked, change any answer, open an instance or take one out."""
    facts = standing(screen, response, now)
    rosters = {name: roster.instances for name, roster in facts.rosters.items()}
    ways = ["next", "next", "next", "any"] + ["add"] * bool(rosters) + ["remove"] * any(rosters.values())
    way = data.draw(st.sampled_from(ways))
    if way == "add":
        return add_instance(screen, response, data.draw(st.sampled_from(sorted(rosters))), now, before)
    if way == "remove":
        repeat = data.draw(st.sampled_from(sorted(name for name, known in rosters.items() if known)))
        return remove_instance(screen, response, repeat, data.draw(st.sampled_from(rosters[repeat])), now, before)
    items = [item for _, item in sequence(screen, facts)]
    following = next_item(screen, facts)
    item = following if way == "next" and isinstance(following, Item) else data.draw(st.sampled_from(items))
    answer = data.draw(generators.answers(screen.question(item)))
    return record(screen, response, item, answer, now, before=before)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_going_on_from_before_gives_what_all_of_the_record_gives(
    data: st.DataObject, authored: generators.Mapped
) -> None:
    """Whatever is answered, changed, opened or taken out again, also on another day: the same facts, in their order.

    So is what is to come, what comes next, and what every change tells.
    """
    screen = generators.load(authored)
    response, now = begun(screen), NOON
    kept: Facts | None = None
    for _ in range(data.draw(st.integers(1, 25))):
        kept = standing(screen, response, now, kept)
        try:
            change = _step(data, screen, response, now, kept)
        except Refused:
            continue
        _hold_to(screen, response, change, kept, now)
        response, kept = change.response, change.facts
        now += data.draw(st.sampled_from([timedelta(seconds=1)] * 6 + [timedelta(days=1), timedelta(days=400)]))


def _hold_to(screen: Screen, old: Response, change: Change, before: Facts, now: datetime) -> None:
    """The facts before and after a change, and what it tells, are those that both records give by themselves."""
    earlier, anew = standing(screen, old, now), standing(screen, change.response, now)
    assert (before, change.facts) == (earlier, anew)
    assert _orders(change.facts) == _orders(anew)
    assert progress(screen, change.facts) == progress(screen, anew)
    assert next_item(screen, change.facts) == next_item(screen, anew)
    event = change.response.events[len(old.events)]
    assert list(change.restored) == [one for one in _new(anew, earlier) if str(one) != event.item]
    if event.kind != "removed":  # what was said of the one that was taken out is not told one by one
        assert list(change.set_aside) == [one for one in _new(earlier, anew) if str(one) != event.item]
    asked_before = {one for _, one in sequence(screen, earlier)}
    opened = (one for _, one in sequence(screen, anew) if one not in asked_before)
    assert list(change.opened) == [one for one in opened if one not in anew.answers]


def _orders(facts: Facts) -> tuple[list[object], ...]:
    return list(facts.answers), list(facts.relevance), list(facts.rosters)


def _new(after: Facts, before: Facts) -> list[Item]:
    return [one for one in after.answers if one not in before.answers]


def test_facts_of_another_record_are_not_gone_on_from() -> None:
    """Neither another screening nor the same one before something else was said is taken for what was before."""
    screen = generators.load(generators.authored([asked("a"), asked("b", relevant="a is yes")]))
    yes = record(screen, begun(screen), Item("a"), "yes", NOON)
    no = record(screen, begun(screen), Item("a"), "no", NOON)
    assert standing(screen, no.response, NOON, yes.facts) == no.facts
    assert standing(screen, begun(screen), NOON, yes.facts) == standing(screen, begun(screen), NOON)
    other = generators.load(generators.authored([asked("a"), asked("b", relevant="a is no")]))
    assert standing(other, no.response, NOON, no.facts).relevance[Item("b")] is Truth.YES


def test_facts_that_were_changed_are_counted_anew() -> None:
    """Whoever looks at what would be otherwise has no count of how it was."""
    screen = generators.load(generators.authored([asked("a"), asked("b", relevant="a is yes")]))
    facts = record(screen, begun(screen), Item("a"), "yes", NOON).facts
    other = replace(facts, answers={}, relevance={Item("a"): Truth.YES, Item("b"): Truth.MAYBE})
    assert (progress(screen, facts).at_most, progress(screen, other).at_most) == (1, 2)
    assert (next_item(screen, facts), next_item(screen, other)) == (Item("b"), Item("a"))


def test_what_settles_one_question_settles_those_that_hang_on_it() -> None:
    """Where an answer changes no facts, and yet what could still have been asked is not any more, that is counted."""
    questions = [
        asked("x"),
        asked("y"),
        asked("b", relevant="y is yes and possibly(x is yes)"),
        asked("c", relevant="possibly(b is yes)"),
    ]
    screen = generators.load(generators.authored(questions))
    facts = record(screen, begun(screen), Item("y"), "no", NOON).facts
    change = record(screen, record(screen, begun(screen), Item("y"), "no", NOON).response, Item("x"), "no", NOON)
    assert progress(screen, facts) == Progress(answered=1, at_least=1, at_most=3)
    assert progress(screen, change.facts) == Progress(answered=2, at_least=0, at_most=0)
    assert progress(screen, change.facts) == progress(screen, standing(screen, change.response, NOON))


def test_what_is_asked_of_each_one_follows_an_answer_outside() -> None:
    """A question inside a repeat that hangs on one outside is judged again for each instance, and what reads it."""
    inner = [asked("calm", relevant="x is yes")]
    questions = [asked("x"), repeated("children", inner), asked("z", relevant="any(children, calm is no)")]
    screen = generators.load(generators.authored(questions))
    change = record(screen, begun(screen), Item("x"), "yes", NOON)
    for _ in range(2):
        change = add_instance(screen, change.response, "children", NOON, change.facts)
    calm = Item("calm", "children", 2)
    change = record(screen, change.response, calm, "no", NOON, before=change.facts)
    assert change.opened == (Item("z"),)
    change = record(screen, change.response, Item("x"), "no", NOON, before=change.facts)
    assert change.set_aside == (calm,)
    assert [change.facts.relevance[item] for item in (calm, Item("calm", "children", 1))] == [Truth.NO, Truth.NO]
    assert change.facts == standing(screen, change.response, NOON)
    change = record(screen, change.response, Item("x"), "yes", NOON, before=change.facts)
    assert (change.restored, change.opened) == ((calm,), (Item("calm", "children", 1), Item("z")))


LONG = generators.load(
    generators.authored(
        [
            *(
                question
                for number in range(100)
                for question in (
                    asked(f"q{number}"),
                    asked(f"more{number}", relevant=f"q{number} is yes"),
                    asked(f"last{number}", relevant=f"possibly(more{number} is yes)"),
                )
            ),
            repeated("children", [asked("calm"), asked("why", relevant="calm is no")], min="0", max="3"),
        ]
    )
)


def _counting(screen: Screen, judged: Counter[str]) -> Screen:
    """The screen, where every condition that is judged is counted."""

    def counted(entry: Entry) -> Entry:
        def check(facts: Facts, instance: int) -> Truth:
            judged[entry.question.name] += 1
            return entry.check(facts, instance)

        return replace(entry, check=check, inner=tuple(map(counted, entry.inner)))

    return replace(screen, entries=tuple(map(counted, screen.entries)))


def test_only_what_reads_the_answer_is_judged_again() -> None:
    """One answer among three hundred questions judges itself and what hangs on it, and nothing else is looked at."""
    judged: Counter[str] = Counter()
    screen = _counting(LONG, judged)
    response, facts = begun(screen), standing(screen, begun(screen), NOON)
    for item, answer, expected in [
        (Item("q50"), "yes", {"q50": 1, "more50": 1, "last50": 1}),
        (Item("q50"), "yes", {"q50": 1}),  # nothing is new, and nobody is told
        (Item("q50"), Absent.DECLINED, {"q50": 1, "more50": 1, "last50": 1}),
        (Item("q50"), Absent.UNKNOWN, {"q50": 1, "more50": 1}),
        (Item("last99"), "no", {"last99": 1}),
    ]:
        judged.clear()
        change = record(screen, response, item, answer, NOON, before=facts)
        assert standing(screen, change.response, NOON, change.facts) is change.facts
        assert dict(judged) == expected
        response, facts = change.response, change.facts


def test_what_is_told_beside_answers_changes_no_facts() -> None:
    """A note, another language, a pause: the very facts that were there."""
    facts = record(LONG, begun(LONG), Item("q0"), "yes", NOON).facts
    response = record(LONG, begun(LONG), Item("q0"), "yes", NOON).response
    facts = standing(LONG, response, NOON)
    noted = happened(response, NOON, "noted", item="q0", text="Said quietly.")
    assert standing(LONG, noted, NOON, facts) is facts
    assert standing(LONG, happened(noted, NOON, "language", text="es"), NOON, facts) is facts


def test_the_first_lack_is_found_without_a_look_at_what_is_behind_it() -> None:
    """The next question is looked for from where the count says that something is lacking."""
    response, facts = begun(LONG), standing(LONG, begun(LONG), NOON)
    assert first_lack(LONG, facts) == 0  # nothing was counted yet
    for number in range(3):
        change = record(LONG, response, Item(f"q{number}"), "no", NOON, before=facts)
        response, facts = change.response, change.facts
    assert first_lack(LONG, facts) == LONG.places["q3"]
    assert next_item(LONG, facts) == Item("q3")
