"""Conditions: what is read, what is refused and where, and what each means when answers are missing or vague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import generators
import reference_evaluator as reference
from generators import COUNTRIES, OPTIONS, Known, Sight, asked, repeated
from screenkit.answers import Absent, Answer, Item
from screenkit.conditions import (
    And,
    Asked,
    Compare,
    Condition,
    CountOf,
    EachIs,
    Has,
    Is,
    Misread,
    Named,
    Or,
    Over,
    Possibly,
    Ref,
    Scope,
    Subject,
    Term,
    Unsure,
    parse_condition,
)
from screenkit.facts import Facts, Truth
from screenkit.screen import Screen
from screenkit.standing import Given, facts_of
from screenkit.summarize import Summarizer

CHOICES = [{"name": name, "label": generators.say(name)} for name in OPTIONS]
GATED = {"relevant": "gate is yes"}
YES_NO = ("yes", "no")
SCREEN = generators.load(
    generators.authored(
        [
            asked("gate"),
            asked("debt"),
            asked("paid"),
            asked("gated", **GATED),
            asked("pick", "select_one", choices=CHOICES),
            asked("picks", "select_multiple", choices=CHOICES),
            asked("story", "text"),
            asked("intro", "note"),
            asked("born_on", "date"),
            asked("met_on", "date", **GATED),
            asked("taken_on", "date"),
            asked("taken_at", "datetime"),
            asked("rooms", "integer"),
            asked("beds", "integer", **GATED),
            asked("country", "select_one", choices="countries"),
            asked("citizenships", "select_multiple", choices="countries"),
            asked("place", "select_one", choices="jurisdictions"),
            repeated(
                "children",
                [
                    asked("calm"),
                    asked("lost", **GATED),
                    asked("birthday", "date"),
                    asked("land", "select_one", choices="countries"),
                    asked("lands", "select_multiple", choices="countries"),
                ],
            ),
            repeated("parents", [asked("here")], **GATED),
        ]
    )
)


def scope(inside: str = "", *, each: bool = False, **defined: Condition) -> Scope:
    """The names in sight at a place of the screen."""
    return generators.scope_of(SCREEN, inside, "country" if each else "", **defined)


DEBT, PAID = Is(Ref("debt"), frozenset({"yes"})), Is(Ref("paid"), frozenset({"yes"}))
CALM = Is(Ref("calm", "children"), frozenset({"yes"}))
AGE = Term("age", Ref("born_on"))
ROOMS = Term("number", Ref("rooms"))


def number(value: int) -> Term:
    """A constant."""
    return Term("constant", None, value)


READ: tuple[tuple[str, Condition], ...] = (
    ("debt is yes", DEBT),
    ("  debt   is\tyes ", DEBT),
    ("debt is\nyes", DEBT),
    ("(debt is yes)", DEBT),
    ("debt in (yes, unknown)", Is(Ref("debt"), frozenset({"yes"}), frozenset({Absent.UNKNOWN}))),
    ("debt is declined", Is(Ref("debt"), absent=frozenset({Absent.DECLINED}))),
    ("story in (unknown, not_asked)", Is(Ref("story"), absent=frozenset({Absent.UNKNOWN, Absent.NOT_ASKED}))),
    ("citizenships is unknown", Is(Ref("citizenships"), absent=frozenset({Absent.UNKNOWN}))),
    ("country is not US", Is(Ref("country"), frozenset({"US"}), negated=True)),
    ("one in picks", Has("one", Ref("picks"))),
    ("US not in citizenships", Has("US", Ref("citizenships"), negated=True)),
    ("asked(story)", Asked(Ref("story"), with_value=False)),
    ("answered(children)", Asked(Ref("children"), with_value=True)),
    ("rooms >= 2", Compare(ROOMS, ">=", number(2))),
    ("2 <= rooms", Compare(number(2), "<=", ROOMS)),
    ("rooms - 1 > beds + 2", Compare(replace(ROOMS, plus=-1), ">", Term("number", Ref("beds"), 2))),
    ("12 <= age(born_on) < 18", And((Compare(number(12), "<=", AGE), Compare(AGE, "<", number(18))))),
    ("days_since(taken_at) > 3", Compare(Term("days_since", Ref("taken_at")), ">", number(3))),
    ("taken_on <= taken_at", Compare(Term("moment", Ref("taken_on")), "<=", Term("moment", Ref("taken_at")))),
    ("any_yes(debt, paid)", CountOf((DEBT, PAID), ">=", 1)),
    ("count_yes(debt, paid) >= 2", CountOf((DEBT, PAID), ">=", 2)),
    ("2 > count_yes(debt, paid)", CountOf((DEBT, PAID), "<", 2)),
    ("any(children, calm is yes)", Over("any", "children", CALM)),
    ("all(children, calm is yes and debt is yes)", Over("all", "children", And((CALM, DEBT)))),
    ("count(children, calm is yes) >= 2", Over("count", "children", CALM, ">=", 2)),
    ("1 >= count(children, calm is yes)", Over("count", "children", CALM, "<=", 1)),
    ("possibly(debt is yes)", Possibly(DEBT)),
    ("unsure(debt is yes or paid is yes)", Unsure(Or((DEBT, PAID)))),
    ("debt is yes or paid is yes and debt is yes", Or((DEBT, And((PAID, DEBT))))),
    ("(debt is yes or paid is yes) and debt is yes", And((Or((DEBT, PAID)), DEBT))),
    ("idea and paid is yes", And((Named("idea", DEBT), PAID))),
    ("any(children, idea)", Over("any", "children", Named("idea", DEBT))),
)


@pytest.mark.parametrize(("text", "condition"), READ)
def test_what_is_read(text: str, condition: Condition) -> None:
    """Each way to write a condition becomes its nodes, whatever white space stands in it."""
    assert parse_condition(text, scope(idea=DEBT)) == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("each is MX", EachIs(frozenset({"MX"}))),
        ("each is not US", EachIs(frozenset({"US"}), negated=True)),
        ("each in (MX, GT)", EachIs(frozenset({"MX", "GT"}))),
        ("country is each", Is(Ref("country"), frozenset({"each"}))),
        ("country is not each", Is(Ref("country"), frozenset({"each"}), negated=True)),
        ("each in citizenships", Has("each", Ref("citizenships"))),
        (
            "any(children, each not in lands)",
            Over("any", "children", Has("each", Ref("lands", "children"), negated=True)),
        ),
    ],
)
def test_what_is_read_in_a_step_for_each_value(text: str, condition: Condition) -> None:
    """Inside a step with `each`, the word stands for the value at hand."""
    assert parse_condition(text, scope(each=True)) == condition


def test_an_instance_sees_its_own_questions_by_bare_name() -> None:
    """What is said of one instance names its questions, and those outside, without more."""
    condition = parse_condition("calm is yes and debt is yes", scope("children"))
    assert condition == And((CALM, DEBT))


PLAIN_LETTERS = "only plain letters stand in conditions"
PLAIN = "write names and choices with `a` to `z`, digits and `_`"
NEEDS_NO_QUOTES = "conditions need no quotes"
BARE = "write the choice's bare name"
NOT_SO = "this is not a condition"
SUCH_AS = "for example `debt is yes`"
SUCH_AS_BOTH = "for example `debt is yes and age(born_on) < 18`"
A_NAME = "a question's name belongs here"
SPLIT = "give parts of it a name under `define:`"
LIST_THEM = "list the answers you mean: `q in (…)`"
ONE_TO_THREE = "answers are `one`, `two`, `three`, `unknown`, `declined`, `not_asked`"
FLOW = "a YAML flow mapping `{…}` cuts text at a comma: use block style or quotes"
FUNCTIONS = (
    "functions are `age`, `all`, `answered`, `any`, `any_yes`, `asked`, `count`, `count_yes`, `days_since`, "
    "`possibly`, `unsure`"
)
NEGATION = "`not` is not a word of conditions: silence would count as an answer"
NEGATION_HINT = "list the answers you mean: `citizen in (no, unknown, declined)`"
OTHER_KIND = "these two are not the same kind of thing"
REFERENCE_ONLY = "is for countries and languages only: silence would count"

# The text, the characters under which the carets stand, the code, the message and the hint.
REFUSED: tuple[tuple[str, str, str, str, str | None], ...] = (
    # other languages' words
    ("debt = yes", "=", "equals-sign", "`=` is not a word of conditions", "write `is`: `debt is yes`"),
    ("debt == yes", "==", "equals-sign", "`=` is not a word of conditions", "write `is`: `debt is yes`"),
    ("rooms => 2", "=", "equals-sign", "`=` is not a word of conditions", "write `is`: `debt is yes`"),
    ("debt != yes", "!=", "negated-comparison", "`!=` is not a word of conditions", "list the answers: `q in (…)`"),
    ("debt <> yes", "<", "unreadable-condition", NOT_SO, SUCH_AS_BOTH),
    ("debt is yes && paid is yes", "&&", "wrong-joiner", "`&` is not a word of conditions", "write `and`"),
    ("debt is yes & paid is yes", "&", "wrong-joiner", "`&` is not a word of conditions", "write `and`"),
    ("debt is yes || paid is yes", "||", "wrong-joiner", "`|` is not a word of conditions", "write `or`"),
    ("debt is yes | paid is yes", "|", "wrong-joiner", "`|` is not a word of conditions", "write `or`"),
    ("!debt", "!", "wrong-joiner", "`!` is not a word of conditions", LIST_THEM),
    ("debt is 'yes'", "'", "quote-in-condition", NEEDS_NO_QUOTES, BARE),
    ('debt is "yes"', '"', "quote-in-condition", NEEDS_NO_QUOTES, BARE),
    ("`debt` is yes", "`", "quote-in-condition", NEEDS_NO_QUOTES, BARE),
    ("debt is “yes”", "“", "curly-quote", NEEDS_NO_QUOTES, BARE),
    ("debt is ‘yes’", "‘", "curly-quote", NEEDS_NO_QUOTES, BARE),
    ("debt is «yes»", "«", "curly-quote", NEEDS_NO_QUOTES, BARE),
    ("ｄebt is yes", "ｄ", "foreign-character", PLAIN_LETTERS, PLAIN),
    ("debt is sí", "í", "foreign-character", PLAIN_LETTERS, PLAIN),
    ("debt is yes\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH SPACE}", "foreign-character", PLAIN_LETTERS, PLAIN),
    (
        "debt is yes # or paid is yes",
        "#",
        "unreadable-condition",
        "a condition holds no comments",
        "put `#` on a line of its own",
    ),
    ("debt is yes AND paid is yes", "A", "unreadable-condition", NOT_SO, SUCH_AS_BOTH),
    ("debt is yes; paid is yes", ";", "unreadable-condition", NOT_SO, SUCH_AS_BOTH),
    # names
    ("deb is yes", "deb", "unknown-question", "question `deb` does not exist", "did you mean `debt`?"),
    (" \n deb is yes", "deb", "unknown-question", "question `deb` does not exist", "did you mean `debt`?"),
    ("zebra is yes", "zebra", "unknown-question", "question `zebra` does not exist", None),
    ("debt is yes and ide", "ide", "unknown-question", "question `ide` does not exist", "did you mean `idea`?"),
    ("each is MX", "each", "unknown-question", "question `each` does not exist", None),
    (
        "calm is yes",
        "calm",
        "question-in-repeat",
        "`calm` is asked for each of `children`",
        "say of whom: `any(children, calm …)`",
    ),
    (
        "any(parents, calm is yes)",
        "calm",
        "question-in-repeat",
        "`calm` is asked for each of `children`",
        "say of whom: `any(children, calm …)`",
    ),
    (
        "age(birthday) < 18",
        "birthday",
        "question-in-repeat",
        "`birthday` is asked for each of `children`",
        "say of whom: `any(children, birthday …)`",
    ),
    ("debt", "debt", "bare-question", "`debt` says nothing alone", "for example `debt is yes`"),
    ("paid is yes and rooms", "rooms", "bare-question", "`rooms` says nothing alone", "write `rooms >= 2`"),
    ("yes is debt", "yes", "unknown-question", "question `yes` does not exist", None),
    # answers
    ("debt is yess", "yess", "impossible-answer", "`yess` can never be the answer", "did you mean `yes`?"),
    ("debt is Yes", "Yes", "impossible-answer", "`Yes` can never be the answer", "did you mean `yes`?"),
    ("pick is four", "four", "impossible-answer", "`four` can never be the answer", ONE_TO_THREE),
    (
        "country in (MX, XX)",
        "XX",
        "impossible-answer",
        "`XX` can never be the answer",
        "answers are `MX`, `US`, `GT`, `unknown`, `declined`, `not_asked`",
    ),
    ("four in picks", "four", "impossible-answer", "`four` can never be the answer", ONE_TO_THREE),
    ("debt in (yes, 1)", "1", "unreadable-condition", "the bare name of an answer belongs here", None),
    ("debt is True", "True", "unreadable-condition", "the bare name of an answer belongs here", None),
    (
        "debt in (yes)",
        "debt in (yes)",
        "single-choice",
        "`in (…)` is for two answers or more",
        "write `is` for one: `debt is yes`",
    ),
    (
        "debt in (yes,)",
        "debt in (yes,)",
        "single-choice",
        "`in (…)` is for two answers or more",
        "write `is` for one: `debt is yes`",
    ),
    # no
    ("not debt is yes", "not debt is yes", "negation", NEGATION, NEGATION_HINT),
    ("paid is yes and not (debt is yes)", "not (debt is yes)", "negation", NEGATION, NEGATION_HINT),
    ("debt is not yes", "debt", "negation", f"`is not` {REFERENCE_ONLY}", LIST_THEM),
    ("pick is not one", "pick", "negation", f"`is not` {REFERENCE_ONLY}", LIST_THEM),
    ("place is not other", "place", "negation", f"`is not` {REFERENCE_ONLY}", LIST_THEM),
    ("country is not unknown", "country", "negation", f"`is not` {REFERENCE_ONLY}", LIST_THEM),
    (
        "country not in (MX, GT)",
        "country not in (MX, GT)",
        "negation",
        "`not in (…)` would count silence as an answer",
        LIST_THEM,
    ),
    ("one not in picks", "picks", "negation", f"`not in` {REFERENCE_ONLY}", None),
    # the wrong kind of question
    ("picks is one", "one", "wrong-comparison", "`picks` is not a question with one choice", "write `one in picks`"),
    ("rooms is two", "two", "wrong-comparison", "`rooms` is not a question with one choice", "write `rooms >= 2`"),
    (
        "born_on is old",
        "old",
        "wrong-comparison",
        "`born_on` is not a question with one choice",
        "write `age(born_on) < 18` or `days_since(born_on) > 3`",
    ),
    (
        "taken_at is now",
        "now",
        "wrong-comparison",
        "`taken_at` is not a question with one choice",
        "write `days_since(taken_at) > 3`",
    ),
    (
        "story is long",
        "long",
        "wrong-comparison",
        "`story` is not a question with one choice",
        "write `answered(story)`",
    ),
    (
        "intro is read",
        "read",
        "wrong-comparison",
        "`intro` is not a question with one choice",
        "write `answered(intro)`",
    ),
    (
        "yes in debt",
        "debt",
        "wrong-comparison",
        "`debt` does not take several choices",
        "write `debt is …` or `debt in (…, …)`",
    ),
    ("story >= 2", "story", "wrong-comparison", "`story` is neither a number nor a date", None),
    ("debt >= 1", "debt", "wrong-comparison", "`debt` is neither a number nor a date", None),
    ("age(rooms) > 3", "rooms", "wrong-comparison", "`rooms` is not a date", None),
    ("any_yes(debt, pick)", "pick", "wrong-comparison", "`pick` is not a yes-or-no question", None),
    ("age(born_on) < rooms", "age(born_on)", "wrong-comparison", OTHER_KIND, None),
    ("born_on > 2011", "born_on", "wrong-comparison", OTHER_KIND, None),
    (
        "born_on < taken_on + 3",
        "born_on",
        "wrong-comparison",
        "nothing can be added to a date",
        "count in days: `days_since(a) <= days_since(b) + 3`",
    ),
    (
        "any_yes(debt, paid) >= 2",
        "any_yes(debt, paid)",
        "wrong-comparison",
        "`any_yes(…)` is not a number",
        "`count(…)` and `count_yes(…)` are numbers",
    ),
    # numbers
    ("rooms > 2.5", "2.5", "not-a-number", "a whole number belongs here", None),
    ("rooms > 1_000", "1_000", "not-a-number", "a whole number belongs here", "write it in digits only"),
    ("rooms > 0x10", "0x10", "not-a-number", "a whole number belongs here", "write it in digits only"),
    ("rooms > 1000001", "1000001", "not-a-number", "a whole number belongs here", None),
    ("rooms >= -1", "-1", "not-a-number", "a whole number from 0 up belongs here", None),
    ("count_yes(debt, paid) >= rooms", "rooms", "not-a-number", "a whole number belongs here", None),
    ("2 + rooms > 3", "rooms", "not-a-number", "a whole number belongs here", None),
    ("1 < 2", "1", "constant-condition", "this compares two numbers: it never depends on an answer", None),
    # functions
    ("anyyes(debt, paid)", "anyyes", "unknown-function", "function `anyyes` does not exist", "did you mean `any_yes`?"),
    ("sum(rooms, beds) > 3", "sum", "unknown-function", "function `sum` does not exist", FUNCTIONS),
    ("debt.upper()", "debt.upper", "unknown-function", "this is not a function", FUNCTIONS),
    ("any_yes(debt)", "any_yes(debt)", "wrong-arguments", "`any_yes(…)` takes two questions or more", None),
    ("asked(debt, paid)", "asked(debt, paid)", "wrong-arguments", "`asked(…)` takes one thing", None),
    ("possibly()", "possibly()", "wrong-arguments", "`possibly(…)` takes one thing", None),
    ("any(children)", "any(children)", "wrong-arguments", "write `any(children, …)`: a repeat, then a condition", None),
    (
        "any(childen, calm is yes)",
        "childen",
        "unknown-repeat",
        "the name of a repeat belongs here",
        "did you mean `children`?",
    ),
    ("any(debt, debt is yes)", "debt", "unknown-repeat", "the name of a repeat belongs here", None),
    (
        "any(children, any(parents, here is yes))",
        "any(parents, here is yes)",
        "nested-repeat",
        "a repeat cannot be asked about from inside another",
        "put the two beside each other, joined with `and`",
    ),
    ("age(born_on)", "age(born_on)", "unfinished-condition", "`age(…)` is a number", "compare it: `age(…) >= 2`"),
    (
        "count(children, calm is yes)",
        "count(children, calm is yes)",
        "unfinished-condition",
        "`count(…)` is a number",
        "compare it: `count(…) >= 2`",
    ),
    # lines that end too soon, or never
    ("debt is yes and", "and", "unfinished-condition", "something is missing after `and`", None),
    ("debt is yes or ", "or", "unfinished-condition", "something is missing after `or`", None),
    ("debt is", "is", "unfinished-condition", "something is missing after `is`", None),
    ("rooms >=", ">=", "unfinished-condition", "something is missing after `>=`", None),
    ("paid is yes and debt in", "in", "unfinished-condition", "something is missing after `in`", None),
    ("any_yes(debt", "t", "unfinished-condition", "a bracket is open at the end of this condition", FLOW),
    ("debt is yes)", ")", "unfinished-condition", "this bracket closes nothing", None),
    (
        "debt is yes is no",
        "debt is yes is no",
        "unreadable-condition",
        "one `is` or `in` at a time",
        "join two of them with `and`",
    ),
    ("debt is yes, paid is yes", "debt is yes, paid is yes", "unreadable-condition", NOT_SO, SUCH_AS),
    (
        "debt is yes if rooms > 1 else paid is yes",
        "debt is yes if rooms > 1 else paid is yes",
        "unreadable-condition",
        NOT_SO,
        SUCH_AS,
    ),
    ("debt in [yes, no]", "[yes, no]", "unreadable-condition", A_NAME, None),
    ("yes", "yes", "unknown-question", "question `yes` does not exist", None),
    ("5", "5", "unreadable-condition", NOT_SO, SUCH_AS),
)


@pytest.mark.parametrize(("text", "under", "code", "message", "hint"), REFUSED)
def test_what_is_refused(text: str, under: str, code: str, message: str, hint: str | None) -> None:
    """A wrong spelling is named in the author's words, under the very characters, with the way out."""
    with pytest.raises(Misread) as refused:
        parse_condition(text, scope(idea=DEBT))
    fault = refused.value
    assert (fault.code, fault.message, fault.hint) == (code, message, hint)
    assert text[fault.offset : fault.offset + fault.length] == under


def test_an_empty_condition_is_refused() -> None:
    """A condition of white space is called empty, and not unreadable."""
    for text in ("", "  ", "\t"):
        with pytest.raises(Misread) as refused:
            parse_condition(text, scope())
        assert (refused.value.code, refused.value.message) == ("empty-condition", "this condition is empty")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("debt is yes or " * 70 + "debt is yes", "long-condition", "this condition is longer than 1000 characters"),
        (
            "(" * 13 + "debt is yes" + ")" * 13,
            "long-condition",
            "this condition has too many brackets inside each other",
        ),
        (
            "possibly(" * 13 + "debt is yes" + ")" * 13,
            "long-condition",
            "this condition has too many brackets inside each other",
        ),
        ("not " * 30 + "debt is yes", "long-condition", "this condition has too many parts"),
    ],
)
def test_what_is_too_long_or_too_deep(text: str, code: str, message: str) -> None:
    """A condition past what a reader can follow is refused with advice to split it."""
    with pytest.raises(Misread) as refused:
        parse_condition(text, scope())
    assert (refused.value.code, refused.value.message, refused.value.hint) == (code, message, SPLIT)


@pytest.mark.parametrize("text", ["(" * 12 + "debt is yes" + ")" * 12, " or ".join(["debt is yes"] * 60)])
def test_what_is_just_short_enough(text: str) -> None:
    """Twelve brackets and sixty short parts are still taken."""
    assert parse_condition(text, scope()) in (DEBT, Or((DEBT,) * 60))


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "debt.__class__",
        "debt.__class__ is yes",
        "9**9**9",
        "9**9**9 > rooms",
        "rooms > 9**9**9",
        "'a'*10**9",
        "'%1000000000d'%1",
        "rooms % 2 > 0",
        "-" * 900 + "rooms > 1",
        "-" * 5000 + "rooms > 1",
        "not " * 20_000 + "debt is yes",
        "~" * 900 + "rooms > 1",
        "debt in 5",
        "5 in debt",
        "ｄebt is yes",
        "(debt := yes)",
        "f'{debt}'",
        "f{debt}",
        "lambda: debt",
        "lambda debt: debt is yes",
        "await debt",
        "(yield debt)",
        "[debt for debt in picks]",
        "{debt: yes}",
        "{*picks}",
        "any(*children)",
        "any(**children)",
        "asked(q=debt)",
        "eval(debt)",
        "eval(debt) is yes",
        "debt[0] is yes",
        "debt[:] is yes",
        "rooms @ 2 > 1",
        "debt is yes is not no",
        "debt is yes in picks",
        "1 < rooms is yes",
        "...",
        "None",
        "debt is None",
        "b'debt' is yes",
        "\\",
        "debt is yes \\",
        "debt\x00is yes",
        "\ud800",
        "\N{RIGHT-TO-LEFT OVERRIDE}debt is yes",
        "dеbt is yes",  # the second letter is Cyrillic
        "debt is yes\nimport os",
        "(" * 900,
        "((" * 400 + "))" * 400,
        "[" * 12 + "]" * 12,
        "debt is yes or " * 5_000 + "debt is yes",
        "+".join(["rooms"] * 100) + " > 1",
        "rooms" + " + 1" * 100 + " > 1",
    ],
)
def test_nothing_else_of_python_is_a_condition(text: str) -> None:
    """Attributes, powers, operators, calls, lambdas and look-alikes are refused before anything comes of them."""
    with pytest.raises(Misread):
        parse_condition(text, scope(each=True))


PLAIN_TOKENS = """
    debt pick picks born_on taken_at rooms citizenships children story each calm ( ) , < <= > >= + - yes no one MX
    unknown not_asked is in not and or age days_since any all count any_yes count_yes asked possibly unsure 2 18 if else
    lambda : [ ] { } . * ** @ % / ~ await None ... \\ ; := 1_0 0x1 1.5 1e9 1j = ! # ? '
"""
TOKENS = (
    *PLAIN_TOKENS.split(),
    "debt is yes",
    "age(born_on) < 18",
    "any(children, calm is yes)",
)
SOUP = st.one_of(
    st.lists(st.sampled_from(TOKENS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(TOKENS), max_size=9).map("".join),
    st.text(max_size=12),
)


@settings(max_examples=1_000, deadline=None)
@given(SOUP)
@example("debt is yes and \t")
@example("\n(debt")
def test_any_text_is_read_or_refused_in_its_place(text: str) -> None:
    """Whatever an author writes is a condition or a fault within the text, and no other error."""
    fault = refusal(text)
    if fault is not None:
        assert fault.message
        assert 0 <= fault.offset < max(len(text), 1)
        assert 1 <= fault.length <= max(len(text) - fault.offset, 1)


def refusal(text: str) -> Misread | None:
    """Why the text is no condition."""
    try:
        parse_condition(text, scope(each=True)).closure()
    except Misread as fault:
        return fault
    return None


# What conditions mean. `+` is certain, `?` possible, `-` ruled out.

TODAY = date(2026, 11, 22)
SIGNS = {Truth.YES: "+", Truth.MAYBE: "?", Truth.NO: "-"}
SILENCES: Mapping[str, dict[str, Answer]] = {
    "unknown": {"gate": "yes", "q": Absent.UNKNOWN},
    "declined": {"gate": "yes", "q": Absent.DECLINED},
    "not-asked": {"gate": "yes", "q": Absent.NOT_ASKED},
    "not reached": {"gate": "yes"},
    "not relevant": {"gate": "no", "q": "value"},
    "maybe relevant": {"gate": Absent.DECLINED, "q": "value"},
}


def one_question(kind: str, **more: object) -> Screen:
    """A screen whose question `q` is only asked behind a gate."""
    return generators.load(generators.authored([asked("gate"), asked("q", kind, **more, **GATED)]))


def signs(screen: Screen, text: str, states: Mapping[str, Mapping[str, Answer]]) -> str:
    """What the condition is in each of the states, a sign for each."""
    names: dict[str, Subject] = {entry.question.name: entry.question for entry in screen.entries}
    condition = parse_condition(text, Scope(names))
    facts = [
        facts_of(screen, Given({Item(name): answer for name, answer in state.items()}), TODAY)
        for state in states.values()
    ]
    return "".join(SIGNS[condition.closure()(one, 0)] for one in facts)


KINDS: Mapping[str, dict[str, Any]] = {
    "yes_no": {},
    "select_one": {"choices": "countries"},
    "select_multiple": {"choices": "countries"},
    "integer": {},
    "date": {},
    "datetime": {},
    "text": {},
}

# The kind of question, the condition, the answers with what each makes of it, and then what it is when the answer is
# unknown, declined, put off, or not reached, when the question is not asked, and when it is not certain that it is.
MEANING = (
    ("yes_no", "q is yes", "yes+ no-", "????-?"),
    ("yes_no", "q is unknown", "yes- no-", "+???-?"),
    ("yes_no", "q is not_asked", "yes- no-", "??++-?"),
    ("yes_no", "q in (no, unknown)", "yes- no+", "+???-?"),
    ("yes_no", "q in (no, unknown, declined, not_asked)", "yes- no+", "++++-?"),
    ("yes_no", "q in (unknown, declined, not_asked)", "yes- no-", "++++-?"),
    ("yes_no", "asked(q)", "yes+ no+", "++??-?"),
    ("yes_no", "answered(q)", "yes+ no+", "????-?"),
    ("yes_no", "possibly(q is yes)", "yes+ no-", "++++-+"),
    ("yes_no", "unsure(q is yes)", "yes- no-", "++++-+"),
    ("yes_no", "any_yes(q, gate)", "yes+ no+", "++++-?"),
    ("yes_no", "count_yes(q, gate) >= 2", "yes+ no-", "????-?"),
    ("yes_no", "count_yes(q, gate) < 2", "yes- no+", "????+?"),
    ("select_one", "q is MX", "MX+ US-", "????-?"),
    ("select_one", "q is not MX", "MX- US+", "????-?"),
    ("select_one", "q in (MX, declined)", "MX+ US-", "?+??-?"),
    ("select_multiple", "MX in q", "MX+ US,MX+ US- none-", "????-?"),
    ("select_multiple", "MX not in q", "MX- US,MX- US+ none+", "????-?"),
    ("select_multiple", "q is declined", "MX- none-", "?+??-?"),
    ("select_multiple", "answered(q)", "MX+ none+", "????-?"),
    ("integer", "q >= 2", "1- 2+ 3+", "????-?"),
    ("integer", "1 < q <= 3", "1- 2+ 3+ 4-", "????-?"),
    ("integer", "q - 1 < 2", "2+ 3-", "????-?"),
    ("integer", "q is unknown", "2-", "+???-?"),
    ("date", "age(q) < 18", "2008? 2009+ 2007- 2008-11? 2008-10- 2008-12+ 2008-11-22- 2008-11-23+", "????-?"),
    ("date", "age(q) < 18", "2008~? 2009~? 2010~+ 2006~- 2008-12~? 2009-01~+ 2009-02~+ 2008-09~-", "????-?"),
    ("date", "age(q) >= 18", "2008? 2009- 2007+ 2008-11-22+ 2008-11-23- 2016~-", "????-?"),
    ("date", "12 <= age(q) < 18", "2016~- 2014? 2010+ 2008? 2007-", "????-?"),
    ("date", "age(q) < 1", "2026+ 2025-11-22- 2025-11-23+ 2025? 2026-12+ 2027+", "????-?"),
    ("date", "days_since(q) > 3", "2026-11-18+ 2026-11-19- 2026-11? 2026-10+ 2026-12- 2026?", "????-?"),
    ("date", "days_since(q) >= 0", "2026-11-22+ 2026-11-23- 2026-11? 2026-10+", "????-?"),
    ("date", "q is not_asked", "2008-", "??++-?"),
    ("datetime", "days_since(q) >= 1", "2026-11-21T23:59+ 2026-11-22T00:00-", "????-?"),
    ("datetime", "age(q) < 1", "2025-11-22T08:00- 2025-11-23T08:00+", "????-?"),
    ("text", "answered(q)", "words+", "????-?"),
    ("text", "asked(q)", "words+", "++??-?"),
    ("text", "q in (unknown, declined)", "words-", "++??-?"),
)


@pytest.mark.parametrize(("kind", "text", "answered", "silent"), MEANING)
def test_what_an_atom_means(kind: str, text: str, answered: str, silent: str) -> None:
    """A value decides; no value rules nothing out unless it is named; a question that is not asked rules all out."""
    screen = one_question(kind, **KINDS[kind])
    question = screen.question(Item("q"))
    written = [(pair[:-1], pair[-1]) for pair in answered.split()]
    values = {word: question.parse([] if word == "none" else word) for word, _ in written}
    states: dict[str, dict[str, Answer]] = {word: {"gate": "yes", "q": value} for word, value in values.items()}
    assert signs(screen, text, states) == "".join(sign for _, sign in written)
    some = next(iter(values.values()))
    silences = {
        name: {key: some if key == "q" and answer == "value" else answer for key, answer in state.items()}
        for name, state in SILENCES.items()
    }
    assert signs(screen, text, silences) == silent


@pytest.mark.parametrize(
    ("first", "second", "less", "at_most"),
    [
        ("2010", "2011", "+", "+"),
        ("2011", "2010", "-", "-"),
        ("2011", "2011", "?", "?"),
        ("2011-03", "2011", "?", "?"),
        ("2011-03-01", "2011-03-02", "+", "+"),
        ("2011-03-02", "2011-03-01", "-", "-"),
        ("2010~", "2011", "?", "?"),
        ("2009~", "2011", "+", "+"),
        (None, "2011", "?", "?"),
        ("2011", None, "?", "?"),
    ],
)
def test_two_dates_are_compared_day_by_day(first: str | None, second: str | None, less: str, at_most: str) -> None:
    """Two dates are in order only where every day that the one could be is before every day of the other."""
    screen = generators.load(generators.authored([asked("a", "date"), asked("b", "date")]))
    question = screen.question(Item("a"))
    state = {name: question.parse(text) for name, text in (("a", first), ("b", second)) if text is not None}
    assert signs(screen, "a < b", {"": state}) == less
    assert signs(screen, "a <= b", {"": state}) == at_most
    assert signs(screen, "days_since(a) > days_since(b)", {"": state}) == less


def test_a_day_and_a_time_of_day_are_compared_by_the_minute() -> None:
    """A time is within its own day: neither certainly before nor certainly after it."""
    screen = generators.load(generators.authored([asked("day", "date"), asked("at", "datetime")]))
    day, at = screen.question(Item("day")), screen.question(Item("at"))
    states: dict[str, dict[str, Answer]] = {
        text: {"day": day.parse("2026-11-20"), "at": at.parse(text)}
        for text in ("2026-11-19T23:59", "2026-11-20T00:00", "2026-11-20T23:59", "2026-11-21T00:00")
    }
    assert signs(screen, "day < at", states) == "--?+"
    assert signs(screen, "day <= at", states) == "-?++"


def test_a_comparison_of_two_questions_is_ruled_out_by_the_one_that_is_not_asked() -> None:
    """What is not asked outweighs what is only not known."""
    screen = generators.load(
        generators.authored([asked("gate"), asked("a", "integer"), asked("b", "integer", **GATED)])
    )
    states: dict[str, dict[str, Answer]] = {
        "not asked": {"gate": "no", "a": Absent.UNKNOWN},
        "perhaps asked": {"gate": Absent.UNKNOWN, "a": 3},
        "one value": {"gate": "yes", "a": 3},
        "both": {"gate": "yes", "a": 3, "b": 2},
    }
    assert signs(screen, "a > b", states) == "-??+"
    assert signs(screen, "b < a", states) == "-??+"


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("yes", "yes", "+", "+"),
        ("yes", "no", "-", "+"),
        ("no", "no", "-", "-"),
        ("yes", None, "?", "+"),
        ("no", None, "-", "?"),
        (None, None, "?", "?"),
    ],
)
def test_and_and_or(left: str | None, right: str | None, both: str, either: str) -> None:
    """`and` is what its weakest part is, `or` what its strongest is, whichever stands first."""
    screen = generators.load(generators.authored([asked("a"), asked("b")]))
    for one, other in (("a", "b"), ("b", "a")):
        state: dict[str, Answer] = {name: word for name, word in ((one, left), (other, right)) if word is not None}
        assert signs(screen, "a is yes and b is yes", {"": state}) == both
        assert signs(screen, "a is yes or b is yes", {"": state}) == either


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # Expected of `any_yes`, then of `count_yes` with `>= 2`, with `> 2`, with `< 2` and with `<= 2`.
        (("yes", "yes", "yes"), "+++--"),
        (("yes", "yes", "no"), "++--+"),
        (("yes", "no", "no"), "+--++"),
        (("no", "no", "no"), "---++"),
        (("yes", "yes", None), "++?-?"),
        (("yes", None, None), "+????"),
        (("yes", "no", None), "+?-?+"),
        (("no", "no", None), "?--++"),
        ((None, None, None), "?????"),
    ],
)
def test_counts_of_questions(answers: tuple[str | None, ...], expected: str) -> None:
    """A count lies between those that are certain and those that are not ruled out."""
    screen = generators.load(generators.authored([asked("a"), asked("b"), asked("c")]))
    state: dict[str, Answer] = {name: word for name, word in zip("abc", answers, strict=True) if word is not None}
    texts = ["any_yes(a, b, c)", *(f"count_yes(a, b, c) {sign} 2" for sign in (">=", ">", "<", "<="))]
    assert "".join(signs(screen, text, {"": state}) for text in texts) == expected


@pytest.mark.parametrize(
    ("answers", "closed", "is_open"),
    [
        # Expected of `any`, of `all`, and of `count` with `>= 2` and with `< 2`.
        ((), "---+", "????"),
        (("yes",), "++-+", "+???"),
        (("no",), "---+", "?-??"),
        ((None,), "??-+", "????"),
        (("yes", "yes"), "+++-", "+?+-"),
        (("yes", "no"), "+--+", "+-??"),
        (("yes", None), "+???", "+???"),
        (("no", None), "?--+", "?-??"),
    ],
)
def test_what_is_said_of_instances(answers: tuple[str | None, ...], closed: str, is_open: str) -> None:
    """Of a complete list all is known that is answered; an open one may hold more; of nobody nothing is said."""
    screen = generators.load(generators.authored([repeated("children", [asked("calm")])]))
    names = Scope({}, {"children": {"calm": screen.question(Item("calm", "children"))}})
    found: dict[Item, Answer] = {
        Item("calm", "children", number): word for number, word in enumerate(answers, 1) if word is not None
    }
    instances = {"children": tuple(range(1, len(answers) + 1))}
    texts = ["any(children, calm is yes)", "all(children, calm is yes)"]
    texts += ["count(children, calm is yes) >= 2", "count(children, calm is yes) < 2"]
    for more, expected in (
        ("complete", closed),
        (Absent.UNKNOWN, is_open),
        (Absent.DECLINED, is_open),
        (None, is_open),
    ):
        answered = found if more is None else {**found, Item("children"): more}
        facts = facts_of(screen, Given(answered, instances), TODAY)
        assert "".join(SIGNS[parse_condition(text, names).closure()(facts, 0)] for text in texts) == expected


@pytest.mark.parametrize(("gate", "expected"), [("yes", "??"), ("no", "--"), (None, "??")])
def test_a_repeat_that_is_not_asked_holds_nobody(gate: str | None, expected: str) -> None:
    """Nobody is in a repeat that is certainly not asked; in one that may be asked anybody may be."""
    state: dict[Item, Answer] = {} if gate is None else {Item("gate"): gate}
    facts = facts_of(SCREEN, Given(state), TODAY)
    texts = ("any(parents, here is yes)", "all(parents, here is yes)")
    assert "".join(SIGNS[parse_condition(text, scope()).closure()(facts, 0)] for text in texts) == expected


@pytest.mark.parametrize(
    ("text", "known", "new", "new_beside_mx"),
    [
        # For MX, for a value not yet named, and for one that is none of those named, which are MX.
        ("each is MX", "+", "?", "-"),
        ("each is not MX", "-", "?", "+"),
        ("each in (US, GT)", "-", "?", "?"),
        ("country is each", "+", "?", "-"),
        ("country is not each", "-", "?", "+"),
        ("country in (each, MX)", "+", "+", "+"),
        ("each in citizenships", "+", "?", "?"),
        ("each not in citizenships", "-", "?", "?"),
    ],
)
def test_the_value_a_step_is_for(text: str, known: str, new: str, new_beside_mx: str) -> None:
    """A value that nobody has named may be any but those that were named."""
    condition = parse_condition(text, scope(each=True))
    given = Given({Item("country"): "MX", Item("citizenships"): ("MX", "GT")})
    facts = facts_of(SCREEN, given, TODAY)
    bound = (
        replace(facts, each="MX"),
        replace(facts, each_is_new=True),
        replace(facts, each_is_new=True, named=frozenset({"MX"})),
    )
    assert [SIGNS[condition.closure()(one, 0)] for one in bound] == [known, new, new_beside_mx]


@pytest.mark.parametrize(
    ("today", "age"),
    [(date(2026, 2, 28), "-"), (date(2026, 3, 1), "+"), (date(2028, 2, 28), "-"), (date(2028, 2, 29), "+")],
)
def test_a_birthday_on_29_february(today: date, age: str) -> None:
    """Who was born on 29 February completes a year on that day, or on 1 March of a year that has none."""
    years = today.year - 2008
    question = SCREEN.question(Item("born_on"))
    facts = facts_of(SCREEN, Given({Item("born_on"): question.parse("2008-02-29")}), today)
    assert SIGNS[parse_condition(f"age(born_on) >= {years}", scope()).closure()(facts, 0)] == age


# The program against the slow, obvious reading of the same rules.

WORDS = {Truth.YES: "certain", Truth.MAYBE: "possible", Truth.NO: "ruled out"}
VERDICTS = {"indicated": "certain", "not-settled": "possible", "not-indicated": "ruled out"}
SIGHTS = (
    Sight(
        (
            Known("gate", "yes_no", YES_NO),
            Known("gated", "yes_no", YES_NO),
            Known("debt", "yes_no", YES_NO),
            Known("pick", "select_one", OPTIONS),
            Known("picks", "select_multiple", OPTIONS),
            Known("story", "text"),
        )
    ),
    Sight(
        (Known("born_on", "date"), Known("met_on", "date"), Known("taken_at", "datetime"), Known("taken_on", "date"))
    ),
    Sight((Known("rooms", "integer"), Known("beds", "integer"))),
    Sight(
        (Known("country", "select_country", COUNTRIES), Known("citizenships", "select_countries", COUNTRIES)), each=True
    ),
    Sight(
        (Known("debt", "yes_no", YES_NO),),
        {
            "children": (Known("lost", "yes_no", YES_NO), Known("calm", "yes_no", YES_NO), Known("birthday", "date")),
            "parents": (Known("here", "yes_no", YES_NO),),
        },
    ),
    Sight(
        (Known("country", "select_country", COUNTRIES),),
        {"children": (Known("land", "select_country", COUNTRIES), Known("lands", "select_countries", COUNTRIES))},
        each=True,
    ),
)


@settings(max_examples=500, deadline=None)
@given(data=st.data(), sight=st.sampled_from(SIGHTS), today=st.sampled_from(generators.DAYS))
def test_conditions_mean_what_the_rules_say(data: st.DataObject, sight: Sight, today: date) -> None:
    """Any condition on any answers comes out as it does when every possible outcome is gone through."""
    condition = parse_condition(data.draw(generators.conditions(sight)), scope(each=sight.each))
    read = {"gate", *(name for ref in condition.refs() for name in (ref.name, ref.repeat))}
    for _ in range(2):
        given = data.draw(generators.givens(SCREEN, only=read))
        facts, world = _bound(data, sight, facts_of(SCREEN, given, today), reference.World(SCREEN, given, today))
        assert WORDS[condition.closure()(facts, 0)] == reference.WORDS[reference.truth(condition, world)]


def _bound(data: st.DataObject, sight: Sight, facts: Facts, world: reference.World) -> tuple[Facts, reference.World]:
    """The same facts for one value, or for one that nobody has named, where the condition stands in such a step."""
    if not sight.each:
        return facts, world
    value = data.draw(st.sampled_from((*COUNTRIES, None, None, None)))
    if value is not None:
        return replace(facts, each=value), replace(world, each=value)
    named = data.draw(st.frozensets(st.sampled_from(COUNTRIES)))
    return replace(facts, each_is_new=True, named=named), replace(world, new=True, named=named)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), sight=st.sampled_from([replace(sight, plain=True, each=False) for sight in SIGHTS]))
def test_what_is_certain_stays_certain(data: st.DataObject, sight: Sight) -> None:
    """Whatever else is learned, a plain condition that was certain or ruled out stays so."""
    # Not so where a condition speaks of silence itself, or says `possibly` and `unsure`: learning more ends those.
    condition = parse_condition(data.draw(generators.conditions(sight)), scope())
    read = {"gate", *(name for ref in condition.refs() for name in (ref.name, ref.repeat))}
    known = data.draw(generators.givens(SCREEN, only=read))
    more = data.draw(generators.givens(SCREEN, only=read))
    instances = {name: known.instances[name] if closed(known, name) else (1, 2, 3) for name in known.instances}
    learned = {
        **more.answers,
        **spoken(known),
        **{item: known.answers[item] for item in known.answers.keys() - spoken(more)},
    }
    before = condition.closure()(facts_of(SCREEN, known, TODAY), 0)
    after = condition.closure()(facts_of(SCREEN, Given(learned, instances), TODAY), 0)
    assert before in (Truth.MAYBE, after)


def spoken(given: Given) -> dict[Item, Answer]:
    """The answers that hold a value."""
    return {item: answer for item, answer in given.answers.items() if not isinstance(answer, Absent)}


def closed(given: Given, repeat: str) -> bool:
    """Whether it was said that there are no more."""
    return given.answers.get(Item(repeat)) == "complete"


@settings(max_examples=150, deadline=None)
@given(data=st.data(), authored=generators.screens(), today=st.sampled_from(generators.DAYS))
def test_screens_mean_what_the_rules_say(data: st.DataObject, authored: generators.Mapped, today: date) -> None:
    """What is asked, indicated and to be done comes out as it does when every possible outcome is gone through."""
    screen = generators.load(authored)
    for _ in range(3):
        given = data.draw(generators.givens(screen))
        facts, world = facts_of(screen, given, today), reference.World(screen, given, today)
        items = [item for _, item in reference.every_item(world)]
        assert [WORDS[facts.relevant(item)] for item in items] == [reference.WORDS[world.asked(item)] for item in items]
        assert [facts.answer(item) for item in items] == [world.answer(item) for item in items]
        found = Summarizer(screen, facts, UTC, "en")
        verdicts = {one.name: VERDICTS[one.verdict] for one in found.indications()}
        assert verdicts == reference.verdicts(world)
        steps = [(one.name, one.each, "certain" if one.settled else "possible", one.follows) for one in found.steps()]
        assert steps == reference.steps(world)
