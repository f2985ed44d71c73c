"""The long lists that questions choose from, read when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from screenkit.reference import Choice


class ListsWhenNamed(Mapping[str, tuple[Choice, ...]]):
    """The long lists, each read when a question first names it: reading one takes as long as a small screen."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], tuple[Choice, ...]]) -> None:
        self._names = names
        self._read = cache(read)

    def __getitem__(self, name: str) -> tuple[Choice, ...]:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as what it holds: another process may not see the folders."""
        return dict, (dict(self),)
