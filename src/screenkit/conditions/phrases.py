"""Conditions in plain words, English and Spanish: "asked because …"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Protocol, cast

from screenkit.conditions.joins import And, CountOf, Named, Or, Over, Possibly, Unsure
from screenkit.conditions.nodes import EACH, Asked, Compare, Condition, EachIs, Has, Is, Ref, Term

_TEMPLATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "is": ("{q} is {a}", "{q} es {a}"),
        "is-not": ("{q} is known and is not {a}", "{q} se sabe y no es {a}"),
        "has": ("{q} includes {a}", "{q} incluye {a}"),
        "has-not": ("{q} is known and does not include {a}", "{q} se sabe y no incluye {a}"),
        "each-is": ("it is {a}", "es {a}"),
        "each-is-not": ("it is not {a}", "no es {a}"),
        "asked": ("{q} was asked", "se preguntó {q}"),
        "answered": ("{q} was answered", "se respondió {q}"),
        "and": (" and ", " y "),
        "or": (" or ", " o "),
        "count": ("of these, {sign} {n}: {parts}", "de estas, {sign} {n}: {parts}"),
        "any": ("for one of {q}: {parts}", "para alguno de {q}: {parts}"),
        "all": ("for all of {q}: {parts}", "para todos de {q}: {parts}"),
        "over": ("of {q}, {sign} {n}: {parts}", "de {q}, {sign} {n}: {parts}"),
        "possibly": ("it is not ruled out that {parts}", "no se descarta que {parts}"),
        "unsure": ("it is open whether {parts}", "no está claro si {parts}"),
        "compare": ("{left} is {sign} {right}", "{left} es {sign} {right}"),
        "age": ("the age from {q}", "la edad según {q}"),
        "days_since": ("the days since {q}", "los días desde {q}"),
        "each": ("the same", "lo mismo"),
        "unknown": ("not known", "algo que no se sabe"),
        "declined": ("declined", "algo que se prefirió no decir"),
        "not-asked": ("not asked", "algo que no se preguntó"),
        "<": ("under", "menos de"),
        "<=": ("at most", "a lo más"),
        ">": ("over", "más de"),
        ">=": ("at least", "al menos"),
        "date <": ("before", "antes de"),
        "date <=": ("no later than", "no después de"),
        "date >": ("after", "después de"),
        "date >=": ("no earlier than", "no antes de"),
    }
)


_MIRRORED = str.maketrans("<>", "><")


class Vocabulary(Protocol):
    """How a screen calls its questions and choices."""

    @property
    def language(self) -> str:
        """The language to speak."""

    def question(self, ref: Ref) -> str:
        """The question, short enough for a sentence."""

    def choice(self, ref: Ref | None, name: str) -> str:
        """The words for a choice of the question; without a question, of what `each` stands for."""


def phrase(condition: Condition, vocabulary: Vocabulary) -> str:
    """The condition as a part of a sentence."""
    return _PHRASES[type(condition)](condition, vocabulary)


def _say(vocabulary: Vocabulary, key: str, **parts: object) -> str:
    return _TEMPLATES[key][1 if vocabulary.language == "es" else 0].format(**parts)


def _list(words: list[str], vocabulary: Vocabulary) -> str:
    return _say(vocabulary, "or").join(words)


def _is(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("Is", condition)
    words = [_choice(one.ref, name, vocabulary) for name in sorted(one.choices)]
    words += [_say(vocabulary, absent.value) for absent in sorted(one.absent)]
    key = "is-not" if one.negated else "is"
    return _say(vocabulary, key, q=vocabulary.question(one.ref), a=_list(words, vocabulary))


def _choice(ref: Ref | None, name: str, vocabulary: Vocabulary) -> str:
    return _say(vocabulary, "each") if name == EACH else vocabulary.choice(ref, name)


def _has(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("Has", condition)
    key = "has-not" if one.negated else "has"
    return _say(vocabulary, key, q=vocabulary.question(one.ref), a=_choice(one.ref, one.choice, vocabulary))


def _each_is(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("EachIs", condition)
    words = [vocabulary.choice(None, name) for name in sorted(one.choices)]
    return _say(vocabulary, "each-is-not" if one.negated else "each-is", a=_list(words, vocabulary))


def _asked(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("Asked", condition)
    return _say(vocabulary, "answered" if one.with_value else "asked", q=vocabulary.question(one.ref))


def _compare(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("Compare", condition)
    left, sign, right = one.left, one.sign, one.right
    if left.ref is None:
        # What is asked about comes first: not "12 is at most the age" but "the age is at least 12".
        left, sign, right = right, sign.translate(_MIRRORED), left
    key = f"date {sign}" if left.kind == "moment" else sign
    words = {"left": _term(left, vocabulary), "right": _term(right, vocabulary)}
    return _say(vocabulary, "compare", sign=_say(vocabulary, key), **words)


def _term(term: Term, vocabulary: Vocabulary) -> str:
    if term.ref is None:
        return str(term.plus)
    words = vocabulary.question(term.ref)
    if term.kind in ("age", "days_since"):
        words = _say(vocabulary, term.kind, q=words)
    return f"{words} {term.plus:+d}" if term.plus else words


def _joined(key: str) -> Callable[[Condition, Vocabulary], str]:
    def join(condition: Condition, vocabulary: Vocabulary) -> str:
        told: list[str] = []
        for ref, parts in groupby(condition.parts(), lambda part: _chosen_of(part) if key == "or" else None):
            if ref is None:
                told += [_nested(part, key, vocabulary) for part in parts]
            else:
                # Not "it includes a or it includes b": the question is named once for all of its choices.
                words = [_choice(ref, cast("Has", part).choice, vocabulary) for part in parts]
                told.append(_say(vocabulary, "has", q=vocabulary.question(ref), a=_list(words, vocabulary)))
        return _say(vocabulary, key).join(told)

    return join


def _nested(part: Condition, key: str, vocabulary: Vocabulary) -> str:
    words = phrase(part, vocabulary)
    return f"({words})" if _joined_by(part) not in ("", key) else words


def _chosen_of(part: Condition) -> Ref | None:
    """The question that a choice is ticked in, where that is all that the part says."""
    return part.ref if isinstance(part, Has) and not part.negated else None


def _joined_by(part: Condition) -> str:
    """The word that joins its parts, if any: an "or" would run into an "and" around it."""
    while isinstance(part, Named):
        part = part.of
    if isinstance(part, CountOf):
        return "or" if _is_any(part) and len(part.of) > 1 else ""
    return "and" if isinstance(part, And) else "or" if isinstance(part, Or) else ""


def _is_any(one: CountOf) -> bool:
    return (one.sign, one.number) == (">=", 1)


def _count(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("CountOf", condition)
    parts = [phrase(part, vocabulary) for part in one.of]
    if _is_any(one):
        return _list(parts, vocabulary)
    return _say(vocabulary, "count", sign=_say(vocabulary, one.sign), n=one.number, parts="; ".join(parts))


def _over(condition: Condition, vocabulary: Vocabulary) -> str:
    one = cast("Over", condition)
    key = "over" if one.how == "count" else one.how
    words = {"q": vocabulary.question(Ref(one.repeat)), "parts": phrase(one.condition, vocabulary)}
    return _say(vocabulary, key, sign=_say(vocabulary, one.sign), n=one.number, **words)


def _wrapped(key: str) -> Callable[[Condition, Vocabulary], str]:
    return lambda condition, vocabulary: _say(vocabulary, key, parts=phrase(condition.parts()[0], vocabulary))


def _named(condition: Condition, vocabulary: Vocabulary) -> str:
    return phrase(cast("Named", condition).of, vocabulary)


_PHRASES: Mapping[type[Condition], Callable[[Condition, Vocabulary], str]] = MappingProxyType(
    {
        Is: _is,
        Has: _has,
        EachIs: _each_is,
        Asked: _asked,
        Compare: _compare,
        And: _joined("and"),
        Or: _joined("or"),
        CountOf: _count,
        Over: _over,
        Possibly: _wrapped("possibly"),
        Unsure: _wrapped("unsure"),
        Named: _named,
    }
)
