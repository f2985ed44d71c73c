"""The conversation: put the next question, keep the answer, go back, explain, pause; whatever the face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum

from screenkit.answers import Absent, Answer, Item
from screenkit.facts import Facts
from screenkit.interview import (
    Change,
    Ending,
    NewInstance,
    add_instance,
    left_for_later,
    next_item,
    previous_item,
    record,
    standing,
)
from screenkit.outcome import complete
from screenkit.pages import Command, Face, Given, Option, Page, Reply
from screenkit.paging import Paging
from screenkit.questions import Common, Repeat, SaidBy, words_of
from screenkit.refusals import Refused
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.words import say


class Outcome(Enum):
    """How a sitting ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    PAUSED = "paused"


class Conductor:
    """One sitting of a screening. The only cursor is here, and only while someone goes back."""

    def __init__(
        self,
        screen: Screen,
        response: Response,
        face: Face,
        save: Callable[[Response], None],
        clock: Callable[[], datetime],
        worker_language: str = "en",
    ) -> None:
        self.screen = screen
        self.response = response
        self.face = face
        self.save = save
        self.clock = clock
        self.worker_language = worker_language
        self.place: Item | None = None
        self.message = ""
        self.informant: SaidBy | None = None

    def run(self) -> Outcome:
        """Ask until the screening ends or pauses; every answer is saved before the next question."""
        while True:
            outcome = self.turn()
            if outcome is not None:
                return outcome

    def turn(self) -> Outcome | None:
        """One question, or the end; None while there is more to ask."""
        facts = self.facts()
        if self.place is not None:
            return self.ask(self.place)
        match next_item(self.screen, facts):
            case NewInstance(repeat):
                self.take(add_instance(self.screen, self.response, repeat, self.clock()))
            case Ending() as ending:
                return self.end(ending)
            case Item() as item:
                return self.ask(item)
            case _:
                return self.finish()
        return None

    def facts(self) -> Facts:
        """The answers in force now."""
        return standing(self.screen, self.response, self.clock())

    def paging(self) -> Paging:
        """The pages of this moment."""
        return Paging(self.screen, self.response, self.facts(), self.worker_language, self.informant)

    def say(self, key: str, /, **facts: object) -> str:
        """The interface's words in the worker's language."""
        return say(key, self.worker_language, **facts)

    def keep(self, response: Response) -> None:
        """Save, then go on from the new record: what is shown as answered is on disk."""
        self.save(response)
        self.response = response

    def ask(self, item: Item) -> Outcome | None:
        """Put one question and do what the reply says."""
        page = self.paging().page(item, self.message)
        self.message = ""
        reply = self.face.ask(page)
        if isinstance(reply, Command):
            return self.command(item, reply)
        self.reply(item, reply)
        return None

    def reply(self, item: Item, reply: Reply) -> None:
        """Keep an answer, or say in one sentence why it is none."""
        question = self.screen.question(item)
        try:
            if isinstance(question, Repeat) and reply == Given("yes"):
                self.take(add_instance(self.screen, self.response, item.name, self.clock()))
            else:
                said_by = self.informant if self.informant in question.said_by else None
                answer = _answer(question, reply)
                self.take(record(self.screen, self.response, item, answer, self.clock(), said_by))
        except Refused as refusal:
            self.message = self.say(refusal.key, **refusal.facts)
            return
        self.place = None

    def take(self, change: Change) -> None:
        """Keep what was recorded and tell what it set aside or brought back."""
        self.keep(change.response)
        naming = self.paging().naming
        told = [("set-aside", change.set_aside), ("restored", change.restored)]
        words = [self.say(key, items="; ".join(naming.full(one) for one in items)) for key, items in told if items]
        self.message = " ".join(filter(None, [self.message, *words]))

    def command(self, item: Item | None, command: Command) -> Outcome | None:
        """Do what was asked for instead of an answer."""
        if command is Command.STOP:
            return self.stop()
        if command is Command.BACK:
            self.back(item)
        elif command is Command.REVIEW:
            self.review()
        elif command is Command.LANGUAGE:
            self.switch_language()
        elif item is not None:
            self.about(item, command)
        return None

    def about(self, item: Item, command: Command) -> None:
        """Help, a reason or a note for the question; it is put again afterwards."""
        if command is Command.HELP:
            self.face.show(self.paging().help(item))
        elif command is Command.WHY:
            self.face.show(self.paging().why(item))
        elif command is Command.NOTE:
            self.note(item)
        elif command is Command.WHO:
            self.who(item)

    def who(self, item: Item) -> None:
        """Take who says it; that stays until it is changed, and is kept with the answers that ask for it."""
        known = {name: self.say(f"by-{name}") for name in self.screen.question(item).said_by}
        chosen = self.choose(self.say("who-said"), **known, nobody=self.say("by-nobody"))
        if chosen != "back":
            self.informant = next((name for name in self.screen.question(item).said_by if name == chosen), None)

    def back(self, item: Item | None) -> None:
        """Go to the question before; later answers stay."""
        earlier = previous_item(self.screen, self.facts(), item)
        if earlier is None:
            self.message = self.say("first-question")
        else:
            self.place = earlier

    def switch_language(self) -> None:
        """Read aloud in the next language that the screen has; no answer changes."""
        languages = self.screen.languages
        spoken = self.response.spoken
        following = languages[(languages.index(spoken) + 1) % len(languages)] if spoken in languages else languages[0]
        self.keep(happened(self.response, self.clock(), "language", text=following))

    def note(self, item: Item) -> None:
        """Take the interviewer's own words about a question."""
        page = self.page_of("lines", self.say("note-about", question=self.paging().naming.full(item)))
        reply = self.face.ask(page)
        try:
            words = words_of(reply.raw) if isinstance(reply, Given) else ""
        except Refused as refusal:
            self.message = self.say(refusal.key, **refusal.facts)
            return
        if words:
            self.keep(happened(self.response, self.clock(), "noted", item=str(item), text=words))
            self.message = self.say("noted")

    def page_of(self, kind: str, words: str, **options: str) -> Page:
        """A page of the interface's own, in the worker's language."""
        choices = tuple(Option(name, label) for name, label in options.items())
        page = Page(
            kind="choice",
            read_aloud=words,
            language=self.worker_language,
            options=choices,
            worker_language=self.worker_language,
            banner=self.paging().banner,
            title=self.screen.authored.title.say(self.worker_language),
            commands=(Command.BACK,),
            message=self.message,
        )
        self.message = ""
        return replace(page, kind=kind)  # type: ignore[arg-type]  # one of the kinds, as named by the callers here

    def choose(self, words: str, **options: str) -> str:
        """Let one of the interface's own options be chosen; `back` if the person would rather not."""
        reply = self.face.ask(self.page_of("choice", words, **options))
        return reply.raw if isinstance(reply, Given) and isinstance(reply.raw, str) else "back"

    def review(self) -> None:
        """Show every answer; one of them can be changed by its number."""
        paging = self.paging()
        self.face.show(paging.answers())
        items = list(paging.facts.answers)
        reply = self.face.ask(self.page_of("line", self.say("change-which")))
        number = reply.raw.strip() if isinstance(reply, Given) and isinstance(reply.raw, str) else ""
        if number.isdecimal() and 0 < int(number) <= len(items):
            self.place = items[int(number) - 1]
        elif number:
            self.message = self.say("no-such-number", most=len(items))

    def stop(self) -> Outcome | None:
        """Pause for later, or end the screening here for good."""
        chosen = self.choose(
            self.say("stop-how"),
            paused=self.say("pause-option"),
            stopped=self.say("stop-option"),
            back=self.say("back-option"),
        )
        if chosen == "stopped":
            self.keep(happened(self.response, self.clock(), "stopped", text="ended-by-worker"))
            return Outcome.STOPPED
        return Outcome.PAUSED if chosen == "paused" else None

    def end(self, ending: Ending) -> Outcome | None:
        """The neutral ending of a checkpoint that was not met; going back is possible."""
        words = ending.question.ending.say(self.response.spoken)
        second = self.paging().second(ending.question.ending)
        chosen = self.choose(
            f"{words}\n\n{second}" if second else words,
            stopped=self.say("end-here"),
            back=self.say("back-option"),
        )
        if chosen == "stopped":
            self.keep(happened(self.response, self.clock(), "stopped", text=f"checkpoint:{ending.item.name}"))
            return Outcome.STOPPED
        self.place = ending.item
        return None

    def finish(self) -> Outcome | None:
        """Look over the answers, then finish."""
        facts = self.facts()
        later = left_for_later(self.screen, facts)
        silent = [answer for answer in facts.answers.values() if isinstance(answer, Absent)]
        words = self.say(
            "ready",
            answered=len(facts.answers) - len(silent),
            unknown=silent.count(Absent.UNKNOWN),
            declined=silent.count(Absent.DECLINED),
            later=len(later),
        )
        options = {"finish": self.say("finish-option"), "review": self.say("review-option")}
        if later:
            options["later"] = self.say("later-option")
        chosen = self.choose(words, **options, paused=self.say("pause-option"))
        return self.finished(chosen, later)

    def finished(self, chosen: str, later: tuple[Item, ...]) -> Outcome | None:
        """Do what was chosen at the end."""
        if chosen == "finish":
            self.keep(complete(self.screen, self.response, self.clock()))
            return Outcome.COMPLETED
        if chosen == "review":
            self.review()
        elif chosen == "later" and later:
            self.place = later[0]
        elif chosen == "back":
            self.back(None)
        return Outcome.PAUSED if chosen == "paused" else None


def _answer(question: Common, reply: Reply) -> Answer:
    if isinstance(reply, Absent):
        return reply
    if isinstance(question, Repeat) and isinstance(reply, Given) and reply.raw == "no":
        return question.parse("complete")
    return question.parse(reply.raw if isinstance(reply, Given) else "")
