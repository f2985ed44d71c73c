"""What was half typed when the person asked for something else; kept in memory until the question is answered."""

from __future__ import annotations

from dataclasses import replace

from screenkit.answers import Absent, Raw
from screenkit.pages import Given, Page


class Drafts:
    """Half-typed answers by question, and the words last given: a question put again at once has refused them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], Raw] = {}
        self._given: tuple[tuple[str, ...], Raw | None] = ((), None)

    def keep(self, page: Page, raw: Raw | None) -> None:
        """Keeps it for the next time that the question is put."""
        if raw is not None:
            self._kept[_key(page)] = raw

    def drop(self, page: Page, answer: Given | Absent) -> None:
        """Forgets it: the question was answered."""
        self._kept.pop(_key(page), None)
        words = answer.raw if isinstance(answer, Given) and page.kind in ("line", "lines") else None
        self._given = (_key(page), words)

    def restore(self, page: Page) -> Page:
        """The page with what was half typed as its draft."""
        key, words = self._given
        self._given = ((), None)
        kept = self._kept.get(_key(page), words if key == _key(page) else None)
        return page if kept is None else replace(page, draft=kept)


def _key(page: Page) -> tuple[str, ...]:
    return (page.kind, page.key) if page.key else (page.kind, page.section, page.read_aloud)
