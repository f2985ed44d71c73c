"""The interface's own words in English and Spanish, by key."""

from __future__ import annotations

from types import MappingProxyType

from screenkit.words import flow, form, keeping, practice, reporting, summary, talk, terminal

LANGUAGES = ("en", "es")
_COLUMN = MappingProxyType({language: number for number, language in enumerate(LANGUAGES)})
_PARTS = (summary, talk, terminal, keeping, practice, flow, form, reporting)
_ALL: dict[str, tuple[str, str]] = {}
for _part in _PARTS:
    _ALL.update(_part.WORDS)
_WORDS = MappingProxyType(_ALL)


def say(key: str, language: str, /, **facts: object) -> str:
    """The words for the key, in English where the language has none; KeyError for a key that does not exist."""
    return _WORDS[key][_COLUMN.get(language, 0)].format(**facts)
