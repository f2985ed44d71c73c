"""What a screen must also satisfy once every file has its shape; each check's docstring is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from screenkit.checks import (
    bounds,
    concerns,
    guard,
    names,
    quotes,
    rules,
    sources,
    style,
    translated,
    unused,
    wording,
)
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft

Check = Callable[[Draft], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "duplicate-name": names.duplicate_name,
        "duplicate-choice": names.duplicate_choice,
        "reserved-name": names.reserved_name,
        "unknown-repeat": names.unknown_repeat,
        "nested-repeat": names.nested_repeat,
        "each-source": names.each_source,
        "missing-citation": sources.missing_citation,
        "unknown-citation": sources.unknown_citation,
        "unknown-recipient": sources.unknown_recipient,
        "uncited-duty": sources.uncited_duty,
        "document-item": sources.document_item,
        "nobody-named": sources.nobody_named,
        "unknown-step": rules.unknown_step,
        "follower-for-each": rules.follower_for_each,
        "idle-step": rules.idle_step,
        "empty-assertion": rules.empty_assertion,
        "unknown-contact": rules.unknown_contact,
        "unknown-document": rules.unknown_document,
        "clock-start": rules.clock_start,
        "unknown-placeholder": wording.unknown_placeholder,
        "missing-translation": wording.missing_translation,
        "missing-jurisdiction": wording.missing_jurisdiction,
        "missing-help": wording.missing_help,
        "status-question": guard.status_question,
        "impossible-bounds": bounds.impossible_bounds,
        "idle-definition": unused.idle_definition,
        "idle-document": unused.idle_document,
        "unread-choice": unused.unread_choice,
        "reversed-concern": concerns.reversed_concern,
        "unread-concern": concerns.unread_concern,
        "only-declined": concerns.only_declined,
        "wording-differs": quotes.wording_differs,
        "missing-quote": quotes.missing_quote,
        "stale-translation": translated.stale_translation,
        "repeated-question": style.repeated_question,
        "compound-question": style.compound_question,
        "long-question": style.long_question,
    }
)
"""Every check by the code that it reports."""
