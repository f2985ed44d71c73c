"""The thorough walk down a screen: it takes any record, and tells everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from screenkit.batch.asking import is_staged
from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, RULED_OUT, SAID, known_choices, known_date, known_time, read_of, reason_in
from screenkit.batch.code import Code
from screenkit.batch.keys import MISSING, Key
from screenkit.batch.quick import WORDS
from screenkit.batch.truths import ALWAYS, Truths
from screenkit.questions import MAX_TEXT, Checkpoint, Date, DateTime, Repeat, SelectMultiple, TextQuestion, YesOrNo
from screenkit.screen import Entry

PLAIN_WORDS = f"is_plain and v >= '!' and len(v) <= {MAX_TEXT}"


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
        self.code.put(f"v = {'get' if given == 'answers' else 'item.get'}({entry.question.name!r}, missing)")
        self.code.values["missing"] = MISSING
        key = self._key(entry)
        # A reason for no answer, too, but where what the question stands in may be doubtful.
        reason = "" if isinstance(entry.question, Checkpoint) else f"{self._reason_in()}(v) or "
        if relevant is ALWAYS:
            calm = f"calm and {reason}" if entry.repeat and reason else reason
            self._taken(entry, cell, f"{calm}all.cell({key}, {given}, 2)")
            return
        # Where something could not be read, the others are asked as sure as before.
        is_sure = "all.is_sure"
        if not entry.repeat:
            deciding = self.code.value("by", Key.of(entry).deciding)
            self.code.put(f"sure = all.is_sure or clear({deciding}) and not all.is_blind")
            is_sure = "sure"
        with self.code.block(f"if {is_sure} and {relevant.certain}:"):
            self._taken(entry, cell, f"{reason}all.cell({key}, {given}, 2)")
        with self.code.block(f"elif {is_sure} and v is missing:"):
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")
        with self.code.block("else:"):
            self.code.put(f"{cell} = all.cell({key}, {given}, {_as_number(relevant)})")

    def _reason_in(self) -> str:
        self.code.values["reason_in"] = reason_in
        return "reason_in"

    def _taken(self, entry: Entry, cell: str, looked: str) -> None:
        """Write what takes an answer that is surely asked for."""
        question = entry.question
        is_past = bool(getattr(question, "not_future", False))
        if isinstance(question, Date) and "day" in question.precision:
            read = self.code.value("read", read_of(question))
            self._worked_out(cell, known_date, f", {read}" + ", on, day" * is_past, looked)
        elif isinstance(question, DateTime):
            read = self.code.value("read", read_of(question))
            self._worked_out(cell, known_time, f", {read}" + ", day" * is_past, looked)
        elif isinstance(question, SelectMultiple):
            read = self.code.value("read", read_of(question))
            self._worked_out(cell, known_choices, f", {read}", looked, "chosen if (chosen := {}) is not None else ")
        else:
            is_fine = self._is_fine(entry)
            value = repr(SAID) if isinstance(question, TextQuestion) else "v"
            taken = f"{value} if {is_fine} else " if is_fine else ""
            self.code.put(f"{cell} = {taken}{looked}")

    def _worked_out(self, cell: str, how: Callable[..., Any], rest: str, looked: str, either: str = "{} or ") -> None:
        self.code.values[how.__name__] = how
        self.code.put(f"{cell} = {either.format(f'{how.__name__}(v{rest})')}{looked}")

    def _is_fine(self, entry: Entry) -> str:
        """What is asked of a text to be taken at once, where anything is."""
        question = entry.question
        if isinstance(question, Checkpoint):
            return "v == 'yes'"
        if isinstance(question, TextQuestion):
            return f"v.__class__ is str and ({PLAIN_WORDS} or {WORDS.format('v')})"
        if isinstance(question, YesOrNo):
            return "v == 'yes' or v == 'no'"
        if question.kind != "choice":
            return ""
        return f"v.__class__ is str and v in {self.code.value('among', frozenset(question.option_names))}"

    def repeat(self, entry: Entry, relevant: Pair, cell: str, rows: str) -> None:
        self.key = self._key(entry)
        # As long as nothing is doubtful about whether there should be such a list.
        sure = "not all.is_blind"
        if relevant is not ALWAYS:
            deciding = self.code.value("by", Key.of(entry).deciding)
            sure = f"(all.is_sure or clear({deciding}) and not all.is_blind) and {relevant.certain}"
        most = entry.question.max if isinstance(entry.question, Repeat) else 0
        self.code.values["mappings"] = frozenset({dict})
        self.code.put(f"items = answers.get({entry.question.name!r})")
        # A list of no more mappings than there may be is taken at once.
        is_whole = f"items.__class__ is list and len(items) <= {most} and mappings.issuperset(map(type, items))"
        with self.code.block(f"if {sure} and {is_whole}:"):
            self.code.put(f"{cell} = 'complete'; calm = True; all.inside = ({entry.question.name!r},)")
        with self.code.block("else:"):
            self.code.put(f"{cell}, items = all.repeat({self.key}, answers, {_as_number(relevant)})")
            self.code.put(f"calm = all.is_calm({self.key}); all.inside = all.within({self.key}, answers)")
        made = f"[[{RULED_OUT}] * {len(entry.inner)} for _ in items]" if is_staged(entry) else "[]"
        self.code.put(f"{rows} = {made}")

    def place(self, entry: Entry) -> str:
        return "r[{}]" if is_staged(entry) else "c{}"

    def loop(self, entry: Entry, rows: str) -> str:
        self.code.note(f"each of {entry.question.name}")
        if is_staged(entry):
            return f"for (all.row, item), r in zip(enumerate(items), {rows}):"
        return "for all.row, item in enumerate(items):"

    def inner(self, entry: Entry, relevant: Pair, cell: str) -> None:
        self._take(entry, relevant, cell, "item")

    def instance(self, entry: Entry, rows: str) -> None:
        if not is_staged(entry):
            self.code.put(f"{rows}.append(({' '.join(f'c{column},' for column in range(len(entry.inner)))}))")
        names = self.code.value("names", frozenset(inner.question.name for inner in entry.inner))
        with self.code.block(f"if not {names}.issuperset(item):"):
            self.code.put(f"all.unknown({names}, item)")

    def end(self, entry: Entry, rows: str) -> None:
        cell = self.truths.cells[entry.question.name]
        least = entry.question.min if isinstance(entry.question, Repeat) else 0
        self.code.put("all.inside = ()")
        with self.code.block(f"if {cell} != 'complete' or len(items) < {least}:"):
            self.code.put(f"all.enough({self.key}, answers, {cell}, len(items))")
            with self.code.block(f"if {cell} in ({MAYBE}, {RULED_OUT}):"):
                self.code.put(f"{rows} = []")


def _as_number(relevant: Pair) -> str:
    if relevant is ALWAYS:
        return "2"
    return f"2 if {relevant.certain} else 1 if {relevant.possible} else 0"
