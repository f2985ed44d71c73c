"""The quick walk down a screen: it leaves at the first thing amiss, and what it takes is whole."""

from __future__ import annotations

from screenkit.batch.asking import stages
from screenkit.batch.cells import ABSENT, MAYBE, RULED_OUT, SAID, Words, read_of
from screenkit.batch.code import Code
from screenkit.batch.truths import ALWAYS, Pair, Truths
from screenkit.questions import (
    Checkpoint,
    Choosing,
    DateTime,
    Integer,
    Note,
    Phone,
    Repeat,
    SelectMultiple,
    TextQuestion,
    YesOrNo,
)
from screenkit.screen import Entry


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
        if len(list(stages(entry))) == 1:
            self._whole()

    def end(self, entry: Entry, rows: str) -> None:
        if len(list(stages(entry))) > 1:
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
            # Of all that is written so, only a time of day holds a colon, and no more than one.
            self.code.put(f"{cell} = {read}[v]" + ("; colons += 1" if isinstance(question, DateTime) else ""))
            if getattr(question, "not_future", False):
                with self.code.block(f"if {cell}[2] > day:"):
                    self.code.put("return None")


def _absent(code: Code) -> str:
    """The name of the table of reasons."""
    code.values["absent"] = ABSENT
    return "absent"
