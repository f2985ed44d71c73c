"""Lines of a document and how they are set: plain text that fits a width, or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape as html_escape
from typing import Literal

from screenkit.cleaning import clean
from screenkit.wrapping import wrap


@dataclass(frozen=True)
class Line:
    """One line of a document: what it is, its words, and for a fact what it is about."""

    kind: Literal["banner", "title", "heading", "text", "item", "fact"]
    words: str
    about: str = ""


def plain(lines: Iterable[Line], width: int) -> str:
    """The lines as text of at most `width` columns; words are never broken unless one alone is wider."""
    told = (part for line in _apart(_said_once(lines)) for part in _plain(line, max(width, 20)))
    return "\n".join(told).strip("\n") + "\n"


def _said_once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what facts are about only before the first of several."""
    about = ""
    for line in lines:
        yield replace(line, about="") if line.kind == "fact" and line.about == about else line
        about = line.about


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
        lead = f"   {line.about}: " if line.about else "      · "
        yield from wrapped(lead + words, width, hang=6 if line.about else 8)
    else:
        yield from wrapped(words, width)


def wrapped(words: str, width: int, hang: int = 0) -> list[str]:
    """The words on lines of at most `width` columns, later ones set in by `hang`; own line breaks are kept."""
    first, *others = words.split("\n")
    return wrap("\n".join([first, *(" " * hang + part if part else "" for part in others)]), width, hang=hang)


def visible(words: str) -> str:
    """The words as they can stand in a document: nothing that steers, and a tab as spaces."""
    return clean(words).replace("\t", "    ")


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown."""
    whole = "\n".join(part for line in _said_once(lines) for part in _markdown(line))
    return re.sub("\n{3,}", "\n\n", whole).strip("\n") + "\n"


def _markdown(line: Line) -> Iterator[str]:
    words = " ".join(escaped(visible(line.words)).split("\n")).strip()
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
        yield ""
        yield words
        yield ""


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~$&]|^-)")


def escaped(words: str) -> str:
    """The words with every character that Markdown or HTML would read as markup made plain."""
    return _SPECIAL.sub(r"\\\1", words)


_STYLE = """\
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 0.25rem; border-bottom: 1px solid #767676; }
.banner { border: 3px double #111; padding: 0.4rem 0.8rem; font-weight: bold; }
.item { margin: 0.8rem 0 0; font-weight: 600; }
.fact { margin: 0 0 0 1.5rem; overflow-wrap: anywhere; }
.about { color: #444; }
p { margin: 0.6rem 0; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } .item { break-after: avoid; } h2 { break-after: avoid; } }
"""


_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def html(lines: Iterable[Line], title: str, language: str) -> str:
    """The lines as one page that needs nothing from elsewhere: no script, no picture, no font, no link."""
    body = "\n".join(_html(line) for line in lines)
    return _PAGE.format(language=language, title=html_escape(visible(title)), style=_STYLE, body=body)


def _html(line: Line) -> str:
    words = "<br>".join(html_escape(visible(line.words)).strip("\n").split("\n"))
    if line.kind in ("title", "heading"):
        level = 1 if line.kind == "title" else 2
        return f"<h{level}>{words}</h{level}>"
    about = f'<span class="about">{html_escape(visible(line.about))}:</span> ' if line.about else ""
    kind = "" if line.kind == "text" else f' class="{line.kind}"'
    return f"<p{kind}>{about}{words}</p>"
