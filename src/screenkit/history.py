"""What was changed after a screening was finished, from its events: what the answer was, what it is, and why."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.answers import Absent, Item, parse_item
from screenkit.events import Event
from screenkit.naming import Naming
from screenkit.response import Response, given_of
from screenkit.screen import Screen
from screenkit.summary import Amendment


def amendments(screen: Screen, response: Response, language: str) -> Iterator[Amendment]:
    """Every change after the end, in the order in which they were made."""
    naming = Naming(screen, language)
    last = 0
    for event in response.events:
        if event.kind in ("completed", "amended"):
            item = parse_item(event.items[0]) if event.kind == "amended" and event.items else None
            if item is not None:
                yield _amendment(naming, response, event, item, last)
            last = event.seq


def _amendment(naming: Naming, response: Response, event: Event, item: Item, last: int) -> Amendment:
    return Amendment(
        at=event.at,
        item=str(item),
        question=naming.full(item),
        before=_words(naming, response, item, last),
        after=_words(naming, response, item, event.seq),
        reason=event.text or "",
    )


def _words(naming: Naming, response: Response, item: Item, upto: int) -> str:
    """The answer in words as it stood after so many events."""
    then = response.model_copy(update={"events": response.events[:upto]})
    return naming.answer(item, given_of(naming.screen, then).answers.get(item, Absent.NOT_ASKED))
