"""The rules of a screen as Python: what is indicated, which steps follow, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from screenkit.answers import Item
from screenkit.authored import Due
from screenkit.batch.cells import MAYBE, RULED_OUT, Remembered
from screenkit.batch.code import Code
from screenkit.batch.truths import Pair, Truths, is_open
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
    code.put("indicated = []; not_settled = []; steps = []; perhaps = []; due = {}")
    for indicated in screen.indications:
        _indicate(screen, indicated, code, truths)
    writer = _Steps(screen, code, truths)
    for step in screen.steps:
        writer.write(step)
    writer.follow()
    code.put("return tuple(indicated), tuple(not_settled), tuple(steps), tuple(perhaps), due, keys, colons")


def _named(condition: Condition) -> Iterator[Named]:
    """The definitions that a condition names, those first that others are made of."""
    for part in condition.parts():
        yield from _named(part)
    if isinstance(condition, Named):
        yield condition


def _indicate(screen: Screen, indicated: Indicated, code: Code, truths: Truths) -> None:
    rule = indicated.rule
    if rule.per is None:
        _listed(code, truths.of(indicated.condition), repr(rule.name))
        return
    with code.block(f"for n, r in enumerate({truths.rows[rule.per]}, 1):"), truths.inside("r"):
        _listed(code, truths.of(indicated.condition), f"{rule.name + '/'!r} + str(n)")
    answer = truths.cells[rule.per]
    with code.block(f"if {is_open(answer)}:"), truths.inside("r"):
        _one_more(screen, rule.per, code, truths)
        with code.block(f"if {truths.of(indicated.condition).possible}:"):
            code.put(f"not_settled.append({f'{rule.name}/{NEW}'!r})")


def _one_more(screen: Screen, repeat: str, code: Code, truths: Truths) -> None:
    """The places of an instance that nobody has named: whatever it could be asked, it may still be asked."""
    entry = screen.entry(Item(repeat))
    inner = entry.inner if entry else ()
    code.put(f"r = [{RULED_OUT}] * {len(inner)}")
    for column, one in enumerate(inner):
        possible = "True" if one.condition is None else truths.of(one.condition).possible
        with code.block(f"if {possible}:"):
            code.put(f"r[{column}] = {MAYBE}")


def _listed(code: Code, pair: Pair, name: str) -> None:
    with code.block(f"if {pair.certain}:"):
        code.put(f"indicated.append({name})")
    with code.block(f"elif {pair.possible}:"):
        code.put(f"not_settled.append({name})")


class _Steps:
    def __init__(self, screen: Screen, code: Code, truths: Truths) -> None:
        self.screen = screen
        self.code = code
        self.truths = truths
        self.rules = {step.rule.name: step.rule for step in screen.steps}
        self.leaders: list[tuple[str, str]] = []
        self.certain: dict[str, str] = {}
        self.open: set[str] = set()

    def write(self, step: Step) -> None:
        """One step, or one for each value that was named."""
        if step.condition is None:
            return
        follower = step.rule.if_unsure
        sure = maybe = ""
        if step.rule.name in {one.rule.if_unsure for one in self.screen.steps}:
            sure = self.certain[step.rule.name] = self.code.fresh("sure")
            self.code.put(f"{sure} = False")
            self.open.add(step.rule.name)
        if follower is not None:
            maybe = self.code.fresh("maybe")
            self.leaders.append((maybe, follower))
            self.code.put(f"{maybe} = False")
        self.code.note(step.rule.name)
        if step.rule.each:
            self._each(step, step.condition, sure, maybe)
        else:
            self._outcome(step, self.truths.of(step.condition), repr(step.rule.name), sure, maybe)

    def _outcome(self, step: Step, pair: Pair, name: str, sure: str, maybe: str) -> None:
        with self.code.block(f"if {pair.certain}:"):
            self._happens("steps", step, name, sure)
        self._perhaps(f"elif {pair.possible}:", step, name, maybe)

    def _perhaps(self, head: str, step: Step, name: str, maybe: str) -> None:
        with self.code.block(head):
            self._happens("perhaps", step, name, maybe)

    def _happens(self, listed: str, step: Step, name: str, flag: str) -> None:
        self.code.put(f"{listed}.append({name})")
        if flag:
            self.code.put(f"{flag} = True")
        self._due(step.rule.due, name)

    def _due(self, due: Due | None, name: str) -> None:
        cells = [self.truths.cells.get(after) for after in due.after] if due else []
        if due is None or not cells or None in cells:
            return
        table = self.code.value("due", Remembered(_Due(self.screen, due)))
        known = " and ".join(f"{cell}.__class__ is not int" for cell in dict.fromkeys(cells))
        with self.code.block(f"if {known}:"):
            times = ", ".join(f"{cell}.value" for cell in cells)
            self.code.put(f"at = {table}[place, {times}]")
            with self.code.block("if at:"):
                self.code.put(f"due[{name}] = at")

    def _each(self, step: Step, condition: Condition, sure: str, maybe: str) -> None:
        self.code.put("named = {}; silent = False")
        for name in step.rule.each:
            self._name(name)
        with self.code.block("for e in named:"), self.truths.for_each("known"):
            self._outcome(step, self.truths.of(condition), f"{step.rule.name + '/'!r} + e", sure, maybe)
        with self.code.block("if silent:"), self.truths.for_each("new"):
            self.code.put("named = frozenset(named)")
            self._perhaps(f"if {self.truths.of(condition).possible}:", step, repr(f"{step.rule.name}/{NEW}"), maybe)

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
            self.certain[name] = self.code.fresh("sure")
            self.code.put(f"{self.certain[name]} = False")
        for maybe, name in self.leaders:
            self.code.note(f"{name} meanwhile")
            done = self.certain[name]
            with self.code.block(f"if {maybe} and not {done}:"):
                self.code.put(f"{done} = True")
                self._no_longer_perhaps(name)
                self.code.put(f"steps.append({name!r})")
                self._due(self.rules[name].due, repr(name))

    def _no_longer_perhaps(self, name: str) -> None:
        """What follows is to be done, whatever its own condition leaves open."""
        if name not in self.open:
            return
        if not self.rules[name].each:
            with self.code.block(f"if {name!r} in perhaps:"):
                self.code.put(f"perhaps.remove({name!r})")
            return
        own = f"startswith({name + '/'!r})"
        self.code.put(f"perhaps = [one for one in perhaps if not one.{own}]")
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
