"""Two entries of one paper form: which questions they differ in, never how."""

from __future__ import annotations

from datetime import datetime

from screenkit.answers import Item
from screenkit.conditions import Ref
from screenkit.interview import sequence, standing
from screenkit.naming import Naming
from screenkit.numbering import Numbering
from screenkit.response import Response
from screenkit.screen import Screen


def differing(screen: Screen, first: Response, second: Response, now: datetime, language: str) -> tuple[str, ...]:
    """Each question with another answer in the one than in the other, by its number, in the order of the paper."""
    one, other = (standing(screen, response, now) for response in (first, second))
    asked = dict.fromkeys(item for facts in (one, other) for _, item in sequence(screen, facts))
    differ = {item for item in asked if one.answers.get(item) != other.answers.get(item)}
    numbers = Numbering(screen, language).numbers
    in_order = [item for ref in numbers for item in sorted(differ, key=_instance) if Ref(item.name, item.repeat) == ref]
    naming = Naming(screen, language)
    return tuple(f"{numbers[Ref(item.name, item.repeat)]}. {naming.full(item)}" for item in in_order)


def _instance(item: Item) -> int:
    return item.instance
