"""How questions are put: what makes them hard to answer. Notes, because a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin, Placed
from screenkit.questions import Choosing, Note, SelectMultiple, TextQuestion

LONGEST = 25
"""So many words a sentence of a question may have; docs/decisions.md says why."""
_COUNTED = ("en", "es")


def repeated_question(draft: Draft) -> Iterator[Diagnostic]:
    """Two questions are put in the same words.

    Whoever is asked does not know what the second one is after, and two different
    answers cannot be told apart. Questions inside a repeat are compared with each
    other only. A source's own words are left alone.

    Wrong, one after the other:

        - name: birth_place
          label: {en: Where were you born?}
        - name: birth_country
          label: {en: Where were you born?}

    Write instead:

        - name: birth_country
          label: {en: In which country was that?}
    """
    seen: dict[tuple[str, str, str], Placed] = {}
    # A source's words come first: what repeats them is what can be changed.
    for one in sorted(_asked(draft), key=lambda one: not one.question.verbatim):
        for language, words in one.question.label.root.items():
            first = seen.setdefault((one.repeat, language, _spoken(words)), one)
            if first is not one and not one.question.verbatim:
                yield _repeated(one, first, language)
                break


def _repeated(one: Placed, first: Placed, language: str) -> Diagnostic:
    origin = one.origin.to("label", language)
    message = f"`{first.question.name}` is asked in these words too"
    return origin.fault("repeated-question", message, "say in the words what the difference is").as_note()


def _asked(draft: Draft) -> Iterator[Placed]:
    return (one for one in draft.placed if not isinstance(one.question, Note))


def _spoken(words: str) -> str:
    """The words as they sound: without case, signs and line breaks."""
    return " ".join(re.findall(r"\w+", words.casefold()))


_ASKING = "who|whom|whose|what|when|where|why|how|which"
_OPENING = "do|does|did|is|are|am|was|were|can|could|will|would|should|have|has|had"
_PERSON = "you|we|they|he|she|it|i|anyone|someone|anybody|somebody|there"
# Words that are seldom anything but verbs: "food and work" are not two questions.
_DOING = (
    "ask|asked|ate|become|became|been|bring|brought|buy|bought|came|come|cook|cooked|drink|drank|eat|eaten|feel|felt"
    "|find|found|forced|gave|get|give|given|go|gone|got|had|harmed|has|have|hear|heard|held|hit|hold|hurt|keep|kept"
    "|know|known|knew|leave|let|live|lived|lost|lose|made|make|meet|met|owe|owed|paid|pay|put|ran|receive|received"
    "|said|say|see|seen|sell|send|sent|sit|sleep|slept|sold|speak|spoke|spoken|take|taken|tell|threaten|threatened"
    "|told|took|touched|use|used|went|withheld|withhold|write|wrote|written"
)
_TWO: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": re.compile(
            rf"\b(?:and|or) (?:(?:to|in|for|by|with|from|of|at) )?(?:{_ASKING})\b"
            rf"|\b(?:and|or) (?:{_OPENING}) (?:{_PERSON})\b"
            rf"|\b(?:{_DOING})\b(?: [\w'’]+){{0,4}},? (?:and|or) (?:{_DOING})\b",
            re.IGNORECASE,
        ),
        "es": re.compile(
            r"\b(?:y|e|o|u) (?:(?:a|en|por|con|de|para) )?(?:quién(?:es)?|qué|cuándo|dónde|cómo|cuál|cuánt[oa]s?)\b"
        ),
    },
)


def compound_question(draft: Draft) -> Iterator[Diagnostic]:
    """Two questions are asked in one, and there is one answer.

    A "no" may be meant for the first, the second or both. Where the words are a
    source's, ask them as they stand: let a question of your own note the rest.
    Questions that are answered in the person's own words are left alone.

    Wrong:

        type: yes_no
        label: {en: "Do you have a debt, and who do you owe it to?"}

    Write instead, one after the other:

        label: {en: Do you have a debt?}
        label: {en: Whom do you owe it to?}
    """
    for one in _asked(draft):
        for language, words in one.question.label.root.items():
            found = _joined(one, language, words)
            if found:
                hint = _as_it_stands(one) or "ask them one after the other"
                origin = one.origin.to("label", language)
                yield origin.fault("compound-question", "these are two questions in one", hint, part=found).as_note()
                break


def _joined(one: Placed, language: str, words: str) -> re.Match[str] | None:
    """Where the second question begins, or what joins the two."""
    if isinstance(one.question, TextQuestion | SelectMultiple):
        return None
    found = re.search(r"\?[^?]*\?", words) or (_TWO[language].search(words) if language in _TWO else None)
    # Whoever chooses one of several answers says which of the two it was.
    is_choice = found and isinstance(one.question, Choosing) and re.search(r"\b(?:or|[ou])\b", found[0])
    return None if is_choice else found


def _as_it_stands(one: Placed) -> str | None:
    """What to say of a source's own words, which no style can change."""
    return "the words are the source's: ask them as they stand" if one.question.verbatim else None


def long_question(draft: Draft) -> Iterator[Diagnostic]:
    """A sentence of a question has more than 25 words.

    It is heard once, often in a second language or through an interpreter, and the
    beginning is gone before the end is there. English and Spanish are counted.

    Wrong:

        label: {en: "Considering everything that has happened since you came …?"}

    Write instead, with the rest in `help`:

        label: {en: "What has changed for you since then?"}
    """
    for one in _asked(draft):
        counts = [(max(_sentences(one.question.label.root.get(language, ""))), language) for language in _COUNTED]
        for count, language in counts:
            if count > LONGEST:
                yield _long(one, one.origin.to("label", language), count)
                break


def _long(one: Placed, origin: Origin, count: int) -> Diagnostic:
    hint = _as_it_stands(one) or "say it in two sentences, or leave something for `help`"
    return origin.fault("long-question", f"this sentence has {count} words", hint).as_note()


def _sentences(words: str) -> Iterator[int]:
    """How many words each sentence has."""
    return (len(re.findall(r"[\w'’/-]+", sentence)) for sentence in re.split(r"[.?!:](?:\s|$)", words))
