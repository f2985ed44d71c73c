"""What a screen must also satisfy once every file has its shape; each check's docstring is its manual page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from screenkit.diagnostics import Diagnostic, near
from screenkit.draft import Draft, Origin, Placed
from screenkit.questions import Choosing, Common, Note, Repeat, SelectMultiple, YesNo
from screenkit.reference import Model
from screenkit.screen import JURISDICTION
from screenkit.text import Text

Check = Callable[[Draft], Iterator[Diagnostic]]


def _suggest(name: str, candidates: object) -> str | None:
    close = near(name, candidates)  # type: ignore[arg-type]  # any iterable of names
    return f"did you mean `{close}`?" if close else None


def duplicate_name(draft: Draft) -> Iterator[Diagnostic]:
    """Two questions, definitions, rules, documents or cases have the same name.

    A condition or an answer could mean either of them. A question inside a repeat must also differ from every
    question outside, because a condition sees both.
    """
    names = Counter((one.repeat, one.question.name) for one in draft.placed)
    outside = {one.question.name for one in draft.placed if not one.repeat} | set(draft.authored.define)
    for one in draft.placed:
        name = one.question.name
        if (
            names[one.repeat, name] > 1
            or (one.repeat and name in outside)
            or (not one.repeat and name in draft.authored.define)
        ):
            yield one.origin.to("name").fault("duplicate-name", f"the name `{name}` is taken")
    for key in ("indications", "next_steps", "assertions", "documents", "cases"):
        yield from _twice(draft, key)


def _twice(draft: Draft, key: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, rule in enumerate(getattr(draft.authored, key)):
        if rule.name in seen:
            yield draft.origin.to(key, number, "name").fault("duplicate-name", f"the name `{rule.name}` is taken")
        seen.add(rule.name)


def duplicate_choice(draft: Draft) -> Iterator[Diagnostic]:
    """Two choices of one question have the same name."""
    for one in draft.placed:
        if isinstance(one.question, Choosing) and not one.question.choices.reference:
            for name, count in Counter(one.question.option_names).items():
                if count > 1:
                    yield one.origin.to("choices").fault("duplicate-choice", f"choice `{name}` stands here twice")


def reserved_name(draft: Draft) -> Iterator[Diagnostic]:
    """A name is a word of the condition language, so that no condition could name it."""
    words = {
        "and",
        "or",
        "is",
        "in",
        "not",
        "each",
        "unknown",
        "declined",
        "not_asked",
        "age",
        "days_since",
        "any",
        "all",
        "count",
        "any_yes",
        "count_yes",
        "asked",
        "answered",
        "possibly",
        "unsure",
        "if",
        "else",
        "for",
        "lambda",
        "step",
    }
    for one in draft.placed:
        choices = one.question.option_names if isinstance(one.question, Choosing) else ()
        for name in (one.question.name, *choices):
            if name in words and not (isinstance(one.question, Choosing) and one.question.choices.reference):
                yield one.origin.fault("reserved-name", f"`{name}` is a word of conditions")


def missing_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A question does not say where its wording comes from.

    Every question names its source, or `own-reading` where the words are ours.
    """
    for one in draft.placed:
        if one.question.citation is None and not isinstance(one.question, Repeat | Note):
            yield one.origin.fault(
                "missing-citation",
                f"`{one.question.name}` has no `citation`",
                "name the source, or `own-reading` where the words are your own",
            )


def unknown_citation(draft: Draft) -> Iterator[Diagnostic]:
    """A citation names a source, or a place in it, that `reference/sources.yaml` does not have."""
    for origin, citation in _citations(draft):
        if not draft.reference.cites(citation):
            source = citation.partition("#")[0]
            known = draft.reference.sources.get(source)
            names = [f"{source}#{place}" for place in known.places] if known else list(draft.reference.sources)
            yield origin.fault("unknown-citation", f"`{citation}` is not among the sources", _suggest(citation, names))


def _citations(draft: Draft) -> Iterator[tuple[Origin, str]]:
    for one in draft.placed:
        if one.question.citation:
            yield one.origin.to("citation"), one.question.citation
    for key in ("indications", "next_steps", "assertions"):
        for number, rule in enumerate(getattr(draft.authored, key)):
            yield draft.origin.to(key, number, "citation"), rule.citation


def unknown_recipient(draft: Draft) -> Iterator[Diagnostic]:
    """`share` or a document names a recipient that `reference/recipients.yaml` does not have."""
    for one in draft.placed:
        for name in one.question.share:
            if name not in draft.reference.recipients:
                yield one.origin.to("share").fault(
                    "unknown-recipient",
                    f"recipient `{name}` does not exist",
                    _suggest(name, draft.reference.recipients),
                )
    for number, document in enumerate(draft.authored.documents):
        if document.recipient not in draft.reference.recipients:
            yield draft.origin.to("documents", number, "recipient").fault(
                "unknown-recipient", f"recipient `{document.recipient}` does not exist"
            )


def document_item(draft: Draft) -> Iterator[Diagnostic]:
    """A document lists a question that does not exist or that its recipient may never see.

    Every item's own `share` must name the document's recipient: a document cannot widen what a question allows.
    """
    questions = {_full_name(one): one.question for one in draft.placed}
    for number, document in enumerate(draft.authored.documents):
        for place, name in enumerate(document.items):
            origin = draft.origin.to("documents", number, "items", place)
            if name not in questions:
                yield origin.fault("document-item", f"question `{name}` does not exist", _suggest(name, questions))
            elif document.recipient not in questions[name].share:
                yield origin.fault("document-item", f"`share` of `{name}` does not name `{document.recipient}`")


def _full_name(one: Placed) -> str:
    return f"{one.repeat}.{one.question.name}" if one.repeat else one.question.name


def unknown_step(draft: Draft) -> Iterator[Diagnostic]:
    """`if_unsure`, `then` or `never` names a step that does not exist."""
    steps = {rule.name for rule in draft.authored.next_steps}
    named = [(("next_steps", n, "if_unsure"), rule.if_unsure) for n, rule in enumerate(draft.authored.next_steps)]
    for number, rule in enumerate(draft.authored.assertions):
        named += [(("assertions", number, "then"), rule.then), (("assertions", number, "never"), rule.never)]
    for route, name in named:
        if name is not None and name not in steps:
            yield draft.origin.to(*route).fault("unknown-step", f"step `{name}` does not exist", _suggest(name, steps))


def idle_step(draft: Draft) -> Iterator[Diagnostic]:
    """A step has no `when`, and no other step's `if_unsure` leads to it: it can never happen."""
    led_to = {rule.if_unsure for rule in draft.authored.next_steps}
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.when is None and rule.name not in led_to:
            yield draft.origin.to("next_steps", number).fault("idle-step", f"nothing leads to `{rule.name}`")


def empty_assertion(draft: Draft) -> Iterator[Diagnostic]:
    """An assertion must say `then` or `never`, and only one of them."""
    for number, rule in enumerate(draft.authored.assertions):
        if (rule.then is None) == (rule.never is None):
            yield draft.origin.to("assertions", number).fault("empty-assertion", "say either `then` or `never`")


def unknown_contact(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a contact that `reference/contacts.yaml` does not have, or one of low confidence.

    A fact of low confidence is never printed, so a step that leans on it would print nothing.
    """
    contacts = draft.reference.contacts
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.contacts):
            origin = draft.origin.to("next_steps", number, "contacts", place)
            if name not in contacts:
                yield origin.fault("unknown-contact", f"contact `{name}` does not exist", _suggest(name, contacts))
            elif contacts[name].confidence == "low":
                yield origin.fault("unknown-contact", f"contact `{name}` is of low confidence and is never printed")


def unknown_document(draft: Draft) -> Iterator[Diagnostic]:
    """A step names a document that the screen does not have."""
    names = {document.name for document in draft.authored.documents}
    for number, rule in enumerate(draft.authored.next_steps):
        for place, name in enumerate(rule.documents):
            if name not in names:
                origin = draft.origin.to("next_steps", number, "documents", place)
                yield origin.fault("unknown-document", f"document `{name}` does not exist", _suggest(name, names))


def clock_start(draft: Draft) -> Iterator[Diagnostic]:
    """A deadline's `after` must name dates or date-times asked outside repeats, and a counted time needs one."""
    for number, rule in enumerate(draft.authored.next_steps):
        if rule.due is None:
            continue
        origin = draft.origin.to("next_steps", number, "due")
        if rule.due.within.unit != "without delay" and not rule.due.after:
            yield origin.fault("clock-start", "a counted time needs `after`: when does the clock start?")
        for place, name in enumerate(rule.due.after):
            question = draft.questions.get(name)
            if question is None or question.kind not in ("date", "moment"):
                yield origin.to("after", place).fault(
                    "clock-start", f"`{name}` is not a date or time asked here", _suggest(name, draft.questions)
                )


def each_source(draft: Draft) -> Iterator[Diagnostic]:
    """`each` must name questions with choices, all of the same list: `children.citizenships`."""
    by_name = {_full_name(one): one.question for one in draft.placed}
    for number, rule in enumerate(draft.authored.next_steps):
        lists: set[tuple[str, ...]] = set()
        for place, name in enumerate(rule.each):
            question = by_name.get(name)
            if not isinstance(question, Choosing):
                origin = draft.origin.to("next_steps", number, "each", place)
                yield origin.fault("each-source", f"`{name}` is not a question with choices", _suggest(name, by_name))
            else:
                lists.add(question.option_names)
        if len(lists) > 1:
            yield draft.origin.to("next_steps", number, "each").fault("each-source", "these have different choices")


def unknown_per(draft: Draft) -> Iterator[Diagnostic]:
    """An indication's `per` must name a repeat."""
    for number, rule in enumerate(draft.authored.indications):
        if rule.per is not None and rule.per not in draft.repeats:
            origin = draft.origin.to("indications", number, "per")
            yield origin.fault(
                "unknown-repeat", f"repeat `{rule.per}` does not exist", _suggest(rule.per, draft.repeats)
            )


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
            r"\b(estatus migratorio|situaci[oó]n migratoria|estatus legal|indocumentad[oa]s?|ilegal(mente)?|tiene papeles)\b",
            re.IGNORECASE,
        ),
    }
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


def concern_without_help(draft: Draft) -> Iterator[Diagnostic]:
    """A question that the family is asked has no `help`.

    On every question `?` tells the worker why it is asked, how to ask it and what never to ask.
    """
    for one in draft.placed:
        if one.question.help is None and isinstance(one.question, YesNo | Choosing | SelectMultiple):
            yield one.origin.fault("missing-help", f"`{one.question.name}` has no `help`")


CHECKS: tuple[Check, ...] = (
    duplicate_name,
    duplicate_choice,
    reserved_name,
    missing_citation,
    unknown_citation,
    unknown_recipient,
    document_item,
    unknown_step,
    idle_step,
    empty_assertion,
    unknown_contact,
    unknown_document,
    clock_start,
    each_source,
    unknown_per,
    unknown_placeholder,
    missing_translation,
    missing_jurisdiction,
    status_question,
    concern_without_help,
)
