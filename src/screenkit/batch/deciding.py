"""The rules of a screen as Python: what is indicated, which steps follow, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.answers import Item
from screenkit.batch.bits import Pair
from screenkit.batch.cells import MAYBE, RULED_OUT
from screenkit.batch.code import Code
from screenkit.batch.listing import Listing
from screenkit.batch.teller import Deadline, Teller, deadline_of
from screenkit.batch.truths import Truths, is_open
from screenkit.conditions import Condition, Named
from screenkit.facts import NEW
from screenkit.screen import Indicated, Screen, Step


def decide(screen: Screen, code: Code, truths: Truths) -> None:
    """Write what follows from the answers: `found`, of which a `Teller` makes an outcome."""
    rules = [one.condition for one in screen.indications]
    rules += [one.condition for one in screen.steps if one.condition is not None]
    for named in dict.fromkeys(name for rule in rules for name in _named(rule)):
        truths.defined[named.name] = truths.named(named)
    indications = Listing(code)
    for indicated in screen.indications:
        _indicate(screen, indicated, indications, truths)
    writer = _Steps(screen, code, truths)
    for step in screen.steps:
        writer.write(step)
    writer.follow()
    numbers = "".join(f"{one}, " for one in (*indications.numbers, *writer.listing.numbers))
    times, deadlines = _deadlines(screen, truths)
    teller = code.value("teller", Teller(indications.parts, writer.listing.parts, deadlines))
    code.put(f"found = {teller}, ({numbers}), place, ({''.join(f'{one}, ' for one in times)})")


def _deadlines(screen: Screen, truths: Truths) -> tuple[list[str], dict[str, Deadline]]:
    """The answers that start clocks, and the deadlines of steps."""
    dues = {step.rule.name: step.rule.due for step in screen.steps if step.rule.due and step.rule.due.after}
    known = {name: due for name, due in dues.items() if truths.cells.keys() >= set(due.after)}
    times = list(dict.fromkeys(truths.cells[after] for due in known.values() for after in due.after))
    return times, {
        name: deadline_of(screen, due, tuple(times.index(truths.cells[after]) for after in due.after))
        for name, due in known.items()
    }


def _named(condition: Condition) -> Iterator[Named]:
    """The definitions that a condition names, those first that others are made of."""
    for part in condition.parts():
        yield from _named(part)
    if isinstance(condition, Named):
        yield condition


def _indicate(screen: Screen, indicated: Indicated, listing: Listing, truths: Truths) -> None:
    rule, code = indicated.rule, listing.code
    if rule.per is None:
        bit = truths.bit_of(indicated.condition)
        if bit is not None:
            listing.bit(rule.name, *bit)
            return
        pair = truths.of(indicated.condition)
        _listed(code, pair, *listing.place(rule.name))
        return
    sure, maybe = listing.lists()
    with code.block(f"for n, r in enumerate({truths.rows[rule.per]}, 1):"), truths.inside("r[{}]"):
        name = f"{rule.name + '/'!r} + str(n)"
        _listed(code, truths.of(indicated.condition), f"{sure}.append({name})", f"{maybe}.append({name})")
    answer = truths.cells[rule.per]
    with code.block(f"if {is_open(answer)}:"), truths.inside("r[{}]"):
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
        self._outcome(pair, (happens, may_happen), (sure, maybe))

    def _flag(self, kind: str) -> str:
        flag = self.code.fresh(kind)
        self.code.put(f"{flag} = False")
        return flag

    def _outcome(self, pair: Pair, put: tuple[str, str], flags: tuple[str, str]) -> None:
        for head, one, flag in zip((f"if {pair.certain}:", f"elif {pair.possible}:"), put, flags, strict=True):
            with self.code.block(head):
                self._happens(one, flag)

    def _happens(self, put: str, flag: str) -> None:
        self.code.put(put)
        if flag:
            self.code.put(f"{flag} = True")

    def _each(self, step: Step, condition: Condition, sure: str, maybe: str) -> None:
        lists = self.listing.lists()
        self.perhaps[step.rule.name] = lists[1]
        self.code.put("named = {}; silent = False")
        for name in step.rule.each:
            self._name(name)
        with self.code.block("for e in named:"), self.truths.for_each("known"):
            name = f"{step.rule.name + '/'!r} + e"
            put = f"{lists[0]}.append({name})", f"{lists[1]}.append({name})"
            self._outcome(self.truths.of(condition), put, (sure, maybe))
        with self.code.block("if silent:"), self.truths.for_each("new"):
            self.code.put("named = frozenset(named)")
            new = repr(f"{step.rule.name}/{NEW}")
            with self.code.block(f"if {self.truths.of(condition).possible}:"):
                self._happens(f"{lists[1]}.append({new})", maybe)

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

    def _no_longer_perhaps(self, name: str) -> None:
        """What follows is to be done, whatever its own condition leaves open."""
        if name not in self.perhaps:
            return
        if not self.rules[name].each:
            self.code.put(self.perhaps[name])
            return
        self.code.put(f"{self.perhaps[name]}.clear()")
