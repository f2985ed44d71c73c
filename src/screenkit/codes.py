"""The manual page of every code that a diagnostic can carry."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType

from screenkit.checks import CHECKS

PAGES: Mapping[str, str] = MappingProxyType({})


def codes() -> tuple[str, ...]:
    """Every code there is, sorted."""
    return tuple(sorted({*PAGES, *CHECKS}))


def page(code: str) -> str | None:
    """The manual page of a code, or None where there is no such code."""
    return inspect.cleandoc(CHECKS[code].__doc__ or "") if code in CHECKS else PAGES.get(code)
