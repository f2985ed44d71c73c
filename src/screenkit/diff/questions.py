"""What differs between the questions of two versions, as far as no answers are needed to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from screenkit.conditions import Ref
from screenkit.diff.joint import by_ref
from screenkit.diff.report import Change, change
from screenkit.diff.takes import taken_otherwise
from screenkit.diff.wording import names_of, question_wording
from screenkit.screen import Entry, Screen

ANOTHER = 0.3
"""Labels that share less than this of their words are taken for two different questions."""


def question_changes(old: Screen, new: Screen) -> Iterator[Change]:
    """Every change of a question, but for when it is asked."""
    before, after = by_ref(old), by_ref(new)
    gone = {ref: entry for ref, entry in before.items() if ref not in after}
    added = {ref: entry for ref, entry in after.items() if ref not in before}
    yield from _moved(gone, added)
    for ref, entry in gone.items():
        if Ref(ref.repeat) not in gone:
            yield change(
                "breaks-old-answers", "question-removed", path(ref), f"question `{path(ref)}` is gone{_more(entry)}"
            )
    for ref, entry in added.items():
        if Ref(ref.repeat) not in added:
            yield change("compatible", "question-added", path(ref), f"question `{path(ref)}` is new{_more(entry)}")
    common = [ref for ref in after if ref in before]
    for ref in common:
        yield from _of_both(path(ref), before[ref], after[ref])
    yield from _order([ref for ref in before if ref in after], common)


def path(ref: Ref) -> str:
    """How documents name a question: `children.born_on`."""
    return f"{ref.repeat}.{ref.name}" if ref.repeat else ref.name


def _more(entry: Entry) -> str:
    return f", with the {len(entry.inner)} that are asked in it" if entry.inner else ""


def _moved(gone: dict[Ref, Entry], added: dict[Ref, Entry]) -> Iterator[Change]:
    """Questions that are there under another name; what is told here is left out of both."""
    for ref, entry in list(gone.items()):
        other = next((one for one, new in added.items() if _is_same(ref, entry, one, new)), None)
        if other is None or entry.inner:
            continue
        del gone[ref], added[other]
        if other.name == ref.name:
            code, words = "question-moved", f"question `{path(ref)}` now stands {_where(other)}"
        else:
            code, words = "question-renamed", f"question `{path(ref)}` is now called `{path(other)}`"
        yield change("breaks-old-answers", code, path(ref), f"{words}: what was answered is not found under it")


def _is_same(ref: Ref, old: Entry, other: Ref, new: Entry) -> bool:
    if old.question.type != new.question.type:
        return False
    return ref.name == other.name or (ref.repeat == other.repeat and old.question.label == new.question.label)


def _where(ref: Ref) -> str:
    return f"in the repeat `{ref.repeat}`" if ref.repeat else "outside all repeats"


def _of_both(name: str, old: Entry, new: Entry) -> Iterator[Change]:
    before, after = old.question, new.question
    if before.type != after.type:
        message = f"question `{name}` is of type `{after.type}` now, not `{before.type}`"
        yield change("breaks-old-answers", "type-changed", name, message)
    elif is_another(before.label.say("en"), after.label.say("en")):
        message = f"question `{name}` reads like another question: its old answers would be taken for answers to that"
        yield change("breaks-old-answers", "name-reused", name, message)
    yield from taken_otherwise(name, before, after)
    yield from question_wording(name, old, new)


def is_another(old: str, new: str) -> bool:
    """Whether two labels have so little in common that they ask two different things."""
    before, after = ([word.strip(".,;:?!\"'()").lower() for word in words.split()] for words in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).ratio() < ANOTHER


def _order(old: Sequence[Ref], new: Sequence[Ref]) -> Iterator[Change]:
    """The first question that is asked before another one which it used to follow."""
    places = {ref: place for place, ref in enumerate(old)}
    later = [(one, other) for one, other in pairwise(new) if places[one] > places[other]]
    if later:
        message = (
            f"questions are asked in another order: {names_of([path(one) for one, _ in later])} earlier than before"
        )
        yield change("compatible", "order-changed", path(later[0][0]), message)
