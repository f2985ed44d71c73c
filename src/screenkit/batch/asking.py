"""The questions of a screen as Python: straight down the screen, each answer is taken and its place filled.

Two ways of the same walk. `Quick` leaves at the first thing that is not as it should be, and what it takes is whole.
`Whole` takes any record and tells everything that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from screenkit.batch.cells import ABSENT, MAYBE, RULED_OUT, SAID, Words, read_of
from screenkit.batch.code import Code
from screenkit.batch.keys import MISSING, Key, looks_over
from screenkit.batch.truths import ALWAYS, Pair, Truths
from screenkit.questions import (
    Checkpoint,
    Choosing,
    Integer,
    Note,
    Phone,
    Repeat,
    SelectMultiple,
    TextQuestion,
    YesOrNo,
)
from screenkit.screen import Entry, Screen


class Walk(Protocol):
    """How the answers to questions are taken."""

    code: Code
    truths: Truths

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question outside repeats."""

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        """Take the list of instances, and make a row of places for each."""

    def loop(self, entry: Entry, rows: str) -> str:
        """The head of a loop over the instances, with a row's places as `r`."""

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        """Take the answer to a question about one instance."""

    def instance(self, entry: Entry) -> None:
        """What is left to see about an instance."""

    def end(self, entry: Entry, rows: str) -> None:
        """What is left to see about a repeat."""


def ask(screen: Screen, walk: Walk) -> None:
    """Write the walk down the screen."""
    for number, entry in enumerate(screen.entries):
        name, cell = entry.question.name, f"x{number}"
        walk.code.note(name)
        relevant = _relevant(walk.truths, entry)
        if isinstance(entry.question, Repeat):
            rows = f"rows{number}"
            walk.repeat(entry, relevant, cell, rows)
            walk.truths.cells[name], walk.truths.rows[name] = cell, rows
            _ask_each(walk, entry, rows)
            walk.end(entry, rows)
        else:
            walk.outer(entry, relevant, cell)
            walk.truths.cells[name] = cell


def _relevant(truths: Truths, entry: Entry) -> Pair:
    return ALWAYS if entry.condition is None else truths.of(entry.condition)


def _ask_each(walk: Walk, entry: Entry, rows: str) -> None:
    """What is asked in each instance: one after the other, but where a question looks at all the others' answers."""
    for number, stage in enumerate(_stages(entry)):
        with walk.code.block(walk.loop(entry, rows)), walk.truths.inside("r"):
            for column in stage:
                inner = entry.inner[column]
                walk.code.note(f"{entry.question.name}.{inner.question.name}")
                walk.inner(inner, _relevant(walk.truths, inner), f"r[{column}]")
                walk.truths.columns[entry.question.name, inner.question.name] = column
            if number == 0:
                walk.instance(entry)


def _stages(entry: Entry) -> Iterator[Sequence[int]]:
    stage: list[int] = []
    for column, inner in enumerate(entry.inner):
        if stage and inner.condition is not None and looks_over(inner.condition, entry.question.name):
            yield stage
            stage = []
        stage.append(column)
    yield stage


class Quick:
    """Takes what is whole, and leaves by an exception or `return None` at anything else."""

    def __init__(self, code: Code, truths: Truths) -> None:
        self.code = code
        self.truths = truths

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        if relevant is ALWAYS:
            self._take(entry, "answers", cell)
            return
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("given += 1")
            self._take(entry, "answers", cell)
        self._else(relevant, cell)

    def _else(self, relevant: Pair, cell: str) -> None:
        with self.code.block("else:"):
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        self.code.put(f"{rows} = []")
        if relevant is ALWAYS:
            self._open(entry, cell)
            return
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("given += 1")
            self._open(entry, cell)
        with self.code.block("else:"):
            self.code.put("items = ()")
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")

    def _open(self, entry: Entry, cell: str) -> None:
        question = entry.question
        least, most = (question.min, question.max) if isinstance(question, Repeat) else (0, 0)
        self.code.put(f"items = answers[{question.name!r}]")
        with self.code.block(f"if items.__class__ is not list or not {least} <= len(items) <= {most}:"):
            self.code.put("return None")
        self.code.put(f"{cell} = 'complete'")

    def loop(self, entry: Entry, rows: str) -> str:
        if (entry.question.name, entry.inner[0].question.name) in self.truths.columns:
            return f"for item, r in zip(items, {rows}):"
        always = sum(1 for inner in entry.inner if inner.condition is None)
        places = ", ".join([str(RULED_OUT)] * len(entry.inner))
        self.code.put(f"{rows} = [[{places}, {always}] for _ in items]")
        return f"for item, r in zip(items, {rows}):"

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        if relevant is ALWAYS:
            self._take(entry, "item", cell)
            return
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("r[-1] += 1")
            self._take(entry, "item", cell)
        self._else(relevant, cell)

    def instance(self, entry: Entry) -> None:
        """Where all is seen in one pass, whether there is more in an instance is seen in it, too."""
        if len(list(_stages(entry))) == 1:
            self._whole()

    def end(self, entry: Entry, rows: str) -> None:
        if len(list(_stages(entry))) > 1:
            with self.code.block(f"for item, r in zip(items, {rows}):"):
                self._whole()

    def _whole(self) -> None:
        with self.code.block("if len(item) != r[-1]:"):
            self.code.put("return None")
        self.code.put("keys += r[-1]")

    def _take(self, entry: Entry, mapping: str, cell: str) -> None:
        self.code.put(f"v = {mapping}[{entry.question.name!r}]")
        self._text(entry, cell)
        with self.code.block("elif v.__class__ is dict and len(v) == 1:"):
            self.code.put(f"{cell} = {_absent(self.code)}[v['absent']]")
            self.code.put("keys += 1")
        with self.code.block("else:"):
            self.code.put("return None")
        if isinstance(entry.question, Checkpoint):
            with self.code.block(f"if {cell} != 'yes':"):
                self.code.put("return None")

    def _text(self, entry: Entry, cell: str) -> None:
        question = entry.question
        if isinstance(question, SelectMultiple):
            read = self.code.value("read", read_of(question))
            with self.code.block("if v.__class__ is list:"):
                self.code.put(f"{cell} = {read}[tuple(v)]")
            with self.code.block("elif v.__class__ is str:"):
                self.code.put(f"{cell} = {read}[v]")
        elif isinstance(question, YesOrNo | Choosing):
            with self.code.block("if v.__class__ is str:"):
                self._among(frozenset(question.option_names), cell)
        elif isinstance(question, Note):
            with self.code.block("if v.__class__ is str:"):
                self._among(frozenset({"read"}), cell)
        elif isinstance(question, TextQuestion):
            self._words(question, cell)
        else:
            self._measured(entry, cell)

    def _among(self, names: frozenset[str], cell: str) -> None:
        with self.code.block(f"if v not in {self.code.value('c', names)}:"):
            self.code.put("return None")
        self.code.put(f"{cell} = v")

    def _words(self, question: TextQuestion, cell: str) -> None:
        with self.code.block("if v.__class__ is str:"):
            with self.code.block(
                "if not (v.isascii() and v.isprintable() and len(v) < 10000 and not v.isspace() and v):"
            ):
                self.code.put(f"{self.code.value('words', Words(question))}[v]")
            self.code.put(f"{cell} = {SAID!r}; colons += v.count(':')")

    def _measured(self, entry: Entry, cell: str) -> None:
        """Numbers, dates, times and telephone numbers."""
        question = entry.question
        if isinstance(question, Integer):
            least = -999_999_999 if question.min is None else question.min
            most = 999_999_999 if question.max is None else question.max
            with self.code.block("if v.__class__ is int:"):
                with self.code.block(f"if not {least} <= v <= {most}:"):
                    self.code.put("return None")
                self.code.put(f"{cell} = (v,)")
            head = "elif v.__class__ is str:"
        else:
            head = "if v.__class__ is str:"
        read = self.code.value("read", Words(question) if isinstance(question, Phone) else read_of(question))
        with self.code.block(head):
            self.code.put(f"{cell} = {read}[v]; colons += v.count(':')")
            if getattr(question, "not_future", False):
                with self.code.block(f"if {cell}[2] > day:"):
                    self.code.put("return None")


def _absent(code: Code) -> str:
    """The name of the table of reasons."""
    code.values["absent"] = ABSENT
    return "absent"


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
