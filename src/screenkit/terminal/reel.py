"""The same line by line: each page is added below the last, by a step or after its time."""

from __future__ import annotations

import time
from collections.abc import Callable

from screenkit.pages import Command, Film, Sheet
from screenkit.terminal.search import fold
from screenkit.terminal.ways import find_way
from screenkit.words import LANGUAGES, say


class Reel:
    """One film as lines; `line` asks for one, `show` and `tell` add some."""

    def __init__(
        self, film: Film, show: Callable[[Sheet], None], tell: Callable[[str], None], line: Callable[[str], str]
    ) -> None:
        self.film = film
        self._show = show
        self._tell = tell
        self._line = line

    def run(self) -> None:
        """Shows the first page, then what is wished, until the end."""
        self._tell(say("film-how", self.film.language))
        at = 0
        self._show(self.film.sheets[0])
        while at < self._last:
            wish = self._wish(at)
            if wish is Command.STOP:
                return
            if wish == "play":
                at = self._play(at)
            else:
                at = max(0, at - 1) if wish is Command.BACK else at + 1
                self._show(self.film.sheets[at])

    @property
    def _last(self) -> int:
        return len(self.film.sheets) - 1

    def _wish(self, at: int) -> object:
        typed = self._line(say("film-paused", self.film.language, at=at + 1, of=self._last + 1) + " ").strip()
        if not typed:
            return None
        word = fold(typed.removeprefix(":"))
        if word in {fold(say("typed-play", language)) for language in LANGUAGES}:
            return "play"
        way = find_way(typed.removeprefix(":"))
        if way is not None and way.wish in (Command.BACK, Command.STOP):
            return way.wish
        self._tell(say("film-how", self.film.language))
        return self._wish(at)

    def _play(self, at: int) -> int:
        """Goes on by itself; Ctrl-C is a pause here, and the end where it is asked for again."""
        try:
            while at < self._last:
                time.sleep(self.film.seconds[at])
                at += 1
                self._show(self.film.sheets[at])
        except KeyboardInterrupt:
            self._tell("")
        return at
