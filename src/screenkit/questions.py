"""The question types: what an author may write, and what each takes for an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from screenkit.answers import PartialDate, Value, parse_partial_date
from screenkit.conditions import Kind
from screenkit.reference import Choice, Flag, Model, Name, Words
from screenkit.refusals import Refused
from screenkit.text import Text

MAX_TEXT = 10_000
Raw = str | list[str]
"""An answer as it is written in a file or typed: words, or a list of words for several choices."""
SaidBy = Literal["child", "caregiver", "document", "observation"]
Recorded = str | int | list[str]
"""An answer as it stands in a record."""


class Common(Model):
    """What every question has."""

    kind: ClassVar[Kind] = "none"
    options: ClassVar[tuple[str, ...]] = ()
    option_names: ClassVar[tuple[str, ...]] = ()
    is_reference: ClassVar[bool] = False

    name: Name
    label: Text
    hint: Text | None = None
    help: Text | None = None
    relevant: Words | None = None
    verbatim: Flag = False
    citation: Words | None = None
    share: tuple[str, ...] = ()
    said_by: tuple[SaidBy, ...] = ()

    def parse(self, raw: Raw) -> Value:
        """Return the value that was written; raises `Refused`."""
        raise NotImplementedError

    def check(self, value: Value, today: date) -> None:
        """Raises `Refused` for a value that cannot be so on that day."""

    def record(self, value: Value) -> Recorded:
        """The value as it stands in a record; `parse` reads it back."""
        return value if isinstance(value, str | int) else str(value)

    def show(self, value: Value, language: str) -> str:
        """The value in words."""
        del language
        return str(value)


def words_of(raw: Raw) -> str:
    """The text of an answer in one Unicode form, or `Refused` where it is a list or holds control characters."""
    if not isinstance(raw, str):
        raise Refused("one-answer")
    words = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if any(_is_control(letter) for letter in words):
        raise Refused("control-characters")
    if len(words) > MAX_TEXT:
        raise Refused("too-long", most=MAX_TEXT)
    return words.strip()


def _is_control(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return (
        unicodedata.category(letter) in ("Cc", "Cs")
        or letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


YES_NO = ("yes", "no")
_YES_NO_LABELS = {"yes": {"en": "Yes", "es": "Sí"}, "no": {"en": "No", "es": "No"}}


class YesNo(Common):
    """Yes or no; never pre-selected, and no answer is not "no"."""

    kind: ClassVar[Kind] = "choice"
    options: ClassVar[tuple[str, ...]] = YES_NO
    option_names: ClassVar[tuple[str, ...]] = YES_NO

    type: Literal["yes_no"]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Yes and no, to choose from."""
        return _YES_NO_CHOICES

    def parse(self, raw: Raw) -> Value:
        word = words_of(raw)
        if word not in YES_NO:
            raise Refused("yes-or-no")
        return word

    def show(self, value: Value, language: str) -> str:
        labels = _YES_NO_LABELS[str(value)]
        return labels.get(language, labels["en"])


_YES_NO_CHOICES = tuple(Choice(name=name, label=Text(labels)) for name, labels in _YES_NO_LABELS.items())


class ChoiceList(Model):
    """The choices of a question: its own, or a long reference list by name."""

    reference: str = ""
    choices: tuple[Choice, ...]


def _choice_list(value: object, info: ValidationInfo) -> object:
    lists: Mapping[str, tuple[Choice, ...]] = (info.context or {}).get("lists", {})
    if isinstance(value, ChoiceList):
        return value
    if isinstance(value, str):
        if value not in lists:
            raise PydanticCustomError("unknown-list", "list `{name}` does not exist", {"name": value})
        return ChoiceList(reference=value, choices=lists[value])
    if isinstance(value, list) and not value:
        raise PydanticCustomError("no-choices", "a list of choices has none")
    return {"choices": value}


Choices = Annotated[ChoiceList, BeforeValidator(_choice_list)]
LONG_LISTS = ("countries", "languages")


class Choosing(Common):
    """What the questions with choices share."""

    choices: Choices

    @property
    def option_names(self) -> tuple[str, ...]:  # type: ignore[override]  # a class constant where there are no choices
        """The names of the choices, in order."""
        return tuple(choice.name for choice in self.choices.choices)

    @property
    def options(self) -> tuple[str, ...]:  # type: ignore[override]  # as above
        """The names of the choices."""
        return self.option_names

    @property
    def is_reference(self) -> bool:  # type: ignore[override]  # as above
        """Whether the choices are a long list, of which most are never meant."""
        return self.choices.reference in LONG_LISTS

    def label_of(self, name: str, language: str) -> str:
        """The words for a choice."""
        found = next((choice for choice in self.choices.choices if choice.name == name), None)
        return found.label.say(language) if found else name

    def one(self, word: str) -> str:
        """The choice of that name; raises `Refused` for any other."""
        if word not in self.option_names:
            raise Refused("no-such-choice")
        return word


class SelectOne(Choosing):
    """One of several choices."""

    kind: ClassVar[Kind] = "choice"

    type: Literal["select_one"]

    def parse(self, raw: Raw) -> Value:
        return self.one(words_of(raw))

    def show(self, value: Value, language: str) -> str:
        return self.label_of(str(value), language)


class SelectMultiple(Choosing):
    """Any number of several choices; an empty list means that none of them is so."""

    kind: ClassVar[Kind] = "choices"

    type: Literal["select_multiple"]

    def parse(self, raw: Raw) -> Value:
        words = raw if isinstance(raw, list) else [part for part in re.split(r"[,\s]+", words_of(raw)) if part]
        chosen = {self.one(word) for word in words}
        if len(chosen) < len(words):
            raise Refused("chosen-twice")
        return tuple(name for name in self.option_names if name in chosen)

    def record(self, value: Value) -> Recorded:
        return list(value) if isinstance(value, tuple) else []

    def show(self, value: Value, language: str) -> str:
        return ", ".join(self.label_of(name, language) for name in value) if isinstance(value, tuple) else ""


class TextQuestion(Common):
    """The person's own words, kept to the letter; one line unless `multiline`."""

    kind: ClassVar[Kind] = "text"

    type: Literal["text"]
    multiline: Flag = False

    def parse(self, raw: Raw) -> Value:
        words = words_of(raw)
        if not words:
            raise Refused("empty")
        if "\n" in words and not self.multiline:
            raise Refused("one-line")
        return words


def _whole(value: object) -> object:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value)):
        return int(value)
    raise PydanticCustomError("wrong-shape", "a whole number belongs here")


Whole = Annotated[int, BeforeValidator(_whole)]


class Integer(Common):
    """A whole number."""

    kind: ClassVar[Kind] = "number"

    type: Literal["integer"]
    min: Whole | None = None
    max: Whole | None = None

    def parse(self, raw: Raw) -> Value:
        word = words_of(raw)
        if not re.fullmatch(r"-?[0-9]{1,9}", word):
            raise Refused("whole-number")
        number = int(word)
        if self.min is not None and number < self.min:
            raise Refused("at-least", least=self.min)
        if self.max is not None and number > self.max:
            raise Refused("at-most", most=self.max)
        return number


Precision = Literal["year", "month", "day"]
_ABOUT = re.compile(
    r"(?:about|around|ca\.?|alrededor de|cerca de|hacia|como en)\s+(.+)|~\s*(.+)|(.+?)\s*[~?]", re.IGNORECASE
)


class Date(Common):
    """A date, whole or in part: `2011-04-30`, `2011-04`, `2011`, `about 2011`."""

    kind: ClassVar[Kind] = "date"

    type: Literal["date"]
    precision: tuple[Precision, ...] = ("year", "month", "day")
    not_future: Flag = False

    def parse(self, raw: Raw) -> Value:
        words = words_of(raw)
        found = _ABOUT.fullmatch(words)
        part = next((group for group in found.groups() if group), "") + "~" if found else words
        day = parse_partial_date(part)
        if day is None:
            raise Refused("date")
        if day.precision not in self.precision:
            raise Refused("date-precision", precision=", ".join(self.precision))
        return day

    def check(self, value: Value, today: date) -> None:
        if self.not_future and isinstance(value, PartialDate) and value.earliest > today:
            raise Refused("not-future")


class DateTime(Common):
    """A date and the time of day on the clock where the family is."""

    kind: ClassVar[Kind] = "moment"

    type: Literal["datetime"]
    not_future: Flag = False

    def parse(self, raw: Raw) -> Value:
        found = re.fullmatch(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})[T ]([0-9]{1,2}):([0-9]{2})", words_of(raw))
        if found is None:
            raise Refused("datetime")
        try:
            return datetime.strptime(f"{found[1]} {found[2]}:{found[3]}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - wall clock
        except ValueError:
            raise Refused("datetime") from None

    def record(self, value: Value) -> Recorded:
        return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else str(value)

    def show(self, value: Value, language: str) -> str:
        del language
        return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)

    def check(self, value: Value, today: date) -> None:
        if self.not_future and isinstance(value, datetime) and value.date() > today:
            raise Refused("not-future")


class Phone(Common):
    """A telephone number as the person gives it, with or without its country."""

    kind: ClassVar[Kind] = "text"

    type: Literal["phone"]

    def parse(self, raw: Raw) -> Value:
        words = words_of(raw)
        if not re.fullmatch(r"\+?[0-9][0-9 ().\-/]{3,38}(?:\s*(?:x|ext\.?)\s*[0-9]{1,8})?", words):
            raise Refused("phone")
        return words


class Note(Common):
    """Something read aloud; it is acknowledged, not answered."""

    type: Literal["note"]

    def parse(self, raw: Raw) -> Value:
        if words_of(raw) != "read":
            raise Refused("read")
        return "read"


class Checkpoint(YesNo):
    """The interview goes on only on yes; anything else leads to the neutral `ending`."""

    type: Literal["checkpoint"]  # type: ignore[assignment]  # asked like a yes-or-no question
    ending: Text


class Group(Common):
    """Questions under one heading."""

    type: Literal["group"]
    questions: tuple[Question, ...]


class Repeat(Common):
    """Questions asked once for each child, parent …; the answer to the repeat itself says that there are no more."""

    type: Literal["repeat"]
    item: Text
    more: Text
    min: Whole = 0
    max: Whole = 20
    questions: tuple[Question, ...]

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
