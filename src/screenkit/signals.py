"""What the system asks of a program that talks with a person: a closed window, a request to end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HANGUP, INTERRUPTED, QUIT, TERMINATED = 129, 130, 131, 143


class Signalled(SystemExit):
    """The system asked the program to end; an event loop lets no other exception pass."""

    code: int


@contextmanager
def signals() -> Iterator[None]:
    """A closed window or a request to end becomes an exception, so that the terminal is put right on the way out."""
    codes = {signal.SIGTERM: TERMINATED}
    if hasattr(signal, "SIGHUP"):
        codes |= {signal.SIGHUP: HANGUP, signal.SIGQUIT: QUIT}
    if hasattr(signal, "SIGBREAK"):  # Ctrl-Break on Windows, where a closed window is as good as a kill
        codes |= {signal.SIGBREAK: INTERRUPTED}

    def end(number: int, _frame: FrameType | None) -> None:
        raise Signalled(codes[signal.Signals(number)])

    before = {number: signal.signal(number, end) for number in codes}
    if hasattr(signal, "SIGTSTP"):
        # Suspended, the program would leave the answers standing in the window under the shell's next line.
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
