"""Copies of the screens that were used, so that a screening can always be gone on with and re-derived as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screenkit.shelf import REFERENCE, SHARED, Shelf
from screenkit.store import Store, write_over

FOLDER = "screens"


def folder_of(home: Path, digest: str) -> Path:
    """Where the copy with that digest is."""
    return home / FOLDER / digest


def keep(home: Path, digest: str, path: Path, uses: tuple[str, ...], shelf: Shelf) -> None:
    """Copy what a screen is made of into `home`, once for each digest; raises `NotSaved`."""
    kept = folder_of(home, digest)
    if (kept / "complete").is_file():
        return
    for source, target in _files(path, uses, shelf):
        Store((kept / target).parent)  # a folder as safe as that of the screenings
        write_over(kept / target, source.read_bytes())
    write_over(kept / "complete", b"")


def _files(path: Path, uses: tuple[str, ...], shelf: Shelf) -> Iterator[tuple[Path, Path]]:
    """Each file with its place in the copy, which keeps the order of the shelf's folders."""
    yield path, Path("0", path.name)
    for name in uses:
        shared = shelf.shared(name)
        if shared is not None:
            yield shared, Path("0", SHARED, shared.name)
    for number, folder in enumerate(shelf.folders):
        for file in sorted((folder / REFERENCE).glob("*.yaml")):
            yield file, Path(str(number), REFERENCE, file.name)


def kept_shelf(home: Path, digest: str) -> Shelf | None:
    """The shelf of the copy with that digest, or None where there is none."""
    kept = folder_of(home, digest)
    if not (kept / "complete").is_file():
        return None
    return Shelf(tuple(sorted(folder for folder in kept.iterdir() if folder.is_dir())))
