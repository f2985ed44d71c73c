"""The quick walk down a screen: it leaves at the first thing amiss, and what it takes is whole.

Keys are only counted. Where a record has as many as were taken, it holds nothing twice, nothing unknown, and nothing
that is not asked.
"""

from __future__ import annotations

from datetime import date

from screenkit.batch.asking import is_staged, used
from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, REASONS, RULED_OUT, SAID, Words, read_of
from screenkit.batch.code import Code
from screenkit.batch.keys import label
from screenkit.batch.truths import ALWAYS, Truths
from screenkit.questions import (
    Checkpoint,
    Common,
    Date,
    DateTime,
    Integer,
    Note,
    Phone,
    Repeat,
    SelectMultiple,
    TextQuestion,
    YesOrNo,
)
from screenkit.screen import Entry, Screen

WORDS = "len({0}) < 10000 and {0}.isascii() and {0}.isprintable() and not {0}.isspace() and {0}"
"""What words hold that nothing has to be looked for in."""


class Quick:
    """Takes what is whole, and leaves by an exception or `return None` at anything else."""

    def __init__(self, code: Code, truths: Truths, screen: Screen) -> None:
        self.code = code
        self.truths = truths
        self.used = used(screen)
        self.each = {name for step in screen.steps for name in step.rule.each}
        self.texts: list[str] = []
        self.has_more = any(isinstance(one.question, TextQuestion) for entry in screen.entries for one in entry.inner)
        """Whether words are said in instances, which are kept in `more`."""

    # How a record is looked into.

    def found(self, mapping: str, name: str) -> str:
        """The expression for what stands there; it raises where nothing does."""
        return f"{mapping}[{name!r}]"

    def reason(self, cell: str) -> str:
        """The expression for why there is no answer; it raises for anything else."""
        return f"{reasons(self.code)}[{cell}['absent']]"

    def said(self, cell: str) -> str:
        """Whether there is an answer, in writing."""
        return f"{cell}.__class__ is str"

    def chosen(self, names: frozenset[str], cell: str) -> None:
        """Leave where a text is none of the choices."""
        with self.code.block(f"if {cell} not in {self.code.value('among', names)}:"):
            self.code.put("return None")

    def mapping(self, name: str) -> None:
        """Leave where something is no mapping: nothing may have been taken from it."""
        with self.code.block(f"if {name}.__class__ is not dict:"):
            self.code.put("return None")

    def several(self, question: SelectMultiple, seen: str) -> None:
        """Take several choices, with their order that of the question, or leave."""
        read = self.code.value("read", read_of(question))
        with self.code.block(f"if {seen}.__class__ is list:"):
            self.code.put(f"{seen} = {read}[tuple({seen})]")
        with self.code.block(f"elif {seen}.__class__ is str:"):
            self.code.put(f"{seen} = {read}[{seen}]")

    def is_each(self, question: Common) -> bool:
        """Whether a step is for each of the choices."""
        return any(name.rpartition(".")[2] == question.name for name in self.each)

    # The walk.

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        if relevant is ALWAYS:
            self._take(entry, "answers", cell)
            return
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("keys += 1")
            self._take(entry, "answers", cell)
        if self._is_used(entry):
            self._else(entry, relevant, cell)

    def _else(self, entry: Entry, relevant: Pair, cell: str) -> None:
        silent = self.truths.bits.silent(entry)
        with self.code.block(f"elif {relevant.possible}:"):
            self.code.put(f"{cell} = {MAYBE}{silent}")
        with self.code.block("else:"):
            self.code.put(f"{cell} = {RULED_OUT}")

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        self.code.put(f"{rows} = []")
        if relevant is ALWAYS:
            self._open(entry, cell)
            return
        self.code.put("items = ()")
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("keys += 1")
            self._open(entry, cell)
        with self.code.block("else:"):
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")

    def _open(self, entry: Entry, cell: str) -> None:
        question = entry.question
        least, most = (question.min, question.max) if isinstance(question, Repeat) else (0, 0)
        self.code.put(f"items = {self.found('answers', question.name)}")
        with self.code.block(f"if items.__class__ is not list or not {least} <= len(items) <= {most}:"):
            self.code.put("return None")
        self.code.put(f"{cell} = 'complete'")

    def place(self, entry: Entry) -> str:
        """Names of their own, but where all instances are gone through more than once."""
        return "r[{}]" if is_staged(entry) else "c{}"

    def loop(self, entry: Entry, rows: str) -> str:
        if not is_staged(entry):
            return "for item in items:"
        if (entry.question.name, entry.inner[0].question.name) not in self.truths.columns:
            places = ", ".join([str(RULED_OUT)] * len(entry.inner))
            self.code.put(f"{rows} = [[{places}] for _ in items]")
        return f"for item, r in zip(items, {rows}):"

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        if relevant is ALWAYS:
            self._take(entry, "item", cell)
            return
        with self.code.block(f"if {relevant.certain}:"):
            self.code.put("keys += 1")
            self._take(entry, "item", cell)
        if self._is_used(entry):
            self._else(entry, relevant, cell)

    def instance(self, entry: Entry, rows: str) -> None:
        self.mapping("item")
        if self._is_looked_at(entry) and not is_staged(entry):
            cells = [f"c{column}" if self._is_used(one) else RULED_OUT for column, one in enumerate(entry.inner)]
            self.code.put(f"{rows}.append(({', '.join(map(str, cells))},))")
        always = sum(1 for inner in entry.inner if inner.condition is None)
        if always:
            self.code.put(f"keys += {always}")

    def end(self, entry: Entry, rows: str) -> None:
        """Nothing is left: keys were counted."""

    # One answer.

    def _take(self, entry: Entry, mapping: str, cell: str) -> None:
        question, seen = entry.question, cell
        found = self.found(mapping, question.name)
        if isinstance(question, Checkpoint):
            with self.code.block(f"if {found} != 'yes':"):
                self.code.put("return None")
            self.code.put(f"{cell} = 'yes'{self.truths.bits.said_yes(entry)}")
            return
        if isinstance(question, TextQuestion):
            self._words(question, mapping, cell, is_used=self._is_used(entry))
            return
        if cell.startswith("r["):
            seen = "v"
        self.code.put(f"{seen} = {found}")
        if isinstance(question, YesOrNo):
            self._yes_or_no(entry, seen)
        else:
            self._text(question, seen)
        if seen != cell and self._is_used(entry):
            self.code.put(f"{cell} = {seen}")

    def _is_looked_at(self, entry: Entry) -> bool:
        return any(name.partition(".")[0] == entry.question.name for name in self.used)

    def _is_used(self, entry: Entry) -> bool:
        return label(entry.repeat, entry.question.name) in self.used

    def _silent(self, seen: str, more: str = "") -> None:
        """Take the reason why there is no answer."""
        self.code.put(f"{seen} = {self.reason(seen)}; keys += 1{more}")

    def _yes_or_no(self, entry: Entry, seen: str) -> None:
        with self.code.block(f"if {seen} == 'yes':"):
            self.code.put(f"pass{self.truths.bits.said_yes(entry)}")
        with self.code.block(f"elif {seen} != 'no':"):
            self._silent(seen, self.truths.bits.silent(entry))

    def _text(self, question: Common, seen: str) -> None:
        if isinstance(question, SelectMultiple):
            self.several(question, seen)
        elif isinstance(question, Note) or question.kind == "choice":
            names = frozenset({"read"}) if isinstance(question, Note) else frozenset(question.option_names)
            with self.code.block(f"if {self.said(seen)}:"):
                self.chosen(names, seen)
        else:
            self._measured(question, seen)
        with self.code.block("else:"):
            self._silent(seen)

    def _words(self, question: TextQuestion, mapping: str, cell: str, *, is_used: bool) -> None:
        # Kept by a name of its own, so that colons in it can be counted where that is needed.
        seen, emptied = "v", ""
        if mapping == "answers":
            seen = self.code.fresh("t")
            self.texts.append(seen)
            emptied = f"; {seen} = ''"
        taken = f"{cell} = " if is_used else ""
        self.code.put(f"{seen} = {self.found(mapping, question.name)}")
        with self.code.block(f"if {seen}.__class__ is str:"):
            with self.code.block(f"if not (is_plain and {seen} >= '!' or {WORDS.format(seen)}):"):
                self.code.put(f"{self.code.value('words', Words(question))}[{seen}]")
            self.code.put("; ".join([f"{taken}{SAID!r}"] * is_used + ["more.append(v)"] * (seen == "v")) or "pass")
        with self.code.block("else:"):
            self.code.put(f"{taken}{self.reason(seen)}; keys += 1{emptied}")

    def _measured(self, question: Common, seen: str) -> None:
        """Numbers, dates, times and telephone numbers."""
        head = "if"
        if isinstance(question, Integer):
            least = -999_999_999 if question.min is None else question.min
            most = 999_999_999 if question.max is None else question.max
            with self.code.block(f"if {seen}.__class__ is int:"):
                with self.code.block(f"if not {least} <= {seen} <= {most}:"):
                    self.code.put("return None")
                self.code.put(f"{seen} = ({seen},)")
            head = "elif"
        if isinstance(question, Date):
            self._date(question, seen)
            return
        read = self.code.value("read", Words(question) if isinstance(question, Phone) else read_of(question))
        with self.code.block(f"{head} {self.said(seen)}:"):
            # Of all that is written so, only a time of day holds a colon, and no more than one.
            self.code.put(f"{seen} = {read}[{seen}]" + ("; colons += 1" if isinstance(question, DateTime) else ""))
            if getattr(question, "not_future", False):
                with self.code.block(f"if {seen}[2] > day:"):
                    self.code.put("return None")

    def _date(self, question: Date, seen: str) -> None:
        """A whole day, which most dates are, is read at once; any other is looked up."""
        read = self.code.value("read", read_of(question))
        self.code.values["day_of"] = date.fromisoformat
        with self.code.block(f"if {self.said(seen)}:"):
            if "day" in question.precision:
                with self.code.block(f"if len({seen}) == 10 and {seen}[7] == '-' and '1' <= {seen} < '3':"):
                    self.code.put(f"{seen} = day_of({seen})")
                    if question.not_future:
                        with self.code.block(f"if {seen} > on:"):
                            self.code.put("return None")
            with self.code.block("else:" if "day" in question.precision else "if True:"):
                self.code.put(f"{seen} = {read}[{seen}]")
                if question.not_future:
                    with self.code.block(f"if {seen}[2] > day:"):
                        self.code.put("return None")


def reasons(code: Code) -> str:
    """The name of the table of reasons."""
    code.values["absent"] = REASONS
    return "absent"
