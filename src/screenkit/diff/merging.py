"""One question as two versions of a screen ask it: whatever either of them takes for an answer."""

from __future__ import annotations

from screenkit.questions import Date, DateTime, Integer, Question, Repeat, SelectMultiple, SelectOne, YesNo
from screenkit.questions.choosing import ChoiceList
from screenkit.reference import Choice


def merged(old: Question, new: Question) -> Question:
    """The new question, widened by the answers that only the old one takes."""
    wider: dict[str, object] = {}
    match old, new:
        case (SelectOne() | YesNo(), SelectOne() | YesNo()):
            return _of_one(old, new)
        case (SelectMultiple(), SelectMultiple()):
            wider = {"choices": _choices(old, new)}
        case (Integer(), Integer()):
            wider = {"min": _least(old.min, new.min), "max": _most(old.max, new.max)}
        case (Date(), Date()):
            precision = tuple(dict.fromkeys((*new.precision, *old.precision)))
            wider = {"precision": precision, "not_future": old.not_future and new.not_future}
        case (DateTime(), DateTime()):
            wider = {"not_future": old.not_future and new.not_future}
        case (Repeat(), Repeat()):
            wider = {"min": min(old.min, new.min), "max": max(old.max, new.max)}
    return new.model_copy(update=wider)


def _of_one(old: SelectOne | YesNo, new: SelectOne | YesNo) -> Question:
    if old.option_names == new.option_names:
        return new
    return SelectOne(name=new.name, type="select_one", label=new.label, choices=_choices(old, new))


def _choices(old: SelectOne | SelectMultiple | YesNo, new: SelectOne | SelectMultiple | YesNo) -> ChoiceList:
    sides = [one.choices if isinstance(one, YesNo) else one.choices.choices for one in (new, old)]
    choices: dict[str, Choice] = {choice.name: choice for side in sides for choice in side}
    reference = "" if isinstance(new, YesNo) else new.choices.reference
    return ChoiceList(reference=reference, choices=tuple(choices.values()))


def _least(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else min(one, other)


def _most(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
