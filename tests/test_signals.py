"""A request to end is obeyed, wherever the program was when it came."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Callable

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no such signals", allow_module_level=True)

from screenkit.signals import HANGUP, TERMINATED, Signalled, signals

LONG = 20.0
"""Seconds; who sleeps for so long was not told to end."""


class Leaving:
    """Something that is asked to end while it is put away: what is raised there, Python drops."""

    def __del__(self) -> None:
        """The system's request comes just now."""
        signal.raise_signal(signal.SIGHUP)


def drop_it() -> None:
    """What prompt_toolkit does when it asks whether a stream blocks: every exception is taken for the answer."""
    with contextlib.suppress(BaseException):
        signal.raise_signal(signal.SIGTERM)
    time.sleep(LONG)


def lose_it() -> None:
    """What Python does while an object is put away."""
    Leaving()
    time.sleep(LONG)


def code_of(talk: Callable[[], object]) -> int:
    """The exit code with which something ends that is asked to."""
    with pytest.raises(Signalled) as ended, signals():
        talk()
    return ended.value.code


def test_a_request_that_a_library_dropped_comes_again() -> None:
    """A window is closed once; the program ends all the same."""
    assert code_of(drop_it) == TERMINATED


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_request_that_python_dropped_comes_again() -> None:
    """The same where no library is at fault."""
    assert code_of(lose_it) == HANGUP


def test_no_step_of_an_event_loop_is_cut_short() -> None:
    """Its tasks would wait for ever for what was under way; the loop ends after the step, with its clean-up."""
    done = []

    async def talk() -> None:
        signal.raise_signal(signal.SIGTERM)
        done.append("step")
        try:
            await asyncio.sleep(LONG)
        finally:
            await asyncio.sleep(0.6)
            done.append("put right")

    assert code_of(lambda: asyncio.run(talk())) == TERMINATED
    assert done == ["step", "put right"]


def test_who_is_ending_is_not_asked_again() -> None:
    """Putting the terminal right may take its time, and a second request does not cut it short."""
    done = []

    def end_slowly() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            time.sleep(0.4)
            signal.raise_signal(signal.SIGHUP)
            time.sleep(0.4)
            done.append("put right")

    assert code_of(end_slowly) == TERMINATED
    assert done == ["put right"]


def test_afterwards_everything_is_as_it_was() -> None:
    """The handlers and the clock of the system are left as they were found."""
    kinds = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGALRM)
    before, clock = [signal.getsignal(kind) for kind in kinds], signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        code_of(lambda: signal.raise_signal(signal.SIGTERM))
        assert [signal.getsignal(kind) for kind in kinds] == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, *clock)
