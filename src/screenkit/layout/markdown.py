"""Lines as Markdown in which nothing that was answered is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from screenkit.layout.lines import Line, levels, said_once, visible


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown."""
    told: list[str] = []
    depth = further = 0
    lines = tuple(lines)
    for line, level in zip(said_once(lines), levels(lines), strict=True):
        if line.kind != "fact":
            depth, further = int(line.kind == "item"), 0
        told += _markdown(line, level, "    " * (depth + (0 if line.about else further)))
        further = depth if line.about else further
    return re.sub("\n{3,}", "\n\n", "\n".join(told)).strip("\n") + "\n"


def _markdown(line: Line, level: int, set_in: str) -> Iterator[str]:
    words = _one_line(line.words)
    if line.kind == "banner":
        yield f"**{words}**"
    elif level:
        yield ""
        yield f"{'#' * level} {words}"
        yield ""
    elif line.kind == "item":
        mark = re.match(r"[0-9]+\. |- |", line.words)
        yield ((mark[0] if mark else "") or "- ") + _one_line(line.words[mark.end() if mark else 0 :])
    elif line.kind == "fact":
        # Four spaces belong to an item of one digit and of two; without an item they would be code.
        yield f"{set_in}- {_one_line(line.lead)} {words}" if line.about else f"{set_in}- {words}"
    else:
        yield ""
        yield words
        yield ""


def _one_line(words: str) -> str:
    # An empty item would make a heading of the line above it.
    return " ".join(escaped(part.strip()) for part in visible(words).split("\n")).strip() or "\N{NO-BREAK SPACE}"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~$&]|^-)")
_NUMBER = re.compile(r"^([0-9]{1,9})([.)])")


def escaped(words: str) -> str:
    """The words with every character that Markdown or HTML would read as markup made plain."""
    return _NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))
