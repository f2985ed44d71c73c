"""Answers that two versions treat differently: found with the formulas, replayed on both, and made plain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic

from screenkit.answers import Absent, Answer, Item
from screenkit.diff.joint import Joint
from screenkit.diff.states import Found
from screenkit.prove.oracle import OutOfTimeError
from screenkit.prove.persona import Persona
from screenkit.prove.replay import DisagreementError, Interview, Shorter
from screenkit.prove.search import Search, UndecidedError
from screenkit.questions import Common
from screenkit.refusals import Refused
from screenkit.screen import Entry
from screenkit.standing import Given

_SHORTENING = 0.3
"""So many seconds may be spent on making one family plainer."""


class Undecided(Exception):  # noqa: N818 - a fact, as an author is told it
    """Whether any family is treated differently was not told in time."""


@dataclass(frozen=True)
class Family:
    """Answers, as common to both versions."""

    joint: Joint
    today: date
    given: Given

    @property
    def old(self) -> Found:
        """What the old version makes of them."""
        return Found(self.joint.old_screen, self.joint.old_given(self.given), self.today)

    @property
    def new(self) -> Found:
        """What the new version makes of them."""
        return Found(self.joint.new_screen, self.given, self.today)

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, question by question in the order of the interview; all else is not asked."""
        return dict(self._answers())

    def _answers(self) -> Iterator[tuple[str, str]]:
        for entry in self.joint.both.screen.entries:
            numbers = self.given.instances.get(entry.question.name, ())
            for number in numbers:
                yield from self._of_instance(entry, number)
            item = entry.item()
            if item in self.given.answers:
                yield str(item), _said(self.given.answers[item])
            elif numbers:
                yield str(item), "perhaps more"

    def _of_instance(self, entry: Entry, number: int) -> Iterator[tuple[str, str]]:
        items = [inner.item(number) for inner in entry.inner]
        answered = [item for item in items if item in self.given.answers]
        yield from ((str(item), _said(self.given.answers[item])) for item in answered)
        if not answered:
            yield f"{entry.question.name}[{number}]", "nothing asked yet"

    def case(self, name: str) -> str | None:
        """The answers as a case of the new version; None where it does not take all of them."""
        screen = self.joint.new_screen
        answers = {item: one for item, one in self.given.answers.items() if screen.entry(item)}
        if not all(_takes(screen.question(item), one) for item, one in answers.items()):
            return None
        instances = {name: numbers for name, numbers in self.given.instances.items() if screen.entry(Item(name))}
        case = Persona(screen, self.today, Given(answers, instances), ()).case(name)
        return case.replace("found by check", "found by diff", 1)


def _said(answer: Answer) -> str:
    if isinstance(answer, Absent):
        return answer.value.replace("-", " ")
    if isinstance(answer, tuple):
        return " and ".join(answer) or "none of them"
    return answer.strftime("%Y-%m-%dT%H:%M") if isinstance(answer, datetime) else str(answer)


def _takes(question: Common, answer: Answer) -> bool:
    if isinstance(answer, Absent):
        return True
    recorded = question.record(answer)
    try:
        return question.parse(str(recorded) if isinstance(recorded, int) else recorded) == answer
    except Refused:
        return False


Shows = Callable[[Family], bool]


class Families:
    """Looks for families that show something, until the time is up."""

    def __init__(self, joint: Joint, today: date, until: float) -> None:
        self.joint = joint
        self.today = today
        # What makes families plainer must not take the time from what finds them.
        self._plain_until = (monotonic() + until) / 2
        self._search = Search(joint.both, until)

    def any(self, node: int) -> Family | None:
        """A family for which the formula holds, as it was found, or None when there is none; raises `Undecided`."""
        try:
            given = self._search.given(node)
        except (OutOfTimeError, UndecidedError):
            raise Undecided from None
        return None if given is None else Family(self.joint, self.today, given)

    def shown(self, node: int, shows: Shows) -> Family | None:
        """The plainest family found for which the formula holds; both versions are run on it; raises `Undecided`."""
        family = self.any(node)
        return None if family is None else self.plain(family, shows)

    def plain(self, family: Family, shows: Shows) -> Family:
        """The family with nothing in it that is not needed."""
        if not shows(family):
            raise DisagreementError(self.joint.new_screen.id)
        until = min(self._plain_until, monotonic() + _SHORTENING)

        def still(interview: Interview) -> bool:
            return shows(Family(self.joint, self.today, interview.given))

        short = Shorter(self.joint.new_screen, self.today, still, until).of(family.given)
        return Family(self.joint, self.today, short)
