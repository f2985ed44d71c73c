"""A screen in outline: what is asked, when, and what follows from it, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.conditions import phrase
from screenkit.layout import Line, plain
from screenkit.naming import Naming
from screenkit.screen import Entry, Screen, Section
from screenkit.words import say


def outline(screen: Screen, language: str, width: int) -> str:
    """The outline as text of at most `width` columns."""
    return plain(_Outline(screen, language).lines(), width)


class _Outline:
    def __init__(self, screen: Screen, language: str) -> None:
        self.screen = screen
        self.language = language
        self.naming = Naming(screen, language)
        self.sections: tuple[Section, ...] = ()

    def say(self, key: str, /, **facts: object) -> str:
        return say(key, self.language, **facts)

    def lines(self) -> Iterator[Line]:
        authored = self.screen.authored
        yield Line("title", authored.title.say(self.language))
        yield Line("text", f"{self.screen.id} {self.screen.version} ({self.screen.digest[:12]})")
        yield Line("text", authored.purpose.say(self.language))
        yield Line("heading", self.say("questions"))
        for number, entry in enumerate(self.screen.entries, 1):
            yield from self.section(entry)
            yield from self.entry(entry, f"{number}.")
            for inner, one in enumerate(entry.inner, 1):
                yield from self.section(one)
                yield from self.entry(one, f"{number}.{inner}.")
        yield from self.rules()

    def section(self, entry: Entry) -> Iterator[Line]:
        """The headings, where they are others than those of the question before."""
        if entry.sections and entry.sections != self.sections:
            words = " › ".join(section.label.say(self.language) for section in entry.sections)
            yield Line("text", f"\n{words}")
        self.sections = entry.sections

    def entry(self, entry: Entry, mark: str) -> Iterator[Line]:
        question = entry.question
        yield Line("item", f"{mark} {question.label.say(self.language)} [{question.name}, {question.type}]")
        if entry.condition is not None:
            yield Line("fact", phrase(entry.condition, self.naming), self.say("asked-if"))

    def rules(self) -> Iterator[Line]:
        yield Line("heading", self.say("indications"))
        for indicated in self.screen.indications:
            yield Line("item", f"- {indicated.rule.label.say(self.language)} [{indicated.rule.name}]")
            yield Line("fact", phrase(indicated.condition, self.naming), self.say("if"))
        yield Line("heading", self.say("next-steps"))
        for step in self.screen.steps:
            yield Line("item", f"- [{self.say(step.rule.urgency)}] {step.rule.action.say(self.language)}")
            if step.condition is not None:
                yield Line("fact", phrase(step.condition, self.naming), self.say("if"))
            yield Line("fact", step.rule.citation, self.say("source"))
