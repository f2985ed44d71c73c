"""Wording that is said to be a source's: whether it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, quoted
from screenkit.draft import Draft, Origin
from screenkit.questions import Common
from screenkit.reference import OWN_READING
from screenkit.text import DEFAULT_LANGUAGE


def wording_differs(draft: Draft) -> Iterator[Diagnostic]:
    """An English label is marked `verbatim`, and is not what its source says.

    What was tried out and is known under a source's name is that wording and no
    other. The exact words stand among the `quotes` of the source, in
    `reference/sources.yaml`; every letter and sign counts.

    Wrong, where the source asks "Who arranged the travel?":

        label: {en: Who arranged your travel?}
        verbatim: true

    Write instead:

        label: {en: Who arranged the travel?}
        verbatim: true

    or leave out `verbatim` where the words are your own.
    """
    for origin, question in _verbatim(draft):
        quote = draft.reference.quote(question.citation or "")
        words = question.label.say(DEFAULT_LANGUAGE)
        if quote is not None and words != quote:
            part, theirs = _from_where_they_differ(words, quote)
            hint = f"from here on the source has {quoted(theirs)}" if theirs else "the source ends before this"
            message = f"these are not the words of `{question.citation}`"
            place = origin.to("label", DEFAULT_LANGUAGE)
            yield place.fault("wording-differs", message, hint, part=part)


def _verbatim(draft: Draft) -> Iterator[tuple[Origin, Common]]:
    return ((origin, question) for origin, question in draft.written() if question.verbatim)


def _from_where_they_differ(words: str, quote: str) -> tuple[re.Match[str] | None, str]:
    """The first word that differs, and what the source has from there on."""
    same = next((n for n, (ours, theirs) in enumerate(zip(words, quote, strict=False)) if ours != theirs), None)
    until = min(len(words), len(quote)) if same is None else same
    if until == len(quote) and words[until].isspace():
        return re.compile(r"\S+").search(words, until), ""
    ours, theirs = words.rfind(" ", 0, until) + 1, quote.rfind(" ", 0, until) + 1
    return re.compile(r"\S+").search(words, ours), quote[theirs:]


def missing_quote(draft: Draft) -> Iterator[Diagnostic]:
    """A label is marked `verbatim`, and nothing says what its source's words are.

    Nobody could see whether they were changed since. The exact words belong among
    the `quotes` of the source, in `reference/sources.yaml`, under the place that
    the `citation` names.

    Wrong, where the source has no `quotes`:

        label: {en: Who arranged the travel?}
        verbatim: true
        citation: guide#question-1

    Write there:

        quotes:
          question-1: "Who arranged the travel?"
    """
    for origin, question in _verbatim(draft):
        place, citation = origin.to("verbatim"), question.citation
        if citation is None:
            hint = "add the `citation`, or take out `verbatim`"
            yield place.fault("missing-quote", "nothing says whose words these are", hint)
        elif citation.partition("#")[0] == OWN_READING:
            yield place.fault("missing-quote", "words of your own are not quoted from anyone", "take out `verbatim`")
        elif draft.reference.cites(citation) and draft.reference.quote(citation) is None:
            hint = "add them to the `quotes` of the source in `reference/sources.yaml`"
            yield place.fault("missing-quote", f"nothing says what the words of {quoted(citation)} are", hint)
