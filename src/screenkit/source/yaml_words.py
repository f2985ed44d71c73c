"""What PyYAML's errors mean to an author; its own sentences quote the file and go no further than this."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import yaml

from screenkit.source.build import NO_SUCH_CHARACTER
from screenkit.source.document import Span

if TYPE_CHECKING:
    from screenkit.source.build import Builder


class _Error(NamedTuple):
    """Where a parser gave up: what it said, where the thing began that it was reading, and how far it got."""

    said: str
    opened: int
    found: int


class _Words(NamedTuple):
    """One kind of error: how it is known (both of PyYAML's parsers), and what we say of it."""

    said: str
    code: str
    message: str
    hint: str
    where: Literal["here", "line", "opening", "opening line", "escape"] = "here"


_ESCAPE = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)?", re.DOTALL)
_TOO_HIGH = re.compile(r"\\U(?!0010|000)[0-9a-fA-F]{8}")

_QUOTES = "if this is text, put it in quotes"
_COLUMNS = "the keys of one mapping, or the dashes of one list, start in the same column; indent with spaces"

# Tried in order; the first part of `said` is what the parser was reading, the second what it missed.
_WORDS = (
    _Words(
        r"quoted scalar: found unexpected (end|document)",
        "unclosed-quote",
        "this quote is never closed",
        "close it; inside double quotes write `\\\"`, inside single quotes `''`",
        "opening",
    ),
    _Words(r"quoted scalar: found invalid Unicode", *NO_SUCH_CHARACTER, "escape"),
    _Words(
        r"quoted scalar: ",
        "unknown-escape",
        "this escape does not exist",
        r"write `\\` for a backslash, or use single quotes",
        "escape",
    ),
    _Words(
        r"flow (sequence|mapping): ",
        "unclosed-bracket",
        "this bracket is not closed, or a comma is missing after it",
        "close it; if this is text that begins with a bracket, put it in quotes",
        "opening",
    ),
    _Words(r"^tab$", "tab-indentation", "a tab stands where only spaces can", "indent with spaces"),
    _Words(
        r"mapping values are not allowed",
        "misplaced-colon",
        "a `:` cannot stand here",
        "put text that holds a colon in quotes; if this is a key, start it in the column of its neighbours",
    ),
    _Words(
        r"plain scalar: ",
        "misplaced-colon",
        "a space is missing after this `:`",
        "write `key: value`; put text that holds a colon in quotes",
    ),
    _Words(
        r"simple key: ",
        "missing-colon",
        "this line has no `:` after its key",
        "write `key: value`; text that goes on from the line above is indented more",
        "opening line",
    ),
    _Words(
        r"entries are not allowed",
        "misplaced-dash",
        "a list cannot begin here",
        "start the list on the next line; if this is text, put it in quotes",
    ),
    _Words(
        r"directive|incompatible YAML",
        "directive",
        "a line that begins with `%` is a YAML directive",
        "take the line out",
        "opening line",
    ),
    _Words(
        r"(scanning|parsing) a tag|tag handle",
        "tag",
        "a tag (`!`) stands here",
        "take it out; if this is text that begins with `!`, put it in quotes",
        "opening",
    ),
    _Words(
        r"(alias|anchor): ",
        "reserved-character",
        "text cannot begin with this character",
        _QUOTES,
        "opening",
    ),
    _Words(
        r"keys are not allowed|cannot start any token|node content",
        "reserved-character",
        "text cannot begin with this character",
        _QUOTES,
    ),
    _Words(
        r"block scalar: ",
        "misplaced-text",
        "after `|` or `>` the text begins on the next line",
        "move it there, indented; if this is text that begins with `|` or `>`, put it in quotes",
        "line",
    ),
    _Words(r"^colon$", "empty-key", "a key is missing before this `:`", "write `key: value`"),
    _Words(
        r"^after$",
        "misplaced-text",
        "this stands after the end of a value",
        "put the whole text in quotes, or close the quote on a line above",
        "line",
    ),
    _Words(
        r"block (mapping|collection): |document start",
        "uneven-indentation",
        "this line does not line up with the lines above it",
        _COLUMNS,
        "line",
    ),
    _Words(r"", "not-yaml", "this line does not parse as YAML", _COLUMNS, "line"),
)


def explain(builder: Builder, error: Exception) -> None:
    """Report where and why a file stops being YAML."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # Only the parser in Python comes here, and does not say where.
        code, message, hint = NO_SUCH_CHARACTER
        escape = _TOO_HIGH.search(builder.text.characters)
        builder.report(code, message, Span(*escape.span()) if escape else None, hint)
        return
    found = error.problem_mark.index
    opened = found if error.context_mark is None else error.context_mark.index
    _report(builder, _meant(builder, _Error(f"{error.context}: {error.problem}", opened, found)))


def _report(builder: Builder, error: _Error) -> None:
    words = next(words for words in _WORDS if re.search(words.said, error.said))
    builder.report(words.code, words.message, _span(builder.text.characters, error, words.where), words.hint)


def _span(text: str, error: _Error, where: str) -> Span:
    start = error.opened if where.startswith("opening") else error.found
    if where == "escape":
        # The two parsers stop at different characters of it.
        found = _ESCAPE.match(text, text.rfind("\\", 0, start + 1))
        return Span(*found.span()) if found else Span(start, start + 1)
    # A place never goes past the end of its line.
    return Span(start, len(text) if where.endswith("line") else start + 1)


def _meant(builder: Builder, error: _Error) -> _Error:
    """Return the error as its surroundings explain it; a parser only says what it would rather have read."""
    text = builder.text.characters
    line = text.rfind("\n", 0, error.found) + 1
    before = text[line : error.found]
    if "quoted scalar: " in error.said or re.search("flow (sequence|mapping)", error.said):
        return error
    if builder.open_flow and not text[error.found :].strip():
        return error._replace(said="flow mapping: ", opened=builder.open_flow.start)
    if "document start" in error.said and text.startswith("%"):
        return _Error("directive", 0, 0)
    tab = re.compile(r"[ ]*\t").match(text, line) or re.compile("\t").match(text, error.found)
    if tab:
        return error._replace(said="tab", found=tab.end() - 1)
    if re.search("expected (key|<block end>|'-'|.?<document start>)", error.said):
        return error._replace(said=_block_end(text[error.found : error.found + 1], before) or error.said)
    return error


def _block_end(character: str, before: str) -> str | None:
    """Return why a mapping or list ends here, or None when its line stands in the wrong column."""
    if character == ":":
        return "colon"
    return "after" if before.strip() else None
