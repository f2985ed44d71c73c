"""What an author writes: the keys of a screen file and of a shared group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from screenkit.deadlines import Within, parse_within
from screenkit.questions import Questions
from screenkit.reference import Flag, Model, Name, Words
from screenkit.store import check_id
from screenkit.text import Text

Urgency = Literal["urgent", "soon", "routine"]
Basis = Literal["duty", "agency", "consent", "own"]
TranslationStatus = Literal["unofficial", "agency", "official"]
SuppressibleCode = Literal[
    "compound-question",
    "idle-definition",
    "idle-document",
    "long-question",
    "missing-help",
    "only-declined",
    "repeated-question",
    "unread-choice",
]
"""Notes and matters of style only; never what keeps an answer from someone, or a question from being asked."""


def is_screen_name(value: str) -> bool:
    """Whether a word can be the name of a screen: lower-case words joined by `-`."""
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) is not None


def _screen_id(value: str) -> str:
    if is_screen_name(value) and not check_id(value):
        raise PydanticCustomError("bad-name", "this is the name of a device on Windows, so no file can have it")
    if is_screen_name(value):
        return value
    raise PydanticCustomError("bad-name", "a screen's name is lower-case words joined by `-`")


def _moment(value: str) -> str:
    if re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", value):
        with suppress(ValueError):
            datetime.fromisoformat(value)
            return value
    raise PydanticCustomError("wrong-shape", "a local time such as `2026-11-20T15:00` belongs here")


def _version(value: str) -> str:
    if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", value):
        return value
    raise PydanticCustomError("bad-version", "a version is three numbers, such as `1.0.0`")


def _within(value: object) -> object:
    if isinstance(value, Within):
        return value
    within = parse_within(value) if isinstance(value, str) else None
    if within is None:
        message = "a time is `24 hours`, `10 days`, `5 working days` or `without delay`"
        raise PydanticCustomError("unknown-time", message)
    return within


ScreenId = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_screen_id)]
Moment = Annotated[str, AfterValidator(_moment)]
Version = Annotated[str, AfterValidator(_version)]


_Authored = Annotated[str, Field(pattern="^([0-9]{1,4} (hours?|days?|working days?)|without delay)$")]


class Due(Model):
    """By when, counted from the latest of the times that `after` names."""

    within: Annotated[Within, BeforeValidator(_within, json_schema_input_type=_Authored)]
    """How long it may take: `24 hours`, `10 days`, `5 working days` or `without delay`."""
    after: tuple[str, ...] = ()
    """The dates and times, asked outside repeats, that start the clock; the latest of them counts."""


class IndicationRule(Model):
    """What is reported when its condition holds, could hold, or cannot."""

    name: Name
    """What cases and summaries call it."""
    label: Text
    """How the summary puts it: as a reason to refer, never as a finding."""
    when: Words
    """The condition; while it is open, the indication is not settled."""
    per: str | None = None
    """A repeat: one result for each child, parent …, and bare names in `when` are theirs; `?` is one not yet named."""
    citation: Words
    """Where the rule comes from: `source#place`, or `own-reading`."""


class StepRule(Model):
    """Something that someone must do, when, and why."""

    name: Name
    """What cases, other steps and summaries call it."""
    each: tuple[str, ...] = ()
    """Questions with choices, such as `children.citizenships`: one step for each value that was named."""
    when: Words | None = None
    """The condition; a step without one happens only through the `if_unsure` of another."""
    if_unsure: str | None = None
    """The step that follows while this one is not settled; it happens once, so it has no `each`."""
    urgency: Urgency
    """What the summary sorts by first."""
    action: Text
    """What to do; `{each}` and `{jurisdiction.unit}`, `.agency`, `.label` or a row of the matrix are filled in."""
    who: Text | None = None
    """Who does it; filled in like `action`."""
    for_family: Text | None = None
    """How the family's own copy puts it, in plain words to them; without it, that has `action` and `who`."""
    contacts: tuple[str, ...] = ()
    """Names in `reference/contacts.yaml`; one of low confidence is refused."""
    due: Due | None = None
    """By when."""
    documents: tuple[str, ...] = ()
    """Documents of this screen that belong to the step."""
    screen: ScreenId | None = None
    """A screen to go on with; it is offered as soon as this one is finished, also while the step is not settled."""
    citation: Words
    """Where the rule comes from: `source#place`, or `own-reading`."""


class Assertion(Model):
    """What must hold for every possible set of answers."""

    name: Name
    """What it is called."""
    when: Words
    """The condition under which it must hold."""
    then: str | None = None
    """The step that must follow; either this or `never`."""
    never: str | None = None
    """The step that must not follow."""
    citation: Words
    """Where the duty comes from: `source#place`, or `own-reading`."""


class Hold(Model):
    """Under what answers a document waits until a named person releases it."""

    when: Words
    """The condition; where it may be that somebody has to look first, write `possibly(…)`."""
    reason: Text
    """What is to be looked at, and by whom."""
    citation: Words
    """Where the rule comes from: `source#place`, or `own-reading`."""


class DocumentRule(Model):
    """What a recipient may be given, question by question."""

    name: Name
    """What steps call it."""
    title: Text
    """What stands above it."""
    recipient: str
    """A name in `reference/recipients.yaml`."""
    items: tuple[str, ...] = ()
    """The questions it may hold, such as `debt` or `children.born_on`; each one's `share` must name the recipient."""
    numbered: Flag = False
    """Whether items are numbered as in the list they come from: by the number that ends each one's `citation`."""
    of_each: Flag = False
    """Whether, of a list whose entries name the value that a step's `each` is for, it holds only those that do."""
    next_steps: tuple[str, ...] = ()
    """The next steps that it tells where they follow, with who does them and by when; no other is ever told."""
    onward: Text | None = None
    """To whom the recipient passes it on."""
    basis: Basis = "consent"
    """Why it may leave: a `duty` of law, the work of the `agency` itself, their `consent`, or it is their `own`."""
    citation: Words | None = None
    """Where the basis comes from; a `duty` must have one."""
    hold: Hold | None = None
    """When it waits for somebody's release."""


class Expect(Model):
    """Everything that answers lead to; what is not listed is not there."""

    indicated: tuple[str, ...] = ()
    """Indications that hold; with `per`, `name/1` is that of the first."""
    not_settled: tuple[str, ...] = ()
    """Indications that are open."""
    next_steps: tuple[str, ...] = ()
    """Steps that follow; with `each`, `name/MX`."""
    steps_not_settled: tuple[str, ...] = ()
    """Steps that may follow; `name/?` is for a value that nobody has named yet."""
    due: Mapping[str, str] = Field(default_factory=dict)
    """For any of these steps, the local time it is due."""


class CaseExpect(Expect):
    """Everything that a case must lead to; what is not listed must not be there, but for `due` and `not_asked`."""

    not_asked: tuple[str, ...] = ()
    """Questions that are not asked, such as `debt_owed_to`, or `children.birth_place` of none of the children."""


class Case(Model):
    """An invented family: the answers, and what must come of them."""

    name: Name
    """What check calls it."""
    story: Text
    """Who the family is, in a sentence or two; invented, without real names."""
    as_of: Moment
    """The moment of the summary in local time, such as `2026-11-20T15:00`."""
    answers: Mapping[str, object]
    """The answers; a question that is not mentioned was not asked."""
    expect: CaseExpect
    """What must come of them, whole."""


class Suppression(Model):
    """A finding of check that the author means: it is listed with the reason, and is no fault any more.

    Only notes and matters of style can be suppressed. What makes a screen unusable cannot, and neither can what
    guards a family, such as a question about immigration status or an answer for someone who may not have it.
    """

    code: SuppressibleCode
    """What check calls the finding."""
    at: Words
    """What it is about: `debt`, `children.born_on`, the name of a rule or case, or that of the screen."""
    reason: Words
    """Why it is right as it is, for whoever reads the screen next."""


class AuthoredScreen(Model):
    """A screen file."""

    screen: ScreenId
    """The screen's name, and that of its file without `.yaml`."""
    version: Version
    """Three numbers; raise it with every change of a question or an outcome."""
    title: Text
    """What the screen is called; its languages are those that the screen is offered in."""
    purpose: Text
    """Who uses it, when, and what it is not."""
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)
    """Who stands behind each translation; `unofficial` puts a caveat under the summary."""
    uses: tuple[str, ...] = ()
    """Shared groups to ask first, in this order."""
    questions: Questions
    """What is asked, in order."""
    define: Mapping[Name, Words] = Field(default_factory=dict)
    """Names for conditions that are used more than once."""
    indications: tuple[IndicationRule, ...] = ()
    """What is reported."""
    next_steps: tuple[StepRule, ...] = ()
    """What must be done."""
    assertions: tuple[Assertion, ...] = ()
    """What must hold whatever is answered."""
    documents: tuple[DocumentRule, ...] = ()
    """What a recipient may be given."""
    cases: tuple[Case, ...] = ()
    """Invented families, and what must come of their answers."""
    suppress: tuple[Suppression, ...] = ()
    """Findings of check that are meant, each with a reason."""


class SharedGroup(Model):
    """A group of questions that several screens begin with."""

    group: Name
    """The group's name, and that of its file without `.yaml`."""
    label: Text
    """The heading of its questions."""
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)
    """As in a screen."""
    read_aloud: Flag = True
    """As in a question, for all of them."""
    questions: Questions
    """What is asked, in order; their names must differ from those of the screen."""
