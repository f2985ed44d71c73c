"""The quick walk along a row of a table: each answer is taken from its column, and no record is made of them.

A cell that is written with blanks around it is never mistaken: it is none of the choices, and words that begin with a
blank are left to whoever reads the record. As many cells must be filled in as were taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self

from screenkit.batch.cells import ABSENT, SAID, Words, read_of
from screenkit.batch.code import Code
from screenkit.batch.heading import head
from screenkit.batch.keys import COMPLETE
from screenkit.batch.program import follow, leave, place_of, run, truths_of, walk_down
from screenkit.batch.quick import Quick
from screenkit.batch.result import Result
from screenkit.batch.tables import Walk, plan_of
from screenkit.batch.truths import Truths
from screenkit.questions import Repeat, SelectMultiple, TextQuestion
from screenkit.screen import JURISDICTION, Entry, Screen

_MOST = 100
_REASONS = {f"{{{word}}}": cell for word, cell in ABSENT.items()}


class Places(NamedTuple):
    """By which name code knows the cell of a column: of the header, of a question, of one in an instance."""

    names: Sequence[str]
    header: Mapping[str, str]
    answers: Mapping[str, str]
    inside: Mapping[tuple[str, int, str], str]

    @classmethod
    def of(cls, heads: Sequence[str]) -> Self | None:
        """Those of a table; None where two columns say the same, one says nothing, or there are very many instances."""
        names = [f"cell{number}" for number in range(len(heads))]
        plans = {plan_of(head): name for head, name in zip(heads, names, strict=True)}
        if "" in heads or len(plans) < len(heads):
            return None
        inside = {(plan[1], int(plan[2]), plan[3]): name for plan, name in plans.items() if plan[0] == "inside"}
        if any(number > _MOST for _, number, _ in inside):
            return None
        header = {plan[1]: name for plan, name in plans.items() if plan[0] == "header"}
        return cls(names, header, {plan[1]: name for plan, name in plans.items() if plan[0] == "question"}, inside)

    def items(self, entry: Entry) -> str:
        """The expression for the instances of a repeat, each with a cell for each of its questions."""
        last = max((number for repeat, number, _ in self.inside if repeat == entry.question.name), default=0)
        rows = []
        for number in range(1, last + 1):
            keys = [(entry.question.name, number, one.question.name) for one in entry.inner]
            rows.append(f"({', '.join(self.inside.get(key, BLANK) for key in keys)},)")
        return f"[{', '.join(rows)}]"


BLANK = "blank"
"""By which name code knows the cell that nobody filled in."""


class OfRow:
    """The header of a row."""

    lacking = BLANK

    def __init__(self, places: Places) -> None:
        self.places = places

    def key(self, name: str) -> str:
        return self.places.header.get(name, BLANK)

    def fixed(self, code: Code, name: str, values: frozenset[str]) -> None:
        del name
        with code.block(f"if v not in {code.value('h', values)}:"):
            code.put("return None")

    def rest(self, *names: str) -> str:
        """Those of them that have a column."""
        return (
            " or ".join(f"{self.key(name)} is not {BLANK}" for name in names if name in self.places.header) or "False"
        )


class Rowed(Quick):
    """Takes answers from columns; nothing is blank that is taken, and a reason for no answer stands in braces."""

    def __init__(self, code: Code, truths: Truths, screen: Screen, places: Places) -> None:
        super().__init__(code, truths, screen)
        self.places = places
        self.has_more = False
        self.inside: tuple[str, ...] = ()
        """The questions of the repeat at hand."""
        code.values |= {BLANK: "", "absent": _REASONS}

    def found(self, mapping: str, name: str) -> str:
        if mapping == "item":
            return f"item[{self.inside.index(name)}]"
        return self.places.answers.get(name, BLANK)

    def said(self, cell: str) -> str:
        return f"{cell}[0] != '{{'"

    def reason(self, cell: str) -> str:
        return f"absent[{cell}]"

    def mapping(self, _name: str) -> None:
        """An instance is made of its cells."""

    def several(self, question: SelectMultiple, seen: str) -> None:
        read = self.code.value("read", read_of(question))
        with self.code.block(f"if {self.said(seen)}:"):
            self.code.put(f"{seen} = {read}[{seen}]")
        with self.code.block(f"elif {seen} == '{{none}}':"):
            self.code.put(f"{seen} = {read}[()]")

    def _open(self, entry: Entry, cell: str) -> None:
        question = entry.question
        self.inside = tuple(one.question.name for one in entry.inner)
        least, most = (question.min, question.max) if isinstance(question, Repeat) else (0, 0)
        self.code.put(f"items = {self.places.items(entry)}")
        with self.code.block("while items and not any(items[-1]):"):
            self.code.put("items.pop()")
        with self.code.block(f"if {self.found('answers', question.name)} != {COMPLETE!r}:"):
            self.code.put("return None")
        with self.code.block(f"if not {least} <= len(items) <= {most}:"):
            self.code.put("return None")
        self.code.put(f"{cell} = 'complete'")

    def _silent(self, seen: str, more: str = "") -> None:
        self.code.put(f"{seen} = {self.reason(seen)}{more}")

    def _words(self, question: TextQuestion, mapping: str, cell: str, *, is_used: bool) -> None:
        taken = f"{cell} = " if is_used else ""
        self.code.put(f"v = {self.found(mapping, question.name)}")
        with self.code.block(f"if {self.said('v')}:"):
            with self.code.block("if not (is_plain and v >= '!'):"):
                with self.code.block("if v[0].isspace():"):
                    self.code.put("return None")
                self.code.put(f"{self.code.value('words', Words(question))}[v]")
            self.code.put(f"{taken}{SAID!r}" if is_used else "pass")
        with self.code.block("else:"):
            self.code.put(f"{taken}{self.reason('v')}")


MANY_ROWS = 500
"""From so many rows on, the code for the columns of a table has paid for itself."""


class Rows:
    """The code for the columns of a table, which is written when many rows have come."""

    def __init__(self, screen: Screen, as_of: datetime | None, heads: Sequence[str]) -> None:
        self.of = screen, as_of, heads
        self.left = MANY_ROWS
        self.walk: Walk = self._count

    def _count(self, cells: list[str]) -> Result | None:
        del cells
        self.left -= 1
        if self.left == 0:
            self.walk = row_walk(*self.of) or (lambda _: None)
        return None


def row_walk(screen: Screen, as_of: datetime | None, heads: Sequence[str]) -> Walk | None:
    """As `quick`, of a row with so many cells; None for heads that leave anything in doubt."""
    places = Places.of(heads)
    if places is None:
        return None
    code = Code()
    walk = Rowed(code, truths_of(screen, code), screen, places)
    with code.block("def row(cells):"):
        with code.block("try:"):
            code.put(f"{', '.join(places.names)}, = cells")
            code.put("text = ''.join(cells); is_plain = len(text) < 10000 and text.isascii() and text.isprintable()")
            place_of(screen, code, places.answers.get(JURISDICTION, "None"))
            with code.block("if not place or place[0] == '{':"):
                code.put("place = None")
            head(screen, as_of, code, OfRow(places), walk.truths.ages)
            with code.block("if name != name.strip():"):
                code.put("return None")
            walk_down(screen, code, walk)
            with code.block(f"if len(cells) - cells.count({BLANK}) + 1 != keys:"):
                code.put("return None")
            follow(screen, code, walk.truths)
        leave(code)
    found: Walk = run(screen, code)["row"]
    return found
