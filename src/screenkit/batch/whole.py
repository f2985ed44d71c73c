"""A record taken whole: every answer is read as the interview reads it, and everything that is wrong is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from screenkit.batch.cells import ABSENT, MAYBE, NOT_ASKED, RULED_OUT, Cell, known_date
from screenkit.batch.keys import MISSING, Broken, Ended, Key, word
from screenkit.batch.result import ANSWERS, Fault, Hidden, made
from screenkit.diagnostics import Route, near
from screenkit.questions import MAX_TEXT, Checkpoint, Common, Repeat
from screenkit.refusals import Refused
from screenkit.source import LIMITS
from screenkit.words import say

_HINT = "write {absent: unknown}, {absent: declined} or {absent: not-asked}"
_CERTAIN = 2
_MOST = {"most": MAX_TEXT}
Given = Mapping[str, Any]


class Enough(Exception):  # noqa: N818 - not an error: the record has said enough
    """There are so many faults that the others are not told."""


class All:
    """Everything that one record is found to hold.

    With `is_finished`, every question must have been put. Where an answer cannot be read, nothing is said of what
    hangs on it: whether that should have been asked cannot be told. As long as all could be read, it `is_sure`. With
    `is_plain`, no text in it holds anything but printable ASCII.
    """

    __slots__ = (
        "_idle",
        "faults",
        "inside",
        "is_blind",
        "is_finished",
        "is_plain",
        "is_sure",
        "row",
        "today",
        "unclear",
    )

    def __init__(self, today: date, *, is_finished: bool, is_blind: bool, is_plain: bool) -> None:
        self.today = today
        self.is_finished = is_finished
        self.is_blind = is_blind
        self.is_plain = is_plain
        self.is_sure = not is_blind
        self.faults: list[Fault] = []
        # The questions whose answers could not be read, or hang on such.
        self.unclear: set[str] = set()
        # The way from the answers to the instances at hand, and which row is being looked at.
        self.inside: Route = ()
        self.row = 0
        self._idle: set[str] = set()

    def fault(self, code: str, message: str, route: Route, hint: str | None = None) -> None:
        """Tell what is wrong at a place below the one at hand."""
        if len(self.faults) == LIMITS.faults:
            many = f"the record has more than {LIMITS.faults} faults; the others are not shown"
            self.faults.append(Fault("too-many-faults", (), many))
            raise Enough
        whole = (ANSWERS, *self.inside, self.row, *route) if self.inside else (ANSWERS, *route)
        self.faults.append(made(Fault, (code, whole, message, hint, 0, 0)))

    def is_calm(self, key: Key) -> bool:
        """Whether nothing is doubtful about the instances of a repeat as such."""
        return self.is_sure or not (self.is_blind or key.name in self._idle or key.name in self.unclear)

    def cell(self, key: Key, given: Given, relevant: int) -> Cell:
        """What a question's answer is to conditions; everything that is wrong with it is told."""
        raw = given.get(key.name, MISSING)
        doubtful = not self.is_sure and self._is_doubtful(key)
        broken = given.__class__ is Broken
        if (doubtful and key.repeat not in self._idle) or broken:
            self._doubt(key)
        if raw is MISSING:
            if relevant == _CERTAIN and self.is_finished and not (doubtful or broken):
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
        return any(f"{key.repeat}[{self.row}].{name}" in self.unclear for name in key.beside)

    def _doubt(self, key: Key) -> None:
        self.is_sure = False
        names = (f"{key.repeat}.{key.name}", f"{key.repeat}[{self.row}].{key.name}") if key.repeat else (key.name,)
        self.unclear.update(names)

    def _read(self, key: Key, raw: object) -> Cell | None:
        """The cell, or None where there is none and that is told."""
        if isinstance(raw, dict):
            return self._absent(key.name, raw, (key.name,))
        if self.is_plain and key.is_text and raw.__class__ is str and len(raw) > MAX_TEXT:
            # To look at every letter of so much text would take longer than all else.
            self._refused(key, "too-long", _MOST)
            return None
        cell: Cell = known_date(raw, key.read) if key.takes_days else None
        if cell is None:
            why: tuple[str, Mapping[str, object]] | None
            try:
                written = raw if raw.__class__ is str else self._written(key, raw)
                why = key.read.refused.get(written)
                cell = key.read[written] if why is None else None
            except Refused as refusal:
                why = refusal.key, refusal.facts
            if why is not None:
                self._refused(key, *why)
                return None
        if key.is_past and (cell.toordinal() if cell.__class__ is date else cell.first_day) > self.today.toordinal():
            self._refused(key, "not-future", {})
            return None
        return cell

    def _refused(self, key: Key, why: str, facts: Mapping[str, object]) -> None:
        if why:
            self.fault("refused-answer", _words(key.name, why, *facts.items()), (key.name,))

    def _written(self, key: Key, raw: object) -> str | tuple[str, ...]:
        """What stands there as the strict loader has it; raises `Refused`."""
        if isinstance(raw, Ended):
            return str(raw)
        return self._choices(key.question, raw) if isinstance(raw, list | tuple) else word(raw)

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

    def _absent(self, name: str, raw: Given, route: Route) -> int | None:
        reason = raw.get("absent")
        if len(raw) != 1 or not isinstance(reason, str) or reason not in ABSENT:
            self.fault("wrong-shape", f"`{name}` has neither a value nor a reason for none", route, _HINT)
            return None
        return ABSENT[reason]

    def repeat(self, key: Key, given: Given, relevant: int) -> tuple[Cell, Sequence[Given]]:
        """The answer to a repeat, and its instances."""
        raw = given.get(key.name, MISSING)
        doubtful = self._is_doubtful(key)
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
            items, more = [], self._absent(question.name, raw, (question.name,))
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
        return items, self._absent(question.name, more, (question.name, "more"))

    def _refuse_keys(self, raw: Given, known: Sequence[str], route: Route) -> None:
        for key in raw:
            if key not in known:
                self.fault("unknown-key", "this is not a key here", (*route, Hidden(key)))

    def _mapping(self, item: object, route: Route) -> Given:
        if isinstance(item, dict):
            return item
        self.fault("wrong-shape", "a mapping of questions to answers belongs here", route)
        return Broken()

    def within(self, key: Key, given: Given) -> Route:
        """The way from the answers to the instances of a repeat."""
        return (key.name, "items") if isinstance(given.get(key.name), dict) else (key.name,)

    def unknown(self, known: frozenset[str], given: Given) -> None:
        """Tell every key that is no question's name."""
        for key in (key for key in given if key not in known):
            self.fault("unknown-question", "this question does not exist", (Hidden(key),), _near(str(key), known))


def _without_value(relevant: int) -> int:
    return (RULED_OUT, MAYBE, NOT_ASKED)[relevant]


@lru_cache(maxsize=1_024)
def _words(name: str, why: str, *facts: tuple[str, object]) -> str:
    """Why an answer is refused; put into words once, because one mistake is often in many records."""
    return f"`{name}`: {say(why, 'en', **dict(facts))}"


@lru_cache(maxsize=256)
def _near(key: str, known: frozenset[str]) -> str | None:
    """The question that was meant; looked for once, because one mistake is often in every record."""
    return near(key, known)
