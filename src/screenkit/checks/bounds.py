"""Bounds between which nothing lies."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin
from screenkit.questions import Date, Integer, Repeat


def impossible_bounds(draft: Draft) -> Iterator[Diagnostic]:
    """No answer lies within the bounds of a question.

    Its `min` is greater than its `max`, a repeat has room for nobody, or a date
    takes no precision. Whatever the family says would be refused.

    Wrong:

        min: 18
        max: 5

    Write instead:

        min: 5
        max: 18
    """
    for origin, question in draft.written():
        if isinstance(question, Integer | Repeat):
            yield from _order(origin, question)
        if isinstance(question, Repeat) and question.max < 1:
            message = f"there is room for nobody: `max` is {question.max}"
            yield origin.to("max").fault("impossible-bounds", message, "say how many there may be")
        if isinstance(question, Date) and not question.precision:
            hint = "take it out: a year, a month or a day is then exact enough"
            yield origin.to("precision").fault("impossible-bounds", "no date is exact enough for this", hint)


def _order(origin: Origin, question: Integer | Repeat) -> Iterator[Diagnostic]:
    if question.min is None or question.max is None or question.min <= question.max:
        return
    message = f"nothing is at least {question.min} and at most {question.max}"
    written = [key for key in ("max", "min") if key in question.model_fields_set]
    hint = "exchange the two" if len(written) > 1 else f"`max` is {question.max} where nothing else is said"
    yield origin.to(written[0]).fault("impossible-bounds", message, hint)
