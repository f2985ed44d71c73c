"""What an author writes: the keys of a screen file and of a shared group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from screenkit.deadlines import Within, parse_within
from screenkit.questions import Question
from screenkit.reference import Model, Name, Words
from screenkit.text import Text

Urgency = Literal["urgent", "soon", "routine"]
TranslationStatus = Literal["unofficial", "agency", "official"]


def is_screen_name(value: str) -> bool:
    """Whether a word can be the name of a screen: lower-case words joined by `-`."""
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) is not None


def _screen_id(value: str) -> str:
    if is_screen_name(value):
        return value
    raise PydanticCustomError("bad-name", "a screen's name is lower-case words joined by `-`")


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


ScreenId = Annotated[str, AfterValidator(_screen_id)]
Version = Annotated[str, AfterValidator(_version)]


class Due(Model):
    """By when, counted from the latest of the times that `after` names."""

    within: Annotated[Within, BeforeValidator(_within)]
    after: tuple[str, ...] = ()


class IndicationRule(Model):
    """What is reported when its condition holds, could hold, or cannot."""

    name: Name
    label: Text
    when: Words
    per: str | None = None
    citation: Words


class StepRule(Model):
    """Something that someone must do, when, and why."""

    name: Name
    each: tuple[str, ...] = ()
    when: Words | None = None
    if_unsure: str | None = None
    urgency: Urgency
    action: Text
    who: Text | None = None
    contacts: tuple[str, ...] = ()
    due: Due | None = None
    documents: tuple[str, ...] = ()
    citation: Words


class Assertion(Model):
    """What must hold for every possible set of answers."""

    name: Name
    when: Words
    then: str | None = None
    never: str | None = None
    citation: Words


class DocumentRule(Model):
    """What a recipient may be given, question by question."""

    name: Name
    title: Text
    recipient: str
    items: tuple[str, ...]
    onward: Text | None = None


class Expect(Model):
    """Everything that a case must lead to; what is not listed must not be there."""

    indicated: tuple[str, ...] = ()
    not_settled: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    steps_not_settled: tuple[str, ...] = ()
    due: Mapping[str, str] = Field(default_factory=dict)


class Case(Model):
    """An invented family: the answers, and what must come of them."""

    name: Name
    story: Text
    as_of: str
    answers: Mapping[str, object]
    expect: Expect


class AuthoredScreen(Model):
    """A screen file."""

    screen: ScreenId
    version: Version
    title: Text
    purpose: Text
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)
    uses: tuple[str, ...] = ()
    questions: tuple[Question, ...]
    define: Mapping[str, Words] = Field(default_factory=dict)
    indications: tuple[IndicationRule, ...] = ()
    next_steps: tuple[StepRule, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    cases: tuple[Case, ...] = ()


class SharedGroup(Model):
    """A group of questions that several screens begin with."""

    group: Name
    label: Text
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)
    questions: tuple[Question, ...]
