"""Which English words each translation was made from, as `screenkit translate accept` keeps it beside a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from screenkit.diagnostics import Route
from screenkit.reference import Model
from screenkit.source import Document

FOLDER = "translations"
_LENGTH = 16


class Accepted(Model):
    """The translations in a screen or a shared group that someone has looked at."""

    accepted: Mapping[str, Mapping[str, str]]
    """For each language and each text, the digest of the English words that the translation was made from."""

    def digest(self, language: str, key: str) -> str | None:
        """What the English words were when the translation was accepted, or None where it never was."""
        return self.accepted.get(language, {}).get(key)


NOTHING = Accepted(accepted={})
"""Where nobody has looked at any translation."""


def beside(path: Path) -> Path:
    """Where the accepted translations of a screen or a shared group are kept."""
    return path.parent / FOLDER / path.name


def digest_of(words: str) -> str:
    """What is kept of English words: enough to see that they have changed."""
    return hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]


def key_of(document: Document, route: Route) -> str:
    """What a text is called there: by names, so that it stays the same when questions are moved about.

    `title`, `next_steps.call_unit.action`, `questions.children.born_on.hint`, `questions.custody.choices.taken.label`.
    """
    value: object = document.value
    kind, owners, repeats, rest = "", [""], [""], [""]
    for key, step in pairwise(("", *route)):
        value = value[step]  # type: ignore[index]  # the route was taken from this document
        name = str(value.get("name", step)) if isinstance(value, dict) else str(step)
        if key == "questions" and isinstance(value, dict):
            kind, owners, rest = ("groups" if value.get("type") == "group" else "questions"), [*repeats, name], []
            repeats += [name] if value.get("type") == "repeat" else []
        elif step != "questions":
            rest.append(name if isinstance(step, int) else str(step))
    return ".".join(part for part in (kind, *owners, *rest) if part)
