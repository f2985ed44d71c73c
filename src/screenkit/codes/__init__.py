"""The manual page of every code that a diagnostic can carry."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType

from screenkit.checks import CHECKS
from screenkit.codes.answers import ANSWERS
from screenkit.codes.conditions import CONDITIONS
from screenkit.codes.files import FILES
from screenkit.codes.keys import KEYS
from screenkit.codes.notation import NOTATION
from screenkit.codes.spelling import SPELLING

PAGES: Mapping[str, str] = MappingProxyType({**FILES, **NOTATION, **KEYS, **SPELLING, **CONDITIONS, **ANSWERS})
"""The pages of all codes but those of checks, whose docstring is their page."""


def codes() -> tuple[str, ...]:
    """Every code there is, sorted."""
    return tuple(sorted({*PAGES, *CHECKS}))


def page(code: str) -> str | None:
    """The manual page of a code, or None where there is no such code."""
    words = CHECKS[code].__doc__ if code in CHECKS else PAGES.get(code)
    return None if words is None else inspect.cleandoc(words)
