"""Names that stand twice, cannot be named in a condition, or name nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from screenkit.diagnostics import Diagnostic, near
from screenkit.draft import Draft, full_name
from screenkit.questions import Choosing


def duplicate_name(draft: Draft) -> Iterator[Diagnostic]:
    """Two questions, definitions, rules, documents or cases have the same name.

    A condition or an answer could mean either of them. A question inside a repeat must also differ from every
    question outside, because a condition sees both.
    """
    names = Counter((one.repeat, one.question.name) for one in draft.placed)
    outside = {one.question.name for one in draft.placed if not one.repeat} | set(draft.authored.define)
    for one in draft.placed:
        name = one.question.name
        taken = name in outside if one.repeat else name in draft.authored.define
        if taken or names[one.repeat, name] > 1:
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


def unknown_repeat(draft: Draft) -> Iterator[Diagnostic]:
    """An indication's `per` must name a repeat."""
    for number, rule in enumerate(draft.authored.indications):
        if rule.per is not None and rule.per not in draft.repeats:
            origin = draft.origin.to("indications", number, "per")
            yield origin.fault("unknown-repeat", f"repeat `{rule.per}` does not exist", near(rule.per, draft.repeats))


def each_source(draft: Draft) -> Iterator[Diagnostic]:
    """`each` must name questions with choices, all of the same list: `children.citizenships`."""
    by_name = {full_name(one): one.question for one in draft.placed}
    for number, rule in enumerate(draft.authored.next_steps):
        lists: set[tuple[str, ...]] = set()
        for place, name in enumerate(rule.each):
            question = by_name.get(name)
            if not isinstance(question, Choosing):
                origin = draft.origin.to("next_steps", number, "each", place)
                yield origin.fault("each-source", f"`{name}` is not a question with choices", near(name, by_name))
            else:
                lists.add(question.option_names)
        if len(lists) > 1:
            yield draft.origin.to("next_steps", number, "each").fault("each-source", "these have different choices")
