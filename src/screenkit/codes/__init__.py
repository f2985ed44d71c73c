"""The manual page of every code that a diagnostic can carry."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Mapping
from types import MappingProxyType

from screenkit.checks import CHECKS
from screenkit.codes.answers import ANSWERS
from screenkit.codes.conditions import CONDITIONS
from screenkit.codes.files import FILES
from screenkit.codes.keys import KEYS
from screenkit.codes.notation import NOTATION
from screenkit.codes.spelling import SPELLING
from screenkit.prove import PROOFS

PAGES: Mapping[str, str] = MappingProxyType({**FILES, **NOTATION, **KEYS, **SPELLING, **CONDITIONS, **ANSWERS})
"""The pages of all codes but those of checks and proofs, whose docstring is their page."""


MANUALS: Mapping[str, str | None] = MappingProxyType(
    {**{code: check.__doc__ for code, check in CHECKS.items()}, **{proof.code: proof.jobs.__doc__ for proof in PROOFS}},
)
"""What checks and proofs say of themselves."""


def codes() -> tuple[str, ...]:
    """Every code there is, sorted."""
    return tuple(sorted({*PAGES, *MANUALS}))


def page(code: str) -> str | None:
    """The manual page of a code, or None where there is no such code."""
    words = MANUALS[code] if code in MANUALS else PAGES.get(code)
    return None if words is None else _fitted(inspect.cleandoc(words))


def _fitted(words: str) -> str:
    """The page no wider than a terminal; examples, which are set in, stay as they are."""
    parts = words.split("\n\n")
    return "\n\n".join(part if part.startswith(" ") else textwrap.fill(part, 79) for part in parts)
