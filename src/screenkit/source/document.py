"""`Document`, the value of a file with the place of each part of it; places are worked out when asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from screenkit.diagnostics import Diagnostic, Place, excerpt, quoted, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from screenkit.diagnostics import Route


class Limits(NamedTuple):
    """How much a file may hold; `nodes` counts values, not keys."""

    size: int
    depth: int
    nodes: int
    scalar: int
    faults: int


LIMITS = Limits(size=1 << 20, depth=24, nodes=20_000, scalar=65_536, faults=100)

# The characters of quoted text as they are written: `''`, `\x41`, a pair of surrogates, `\n`, or themselves.
_ESCAPES = {
    "'": re.compile(r"''|[^']"),
    '"': re.compile(
        r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
        r"|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|[^\\]"
    ),
}


class Faults(Exception):  # noqa: N818 - a file's faults are what it carries, not what went wrong in the program
    """A file was refused; `diagnostics` holds everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        """The report of all diagnostics."""
        return report(self.diagnostics)


class Span(NamedTuple):
    """Characters `start` up to `end` of a file."""

    start: int
    end: int


@dataclass(slots=True)
class Node:
    """Where one value stands, where its key stands, and the nodes inside it."""

    span: Span
    key: Span | None = None
    children: dict[str | int, Node] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Text:
    """The characters of one file and where each of them stands."""

    name: str
    characters: str
    confidential: bool

    def place(self, span: Span) -> Place:
        """Return the line and columns of a span; one that goes on over several lines ends with its first."""
        before = self.characters.rfind("\n", 0, span.start) + 1
        written = self.characters[span.start : span.end].partition("\n")[0].rstrip()
        line = self.characters.count("\n", 0, span.start) + 1
        return Place(line, span.start - before + 1, max(1, len(written)))

    def diagnostic(
        self,
        code: str,
        message: str,
        place: Place | None,
        *,
        hint: str | None = None,
        also: Place | None = None,
        also_text: str = "first defined",
        route: Route = (),
    ) -> Diagnostic:
        """Return a diagnostic with the line it speaks of and the way there, unless the file is confidential."""
        line = None if place is None or self.confidential else excerpt(self._lines[place.line - 1])
        shown = () if self.confidential else route
        return Diagnostic(code, message, self.name, place, line, hint, also, also_text, route=shown)

    @cached_property
    def _lines(self) -> list[str]:
        return self.characters.split("\n")

    def named(self, kind: str, word: str) -> str:
        """Return "key `colour`", or "this key" when the file is confidential."""
        return f"this {kind}" if self.confidential else f"{kind} {quoted(word)}"

    def within(self, span: Span, value: str, offset: int, length: int | None) -> Place:
        """Return the place of some characters of a scalar, or of all of it when it is not written as one line."""
        written = self.characters[span.start : span.end]
        quote = written[:1] if written[:1] in _ESCAPES else ""
        pieces = _ESCAPES[quote].findall(written[1:-1]) if quote else list(written)
        if "\n" in written or len(pieces) != len(value) or not (quote or written == value):
            return self.place(span)
        start = span.start + len(quote) + sum(map(len, pieces[:offset]))
        end = start + sum(map(len, pieces[offset:][:length]))
        return self.place(Span(start, end))


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """A file that could be read: its value, and the place of every part of it.

    `value` holds mappings, lists and text only; nothing that was written is converted, and no value is "".
    """

    name: str
    value: object
    text: Text
    nodes: Callable[[], Node]
    """Finds where everything stands, which nobody asks of most files."""

    @cached_property
    def root(self) -> Node:
        """Where the whole value stands, and inside of it everything else."""
        return self.nodes()

    def place(self, route: Route, *, key: bool = False) -> Place:
        """Return the place of a value, or of its key; of the nearest value above it when the file has none there."""
        nodes = self._nodes(route)
        found = nodes[-1]
        if key and found.key and len(nodes) > len(route):
            return self.text.place(found.key)
        return self.text.place(self._first_line(found))

    def fault(  # noqa: PLR0913 - the parts of a diagnostic
        self,
        code: str,
        message: str,
        route: Route,
        *,
        key: bool = False,
        hint: str | None = None,
        offset: int = 0,
        length: int | None = None,
        also: Place | None = None,
        also_text: str = "first defined",
    ) -> Diagnostic:
        """Return a diagnostic at a value, its key, or `length` characters from `offset` of its text."""
        place = self.place(route, key=key)
        if (offset or length is not None) and not key:
            place = self._within(route, offset, length) or place
        return self.text.diagnostic(code, message, place, hint=hint, also=also, also_text=also_text, route=route)

    def too_many(self) -> Diagnostic:
        """Return the diagnostic that stands for all faults past the limit."""
        message = f"the file has more than {LIMITS.faults} faults; the others are not shown"
        return self.text.diagnostic("too-many-faults", message, None)

    def _within(self, route: Route, offset: int, length: int | None) -> Place | None:
        nodes = self._nodes(route)
        value = self._value(route) if len(nodes) > len(route) else None
        return self.text.within(nodes[-1].span, value, offset, length) if isinstance(value, str) else None

    def _nodes(self, route: Route) -> list[Node]:
        """Return the nodes along a route, the top first, as far as the file has them."""
        nodes = [self.root]
        for step in route:
            following = nodes[-1].children.get(step)
            if following is None:
                break
            nodes.append(following)
        return nodes

    def _value(self, route: Route) -> object:
        value = self.value
        for step in route:
            value = value[step]  # type: ignore[index]  # the route was followed through the nodes before
        return value

    def _first_line(self, node: Node) -> Span:
        """Return the span of a value; a block mapping or list is shown by its first entry."""
        start, end = node.span
        while node.children and self.text.characters[node.span.start] not in "[{":
            node = next(iter(node.children.values()))
            end = node.key.end if node.key else end
            if "\n" in self.text.characters[start : node.span.start]:
                return Span(start, end)
            end = node.span.end
        return Span(start, end)
