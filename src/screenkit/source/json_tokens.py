"""JSON with places: the standard library says whether it is JSON, its tokens say what stands where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from screenkit.source.build import Builder, read
from screenkit.source.document import LIMITS, Limits, Span

if TYPE_CHECKING:
    from screenkit.source.document import Document

# Any text has tokens: an unclosed quote goes on to the end, so that no text is read twice.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_WORDS = {
    "Unterminated string": ("unclosed-quote", "this quote is never closed"),
    "Invalid control character": ("unclosed-quote", "a line or tab inside quotes is written `\\n` or `\\t`"),
    "Invalid \\": ("unknown-escape", "this escape does not exist"),
    "Expecting property name": ("not-json", "a key in double quotes is missing here"),
    "Illegal trailing comma": ("not-json", "nothing follows this comma"),
    "Expecting ':'": ("not-json", "a `:` is missing here"),
    "Expecting ','": ("not-json", "a comma or a closing bracket is missing here"),
    "Expecting value": ("not-json", "a value is missing here, or text without quotes"),
    "Extra data": ("trailing-text", "the file goes on after its end"),
}
_OTHER = ("not-json", "this does not parse as JSON")


def read_json(data: bytes, name: str, *, confidential: bool = False, limits: Limits = LIMITS) -> Document:
    """Return the document, or refuse it with every fault that can be seen; a confidential file is never quoted.

    Numbers keep their text, `true` and `false` are those words, and `null` is no text at all.
    """
    return read(data, name, _feed, confidential=confidential, limits=limits)


def _feed(builder: Builder) -> None:
    text = builder.text.characters
    too_deep = _too_deep(text, builder.limits)
    if too_deep:
        builder.report("too-deep", f"values are nested more than {builder.limits.depth} levels deep", too_deep)
        return
    error = _error(text)
    # What stands before an error is JSON, so its faults can still be told.
    _take(builder, len(text) if error is None else error[1])
    if error and text.strip():
        builder.report(*_told(error[0]), Span(error[1], error[1] + 1))


def _told(said: str) -> tuple[str, str]:
    return next((words for start, words in _WORDS.items() if said.startswith(start)), _OTHER)


_KEY = re.compile(r'"([^"]*)":')


def only_error(text: str) -> tuple[str, str, int] | None:
    """The code, words and place of what makes a text no JSON, where certainly nothing else is wrong with it.

    The text is printable ASCII without a backslash, and not deep. Where a key stands before that place for the second
    time, it may be that of another mapping, so nothing is said; nor where a key is no ordinary name.
    """
    error = _error(text) if text.startswith("{") else None
    if error is None:
        return None
    before = text[: error[1]]
    keys = _KEY.findall(before.replace('{"absent":', ""))
    is_doubtful = len(set(keys)) < len(keys) or not all(map(str.isidentifier, keys))
    if is_doubtful or "NaN" in before or "Infinity" in before:
        return None
    return *_told(error[0]), error[1]


def _too_deep(text: str, limits: Limits) -> Span | None:
    """Return the bracket that goes too deep; asked first, because the standard library reads by recursion."""
    depth = 0
    if text.count("[") + text.count("{") <= limits.depth:
        return None
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > limits.depth:
            return Span(*token.span())
    return None


def _error(text: str) -> tuple[str, int] | None:
    """Return what the standard library says and where; its exception holds the whole file and stays here."""
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return error.msg, error.pos
    return None


def _take(builder: Builder, end: int) -> None:
    for token in _TOKEN.finditer(builder.text.characters):
        if token.end() > end:
            return
        _give(builder, token[0], Span(*token.span()))


def _give(builder: Builder, token: str, span: Span) -> None:
    match token:
        case "{":
            builder.open_mapping(span, flow=True)
        case "[":
            builder.open_list(span, flow=True)
        case "}" | "]":
            builder.close(span.end)
        case "," | ":":
            return
        case _:
            builder.scalar(_text(builder, token, span), span, plain=False)


def _text(builder: Builder, token: str, span: Span) -> str:
    if token.startswith('"'):
        # What stands before an error is JSON, so a text without an escape is what it looks like.
        return str(json.loads(token)) if "\\" in token else token[1:-1]
    if token in {"NaN", "Infinity", "-Infinity"}:
        builder.report("not-a-number", "JSON has no such number", span, "write null where nothing is known")
    return token.removeprefix("null")
