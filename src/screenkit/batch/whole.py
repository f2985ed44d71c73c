"""A record taken whole: every answer is read as the interview reads it, and everything that is wrong is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from screenkit.batch.cells import ABSENT, MAYBE, NOT_ASKED, RULED_OUT, Cell, known_date
from screenkit.batch.keys import MISSING, Broken, Ended, Key, word
from screenkit.batch.result import Fault, Hidden
from screenkit.diagnostics import Route, near
from screenkit.questions import Checkpoint, Common, Date, DateTime, Repeat
from screenkit.refusals import Refused
from screenkit.source import LIMITS
from screenkit.words import say

_HINT = "write {absent: unknown}, {absent: declined} or {absent: not-asked}"
_CERTAIN = 2
Given = Mapping[str, Any]


class Enough(Exception):  # noqa: N818 - not an error: the record has said enough
    """There are so many faults that the others are not told."""


@dataclass
class All:
    """Everything that one record is found to hold.

    With `is_finished`, every question must have been put. Where an answer cannot be read, nothing is said of what
    hangs on it: whether that should have been asked cannot be told. As long as all could be read, it `is_sure`.
    """

    today: date
    is_finished: bool
    is_blind: bool = False
    faults: list[Fault] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)
    """The questions whose answers could not be read, or hang on such."""
    _route: Route = ("answers",)
    _row: int = 0
    _idle: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.day = self.today.toordinal()
        self.is_sure = not self.is_blind

    def fault(self, code: str, message: str, route: Route, hint: str | None = None) -> None:
        """Tell what is wrong at a place below the one at hand."""
        if len(self.faults) == LIMITS.faults:
            many = f"the record has more than {LIMITS.faults} faults; the others are not shown"
            self.faults.append(Fault("too-many-faults", (), many))
            raise Enough
        self.faults.append(Fault(code, (*self._route, *route), message, hint))

    def is_calm(self, key: Key) -> bool:
        """Whether nothing is doubtful about the instances of a repeat as such."""
        return self.is_sure or not (self.is_blind or key.name in self._idle or key.name in self.unclear)

    def cell(self, key: Key, given: Given, relevant: int) -> Cell:
        """What a question's answer is to conditions; everything that is wrong with it is told."""
        raw = given.get(key.question.name, MISSING)
        doubtful = self._is_doubtful(key)
        if (doubtful and key.repeat not in self._idle) or isinstance(given, Broken):
            self._doubt(key)
        if raw is MISSING:
            if relevant == _CERTAIN and self.is_finished and not (doubtful or isinstance(given, Broken)):
                self.fault("missing-answer", f"`{key.name}` was never put", (key.name,))
            return _without_value(relevant)
        cell = raw if raw.__class__ is str and raw in key.choices else self._read(key, raw)
        if cell is None:
            self._doubt(key)
        elif relevant != _CERTAIN and cell != NOT_ASKED and not doubtful:
            self._refuse_idle(key)
        if relevant != _CERTAIN or cell is None:
            return _without_value(relevant)
        if isinstance(key.question, Checkpoint) and cell != "yes" and key.repeat not in self._idle:
            self._unmet(key.question)
        return cell

    def _refuse_idle(self, key: Key) -> None:
        self.fault("not-relevant", f"`{key.name}` is not asked after these answers", (key.name,))

    def _is_doubtful(self, key: Key) -> bool:
        """Whether what decides over the question could not be read, or was told to be idle already."""
        if self.is_blind or key.repeat in self._idle:
            return True
        if not self.unclear:
            return False
        if not self.unclear.isdisjoint(key.deciding) or key.repeat in self.unclear:
            return True
        return any(f"{key.repeat}[{self._row}].{name}" in self.unclear for name in key.beside)

    def _doubt(self, key: Key) -> None:
        self.is_sure = False
        names = (f"{key.repeat}.{key.name}", f"{key.repeat}[{self._row}].{key.name}") if key.repeat else (key.name,)
        self.unclear.update(names)

    def _read(self, key: Key, raw: object) -> Cell | None:
        """The cell, or None where there is none and that is told."""
        question = key.question
        if isinstance(raw, Ended):
            raw = str(raw)
        if isinstance(raw, dict):
            return self._absent(question, raw, (question.name,))
        try:
            cell = known_date(raw, key.read) if isinstance(question, Date) and "day" in question.precision else None
            if cell is None:
                cell = key.read[self._choices(question, raw) if isinstance(raw, list | tuple) else word(raw)]
            self._refuse_future(question, cell)
        except Refused as refusal:
            if refusal.key:
                words = f"`{question.name}`: {say(refusal.key, 'en', **refusal.facts)}"
                self.fault("refused-answer", words, (question.name,))
            return None
        return cell

    def _refuse_future(self, question: Common, cell: Cell) -> None:
        if not isinstance(question, Date | DateTime) or not question.not_future:
            return
        if (cell.toordinal() if isinstance(cell, date) else cell.first_day) > self.day:
            raise Refused("not-future")

    def _choices(self, question: Common, raw: Any) -> tuple[str, ...]:  # noqa: ANN401 - a list of anything
        try:
            return tuple(word(part) for part in raw)
        except Refused:
            self.fault("wrong-shape", f"`{question.name}` takes a list of choices", (question.name,))
        raise Refused("")

    def _unmet(self, question: Checkpoint) -> None:
        """An interview ends where a checkpoint is not met, and nothing after it is put."""
        if self.is_finished:
            words = f"`{question.name}` was not met: such a screening is stopped, not completed"
            self.fault("checkpoint-not-met", words, (question.name,))
        self.is_finished = False

    def _absent(self, question: Common, raw: Given, route: Route) -> int | None:
        reason = raw.get("absent")
        if len(raw) != 1 or not isinstance(reason, str) or reason not in ABSENT:
            self.fault("wrong-shape", f"`{question.name}` has neither a value nor a reason for none", route, _HINT)
            return None
        return ABSENT[reason]

    def repeat(self, key: Key, given: Given, relevant: int) -> tuple[Cell, Sequence[Given]]:
        """The answer to a repeat, and its instances."""
        raw = given.get(key.name, MISSING)
        doubtful = self._is_doubtful(key)
        if raw.__class__ is list and relevant == _CERTAIN and not doubtful and _is_whole(key.question, raw):
            return "complete", raw
        cell, items = (MISSING, []) if raw is MISSING else self._listed(key.question, raw)
        if doubtful or cell is None:
            self._doubt(key)
        if relevant != _CERTAIN:
            if not doubtful:
                self._refuse_idle_list(key, cell, len(items))
            # Its fault is told; what is asked in it cannot be wanted, and must still be readable.
            self._idle.add(key.name)
            self.is_sure = False
            return _without_value(relevant), items
        return (NOT_ASKED if cell in (None, MISSING) else cell), items

    def _refuse_idle_list(self, key: Key, cell: Cell | None, number: int) -> None:
        if number or (cell is not MISSING and cell != NOT_ASKED):
            self._refuse_idle(key)

    def enough(self, key: Key, given: Given, cell: Cell, number: int) -> None:
        """Tell that nobody said whether there are more, or that there are too few; that is asked after all of them."""
        if cell in (MAYBE, RULED_OUT) or not self.is_finished or self._is_doubtful(key) or key.name in self.unclear:
            return
        raw = given.get(key.name, MISSING)
        least = key.question.min if isinstance(key.question, Repeat) else 0
        if raw is MISSING or (isinstance(raw, dict) and raw.keys().isdisjoint(("absent", "more"))):
            self.fault("missing-answer", f"`{key.name}` was never put", (key.name,))
        elif number < least:
            self.fault("missing-answer", f"`{key.name}` needs {least} at least", (key.name,))

    def _listed(self, question: Common, raw: object) -> tuple[Cell | None, list[Given]]:
        more: Cell | None = "complete"
        items: object = list(raw) if isinstance(raw, tuple) else raw
        if isinstance(raw, dict) and "absent" in raw:
            items, more = [], self._absent(question, raw, (question.name,))
        elif isinstance(raw, dict):
            items, more = self._partial(question, raw)
        if not isinstance(items, list):
            self.fault("wrong-shape", f"`{question.name}` takes a list, one entry each", (question.name,))
            return None, []
        most = question.max if isinstance(question, Repeat) else 0
        if len(items) > most:
            words = f"`{question.name}`: {say('too-many', 'en', most=most)}"
            self.fault("refused-answer", words, (question.name,))
        inside: Route = (question.name, "items") if isinstance(raw, dict) else (question.name,)
        return more, [self._mapping(item, (*inside, number)) for number, item in enumerate(items)]

    def _partial(self, question: Common, raw: Given) -> tuple[object, Cell | None]:
        self._refuse_keys(raw, ("items", "more"), (question.name,))
        items, more = raw.get("items", []), raw.get("more")
        if more is None:
            return items, MISSING
        if not isinstance(more, dict):
            words = f"`more` of `{question.name}` is a reason for not knowing"
            self.fault("wrong-shape", words, (question.name, "more"))
            return items, None
        return items, self._absent(question, more, (question.name, "more"))

    def _refuse_keys(self, raw: Given, known: Sequence[str], route: Route) -> None:
        for key in raw:
            if key not in known:
                self.fault("unknown-key", "this is not a key here", (*route, Hidden(key)))

    def _mapping(self, item: object, route: Route) -> Given:
        if isinstance(item, dict):
            return item
        self.fault("wrong-shape", "a mapping of questions to answers belongs here", route)
        return Broken()

    def each(self, key: Key, given: Given, rows: list[list[Cell]], items: Sequence[Given]) -> Iterator[Any]:
        """Each instance with the places for its answers; what is told meanwhile is told of it."""
        route = self._route
        inside = (key.name, "items") if isinstance(given.get(key.name), dict) else (key.name,)
        for number, pair in enumerate(zip(rows, items, strict=True)):
            self._route, self._row = (*route, *inside, number), number
            yield pair
        self._route = route

    def unknown(self, known: frozenset[str], given: Given) -> None:
        """Tell every key that is no question's name."""
        if not known.issuperset(given):
            for key in (key for key in given if key not in known):
                hint = _near(str(key), known)
                self.fault("unknown-question", "this question does not exist", (Hidden(key),), hint)


def _is_whole(question: Common, items: Sequence[object]) -> bool:
    """Whether a list is no longer than it may be, and each of its entries a mapping."""
    most = question.max if isinstance(question, Repeat) else 0
    return len(items) <= most and {dict}.issuperset(map(type, items))


def _without_value(relevant: int) -> int:
    return (RULED_OUT, MAYBE, NOT_ASKED)[relevant]


@lru_cache(maxsize=256)
def _near(key: str, known: frozenset[str]) -> str | None:
    """The question that was meant; looked for once, because one mistake is often in every record."""
    return near(key, known)
