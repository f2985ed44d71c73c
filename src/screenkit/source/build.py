"""From a stream of "mapping begins, text, end" to a `Document`, whatever the stream was written in."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from screenkit.source.document import LIMITS, Document, Faults, Limits, Node, Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from screenkit.diagnostics import Diagnostic, Place

# Tab and line feed are the only controls that text needs; a carriage return only in front of a line feed.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = r"\u202a-\u202e\u2066-\u2069"
REFUSED = re.compile(rf"[{_CONTROL}{_BIDI}\ud800-\udfff]|\r(?!\n)")
_IS_BIDI = re.compile(f"[{_BIDI}]")

NO_SUCH_CHARACTER = ("no-such-character", "this escape stands for no character", "write the character itself")
_UTF_8 = "save it as UTF-8 in the editor it was written with"


class Stop(Exception):  # noqa: N818 - not an error: the file has said enough
    """Nothing more can be learned from the file."""


class _Key(NamedTuple):
    """A key that waits for its value; without a name it is at fault and its value goes nowhere."""

    name: str | None
    span: Span


@dataclass(slots=True, repr=False)
class _Frame:
    """A mapping or list that is still open."""

    node: Node
    value: dict[str, object] | list[object]
    flow: bool
    is_key: bool
    key: _Key | None = None
    cut: bool = False


class Builder:
    """Takes what a parser sees, in order, and keeps values, places and faults; no recursion, so no depth can hurt."""

    def __init__(self, text: Text, limits: Limits = LIMITS) -> None:
        self.text = text
        self.limits = limits
        self.faults: list[Diagnostic] = []
        self._root: tuple[object, Node] | None = None
        self._stack: list[_Frame] = []
        self._count = 0

    def report(
        self,
        code: str,
        message: str,
        where: Span | Place | None,
        hint: str | None = None,
        *,
        also: Span | None = None,
        also_text: str = "first defined",
    ) -> None:
        """Keep a fault; past the limit of faults the pass ends."""
        if len(self.faults) == self.limits.faults:
            message = f"the file has more than {self.limits.faults} faults; the others are not shown"
            self.faults.append(self.text.diagnostic("too-many-faults", message, None))
            raise Stop
        place = self.text.place(where) if isinstance(where, Span) else where
        second = self.text.place(also) if also else None
        self.faults.append(self.text.diagnostic(code, message, place, hint=hint, also=second, also_text=also_text))

    @property
    def begun(self) -> bool:
        """Whether the file has a value already."""
        return self._root is not None

    @property
    def open_flow(self) -> Span | None:
        """The bracket that was opened last and is still open."""
        return self._stack[-1].node.span if self._stack and self._stack[-1].flow else None

    def open_mapping(self, span: Span, *, flow: bool) -> None:
        """A mapping begins."""
        self._open({}, span, flow=flow)

    def open_list(self, span: Span, *, flow: bool) -> None:
        """A list begins."""
        self._open([], span, flow=flow)

    def _open(self, value: dict[str, object] | list[object], span: Span, *, flow: bool) -> None:
        if len(self._stack) == self.limits.depth:
            self.report("too-deep", f"values are nested more than {self.limits.depth} levels deep", span)
            raise Stop
        node = Node(span)
        is_key = self._wants_key()
        if is_key:
            hint = "a key is a word; if this is text that begins with a bracket, put it in quotes"
            self.report("key-not-text", "a mapping or list stands where a key should", span, hint)
        else:
            self._add(value, node)
        self._stack.append(_Frame(node, value, flow, is_key))

    def close(self, end: int) -> None:
        """The mapping or list opened last ends."""
        frame = self._stack.pop()
        if frame.flow:
            frame.node.span = Span(frame.node.span.start, end)
        if frame.is_key:
            self._stack[-1].key = _Key(None, frame.node.span)

    def scalar(self, value: str, span: Span, *, plain: bool) -> None:
        """A piece of text: a key where the mapping waits for one, else a value."""
        self._check_text(value, span)
        if self._wants_key():
            self._stack[-1].key = self._key(value, span, plain=plain)
            return
        if plain and self._stack and self._stack[-1].flow:
            self._check_cut(self._stack[-1], value, span)
        self._add(value, Node(span))

    def refused(self, span: Span) -> None:
        """Something stands here that was refused already; it counts as a key or value of its own."""
        if self._wants_key():
            self._stack[-1].key = _Key(None, span)
        else:
            self._add("", Node(span))

    def document(self) -> Document:
        """Return the document, or refuse it with every fault."""
        if self._root is None and not self.faults:
            self.report("empty-file", "the file holds nothing", None)
        if self.faults or self._root is None:
            raise Faults(self.faults)
        value, node = self._root
        return Document(self.text.name, value, self.text, lambda: node)

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _key(self, name: str, span: Span, *, plain: bool) -> _Key:
        """Return the key, without a name when it cannot be one."""
        frame = self._stack[-1]
        if name == "<<" and plain:
            hint = "write the keys out; a screen shares questions through `uses:`"
            self.report("merge-key", "`<<` merges mappings, which is not allowed", span, hint)
        elif not name:
            self.report("empty-key", "a key is missing before this `:`", span)
        elif name in frame.value:
            first = frame.node.children[name].key
            message = f"{self.text.named('key', name)} is written twice in one mapping"
            self.report("duplicate-key", message, span, also=first, also_text="first written")
        else:
            return _Key(name, span)
        return _Key(None, span)

    def _add(self, value: object, node: Node) -> None:
        self._count += 1
        if self._count > self.limits.nodes:
            self.report("too-many-values", f"the file holds more than {self.limits.nodes:,} values", node.span)
            raise Stop
        if not self._stack:
            self._top(value, node)
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.node.children[len(frame.value)] = node
            frame.value.append(value)
        elif frame.key and frame.key.name is not None:
            node.key = frame.key.span
            frame.node.children[frame.key.name] = node
            frame.value[frame.key.name] = value
        frame.key = None

    def _top(self, value: object, node: Node) -> None:
        self._root = value, node
        if value == "":
            self.report("empty-file", "the file holds nothing", None)
        elif not isinstance(value, dict):
            kind = "list" if isinstance(value, list) else "piece of text"
            message = f"the file holds a {kind}; it should hold keys with values"
            self.report("top-level-not-mapping", message, node.span, "begin with `key: value`")

    def _check_text(self, value: str, span: Span) -> None:
        if len(value) > self.limits.scalar:
            self.report("too-long", f"this text is longer than {self.limits.scalar:,} characters", span)
        found = REFUSED.search(value)
        if found:
            code, message, hint = _named(found[0])
            self.report(code, message, self.text.within(span, value, found.start(), 1), hint)

    def _check_cut(self, frame: _Frame, value: str, span: Span) -> None:
        """A comma ended this text, although its author did not mean it to."""
        between = self.text.characters[frame.key.span.end : span.start] if frame.key else ":"
        if frame.cut or (":" in between and value.count("(") <= value.count(")")):
            return
        if any(outer.is_key for outer in self._stack):
            return  # told already
        frame.cut = True
        hint = "use block style (one `key: value` to a line), or put the text in quotes"
        cut = frame.key.span if frame.key and ":" not in between else span
        kind = "mapping" if isinstance(frame.value, dict) else "list"
        self.report("cut-at-comma", f"the flow {kind} cut this text at a comma", cut, hint)


def _named(character: str) -> tuple[str, str, str]:
    """Return the code, the words and the hint for a character that no file may hold."""
    if "\ud800" <= character <= "\udfff":
        return NO_SUCH_CHARACTER
    number = f"U+{ord(character):04X}"
    if _IS_BIDI.match(character):
        return (
            "bidi-override",
            f"{number} turns round the direction of the text after it",
            "delete it; it cannot be seen",
        )
    return "control-character", f"the control character {number} is not text", "delete it"


def read(
    data: bytes,
    name: str,
    feed: Callable[[Builder], None],
    *,
    confidential: bool,
    limits: Limits = LIMITS,
) -> Document:
    """Return the document that `feed` builds from the characters of a file, or refuse it with every fault."""
    raw = decoded(data, name, limits, confidential=confidential)
    # One character for another: every place stays what it was, and the rest of the file can still be read.
    builder = Builder(Text(name, REFUSED.sub("\ufffd", raw), confidential), limits)
    with suppress(Stop):
        for found in REFUSED.finditer(raw):
            code, message, hint = _named(found[0])
            builder.report(code, message, Span(found.start(), found.end()), hint)
        feed(builder)
    return builder.document()


def decoded(data: bytes, name: str, limits: Limits, *, confidential: bool) -> str:
    """Return the characters of a file, or refuse it where it is too large or not UTF-8."""
    if len(data) > limits.size:
        raise Faults([too_large(name, limits)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        start = error.start
    # Outside the handler: the exception holds the whole file.
    raise Faults([_not_utf8(Text(name, data.decode(errors="replace"), confidential), data, start)])


def _not_utf8(text: Text, data: bytes, start: int) -> Diagnostic:
    place = text.place(Span(len(data[:start].decode()), len(data[:start].decode()) + 1))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text.diagnostic("not-utf-8", "the file is written in UTF-16, not in UTF-8", None, hint=_UTF_8)
    return text.diagnostic("not-utf-8", "from here on the file is not written in UTF-8", place, hint=_UTF_8)


def too_large(name: str, limits: Limits = LIMITS) -> Diagnostic:
    """Return the fault of a file that is larger than any screen or record."""
    message = f"the file is larger than {limits.size:,} bytes"
    return Text(name, "", confidential=True).diagnostic("too-large", message, None, hint="is this the file you meant?")
