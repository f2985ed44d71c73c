"""A checked screen: its questions in the order they are asked, its rules with their conditions, its reference data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from screenkit.answers import Item
from screenkit.authored import AuthoredScreen, DocumentRule, IndicationRule, StepRule, TranslationStatus
from screenkit.conditions import Check, Condition, may_turn
from screenkit.diagnostics import Diagnostic
from screenkit.facts import Facts, Truth
from screenkit.questions import Question, Repeat
from screenkit.reference import Contact, Jurisdiction, Reference, Source
from screenkit.text import Text

Proof = Literal["proven", "unproved", "faulty", "not-checked"]
"""What proofs over all answers said of a screen before it was used; `unproved` is what they could not tell in time."""

JURISDICTION = "jurisdiction"
"""The question of the case header that says whose rules apply."""


def always(_facts: Facts, _instance: int) -> Truth:
    """The closure of a question that has no condition."""
    return Truth.YES


@dataclass(frozen=True)
class Section:
    """A heading that questions stand under, and what helps with all of them."""

    label: Text
    help: Text | None = None
    read_aloud: bool = True
    verbatim: bool = False


@dataclass(frozen=True)
class Entry:
    """A question in its place: when it is asked, under which headings, and what is asked in each of its instances."""

    question: Question
    condition: Condition | None = None
    check: Check = always
    sections: tuple[Section, ...] = ()
    repeat: str = ""
    inner: tuple[Entry, ...] = ()

    @property
    def is_read_aloud(self) -> bool:
        """Whether the family hears it; what is not read aloud is for the worker alone."""
        return self.question.read_aloud and all(section.read_aloud for section in self.sections)

    def item(self, instance: int = 0) -> Item:
        """The item of this question in an instance of its repeat."""
        return Item(self.question.name, self.repeat, instance) if instance and self.repeat else self._item

    @cached_property
    def _item(self) -> Item:
        return Item(self.question.name, self.repeat)

    @cached_property
    def may_turn(self) -> bool:
        """Whether an answer can make it a question that is not asked any more, after it was one."""
        return self.condition is not None and may_turn(self.condition)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled without its closure, which is made anew."""
        return _entry, (self.question, self.condition, self.sections, self.repeat, self.inner)


def _entry(
    question: Question,
    condition: Condition | None,
    sections: tuple[Section, ...],
    repeat: str,
    inner: tuple[Entry, ...],
) -> Entry:
    return Entry(question, condition, condition.closure() if condition else always, sections, repeat, inner)


@dataclass(frozen=True)
class Indicated:
    """A rule for an indication, with its condition."""

    rule: IndicationRule
    condition: Condition
    check: Check

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled without its closure, which is made anew."""
        return _indicated, (self.rule, self.condition)


def _indicated(rule: IndicationRule, condition: Condition) -> Indicated:
    return Indicated(rule, condition, condition.closure())


@dataclass(frozen=True)
class Step:
    """A rule for a next step; without a condition it only follows another that is not settled."""

    rule: StepRule
    condition: Condition | None
    check: Check | None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled without its closure, which is made anew."""
        return _step, (self.rule, self.condition)


def _step(rule: StepRule, condition: Condition | None) -> Step:
    return Step(rule, condition, condition.closure() if condition else None)


@dataclass(frozen=True)
class Outgoing:
    """A document, with the condition under which it waits for a release."""

    rule: DocumentRule
    hold: Condition | None = None


@dataclass(frozen=True)
class Screen:
    """A screen that was read without fault."""

    authored: AuthoredScreen
    digest: str
    entries: tuple[Entry, ...]
    indications: tuple[Indicated, ...] = ()
    steps: tuple[Step, ...] = ()
    documents: tuple[Outgoing, ...] = ()
    defined: Mapping[str, Condition] = field(default_factory=dict)
    reference: Reference = field(default_factory=Reference)
    translations: Mapping[str, TranslationStatus] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    """What check says of it that keeps nobody from using it: notes, and what is suppressed."""
    proof: Proof = "not-checked"

    @property
    def id(self) -> str:
        """The screen's name."""
        return self.authored.screen

    @property
    def version(self) -> str:
        """The author's version."""
        return self.authored.version

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the screen's title is written in."""
        return self.authored.title.languages

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Entry]:
        return {(entry.repeat, entry.question.name): entry for entry in self.all_entries()}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each question outside repeats stands among them; a repeat and what is asked in it have one place."""
        return {entry.question.name: place for place, entry in enumerate(self.entries)}

    @cached_property
    def readers(self) -> tuple[tuple[int, ...], ...]:
        """For each place, the later ones with a condition that reads what is answered there."""
        found: tuple[set[int], ...] = tuple(set() for _ in self.entries)
        for place, entry in enumerate(self.entries):
            for one in (entry, *entry.inner):
                for ref in one.condition.refs() if one.condition else ():
                    found[self.places[ref.repeat or ref.name]].add(place)
        return tuple(tuple(sorted(those - {place})) for place, those in enumerate(found))

    def all_entries(self) -> Iterator[Entry]:
        """Every question once, in order, those of repeats after their repeat."""
        for entry in self.entries:
            yield entry
            yield from entry.inner

    def entry(self, item: Item) -> Entry | None:
        """The question that the item answers."""
        return self._by_name.get((item.repeat, item.name))

    def question(self, item: Item) -> Question:
        """The question that the item answers; KeyError for an item that the screen does not ask."""
        return self._by_name[(item.repeat, item.name)].question

    @property
    def leads_on(self) -> bool:
        """Whether some next step is to go on with another screen."""
        return any(step.rule.screen for step in self.steps)

    @cached_property
    def _repeats(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry.question, Repeat))

    def repeats(self) -> Iterator[Entry]:
        """The entries of repeats."""
        return iter(self._repeats)

    def jurisdiction(self, facts: Facts) -> Jurisdiction | None:
        """The jurisdiction that was named, if any."""
        return self.reference.jurisdictions.get(str(facts.answer(Item(JURISDICTION))))

    def source(self, citation: str) -> Source | None:
        """The source behind a citation."""
        return self.reference.sources.get(citation.partition("#")[0])

    def contact(self, name: str) -> Contact | None:
        """The contact of that name."""
        return self.reference.contacts.get(name)
