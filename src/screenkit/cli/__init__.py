"""The commands: options in, one call, text and an exit code out."""

from __future__ import annotations

import gc
import os
import sys

COMMANDS = (
    "interviews",
    "amending",
    "caseload",
    "doing",
    "doctor",
    "disclosing",
    "keeping",
    "handing",
    "practising",
    "authoring",
    "showing",
    "comparing",
    "translating",
    "addressing",
    "reporting",
    "validating",
)
"""The modules of commands, the caseworker's first."""


def main() -> None:
    """Run the command line; letters that the terminal's encoding lacks are shown as escapes, never as a crash."""
    if sys.argv[1:] == ["--version"]:
        _say_version()
        return
    if "validate" in sys.argv[1:] and _is_answered():
        return
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    os.umask(0o077)
    # No plug-in that happens to be installed is handed what is validated here; looking for them takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # nothing that is imported is ever garbage, and looking for some takes a tenth of the time
    from screenkit.cli.ahead import AHEAD

    try:
        if "run" in sys.argv[1:]:
            AHEAD.begin(sys.argv[1:])
        from screenkit.cli.app import app

        gc.set_threshold(20_000, 20, 100)  # nearly all that a command makes lives as long as it does
        gc.freeze()
        gc.enable()
        app(prog_name="screenkit")
    except KeyboardInterrupt:
        sys.exit(130)  # before anything was begun: from then on the command itself says how to go on
    except Exception as fault:  # noqa: BLE001 - only so that nothing of a family's is told with it
        AHEAD.let_go()
        _tell_fault(fault)
        sys.exit(1)
    finally:
        AHEAD.let_go()
        _forget_closed_streams()


def _is_answered() -> bool:
    """Whether there is nothing to tell but that all is well, which takes no more than a moment to say."""
    from screenkit.cli.front import answered

    try:
        return answered(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)


def _tell_fault(fault: Exception) -> None:
    """Where our own fault is, without what the exception says: that may hold an answer."""
    import traceback

    places = "".join(traceback.format_list(traceback.extract_tb(fault.__traceback__)))
    words = f"{places}{type(fault).__name__}: its words are left out, because an answer may stand in them\n"
    if sys.stderr is not None:
        sys.stderr.write(f"screenkit has a fault; please report it:\n{words}")


def _forget_closed_streams() -> None:
    """What a closed window cannot be told any more must not change the exit code."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            setattr(sys, name, None)


def _say_version() -> None:
    """Answered before anything is imported."""
    from screenkit import __version__

    if sys.stdout is not None:  # closed by whoever called
        sys.stdout.write(f"screenkit {__version__}\n")
