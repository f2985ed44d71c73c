"""Which agencies enforce immigration law, by their initials or written out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INITIALS = frozenset({"ice", "dhs", "cbp", "ero", "hsi", "uscis"})
_WRITTEN_OUT = re.compile(
    r"homeland security|border patrol|patrulla fronteriza|immigration and customs|enforcement and removal|\bla migra\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"[@./](?:ice|dhs|cbp|uscis)\.(?:dhs\.)?gov\b", re.IGNORECASE)


def enforces(name: str, labels: Iterable[str]) -> bool:
    """Whether this is an agency that enforces immigration law."""
    words = (name.replace("_", " "), *labels)
    initials = (found for label in words[1:] for found in re.findall(r"[A-Z]{3,}", label))
    short = {*name.split("_"), *(word.lower() for word in initials)}
    return bool(_INITIALS & short) or any(map(_WRITTEN_OUT.search, words))


def belongs_to_one(address: str) -> bool:
    """Whether a page or mailbox is that of such an agency."""
    return _DOMAIN.search(address) is not None
