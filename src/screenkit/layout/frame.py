"""The frame of every HTML page: nothing in it comes from elsewhere, and nothing that it holds may fetch anything."""

from __future__ import annotations

from html import escape

from screenkit.layout.lines import visible

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
{body}
</body>
</html>
"""


def framed(body: str, title: str, language: str, style: str) -> str:
    """The page around a body of HTML; the title is plain words."""
    return _PAGE.format(body=body, title=escape(visible(title)), language=escape(language), style=style)


def in_main(body: str) -> str:
    """The body as the page's main part."""
    return f"<main>\n{body}\n</main>"
