"""The conversation: put the next question, keep the answer, go back, look over; whatever the face."""

from __future__ import annotations

from screenkit.answers import Absent, Item
from screenkit.asides import ASIDES, switch_language
from screenkit.closing import end, finish, finished, stop
from screenkit.interview import Ending, NewInstance, next_item, previous_item
from screenkit.pages import Command, Given
from screenkit.questions import Repeat
from screenkit.refusals import Refused
from screenkit.talk import Outcome, Talk, answer_of


class Conductor(Talk):
    """One sitting of a screening that goes on."""

    def run(self) -> Outcome:
        """Ask until the screening ends or pauses; what ended an earlier sitting is put again, not its ending."""
        following = next_item(self.screen, self.facts())
        if isinstance(following, Ending):
            self.place = following.item
        return super().run()

    def turn(self) -> Outcome | None:
        """One question, or the end; every answer is saved before the next question."""
        if self.place is not None:
            return self.ask(self.place)
        match next_item(self.screen, self.facts()):
            case NewInstance(repeat):
                change = self.add(repeat)
                self.take(change, with_opened=False)
            case Ending() as ending:
                return end(self, ending)
            case Item() as item:
                return self.ask(item)
            case _:
                return self.finish()
        return None

    def ask(self, item: Item) -> Outcome | None:
        """Put one question and do what the reply says."""
        reply = self.put(self.paging().page(item))
        if isinstance(reply, Command):
            return self.command(item, reply)
        self.reply(item, reply)
        return None

    def reply(self, item: Item, reply: Given | Absent) -> None:
        """Keep an answer, or say in one sentence why it is none."""
        question = self.screen.question(item)
        try:
            if isinstance(question, Repeat) and reply == Given("yes"):
                change = self.add(item.name)
            else:
                change = self.record(item, answer_of(question, reply))
        except Refused as refusal:
            self.tell(self.say(refusal.key, **refusal.facts))
            return
        self.take(change, with_opened=item in self.facts().answers and not isinstance(question, Repeat))
        self.place = None

    def command(self, item: Item | None, command: Command) -> Outcome | None:
        """Do what was asked for instead of an answer."""
        if command is Command.STOP:
            return stop(self)
        if command is Command.BACK:
            self.back(item)
        elif command is Command.REVIEW:
            self.review()
        elif command is Command.LANGUAGE:
            switch_language(self)
        elif item is not None:
            ASIDES[command](self, item)
        return None

    def back(self, item: Item | None) -> None:
        """Go to the question before; later answers stay."""
        earlier = previous_item(self.screen, self.facts(), item)
        if earlier is None:
            self.tell(self.say("first-question"))
        else:
            self.place = earlier

    def review(self) -> None:
        """Show every answer; one of them can be changed by its number."""
        self.place = self.look_over(self.say("change-which")) or self.place

    def finish(self) -> Outcome | None:
        """Look over the answers, then finish."""
        chosen = finish(self)
        if chosen == "review":
            self.review()
        elif chosen == "back":
            self.back(None)
        return finished(self, chosen)
