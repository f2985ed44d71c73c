"""The referral summary: what was indicated, what is not settled, what to do by when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from screenkit.answers import Absent
from screenkit.authored import TranslationStatus, Urgency
from screenkit.events import Moment
from screenkit.reference import Model
from screenkit.response import ScreenOf, Status
from screenkit.screen import Proof

Verdict = Literal["indicated", "not-indicated", "not-settled"]
Truthful = Literal["holds", "open", "ruled-out"]


class Cited(Model):
    """Where a rule, a wording or a fact comes from."""

    citation: str
    title: str
    place: str = ""
    checked_on: str = ""


class Ground(Model):
    """One answer, or its lack, that led to a result; `rule` is what the rule asks of it."""

    items: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    rule: str
    truth: Truthful


class OpenQuestion(Model):
    """A question whose answer could still change a result."""

    item: str
    question: str
    state: Absent


class Indication(Model):
    """What a rule reports; an indication is a reason to refer, not a finding."""

    name: str
    label: str
    of: str = ""
    verdict: Verdict
    because: tuple[Ground, ...]
    would_settle: tuple[OpenQuestion, ...] = ()
    source: Cited


class Due(Model):
    """By when. `at` is absent where no time can be worked out; `note` then says why."""

    within: str
    clock_started: Moment | None = None
    at: Moment | None = None
    at_latest: Moment | None = None
    zone: str = ""
    note: str = ""


class ContactShown(Model):
    """Where someone can be reached, and when that was last checked."""

    label: str
    channel: str
    value: str
    hours: str = ""
    languages: str = ""
    caution: str = ""
    source: str
    source_date: str = ""
    checked_on: str
    confidence: str


class Done(Model):
    """That a step was done, as somebody said when it was `recorded`; `by` is who did it, if not the worker.

    `changed_since`: answers were given or changed after that, so that there may be more to do.
    """

    at: Moment
    recorded: Moment
    by: str = ""
    note: str = ""
    changed_since: bool = False


class NextStep(Model):
    """Something to do. With `settled` false it is not certain that it must be done; `screen` is one to go on with."""

    name: str
    each: str = ""
    settled: bool = True
    follows: str = ""
    urgency: Urgency
    action: str
    who: str = ""
    contacts: tuple[ContactShown, ...] = ()
    due: Due | None = None
    documents: tuple[str, ...] = ()
    screen: str = ""
    because: tuple[Ground, ...]
    would_settle: tuple[OpenQuestion, ...] = ()
    source: Cited
    done: Done | None = None

    @property
    def full_name(self) -> str:
        """The step's name, with the value that it is for: `notify_consulate/MX`."""
        return f"{self.name}/{self.each}" if self.each else self.name


class Amendment(Model):
    """An answer that was changed after the screening was finished."""

    at: Moment
    item: str
    question: str
    before: str
    after: str
    reason: str


class RecordOf(Model):
    """Which screening this is a summary of."""

    id: str
    case: str | None = None
    status: Status
    practice: bool
    language: str


class ScreenUsed(ScreenOf):
    """The screen that was used, and whether it was proven over all answers before that."""

    proof: Proof


class Disclosure(Model):
    """Something that was told to someone."""

    at: Moment
    recipient: str
    document: str


class CaseStep(NextStep):
    """Something to do that one or several screenings of a case lead to; `led_to_by` are their screens."""

    led_to_by: tuple[str, ...] = ()


class ReferralSummary(Model):
    """Everything that follows from a screening at a moment; the same record and screen always give the same."""

    format: Literal["screenkit-summary/1"] = "screenkit-summary/1"
    record: RecordOf
    screen: ScreenUsed
    title: str
    language: str
    as_of: Moment
    zone: str
    answered: int
    unanswered: int
    indications: tuple[Indication, ...]
    next_steps: tuple[NextStep, ...]
    steps_not_settled: tuple[NextStep, ...]
    open_questions: tuple[OpenQuestion, ...]
    amendments: tuple[Amendment, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    translations: Mapping[str, TranslationStatus] = Field(default_factory=dict)


class CaseSummary(Model):
    """Everything that follows from the screenings of one case, each whole and their next steps as one list.

    `to_screen` are the screens that are still to be gone on with, in the order in which they are led to.
    """

    format: Literal["screenkit-case/1"] = "screenkit-case/1"
    case: str
    practice: bool
    language: str
    as_of: Moment
    zone: str
    to_screen: tuple[CaseStep, ...]
    next_steps: tuple[CaseStep, ...]
    steps_not_settled: tuple[CaseStep, ...]
    screenings: tuple[ReferralSummary, ...]
