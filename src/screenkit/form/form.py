"""What stands on a paper form: each question with its boxes, and when it is asked, by the same conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from screenkit.flow.flow import Outcome, flow_of
from screenkit.flow.measures import Lengths
from screenkit.numbering import Numbering
from screenkit.questions import (
    Checkpoint,
    Choosing,
    Date,
    DateTime,
    Integer,
    Note,
    Repeat,
    SelectMultiple,
    TextQuestion,
    YesOrNo,
)
from screenkit.screen import Entry, Screen
from screenkit.words import say

Blank = Literal["", "line", "lines", "date", "datetime", "number", "list", "list-several"]
"""What is written beside the boxes."""
_BLOCKS = 2
_BLANKS: tuple[tuple[type, Blank], ...] = ((DateTime, "datetime"), (Date, "date"), (Integer, "number"))


@dataclass(frozen=True)
class Question:
    """A question on paper; every text stands once for each language of the form."""

    number: str
    label: tuple[str, ...]
    hint: str = ""
    boxes: tuple[tuple[str, ...], ...] = ()
    several: bool = False
    blank: Blank = ""
    has_about: bool = False
    absences: tuple[tuple[str, ...], ...] = ()
    ending: tuple[str, ...] = ()
    goes: str = ""
    """Before the question: when it and those after it are asked, and where to go otherwise."""
    is_for_worker: bool = False


@dataclass(frozen=True)
class Section:
    """Questions under one heading, or those about one child or parent."""

    heading: tuple[str, ...]
    questions: tuple[Question, ...]
    is_block: bool = False
    note: str = ""


@dataclass(frozen=True)
class Form:
    """The whole form; the first language is the worker's."""

    languages: tuple[str, ...]
    title: tuple[str, ...]
    about: str
    sections: tuple[Section, ...]
    urgent: tuple[Outcome, ...]
    screen: str
    caveat: str = ""

    def say(self, key: str, /, **facts: object) -> tuple[str, ...]:
        """The interface's words in each language of the form."""
        return tuple(say(key, language, **facts) for language in self.languages)


def form_of(screen: Screen, languages: Sequence[str]) -> Form:
    """The form of a screen."""
    return _Maker(screen, tuple(languages)).form()


class _Maker:
    def __init__(self, screen: Screen, languages: tuple[str, ...]) -> None:
        self.screen = screen
        self.languages = languages

    def say(self, key: str, /, **facts: object) -> tuple[str, ...]:
        return tuple(say(key, language, **facts) for language in self.languages)

    def form(self) -> Form:
        authored = self.screen.authored
        flow = flow_of(self.screen, self.languages[0], Lengths(None, 0, 0))
        steps = zip(flow.steps, self.screen.steps, strict=True)
        unofficial = [one for one in self.languages if self.screen.translations.get(one) == "unofficial"]
        return Form(
            self.languages,
            tuple(map(authored.title.say, self.languages)),
            f"{self.screen.id} {self.screen.version} ({self.screen.digest[:12]})",
            tuple(self.sections()),
            tuple(outcome for outcome, step in steps if step.rule.urgency == "urgent"),
            self.screen.id,
            " ".join(
                say("translation-caveat", self.languages[0], language=say(f"language-{one}", self.languages[0]))
                for one in unofficial
                if f"{one}" in ("en", "es")
            ),
        )

    def sections(self) -> Iterator[Section]:
        numbered = list(enumerate(self.screen.entries, 1))
        for sections, entries in groupby(numbered, lambda one: one[1].sections):
            heading = tuple(
                " › ".join(section.label.say(language) for section in sections) for language in self.languages
            )
            plain: list[Question] = []
            for number, entry in entries:
                plain.append(self.question(str(number), entry, self.screen.entries, number - 1))
                if isinstance(entry.question, Repeat):
                    yield Section(heading, tuple(plain[:-1]))
                    yield from self.repeat(number, entry, plain[-1])
                    plain, heading = [], ("",) * len(self.languages)
            if plain:
                yield Section(heading, tuple(plain))

    def repeat(self, number: int, entry: Entry, own: Question) -> Iterator[Section]:
        """The blocks of a repeat, then whether there are more."""
        question = entry.question
        if not isinstance(question, Repeat):
            return
        blocks = min(max(question.min, _BLOCKS), question.max)
        inner = tuple(
            self.question(f"{number}.{place + 1}", one, entry.inner, place) for place, one in enumerate(entry.inner)
        )
        for block in range(1, blocks + 1):
            names = [question.item.say(language) for language in self.languages]
            heading = tuple(f"{number} · {name} {block}" for name in names)
            yield Section(heading, inner, is_block=True, note=own.goes if block == 1 else "")
        more = say("form-more-paper", self.languages[0], n=blocks) if question.max > blocks else ""
        yield Section(("",) * len(self.languages), (replace(own, goes=""),), note=more)

    def question(self, number: str, entry: Entry, among: Sequence[Entry], place: int) -> Question:
        question = entry.question
        is_for_worker = not entry.is_read_aloud
        languages = self.languages[:1] if is_for_worker else self.languages
        label = question.more if isinstance(question, Repeat) else question.label
        return Question(
            number,
            tuple(map(label.say, languages)),
            question.hint.say(self.languages[0]) if question.hint else "",
            tuple(self.boxes(entry)),
            isinstance(question, SelectMultiple) and not question.is_reference,
            _blank(entry),
            isinstance(question, Date),
            () if isinstance(question, Note) else tuple(map(self.say, ("unknown", "declined", "not-asked"))),
            tuple(map(question.ending.say, languages)) if isinstance(question, Checkpoint) else (),
            self.goes(number, among, place),
            is_for_worker,
        )

    def boxes(self, entry: Entry) -> Iterator[tuple[str, ...]]:
        question = entry.question
        if isinstance(question, Note):
            yield self.say("form-read" if entry.is_read_aloud else "form-seen")
        elif isinstance(question, YesOrNo):
            yield from (tuple(choice.label.say(one) for one in self.languages) for choice in question.choices)
        elif isinstance(question, Repeat):
            yield self.say("no-more")
        elif isinstance(question, Choosing) and not question.is_reference:
            yield from (tuple(choice.label.say(one) for one in self.languages) for choice in question.choices.choices)
        if isinstance(question, SelectMultiple):
            yield self.say("form-none")

    def goes(self, number: str, among: Sequence[Entry], place: int) -> str:
        """Before the first of several questions with the same condition: when they are asked, and what comes next."""
        condition = among[place].condition
        if condition is None or (place and among[place - 1].condition == condition):
            return ""
        last = place
        while last + 1 < len(among) and among[last + 1].condition == condition:
            last += 1
        before = number.rpartition(".")[0]
        end = f"{before}.{last + 1}" if before else str(last + 1)
        questions = self.worker("form-run", first=number, last=end)
        return self.worker(
            "form-only-if",
            questions=questions if last > place else self.worker("question-number", number=number),
            condition=Numbering(self.screen, self.languages[0]).condition(condition),
            after=self.after(before, last + 1, len(among)),
        )

    def worker(self, key: str, /, **facts: object) -> str:
        """What is for the worker alone."""
        return say(key, self.languages[0], **facts)

    def after(self, before: str, place: int, length: int) -> str:
        if place < length:
            return self.worker("question-number", number=f"{before}.{place + 1}" if before else place + 1)
        if not before:
            return self.worker("form-the-end")
        repeat = self.screen.entries[int(before) - 1].question
        one = repeat.item.say(self.languages[0]) if isinstance(repeat, Repeat) else ""
        return self.worker("form-next-one", one=one.lower(), number=before)


def _blank(entry: Entry) -> Blank:
    question = entry.question
    if isinstance(question, Choosing):
        several: Blank = "list-several" if isinstance(question, SelectMultiple) else "list"
        return several if question.is_reference else ""
    if isinstance(question, YesOrNo | Note | Repeat):
        return ""
    if isinstance(question, TextQuestion):
        return "lines" if question.multiline else "line"
    return next((blank for kind, blank in _BLANKS if isinstance(question, kind)), "line")
