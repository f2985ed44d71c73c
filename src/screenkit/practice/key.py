"""The answer key: a page about one practice interview, for the conversation after it; it grades nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screenkit.answers import Absent, Item, parse_item
from screenkit.layout import Line
from screenkit.naming import Naming
from screenkit.practice.briefing import answer_in_words
from screenkit.practice.marking import KINDS, Mark, counted, facts_in, marks
from screenkit.practice.outcomes import Result, results
from screenkit.practice.persona import Persona
from screenkit.practice.playing import played
from screenkit.questions import Repeat
from screenkit.response import Response
from screenkit.words import LANGUAGES, say


def answer_key(persona: Persona, response: Response, language: str) -> Iterator[Line]:
    """The page in reading order: what differs, what that changes, and what to talk about."""
    return Key(persona, response, language).lines()


@dataclass(frozen=True)
class Key:
    """One practice record held against its persona."""

    persona: Persona
    response: Response
    language: str

    def say(self, key: str, /, **facts: object) -> str:
        """The interface's words."""
        return say(key, self.language, **facts)

    def lines(self) -> Iterator[Line]:
        """The whole page."""
        yield Line("banner", self.say("practice-banner"))
        yield Line("title", self.say("key-title"))
        yield from self.about()
        found = tuple(marks(self.persona, self.response))
        if not found:
            yield Line("text", self.say("key-nothing"))
        for kind in KINDS:
            those = [mark for mark in found if mark.kind == kind]
            if those:
                yield Line("heading", self.say(f"key-{kind}"))
                yield Line("text", self.say(f"key-{kind}-says"))
            for mark in those:
                yield from self.mark(mark)
        yield from self.effects()
        yield from self.wording()

    def about(self) -> Iterator[Line]:
        """Which interview, and what the page is not."""
        title = self.persona.screen.authored.title.say(self.language)
        facts = {"title": title, "number": self.persona.number}
        yield Line("text", self.say("persona-of", **facts))
        name, version = self.response.screen.id, self.response.screen.version
        yield Line("text", self.say("key-about", id=self.response.id, screen=name, version=version))
        yield Line("text", self.say("key-no-grade"))
        if self.response.status not in ("completed", "amended"):
            yield Line("text", self.say("key-unfinished"))

    def mark(self, mark: Mark) -> Iterator[Line]:
        """One difference: the question, what the sheet says and what is in the record."""
        yield Line("item", f"- {Naming(self.persona.screen, self.language).full(mark.item)}")
        if mark.kind != "not-on-sheet":
            yield Line("fact", self.told(mark), self.say("on-the-sheet"))
        yield Line("fact", self.recorded(mark), self.say("in-the-record"))

    def told(self, mark: Mark) -> str:
        """What the persona says."""
        if isinstance(self.persona.screen.question(mark.item), Repeat) and not isinstance(mark.told, Absent):
            return self.say("named-so-many", count=counted(self.persona, self.response, mark.item.name)[0])
        return answer_in_words(self.persona, mark.item, mark.told, self.language)

    def recorded(self, mark: Mark) -> str:
        """What was recorded, or that there is nothing."""
        if mark.recorded is None:
            return self.say("nothing-recorded")
        if isinstance(self.persona.screen.question(mark.item), Repeat) and not isinstance(mark.recorded, Absent):
            return self.say("named-so-many", count=counted(self.persona, self.response, mark.item.name)[1])
        return answer_in_words(self.persona, mark.item, mark.recorded, self.language)

    def effects(self) -> Iterator[Line]:
        """What stands otherwise in the summary because of the differences."""
        facts = played(self.persona), facts_in(self.persona, self.response)
        told, recorded = (results(self.persona, one, self.language) for one in facts)
        names = [name for name in dict.fromkeys((*told, *recorded)) if _state(told, name) != _state(recorded, name)]
        if not names:
            yield Line("text", self.say("key-no-effects"))
            return
        yield Line("heading", self.say("key-effects"))
        for name in names:
            yield Line("item", f"- {(told.get(name) or recorded[name]).words}")
            for key, found in (("from-the-sheet", told), ("from-the-record", recorded)):
                yield Line("fact", self.standing(found.get(name)), self.say(key))

    def standing(self, result: Result | None) -> str:
        """How something stands, and by when."""
        if result is None:
            return self.say("not-there")
        by = f" – {self.say('by')}: {result.due}" if result.due else ""
        return self.say(f"state-{result.state}") + by

    def wording(self) -> Iterator[Line]:
        """In which languages it was read aloud, and what the worker wrote beside the answers."""
        spoken = [self.response.language, *(one.text or "" for one in self.response.events if one.kind == "language")]
        names = [self.say(f"language-{one}") if one in LANGUAGES else one for one in dict.fromkeys(spoken)]
        yield Line("heading", self.say("key-wording"))
        yield Line("text", self.say("key-languages", names=", ".join(names)))
        notes = [(event.item, event.text) for event in self.response.events if event.kind == "noted" and event.text]
        if notes:
            yield Line("text", self.say("key-notes"))
        naming = Naming(self.persona.screen, self.language)
        for name, words in notes:
            item = parse_item(name or "")
            yield Line("item", f"- {self.called(naming, item)}")
            yield Line("fact", words or "", self.say("in-the-note"))

    def called(self, naming: Naming, item: Item | None) -> str:
        """The question that a note stands beside."""
        return naming.full(item) if item and self.persona.screen.entry(item) else self.say("whole-interview")


def _state(found: Mapping[str, Result], name: str) -> tuple[str, str]:
    one = found.get(name)
    return (one.state, one.due) if one else ("not-there", "")
