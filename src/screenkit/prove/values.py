"""The kinds of answers that a screen can tell apart, each with an answer that stands for it.

What no condition mentions is one kind: any other choice, any number between two thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from screenkit.answers import Absent, Answer, Value
from screenkit.conditions import EACH, Asked, Compare, Condition, EachIs, Has, Is, Ref
from screenkit.prove.spans import Difference, Measure, aligned, cut_between, cut_of, witnesses
from screenkit.questions import Date, DateTime, Integer, Note, Phone, Question, Repeat, SelectMultiple, TextQuestion
from screenkit.screen import Screen, Step

OTHERS = 2
"""So many values that no condition mentions can be told apart where a step is worked out for each value."""


@dataclass(frozen=True)
class Domain:
    """The kinds of answers of one question; `bits` are the choices of which each is there or not."""

    answers: tuple[Answer, ...]
    bits: tuple[str, ...] = ()

    def mask(self, *, absent: bool) -> int:
        """The kinds that are non-answers, or those that are not."""
        return sum(1 << place for place, one in enumerate(self.answers) if isinstance(one, Absent) is absent)

    @property
    def size(self) -> int:
        """How many kinds there are."""
        return (len(self.answers) - 1) + (1 << len(self.bits)) if self.bits else len(self.answers)


@dataclass
class _Mentioned:
    choices: dict[str, None] = field(default_factory=dict)
    absent: set[Absent] = field(default_factory=set)
    compared: list[Compare] = field(default_factory=list)


def _below(conditions: Iterable[Condition]) -> Iterator[Condition]:
    stack = list(conditions)
    while stack:
        one = stack.pop()
        yield one
        stack += one.parts()


def looks_at_each(condition: Condition) -> bool:
    """Whether an atom reads the value that a step is worked out for."""
    return (isinstance(condition, Is) and EACH in condition.choices) or (
        isinstance(condition, Has) and condition.choice == EACH
    )


class Values:
    """Every question's kinds of answers, from all that the conditions say about it."""

    def __init__(self, screen: Screen, conditions: Sequence[Condition], today: date) -> None:
        self.screen = screen
        self.today = today
        self._questions = {Ref(one.question.name, one.repeat): one.question for one in screen.all_entries()}
        self._mentioned: dict[Ref, _Mentioned] = {ref: _Mentioned() for ref in self._questions}
        self._differences: dict[tuple[Measure, Ref, Ref], set[int]] = {}
        self._of_each: dict[str, None] = {}
        self._linked: dict[Ref, None] = {}
        for one in dict.fromkeys(_below(conditions)):
            self._note(one)
        for step in screen.steps:
            self._link(step)
        self._domains: dict[Ref, Domain] = {}
        self._sets: dict[Ref, frozenset[str]] = {}
        self._each_values: dict[tuple[str, ...], tuple[str, ...]] = {}

    def _note(self, one: Condition) -> None:
        if isinstance(one, Is):
            self._mentioned[one.ref].choices |= dict.fromkeys(sorted(one.choices - {EACH}))
            self._mentioned[one.ref].absent |= one.absent
        elif isinstance(one, Has) and one.choice != EACH:
            self._mentioned[one.ref].choices[one.choice] = None
        elif isinstance(one, EachIs):
            self._of_each |= dict.fromkeys(sorted(one.choices))
        elif isinstance(one, Asked):
            self._mentioned[one.ref].absent |= set() if one.with_value else {Absent.NOT_ASKED}
        elif isinstance(one, Compare):
            self._note_compared(one)

    def _note_compared(self, one: Compare) -> None:
        refs = one.own_refs()
        if len(refs) == 1:
            self._mentioned[refs[0]].compared.append(one)
            return
        kind, first, second, sign, number = aligned(one)
        self._differences.setdefault((kind, first, second), set()).add(cut_between(sign, number))

    def _link(self, step: Step) -> None:
        if step.rule.each and step.condition is not None:
            self._linked |= dict.fromkeys(sources(step))
            read = (one for one in _below([step.condition]) if looks_at_each(one))
            self._linked |= dict.fromkeys(ref for one in read for ref in one.own_refs())

    @cached_property
    def _names_of_each(self) -> tuple[str, ...]:
        """The values that can matter where a step is worked out for each: those mentioned, and some others."""
        names = {**self._of_each, **{name: None for ref in self._linked for name in self._mentioned[ref].choices}}
        lists = list(dict.fromkeys(self._questions[ref].option_names for ref in self._linked))
        others: dict[tuple[bool, ...], list[str]] = {}
        for options in lists:
            for name in dict.fromkeys(options):
                where = tuple(name in other for other in lists) if len(lists) > 1 else (True,)
                known = others.setdefault(where, [])
                if name not in names and name not in known and len(known) < OTHERS:
                    known.append(name)
        return (*names, *(name for known in others.values() for name in known))

    def each_values(self, step: Step) -> tuple[str, ...]:
        """The values that the step can be due for, those that no condition mentions in place of all like them."""
        each = step.rule.each
        if each not in self._each_values:
            options = [self._options(ref) for ref in sources(step)]
            self._each_values[each] = tuple(name for name in self._names_of_each if any(name in one for one in options))
        return self._each_values[each]

    def _options(self, ref: Ref) -> frozenset[str]:
        if ref not in self._sets:
            self._sets[ref] = frozenset(self._questions[ref].option_names)
        return self._sets[ref]

    def domain(self, ref: Ref) -> Domain:
        """The kinds of answers of the question."""
        if ref not in self._domains:
            self._domains[ref] = self._worked_out(ref)
        return self._domains[ref]

    def _worked_out(self, ref: Ref) -> Domain:
        question, mentioned = self._questions[ref], self._mentioned[ref]
        absent = tuple(sorted(mentioned.absent, reverse=True))
        rest = next((one for one in (Absent.NOT_ASKED, Absent.UNKNOWN, Absent.DECLINED) if one not in absent), None)
        silent = absent if rest is None else (*absent, rest)
        bits = tuple(self._chosen(ref)) if isinstance(question, SelectMultiple) else ()
        return Domain((*self._values_of(ref, question), *silent), bits)

    def _values_of(self, ref: Ref, question: Question) -> tuple[Value, ...]:
        if isinstance(question, SelectMultiple):
            return ((),)
        if question.option_names:
            return self._choices(ref, question.option_names)
        if isinstance(question, Integer | Date | DateTime):
            return witnesses(question, self.cuts(ref), self.today)
        return (_PLAIN[type(question)],) if type(question) in _PLAIN else ("read",)

    def _chosen(self, ref: Ref) -> Iterator[str]:
        names = self._names_of_each if ref in self._linked else self._mentioned[ref].choices
        options = self._options(ref)
        return (name for name in names if name in options)

    def _choices(self, ref: Ref, options: tuple[str, ...]) -> tuple[str, ...]:
        chosen = tuple(self._chosen(ref))
        other = () if ref in self._linked else tuple(name for name in options if name not in chosen)[:1]
        return (*chosen, *other)

    def cuts(self, ref: Ref) -> tuple[int, ...]:
        """The places where comparisons of the question with numbers change."""
        found = (cut_of(one, self.today) for one in self._mentioned[ref].compared)
        return tuple(sorted({cut for cut in found if cut is not None}))

    def difference(self, compare: Compare) -> Difference:
        """What is told apart of two questions that are compared with each other."""
        kind, first, second, _, _ = aligned(compare)
        cuts = tuple(sorted(self._differences[kind, first, second]))
        return Difference(kind, first, second, cuts, exact=self._is_exact(kind, first) and self._is_exact(kind, second))

    def _is_exact(self, kind: str, ref: Ref) -> bool:
        question = self._questions[ref]
        return not isinstance(question, Date) or (question.precision == ("day",) and kind != "moment")

    def question(self, ref: Ref) -> Question:
        """The question itself."""
        return self._questions[ref]


_PLAIN: Mapping[type, Value] = {TextQuestion: "words", Phone: "505 555 0100", Note: "read", Repeat: "complete"}


def sources(step: Step) -> tuple[Ref, ...]:
    """The questions whose values a step is worked out for."""
    parts = (name.rpartition(".") for name in step.rule.each)
    return tuple(Ref(inner, repeat) for repeat, _, inner in parts)


def as_written(answer: Answer, chosen: Sequence[str], options: Sequence[str]) -> Answer:
    """The answer that a kind stands for, with the choices that are there."""
    if answer == ():
        return tuple(name for name in options if name in chosen)
    return answer
