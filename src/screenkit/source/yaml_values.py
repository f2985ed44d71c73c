"""What a YAML file holds, and apart from that where: several times as fast, and only where nothing at all is amiss.

Wherever a file holds what the builder might refuse, nothing is said here, and the builder reads it from the beginning.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from yaml import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from screenkit.source.build import REFUSED
from screenkit.source.document import Node, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import BaseLoader, Mark

    from screenkit.source.document import Limits


# Line ends that no editor counts as such, a mark that one of PyYAML's parsers drops and the other keeps,
# and two that both refuse.
UNSURE = re.compile("[\u2028\u2029\ufeff\ufffe\uffff]")


class _Doubtful(Exception):  # noqa: N818 - not an error: the builder has to look
    """Something stands here that may be a fault."""


def values(characters: str, loader: type[BaseLoader], limits: Limits) -> dict[str, object] | None:
    """The value of a file without fault; None for any other, and for a few that only look like one."""
    if REFUSED.search(characters) or UNSURE.search(characters):
        return None
    with suppress(_Doubtful, YAMLError, ValueError, OverflowError):
        following = cast("Callable[[], object]", loader(characters).get_event)
        return _Values(following, limits).document(characters)
    return None


def nodes(characters: str, loader: type[BaseLoader]) -> Node:
    """Where everything stands in a file of which there are values; asked for by those who tell of a place in it."""
    following: Callable[[], Any] = loader(characters).get_event
    following()
    following()
    return _node(following, following())


def _node(following: Callable[[], Any], event: Any) -> Node:  # noqa: ANN401 - PyYAML tells no types of its events
    node = Node(_span(event))
    if event.__class__ is ScalarEvent:
        return node
    if event.__class__ is MappingStartEvent:
        while (last := following()).__class__ is ScalarEvent:
            inner = node.children[last.value] = _node(following, following())
            inner.key = _span(last)
    else:
        while (last := following()).__class__ is not SequenceEndEvent:
            node.children[len(node.children)] = _node(following, last)
    if event.flow_style:
        node.span = Span(node.span.start, last.end_mark.index)
    return node


def _span(event: Any) -> Span:  # noqa: ANN401 - as above
    return Span(event.start_mark.index, event.end_mark.index)


class _Values:
    """Takes one event after another; how deep it goes is limited before it goes there."""

    def __init__(self, following: Callable[[], Any], limits: Limits) -> None:
        self.following = following
        self.longest = limits.scalar
        self.nodes = limits.nodes - 1
        self.depth = limits.depth

    def document(self, characters: str) -> dict[str, object]:
        """The mapping that is all of the file."""
        self.following()
        start = self.following()
        if start.__class__ is not DocumentStartEvent or "%" in characters[: cast("Mark", start.end_mark).index]:
            raise _Doubtful
        event = self.following()
        if event.__class__ is not MappingStartEvent:
            raise _Doubtful
        value = self._mapping(event)
        if self.following().__class__ is not DocumentEndEvent or self.following().__class__ is not StreamEndEvent:
            raise _Doubtful
        return value

    def _mapping(self, event: Any) -> dict[str, object]:  # noqa: ANN401 - as above
        self._open(event)
        following, value = self.following, dict[str, object]()
        cut = event.flow_style
        while (event := following()).__class__ is ScalarEvent:
            name = self._text(event)
            if not name or name in value or name == "<<":
                raise _Doubtful
            event = following()
            value[name] = self._text(event, may_be_cut=cut) if event.__class__ is ScalarEvent else self._inside(event)
        if event.__class__ is not MappingEndEvent:
            raise _Doubtful
        self._close(len(value))
        return value

    def _list(self, event: Any) -> list[object]:  # noqa: ANN401 - as above
        self._open(event)
        following, value = self.following, list[object]()
        cut = event.flow_style
        while (event := following()).__class__ is not SequenceEndEvent:
            value.append(self._text(event, may_be_cut=cut) if event.__class__ is ScalarEvent else self._inside(event))
        self._close(len(value))
        return value

    def _inside(self, event: object) -> object:
        if event.__class__ is MappingStartEvent:
            return self._mapping(event)
        if event.__class__ is SequenceStartEvent:
            return self._list(event)
        raise _Doubtful

    def _open(self, event: Any) -> None:  # noqa: ANN401 - as above
        self.depth -= 1
        if self.depth < 0 or event.anchor is not None or event.tag is not None:
            raise _Doubtful

    def _close(self, entries: int) -> None:
        self.depth += 1
        self.nodes -= entries
        if self.nodes < 0:
            raise _Doubtful

    def _text(self, event: Any, *, may_be_cut: bool = False) -> str:  # noqa: ANN401 - as above
        """A key or value; only an escape in double quotes makes what may not be written as it is."""
        value: str = event.value
        if event.anchor is not None or event.tag is not None or len(value) > self.longest:
            raise _Doubtful
        if event.style == '"':
            if REFUSED.search(value):
                raise _Doubtful
        elif may_be_cut and (not value or "(" in value) and not event.style:
            raise _Doubtful
        return value
