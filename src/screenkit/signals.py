"""What the system asks of a program that talks with a person: a closed window, a request to end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

HANGUP, INTERRUPTED, QUIT, TERMINATED = 129, 130, 131, 143
_AGAIN = 0.25
"""Seconds until a request that came to nothing is made again."""


class Signalled(SystemExit):
    """The system asked the program to end; an event loop lets no other exception pass."""

    code: int


@contextmanager
def signals() -> Iterator[None]:
    """A closed window or a request to end becomes an exception, so that the terminal is put right on the way out."""
    request = _Request()
    before: dict[int, Any] = {number: signal.signal(number, request.made) for number in request.codes}
    if hasattr(signal, "SIGTSTP"):
        # Suspended, the program would leave the answers standing in the window under the shell's next line.
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        request.settled()
        for number, handler in before.items():
            signal.signal(number, handler)


class _Request:
    """To end, made by the system once: it is made again until the program is on its way out.

    An exception may come to nothing where Python drops it, such as while an object is put away.
    Windows has no clock that asks again; there a person who pressed a key asks.
    """

    def __init__(self) -> None:
        self.codes: dict[int, int] = {signal.SIGTERM: TERMINATED}
        if hasattr(signal, "SIGHUP"):
            self.codes |= {signal.SIGHUP: HANGUP, signal.SIGQUIT: QUIT}
        if hasattr(signal, "SIGBREAK"):  # Ctrl-Break on Windows, where a closed window is as good as a kill
            self.codes |= {signal.SIGBREAK: INTERRUPTED}
        self._code = TERMINATED
        self._before: tuple[Any, tuple[float, float]] | None = None

    def made(self, number: int, _frame: FrameType | None) -> None:
        """The system asks."""
        self._code = self.codes[number]
        if self._before is None and hasattr(signal, "setitimer"):
            handler = signal.signal(signal.SIGALRM, self._made_again)
            self._before = handler, signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
        self._obey()

    def _made_again(self, _number: int, _frame: FrameType | None) -> None:
        self._obey()

    def _obey(self) -> None:
        """End from here, or between two steps of an event loop: were one cut short, its tasks would never end."""
        loop = _running_loop()
        if loop is None:
            self._end()
        else:
            loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if not isinstance(sys.exc_info()[1], Signalled):  # else it is on its way already
            raise Signalled(self._code)

    def settled(self) -> None:
        """The program is out: the system's clock is left as it was found."""
        if self._before is not None and hasattr(signal, "setitimer"):
            handler, clock = self._before
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            signal.setitimer(signal.ITIMER_REAL, *clock)


def _running_loop() -> AbstractEventLoop | None:
    """Nothing where the program does without one, or is only just loading it."""
    find = getattr(sys.modules.get("asyncio"), "get_running_loop", None)
    try:
        return find() if find else None
    except RuntimeError:
        return None
