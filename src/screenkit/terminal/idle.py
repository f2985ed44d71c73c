"""Hiding a page by itself when nobody has pressed a key for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application

from screenkit.terminal.ways import Own

# The one stands still while a laptop sleeps, and the other can be set back.
_CLOCKS = (time.monotonic, time.time)
_LOOKS = 4
_SELDOM = 1.0


class Idle:
    """How long nobody has pressed a key on one page, by the clock that says more."""

    def __init__(self, seconds: float, clocks: tuple[Callable[[], float], ...] = _CLOCKS) -> None:
        self.seconds = seconds
        self._clocks = clocks
        self._since = self._now()

    def watch(self, app: Application[Any]) -> None:
        """Ends the page with the wish to hide it; what is half done is kept as it is for every wish."""
        app.key_processor.before_key_press += self._pressed
        app.pre_run_callables.append(lambda: self._look(app))

    def is_over(self) -> bool:
        """Whether it has been so long."""
        return any(now - since >= self.seconds for now, since in zip(self._now(), self._since, strict=True))

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)

    def _pressed(self, _: object) -> None:
        self._since = self._now()

    def _look(self, app: Application[Any]) -> None:
        if not app.is_running or app.is_done:
            return
        if self.is_over():
            app.exit(result=Own.HIDE)
        else:
            asyncio.get_running_loop().call_later(min(_SELDOM, self.seconds / _LOOKS), self._look, app)
