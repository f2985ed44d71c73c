"""The quick walk where msgspec has read the record: types and choices are as they should be, or it was refused."""

from __future__ import annotations

from screenkit.batch.cells import read_of
from screenkit.batch.quick import Quick, reasons
from screenkit.questions import SelectMultiple


class Typed(Quick):
    """Takes the parts of a record by their names; see `structs` for its shape."""

    def found(self, mapping: str, name: str) -> str:
        """What is not there has no `absent`, and is none of the kinds that are looked for."""
        return f"{mapping}.{name}_"

    def reason(self, cell: str) -> str:
        return f"{reasons(self.code)}[{cell}.absent_]"

    def mapping(self, _name: str) -> None:
        """It is one, or was refused."""

    def chosen(self, _names: frozenset[str], _cell: str) -> None:
        """It was among the choices, or was refused."""
        self.code.put("pass")

    def several(self, question: SelectMultiple, seen: str) -> None:
        """Only where steps are for each of them does their order matter; nothing may be chosen twice."""
        read = self.code.value("read", read_of(question))
        with self.code.block(f"if {seen}.__class__ is tuple:"):
            if self.is_each(question):
                self.code.put(f"{seen} = {read}[{seen}]")
            else:
                with self.code.block(f"if len({seen}) > 1 and len(set({seen})) < len({seen}):"):
                    self.code.put("return None")
        with self.code.block(f"elif {seen}.__class__ is str:"):
            self.code.put(f"{seen} = {read}[{seen}]")
