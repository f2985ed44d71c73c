"""The program in a pseudo-terminal without starting Python anew: a copy of the test's own process runs it."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import pty
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn, TextIO

import pexpect
from ptyprocess import PtyProcess

from screenkit.cli import COMMANDS, main

# What the program imports on its way is imported once, here.
_PARTS = (*(f"cli.{command}" for command in COMMANDS), "cli.leading", "load", "sitting", "terminal.visual", "render")
for part in _PARTS:
    import_module(f"screenkit.{part}")


class Forked(pexpect.spawn):  # type: ignore[type-arg]  # generic in its stubs only
    """A child whose words are those of screenkit's command line."""

    def _spawnpty(self, args: Sequence[str], **options: Any) -> PtyProcess:  # noqa: ANN401 - what pexpect hands over
        rows, columns = options.get("dimensions") or (24, 80)
        pid, descriptor = pty.fork()
        if pid == 0:
            _become(list(args)[1:], dict(options.get("env") or {}), rows, columns)
        child = PtyProcess(pid, descriptor)
        child.delayafterclose = child.delayafterterminate = 0.05
        return child


def _become(words: list[str], env: dict[str, str], rows: int, columns: int) -> NoReturn:
    """Run the program with these words in this process, and end it."""
    code = 1
    with contextlib.suppress(BaseException):
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.environ.clear()
        os.environ.update(env)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # The program has no such callback; what is raised in one is dropped.
        gc.callbacks.clear()
        gc.freeze()
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        sys.argv = ["screenkit", *words]
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _stream(descriptor: int, mode: str) -> TextIO:
    stream: TextIO = os.fdopen(descriptor, mode, encoding="utf-8", closefd=False)  # type: ignore[assignment]  # text
    return stream
