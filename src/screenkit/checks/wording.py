"""Texts: what is missing, and what is not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.draft import Draft, Origin
from screenkit.questions import Choosing, YesOrNo
from screenkit.questions.choosing import ChoiceList
from screenkit.reference import MATRIX, Model
from screenkit.screen import JURISDICTION
from screenkit.text import DEFAULT_LANGUAGE, Text

_ROWS = tuple(f"jurisdiction.{row}" for row in MATRIX)
PLACEHOLDERS = ("each", "jurisdiction.unit", "jurisdiction.agency", "jurisdiction.label", *_ROWS)
_BRACES = re.compile(r"\{([^{}]*)\}")


def unknown_placeholder(draft: Draft) -> Iterator[Diagnostic]:
    """A text holds `{…}` that is not filled in.

    It would be read out as it stands. Only a step's `action` and `who` are filled
    in: with `{jurisdiction.unit}`, `{jurisdiction.agency}`, `{jurisdiction.label}`,
    with the rows of the matrix of jurisdictions, such as
    `{jurisdiction.service_abroad}`, and, where the step has `each`, `{each}`.

    Wrong:

        action: {en: "Call the {unit}."}

    Write instead:

        action: {en: "Call the {jurisdiction.unit}."}
    """
    for origin, words in texts(draft, with_sign="{"):
        known = _filled_in(draft, origin)
        for found in _BRACES.finditer(words):
            if found[1] not in known:
                hint = near(found[1], known) if known else "only the `action` and `who` of a step are filled in"
                hint = hint or "what is filled in: " + ", ".join(f"`{{{name}}}`" for name in known if name not in _ROWS)
                yield origin.fault("unknown-placeholder", f"{quoted(found[0])} is not filled in here", hint, part=found)


def _filled_in(draft: Draft, origin: Origin) -> tuple[str, ...]:
    if origin.document is not draft.origin.document or origin.route[0] != "next_steps":
        return ()
    step = draft.authored.next_steps[int(origin.route[1])]
    if origin.route[2] not in ("action", "who"):
        return ()
    return PLACEHOLDERS if step.each else PLACEHOLDERS[1:]


def texts(draft: Draft, with_sign: str) -> Iterator[tuple[Origin, str]]:
    """The words of every authored text of the screen and its shared groups, in every language, that hold a sign."""
    for origin, text in whole_texts(draft):
        for language, words in text.root.items():
            if with_sign in words:
                yield origin.to(language), words


def whole_texts(draft: Draft) -> Iterator[tuple[Origin, Text]]:
    """Every authored text of the screen and its shared groups, file by file."""
    for origin, root in draft.roots:
        yield from texts_below(origin, root)


def texts_below(origin: Origin, value: object) -> Iterator[tuple[Origin, Text]]:
    """Every authored text in a part of a file, in the order of the keys."""
    if isinstance(value, Text):
        yield origin, value
    elif isinstance(value, ChoiceList):
        # A question's own list; a long one is a file of its own.
        yield from () if value.reference else texts_below(origin, value.choices)
    elif isinstance(value, Model):
        for key in (key for key, part in value.__dict__.items() if part and not isinstance(part, str)):
            if key in value.model_fields_set:
                yield from texts_below(origin.to(key), value.__dict__[key])
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            if not isinstance(part, str):
                yield from texts_below(origin.to(number), part)


def missing_translation(draft: Draft) -> Iterator[Diagnostic]:
    """A text is missing in a language that the screen is offered in.

    The languages of the `title` are those offered. A family would hear English in
    the middle of its own language.

    Wrong, where the title has `en` and `es`:

        label: {en: Do you owe money?}

    Write instead:

        label: {en: Do you owe money?, es: ¿Debe dinero?}
    """
    languages = [language for language in draft.authored.title.languages if language != DEFAULT_LANGUAGE]
    for origin, text in whole_texts(draft) if languages else ():
        if origin.route[0] != "cases":
            for language in languages:
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
    for origin, words in texts(draft, with_sign="{"):
        found = re.search(r"\{jurisdiction\.\w*\}", words)
        if found:
            message, hint = "no question `jurisdiction` is asked", "add the shared group `case` to `uses`"
            yield origin.fault("missing-jurisdiction", message, hint, part=found)


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
        if one.question.help is None and isinstance(one.question, YesOrNo | Choosing):
            hint = "say why it is asked, how to ask it and what never to ask"
            yield one.origin.to("name").fault("missing-help", f"question `{one.question.name}` has no `help`", hint)
