"""Lines of a document and how they are set: plain text that fits a width, or Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True)
class Line:
    """One line of a document: what it is, its words, and for a fact what it is about."""

    kind: Literal["banner", "title", "heading", "text", "item", "fact"]
    words: str
    about: str = ""


def plain(lines: Iterable[Line], width: int) -> str:
    """The lines as text of at most `width` columns; words are never broken unless one alone is wider."""
    told = (part for line in _said_once(lines) for part in _plain(line, max(width, 20)))
    return "\n".join(told).strip("\n") + "\n"


def _said_once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what facts are about only before the first of several."""
    about = ""
    for line in lines:
        yield replace(line, about="") if line.kind == "fact" and line.about == about else line
        about = line.about


def _plain(line: Line, width: int) -> Iterator[str]:
    words = visible(line.words)
    if line.kind in ("title", "heading"):
        yield ""
        yield from wrapped(words.upper(), width)
    elif line.kind == "item":
        mark = re.match(r"(?:[0-9]+\.)+ |- ", words)
        yield from wrapped(words, width, hang=len(mark[0]) if mark else 0)
    elif line.kind == "fact":
        lead = f"   {line.about}: " if line.about else "      · "
        yield from wrapped(lead + words, width, hang=6 if line.about else 8)
    else:
        yield from wrapped(words, width)


def wrapped(words: str, width: int, hang: int = 0) -> list[str]:
    """The words on lines of at most `width` columns, later ones set in by `hang`; own line breaks are kept."""
    first, *others = words.split("\n")
    later = [" " * hang + part if part else "" for part in others]
    return [line.rstrip() for part in (first, *later) for line in _wrapped(part, width, " " * hang)]


def _wrapped(part: str, width: int, indent: str) -> Iterator[str]:
    line, used = "", 0
    for gap, word in re.findall(r"(\s*)(\S+)", part):
        if line.strip() and used + columns(gap + word) > width:
            yield line
            line, used, gap = indent, len(indent), ""  # noqa: PLW2901 - the space stood where the line broke
        shown = gap if len(gap) <= width // 2 else " "
        line, used = line + shown, used + columns(shown)
        for letter in word:
            if used + columns(letter) > width and line.strip():
                yield line
                line, used = indent, len(indent)
            line, used = line + letter, used + columns(letter)
    yield line


def columns(words: str) -> int:
    """How many columns the words take in a terminal: wide letters two, marks on other letters none."""
    return sum(_columns_of(letter) for letter in words)


def _columns_of(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


_BREAKS = str.maketrans({"\t": "    ", "\u2028": "\n", "\u2029": "\n"})
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def visible(words: str) -> str:
    """The words without control characters and without marks that turn the reading direction."""
    return "".join(
        letter
        for letter in words.translate(_BREAKS)
        if letter == "\n" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _TURNING)
    )


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown."""
    return "\n".join(part for line in _said_once(lines) for part in _markdown(line)).strip("\n") + "\n"


def _markdown(line: Line) -> Iterator[str]:
    words = " ".join(escaped(visible(line.words)).split("\n"))
    if line.kind == "banner":
        yield f"**{words}**"
    elif line.kind in ("title", "heading"):
        yield ""
        yield ("# " if line.kind == "title" else "## ") + words
        yield ""
    elif line.kind == "item":
        yield words if re.match(r"[0-9]+\. ", words) else "- " + words.removeprefix("\\- ")
    elif line.kind == "fact":
        # Four spaces belong to an item of one digit and of two.
        yield f"    - {line.about}: {words}" if line.about else f"    - {words}"
    else:
        yield words
        yield ""


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~$&]|^-)")


def escaped(words: str) -> str:
    """The words with every character that Markdown or HTML would read as markup made plain."""
    return _SPECIAL.sub(r"\\\1", words)
