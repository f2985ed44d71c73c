"""The terminal itself: whether there is one, and keys pressed before anyone could read the question."""

from __future__ import annotations

import sys
import warnings
from typing import IO, TextIO


class NoTerminal(Exception):  # noqa: N818 - named as what is the case
    """Nobody can be asked: input or output is not a terminal."""


def has_terminal() -> bool:
    """Whether a person can be asked: standard input is a terminal, and so is one of the two outputs."""
    return _is_terminal(sys.stdin) and (_is_terminal(sys.stderr) or _is_terminal(sys.stdout))


def talk() -> TextIO:
    """The stream for talking with the person: standard error, which leaves standard output to results."""
    return sys.stdout if _is_terminal(sys.stdout) and not _is_terminal(sys.stderr) else sys.stderr


def flush_input(stream: IO[str] | None) -> None:
    """Forgets keys that were pressed too early; does nothing where the stream is no terminal."""
    if stream is None or not _is_terminal(stream):
        return
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios  # noqa: PLC0415 - exists everywhere else

        termios.tcflush(stream.fileno(), termios.TCIFLUSH)


# So many bytes of a line, with its end, does the system keep for a program that reads lines; the rest it drops.
_LONGEST_LINE = 1024 if sys.platform == "darwin" else 4096


def was_cut(line: str, stream: IO[str]) -> bool:
    """Whether the terminal may have dropped the end of the line; Windows drops nothing."""
    return sys.platform != "win32" and _is_terminal(stream) and len(line.encode(errors="replace")) >= _LONGEST_LINE


def read_hidden(prompt: str, read: TextIO, write: TextIO) -> str:
    """A line that is typed without being shown; NoTerminal where the terminal would show it."""
    if not _is_terminal(read):
        write.write(prompt)
        write.flush()
        line = read.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n").removesuffix("\r")
    import getpass  # noqa: PLC0415 - no question needs it

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt, stream=write)
        except getpass.GetPassWarning:
            raise NoTerminal from None


def ask_passphrase(words: str) -> str:
    """A passphrase, asked in one line; NoTerminal where nobody can be asked."""
    if not has_terminal():
        raise NoTerminal
    flush_input(sys.stdin)
    return read_hidden(words, sys.stdin, talk())


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()
