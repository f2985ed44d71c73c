"""Questions whose answer is written: words, numbers, dates, times, telephone numbers."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from screenkit.answers import PartialDate, Raw, Value, parse_partial_date
from screenkit.conditions import Kind
from screenkit.questions.asking import Common, Recorded, words_of
from screenkit.reference import Flag
from screenkit.refusals import Refused


class TextQuestion(Common):
    """The person's own words, kept to the letter; one line unless `multiline`."""

    kind: ClassVar[Kind] = "text"

    type: Literal["text"]
    multiline: Flag = False
    """Whether the answer may have several lines."""

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


Whole = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int)]


class Integer(Common):
    """A whole number."""

    kind: ClassVar[Kind] = "number"

    type: Literal["integer"]
    min: Whole | None = None
    """The least number."""
    max: Whole | None = None
    """The greatest number."""

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
    """How exact the date may be; `[day]` takes whole dates only."""
    not_future: Flag = False
    """Whether a day that has not come yet is refused."""

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
    """Whether a day that has not come yet is refused."""

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
        if not re.fullmatch(r"\+?\(?[0-9][0-9 ().\-/]{3,38}(?:\s*(?:x|ext\.?)\s*[0-9]{1,8})?", words):
            raise Refused("phone")
        return words
