"""Trying the keys: which of those that an interview uses arrive in this terminal."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from screenkit.terminal.board import Block
from screenkit.terminal.ways import WAYS, Way
from screenkit.words import say


class Trial:
    """The keys that were pressed so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.keys = KeyBindings()
        self._arrived: list[Way] = []
        self.keys.add("enter", eager=True)(_end)
        self.keys.add(Keys.Any)(_ignore)
        for way in WAYS:
            for key in way.keys:
                self.keys.add(key, eager=True)(self._mark(way))

    def blocks(self) -> list[Block]:
        """Every key with whether it has arrived."""
        rows = [
            ("", f"{'[x]' if way in self._arrived else '[ ]'} {way.shown}: {way.name(self.language)}") for way in WAYS
        ]
        return [("class:read-aloud", say("try-keys", self.language)), ("gap", " "), *rows]

    def missing(self) -> tuple[str, ...]:
        """The keys that did not arrive, or were not pressed."""
        return tuple(way.shown for way in WAYS if way not in self._arrived)

    def _mark(self, way: Way) -> Callable[[KeyPressEvent], None]:
        def press(_: KeyPressEvent) -> None:
            self._arrived.append(way)

        return press


def _end(event: KeyPressEvent) -> None:
    event.app.exit(result=None)


def _ignore(_: KeyPressEvent) -> None:
    """Does nothing."""
