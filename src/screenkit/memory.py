"""What is in memory: kept out of files that the system writes after a crash, and not looked through in vain."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PR_SET_DUMPABLE = 4
# SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: no dialogue, and no crash report with a piece of memory in it.
_NO_REPORT = 0x0001 | 0x0002


def keep_out_of_dumps() -> None:
    """Ask the system for no core dump and no crash report of this process; one that cannot is no reason to stop."""
    import ctypes  # noqa: PLC0415 - slow to import, and needed only once a key is opened

    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_REPORT)
        return
    import resource  # noqa: PLC0415 - exists everywhere but on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextmanager
def all_of_it_stays() -> Iterator[None]:
    """What is made here is no garbage, and is not looked through for any; afterwards that is as it was."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
