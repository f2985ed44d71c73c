"""What only reads otherwise: texts, translations, contacts, urgency; and what answers are given to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from screenkit.answers import Item
from screenkit.authored import DocumentRule, IndicationRule, StepRule
from screenkit.diff.report import Change, change
from screenkit.questions import Choosing, Common, Repeat
from screenkit.screen import JURISDICTION, Entry, Screen
from screenkit.text import Text

_SHOWN = 3
_TOLD_ELSEWHERE = frozenset(
    {
        *("name", "type", "label", "relevant", "share", "said_by", "choices", "questions", "more"),
        *("min", "max", "precision", "not_future", "multiline"),
    }
)
"""Keys of questions that are more than words, or are read aloud."""


def names_of(names: Sequence[str]) -> str:
    """Some names, as many as are read at a glance."""
    more = len(names) - _SHOWN
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


def question_wording(name: str, old: Entry, new: Entry) -> Iterator[Change]:
    """What reads otherwise in a question, and who may be given its answer."""
    before, after = old.question, new.question
    asked = list(_asked_otherwise(before, after))
    if asked:
        message = f"question `{name}` is worded otherwise ({', '.join(asked)}): someone may answer otherwise"
        yield change("wording", "question-reworded", name, message, "minor")
    other = [key for key, one, two in _other_words(old, new) if one != two]
    if not asked and before.label != after.label:
        other.insert(0, "translations")
    if other:
        yield change("wording", "reworded", name, f"question `{name}` reads otherwise: {', '.join(other)}")
    yield from _shared(name, before.share, after.share)


def _asked_otherwise(old: Common, new: Common) -> Iterator[str]:
    """What is read aloud and is not the same in a language that both have."""
    yield from (f"label in `{language}`" for language in _rewritten(old.label, new.label))
    if isinstance(old, Repeat) and isinstance(new, Repeat):
        yield from (f"more in `{language}`" for language in _rewritten(old.more, new.more))
    if isinstance(old, Choosing) and isinstance(new, Choosing) and not new.choices.reference:
        before = {one.name: one.label for one in old.choices.choices}
        pairs = ((one.name, before.get(one.name, one.label), one.label) for one in new.choices.choices)
        for name, first, second in pairs:
            yield from (f"choice `{name}` in `{language}`" for language in _rewritten(first, second))


def _rewritten(old: Text, new: Text) -> list[str]:
    return [language for language, words in old.root.items() if language in new.root and new.root[language] != words]


def _other_words(old: Entry, new: Entry) -> Iterator[tuple[str, object, object]]:
    before, after = old.question, new.question
    for key in type(after).model_fields:
        if key not in _TOLD_ELSEWHERE:
            yield key, getattr(before, key, None), getattr(after, key)
    yield "headings", old.sections, new.sections


def _shared(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    wider = [one for one in new if one not in old]
    if wider:
        # Whoever answered was told who may see it.
        message = f"answers to `{name}` may be given to {names_of(wider)} too, those already given among them"
        yield change("breaks-old-answers", "share-wider", name, message)
    narrower = [one for one in old if one not in new]
    if narrower:
        message = f"answers to `{name}` are no longer for {names_of(narrower)}"
        yield change("compatible", "share-narrower", name, message)


def screen_wording(old: Screen, new: Screen) -> Iterator[Change]:
    """What reads otherwise in the rest of a screen."""
    before, after = old.authored, new.authored
    if old.id != new.id:
        message = f"the screen is called `{new.id}`, not `{old.id}`: past screenings are not found under it"
        yield change("breaks-old-answers", "screen-renamed", new.id, message)
    keys = [key for key in ("title", "purpose", "translations") if getattr(before, key) != getattr(after, key)]
    if keys:
        yield change("wording", "reworded", new.id, f"the screen reads otherwise: {', '.join(keys)}")
    for name in _differing(dict(before.define), dict(after.define)):
        message = f"definition `{name}` is written otherwise; what that changes is told with what rests on it"
        yield change("wording", "definition-rewritten", name, message)
    yield from _rules("indication", before.indications, after.indications)
    yield from _rules("step", before.next_steps, after.next_steps)
    promises = [{one.name: one for one in side.assertions} for side in (before, after)]
    for name in _differing(*promises):
        yield change("wording", "assertion-changed", name, f"assertion `{name}` promises something else")
    yield from _documents(before.documents, after.documents)
    yield from _contacts(old, new)
    yield from _places(old, new)
    if (before.cases, before.suppress) != (after.cases, after.suppress):
        message = "cases or suppressions differ; they are no part of what an interview depends on"
        yield change("wording", "cases-changed", new.id, message, "none")


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    return [name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name)]


_DECIDING = frozenset({"when", "per", "each", "if_unsure", "due"})
"""Keys of rules that are compared by what comes of them."""


def _rules(
    of: str, old: Sequence[IndicationRule] | Sequence[StepRule], new: Sequence[IndicationRule] | Sequence[StepRule]
) -> Iterator[Change]:
    before = {one.name: one for one in old}
    for rule in new:
        known = before.get(rule.name)
        if known is None:
            continue
        keys = [key for key in type(rule).model_fields if getattr(known, key) != getattr(rule, key)]
        keys = [key for key in keys if key not in _DECIDING]
        if keys:
            yield change("wording", "reworded", rule.name, f"{of} `{rule.name}` reads otherwise: {', '.join(keys)}")


def _documents(old: Iterable[DocumentRule], new: Iterable[DocumentRule]) -> Iterator[Change]:
    before, after = ({one.name: one for one in side} for side in (old, new))
    for name in _differing(before, after):
        first, second = before.get(name), after.get(name)
        if first and second and (first.recipient, set(first.items)) == (second.recipient, set(second.items)):
            yield change("wording", "reworded", name, f"document `{name}` reads otherwise")
        else:
            yield change("compatible", "document-changed", name, f"document `{name}` {_became(first, second)}")


def _became(first: DocumentRule | None, second: DocumentRule | None) -> str:
    if first and second:
        return "holds something else, or is for someone else"
    return "is new" if second else "is gone"


def _contacts(old: Screen, new: Screen) -> Iterator[Change]:
    """Contacts that steps of both name; they stand beside the screen, so its version does not speak of them."""
    names = dict.fromkeys(name for step in new.steps for name in step.rule.contacts)
    for name in names:
        first, second = old.contact(name), new.contact(name)
        if first and second and first != second:
            yield change("wording", "contact-changed", name, f"contact `{name}` reads otherwise", "none")


def _places(old: Screen, new: Screen) -> Iterator[Change]:
    """Jurisdictions of both, whose clocks and holidays decide when a step is due."""
    asked = [screen.entry(Item(JURISDICTION)) for screen in (old, new)]
    for name, place in new.reference.jurisdictions.items() if all(asked) else ():
        known = old.reference.jurisdictions.get(name, place)
        is_same = (known.timezone, known.holidays) == (place.timezone, place.holidays)
        if not is_same and any(one.rule.due for one in new.steps):
            message = f"jurisdiction `{name}` has other clocks or holidays: steps are due at another time there"
            yield change("changes-outcomes", "calendar-changed", name, message)
        elif known != place:
            yield change("wording", "place-changed", name, f"jurisdiction `{name}` reads otherwise", "none")
