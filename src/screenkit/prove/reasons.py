"""Why something can never be: the parts that exclude each other, and the lines that make it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screenkit.answers import Item
from screenkit.conditions import Condition, Ref, grounds
from screenkit.facts import Truth
from screenkit.prove.places import Written
from screenkit.prove.replay import Interview
from screenkit.prove.study import Study
from screenkit.screen import Step


@dataclass(frozen=True)
class Conjunct:
    """A part that would have to hold together with others."""

    written: Written
    condition: Condition
    text: str
    offset: int


def conjuncts(conditions: Iterable[Written]) -> list[Conjunct]:
    """All that is joined by `and` in some conditions that must hold together."""
    return [
        Conjunct(written, condition, text, offset)
        for written in conditions
        for condition, text, offset in written.line.conjuncts()
    ]


def excluding(study: Study, parts: Iterable[Conjunct], repeat: str) -> list[Conjunct]:
    """As few of the parts as is easily found that cannot hold together."""
    left = list(parts)
    for part in list(left):
        fewer = [one for one in left if one is not part]
        if fewer and not study.can(together(study, fewer, repeat)):
            left = fewer
    return left


def together(study: Study, parts: Iterable[Conjunct], repeat: str) -> int:
    """All parts hold, for one instance of the repeat where they speak of one."""
    node = study.world.pool.every(study.world.truth(part.condition).certain for part in parts)
    return study.world.at_least(1, repeat, node) if repeat else node


def in_words(parts: list[Conjunct]) -> str:
    """That they exclude each other."""
    texts = [f"`{part.text}`" for part in parts]
    if len(texts) == 1:
        return f"{texts[0]} can never hold"
    return f"{', '.join(texts[:-1])} and {texts[-1]} cannot hold together"


def because(study: Study, parts: Iterable[Conjunct]) -> str | None:
    """When the questions that the parts look at are asked, as far as that is a condition."""
    refs = dict.fromkeys(ref for part in parts for ref in part.condition.refs())
    found = [words for ref in refs for words in _asked_only(study, ref)]
    return "; ".join(found[:3]) or None


def _asked_only(study: Study, ref: Ref) -> Iterator[str]:
    for guard in study.places.guards_of(study.places.question(ref)):
        yield f"`{ref.name}` is asked only when `{_short(guard.text)}` (line {guard.number})"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"  # noqa: PLR2004 - what is read at a glance


def stopping(study: Study, interview: Interview, step: Step) -> dict[Item, str]:
    """What keeps a step from being due: beside each answer, the part that it does not meet."""
    if step.condition is None or step.check is None or step.rule.each:
        return {}
    if step.check(interview.facts, 0) is not Truth.NO:
        return {}
    written = next(written for one, written in study.places.steps if one is step)
    found: dict[Item, str] = {}
    for ground in grounds(step.condition, interview.facts):
        where = study.places.where(ground.condition, written)
        for item in ground.items if where and ground.truth is Truth.NO else ():
            text, line = where or ("", 0)
            found.setdefault(item, f"not covered by `{_short(text)}` (line {line})")
    return found
