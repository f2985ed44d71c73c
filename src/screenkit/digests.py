"""What tells two screens apart: a digest of all that an interview depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.draft import Draft

_APART = frozenset({"cases", "suppress"})
"""Keys that no interview depends on."""


def digest_of(draft: Draft) -> str:
    """The digest of the questions and rules, whatever the layout of their files.

    Keys that a screen leaves out have no part in it, so the format can gain a key and every screen keeps its digest.
    """
    return _digest(part.model_dump_json(exclude=set(_APART), exclude_defaults=True) for part in _parts(draft))


def former_digest_of(draft: Draft) -> str:
    """The digest as it was when keys that are left out had a part in it; records may still name it."""
    return _digest(part.model_dump_json(exclude=set(_APART)) for part in _parts(draft))


def _parts(draft: Draft) -> tuple[AuthoredScreen | SharedGroup, ...]:
    return (draft.authored, *(group for _, group in draft.groups))


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
