"""What a screen must also satisfy once every file has its shape; each check's docstring is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from screenkit.checks import names, rules, sources, wording
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
        "document-item": sources.document_item,
        "unknown-step": rules.unknown_step,
        "idle-step": rules.idle_step,
        "empty-assertion": rules.empty_assertion,
        "unknown-contact": rules.unknown_contact,
        "unknown-document": rules.unknown_document,
        "clock-start": rules.clock_start,
        "unknown-placeholder": wording.unknown_placeholder,
        "missing-translation": wording.missing_translation,
        "missing-jurisdiction": wording.missing_jurisdiction,
        "status-question": wording.status_question,
        "missing-help": wording.missing_help,
    }
)
"""Every check by the code that it reports."""
