"""A disk that loses power: what was really written is recorded, and every state it can leave behind is made again.

The model is a journalling file system that keeps the names in a folder in order and moves a file at once:

- what was written into a file may be there whole, in part or not at all until the file is forced to the disk;
- names made, moved and removed in a folder are there up to some point until the folder is forced to the disk.

It says nothing of FAT, nor of folders over a network.
"""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

Tree = dict[str, bytes | None]
"""What is there after a crash: files with what is in them, and folders."""


@dataclass(frozen=True)
class Step:
    """One thing done to the disk, or said to the person: `acknowledged` is that something is safe."""

    kind: str
    path: str = ""
    to: str = ""
    number: int = 0
    data: bytes = b""


@dataclass
class Recorder:
    """Everything done under a folder, in order."""

    root: Path
    steps: list[Step] = field(default_factory=list)

    def add(self, kind: str, path: object, to: object = "", number: int = 0, data: bytes = b"") -> None:
        """One more step, if it is under the folder."""
        if self.inside(path):
            shown = os.path.relpath(os.fspath(to), self.root) if to else ""  # type: ignore[call-overload]  # a path
            self.steps.append(Step(kind, os.path.relpath(str(path), self.root), shown, number, data))

    def inside(self, path: object) -> bool:
        """Whether it is under the folder."""
        return Path(str(path)).absolute().is_relative_to(self.root)

    def acknowledge(self, number: int) -> None:
        """The person was told that so much is safe."""
        self.steps.append(Step("acknowledged", number=number))


@contextmanager
def recorded(root: Path) -> Iterator[Recorder]:
    """A folder of which every change is recorded while it is really made."""
    found = Recorder(root)
    descriptors: dict[int, str] = {}
    real_open, real_sync, real_replace, real_unlink, real_mkdir = os.open, os.fsync, os.replace, os.unlink, os.mkdir
    real_link = os.link

    def open_(path: str, flags: int, *rest: int) -> int:
        new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
        descriptor = real_open(path, flags, *rest)
        if new:
            found.add("make", path, number=os.fstat(descriptor).st_ino)
        descriptors[descriptor] = str(path)
        return descriptor

    def sync(descriptor: int) -> None:
        path, status = descriptors[descriptor], os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            found.add("sync folder", path)
        else:
            data = Path(f"/proc/self/fd/{descriptor}" if Path(path).is_dir() else path).read_bytes()
            found.add("write", path, number=status.st_ino, data=data)
            found.add("sync file", path, number=status.st_ino)
        real_sync(descriptor)

    def link(path: str, to: str, **folders: int) -> None:
        real_link(path, to, **folders)
        place = Path(descriptors[folders["dst_dir_fd"]]) / to
        found.add("make", place, number=place.stat().st_ino)

    def replace(path: str, to: str) -> None:
        number = Path(path).stat().st_ino
        real_replace(path, to)
        found.add("move", path, to, number)

    def unlink(path: str) -> None:
        real_unlink(path)
        found.add("remove", path)

    def mkdir(path: str, mode: int = 0o777) -> None:
        real_mkdir(path, mode)
        found.add("make folder", path)

    with pytest.MonkeyPatch.context() as patch:
        for name, call in (("open", open_), ("fsync", sync), ("replace", replace), ("unlink", unlink)):
            patch.setattr(os, name, call)
        patch.setattr(os, "mkdir", mkdir)
        patch.setattr(os, "link", link)
        yield found


def crashes(disk: Disk, steps: list[Step]) -> Iterator[tuple[int, Tree]]:
    """After every step, each state that the disk may be in, with what was said to be safe by then."""
    safe = 0
    yield from ((safe, tree) for tree in disk.states())
    for step in steps:
        if step.kind == "acknowledged":
            safe = step.number
        disk.do(step)
        yield from ((safe, tree) for tree in disk.states())


@dataclass
class Disk:
    """What is safe on the disk, and what is only in memory: file contents by number, names by folder."""

    contents: dict[int, tuple[bytes, bytes | None]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, list[Step]] = field(default_factory=dict)

    @classmethod
    def holding(cls, root: Path) -> Disk:
        """A disk on which everything that is under a folder now is safe."""
        found = cls()
        for path in root.rglob("*"):
            number = 0 if path.is_dir() else path.stat().st_ino
            found.names[os.path.relpath(path, root)] = number
            if number:
                found.contents[number] = (path.read_bytes(), None)
        return found

    def do(self, step: Step) -> None:
        """Carry a step out."""
        if step.kind == "write":
            safe, _ = self.contents.get(step.number, (b"", None))
            self.contents[step.number] = (safe, step.data)
        elif step.kind == "sync file":
            safe, waiting = self.contents.get(step.number, (b"", None))
            self.contents[step.number] = (safe if waiting is None else waiting, None)
        elif step.kind == "sync folder":
            for name in self.waiting.pop(step.path, []):
                change(self.names, name)
        elif step.kind != "acknowledged":
            self.waiting.setdefault(str(Path(step.path).parent), []).append(step)

    def states(self) -> Iterator[Tree]:
        """Every state that a crash now may leave."""
        folders = list(self.waiting.values())
        for counts in itertools.product(*(range(len(steps) + 1) for steps in folders)):
            names = dict(self.names)
            for steps, count in zip(folders, counts, strict=True):
                for step in steps[:count]:
                    change(names, step)
            yield from self._filled({name: number for name, number in names.items() if is_reached(name, names)})

    def _filled(self, names: dict[str, int]) -> Iterator[Tree]:
        numbers = sorted({number for number in names.values() if number})
        for chosen in itertools.product(*(self._may_hold(number) for number in numbers)):
            held = dict(zip(numbers, chosen, strict=True))
            yield {name: held.get(number) for name, number in names.items()}

    def _may_hold(self, number: int) -> tuple[bytes, ...]:
        safe, waiting = self.contents.get(number, (b"", None))
        return (safe,) if waiting is None else (safe, waiting[: len(waiting) // 2], waiting)


def change(names: dict[str, int], step: Step) -> None:
    """What a step does to the names; folders have the number 0."""
    if step.kind in ("make", "make folder"):
        names[step.path] = step.number
    elif step.kind == "move":
        names.pop(step.path, None)
        names[step.to] = step.number
    elif step.kind == "remove":
        names.pop(step.path, None)


def is_reached(name: str, names: dict[str, int]) -> bool:
    """Whether every folder above it is there."""
    above = str(Path(name).parent)
    return above == "." or (above in names and is_reached(above, names))


def lay(tree: Tree, folder: Path) -> None:
    """Make a state again."""
    for name in sorted(tree):
        data, path = tree[name], folder / name
        if data is None:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(data)
