"""The question types: what an author may write, and what each takes for an answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from screenkit.answers import Raw, Value
from screenkit.questions.asking import MAX_TEXT, Common, Recorded, SaidBy, words_of
from screenkit.questions.choosing import LONG_LISTS, Choosing, SelectMultiple, SelectOne, YesNo, YesOrNo
from screenkit.questions.writing import Date, DateTime, Integer, Phone, TextQuestion, Whole
from screenkit.refusals import Refused
from screenkit.text import Text

__all__ = [
    "LONG_LISTS",
    "MAX_TEXT",
    "TYPES",
    "Checkpoint",
    "Choosing",
    "Common",
    "Date",
    "DateTime",
    "Group",
    "Integer",
    "Note",
    "Phone",
    "Question",
    "Questions",
    "Raw",
    "Recorded",
    "Repeat",
    "SaidBy",
    "SelectMultiple",
    "SelectOne",
    "TextQuestion",
    "Whole",
    "YesNo",
    "YesOrNo",
    "words_of",
]


def _some(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    if not questions:
        raise PydanticCustomError("empty-value", "`questions` is empty")
    return questions


class Note(Common):
    """Something read aloud; it is acknowledged, not answered."""

    type: Literal["note"]

    def parse(self, raw: Raw) -> Value:
        if words_of(raw) != "read":
            raise Refused("read")
        return "read"


class Checkpoint(YesOrNo):
    """The interview goes on only on yes; anything else leads to the neutral `ending`."""

    type: Literal["checkpoint"]
    ending: Text
    """What is said and done when the answer is not yes."""


class Group(Common):
    """Questions under one heading."""

    type: Literal["group"]
    questions: Questions
    """What is asked under the heading."""


class Repeat(Common):
    """Questions asked once for each child, parent …; the answer to the repeat itself says that there are no more."""

    type: Literal["repeat"]
    item: Text
    """What one of them is called: `Child` gives `Child 1`, `Child 2`."""
    more: Text
    """The question whether there is another one."""
    min: Whole = 0
    """So many are asked about before that question is put."""
    max: Whole = 20
    """The greatest number."""
    questions: Questions
    """What is asked about each; groups may stand here, another repeat may not."""

    def parse(self, raw: Raw) -> Value:
        if words_of(raw) != "complete":
            raise Refused("yes-or-no")
        return "complete"


Question = Annotated[
    YesNo
    | SelectOne
    | SelectMultiple
    | TextQuestion
    | Integer
    | Date
    | DateTime
    | Phone
    | Note
    | Checkpoint
    | Group
    | Repeat,
    Field(discriminator="type"),
]
Questions = Annotated[tuple[Question, ...], AfterValidator(_some)]
TYPES: tuple[type[Common], ...] = (
    YesNo,
    SelectOne,
    SelectMultiple,
    TextQuestion,
    Integer,
    Date,
    DateTime,
    Phone,
    Note,
    Checkpoint,
    Group,
    Repeat,
)
Group.model_rebuild()
Repeat.model_rebuild()
