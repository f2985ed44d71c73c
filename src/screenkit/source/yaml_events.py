"""YAML from PyYAML's events, never its nodes: constructing crashes on deep nesting and turns `no` into False."""

from __future__ import annotations

import re
from contextlib import closing
from functools import partial, singledispatch
from typing import TYPE_CHECKING, cast

import yaml

from screenkit.source.build import Builder, Stop, decoded, read
from screenkit.source.document import LIMITS, Document, Span, Text
from screenkit.source.yaml_values import UNSURE, nodes, values
from screenkit.source.yaml_words import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

# The parser in C is many times as fast, and not in every build of PyYAML.
LOADER = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))

_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


def read_yaml(data: bytes, name: str, *, confidential: bool = False) -> Document:
    """Return the document, or refuse it with every fault that can be seen; a confidential file is never quoted."""
    characters = decoded(data, name, LIMITS, confidential=confidential)
    value = values(characters, LOADER, LIMITS)
    if value is None:
        return read(data, name, feed, confidential=confidential)
    return Document(name, value, Text(name, characters, confidential), partial(nodes, characters, LOADER))


def feed(builder: Builder, loader: type[yaml.BaseLoader] = LOADER) -> None:
    """Give a builder everything that the file holds, up to the first place that is not YAML."""
    for found in UNSURE.finditer(builder.text.characters):
        message = f"the control character U+{ord(found[0]):04X} is not text"
        builder.report("control-character", message, Span(found.start(), found.end()), "delete it")
    error = _feed(builder, UNSURE.sub("\ufffd", builder.text.characters), loader)
    if error is not None:
        explain(builder, error)


def _feed(builder: Builder, characters: str, loader: type[yaml.BaseLoader]) -> Exception | None:
    """Return the error that ended the pass; it quotes the file, so it never becomes the context of another."""
    takes: dict[type[yaml.Event], Callable[[yaml.Event, Builder], None]] = {}  # a file has thousands of events
    events = cast("Generator[yaml.Event, None, None]", yaml.parse(characters, loader))
    try:
        with closing(events):
            for event in events:
                kind = type(event)
                if kind not in takes:
                    takes[kind] = take.dispatch(kind)
                takes[kind](event, builder)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return error
    return None


@singledispatch
def take(event: yaml.Event, builder: Builder) -> None:
    """Give one event to a builder; the ends of documents and streams say nothing."""


@take.register
def _(event: yaml.DocumentStartEvent, builder: Builder) -> None:
    span = _span(event)
    if builder.begun:
        builder.report("several-documents", "a second document begins here", span, "keep one document to a file")
        raise Stop
    for found in _DIRECTIVE.finditer(builder.text.characters, *span):
        hint = "take the line out"
        builder.report("directive", "a line that begins with `%` is a YAML directive", Span(*found.span()), hint)


@take.register
def _(event: yaml.AliasEvent, builder: Builder) -> None:
    hint = "write the value out; if this is text that begins with `*`, put it in quotes"
    builder.report("alias", "an alias (`*`) stands here", _span(event), hint)
    builder.refused(_span(event))


@take.register
def _(event: yaml.ScalarEvent, builder: Builder) -> None:
    _refuse_properties(event, builder)
    builder.scalar(event.value, _span(event), plain=not event.style)


@take.register
def _(event: yaml.MappingStartEvent, builder: Builder) -> None:
    _refuse_properties(event, builder)
    builder.open_mapping(_span(event), flow=bool(event.flow_style))


@take.register
def _(event: yaml.SequenceStartEvent, builder: Builder) -> None:
    _refuse_properties(event, builder)
    builder.open_list(_span(event), flow=bool(event.flow_style))


@take.register
def _(event: yaml.CollectionEndEvent, builder: Builder) -> None:
    builder.close(_span(event).end)


def _refuse_properties(event: yaml.ScalarEvent | yaml.CollectionStartEvent, builder: Builder) -> None:
    if event.anchor is not None:
        hint = "take it out; if this is text that begins with `&`, put it in quotes"
        builder.report("anchor", "an anchor (`&`) stands here", _property(event, builder, "&"), hint)
    if event.tag is not None:
        hint = "take it out: everything is read as text; if this is text that begins with `!`, put it in quotes"
        builder.report("tag", "a tag (`!`) stands here", _property(event, builder, "!"), hint)


def _property(event: yaml.Event, builder: Builder, sign: str) -> Span:
    found = re.compile(rf"{sign}[^\s,\[\]{{}}]*").search(builder.text.characters, _span(event).start)
    return Span(*found.span()) if found else _span(event)


def _span(event: yaml.Event) -> Span:
    start, end = cast("tuple[yaml.Mark, yaml.Mark]", (event.start_mark, event.end_mark))
    return Span(start.index, end.index)
