"""How each type of question is put: as which kind of page, and with which example of how its answer is written."""

from __future__ import annotations

from screenkit.pages import Kind
from screenkit.questions import Choosing, Common, Date, DateTime, Note, Repeat, SelectMultiple, TextQuestion, YesOrNo
from screenkit.words import say

_WRITTEN = (("day", "2011-04-30"), ("month", "2011-04"), ("year", "2011"))


def example_of(question: Common, language: str) -> str:
    """How an answer of its type is written, where that is not plain."""
    if isinstance(question, DateTime):
        return "2026-11-20 14:30"
    if not isinstance(question, Date):
        return ""
    examples = [example for precision, example in _WRITTEN if precision in question.precision]
    about = [say("written-about", language, example="2011")] if "year" in question.precision else []
    return ", ".join([*examples, *about])


def kind_of(question: Common) -> Kind:
    """How the question is put."""
    if isinstance(question, Note):
        return "read"
    if isinstance(question, SelectMultiple):
        return "choices"
    if isinstance(question, Choosing | YesOrNo | Repeat):
        return "choice"
    return "lines" if isinstance(question, TextQuestion) and question.multiline else "line"
