"""The thorough walk down a screen: it takes any record, and tells everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from screenkit.batch.asking import is_staged
from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, RULED_OUT, SAID, known_choices, known_date, known_time, read_of, reason_in
from screenkit.batch.code import Code
from screenkit.batch.keys import MISSING, Key, label
from screenkit.batch.quick import WORDS
from screenkit.batch.truths import ALWAYS, Truths
from screenkit.questions import MAX_TEXT, Checkpoint, Date, DateTime, Repeat, SelectMultiple, TextQuestion, YesOrNo
from screenkit.screen import Entry

PLAIN_WORDS = f"is_plain and {{0}} >= '!' and len({{0}}) <= {MAX_TEXT}"


class Whole:
    """Takes any record; what is wrong with it is told to `all`, which also knows what cannot be told any more."""

    def __init__(self, code: Code, truths: Truths, used: frozenset[str]) -> None:
        self.code = code
        self.truths = truths
        self.used = used
        self.key = ""

    def _key(self, entry: Entry) -> str:
        return self.code.value("key", Key.of(entry))

    def outer(self, entry: Entry, relevant: Pair, cell: str) -> None:
        self._take(entry, relevant, cell, "answers")

    def _take(self, entry: Entry, relevant: Pair, cell: str, given: str) -> None:
        """What is as it should be is taken at once; all else is looked at by `all`."""
        self.code.values |= {"missing": MISSING, "reason_in": reason_in}
        if relevant is ALWAYS:
            self._asked(entry, cell, given)
        elif label(entry.repeat, entry.question.name) in self.used:
            self._asked_perhaps(entry, relevant, cell, given)
        else:
            self._unused(entry, relevant, cell, given)

    def _asked(self, entry: Entry, cell: str, given: str) -> None:
        """Write what takes an answer to a question that is always asked."""
        is_alone = entry.question.kind == "choice" and not cell.startswith("r[")
        seen = cell if is_alone else "v"
        self.code.put(f"{seen} = {_get(given)}({entry.question.name!r}, missing)")
        # A reason for no answer is taken, too, but where what the question stands in may be doubtful.
        calm = "calm and " * bool(entry.repeat)
        looked = f"{calm}{self._reason(entry, seen)}all.cell({self._key(entry)}, {given}, 2)"
        if isinstance(entry.question, Checkpoint):
            looked = f"all.cell({self._key(entry)}, {given}, 2)"
        if is_alone:
            with self.code.block(f"if not ({self._is_fine(entry, seen)}):"):
                self.code.put(f"{cell} = {looked}")
        else:
            self._taken(entry, cell, looked)

    def _asked_perhaps(self, entry: Entry, relevant: Pair, cell: str, given: str) -> None:
        """The same for one that has a condition; where something was not read, others are asked as sure as before."""
        self.code.put(f"v = {_get(given)}({entry.question.name!r}, missing)")
        key, is_sure = self._key(entry), self._is_sure(entry)
        with self.code.block(f"if {is_sure} and {relevant.certain}:"):
            self._taken(entry, cell, f"{self._reason(entry, 'v')}all.cell({key}, {given}, 2)")
        with self.code.block(f"elif {is_sure} and v is missing:"):
            self.code.put(f"{cell} = {MAYBE} if {relevant.possible} else {RULED_OUT}")
        with self.code.block("else:"):
            self.code.put(f"{cell} = all.cell({key}, {given}, {_as_number(relevant)})")

    def _unused(self, entry: Entry, relevant: Pair, cell: str, given: str) -> None:
        """The same where nothing hangs on the answer: where there is none, it is only seen whether there should be."""
        key, name = self._key(entry), entry.question.name
        with self.code.block(f"if {name!r} in {given}:"):
            self.code.put(f"v = {given}[{name!r}]")
            with self.code.block(f"if {self._is_sure(entry)} and {relevant.certain}:"):
                self._taken(entry, cell, f"{self._reason(entry, 'v')}all.cell({key}, {given}, 2)")
            with self.code.block("else:"):
                self.code.put(f"all.cell({key}, {given}, {_as_number(relevant)})")
        with self.code.block(f"elif {relevant.certain}:"):
            self.code.put(f"all.cell({key}, {given}, 2)")

    def _is_sure(self, entry: Entry) -> str:
        if entry.repeat:
            return "all.is_sure"
        deciding = self.code.value("by", Key.of(entry).deciding)
        self.code.put(f"sure = all.is_sure or clear({deciding}) and not all.is_blind")
        return "sure"

    @staticmethod
    def _reason(entry: Entry, seen: str) -> str:
        return "" if isinstance(entry.question, Checkpoint) else f"reason_in({seen}) or "

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
            is_fine = self._is_fine(entry, "v")
            value = repr(SAID) if isinstance(question, TextQuestion) else "v"
            taken = f"{value} if {is_fine} else " if is_fine else ""
            self.code.put(f"{cell} = {taken}{looked}")

    def _worked_out(self, cell: str, how: Callable[..., Any], rest: str, looked: str, either: str = "{} or ") -> None:
        self.code.values[how.__name__] = how
        self.code.put(f"{cell} = {either.format(f'{how.__name__}(v{rest})')}{looked}")

    def _is_fine(self, entry: Entry, seen: str) -> str:
        """What is asked of a text to be taken at once, where anything is."""
        question = entry.question
        if isinstance(question, Checkpoint):
            return f"{seen} == 'yes'"
        if isinstance(question, TextQuestion):
            return f"{seen}.__class__ is str and ({PLAIN_WORDS.format(seen)} or {WORDS.format(seen)})"
        if isinstance(question, YesOrNo):
            return f"{seen} == 'yes' or {seen} == 'no'"
        if question.kind != "choice":
            return ""
        return f"{seen}.__class__ is str and {seen} in {self.code.value('among', frozenset(question.option_names))}"

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
            is_used = [label(one.repeat, one.question.name) in self.used for one in entry.inner]
            cells = [f"c{column}," if is_one else f"{RULED_OUT}," for column, is_one in enumerate(is_used)]
            self.code.put(f"{rows}.append(({' '.join(cells)}))")
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


def _get(given: str) -> str:
    return "get" if given == "answers" else f"{given}.get"


def _as_number(relevant: Pair) -> str:
    if relevant is ALWAYS:
        return "2"
    return f"2 if {relevant.certain} else 1 if {relevant.possible} else 0"
