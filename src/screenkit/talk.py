"""One sitting's state, and pages of the interface's own; what is asked, and when, is not known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum

from screenkit.answers import Absent, Answer, Item
from screenkit.earlier import NOTHING, Earlier
from screenkit.facts import Facts
from screenkit.interview import Change, Whence, add_instance, record, remove_instance, standing
from screenkit.pages import Command, Face, Given, Kind, Option, Page, Reply
from screenkit.paging import Paging
from screenkit.questions import Common, Repeat, SaidBy
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.words import say


class Outcome(Enum):
    """How a sitting ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    PAUSED = "paused"
    AMENDED = "amended"
    UNCHANGED = "unchanged"


class Talk:
    """One sitting of a screening. The only cursor is here, and only while someone goes back."""

    def __init__(
        self,
        screen: Screen,
        response: Response,
        face: Face,
        save: Callable[[Response], None],
        clock: Callable[[], datetime],
        worker_language: str = "en",
        earlier: Earlier = NOTHING,
    ) -> None:
        self.screen = screen
        self.response = response
        self.face = face
        self.save = save
        self.clock = clock
        self.worker_language = worker_language
        self.earlier = earlier
        self.place: Item | None = None
        self.message = ""
        self.informant: SaidBy | None = None
        self._facts: Facts | None = None

    def run(self) -> Outcome:
        """Ask until the sitting ends."""
        while True:
            outcome = self.turn()
            if outcome is not None:
                return outcome

    def turn(self) -> Outcome | None:
        """One question, or the end; None while there is more to ask."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """The answers in force now; after each answer they are made from those before it."""
        self._facts = standing(self.screen, self.response, self.clock(), self._facts)
        return self._facts

    def record(self, item: Item, answer: Answer, told_in: str | None = None) -> Change:
        """What the answer would change; raises `Refused`."""
        whence = Whence(self.teller(item), told_in)
        return record(self.screen, self.response, item, answer, self.clock(), whence, self._facts)

    def add(self, repeat: str) -> Change:
        """What one more instance would change; raises `Refused`."""
        return add_instance(self.screen, self.response, repeat, self.clock(), self._facts)

    def remove(self, repeat: str, instance: int) -> Change:
        """What it would change to take an instance out again."""
        return remove_instance(self.screen, self.response, repeat, instance, self.clock(), self._facts)

    def paging(self) -> Paging:
        """The pages of this moment."""
        return Paging(self.screen, self.response, self.facts(), self.worker_language, self.informant, self.earlier)

    def teller(self, item: Item) -> SaidBy | None:
        """Who says it, where that is kept with the answer."""
        return self.informant if self.informant in self.screen.question(item).said_by else None

    def say(self, key: str, /, **facts: object) -> str:
        """The interface's words in the worker's language."""
        return say(key, self.worker_language, **facts)

    def tell(self, words: str) -> None:
        """Say it above the next page, after what is to be said already."""
        self.message = " ".join(filter(None, [self.message, words]))

    def keep(self, response: Response) -> None:
        """Save, then go on from the new record: what is shown as answered is on disk."""
        self.save(response)
        self.response = response

    def take(self, change: Change, *, with_opened: bool) -> None:
        """Keep what was recorded; tell what it set aside, brought back and, where it is worth telling, opened."""
        self.keep(change.response)
        self._facts = change.facts
        naming = self.paging().naming
        told = [("set-aside", change.set_aside), ("restored", change.restored)]
        for key, items in [*told, *([("opened", change.opened)] if with_opened else [])]:
            if items:
                self.tell(self.say(key, items="; ".join(naming.full(one) for one in items)))

    def put(self, page: Page) -> Reply:
        """Show the page with what is to be said above it."""
        page = replace(page, message=self.message)
        self.message = ""
        return self.face.ask(page)

    def page_of(self, kind: Kind, words: str, **options: str) -> Page:
        """A page of the interface's own, in the worker's language."""
        return Page(
            kind=kind,
            read_aloud=words,
            language=self.worker_language,
            options=tuple(Option(name, label) for name, label in options.items()),
            worker_language=self.worker_language,
            banner=self.paging().banner,
            title=self.screen.authored.title.say(self.worker_language),
            commands=(Command.BACK,),
        )

    def choose(self, words: str, **options: str) -> str:
        """Let one of the interface's own options be chosen; `back` if the person would rather not."""
        return self.line_of(self.put(self.page_of("choice", words, **options))) or "back"

    def look_over(self, words: str) -> Item | None:
        """Show every answer and let one be named by its number; None where none is."""
        paging = self.paging()
        items = paging.items()
        number = self.line_of(self.put(replace(self.page_of("line", words), reading=paging.answers())))
        if number.isdecimal() and 0 < int(number) <= len(items):
            return items[int(number) - 1]
        if number:
            self.tell(self.say("no-such-number", most=len(items)))
        return None

    def line_of(self, reply: Reply) -> str:
        """The one word or line that was given, or nothing."""
        return reply.raw.strip() if isinstance(reply, Given) and isinstance(reply.raw, str) else ""


def answer_of(question: Common, reply: Given | Absent) -> Answer:
    """The answer that was given; raises `Refused`."""
    if isinstance(reply, Absent):
        return reply
    return question.parse("complete" if isinstance(question, Repeat) and reply.raw == "no" else reply.raw)
