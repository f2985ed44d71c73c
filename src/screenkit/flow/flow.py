"""What a picture of a screen holds, before it is drawn: questions in their parts, and outcomes, all in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from screenkit.answers import Item
from screenkit.authored import Due
from screenkit.conditions import Condition, Ref
from screenkit.flow.measures import Lengths
from screenkit.numbering import Numbering, numbered
from screenkit.questions import Checkpoint, Choosing, Repeat
from screenkit.screen import Entry, Indicated, Screen, Step
from screenkit.words import say

_WORDS = 18


@dataclass(frozen=True)
class Asked:
    """A question: when it is asked, which questions it opens, and the marks of the outcomes that read it."""

    number: str
    name: str
    label: str
    kind: str
    condition: str = ""
    opens: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    ending: str = ""
    """What is said where the interview ends here, because a checkpoint is not met."""
    inner: tuple[Asked, ...] = ()

    @property
    def short(self) -> str:
        """The label; of what is only read aloud, its beginning, because a picture shows the way, not the wording."""
        words = self.label.split()
        return " ".join(words[:_WORDS]) + " …" if self.is_note and len(words) > _WORDS else self.label

    @property
    def is_note(self) -> bool:
        """Whether it is read aloud and not answered."""
        return self.kind == "note"


@dataclass(frozen=True)
class Part:
    """Questions under one heading."""

    heading: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Outcome:
    """An indication or a next step, under a mark such as `I1` or `S2`."""

    mark: str
    label: str
    condition: str
    read: tuple[str, ...]
    citation: str
    urgency: str = ""
    due: str = ""
    meanwhile: str = ""
    """The mark of the step that follows while this one is not settled."""


@dataclass(frozen=True)
class Flow:
    """The whole of it in one language."""

    language: str
    title: str
    about: str
    purpose: str
    parts: tuple[Part, ...]
    indications: tuple[Outcome, ...]
    steps: tuple[Outcome, ...]
    lengths: Lengths

    def say(self, key: str, /, **facts: object) -> str:
        """The interface's words in the picture's language."""
        return say(key, self.language, **facts)

    @property
    def every(self) -> Iterator[Asked]:
        """Every question, in order."""
        for part in self.parts:
            for one in part.asked:
                yield one
                yield from one.inner


def flow_of(screen: Screen, language: str, lengths: Lengths) -> Flow:
    """The picture of a screen."""
    return _Maker(screen, language).flow(lengths)


class _Maker:
    def __init__(self, screen: Screen, language: str) -> None:
        self.screen = screen
        self.language = language
        self.numbering = Numbering(screen, language)
        self.marks = {step.rule.name: f"S{number}" for number, step in enumerate(screen.steps, 1)}
        self.indications = tuple(map(self.indication, enumerate(screen.indications, 1)))
        self.steps = tuple(map(self.step, screen.steps))

    def flow(self, lengths: Lengths) -> Flow:
        authored = self.screen.authored
        return Flow(
            self.language,
            authored.title.say(self.language),
            f"{self.screen.id} {self.screen.version} ({self.screen.digest[:12]})",
            authored.purpose.say(self.language),
            tuple(self.parts()),
            self.indications,
            self.steps,
            lengths,
        )

    def parts(self) -> Iterator[Part]:
        of = dict(numbered(self.screen))
        outer = [(number, entry) for number, entry in of.items() if not entry.repeat]
        for heading, entries in groupby(outer, lambda one: self.heading(one[1])):
            yield Part(heading, tuple(self.asked(number, entry) for number, entry in entries))

    def heading(self, entry: Entry) -> str:
        return " › ".join(section.label.say(self.language) for section in entry.sections)

    def asked(self, number: str, entry: Entry) -> Asked:
        question = entry.question
        made = Asked(
            number,
            question.name,
            question.label.say(self.language),
            question.type,
            self.words(entry.condition),
            tuple(self.opened_by(Ref(question.name, entry.repeat))),
            tuple(one.mark for one in (*self.indications, *self.steps) if number in one.read),
            question.ending.say(self.language) if isinstance(question, Checkpoint) else "",
        )
        inner = (self.asked(f"{number}.{place}", one) for place, one in enumerate(entry.inner, 1))
        return replace(made, inner=tuple(inner))

    def opened_by(self, ref: Ref) -> Iterator[str]:
        for number, entry in numbered(self.screen):
            if entry.condition is not None and ref in set(entry.condition.refs()):
                yield number

    def words(self, condition: Condition | None) -> str:
        return self.numbering.condition(condition) if condition else ""

    def indication(self, numbered_rule: tuple[int, Indicated]) -> Outcome:
        number, one = numbered_rule
        label = one.rule.label.say(self.language)
        if one.rule.per:
            label = f"{label} ({self.per(one.rule.per)})"
        read = self.numbering.read_by(one.condition)
        return Outcome(f"I{number}", label, self.words(one.condition), read, one.rule.citation)

    def per(self, repeat: str) -> str:
        question = self.screen.question(Item(repeat))
        one_of = question.item.say(self.language).lower() if isinstance(question, Repeat) else repeat
        return say("flow-per", self.language, one=one_of)

    def step(self, step: Step) -> Outcome:
        rule = step.rule
        numbering = replace(self.numbering, each_list=self.each_list(step))
        return Outcome(
            self.marks[rule.name],
            _blanks(rule.action.say(self.language)),
            numbering.condition(step.condition) if step.condition else "",
            numbering.read_by(step.condition),
            rule.citation,
            say(rule.urgency, self.language),
            self.due(rule.due) if rule.due else "",
            self.marks.get(rule.if_unsure or "", ""),
        )

    def each_list(self, step: Step) -> Choosing | None:
        for path in step.rule.each[:1]:
            repeat, _, name = path.rpartition(".")
            entry = self.screen.entry(Item(name, repeat, 1) if repeat else Item(name))
            if entry and isinstance(entry.question, Choosing):
                return entry.question
        return None

    def due(self, due: Due) -> str:
        within = due.within
        words = say(f"within-{within.unit.replace(' ', '-')}", self.language, n=within.amount)
        after = [self.numbering.question(Ref(name)) for name in due.after]
        return say("flow-after", self.language, within=words, after=", ".join(after)) if after else words


def _blanks(words: str) -> str:
    """The words with a gap for each name that only an answer fills in."""
    for name in ("{each}", "{jurisdiction.unit}", "{jurisdiction.label}", "{jurisdiction.agency}"):
        words = words.replace(name, "…")
    return words
