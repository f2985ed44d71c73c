"""Where screens, shared groups and reference data are found: an agency's folders first, the shipped ones last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SHARED = "shared"
REFERENCE = "reference"


def shipped() -> Path:
    """The folder of screens that came with this installation, or with this source tree."""
    inside = Path(__file__).parent / "screens"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "screens"


@dataclass(frozen=True)
class Shelf:
    """Folders in the order in which they are searched."""

    folders: tuple[Path, ...]

    def screen(self, name: str) -> Path | None:
        """The file of the screen of that name, or None."""
        return self._first(Path(f"{name}.yaml"))

    def shared(self, name: str) -> Path | None:
        """The file of the shared group of that name, or None."""
        return self._first(Path(SHARED, f"{name}.yaml"))

    def reference(self, name: str) -> tuple[Path, ...]:
        """Every file of that name; an entry of an earlier one replaces that of a later one."""
        found = (folder / REFERENCE / f"{name}.yaml" for folder in self.folders)
        return tuple(path for path in found if path.is_file())

    def names(self) -> tuple[str, ...]:
        """The names of all screens, sorted."""
        return tuple(sorted({path.stem for path in self._screens()}))

    def _screens(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in folder.glob("*.yaml") if path.is_file())

    def _first(self, relative: Path) -> Path | None:
        return next((folder / relative for folder in self.folders if (folder / relative).is_file()), None)


def open_shelf(folders: Sequence[Path] = ()) -> Shelf:
    """The agency's folders, then the shipped screens."""
    return Shelf((*folders, shipped()))
