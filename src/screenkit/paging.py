"""How a question becomes a page, and what help and reasons there are for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from screenkit.answers import Absent, Item, Value
from screenkit.conditions import grounds, phrase
from screenkit.earlier import NOTHING, Earlier, Told
from screenkit.facts import Facts, Truth
from screenkit.interview import left_for_later, sequence
from screenkit.naming import Naming
from screenkit.pages import Command, Option, Page, Sheet
from screenkit.progress import progress
from screenkit.putting import example_of, kind_of
from screenkit.questions import (
    Choosing,
    Common,
    Note,
    Raw,
    Repeat,
    SaidBy,
    YesNo,
    YesOrNo,
)
from screenkit.reference import OWN_READING
from screenkit.response import Response, given_of
from screenkit.screen import Screen
from screenkit.text import Text
from screenkit.words import say

_SOMETIMES = (Command.WHO, Command.REMOVE, Command.SAME)
COMMANDS = tuple(command for command in Command if command not in _SOMETIMES)
ABSENCES = (Absent.UNKNOWN, Absent.DECLINED, Absent.NOT_ASKED)
_MARKS = {Truth.YES: "holds", Truth.MAYBE: "open", Truth.NO: "ruled-out"}


@dataclass(frozen=True)
class Paging:
    """A screening as it is shown: the family's language on top, the worker's below and in all else."""

    screen: Screen
    response: Response
    facts: Facts
    worker_language: str
    informant: SaidBy | None = None
    earlier: Earlier = NOTHING

    @cached_property
    def language(self) -> str:
        """The language that is read aloud."""
        return self.response.spoken

    @property
    def naming(self) -> Naming:
        """The screen's words in the worker's language."""
        return Naming(self.screen, self.worker_language)

    @property
    def banner(self) -> str:
        """What every page of a practice run says."""
        return say("practice-banner", self.worker_language) if self.response.practice else ""

    def second(self, text: Text) -> str:
        """The text in the worker's language, where that is another one."""
        return "" if self.language == self.worker_language else text.say(self.worker_language)

    def page(self, item: Item) -> Page:
        """The page of one question."""
        question = self.screen.question(item)
        label = question.more if isinstance(question, Repeat) else question.label
        is_aloud = self.is_aloud(item)
        spoken = self.language if is_aloud else self.worker_language
        return Page(
            kind=kind_of(question),
            read_aloud=label.say(spoken),
            second=self.second(label) if is_aloud else "",
            language=spoken,
            worker_language=self.worker_language,
            banner=self.banner,
            title=self.screen.authored.title.say(self.worker_language),
            section=self.section(item),
            progress=" · ".join(filter(None, (self.progress(), self.to_whom(item), self.told_by(question)))),
            hint=self.hint(question, is_aloud=is_aloud),
            options=tuple(self.options(question) if is_aloud else self.options_for_worker(question)),
            current=self.naming.in_force(self.facts, item) if item in self.facts.answers else "",
            earlier=self.told_earlier(item),
            draft=self.draft(item),
            commands=tuple(self.commands(item)),
            absences=() if isinstance(question, Note) else ABSENCES,
            key=str(item),
        )

    def hint(self, question: Common, *, is_aloud: bool) -> str:
        """The line for the worker, told apart from what is read aloud, and how a date or a time is written."""
        example = example_of(question, self.worker_language)
        how = say("written-like", self.worker_language, examples=example) if example else ""
        words = " ".join(filter(None, (question.hint.say(self.worker_language) if question.hint else "", how)))
        return say("hint-for-you", self.worker_language, hint=words) if words and is_aloud else words

    def told_by(self, question: Common) -> str:
        """Who is taken to say it, where that is kept with the answer."""
        if self.informant is None or self.informant not in question.said_by:
            return ""
        who = say(f"by-{self.informant}", self.worker_language)
        return say("told-by", self.worker_language, who=who)

    def is_aloud(self, item: Item) -> bool:
        """Whether the family hears the question."""
        entry = self.screen.entry(item)
        return entry is None or entry.is_read_aloud

    def to_whom(self, item: Item) -> str:
        """That a question is for the worker alone."""
        return "" if self.is_aloud(item) else say("for-you", self.worker_language)

    def commands(self, item: Item) -> Iterator[Command]:
        """What may be wished for instead of an answer to this question."""
        yield from COMMANDS
        if self.screen.question(item).said_by:
            yield Command.WHO
        if item.repeat:
            yield Command.REMOVE
        if self.same(item):
            yield Command.SAME

    def same(self, item: Item) -> tuple[Value, Told] | None:
        """What another screening holds of the same question, where it has no answer here."""
        if item in self.facts.answers:
            return None
        instances = self.facts.roster(item.repeat).instances if item.repeat else ()
        nth = instances.index(item.instance) + 1 if item.instance in instances else 0
        return self.earlier.answer(self.screen.question(item), Item(item.name, item.repeat, nth))

    def told_earlier(self, item: Item) -> str:
        """That in one sentence, in the worker's language; of a repeat, how many were named."""
        question, language = self.screen.question(item), self.worker_language
        same = self.same(item)
        count, told = self.earlier.counts.get(item.name, (0, None))
        if same:
            facts, told = {"answer": question.show(same[0], language)}, same[1]
        elif isinstance(question, Repeat) and told and item not in self.facts.answers:
            facts = {"count": str(count)}
        else:
            return ""
        key = "told-earlier-count" if "count" in facts else "told-earlier"
        return say(key, language, **facts, title=told.title.say(language), day=told.at.date().isoformat())

    def draft(self, item: Item) -> Raw | None:
        """What editing begins from: the answer so far, as it is written."""
        answer = self.facts.answers.get(item)
        if answer is None or isinstance(answer, Absent):
            return None
        if isinstance(self.screen.question(item), Repeat):
            return "no"
        written = self.screen.question(item).record(answer)
        return written if isinstance(written, list) else str(written)

    def options(self, question: Common) -> Iterator[Option]:
        """What can be chosen."""
        choices = question.choices.choices if isinstance(question, Choosing) else _YES_NO.choices
        if isinstance(question, Choosing | YesOrNo | Repeat):
            for choice in choices:
                label = choice.label
                yield Option(choice.name, label.say(self.language), self.second(label), choice.also)
        elif isinstance(question, Note):
            yield Option("read", say("has-been-read", self.worker_language))

    def options_for_worker(self, question: Common) -> Iterator[Option]:
        """What the worker can choose, in one language and found in both."""
        if isinstance(question, Note):
            yield Option("read", say("has-been-seen", self.worker_language))
            return
        for option in self.options(question):
            also = (option.label, *option.also) if option.second else option.also
            yield Option(option.name, option.second or option.label, also=also)

    def section(self, item: Item) -> str:
        """The headings that the question stands under, and whose it is."""
        entry = self.screen.entry(item)
        words = [section.label.say(self.worker_language) for section in entry.sections] if entry else []
        owner = self.naming.owner(item)
        return " › ".join([*words, *([owner] if owner else [])])

    def progress(self) -> str:
        """How far the interview is, in words."""
        now = progress(self.screen, self.facts)
        key = "progress" if now.at_least == now.at_most else "progress-range"
        words = say(key, self.worker_language, done=now.answered, least=now.at_least, most=now.at_most)
        names = ", ".join(self.naming.one_of(repeat) for repeat in now.growing)
        return words + (" " + say("progress-growing", self.worker_language, names=names) if names else "")

    def help(self, item: Item) -> Sheet:
        """Why a question is asked, how to ask it and what never to ask; and where its wording comes from."""
        question = self.screen.question(item)
        entry = self.screen.entry(item)
        helps = [question.help, *(section.help for section in (entry.sections if entry else ()))]
        paragraphs = [text.say(self.worker_language) for text in helps if text]
        paragraphs.append(self.origin(question))
        paragraphs.append(say("never-ask", self.worker_language))
        return self.sheet(self.naming.full(item), *paragraphs)

    def origin(self, question: Common) -> str:
        """Where the wording comes from."""
        citation = question.citation or OWN_READING
        source = self.screen.source(citation)
        if source is None or citation == OWN_READING:
            return say("own-reading", self.worker_language)
        place = source.places.get(citation.partition("#")[2], "")
        facts = {"title": source.title, "place": f" – {place}" if place else "", "day": source.checked_on}
        return say("from-source", self.worker_language, **facts)

    def why(self, item: Item) -> Sheet:
        """Why the question is asked, with each part of the reason."""
        entry = self.screen.entry(item)
        heading = self.naming.full(item)
        if entry is None or entry.condition is None:
            return self.sheet(heading, say("always-asked", self.worker_language))
        reason = say("asked-because", self.worker_language, reason=phrase(entry.condition, self.naming))
        parts = [
            self._part(ground.truth, phrase(ground.condition, self.naming), ground.items)
            for ground in grounds(entry.condition, self.facts, item.instance)
        ]
        return self.sheet(heading, reason, *parts)

    def _part(self, truth: Truth, words: str, items: tuple[Item, ...]) -> str:
        answers = ", ".join(self.naming.in_force(self.facts, item) for item in items)
        mark = say(_MARKS[truth], self.worker_language)
        return f"- {words}: {mark} ({answers})" if answers else f"- {words}: {mark}"

    def items(self) -> tuple[Item, ...]:
        """Every answer that counts, in the order in which it is asked; what was only read aloud is none."""
        asked = (item for _, item in sequence(self.screen, self.facts) if item in self.facts.answers)
        return tuple(item for item in asked if not isinstance(self.screen.question(item), Note))

    def answers(self) -> tuple[str, ...]:
        """Every answer with its number under its heading, then what a change set aside and what it opened."""
        lines = [self.counts()]
        section = ""
        for number, item in enumerate(self.items(), 1):
            if self.section(item) != section:
                section = self.section(item)
                lines += ["", section] if section else [""]
            elif number == 1:
                lines.append("")
            lines.append(f"{number}. {self.naming.label(item)} — {self.told(item)}")
        aside = [self.naming.full(item) for item in self.response_answers() if item not in self.facts.answers]
        opened = [self.naming.full(item) for item in self.opened()]
        for key, names in (("kept-aside", aside), ("still-opened", opened)):
            lines += ["", say(key, self.worker_language, items="; ".join(names))] if names else []
        return tuple(lines)

    def opened(self) -> tuple[Item, ...]:
        """The questions without an answer that come before one with an answer: mostly a change opened them."""
        asked = [item for entry, item in sequence(self.screen, self.facts) if not isinstance(entry.question, Note)]
        answered = [place for place, item in enumerate(asked) if item in self.facts.answers]
        return tuple(item for item in asked[: max(answered, default=0)] if item not in self.facts.answers)

    def told(self, item: Item) -> str:
        """The answer as it is looked over."""
        if self.facts.answer(item) is Absent.NOT_ASKED:
            return say("put-off", self.worker_language)
        return self.naming.in_force(self.facts, item)

    def counts(self) -> str:
        """How many questions have a value, and how many have none for which reason."""
        said = [self.facts.answers[item] for item in self.items()]
        silent = {reason.name.lower(): said.count(reason) for reason in (Absent.UNKNOWN, Absent.DECLINED)}
        later = len(left_for_later(self.screen, self.facts))
        answered = sum(1 for answer in said if not isinstance(answer, Absent))
        return say("counts", self.worker_language, answered=answered, later=later, **silent)

    def response_answers(self) -> tuple[Item, ...]:
        """Every question that has an answer, in force or not."""
        return tuple(given_of(self.screen, self.response).answers)

    def sheet(self, heading: str, *paragraphs: str) -> Sheet:
        """A sheet in the worker's language."""
        return Sheet(heading, paragraphs, self.banner, self.worker_language)


_YES_NO = YesNo.model_validate({"type": "yes_no", "name": "more", "label": {"en": "?"}})
