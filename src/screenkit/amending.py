"""Changing a finished screening: one answer at a time, each with its reason; what it was stays in the history."""

from __future__ import annotations

from dataclasses import replace

from screenkit.answers import Absent, Item
from screenkit.asides import show_help, show_why, take_who
from screenkit.interview import Change
from screenkit.outcome import amended
from screenkit.pages import Command, Given
from screenkit.questions import Repeat, words_of
from screenkit.refusals import Refused
from screenkit.talk import Outcome, Talk, answer_of

_COMMANDS = (Command.BACK, Command.HELP, Command.WHY, Command.WHO)


class Amending(Talk):
    """One sitting with a finished screening. Answer, reason and what follows are saved together or not at all."""

    reason = ""
    to_ask: tuple[Item, ...] = ()
    """What an amendment opened; it is asked at once, for the same reason."""
    has_changed = False

    def turn(self) -> Outcome | None:
        """One amendment, or the end."""
        if self.place is not None:
            self.ask(self.place)
        elif self.to_ask:
            self.place, *rest = self.to_ask
            self.to_ask = tuple(rest)
        else:
            return self.choose_answer()
        return None

    def choose_answer(self) -> Outcome | None:
        """Let an answer be named by its number; going back ends the sitting."""
        self.reason = ""
        paging = self.paging()
        page = replace(self.page_of("line", self.say("amend-which")), reading=paging.answers())
        reply = self.put(page)
        if not isinstance(reply, Given):
            return Outcome.AMENDED if self.has_changed else Outcome.UNCHANGED
        number = self.line_of(reply)
        if number.isdecimal() and 0 < int(number) <= len(paging.items()):
            self.place = paging.items()[int(number) - 1]
        else:
            self.tell(self.say("no-such-number", most=len(paging.items())))
        return None

    def ask(self, item: Item) -> None:
        """Put one question and do what the reply says."""
        page = self.paging().page(item)
        reply = self.put(replace(page, commands=tuple(one for one in page.commands if one in _COMMANDS)))
        asides = {Command.HELP: show_help, Command.WHY: show_why, Command.WHO: take_who}
        if isinstance(reply, Command) and reply in asides:
            asides[reply](self, item)
        elif isinstance(reply, Command):
            self.place = None
        else:
            self.reply(item, reply)

    def reply(self, item: Item, reply: Given | Absent) -> None:
        """Amend the answer if it is another one and there is a reason."""
        try:
            change = self.change(item, reply)
        except Refused as refusal:
            self.tell(self.say(refusal.key, **refusal.facts))
            return
        self.place = None
        if change is None:
            self.tell(self.say("not-amended"))
            return
        self.reason = self.reason or self.ask_reason(item)
        if not self.reason:
            self.tell(self.say("not-amended"))
            return
        whole = amended(self.screen, change.response, item, self.reason, self.clock())
        self.take(replace(change, response=whole), with_opened=True)
        self.has_changed = True
        # Whether there is yet another one is asked again after one was added.
        again = () if item in self.facts().answers else (item,)
        self.to_ask = (*self.to_ask, *change.opened, *again)

    def change(self, item: Item, reply: Given | Absent) -> Change | None:
        """What the reply would change; None where it is the answer that is there; raises `Refused`."""
        question = self.screen.question(item)
        if isinstance(question, Repeat) and reply == Given("yes"):
            return self.add(item.name)
        answer = answer_of(question, reply)
        if self.facts().answers.get(item) == answer:
            return None
        return self.record(item, answer)

    def ask_reason(self, item: Item) -> str:
        """Why the answer is changed; nothing where the person goes back."""
        words = self.say("amend-why", question=self.paging().naming.full(item))
        while True:
            reply = self.put(self.page_of("line", words))
            if not isinstance(reply, Given):
                return ""
            try:
                return words_of(reply.raw)
            except Refused as refusal:
                self.tell(self.say(refusal.key, **refusal.facts))
