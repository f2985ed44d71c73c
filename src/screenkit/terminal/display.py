"""How text stands in the terminal: without what could steer it, and wrapped where words end."""

from __future__ import annotations

from dataclasses import replace

from screenkit.cleaning import clean
from screenkit.pages import Option, Page, Sheet
from screenkit.words import say


def clean_page(page: Page) -> Page:
    """The page with every text clean; what was typed so far stays as it is."""
    return replace(
        page,
        read_aloud=clean(page.read_aloud),
        second=clean(page.second),
        banner=clean(page.banner),
        title=clean(page.title),
        section=clean(page.section),
        progress=clean(page.progress),
        hint=clean(page.hint),
        reading=tuple(clean(line) for line in page.reading),
        current=clean(page.current),
        earlier=clean(page.earlier),
        message=clean(page.message),
        options=tuple(
            Option(option.name, clean(option.label), clean(option.second), option.also) for option in page.options
        ),
    )


def clean_sheet(sheet: Sheet) -> Sheet:
    """The sheet with every text clean."""
    paragraphs = tuple(clean(paragraph) for paragraph in sheet.paragraphs)
    return replace(sheet, heading=clean(sheet.heading), paragraphs=paragraphs, banner=clean(sheet.banner))


def both(label: str, second: str) -> str:
    """The words in the family's language, and in the worker's where they differ."""
    return f"{label} ({second})" if second and second != label else label


def so_far(page: Page) -> str:
    """The answer so far, unless it stands in the line to be edited; where there is none, what was told earlier."""
    if not page.current or page.current == page.draft:
        return page.earlier
    return say("so-far", page.worker_language, answer=page.current)


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]
