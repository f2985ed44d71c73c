"""Translations whose English has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from screenkit.accepted import digest_of, key_of
from screenkit.checks.wording import whole_texts
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin
from screenkit.text import DEFAULT_LANGUAGE, Text


@dataclass(frozen=True)
class Translatable:
    """A text that a family or a worker meets, and what it is called where accepted translations are kept."""

    key: str
    origin: Origin
    text: Text

    @property
    def digest(self) -> str:
        """The digest of its English words."""
        return digest_of(self.text.say(DEFAULT_LANGUAGE))


def translatables(draft: Draft) -> Iterator[Translatable]:
    """Every text of the screen and its shared groups but those of cases, which only authors read."""
    seen: Counter[tuple[str, str]] = Counter()
    for origin, text in whole_texts(draft):
        if origin.route[0] != "cases":
            key = key_of(origin.document, origin.route)
            seen[origin.document.name, key] += 1
            # Two groups may have one name.
            number = seen[origin.document.name, key]
            yield Translatable(key if number == 1 else f"{key} ({number})", origin, text)


def stale_translation(draft: Draft) -> Iterator[Diagnostic]:
    """The English of a text has changed since its translation was accepted.

    The family would be asked something else than the worker reads. Look at both;
    when the translation says the same again, accept it:

        screenkit translate accept SCREEN --lang es

    That keeps a digest of the English words in `translations/`, beside the file of
    the screen or shared group, and changes nothing that you wrote.
    `screenkit translate status` lists what is missing, changed or not accepted yet.
    """
    for one in translatables(draft):
        for language in one.text.languages:
            digest = accepted_digest(draft, one, language)
            if digest is not None and digest != one.digest:
                message = f"the English has changed since this `{language}` was accepted"
                command = f"screenkit translate accept {_name(draft, one)} --lang {language}"
                hint = f"when it says the same again: `{command}`"
                yield one.origin.to(language).fault("stale-translation", message, hint)


def accepted_digest(draft: Draft, one: Translatable, language: str) -> str | None:
    """What the English words were when the translation was accepted, or None where it never was."""
    kept = draft.accepted.get(one.origin.document)
    return kept.accepted.get(language, {}).get(one.key) if kept else None


def _name(draft: Draft, one: Translatable) -> str:
    groups = (group.group for origin, group in draft.groups if origin.document is one.origin.document)
    return next(groups, draft.authored.screen)
