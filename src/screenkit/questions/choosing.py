"""Questions with choices: yes or no, one of several, any of several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, SerializationInfo, ValidationInfo, model_serializer
from pydantic_core import PydanticCustomError

from screenkit.answers import Raw, Value
from screenkit.conditions import Kind
from screenkit.questions.asking import Common, Recorded, words_of
from screenkit.reference import Choice, Model
from screenkit.refusals import Refused
from screenkit.text import Text

YES_NO = ("yes", "no")
_YES_NO_LABELS = {"yes": {"en": "Yes", "es": "Sí"}, "no": {"en": "No", "es": "No"}}


class YesOrNo(Common):
    """What the questions that take yes or no share."""

    kind: ClassVar[Kind] = "choice"
    options: ClassVar[tuple[str, ...]] = YES_NO
    option_names: ClassVar[tuple[str, ...]] = YES_NO

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


class YesNo(YesOrNo):
    """Yes or no; never pre-selected, and no answer is not "no"."""

    type: Literal["yes_no"]
    concern: Literal["yes", "no"] | None = None
    """Which of the two answers is the concern: an indication must read it, and none may be raised by the other."""


_YES_NO_CHOICES = tuple(Choice(name=name, label=Text(labels)) for name, labels in _YES_NO_LABELS.items())


class ChoiceList(Model):
    """The choices of a question: its own, or a long reference list by name."""

    reference: str = ""
    choices: tuple[Choice, ...]

    @model_serializer
    def _authored(self, how: SerializationInfo) -> object:
        """As an author means it: of a reference list the names count, not how they are spelt today."""
        if self.reference:
            return {"reference": self.reference, "names": [choice.name for choice in self.choices]}
        return [choice.model_dump(mode="json", exclude_defaults=how.exclude_defaults) for choice in self.choices]


def _choice_list(value: object, info: ValidationInfo) -> object:
    lists: Mapping[str, tuple[Choice, ...]] = (info.context or {}).get("lists", {})
    if isinstance(value, ChoiceList):
        return value
    if isinstance(value, str):
        if value not in lists:
            known = ", ".join(f"'{name}'" for name in lists)
            raise PydanticCustomError("unknown-list", "list `{name}` does not exist", {"name": value, "known": known})
        return ChoiceList(reference=value, choices=lists[value])
    if isinstance(value, list) and not value:
        raise PydanticCustomError("no-choices", "a list of choices has none")
    return {"choices": value}


LONG_LISTS = ("countries", "languages")
_Authored = Literal["countries", "languages", "jurisdictions"] | tuple[Choice, ...]
Choices = Annotated[ChoiceList, BeforeValidator(_choice_list, json_schema_input_type=_Authored)]


class Choosing(Common):
    """What the questions with choices share."""

    choices: Choices
    """What can be chosen, or the name of a long list."""

    @cached_property
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
        words = raw if isinstance(raw, list) else re.findall(r"[^,\s]+", words_of(raw))
        if not words and isinstance(raw, str):
            # A stray return is no answer: that none of them is so is said with an empty list.
            raise Refused("empty")
        chosen = {self.one(word) for word in words}
        if len(chosen) < len(words):
            raise Refused("chosen-twice")
        return tuple(name for name in self.option_names if name in chosen)

    def record(self, value: Value) -> Recorded:
        return list(value) if isinstance(value, tuple) else []

    def show(self, value: Value, language: str) -> str:
        return ", ".join(self.label_of(name, language) for name in value) if isinstance(value, tuple) else ""
