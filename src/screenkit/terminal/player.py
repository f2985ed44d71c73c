"""Pages that go on by themselves at walking pace: play, pause, a step on, a step back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output

from screenkit.pages import Film
from screenkit.terminal.board import STYLE, Board, blocks_of_sheet
from screenkit.terminal.display import clean_sheet
from screenkit.terminal.keys import hide_key, scrolling
from screenkit.terminal.ways import Own
from screenkit.words import say

_TICK = 0.1
_KEYS = ("key-play", "key-step", "key-step-back", "key-film-end")


class Player:
    """One film, and the page that it stands at."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.at = 0
        self.is_playing = True
        self.left = film.seconds[0]
        self.board = Board(lambda: blocks_of_sheet(clean_sheet(film.sheets[self.at])), film.language)
        keys = [say(key, film.language) for key in _KEYS]
        self.board.keys = [*keys, say("key-scroll", film.language), hide_key(film.language)]
        self._tell()

    def application(self, read: Input, write: Output) -> Application[Own | None]:
        """What shows it; `Own.HIDE` is the wish to hide, nothing is its end."""
        return Application(
            layout=self.board.around(None, None, lambda: 0),
            key_bindings=merge_key_bindings([self._bindings(), scrolling(self.board)]),
            style=STYLE,
            erase_when_done=True,
            input=read,
            output=write,
        )

    def start(self, app: Application[Own | None]) -> Callable[[], Own | None]:
        """Runs it, with the clock that turns its pages."""
        return lambda: app.run(pre_run=lambda: _begin(app, self))

    async def walk(self, app: Application[Own | None]) -> None:
        """Turns the page when its time is over."""
        while True:
            await asyncio.sleep(_TICK)
            if self.is_playing:
                self.left -= _TICK
            if self.left <= 0:
                self.turn(1)
                app.invalidate()

    def turn(self, pages: int) -> None:
        """Goes to another page; the last one stays."""
        self.at = min(max(0, self.at + pages), len(self.film.sheets) - 1)
        self.left = self.film.seconds[self.at]
        self.is_playing = self.is_playing and not self.is_over
        self.board.to_top()
        self._tell()

    @property
    def is_over(self) -> bool:
        """Whether the last page is shown."""
        return self.at == len(self.film.sheets) - 1

    def _tell(self) -> None:
        key = "film-playing" if self.is_playing else "film-paused"
        self.board.status = say(key, self.film.language, at=self.at + 1, of=len(self.film.sheets))

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add(" ")
        def _(_: KeyPressEvent) -> None:
            self.is_playing = not self.is_playing and not self.is_over
            self._tell()

        @keys.add("enter")
        @keys.add("right")
        def _(event: KeyPressEvent) -> None:
            if self.is_over and event.key_sequence[0].key == "c-m":
                event.app.exit(result=None)
            self._step(1)

        @keys.add("left")
        def _(_: KeyPressEvent) -> None:
            self._step(-1)

        @keys.add("c-x")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=None)

        @keys.add("f9")
        def _(event: KeyPressEvent) -> None:
            self.is_playing = False
            self._tell()
            event.app.exit(result=Own.HIDE)

        return keys

    def _step(self, pages: int) -> None:
        self.is_playing = False
        self.turn(pages)


def _begin(app: Application[Own | None], player: Player) -> None:
    app.create_background_task(player.walk(app))
