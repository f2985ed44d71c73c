"""Guided intake and screening interviews for child-welfare work with immigrant families."""

from __future__ import annotations

# Not from `typing`, which takes as long to import as Python takes to start; type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from screenkit.batch import Compiled
    from screenkit.screen import Screen

__version__ = "0.1.0"
__all__ = ["__version__", "compile"]


def compile(  # noqa: A001 - said with the module's name: `screenkit.compile(screen)`
    screen: str | Path | Screen, *, as_of: datetime | None = None, folders: Sequence[Path] = ()
) -> Compiled:
    """Return a screen ready to check finished screenings; raises `screenkit.source.Faults` for one with faults.

    The screen is named by its name or the path of its file, and looked for in `folders` first. `as_of` is an aware
    moment, for records that name none of their own. Nothing of one record reaches the next, so a `Compiled` may serve
    many threads, and it can be pickled for other processes.
    """
    # Everything below waits: `screenkit --version` imports this file.
    from screenkit.batch.compiled import compile_screen  # noqa: PLC0415
    from screenkit.batch.finding import screen_named  # noqa: PLC0415

    return compile_screen(screen_named(screen, folders), as_of)
