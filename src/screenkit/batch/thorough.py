"""The thorough walk down a screen: it takes any record, and tells everything that is wrong with it."""

from __future__ import annotations

from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, RULED_OUT, SAID
from screenkit.batch.code import Code
from screenkit.batch.keys import MISSING, Key
from screenkit.batch.truths import ALWAYS, Truths
from screenkit.questions import Checkpoint, TextQuestion
from screenkit.screen import Entry


class Whole:
    """Takes any record; what is wrong with it is told to `all`, which also knows what cannot be told any more."""

    def __init__(self, code: Code, truths: Truths) -> None:
        self.code = code
        self.truths = truths
        self.key = ""

    def _key(self, entry: Entry) -> str:
        return self.code.value("key", Key.of(entry))

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        self._take(entry, relevant, cell, "answers")

    def _take(self, entry: Entry, relevant: Pair, cell: str, given: str) -> None:
        """What is as it should be is taken at once; all else is looked at by `all`."""
        is_fine = self._is_fine(entry)
        value = repr(SAID) if isinstance(entry.question, TextQuestion) else "v"
        taken = f"v.__class__ is str and {is_fine}" if is_fine else "False"
        looked = f"all.cell({self._key(entry)}, {given}, {_as_number(relevant)})"
        self.code.put(f"v = {given}.get({entry.question.name!r}, missing)")
        self.code.values["missing"] = MISSING
        if relevant is ALWAYS:
            self.code.put(f"{cell} = {value} if {taken} else {looked}")
            return
        with self.code.block(f"if all.is_sure and ({relevant.certain}):"):
            self.code.put(f"{cell} = {value} if {taken} else {looked}")
        with self.code.block("elif all.is_sure and v is missing:"):
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")
        with self.code.block("else:"):
            self.code.put(f"{cell} = {looked}")

    def _is_fine(self, entry: Entry) -> str:
        """What is asked of a text to be taken at once, where anything is."""
        question = entry.question
        if isinstance(question, Checkpoint):
            return "v == 'yes'"
        if isinstance(question, TextQuestion):
            return "v.isascii() and v.isprintable() and len(v) < 10000 and not v.isspace() and v"
        if question.kind != "choice":
            return ""
        return f"v in {self.code.value('c', frozenset(question.option_names))}"

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        self.key = self._key(entry)
        self.code.put(f"{cell}, items = all.repeat({self.key}, answers, {_as_number(relevant)})")
        self.code.put(f"{rows} = [[{RULED_OUT}] * {len(entry.inner)} for _ in items]")

    def loop(self, entry: Entry, rows: str) -> str:
        self.code.note(f"each of {entry.question.name}")
        return f"for r, item in all.each({self.key}, answers, {rows}, items):"

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        self._take(entry, relevant, cell, "item")

    def instance(self, entry: Entry) -> None:
        names = self.code.value("names", frozenset(inner.question.name for inner in entry.inner))
        self.code.put(f"all.unknown({names}, item)")

    def end(self, entry: Entry, rows: str) -> None:
        cell = self.truths.cells[entry.question.name]
        self.code.put(f"all.enough({self.key}, answers, {cell}, len(items))")
        with self.code.block(f"if {cell} in ({MAYBE}, {RULED_OUT}):"):
            self.code.put(f"{rows} = []")


def _as_number(relevant: Pair) -> str:
    if relevant is ALWAYS:
        return "2"
    return f"2 if {relevant.certain} else 1 if {relevant.possible} else 0"
