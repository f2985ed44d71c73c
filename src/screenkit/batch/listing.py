"""Names of what holds and of what is open, in the order of the rules: as bits of numbers, so that rules cost little."""

from __future__ import annotations

from collections.abc import Sequence

from screenkit.batch.cells import Remembered
from screenkit.batch.code import Code

_TOGETHER = 8
"""So many rules share a number: what they can come to is remembered, and is never more than 6,561 pairs of names."""


class Listing:
    """Writes what lists the names of rules: two bits of a number for each, or a list where names are made."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.parts: list[tuple[str, tuple[str, ...]]] = []
        """Numbers with the names of their rules; a list that is filled stands as its name and no rules."""

    def place(self, name: str) -> tuple[str, str]:
        """What is written where a rule holds, and where it is open."""
        if not self.parts or not 0 < len(self.parts[-1][1]) < _TOGETHER:
            number = self.code.fresh("m")
            self.code.put(f"{number} = 0")
            self.parts.append((number, ()))
        number, names = self.parts[-1]
        self.parts[-1] = number, (*names, name)
        bit = 1 << 2 * len(names)
        return f"{number} += {bit}", f"{number} += {2 * bit}"

    @staticmethod
    def taken_back(put: str) -> str:
        """What is written where a rule is not open after all."""
        number, _, bit = put.split()
        return f"{number} &= ~{bit}"

    def lists(self) -> tuple[str, str]:
        """The names of two lists, for what holds and for what is open."""
        name = self.code.fresh("m")
        self.code.put(f"{name}_sure = []; {name}_open = []")
        self.parts.append((name, ()))
        return f"{name}_sure", f"{name}_open"

    def both(self) -> tuple[str, str]:
        """The expressions for all names that hold, and for those that are open."""
        pairs = [self._pair(name, rules) for name, rules in self.parts]
        return tuple(" + ".join(pair[which] for pair in pairs) or "()" for which in (0, 1))  # type: ignore[return-value]

    def _pair(self, name: str, rules: Sequence[str]) -> tuple[str, str]:
        if not rules:
            return f"tuple({name}_sure)", f"tuple({name}_open)"
        table = self.code.value("told", Remembered(Names(tuple(rules))))
        self.code.put(f"{name}_sure, {name}_open = {table}[{name}]")
        return f"{name}_sure", f"{name}_open"


class Names:
    """The names that a number tells of."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules

    def __call__(self, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those that hold, and those that are open."""
        states = [(name, number >> 2 * place & 3) for place, name in enumerate(self.rules)]
        return tuple(name for name, state in states if state == 1), tuple(name for name, state in states if state == 2)  # noqa: PLR2004 - two bits
