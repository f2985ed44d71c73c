"""A person at the terminal who replies by script, and screens short enough to stand in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from screenkit.answers import Absent, Answer, Item
from screenkit.interview import NewInstance, add_instance, next_item, record, standing
from screenkit.load import load_screen
from screenkit.pages import Film, Page, Reply, Sheet
from screenkit.response import Response, start
from screenkit.screen import Screen
from screenkit.shelf import open_shelf, shipped

ONE_QUESTION = """\
questions:
  - name: wish
    type: text
    label: {en: What would you like?, es: ¿Qué quiere?}
    citation: own-reading
"""
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHIPPED = tuple(sorted(path.stem for path in shipped().glob("*.yaml")))
_HEADER = """\
screen: {name}
version: 1.0.0
title: {{en: A screen, es: Un formulario}}
purpose: {{en: For a test., es: Para una prueba.}}
"""

Move = Reply | BaseException | Callable[[], Reply]
"""What the person does: a reply, something that interrupts, or something that happens first."""


@dataclass
class Script:
    """A `Face` that replies as it is told and keeps what it was shown; after the last reply, the input ends."""

    moves: list[Move]
    pages: list[Page] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def ask(self, page: Page) -> Reply:
        """The next reply."""
        self.pages.append(page)
        if not self.moves:
            raise EOFError
        move = self.moves.pop(0)
        if isinstance(move, BaseException):
            raise move
        return move() if callable(move) else move

    def show(self, sheet: Sheet) -> None:
        """Keeps the sheet."""
        self.sheets.append(sheet)

    def play(self, film: Film) -> None:
        """Keeps its sheets."""
        self.sheets.extend(film.sheets)

    def hide(self) -> None:
        """Keeps that it was hidden."""
        self.sheets.append(Sheet("hidden", ()))

    @property
    def asked(self) -> list[str]:
        """What was read aloud, page by page."""
        return [page.read_aloud for page in self.pages]


def small_screen(folder: Path, rest: str, name: str = "small") -> Screen:
    """The screen whose file goes on like this after its title and purpose."""
    path = folder / f"{name}.yaml"
    path.write_text(_HEADER.format(name=name) + rest, encoding="utf-8")
    return load_screen(path, open_shelf((folder,)))


def shipped_screen(name: str) -> Screen:
    """A screen that comes with the program."""
    return load_screen(shipped() / f"{name}.yaml", open_shelf())


def begun(screen: Screen, *, language: str = "en", practice: bool = False, record_id: str = "k7m2-x9qd") -> Response:
    """A screening that begins at noon."""
    return start(screen, record_id, NOON, language=language, practice=practice, case=None)


def answered_so(screen: Screen, response: Response, answers: Iterable[tuple[str, Answer]]) -> Response:
    """The screening with these answers, outside repeats."""
    for name, answer in answers:
        response = record(screen, response, Item(name), answer, NOON).response
    return response


def all_put(screen: Screen, response: Response, at: datetime = NOON) -> Response:
    """The screening with every question put that was not: what opens the way is so, all else is left for later."""
    while isinstance(one := next_item(screen, standing(screen, response, at)), Item | NewInstance):
        if isinstance(one, NewInstance):
            response = add_instance(screen, response, one.repeat, at).response
            continue
        opening = {"checkpoint": "yes", "note": "read"}
        response = record(screen, response, one, opening.get(screen.question(one).type, Absent.NOT_ASKED), at).response
    return response
