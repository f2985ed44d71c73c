"""Faulty screens, each with what is said of it: whole chains of questions, rules that fail, concerns that get lost."""

from __future__ import annotations

from typing import Any

from small_screens import TODAY, read

from generators import asked, authored, indication, repeated, step
from screenkit.prove import Report, prove

Mapped = dict[str, Any]


def proven(questions: list[Mapped], budget: float = 60, **more: object) -> Report:
    """What is found and proven about a screen."""
    screen, draft = read(authored(questions, **more))
    return prove(screen, draft, TODAY, budget)


def told(report: Report) -> list[tuple[str, str, str]]:
    """The findings: severity, code, message."""
    return [(one.severity, one.code, one.diagnostic.message) for one in report.findings]


def errors(report: Report) -> list[str]:
    """The messages of what is wrong, not of what is idle."""
    return [message for severity, _, message in told(report) if severity == "error"]


def person(born: str = "born_on") -> Mapped:
    """A question for a date of birth."""
    return asked(born, "date")


def assertion(name: str, when: str, **what: str) -> Mapped:
    """A promise."""
    return {"name": name, "when": when, **what, "citation": "own-reading"}


# Conditions that exclude themselves.


def test_one_question_with_two_answers() -> None:
    """`a is yes and a is no` cannot hold, and both parts are named."""
    report = proven([asked("a"), asked("b", relevant="a is yes and a is no")])
    assert errors(report) == ["question `b` is never asked: `a is yes` and `a is no` cannot hold together"]


def test_two_ages_that_exclude_each_other() -> None:
    """Ages are ranges of days, whatever is known of the date."""
    report = proven([person(), asked("b", relevant="age(born_on) < 12 and age(born_on) > 18")])
    assert "`age(born_on) < 12` and `age(born_on) > 18` cannot hold together" in errors(report)[0]


def test_a_number_past_the_greatest() -> None:
    """The limits of a question count."""
    report = proven([asked("years", "integer", max="25"), asked("b", relevant="years > 40")])
    assert errors(report) == ["question `b` is never asked: `years > 40` can never hold"]


def test_what_rests_on_a_question_that_is_never_asked() -> None:
    """The cause is named with its line, once more for each question behind it."""
    never = asked("b", relevant="a is yes and a is no")
    report = proven([asked("a"), never, asked("c", relevant="b is yes"), asked("d", relevant="c in (yes, unknown)")])
    first, *others = errors(report)
    assert first.startswith("question `b` is never asked: ")
    assert [message.partition(" (line")[0] for message in others] == [
        "question `c` is never asked, because `b` is never asked",
        "question `d` is never asked, because `c` is never asked",
    ]


def test_a_contradiction_on_the_way_to_a_question() -> None:
    """`b` is asked only where `a is yes`, so its answer is not to be had with `a is no`."""
    report = proven([asked("a"), asked("b", relevant="a is yes"), asked("c", relevant="a is no and b is yes")])
    assert errors(report) == ["question `c` is never asked: `a is no` and `b is yes` cannot hold together"]
    hint = report.findings[0].diagnostic.hint
    assert hint is not None
    assert hint.startswith("`b` is asked only when `a is yes` (line ")


def test_a_contradiction_through_three_questions() -> None:
    """However long the way is."""
    chain = [asked("b", relevant="a is yes"), asked("c", relevant="b is yes"), asked("d", relevant="c is yes")]
    report = proven([asked("a"), *chain, asked("e", relevant="a in (no, declined) and d is yes")])
    assert "`a in (no, declined)` and `d is yes` cannot hold together" in errors(report)[0]


def test_a_contradiction_under_an_or() -> None:
    """Every way through the `or` is looked at."""
    report = proven([asked("a"), asked("b"), asked("c", relevant="a is yes and (a is no or b is yes) and b is no")])
    message = "`a is yes`, `a is no or b is yes` and `b is no` cannot hold together"
    assert errors(report) == [f"question `c` is never asked: {message}"]


def test_a_contradiction_that_needs_two_questions() -> None:
    """A count and the answers that it counts."""
    report = proven([asked("a"), asked("b"), asked("c", relevant="count_yes(a, b) >= 2 and b is no")])
    assert "cannot hold together" in errors(report)[0]


def test_a_part_that_never_matters() -> None:
    """It is a note, at its place in the line; nothing is wrong with the others."""
    report = proven([person(), asked("b", relevant="age(born_on) < 18 and age(born_on) < 21")])
    message = "`age(born_on) < 21` never matters here: without it, every interview comes out the same"
    assert told(report) == [("note", "idle-part", message)]
    place, excerpt = report.findings[0].diagnostic.place, report.findings[0].diagnostic.excerpt
    assert place is not None
    assert (excerpt or "")[place.column - 1 :].startswith("age(born_on) < 21")


def test_a_part_that_only_says_that_a_question_was_asked_is_not_told() -> None:
    """Authors may say twice under which condition a question stands."""
    questions = [asked("a"), asked("b", relevant="a is yes"), asked("c", relevant="a is yes and b is no")]
    assert told(proven(questions)) == []


# Rules.

CITIZEN = [asked("citizen"), asked("debt"), person()]
UNIT = step("call_unit", "debt is yes and foreign", if_unsure="ask_again")
NONE_SETTLED = step("ask_again")


def test_a_forgotten_non_answer_drops_a_concern() -> None:
    """A yes with a declined citizenship leads nowhere; the shortest interview that shows it is told, with the cause."""
    report = proven(
        CITIZEN,
        define={"foreign": "citizen in (no, unknown)"},
        indications=[indication("debt_bondage", "debt is yes")],
        next_steps=[step("call_unit", "debt is yes and foreign"), step("thank", "citizen is yes")],
    )
    finding = next(one for one in report.findings if one.severity == "error")
    assert finding.diagnostic.message == "indication `debt_bondage` can be indicated while no next step is due"
    assert finding.persona is not None
    assert finding.persona.lines == (
        "  an interview that shows it:",
        "    debt  yes",
        "    => `debt_bondage` is indicated; next steps: none",
    )


def test_nothing_is_dropped_where_every_answer_is_thought_of() -> None:
    """What is not settled is followed up too."""
    report = proven(
        CITIZEN,
        define={"foreign": "citizen in (no, unknown, declined, not_asked)"},
        indications=[indication("debt_bondage", "debt is yes")],
        next_steps=[
            step("call_unit", "debt is yes and possibly(foreign)", if_unsure="ask_again"),
            step("thank", "citizen is yes"),
            step("ask_again"),
        ],
    )
    assert [code for _, code, _ in told(report)] == []
    assert "PROVED every concern leads to a next step" in map(str, report.proved)


def test_an_open_concern_that_leads_nowhere_is_a_note() -> None:
    """Most often a step lacks its `if_unsure`."""
    report = proven(
        CITIZEN, indications=[indication("debt_bondage", "debt is yes")], next_steps=[step("call_unit", "debt is yes")]
    )
    message = "indication `debt_bondage` can be not settled while no next step is due"
    assert told(report) == [("note", "dropped-concern", message)]


def test_several_concerns_with_one_cause_are_told_together() -> None:
    """One finding names them."""
    signs = [indication(f"sign_{number}", f"q{number} is yes") for number in range(5)]
    questions = [asked(f"q{number}") for number in range(5)]
    report = proven(questions, indications=signs, next_steps=[step("call_unit", "q0 is no and q1 is no")])
    message = "indications `sign_0`, `sign_1`, `sign_2` (and 2 more) can be indicated while no next step is due"
    assert [one for one in errors(report) if one.startswith("indication")] == [message]


def test_a_rule_that_is_certain_and_open_at_once() -> None:
    """`unsure(x)` and `x` exclude each other."""
    report = proven([asked("a")], next_steps=[step("call_unit", "unsure(a is yes) and a is yes")])
    message = "step `call_unit` can never be due: `unsure(a is yes)` and `a is yes` cannot hold together"
    assert errors(report) == [message]


def test_an_indication_that_can_never_be_reported() -> None:
    """It can be left open, and never holds."""
    report = proven(
        [asked("a"), asked("b", relevant="a is yes")], indications=[indication("sign", "a is no and b is yes")]
    )
    message = "indication `sign` can never be indicated: `a is no` and `b is yes` cannot hold together"
    assert errors(report) == [message]


def test_a_step_that_follows_only_what_is_never_open() -> None:
    """`asked` is never open for a question that everybody is asked … unless it was not put."""
    report = proven([asked("a")], next_steps=[step("one", "possibly(a is yes)", if_unsure="two"), step("two")])
    assert errors(report) == ["step `two` can never be due"]


def test_a_definition_that_holds_whatever_is_answered() -> None:
    """It decides nothing."""
    report = proven([asked("a")], define={"said": "a in (yes, no, unknown, declined, not_asked)"})
    assert errors(report) == ["`said` holds whatever is answered"]


def test_a_definition_that_can_only_stay_open() -> None:
    """A question has one answer, and a non-answer is none of the others."""
    report = proven([asked("a")], define={"lost": "a is no and a is unknown"})
    assert errors(report) == ["`lost` can never hold: `a is no` and `a is unknown` cannot hold together"]


def test_a_question_asked_of_everybody() -> None:
    """Its `relevant` can be left out."""
    report = proven([asked("a"), asked("b", relevant="possibly(a in (yes, no))")])
    assert errors(report) == ["this always holds"]


def test_a_choice_that_cannot_be_the_answer() -> None:
    """What stands beside it rules it out; `unknown` would not be: it leaves open whether `b` is asked."""
    report = proven([asked("a"), asked("b", relevant="a is yes"), asked("c", relevant="b is yes and a in (yes, no)")])
    message = "`no` can never be the answer to `a` here"
    assert told(report) == [("note", "impossible-choice", message)]


def test_steps_that_repeat_each_other() -> None:
    """With the same action, the one that is due less often adds nothing."""
    same = {"action": {"en": "Call the unit."}}
    steps = [step("for_minors", "age(born_on) < 18 and debt is yes", **same), step("for_all", "debt is yes", **same)]
    report = proven(CITIZEN, next_steps=steps)
    message = "step `for_minors` adds nothing: `for_all` has the same action, and is due whenever it is"
    assert told(report) == [("note", "shadowed-step", message)]


def test_two_deadlines_for_one_thing() -> None:
    """An interview in which both are due is shown."""
    same: Mapped = {"action": {"en": "Send the notice."}}
    steps = [
        step("fast", "debt is yes", **same, due={"within": "24 hours", "after": ["noted_at"]}),
        step("slow", "citizen is no", **same, due={"within": "5 working days", "after": ["noted_at"]}),
    ]
    report = proven([*CITIZEN, asked("noted_at", "datetime")], next_steps=steps)
    assert errors(report) == ["steps `fast` and `slow` can be due at once with different deadlines"]
    persona = report.findings[0].persona
    assert persona is not None
    assert [line.split() for line in persona.lines[1:3]] == [["citizen", "no"], ["debt", "yes"]]


# Promises.


def test_a_promise_that_holds() -> None:
    """It is proven by name."""
    claim = assertion("debt_reaches_unit", "debt is yes and citizen in (no, unknown)", then="call_unit")
    report = proven(CITIZEN, next_steps=[step("call_unit", "debt is yes")], assertions=[claim])
    assert "PROVED assertion `debt_reaches_unit`" in map(str, report.proved)


def test_a_promise_that_fails() -> None:
    """The shortest interview that breaks it is shown, and what stops the step."""
    claim = assertion("minors_reach_unit", "debt is yes and possibly(age(born_on) < 18)", then="call_unit")
    steps = [step("call_unit", "debt is yes and citizen in (no, unknown, declined, not_asked)")]
    report = proven(CITIZEN, next_steps=steps, assertions=[claim])
    finding = report.findings[0]
    message = "assertion `minors_reach_unit` fails: its `when` can hold while step `call_unit` is not due"
    assert (finding.code, finding.diagnostic.message) == ("failed-assertion", message)
    assert finding.persona is not None
    lines = finding.persona.lines
    assert lines[1].startswith(
        "    citizen  yes  <- not covered by `citizen in (no, unknown, declined, not_asked)` (line "
    )
    assert lines[2:] == ("    debt     yes", "    => step `call_unit` is not due")


def test_a_step_that_must_never_follow() -> None:
    """`never` fails where the step can be due."""
    claim = assertion("citizens_never", "citizen is yes", never="call_unit")
    report = proven(CITIZEN, next_steps=[step("call_unit", "debt is yes")], assertions=[claim])
    assert errors(report) == ["assertion `citizens_never` fails: its `when` can hold while step `call_unit` is due"]


def test_a_promise_about_nothing() -> None:
    """A `when` that can never hold promises nothing, and is not called proven."""
    claim = assertion("nobody", "debt is yes and debt is no", then="call_unit")
    report = proven(CITIZEN, next_steps=[step("call_unit", "debt is yes")], assertions=[claim])
    message = "the `when` of assertion `nobody` can never hold: `debt is yes` and `debt is no` cannot hold together"
    assert errors(report) == [message]
    assert not [one for one in report.proved if "nobody" in str(one)]


def test_a_promise_about_any_number_of_children() -> None:
    """Nobody is both: no number of instances makes all of them citizens and one of them not."""
    children = repeated("children", [asked("citizen"), asked("alone")])
    claim = assertion(
        "all_or_one", "all(children, citizen is yes) and count(children, alone is yes) >= 2", never="call_unit"
    )
    report = proven([children], next_steps=[step("call_unit", "any(children, citizen is no)")], assertions=[claim])
    assert "PROVED assertion `all_or_one`" in map(str, report.proved)
    assert report.covered.capped == frozenset()


def test_a_promise_that_two_children_keep_and_one_more_does_not() -> None:
    """Counts of the same children with other numbers are not taken for each other."""
    children = repeated("children", [asked("alone")])
    claims = [
        assertion("three", "count(children, alone is yes) >= 3", then="call_unit"),
        assertion(
            "one", "count(children, alone is yes) >= 1 and possibly(all(children, alone is yes))", then="call_unit"
        ),
    ]
    report = proven([children], next_steps=[step("call_unit", "count(children, alone is yes) >= 2")], assertions=claims)
    assert "PROVED assertion `three`" in map(str, report.proved)
    assert [message.split("`")[1] for message in errors(report)] == ["one"]
    wider = [assertion("two", "count(children, alone is yes) >= 2", then="call_unit")]
    steps = [step("call_unit", "count(children, alone is yes) >= 3")]
    failed = proven([children], next_steps=steps, assertions=wider)
    assert failed.findings[0].persona is not None
    assert [line.split() for line in failed.findings[0].persona.lines[1:3]] == [
        ["children[1].alone", "yes"],
        ["children[2].alone", "yes"],
    ]


def test_a_child_is_asked_because_of_another() -> None:
    """Once any child came alone, each is asked; it used to be only those that were listed after that child."""
    children = repeated("children", [asked("alone"), asked("safe", relevant="any_alone")])
    claim = assertion("first_too", "any(children, safe is yes) and all(children, safe is yes)", never="call_unit")
    report = proven(
        [children],
        define={"any_alone": "any(children, alone is yes)"},
        indications=[indication("both", "count(children, safe is yes) >= 2 and count(children, alone is yes) < 2")],
        next_steps=[step("call_unit", "any(children, safe is no)")],
        assertions=[claim],
    )
    assert errors(report) == ["indication `both` can be indicated while no next step is due"]
    assert "PROVED assertion `first_too`" in map(str, report.proved)


def test_two_children_and_no_third() -> None:
    """What two children make certain does not follow for three."""
    children = repeated("children", [asked("alone")])
    sign = indication("just_two", "count(children, alone is yes) >= 2 and count(children, alone in (yes, unknown)) < 3")
    assert [one for one in errors(proven([children], indications=[sign])) if "never" in one] == []


def test_a_value_that_nobody_has_named_may_be_any_other_answer() -> None:
    """While one country is open, whether it is another than a second one that nobody named first is open too."""
    first, second = (asked(name, "select_one", choices="countries") for name in ("first", "second"))
    notify = step("notify", "unsure(second is not each)", each=["first"], if_unsure="ask_again")
    claim = assertion("asked_again", "first is unknown and answered(second)", then="ask_again")
    report = proven([first, second], next_steps=[notify, NONE_SETTLED], assertions=[claim])
    assert "PROVED assertion `asked_again`" in map(str, report.proved)


def test_a_promise_for_each_country() -> None:
    """Countries that no condition mentions count as well."""
    children = repeated("children", [asked("citizenships", "select_multiple", choices="countries")])
    notify = step("notify", "each is not US and any(children, each in citizenships)", each=["children.citizenships"])
    claims = [
        assertion("other_countries", "any(children, US not in citizenships and MX in citizenships)", then="notify"),
        assertion("any_country", "any(children, US not in citizenships)", then="notify"),
    ]
    report = proven([children], next_steps=[notify], assertions=claims)
    assert "PROVED assertion `other_countries`" in map(str, report.proved)
    finding = next(one for one in report.findings if one.code == "failed-assertion")
    assert finding.persona is not None
    assert "    children[1].citizenships  none of them" in finding.persona.lines


# Silence.


def test_saying_less_never_rules_out_a_plain_condition() -> None:
    """It is proven without any search."""
    report = proven(CITIZEN, indications=[indication("sign", "debt is yes and citizen in (no, declined)")])
    assert "PROVED saying less rules out no indication and no step" in map(str, report.proved)


def test_a_count_that_must_stay_low_punishes_silence() -> None:
    """The answer that is left out is marked."""
    children = repeated("kids", [asked("school"), asked("home")])
    low = indication("seen", "count(kids, school in (no, declined)) < 1")
    report = proven([children], indications=[low])
    finding = report.findings[0]
    assert finding.diagnostic.message == (
        "saying less can rule out indication `seen`: `school` declined in place of an answer"
    )
    assert finding.persona is not None
    assert "<- declined instead rules it out" in finding.persona.lines[1]


def test_silence_can_take_a_question_away() -> None:
    """Where a question is asked only while a count stays low, what rests on its answer goes with it."""
    children = repeated("kids", [asked("school")])
    gated = asked("home", relevant="count(kids, school in (no, declined)) < 1")
    report = proven([children, gated], indications=[indication("stays", "home is yes")])
    assert [message.partition(":")[0] for message in errors(report)] == ["saying less can rule out indication `stays`"]


def test_silence_can_take_everybody_away() -> None:
    """Where children are asked about only while a count stays low, what is reported of each goes with them."""
    kids = repeated("kids", [asked("school")])
    children = repeated("children", [asked("home")], relevant="count(kids, school in (no, declined)) < 1")
    signs = [indication("away", "home is no", per="children")]
    report = proven([kids, children], indications=signs)
    assert [message.partition(":")[0] for message in errors(report)] == ["saying less can rule out indication `away`"]


def test_declining_to_speak_of_children_leaves_them_open() -> None:
    """Nobody is lost where the question that leads to them is declined: somebody not yet named is left."""
    children = repeated("children", [asked("home")], relevant="a is yes")
    report = proven([asked("a"), children], indications=[indication("away", "home is no", per="children")])
    assert "PROVED saying less rules out no indication and no step" in map(str, report.proved)


# Time, and what is left open.


def test_past_its_time_nothing_is_called_proven() -> None:
    """What was not looked at is UNPROVED, and the screen is not certified."""
    questions = [asked(f"q{number}") for number in range(30)]
    names = ", ".join(f"q{number}" for number in range(30))
    claim = assertion("many", f"count_yes({names}) >= 16", never="call_unit")
    steps = [step("call_unit", " or ".join(f"(q{number} is yes and q{number + 15} is yes)" for number in range(15)))]
    low = step("other", f"count_yes({names}) >= 16 and count_yes({names}) < 9")
    report = proven(questions, 0, next_steps=[*steps, low], assertions=[claim])
    assert report.unproved
    assert not report.is_proven
    assert str(report.unproved[-1]).startswith("UNPROVED ")
    assert proven(questions, 60, next_steps=steps).is_proven


def test_dates_that_are_compared_in_a_circle_are_not_called_proven() -> None:
    """What was neither found nor excluded is UNPROVED."""
    days = [asked(name, "date", precision=["day"]) for name in ("a", "b", "c")]
    report = proven([*days, asked("q", relevant="a < b and b < c and c < a")])
    assert [one.name for one in report.unproved][:1] == ["`q` can be asked"]


def test_dates_are_compared_with_what_is_known_of_each() -> None:
    """Nobody born after somebody who is under 18 is 18 or older."""
    days = [asked("child", "date"), asked("sister", "date")]
    report = proven([*days, asked("q", relevant="age(child) < 18 and child <= sister and age(sister) >= 18")])
    assert report.unproved == ()
    assert errors(report)[0].startswith("question `q` is never asked: ")


def test_what_was_covered_is_said() -> None:
    """So many interviews, and so many instances, with whether that is enough for any number.

    A child is a citizen, not one, or silent; there are two at most and perhaps more; `a` has an answer or none.
    """
    children = repeated("children", [asked("citizen")], max="3")
    report = proven([children, asked("a")], indications=[indication("sign", "count(children, citizen is no) >= 2")])
    assert str(report.covered) == (
        "over all 52 interviews that can be told apart; up to 2 of `children`, which is enough for any number"
    )
    capped = proven([children], indications=[indication("sign", "count(children, citizen is no) >= 5")])
    assert errors(capped)[0].startswith("indication `sign` can never be indicated")
    assert "up to 3 of `children`, its greatest number" in str(capped.covered)
