"""The interview without a terminal: what is asked next, what an answer changes, and that it always comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generators
from generators import asked, repeated
from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.facts import Facts, Truth
from screenkit.interview import (
    Change,
    Ending,
    NewInstance,
    add_instance,
    left_for_later,
    next_item,
    previous_item,
    record,
    sequence,
    standing,
    today_of,
)
from screenkit.progress import Progress, progress
from screenkit.questions import Checkpoint, Repeat
from screenkit.refusals import Refused
from screenkit.response import Response, given_of, start
from screenkit.screen import Screen
from screenkit.standing import facts_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ENDING = generators.say("Thank you. We will talk another time.")


def begun(screen: Screen) -> Response:
    """A screening that begins at noon."""
    return start(screen, "k7m2-x9qd", NOON, language="en", practice=False, case=None)


def told(screen: Screen, *answers: tuple[str, Answer], response: Response | None = None) -> Response:
    """The screening with these answers to questions outside repeats."""
    response = response or begun(screen)
    for name, answer in answers:
        response = record(screen, response, Item(name), answer, NOON).response
    return response


def following(screen: Screen, response: Response) -> Item | NewInstance | Ending | None:
    """What comes next."""
    return next_item(screen, standing(screen, response, NOON))


FAMILY = generators.load(
    generators.authored(
        [
            asked("intro", "note"),
            asked("safe", "checkpoint", ending=ENDING),
            asked("debt"),
            asked("owed_to", "text", relevant="debt is yes"),
            repeated("children", [asked("calm"), asked("why", "text", relevant="calm is no")], min="1", max="2"),
            asked("closing", "note"),
        ]
    )
)


def test_questions_come_in_order_and_only_where_they_are_asked() -> None:
    """A question behind a condition is passed over unless it certainly holds."""
    response = told(FAMILY, ("intro", "read"), ("safe", "yes"))
    assert following(FAMILY, response) == Item("debt")
    assert following(FAMILY, told(FAMILY, ("debt", "yes"), response=response)) == Item("owed_to")
    for answer in ("no", Absent.UNKNOWN, Absent.DECLINED, Absent.NOT_ASKED):
        assert following(FAMILY, told(FAMILY, ("debt", answer), response=response)) == NewInstance("children")


@pytest.mark.parametrize("answer", ["no", Absent.UNKNOWN, Absent.DECLINED, Absent.NOT_ASKED])
def test_only_yes_passes_a_checkpoint(answer: Answer) -> None:
    """Without a clear yes the interview ends with the checkpoint's own words."""
    response = told(FAMILY, ("intro", "read"), ("safe", answer))
    question = FAMILY.question(Item("safe"))
    assert isinstance(question, Checkpoint)
    assert following(FAMILY, response) == Ending(Item("safe"), question)
    assert following(FAMILY, told(FAMILY, ("safe", "yes"), response=response)) == Item("debt")


def test_a_repeat_asks_of_each_and_then_whether_there_are_more() -> None:
    """The least number of instances is opened without asking; after each the question for another follows."""
    response = told(FAMILY, ("intro", "read"), ("safe", "yes"), ("debt", "no"))
    assert following(FAMILY, response) == NewInstance("children")
    response = add_instance(FAMILY, response, "children", NOON).response
    calm = Item("calm", "children", 1)
    assert following(FAMILY, response) == calm
    response = record(FAMILY, response, calm, "no", NOON).response
    assert following(FAMILY, response) == Item("why", "children", 1)
    response = record(FAMILY, response, Item("why", "children", 1), Absent.DECLINED, NOON).response
    assert following(FAMILY, response) == Item("children")
    response = add_instance(FAMILY, response, "children", NOON).response
    assert following(FAMILY, response) == Item("calm", "children", 2)
    response = record(FAMILY, response, Item("calm", "children", 2), "yes", NOON).response
    assert following(FAMILY, response) == Item("children")
    response = told(FAMILY, ("children", "complete"), ("closing", "read"), response=response)
    assert following(FAMILY, response) is None


def test_no_more_instances_than_the_screen_holds() -> None:
    """Past the greatest number, another instance is refused with that number."""
    response = begun(FAMILY)
    for _ in range(2):
        response = add_instance(FAMILY, response, "children", NOON).response
    with pytest.raises(Refused) as refused:
        add_instance(FAMILY, response, "children", NOON)
    assert (refused.value.key, refused.value.facts) == ("too-many", {"most": 2})


def test_an_instance_opened_later_asks_again_whether_there_are_more() -> None:
    """Whoever opens another instance takes back that there are no more."""
    response = add_instance(FAMILY, begun(FAMILY), "children", NOON).response
    response = told(FAMILY, ("children", "complete"), response=response)
    change = add_instance(FAMILY, response, "children", NOON)
    assert change.set_aside == ()
    assert Item("children") not in standing(FAMILY, change.response, NOON).answers


def test_what_is_put_off_is_not_asked_again_and_not_forgotten() -> None:
    """A question left for later does not come next, and is listed."""
    response = told(FAMILY, ("intro", "read"), ("safe", "yes"), ("debt", Absent.NOT_ASKED))
    assert following(FAMILY, response) == NewInstance("children")
    assert left_for_later(FAMILY, standing(FAMILY, response, NOON)) == (Item("debt"),)


def test_going_back_leads_through_every_question_to_the_first() -> None:
    """The question before each one is the one that was put before it, whatever the answers were."""
    response = add_instance(FAMILY, begun(FAMILY), "children", NOON).response
    facts = standing(FAMILY, told(FAMILY, ("debt", "yes"), response=response), NOON)
    names = ["intro", "safe", "debt", "owed_to", "calm", "children", "closing"]
    assert [one.name for one in reversed(_back(FAMILY, facts))] == names


def _back(screen: Screen, facts: Facts) -> list[Item]:
    """Every question on the way back from the end, and no more than there are."""
    path = [previous_item(screen, facts, None)]
    while path[-1] is not None and len(path) <= _most(screen):
        path.append(previous_item(screen, facts, path[-1]))
    assert path[-1] is None
    return [item for item in path if item is not None]


def test_progress_counts_what_is_certain_and_what_may_come() -> None:
    """The least is what is certainly asked, the most adds what may be; how often a repeat grows nobody knows."""
    response = told(FAMILY, ("intro", "read"), ("safe", "yes"))
    # debt, a first child's calm, children and closing; owed_to only if there is a debt, why only if there is no calm
    assert progress(FAMILY, standing(FAMILY, response, NOON)) == Progress(2, 4, 6, ("children",))
    answered = told(FAMILY, ("debt", "no"), response=response)
    assert progress(FAMILY, standing(FAMILY, answered, NOON)) == Progress(3, 3, 4, ("children",))
    opened = add_instance(FAMILY, answered, "children", NOON).response
    assert progress(FAMILY, standing(FAMILY, opened, NOON)) == Progress(3, 3, 4, ("children",))
    assert progress(FAMILY, standing(FAMILY, told(FAMILY, ("children", "complete"), response=opened), NOON)) == (
        Progress(4, 2, 3)
    )


GATES = generators.load(
    generators.authored(
        [
            asked("a"),
            asked("b", relevant="a is yes"),
            asked("c", "text", relevant="b is yes"),
            repeated("children", [asked("calm")], relevant="a is yes"),
        ]
    )
)


def test_what_an_answer_sets_aside_and_brings_back() -> None:
    """Answers to questions that are no longer asked are set aside with all that hangs on them, and come back whole."""
    first = record(GATES, begun(GATES), Item("a"), "yes", NOON)
    assert (first.set_aside, first.restored) == ((), ())
    response = told(GATES, ("b", "yes"), ("c", "her words"), response=first.response)
    response = add_instance(GATES, response, "children", NOON).response
    response = record(GATES, response, Item("calm", "children", 1), "no", NOON).response
    before = standing(GATES, response, NOON)
    dropped = (Item("b"), Item("c"), Item("calm", "children", 1))

    aside = record(GATES, response, Item("a"), Absent.DECLINED, NOON)
    assert (aside.set_aside, aside.restored) == (dropped, ())
    assert dict(standing(GATES, aside.response, NOON).answers) == {Item("a"): Absent.DECLINED}
    assert [event.kind for event in aside.response.events[-2:]] == ["corrected", "set-aside"]
    assert aside.response.events[-1].items == ("b", "c", "children[1].calm")

    back = record(GATES, aside.response, Item("a"), "yes", NOON)
    assert (back.set_aside, back.restored) == ((), dropped)
    assert standing(GATES, back.response, NOON) == before
    assert back.response.events[-1].items == ("b", "c", "children[1].calm")


def test_an_answer_that_cannot_be_is_refused() -> None:
    """A day that has not come is refused on the day where the family is, and an unknown question is an error."""
    screen = generators.load(generators.authored([asked("born_on", "date", not_future="true")]))
    with pytest.raises(Refused):
        record(screen, begun(screen), Item("born_on"), PartialDate(2026, 11, 23), NOON)
    with pytest.raises(KeyError):
        record(screen, begun(screen), Item("nobody"), "yes", NOON)
    assert record(screen, begun(screen), Item("born_on"), PartialDate(2026, 11, 22), NOON).set_aside == ()


def test_today_is_the_day_where_the_family_is() -> None:
    """The day is told by the jurisdiction's clock once the jurisdiction was named."""
    screen = generators.load(generators.authored([asked("jurisdiction", "select_one", choices="jurisdictions")]))
    early = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    assert today_of(screen, begun(screen), early) == date(2026, 11, 22)
    assert today_of(screen, told(screen, ("jurisdiction", "new_mexico")), early) == date(2026, 11, 21)


# Properties: random screens, random replies.


@settings(max_examples=100, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_answers_in_force_are_answers_to_questions_that_are_asked(
    data: st.DataObject, authored: generators.Mapped
) -> None:
    """Whatever was once answered, what counts was said to a question that is certainly asked, and is what was said."""
    screen = generators.load(authored)
    given = data.draw(generators.givens(screen))
    facts = facts_of(screen, given, NOON.date())
    assert [item for item in facts.answers if facts.relevant(item) is not Truth.YES] == []
    assert set(facts.answers) <= {item for _, item in sequence(screen, facts)}
    assert dict(facts.answers).items() <= dict(given.answers).items()


def _replied(data: st.DataObject, screen: Screen, response: Response) -> Iterator[Response]:
    """The screening after each reply, until nothing is asked any more or too much was."""
    for _ in range(_most(screen) + 2):
        yield response
        following = next_item(screen, standing(screen, response, NOON))
        if following is None or isinstance(following, Ending):
            return
        if isinstance(following, NewInstance):
            response = add_instance(screen, response, following.repeat, NOON).response
        elif isinstance(screen.question(following), Repeat) and data.draw(st.booleans()):
            response = _opened(screen, response, following)
        else:
            answer = data.draw(generators.answers(screen.question(following)))
            response = record(screen, response, following, answer, NOON).response


def _opened(screen: Screen, response: Response, item: Item) -> Response:
    try:
        return add_instance(screen, response, item.name, NOON).response
    except Refused:
        return record(screen, response, item, "complete", NOON).response


def _most(screen: Screen) -> int:
    """How many replies there can be: one for each question and, in repeats, one for each instance and its questions."""
    inside = sum(
        entry.question.max * (len(entry.inner) + 1) for entry in screen.entries if isinstance(entry.question, Repeat)
    )
    return len(screen.entries) + inside


@settings(max_examples=100, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_every_interview_comes_to_an_end(data: st.DataObject, authored: generators.Mapped) -> None:
    """Whatever is replied, no question is put twice, and the interview ends within the number of its questions."""
    screen = generators.load(authored)
    responses = list(_replied(data, screen, begun(screen)))
    assert len(responses) - 1 <= _most(screen)
    facts = standing(screen, responses[-1], NOON)
    ending = next_item(screen, facts)
    assert isinstance(ending, Ending) or progress(screen, facts).at_least == 0
    answered = [event.item for event in responses[-1].events if event.kind in ("answered", "corrected")]
    assert len(answered) == len(set(answered))


@settings(max_examples=50, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_progress_never_promises_less_than_comes(data: st.DataObject, authored: generators.Mapped) -> None:
    """What is to come at least is never more than at most, and what is answered counts what was asked."""
    screen = generators.load(authored)
    for response in _replied(data, screen, begun(screen)):
        facts = standing(screen, response, NOON)
        found = progress(screen, facts)
        assert 0 <= found.at_least <= found.at_most
        assert found.answered == len(facts.answers)
        assert found.answered + found.at_most >= len(list(sequence(screen, facts)))


@settings(max_examples=80, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_progress_is_kept(data: st.DataObject, authored: generators.Mapped) -> None:
    """Whoever answers on without opening more than must be is asked as many questions as were said to come."""
    screen = generators.load(authored)
    response = data.draw(st.sampled_from(list(_replied(data, screen, begun(screen)))))
    said = progress(screen, standing(screen, response, NOON))
    asked_now, ended = 0, False
    while not ended:
        match following(screen, response):
            case NewInstance(repeat):
                response = add_instance(screen, response, repeat, NOON).response
            case Item() as item:
                question = screen.question(item)
                answer = "complete" if isinstance(question, Repeat) else data.draw(generators.answers(question))
                response = record(screen, response, item, answer, NOON).response
                asked_now += 1
            case reached:
                ended = True
                least = 0 if isinstance(reached, Ending) else said.at_least
    assert least <= asked_now <= said.at_most


@settings(max_examples=50, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_back_and_forward_changes_nothing(data: st.DataObject, authored: generators.Mapped) -> None:
    """Whoever goes back to the first question and gives every answer again ends where they were."""
    screen = generators.load(authored)
    *_, response = _replied(data, screen, begun(screen))
    before = standing(screen, response, NOON)
    path = _back(screen, before)
    assert path[::-1] == [item for _, item in sequence(screen, before)]
    for item in path[::-1]:
        if item in before.answers:
            change = record(screen, response, item, before.answers[item], NOON)
            assert (change.set_aside, change.restored) == ((), ())
            response = change.response
    assert standing(screen, response, NOON) == before


@settings(max_examples=80, deadline=None)
@given(data=st.data(), authored=generators.screens())
def test_every_change_tells_what_it_sets_aside_and_brings_back(
    data: st.DataObject, authored: generators.Mapped
) -> None:
    """What a correction reports is what it does, on record too, and taking it back undoes it."""
    screen = generators.load(authored)
    *_, response = _replied(data, screen, begun(screen))
    before = standing(screen, response, NOON)
    item = data.draw(st.sampled_from(sorted(before.answers)))
    other = data.draw(generators.answers(screen.question(item)))
    change = record(screen, response, item, other, NOON)
    after = standing(screen, change.response, NOON)
    assert _reported(change) == _found(before, after, item)
    assert given_of(screen, change.response).answers.keys() >= before.answers.keys()
    undone = record(screen, change.response, item, before.answers[item], NOON)
    assert _reported(undone) == _found(after, before, item)
    assert standing(screen, undone.response, NOON) == before


def _found(before: Facts, after: Facts, item: Item) -> tuple[set[Item], set[Item]]:
    """The answers that no longer count, and those that count again."""
    gone, new = before.answers.keys() - after.answers.keys(), after.answers.keys() - before.answers.keys()
    return gone - {item}, new - {item}


def _reported(change: Change) -> tuple[set[Item], set[Item]]:
    """What was told of a change, having looked that its record tells the same."""
    recorded = {event.kind: event.items for event in change.response.events[-3:]}
    last = change.response.events[-1 - bool(change.set_aside) - bool(change.restored)]
    assert last.kind == "corrected"
    assert not change.set_aside or recorded["set-aside"] == tuple(map(str, change.set_aside))
    assert not change.restored or recorded["restored"] == tuple(map(str, change.restored))
    return set(change.set_aside), set(change.restored)
