"""Translations whose English has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from screenkit.accepted import NOTHING, digest_of, key_of
from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.checks.wording import texts_below
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin
from screenkit.text import DEFAULT_LANGUAGE, Text


@dataclass(frozen=True)
class Translatable:
    """A text that somebody meets, and what it is called where accepted translations are kept."""

    key: str
    origin: Origin
    text: Text

    @property
    def digest(self) -> str:
        """The digest of its English words."""
        return digest_of(self.text.say(DEFAULT_LANGUAGE))


def translatables(origin: Origin, root: AuthoredScreen | SharedGroup) -> Iterator[Translatable]:
    """Every text of a file; of its cases the stories, which whoever plays the family reads."""
    seen: Counter[str] = Counter()
    for place, text in texts_below(origin, root):
        key = key_of(place.document, place.route)
        seen[key] += 1
        # Two groups may have one name.
        yield Translatable(key if seen[key] == 1 else f"{key} ({seen[key]})", place, text)


def stale_translation(draft: Draft) -> Iterator[Diagnostic]:
    """The English of a text has changed since its translation was accepted.

    The family would be asked something else than the worker reads. Look at both;
    when the translation says the same again, accept it:

        screenkit translate accept SCREEN --lang es

    That keeps a digest of the English words in `translations/`, beside the file of
    the screen or shared group, and changes nothing that you wrote.
    `screenkit translate status` lists what is missing, changed or not accepted yet.
    """
    for origin, root in draft.roots:
        accepted = draft.accepted.get(origin.document, NOTHING)
        name = root.group if isinstance(root, SharedGroup) else root.screen
        # Naming every text takes long, and most screens are in one language only.
        for one in () if accepted is NOTHING else translatables(origin, root):
            for language in one.text.languages:
                if accepted.digest(language, one.key) not in (None, one.digest):
                    message = f"the English has changed since this `{language}` was accepted"
                    hint = f"when it says the same again: `screenkit translate accept {name} --lang {language}`"
                    yield one.origin.to(language).fault("stale-translation", message, hint)
