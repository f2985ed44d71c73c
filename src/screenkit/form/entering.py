"""Entering what was written on paper: question by question in the order of the paper, with the interview's checks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from screenkit.answers import Absent, Item
from screenkit.conditions import Ref
from screenkit.conduct import Conductor
from screenkit.numbering import Numbering
from screenkit.pages import Command, Given, Page
from screenkit.questions import Choosing, Date, DateTime, Note, Repeat, SelectMultiple, YesOrNo
from screenkit.talk import Outcome

NON_ANSWERS = MappingProxyType({"?": Absent.UNKNOWN, "-": Absent.DECLINED, ".": Absent.NOT_ASKED})
"""What is typed for each box of a non-answer."""
_YES, _NO = ("y", "yes", "s", "si", "sí"), ("n", "no")
_COMMANDS = (Command.BACK, Command.HELP, Command.NOTE, Command.REVIEW, Command.STOP)


class FromPaper(Conductor):
    """One sitting with a paper form. A key and Enter answer most questions; nothing is read aloud any more."""

    def ask(self, item: Item) -> Outcome | None:
        """Put one question by its number and take what was ticked or written."""
        reply = self.put(self.quick(item))
        if isinstance(reply, Command):
            return self.command(item, reply)
        if isinstance(reply, Absent):
            self.reply(item, reply)
            return None
        typed = self.line_of(reply)
        if typed in NON_ANSWERS and not isinstance(self.screen.question(item), Note):
            self.reply(item, NON_ANSWERS[typed])
            return None
        answer = self.meant(item, typed)
        if answer is None:
            self.tell(self.say("paper-no-such", typed=typed))
        else:
            self.reply(item, answer)
            self.tell_taken(item)
        return None

    def tell_taken(self, item: Item) -> None:
        """Above the next question: which boxes the numbers stood for, so that a slip is seen at once."""
        answer = self.facts().answers.get(item)
        if isinstance(self.screen.question(item), Choosing) and answer is not None:
            naming = self.paging().naming
            self.tell(self.say("paper-taken", number=self.number(item), answer=naming.answer(item, answer)))

    def number(self, item: Item) -> str:
        """What stands before the question on paper."""
        return Numbering(self.screen, self.worker_language).numbers[Ref(item.name, item.repeat)]

    def quick(self, item: Item) -> Page:
        """The question in one line, with its number and what to type."""
        page = self.paging().page(item)
        words = page.second or page.read_aloud
        return replace(
            page,
            kind="line",
            read_aloud=f"{self.number(item)}. {words}",
            second="",
            language=self.worker_language,
            title=self.say("paper-banner"),
            progress="",
            hint=" · ".join(filter(None, (self.how(item), self.ways(item)))),
            options=(),
            earlier="",
            draft=None,
            commands=tuple(one for one in page.commands if one in _COMMANDS or one is Command.REMOVE),
        )

    def ways(self, item: Item) -> str:
        return "" if isinstance(self.screen.question(item), Note) else self.say("paper-ways")

    def how(self, item: Item) -> str:
        """What can be typed for an answer."""
        question = self.screen.question(item)
        if isinstance(question, Note):
            return self.say("paper-read")
        if isinstance(question, YesOrNo | Repeat):
            return "y · n" if self.worker_language != "es" else "s · n"
        if isinstance(question, Choosing) and not question.is_reference:
            labels = [choice.label.say(self.worker_language) for choice in question.choices.choices]
            told = " · ".join(f"{number}\N{NO-BREAK SPACE}{label}" for number, label in enumerate(labels, 1))
            return f"{told} ({self.say('paper-several')})" if isinstance(question, SelectMultiple) else told
        if isinstance(question, Date | DateTime):
            return self.say("paper-about" if isinstance(question, Date) else "paper-when")
        return ""

    def meant(self, item: Item, typed: str) -> Given | None:
        """The answer that was typed; None where it is none of those on the paper."""
        question = self.screen.question(item)
        word = typed.lower()
        if isinstance(question, Note):
            return Given("read") if word in _YES else None
        if isinstance(question, YesOrNo | Repeat):
            return Given("yes") if word in _YES else Given("no") if word in _NO else None
        if isinstance(question, SelectMultiple):
            return self.several(question, typed)
        if isinstance(question, Choosing):
            name = self.one_of(question, typed)
            return Given(name) if name else None
        return Given(typed)

    def several(self, question: SelectMultiple, typed: str) -> Given | None:
        parts = [part.strip() for part in typed.split(",")]
        if parts == ["0"]:
            return Given([])
        names = [self.one_of(question, part) for part in parts]
        return Given(names) if all(names) else None

    def one_of(self, question: Choosing, typed: str) -> str:
        """The choice of that number, or of a long list the one of that name in any language."""
        choices = question.choices.choices
        if not question.is_reference:
            return choices[int(typed) - 1].name if typed.isdecimal() and 0 < int(typed) <= len(choices) else ""
        word = typed.casefold()
        for choice in choices:
            names = [choice.name, *(choice.label.say(one) for one in choice.label.languages), *choice.also]
            if word in (name.casefold() for name in names):
                return choice.name
        return ""
