"""Lines as plain text that fits a width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from screenkit.layout.lines import Line, said_once, visible
from screenkit.wrapping import wrap


def plain(lines: Iterable[Line], width: int) -> str:
    """The lines as text of at most `width` columns; words are never broken unless one alone is wider."""
    told = (part for line in _apart(said_once(lines)) for part in _plain(line, max(width, 20)))
    return "\n".join(told).strip("\n") + "\n"


def _apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with an empty one before a text that follows a list."""
    before = ""
    for line in lines:
        is_apart = line.kind == "text" and before in ("item", "fact") and not line.words.startswith("\n")
        yield replace(line, words="\n" + line.words) if is_apart else line
        before = line.kind


def _plain(line: Line, width: int) -> Iterator[str]:
    words = visible(line.words)
    if line.kind in ("title", "heading"):
        yield ""
        yield from wrapped(words.upper(), width)
    elif line.kind == "item":
        mark = re.match(r"(?:[0-9]+\.)+ |- ", words)
        yield from wrapped(words, width, hang=len(mark[0]) if mark else 0)
    elif line.kind == "fact":
        lead = f"   {line.lead} " if line.about else "      · "
        yield from wrapped(lead + words, width, hang=6 if line.about else 8)
    else:
        yield from wrapped(words, width)


def wrapped(words: str, width: int, hang: int = 0) -> list[str]:
    """The words on lines of at most `width` columns, later ones set in by `hang`; own line breaks are kept."""
    first, *others = words.split("\n")
    return wrap("\n".join([first, *(" " * hang + part if part else "" for part in others)]), width, hang=hang)
