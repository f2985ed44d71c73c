"""Where screens, shared groups and reference data are found: an agency's folders first, the shipped ones last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenkit.ready import shelves
from screenkit.ready.shelves import NAME, REFERENCE, SHARED

__all__ = ["REFERENCE", "SHARED", "Shelf", "open_shelf", "shipped"]


def shipped() -> Path:
    """The folder of screens that came with this installation, or with this source tree."""
    return Path(shelves.shipped())


@dataclass(frozen=True)
class Shelf:
    """Folders in the order in which they are searched."""

    folders: tuple[Path, ...]

    def screen(self, name: str) -> Path | None:
        """The file of the screen of that name, or None."""
        return self._first("", name)

    def shared(self, name: str) -> Path | None:
        """The file of the shared group of that name, or None."""
        return self._first(SHARED, name)

    def reference(self, name: str) -> tuple[Path, ...]:
        """Every file of that name; an entry of an earlier one replaces that of a later one."""
        found = (folder / REFERENCE / f"{name}.yaml" for folder in self.folders)
        return tuple(path for path in found if path.is_file())

    def names(self) -> tuple[str, ...]:
        """The names of all screens, sorted."""
        return tuple(sorted({path.stem for path in self._screens()}))

    def groups(self) -> tuple[str, ...]:
        """The names of all shared groups, sorted."""
        return tuple(sorted({path.stem for folder in self.folders for path in folder.glob(f"{SHARED}/*.yaml")}))

    def _screens(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in folder.glob("*.yaml") if path.is_file())

    def _first(self, kind: str, name: str) -> Path | None:
        if not NAME.fullmatch(name):
            return None
        paths = (folder / kind / f"{name}.yaml" for folder in self.folders)
        return next((path for path in paths if path.is_file()), None)


def open_shelf(folders: Sequence[Path] = ()) -> Shelf:
    """The agency's folders, then the shipped screens."""
    return Shelf((*folders, shipped()))
