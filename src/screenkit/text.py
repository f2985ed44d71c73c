"""Authored text in several languages; English is always there."""

from __future__ import annotations

import re

from pydantic import ConfigDict, RootModel, model_validator
from pydantic_core import PydanticCustomError

DEFAULT_LANGUAGE = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class Text(RootModel[dict[str, str]]):
    """One text: language code to words."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _needs_languages(cls, value: object) -> object:
        if isinstance(value, dict):
            return value
        raise PydanticCustomError("wrong-shape", "a text is written for each language, such as `{en: Yes}`")

    @model_validator(mode="after")
    def _needs_english(self) -> Text:
        if DEFAULT_LANGUAGE not in self.root:
            raise PydanticCustomError("missing-english", "this text has no `en`")
        for language, words in self.root.items():
            if not _LANGUAGE.fullmatch(language):
                raise PydanticCustomError(
                    "unknown-language", "`{language}` is no language code", {"language": language}
                )
            if not words.strip():
                raise PydanticCustomError("empty-text", "the `{language}` text is empty", {"language": language})
        return self

    def say(self, language: str) -> str:
        """The words in the language, or in English where it has none."""
        return self.root.get(language) or self.root[DEFAULT_LANGUAGE]

    def has(self, language: str) -> bool:
        """Whether the text exists in the language."""
        return language in self.root

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it exists in."""
        return tuple(self.root)
