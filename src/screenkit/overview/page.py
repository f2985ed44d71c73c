"""A report as one page with bars that need no script, and the same counts in tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from screenkit.layout import framed, in_main, visible
from screenkit.overview.table import Overview, Row, Table
from screenkit.overview.writing import heading, shown
from screenkit.words import say

_STYLE = """\
:root { color-scheme: light; }
body { font: 1rem/1.45 system-ui, sans-serif; color: #111; background: #fff; }
body { max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.4rem; border-bottom: 2px solid #111; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { border-bottom: 1px solid #767676; padding: 0.3rem 0.5rem; text-align: right; vertical-align: middle; }
th:first-child { text-align: left; font-weight: 400; }
thead th { font-weight: 700; vertical-align: bottom; }
tr { break-inside: avoid; }
svg { display: block; width: 9rem; height: 1.1rem; }
.key { display: block; width: 0.9rem; height: 0.9rem; border: 1px solid #111; margin: 0 0 0.2rem auto; }
.note { color: #333; font-size: 0.92rem; }
tbody th { overflow-wrap: break-word; width: 35%; }
@media (max-width: 40rem) { .bar, .key { display: none; } }
@media (max-width: 40rem) { th, td { padding: 0.3rem 0.2rem; } table { font-size: 0.85rem; } }
@media (max-width: 40rem) { tbody th { overflow-wrap: anywhere; width: auto; } }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } thead td:empty { width: 5rem; } }
@media print { th, td { padding: 0.3rem; } svg { width: 5rem; } }
"""
_SHADES = ("#111111", "#6b6b6b", "#c4c4c4", "#ffffff", "#8f8f8f", "#ffffff")
"""From dark to light, so that they differ on paper and without colour too; the counts stand beside them."""
_LENGTH = 100


def page(report: Overview, width: int = 0) -> str:
    """The whole page."""
    del width
    body = "\n".join(_body(report))
    return framed(in_main(body), report.title, report.language, _STYLE)


def _text(words: str) -> str:
    return escape(visible(words))


def _body(report: Overview) -> Iterator[str]:
    yield f"<h1>{_text(report.title)}</h1>"
    yield from (f"<p>{_text(words)}</p>" for words in (*report.about, say("report-hatched", report.language)))
    for table in report.tables:
        yield f"<h2>{_text(heading(table, report))}</h2>"
        yield from _table(table, report.language)
        if table.note:
            yield f'<p class="note">{_text(table.note)}</p>'


def _table(table: Table, language: str) -> Iterator[str]:
    bars = table.total is not None
    keys = [f'<span class="key" style="background:{shade}"></span>' if bars else "" for shade in _SHADES]
    heads = "".join(
        f'<th scope="col">{key}{_text(column)}</th>' for key, column in zip(keys, table.columns, strict=False)
    )
    bar = '<td class="bar"></td>' if bars else ""
    yield f"<table>\n<thead><tr><td></td>{bar}{heads}</tr></thead>\n<tbody>"
    for row in table.rows:
        chart = f'<td class="bar">{_bar(row, table, language)}</td>' if bars else ""
        counts = "".join(f"<td>{shown(count)}</td>" for count in row.counts)
        yield f'<tr><th scope="row">{_text(row.name)}</th>{chart}{counts}</tr>'
    yield "</tbody>\n</table>"


def _bar(row: Row, table: Table, language: str) -> str:
    """The shown counts as parts of the total; what is hidden is hatched, as one part."""
    total = table.total or 1
    told = ", ".join(f"{column} {shown(count)}" for column, count in zip(table.columns, row.counts, strict=True))
    parts, at = [], 0.0
    for count, shade in zip(row.counts, _SHADES, strict=False):
        size = _LENGTH * (count or 0) / total
        if size:
            parts.append(f'<rect x="{at:g}" width="{size:g}" height="10" fill="{shade}" stroke="#111"/>')
        at += size
    parts += (
        [f'<path d="M{x} 10l8 -10" stroke="#111"/>' for x in range(int(at), _LENGTH - 4, 5)] if at < _LENGTH else []
    )
    label = _text(say("report-chart", language, name=row.name, told=told))
    parts.append(f'<rect width="{_LENGTH}" height="10" fill="none" stroke="#111"/>')
    box = f'viewBox="-1 -1 {_LENGTH + 2} 12" preserveAspectRatio="none"'
    drawn = "".join([f"<title>{label}</title>", *parts])
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box}>{drawn}</svg>'
