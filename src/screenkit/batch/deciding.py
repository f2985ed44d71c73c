"""The rules of a screen as Python: what is indicated, which steps follow, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from screenkit.answers import Item
from screenkit.authored import Due
from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, RULED_OUT, Remembered
from screenkit.batch.code import Code
from screenkit.batch.listing import Listing
from screenkit.batch.result import Outcome
from screenkit.batch.truths import Truths, is_open
from screenkit.batch.zones import zone_named
from screenkit.conditions import Condition, Named
from screenkit.deadlines import due_at, latest_start, start_of
from screenkit.facts import NEW, Facts
from screenkit.schedule import calendar_of
from screenkit.screen import JURISDICTION, Indicated, Screen, Step


def decide(screen: Screen, code: Code, truths: Truths) -> None:
    """Write what follows from the answers, and return it."""
    rules = [one.condition for one in screen.indications]
    rules += [one.condition for one in screen.steps if one.condition is not None]
    for named in dict.fromkeys(name for rule in rules for name in _named(rule)):
        truths.defined[named.name] = truths.named(named)
    code.put("due = {}")
    indications = Listing(code)
    for indicated in screen.indications:
        _indicate(screen, indicated, indications, truths)
    writer = _Steps(screen, code, truths)
    for step in screen.steps:
        writer.write(step)
    writer.follow()
    found = ", ".join((*indications.both(), *writer.listing.both()))
    code.values["made"], code.values["Outcome"] = tuple.__new__, Outcome
    code.put(f"outcome = made(Outcome, ({found}, due))")


def _named(condition: Condition) -> Iterator[Named]:
    """The definitions that a condition names, those first that others are made of."""
    for part in condition.parts():
        yield from _named(part)
    if isinstance(condition, Named):
        yield condition


def _indicate(screen: Screen, indicated: Indicated, listing: Listing, truths: Truths) -> None:
    rule, code = indicated.rule, listing.code
    if rule.per is None:
        pair = truths.of(indicated.condition)
        _listed(code, pair, *listing.place(rule.name))
        return
    sure, maybe = listing.lists()
    with code.block(f"for n, r in enumerate({truths.rows[rule.per]}, 1):"), truths.inside("r"):
        name = f"{rule.name + '/'!r} + str(n)"
        _listed(code, truths.of(indicated.condition), f"{sure}.append({name})", f"{maybe}.append({name})")
    answer = truths.cells[rule.per]
    with code.block(f"if {is_open(answer)}:"), truths.inside("r"):
        _one_more(screen, rule.per, code, truths)
        with code.block(f"if {truths.of(indicated.condition).possible}:"):
            code.put(f"{maybe}.append({f'{rule.name}/{NEW}'!r})")


def _one_more(screen: Screen, repeat: str, code: Code, truths: Truths) -> None:
    """The places of an instance that nobody has named: whatever it could be asked, it may still be asked."""
    entry = screen.entry(Item(repeat))
    inner = entry.inner if entry else ()
    code.put(f"r = [{RULED_OUT}] * {len(inner)}")
    for column, one in enumerate(inner):
        possible = "True" if one.condition is None else truths.of(one.condition).possible
        with code.block(f"if {possible}:"):
            code.put(f"r[{column}] = {MAYBE}")


def _listed(code: Code, pair: Pair, sure: str, maybe: str) -> None:
    with code.block(f"if {pair.certain}:"):
        code.put(sure)
    with code.block(f"elif {pair.possible}:"):
        code.put(maybe)


class _Steps:
    def __init__(self, screen: Screen, code: Code, truths: Truths) -> None:
        self.screen = screen
        self.code = code
        self.truths = truths
        self.listing = Listing(code)
        self.rules = {step.rule.name: step.rule for step in screen.steps}
        self.leaders: list[tuple[str, str]] = []
        self.certain: dict[str, str] = {}
        self.perhaps: dict[str, str] = {}
        self.tables: dict[str, str] = {}

    def write(self, step: Step) -> None:
        """One step, or one for each value that was named."""
        if step.condition is None:
            return
        name, follower = step.rule.name, step.rule.if_unsure
        sure = maybe = ""
        if name in {one.rule.if_unsure for one in self.screen.steps}:
            sure = self.certain[name] = self._flag("sure")
        if follower is not None:
            maybe = self._flag("maybe")
            self.leaders.append((maybe, follower))
        self.code.note(name)
        if step.rule.each:
            self._each(step, step.condition, sure, maybe)
            return
        pair = self.truths.of(step.condition)
        happens, may_happen = self.listing.place(name)
        # What may happen is taken back where the step follows another that is not settled.
        self.perhaps[name] = self.listing.taken_back(may_happen)
        self._outcome(step, pair, repr(name), (happens, may_happen), (sure, maybe))

    def _flag(self, kind: str) -> str:
        flag = self.code.fresh(kind)
        self.code.put(f"{flag} = False")
        return flag

    def _outcome(self, step: Step, pair: Pair, name: str, put: tuple[str, str], flags: tuple[str, str]) -> None:
        for head, one, flag in zip((f"if {pair.certain}:", f"elif {pair.possible}:"), put, flags, strict=True):
            with self.code.block(head):
                self._happens(step, name, one, flag)

    def _happens(self, step: Step, name: str, put: str, flag: str) -> None:
        self.code.put(put)
        if flag:
            self.code.put(f"{flag} = True")
        self._due(step.rule.due, name)

    def _due(self, due: Due | None, name: str) -> None:
        cells = [self.truths.cells.get(after) for after in due.after] if due else []
        if due is None or not cells or None in cells:
            return
        words = repr(due)
        table = self.tables.get(words) or self.code.value("due", Remembered(_Due(self.screen, due)))
        self.tables[words] = table
        known = " and ".join(f"{cell}.__class__ is not int" for cell in dict.fromkeys(cells))
        with self.code.block(f"if {known}:"):
            times = ", ".join(f"{cell}.value" for cell in cells)
            self.code.put(f"at = {table}[place, {times}]")
            with self.code.block("if at:"):
                self.code.put(f"due[{name}] = at")

    def _each(self, step: Step, condition: Condition, sure: str, maybe: str) -> None:
        lists = self.listing.lists()
        self.perhaps[step.rule.name] = lists[1]
        self.code.put("named = {}; silent = False")
        for name in step.rule.each:
            self._name(name)
        with self.code.block("for e in named:"), self.truths.for_each("known"):
            name = f"{step.rule.name + '/'!r} + e"
            put = f"{lists[0]}.append({name})", f"{lists[1]}.append({name})"
            self._outcome(step, self.truths.of(condition), name, put, (sure, maybe))
        with self.code.block("if silent:"), self.truths.for_each("new"):
            self.code.put("named = frozenset(named)")
            new = repr(f"{step.rule.name}/{NEW}")
            with self.code.block(f"if {self.truths.of(condition).possible}:"):
                self._happens(step, new, f"{lists[1]}.append({new})", maybe)

    def _name(self, name: str) -> None:
        """The values that a question was answered with."""
        repeat, _, inner = name.rpartition(".")
        if not repeat:
            self._values(self.truths.cells[inner])
            return
        answer, rows = self.truths.cells[repeat], self.truths.rows[repeat]
        with self.code.block(f"if {is_open(answer)}:"):
            self.code.put("silent = True")
        with self.code.block(f"for r in {rows}:"):
            self._values(f"r[{self.truths.columns[repeat, inner]}]")

    def _values(self, cell: str) -> None:
        with self.code.block(f"if {cell}.__class__ is str:"):
            self.code.put(f"named[{cell}] = None")
        with self.code.block(f"elif {cell}.__class__ is tuple:"):
            self.code.put(f"named.update(dict.fromkeys({cell}))")
        with self.code.block(f"elif {cell} != {RULED_OUT}:"):
            self.code.put("silent = True")

    def follow(self) -> None:
        """The steps that follow while another is not settled, each once."""
        for name in dict.fromkeys(follower for _, follower in self.leaders if follower not in self.certain):
            self.certain[name] = self._flag("sure")
        sure, _ = self.listing.lists() if self.leaders else ("", "")
        for maybe, name in self.leaders:
            self.code.note(f"{name} meanwhile")
            done = self.certain[name]
            with self.code.block(f"if {maybe} and not {done}:"):
                self.code.put(f"{done} = True")
                self._no_longer_perhaps(name)
                self.code.put(f"{sure}.append({name!r})")
                self._due(self.rules[name].due, repr(name))

    def _no_longer_perhaps(self, name: str) -> None:
        """What follows is to be done, whatever its own condition leaves open."""
        if name not in self.perhaps:
            return
        if not self.rules[name].each:
            self.code.put(self.perhaps[name])
            return
        self.code.put(f"{self.perhaps[name]}.clear()")
        own = f"startswith({name + '/'!r})"
        self.code.put(f"due = {{one: at for one, at in due.items() if not one.{own}}}")


class _Due:
    """By when a step is due: local time, or nothing where none can be worked out."""

    def __init__(self, screen: Screen, due: Due) -> None:
        self.screen = screen
        self.due = due

    def __call__(self, key: tuple[Any, ...]) -> str:
        """For a jurisdiction and the times that start the clock."""
        place, *times = key
        zone = zone_named(self.screen, place)
        facts = Facts(date.min, {Item(JURISDICTION): place} if isinstance(place, str) else {})
        calendar = calendar_of(self.screen, facts, zone)
        start = latest_start([start_of(time, calendar) for time in times])
        found = due_at(self.due.within, start, calendar).earliest
        return found.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if found else ""
