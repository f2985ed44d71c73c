"""Lines of generated Python, and the values they name; nothing an author wrote is in a line but as a literal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Code:
    """Code being written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.values: dict[str, object] = {}
        self._depth = 0
        self._made = 0
        self._sets: dict[frozenset[object], str] = {}

    def put(self, line: str) -> None:
        """Write a line."""
        self.lines.append("    " * self._depth + line)

    def note(self, words: str) -> None:
        """Write a comment for whoever looks at the code; a name never holds a line break."""
        self.put(f"# {words}")

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Write what stands inside of `if …:` or its like."""
        self.put(head)
        self._depth += 1
        yield
        self._depth -= 1

    def fresh(self, kind: str) -> str:
        """A name that nothing has yet."""
        self._made += 1
        return f"{kind}{self._made}"

    def value(self, kind: str, value: object) -> str:
        """The name of a value that is made once."""
        if isinstance(value, frozenset) and value in self._sets:
            return self._sets[value]
        name = self.fresh(kind)
        if isinstance(value, frozenset):
            self._sets[value] = name
        self.values[name] = value
        return name

    @property
    def text(self) -> str:
        """Everything written."""
        return "\n".join((*self.lines, ""))


def shown(values: Mapping[str, object]) -> Iterator[str]:
    """The values that code names, as comments; long ones are cut."""
    for name, value in values.items():
        words = repr(sorted(value, key=str)) if isinstance(value, frozenset) else type(value).__name__
        yield f"# {name}: {words if len(words) <= 100 else words[:99] + '…'}"  # noqa: PLR2004 - a line's width
