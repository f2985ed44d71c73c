"""Numbers that name one person wherever they stand: how an Alien Number and a Social Security number look."""

from __future__ import annotations

import re
import unicodedata

_ALIEN = re.compile(r"(?<![0-9A-Za-z])[Aa][-# ]{0,3}[0-9]{2,3}[- ]?[0-9]{3}[- ]?[0-9]{3}(?![0-9])")
_SOCIAL_SECURITY = re.compile(r"(?<![0-9])[0-9]{3}([- ]?)[0-9]{2}\1[0-9]{4}(?![0-9])")


def names_somebody(words: str) -> bool:
    """Whether there is something in the words that looks like such a number, however its digits are written."""
    words = unicodedata.normalize("NFKC", words)
    return bool(_ALIEN.search(words) or _SOCIAL_SECURITY.search(words))


def file_names_somebody(name: str) -> bool:
    """The same of the name of a file, in which dots and low lines stand where else there are blanks."""
    return names_somebody(re.sub("[._]", "-", name))
