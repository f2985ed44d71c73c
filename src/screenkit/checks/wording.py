"""Texts: what is missing, what is not filled in, and what must never be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin, Placed
from screenkit.questions import Choosing, Common, Note, SelectMultiple, YesNo
from screenkit.reference import Model
from screenkit.screen import JURISDICTION
from screenkit.text import Text

PLACEHOLDERS = ("each", "jurisdiction.unit", "jurisdiction.agency", "jurisdiction.label")


def unknown_placeholder(draft: Draft) -> Iterator[Diagnostic]:
    """A text holds `{…}` that is not filled in.

    Only a step's `action` and `who` are filled in, with `{jurisdiction.unit}`, `{jurisdiction.agency}`,
    `{jurisdiction.label}` and, in a step with `each`, `{each}`.
    """
    filled = {("next_steps", n, key) for n in range(len(draft.authored.next_steps)) for key in ("action", "who")}
    for origin, language, words in texts(draft):
        for name in re.findall(r"\{([^{}]*)\}", words):
            if origin.route[:3] not in filled or name not in PLACEHOLDERS:
                place = origin.to(language)
                yield place.fault(
                    "unknown-placeholder",
                    f"`{{{name}}}` is not filled in here",
                    "`" + "`, `".join(f"{{{known}}}" for known in PLACEHOLDERS) + "` stand in steps",
                )


def texts(draft: Draft) -> Iterator[tuple[Origin, str, str]]:
    """Every authored text of the screen and its shared groups: place, language, words."""
    for origin, group in draft.groups:
        yield from _texts(origin, group)
    yield from _texts(draft.origin, draft.authored)


def _texts(origin: Origin, value: object) -> Iterator[tuple[Origin, str, str]]:
    if isinstance(value, Text):
        yield from ((origin, language, words) for language, words in value.root.items())
    elif isinstance(value, Model):
        for key in value.model_fields_set:
            yield from _texts(origin.to(key), getattr(value, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(origin.to(number), part)


def missing_translation(draft: Draft) -> Iterator[Diagnostic]:
    """A text is missing in a language that the screen is offered in.

    The languages of the `title` are those offered. A family would hear English in the middle of its own language.
    """
    offered = draft.authored.title.languages
    for owner, root in ((draft.origin, draft.authored), *draft.groups):
        for origin, text in _whole_texts(owner, root):
            for language in offered:
                if not text.has(language):
                    yield origin.fault("missing-translation", f"this text has no `{language}`")


def _whole_texts(origin: Origin, value: object) -> Iterator[tuple[Origin, Text]]:
    if isinstance(value, Text):
        if origin.route[0] != "cases":
            yield origin, value
    elif isinstance(value, Model):
        for key in value.model_fields_set:
            yield from _whole_texts(origin.to(key), getattr(value, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _whole_texts(origin.to(number), part)


def missing_jurisdiction(draft: Draft) -> Iterator[Diagnostic]:
    """A text is filled in with `{jurisdiction.…}`, but no question `jurisdiction` is asked.

    The question must be a `select_one` with `choices: jurisdictions`, as in the shared group `case`.
    """
    question = draft.questions.get(JURISDICTION)
    lists = {
        one.question.choices.reference
        for one in draft.placed
        if isinstance(one.question, Choosing) and one.question is question
    }
    if "jurisdictions" in lists:
        return
    for origin, language, words in texts(draft):
        if "{jurisdiction." in words:
            yield origin.to(language).fault(
                "missing-jurisdiction", "no question `jurisdiction` is asked", "add the shared group `case` to `uses`"
            )


_STATUS_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": re.compile(
            r"\b(immigration status|here legally|legal status|undocumented|illegal(ly)?|green card|visa status)\b",
            re.IGNORECASE,
        ),
        "es": re.compile(
            r"\b(estatus migratorio|situaci[oó]n migratoria|estatus legal|indocumentad[oa]s?|ilegal(mente)?"
            r"|tiene papeles)\b",
            re.IGNORECASE,
        ),
    },
)
_STATUS_NAME = re.compile(r"(immigration|legal|migratory)_status|undocumented|is_legal|a_number|alien_number")


def status_question(draft: Draft) -> Iterator[Diagnostic]:
    """A question asks about immigration status, or is named so.

    Immigration status is never asked and has no field: not in a label, a hint, a choice or a name. Help that tells
    the worker what never to ask may say so.
    """
    for one in draft.placed:
        if _STATUS_NAME.search(one.question.name):
            yield one.origin.to("name").fault(
                "status-question", f"`{one.question.name}` is a field for immigration status"
            )
        for origin, text in _asked_texts(one):
            for language, pattern in _STATUS_WORDS.items():
                if text.has(language) and pattern.search(text.say(language)):
                    yield origin.to(language).fault(
                        "status-question",
                        "this asks about immigration status",
                        "ask by proxy: where someone was born, where they have lived",
                    )


def _asked_texts(one: Placed) -> Iterator[tuple[Origin, Text]]:
    question: Common = one.question
    if not isinstance(question, Note):
        yield one.origin.to("label"), question.label
    if question.hint:
        yield one.origin.to("hint"), question.hint
    if isinstance(question, Choosing) and not question.choices.reference:
        for number, choice in enumerate(question.choices.choices):
            yield one.origin.to("choices", number, "label"), choice.label


def missing_help(draft: Draft) -> Iterator[Diagnostic]:
    """A question that the family is asked has no `help`.

    On every question `?` tells the worker why it is asked, how to ask it and what never to ask.
    """
    for one in draft.placed:
        if one.question.help is None and isinstance(one.question, YesNo | Choosing | SelectMultiple):
            yield one.origin.fault("missing-help", f"`{one.question.name}` has no `help`")
