"""Lines as one HTML page that needs nothing from elsewhere: no script, no picture, no font, no link."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from screenkit.layout.frame import framed, in_main
from screenkit.layout.lines import Entry, Line, Part, Setting, by_language, parts_of

_STYLE = """\
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; }
h2, h3 { font-size: 1.15rem; line-height: 1.3; margin: 1.8rem 0 0.4rem; border-bottom: 1px solid #767676; }
h2.title { font-size: 1.5rem; line-height: 1.2; margin: 2.6rem 0 0.5rem; border-bottom: 3px solid #111; }
p, dd, li { overflow-wrap: anywhere; }
p { margin: 0.6rem 0; }
ol, ul { margin: 0.4rem 0; padding-left: 2rem; }
li { margin: 0.6rem 0 0; }
li ul { list-style: none; padding-left: 0; }
li ul li { margin: 0; }
li ul .more { margin-left: 1.5rem; }
dl { margin: 0.4rem 0; }
dt { font-weight: 600; margin-top: 0.8rem; }
dd { margin: 0 0 0 1.5rem; }
.head { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.8rem 0; }
.head dt, .head dd { margin: 0; }
.do { display: block; }
.do b { font-weight: 600; }
.about { color: #444; }
.banner { border: 3px double #111; padding: 0.4rem 0.8rem; font-weight: bold; }
.every-page { display: none; }
@media (max-width: 30rem) { .head { display: block; } .head dd { margin-left: 1.5rem; } }
@media print {
@page { margin: 2cm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
body { font-size: 11pt; margin: 0; padding: 0; max-width: none; }
h1, h2, h3, dt, .do { break-after: avoid; }
.sheet { display: table; width: 100%; }
.every-page { display: table-header-group; break-inside: avoid; font-weight: bold; line-height: 2.2; }
main > .banner { display: none; }
}
"""
_MORE = ' class="more"'
_TITLE = ' class="title"'
_LISTS = {"numbers": "ol", "bullets": "ul"}


def html(setting: Setting) -> str:
    """The page; a printed one has the banner at the top of every sheet of paper."""
    banner = f'<div class="every-page" aria-hidden="true">{_words(setting.banner)}</div>\n' if setting.banner else ""
    body = "\n".join(line for part in parts_of(setting) for line in _part(part))
    sheet = f'<div class="sheet">\n{banner}{in_main(body)}\n</div>'
    return framed(sheet, setting.title, setting.language, _STYLE)


def _part(part: Part) -> Iterator[str]:
    if part.kind in ("title", "heading"):
        yield f"<h{part.level}{_TITLE * (part.kind == 'title' and part.level > 1)}>{_words(part.words)}</h{part.level}>"
    elif part.kind in ("text", "banner"):
        kind = ' class="banner"' if part.kind == "banner" else ""
        yield f"<p{kind}>{_in_languages(part)}</p>"
    elif part.kind in _LISTS:
        yield f"<{_LISTS[part.kind]}>"
        for entry in part.entries:
            yield from _item(entry)
        yield f"</{_LISTS[part.kind]}>"
    else:
        yield from _terms(part)


def _item(entry: Entry) -> Iterator[str]:
    number = f' value="{entry.number}"' if entry.number else ""
    rest = f" {_words(entry.rest)}" if entry.rest else ""
    words = f'<span class="do"><b>{_words(entry.lead)}</b>{rest}</span>'
    if not entry.facts:
        yield f"<li{number}>{words}</li>"
        return
    yield f"<li{number}>{words}"
    yield "<ul>"
    for place, line in enumerate(entry.facts):
        yield f"<li{_MORE * entry.continues(place)}>{_fact(line)}</li>"
    yield "</ul>"
    yield "</li>"


def _terms(part: Part) -> Iterator[str]:
    yield '<dl class="head">' if part.kind == "facts" else "<dl>"
    for entry in part.entries:
        if part.kind == "terms":
            yield f"<dt>{_words(entry.words)}</dt>"
        for line in entry.facts:
            if part.kind == "facts" and line.about:
                yield f"<dt>{_words(line.about)}</dt>"
                yield f"<dd>{_in_languages(line)}</dd>"
            else:
                yield f"<dd>{_fact(line)}</dd>"
    yield "</dl>"


def _fact(line: Line) -> str:
    about = f'<span class="about">{_words(line.lead)}</span> ' if line.about else ""
    return about + _in_languages(line)


def _in_languages(one: Line | Part) -> str:
    """The words, with what is English among them marked, so that it is read aloud rightly."""
    before, english, after = map(_words, by_language(one.words, one.english))
    return f'{before}<span lang="en">{english}</span>{after}' if english else before


def _words(words: str) -> str:
    return "<br>".join(escape(words).split("\n"))
