"""Which screen a record is for: the one that stands today, or the copy that was kept when it was used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from screenkit.authored import is_screen_name
from screenkit.batch.compiled import Compiled, compile_screen
from screenkit.batch.early import keep_ready
from screenkit.kept import kept_shelf
from screenkit.load import load_screen
from screenkit.ready import shelves
from screenkit.ready.fine import KIND
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf
from screenkit.source import Faults


@dataclass
class OnShelf:
    """Finds screens on a shelf, and for a digest among the copies in a home folder."""

    shelf: Shelf
    home: Path
    as_of: datetime
    given: Screen | None = None
    """The screen that was named for all records."""

    def __call__(self, name: str, digest: str) -> Compiled | None:
        """The screen of that name, compiled; with the digest of another text of it, that one where it was kept."""
        screen = self.given if self.given is not None and self.given.id == name else self._today(name)
        if digest and (screen is None or screen.digest != digest):
            screen = self._kept(name, digest) or screen
        return None if screen is None else compile_screen(screen, self.as_of)

    def _today(self, name: str) -> Screen | None:
        """The screen as it stands; what the next run needs to be quick about it is kept."""
        key = shelves.key_of(KIND, [str(folder) for folder in self.shelf.folders], name)
        screen = self._load(self.shelf, name)
        if screen is not None:
            keep_ready(screen, self.shelf, key)
        return screen

    def _kept(self, name: str, digest: str) -> Screen | None:
        is_digest = len(digest) == 64 and all(one in "0123456789abcdef" for one in digest)  # noqa: PLR2004 - SHA-256
        shelf = kept_shelf(self.home, digest) if is_digest else None
        screen = self._load(shelf, name) if shelf else None
        return screen if screen is not None and screen.digest == digest else None

    @staticmethod
    def _load(shelf: Shelf, name: str) -> Screen | None:
        path = shelf.screen(name)
        try:
            return load_screen(path, shelf) if path else None
        except Faults:
            return None


def screen_named(screen: str | Path | Screen, folders: Sequence[Path]) -> Screen:
    """The screen of that name or file, checked; raises `Faults`, and `LookupError` where there is none."""
    if isinstance(screen, Screen):
        return screen
    shelf = open_shelf(folders)
    path = shelf.screen(screen) if isinstance(screen, str) and is_screen_name(screen) else Path(screen)
    if path is None:
        raise LookupError(f"there is no screen {screen}")
    return load_screen(path, shelf)
