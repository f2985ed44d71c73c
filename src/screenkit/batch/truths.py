"""Conditions as Python: for each, an expression for "certainly" and one for "possibly"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType
from typing import Literal, cast

from screenkit.batch.bits import Bits, Pair
from screenkit.batch.cells import ABSENT, MAYBE, NOT_ASKED, RULED_OUT
from screenkit.batch.code import Code
from screenkit.batch.spans import aged, is_aged, span, years_of
from screenkit.conditions import (
    EACH,
    And,
    Asked,
    Compare,
    Condition,
    CountOf,
    EachIs,
    Has,
    Is,
    Named,
    Or,
    Over,
    Possibly,
    Ref,
    Term,
    Unsure,
)
from screenkit.ready.fine import number_of

_SILENT = frozenset(ABSENT.values())
_GONE = "gone"


NEVER, ALWAYS = Pair("False", "False"), Pair("True", "True")


class Truths:
    """Writes conditions; `cells` says by which name code knows an answer, for those in a repeat in which column.

    `each` is how a step's value is known: as `e`, or as one that is none of `named`.
    """

    def __init__(self, code: Code) -> None:
        self.code = code
        self.cells: dict[str, str] = {}
        self.columns: dict[tuple[str, str], int] = {}
        self.rows: dict[str, str] = {}
        self.place = ""
        self.each: Literal["", "known", "new"] = ""
        self.code.values[_GONE] = RULED_OUT
        self.defined: dict[str, Pair] = {}
        self.bits = Bits()
        self.days: set[str] = set()
        """The questions whose answer may be a whole day, as they are called in conditions."""
        self.ages: dict[int, str] = {}
        """By what name code knows the day so many years before the screening, where a condition wants to know."""
        self.code.values |= {"date": date, "number_of": number_of}

    def of(self, condition: Condition) -> Pair:
        """The two expressions for a condition; what they need first is written."""
        return _WRITTEN[type(condition)](self, condition)

    def cell(self, ref: Ref) -> str:
        """The expression for an answer; of a question that comes later nothing is known but that it was not asked."""
        if not ref.repeat:
            return self.cells.get(ref.name, _GONE)
        column = self.columns.get((ref.repeat, ref.name))
        return _GONE if column is None else self.place.format(column)

    @contextmanager
    def inside(self, place: str) -> Iterator[None]:
        """Speak of one instance of a repeat, whose answers have their places by column: `r[{}]`."""
        before, self.place = self.place, place
        yield
        self.place = before

    @contextmanager
    def for_each(self, how: Literal["known", "new"]) -> Iterator[None]:
        """Speak of a value that a step is for."""
        self.each = how
        yield
        self.each = ""

    def bit_of(self, condition: Condition) -> tuple[int, int] | None:
        """The bit that tells whether a condition holds, where one does."""
        if not isinstance(condition, Is) or condition.negated or condition.absent or condition.choices != {"yes"}:
            return None
        ref = condition.ref
        return None if ref.repeat or ref.name not in self.cells else self.bits.places.get(ref.name)

    def _split(self, conditions: Iterable[Condition]) -> tuple[dict[int, int], list[Pair]]:
        """Conditions by the numbers that tell of them, and all the others."""
        bits: dict[int, int] = {}
        others = []
        for one in conditions:
            found = self.bit_of(one)
            if found is None:
                others.append(self.of(one))
            else:
                bits[found[0]] = bits.get(found[0], 0) | found[1]
        return bits, others

    def is_(self, one: Is) -> Pair:
        """`debt is yes`, `birth_country is not US`, `birth_country is each`."""
        found = self.bit_of(one)
        cell = self.cell(one.ref)
        if found is not None:
            pair = self.bits.any({found[0]: found[1]})[0]
            # A look at the answer takes a third of a look at a bit; once all were asked, there is the bit only.
            return pair if self.bits.is_over else Pair(f"{cell} == 'yes'", pair.possible)
        chosen = one.choices - {EACH}
        absent = frozenset(ABSENT[reason.value] for reason in one.absent)
        if one.negated:
            pair = self._is_not(cell, chosen)
        else:
            pair = Pair(self._among(cell, chosen | absent), self._among(cell, chosen | _SILENT | {MAYBE}))
        return self._or_each(cell, pair, negated=one.negated) if EACH in one.choices else pair

    def _is_not(self, cell: str, chosen: frozenset[str]) -> Pair:
        silent = self.code.value("s", chosen | _SILENT | {MAYBE, RULED_OUT})
        return Pair(f"{cell} not in {silent}", f"{cell} not in {self.code.value('s', chosen | {RULED_OUT})}")

    def _among(self, cell: str, members: frozenset[str | int]) -> str:
        if not members:
            return "False"
        if len(members) == 1:
            return f"{cell} == {next(iter(members))!r}"
        return f"{cell} in {self.code.value('s', members)}"

    def _or_each(self, cell: str, pair: Pair, *, negated: bool) -> Pair:
        """The same where `each` is one of the choices."""
        if self.each == "known":
            return Pair(*(f"({cell} != e and {one})" if negated else f"({cell} == e or {one})" for one in pair))
        named = f"({cell}.__class__ is str and {cell} in named)"
        if negated:
            return Pair(f"({named} and {pair.certain})", pair.possible)
        return Pair(pair.certain, f"({pair.possible} or {cell}.__class__ is str and {cell} not in named)")

    def has(self, one: Has) -> Pair:
        """`passport in documents`, `US not in citizenships`, `each in citizenships`."""
        cell = self.cell(one.ref)
        some = f"{cell}.__class__ is tuple"
        if one.choice == EACH and self.each == "new":
            none_new = f"named.issuperset({cell})"
            certain = f"({some} and {none_new})" if one.negated else "False"
            possible = "True" if one.negated else f"not {none_new}"
        else:
            wanted = "e" if one.choice == EACH else repr(one.choice)
            possible = f"{wanted} {'not in' if one.negated else 'in'} {cell}"
            certain = f"({some} and {possible})"
        return Pair(certain, f"({possible} if {some} else {cell} != {RULED_OUT})")

    def each_is(self, one: EachIs) -> Pair:
        """`each is MX`, `each is not US`."""
        choices = self.code.value("s", one.choices)
        if self.each == "known":
            held = f"e {'not in' if one.negated else 'in'} {choices}"
            return Pair(held, held)
        settled = f"named.issuperset({choices})"
        return Pair(settled, "True") if one.negated else Pair("False", f"not {settled}")

    def asked(self, one: Asked) -> Pair:
        """`asked(q)`, `answered(q)`."""
        cell = self.cell(one.ref)
        said = f"{cell}.__class__ is not int"
        certain = said if one.with_value else f"({said} or {cell} < {NOT_ASKED})"
        return Pair(certain, f"{cell} != {RULED_OUT}")

    def compare(self, one: Compare) -> Pair:
        """`age(born_on) < 18`, `rooms >= 2`, `left_on <= arrived_on`."""
        cells = [self.cell(term.ref) for term in (one.left, one.right) if term.ref is not None]
        known = " and ".join(f"{cell}.__class__ is not int" for cell in dict.fromkeys(cells))
        may_be = " and ".join(f"{cell} != {RULED_OUT}" for cell in dict.fromkeys(cells))
        if is_aged(one):
            limit = self.ages[years_of(one)] if self._is_day(one.left.ref) else ""
            return aged(one, cells[0], limit)
        left, right = self._span(one.left), self._span(one.right)
        least, most = (left[0], right[1]), (left[1], right[0])
        if one.sign.startswith(">"):
            least, most = (left[1], right[0]), (left[0], right[1])
        certain = f"({known} and {most[0]} {one.sign} {most[1]})"
        return Pair(certain, f"({least[0]} {one.sign} {least[1]} if {known} else {may_be})")

    def _is_day(self, ref: Ref | None) -> bool:
        return ref is not None and (f"{ref.repeat}.{ref.name}" if ref.repeat else ref.name) in self.days

    def _span(self, term: Term) -> tuple[str, str]:
        return span(term, "" if term.ref is None else self.cell(term.ref), is_day=self._is_day(term.ref))

    def counted(self, one: CountOf) -> Pair:
        """`any_yes(a, b)`, `count_yes(a, b, c) >= 2`."""
        bits, pairs = self._split(one.of)
        if (one.sign, one.number) == (">=", 1):
            return _joined([*self.bits.any(bits), *pairs], "or")
        ones = [Pair(f"(1 if {part.certain} else 0)", f"(1 if {part.possible} else 0)") for part in pairs]
        sure, maybe = (" + ".join(one[which] for one in (*self.bits.counts(bits), *ones)) for which in (0, 1))
        return _against(sure, maybe, one.sign, one.number)

    def over(self, one: Over) -> Pair:
        """`any(children, …)`, `all(children, …)`, `count(children, …) >= 2`."""
        rows, answer = self.rows.get(one.repeat), self.cells.get(one.repeat)
        if rows is None or answer is None:
            return _against("0", "0", one.sign, one.number) if one.how != "all" else NEVER
        sure, maybe, row = (self.code.fresh(kind) for kind in ("y", "p", "r"))
        self.code.put(f"{sure} = {maybe} = 0")
        is_any = one.how != "all" and (one.sign, one.number) == (">=", 1)
        with self.code.block(f"for {row} in {rows}:"), self.inside(f"{row}[{{}}]"):
            pair = self.of(one.condition)
            with self.code.block(f"if {pair.certain}:"):
                self.code.put(f"{sure} = {maybe} = 1; break" if is_any else f"{sure} += 1; {maybe} += 1")
            with self.code.block(f"elif {pair.possible}:"):
                self.code.put(f"{maybe} += 1")
        open_ = is_open(answer)
        if one.how == "all":
            whole = f"len({rows})"
            certain = f"({rows} and not {open_} and {sure} == {whole})"
            return Pair(certain, f"({maybe} == {whole} if {rows} else {open_})")
        more = f"({maybe} + 1000000 if {open_} else {maybe})"
        return _against(sure, more, one.sign, one.number)

    def joined(self, condition: Condition) -> Pair:
        """`a and b`, `a or b`."""
        bits, pairs = self._split(condition.parts())
        if isinstance(condition, And):
            return _joined([*self.bits.all(bits), *pairs], "and") if bits or pairs else ALWAYS
        return _joined([*self.bits.any(bits), *pairs], "or") if bits or pairs else NEVER

    def possibly(self, one: Possibly) -> Pair:
        """`possibly(c)`."""
        possible = self.of(one.of).possible
        return Pair(possible, possible)

    def unsure(self, one: Unsure) -> Pair:
        """`unsure(c)`."""
        pair = self.of(one.of)
        unsure = f"(({pair.possible}) and not ({pair.certain}))"
        return Pair(unsure, unsure)

    def named(self, one: Named) -> Pair:
        """A name of `define:`, worked out once where it can be."""
        if one.name in self.defined:
            return self.defined[one.name]
        pair = self.of(one.of)
        names = Pair(self.code.fresh("y"), self.code.fresh("p"))
        for name, expression in zip(names, pair, strict=True):
            self.code.put(f"{name} = {expression}")
        return names


def is_open(answer: str) -> str:
    """Whether there may be further instances: nobody has said that there are no more."""
    return f"({answer}.__class__ is int and {answer} != {RULED_OUT})"


def _joined(pairs: list[Pair], word: str) -> Pair:
    return Pair(*("(" + f" {word} ".join(pair[which] for pair in pairs) + ")" for which in (0, 1)))


def _against(sure: str, maybe: str, sign: str, number: int) -> Pair:
    """A count that lies between what is certain and what is possible, against a number."""
    least, most = (maybe, sure) if sign.startswith(">") else (sure, maybe)
    return Pair(f"({most} {sign} {number})", f"({least} {sign} {number})")


_WRITTEN: Mapping[type[Condition], Callable[[Truths, Condition], Pair]] = MappingProxyType(
    {
        Is: lambda truths, one: truths.is_(cast("Is", one)),
        Has: lambda truths, one: truths.has(cast("Has", one)),
        EachIs: lambda truths, one: truths.each_is(cast("EachIs", one)),
        Asked: lambda truths, one: truths.asked(cast("Asked", one)),
        Compare: lambda truths, one: truths.compare(cast("Compare", one)),
        And: Truths.joined,
        Or: Truths.joined,
        CountOf: lambda truths, one: truths.counted(cast("CountOf", one)),
        Over: lambda truths, one: truths.over(cast("Over", one)),
        Possibly: lambda truths, one: truths.possibly(cast("Possibly", one)),
        Unsure: lambda truths, one: truths.unsure(cast("Unsure", one)),
        Named: lambda truths, one: truths.named(cast("Named", one)),
    },
)
