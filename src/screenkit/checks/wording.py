"""Texts: what is missing, what is not filled in, and what must never be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from screenkit.checks.names import own_choices
from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.draft import Draft, Origin, Placed
from screenkit.questions import Choosing, Common, Note, YesNo
from screenkit.questions.choosing import ChoiceList
from screenkit.reference import Model
from screenkit.screen import JURISDICTION
from screenkit.text import Text

PLACEHOLDERS = ("each", "jurisdiction.unit", "jurisdiction.agency", "jurisdiction.label")
_BRACES = re.compile(r"\{([^{}]*)\}")


def unknown_placeholder(draft: Draft) -> Iterator[Diagnostic]:
    """A text holds `{…}` that is not filled in.

    It would be read out as it stands. Only a step's `action` and `who` are filled
    in: with `{jurisdiction.unit}`, `{jurisdiction.agency}`, `{jurisdiction.label}`
    and, where the step has `each`, `{each}`.

    Wrong:

        action: {en: "Call the {unit}."}

    Write instead:

        action: {en: "Call the {jurisdiction.unit}."}
    """
    for origin, words in texts(draft):
        known = _filled_in(draft, origin)
        for found in _BRACES.finditer(words):
            if found[1] not in known:
                hint = near(found[1], known) if known else "only the `action` and `who` of a step are filled in"
                hint = hint or "what is filled in: " + ", ".join(f"`{{{name}}}`" for name in known)
                yield origin.fault("unknown-placeholder", f"{quoted(found[0])} is not filled in here", hint, part=found)


def _filled_in(draft: Draft, origin: Origin) -> tuple[str, ...]:
    if origin.document is not draft.origin.document or origin.route[0] != "next_steps":
        return ()
    step = draft.authored.next_steps[int(origin.route[1])]
    if origin.route[2] not in ("action", "who"):
        return ()
    return PLACEHOLDERS if step.each else PLACEHOLDERS[1:]


def texts(draft: Draft) -> Iterator[tuple[Origin, str]]:
    """The words of every authored text, in every language, of the screen and its shared groups."""
    for origin, text in _whole_texts(draft):
        yield from ((origin.to(language), words) for language, words in text.root.items())


def _whole_texts(draft: Draft) -> Iterator[tuple[Origin, Text]]:
    for origin, root in (*draft.groups, (draft.origin, draft.authored)):
        yield from _below(origin, root)


def _below(origin: Origin, value: object) -> Iterator[tuple[Origin, Text]]:
    if isinstance(value, Text):
        yield origin, value
    elif isinstance(value, ChoiceList):
        # A question's own list; a long one is a file of its own.
        yield from () if value.reference else _below(origin, value.choices)
    elif isinstance(value, Model):
        for key in value.model_fields_set:
            yield from _below(origin.to(key), getattr(value, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _below(origin.to(number), part)


def missing_translation(draft: Draft) -> Iterator[Diagnostic]:
    """A text is missing in a language that the screen is offered in.

    The languages of the `title` are those offered. A family would hear English in
    the middle of its own language.

    Wrong, where the title has `en` and `es`:

        label: {en: Do you owe money?}

    Write instead:

        label: {en: Do you owe money?, es: ¿Debe dinero?}
    """
    for origin, text in _whole_texts(draft):
        if origin.route[0] != "cases":
            for language in draft.authored.title.languages:
                if not text.has(language):
                    hint = f"the title has `{language}`, so the screen is offered in it"
                    yield origin.fault("missing-translation", f"this text has no `{language}`", hint)


def missing_jurisdiction(draft: Draft) -> Iterator[Diagnostic]:
    """A text needs the jurisdiction, but no question `jurisdiction` is asked.

    The question must be a `select_one` with `choices: jurisdictions`, as in the
    shared group `case`.

    Wrong, in a screen that uses nothing:

        action: {en: "Call the {jurisdiction.unit}."}

    Write at the top of the screen:

        uses: [case]
    """
    question = draft.questions.get(JURISDICTION)
    if isinstance(question, Choosing) and question.choices.reference == "jurisdictions":
        return
    for origin, words in texts(draft):
        found = re.search(r"\{jurisdiction\.\w*\}", words)
        if found:
            message, hint = "no question `jurisdiction` is asked", "add the shared group `case` to `uses`"
            yield origin.fault("missing-jurisdiction", message, hint, part=found)


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

    Immigration status is never asked and has no field: not in a label, a hint, a
    choice or a name. A family that fears the question stops answering, and what is
    not written down cannot be taken. Help that tells the worker what never to ask
    may say so.

    Wrong:

        label: {en: Are you here legally?}

    Write instead, by proxy:

        label: {en: In which country were you born?}
    """
    for one in draft.placed:
        for origin, name in ((one.origin.to("name"), one.question.name), *_choice_names(one)):
            if _STATUS_NAME.search(name):
                message = f"{quoted(name)} is a field for immigration status"
                yield origin.fault("status-question", message, "immigration status is not recorded; take it out")
        for origin, text in _asked_texts(one):
            for language, pattern in _STATUS_WORDS.items():
                found = pattern.search(text.say(language)) if text.has(language) else None
                if found:
                    hint = "ask by proxy: where someone was born, where they have lived"
                    message = "this asks about immigration status"
                    yield origin.to(language).fault("status-question", message, hint, part=found)


def _choice_names(one: Placed) -> Iterator[tuple[Origin, str]]:
    for number, name in enumerate(own_choices(one.question)):
        yield one.origin.to("choices", number, "name"), name


def _asked_texts(one: Placed) -> Iterator[tuple[Origin, Text]]:
    question: Common = one.question
    if not isinstance(question, Note):
        yield one.origin.to("label"), question.label
    for key in ("hint", "item", "more"):
        text = getattr(question, key, None)
        if text is not None:
            yield one.origin.to(key), text
    if isinstance(question, Choosing) and not question.choices.reference:
        for number, choice in enumerate(question.choices.choices):
            yield one.origin.to("choices", number, "label"), choice.label


def missing_help(draft: Draft) -> Iterator[Diagnostic]:
    """A question that the family is asked has no `help`.

    On every question `?` tells the worker why it is asked, how to ask it and what
    never to ask.

    Wrong:

        label: {en: Do you owe money?}

    Write instead:

        label: {en: Do you owe money?}
        help: {en: "Why: debt can force people to work. Never ask how much."}
    """
    for one in draft.placed:
        if one.question.help is None and isinstance(one.question, YesNo | Choosing):
            hint = "say why it is asked, how to ask it and what never to ask"
            yield one.origin.to("name").fault("missing-help", f"question `{one.question.name}` has no `help`", hint)
