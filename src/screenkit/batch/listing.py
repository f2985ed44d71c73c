"""What rules come to, as numbers: two bits for each, or the bits of the answers themselves."""

from __future__ import annotations

from screenkit.batch.code import Code
from screenkit.batch.teller import Named

_TOGETHER = 8
"""So many rules share a number: it never comes to more than 6,561 pairs of names, which can be remembered."""


class Listing:
    """Writes what keeps which rules hold and which are open, in the order of the rules."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.parts: list[Named] = []
        self.numbers: list[str] = []
        """For each part the two expressions for what holds and what is open, or for both together."""

    def place(self, name: str) -> tuple[str, str]:
        """What is written where a rule holds, and where it is open."""
        if not self.parts or self.parts[-1].kind != "number" or len(self.parts[-1].names) == _TOGETHER:
            number = self.code.fresh("m")
            self.code.put(f"{number} = 0")
            self._add(Named("number", ()), f"{number}, 0")
        part = self.parts[-1]
        self.parts[-1] = Named("number", (*part.names, (name, 1 << 2 * len(part.names))))
        number, bit = self.numbers[-1].split(",")[0], 1 << 2 * len(part.names)
        return f"{number} += {bit}", f"{number} += {2 * bit}"

    @staticmethod
    def taken_back(put: str) -> str:
        """What is written where a rule is not open after all."""
        number, _, bit = put.split()
        return f"{number} &= ~{bit}"

    def bit(self, name: str, number: int, bit: int) -> None:
        """A rule that holds where one question was answered with yes: nothing has to be worked out."""
        head = f"yes{number} & "
        if not self.parts or self.parts[-1].kind != "bits" or not self.numbers[-1].startswith(head):
            self._add(Named("bits", ()), head)
        part = self.parts[-1] = Named("bits", (*self.parts[-1].names, (name, bit)))
        mask = sum({one for _, one in part.names})
        self.numbers[-1] = f"{head}{mask}, may{number} & {mask}"

    def lists(self) -> tuple[str, str]:
        """The names of two lists, for what holds and for what is open."""
        name = self.code.fresh("m")
        self.code.put(f"{name}_sure = []; {name}_open = []")
        self._add(Named("lists", ()), f"tuple({name}_sure), tuple({name}_open)")
        return f"{name}_sure", f"{name}_open"

    def _add(self, part: Named, numbers: str) -> None:
        self.parts.append(part)
        self.numbers.append(numbers)
