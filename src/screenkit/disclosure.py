"""What may leave, to whom, and why: a document is projected from what its questions allow before anything is rendered.

Everything is refused unless the screen allows it: the document must be asked for by a next step that follows, the
screening finished, every question in it shared with this recipient, and the basis given: a duty of law, the agency's
own work, what is the family's own, or a consent for this recipient and document, neither withdrawn nor over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from screenkit.answers import Absent, Item
from screenkit.authored import DocumentRule
from screenkit.doing import done_days
from screenkit.events import Event
from screenkit.facts import Facts, Truth
from screenkit.naming import Naming
from screenkit.paper import Paper, Row, Told, Value
from screenkit.questions import Group, Note, Question, Repeat
from screenkit.response import Response, happened
from screenkit.screen import Outgoing, Screen
from screenkit.steps import happenings
from screenkit.summarize import Summarizer, summarizer_at
from screenkit.summary import NextStep
from screenkit.telltales import names_somebody
from screenkit.words import say

GIVERS = ("youth", "parent", "guardian")
"""Who may consent. Nobody who is said to have harmed the child or the other parent may, whoever they are."""


@dataclass(frozen=True)
class Occasion:
    """A document that a next step asks for, and the value the step is for, such as a country."""

    document: Outgoing
    each: str = ""

    @property
    def name(self) -> str:
        """`otip_referral`, or `consular_notice/MX`."""
        return f"{self.document.rule.name}/{self.each}" if self.each else self.document.rule.name


@dataclass(frozen=True)
class Obstacle:
    """Why a document may not leave now: a key of the interface's words, and what they speak of."""

    key: str
    facts: dict[str, str]

    def say(self, language: str) -> str:
        """The obstacle in a sentence."""
        return say(f"refused-{self.key}", language, **self.facts)


def occasions(screen: Screen, facts: Facts) -> tuple[Occasion, ...]:
    """The documents that next steps ask for which certainly follow, each once for each value it is for."""
    documents = {one.rule.name: one for one in screen.documents}
    asked = (
        # What is the family's own is one paper, for however many countries or languages a step is.
        Occasion(documents[name], "" if documents[name].rule.recipient == "family" else happening.name_of_each)
        for happening in happenings(screen, facts)
        if happening.truth is Truth.YES
        for name in happening.step.rule.documents
    )
    return tuple({one.name: one for one in asked}.values())


def obstacles(screen: Screen, response: Response, occasion: Occasion, now: datetime) -> Iterator[Obstacle]:
    """Everything that keeps the document from leaving; nothing when it may."""
    facts = summarizer_at(screen, response, now).facts
    rule = occasion.document.rule
    if response.status not in ("completed", "amended"):
        yield Obstacle("unfinished", {"id": response.id})
    if occasion.name not in {one.name for one in occasions(screen, facts)}:
        yield Obstacle("not-asked-for", {"document": rule.name})
    if is_held(occasion.document, facts) and released(response, occasion) is None:
        yield Obstacle("held", {"reason": rule.hold.reason.say("en") if rule.hold else ""})
    if rule.basis == "consent" and consent(response, occasion, now.date()) is None:
        yield Obstacle("no-consent", {"recipient": rule.recipient})


def is_held(document: Outgoing, facts: Facts) -> bool:
    """Whether the answers say that somebody has to release the document first."""
    return document.hold is not None and document.hold.closure()(facts, 0) is Truth.YES


def released(response: Response, occasion: Occasion) -> Event | None:
    """The release of the document since the last answer was given or changed, if there is one."""
    found = None
    for event in response.events:
        if event.kind in ("answered", "corrected", "added", "removed"):
            found = None
        elif event.kind == "released" and event.document == occasion.name:
            found = event
    return found


def consent(response: Response, occasion: Occasion, today: date) -> Event | None:
    """The consent to give this document to its recipient that stands today, if there is one."""
    rule = occasion.document.rule
    for event in reversed(response.events):
        if event.kind in ("consented", "withdrew") and (event.recipient, event.document) == (rule.recipient, rule.name):
            lasts = event.kind == "consented" and event.until is not None and today <= event.until
            return event if lasts else None
    return None


def project(screen: Screen, response: Response, occasion: Occasion, now: datetime, language: str) -> Paper:
    """Return all that the document holds, and nothing else: only what its questions allow this recipient to see."""
    found = summarizer_at(screen, response, now, language)
    rule = occasion.document.rule
    naming = Naming(screen, language)
    return Paper(
        document=rule.name,
        title=rule.title.say(language),
        recipient=rule.recipient,
        recipient_label=screen.reference.recipients[rule.recipient].label.say(language),
        each=occasion.each,
        each_label=_each_label(found, occasion),
        record=response.id,
        practice=response.practice,
        language=language,
        prepared=now,
        zone=getattr(found.zone, "key", "") or "UTC",
        basis=rule.basis,
        source=found.cited(rule.citation) if rule.citation else None,
        rows=tuple(_rows(found, occasion, naming)),
        next_steps=tuple(_told(found, rule, done_days(response, found.zone))),
        onward=rule.onward.say(language) if rule.onward else "",
        translations=dict(screen.translations),
    )


def _told(found: Summarizer, rule: DocumentRule, days: Mapping[str, date]) -> Iterator[Told]:
    """The steps that the document names where they follow; what was answered that led to them is left out."""
    words = {step.rule.name: step.rule.for_family for step in found.screen.steps}
    named = [step for step in found.steps() if step.name in rule.next_steps]
    told = set()
    for step in (one for one in named if one.settled):
        plainly = words[step.name] if rule.recipient == "family" else None
        if plainly and step.name not in told:
            told.add(step.name)
            done_on = _last([days.get(one.full_name) for one in named if one.name == step.name])
            # No contact either: whom a family is to call can tell somebody else why.
            yield Told(name=step.name, action=plainly.say(found.language), done_on=done_on)
        elif not plainly:
            yield _told_as_it_is(step, days.get(step.full_name))


def _told_as_it_is(step: NextStep, done_on: date | None) -> Told:
    due, zone = (step.due.at, step.due.zone) if step.due else (None, "")
    return Told(
        name=step.name,
        action=step.action,
        who=step.who,
        due=due,
        zone=zone,
        contacts=step.contacts,
        done_on=done_on,
    )


def _last(days: Sequence[date | None]) -> date | None:
    """The day on which the last of them was done; none where one is left to do, or may still follow."""
    done = [day for day in days if day]
    return max(done) if len(done) == len(days) else None


def _named_by(found: Summarizer, occasion: Occasion) -> dict[str, set[int]]:
    """By the repeats whose entries name the value that the document is for, those that do."""
    named: dict[str, set[int]] = {}
    for happening in happenings(found.screen, found.facts):
        asks = occasion.document.rule.name in happening.step.rule.documents
        if asks and occasion.each and happening.name_of_each == occasion.each:
            for item in (one for ground in happening.named_by for one in ground.items):
                named.setdefault(item.repeat, set()).add(item.instance)
    return named


def _each_label(found: Summarizer, occasion: Occasion) -> str:
    for happening in happenings(found.screen, found.facts):
        if happening.each_question and happening.name_of_each == occasion.each:
            return happening.each_question.label_of(occasion.each, found.language)
    return ""


def _rows(found: Summarizer, occasion: Occasion, naming: Naming) -> Iterator[Row]:
    screen, facts, rule = found.screen, found.facts, occasion.document.rule
    named = _named_by(found, occasion)
    for name in rule.items:
        repeat, _, inner = name.rpartition(".")
        item = Item(inner, repeat)
        question = screen.question(item)
        if rule.recipient not in question.share or isinstance(question, Note | Group | Repeat):
            continue
        roster = facts.roster(repeat)
        asked = [item._replace(instance=one) for one in (roster.instances if repeat else (0,))]
        if is_narrow := bool(repeat and rule.of_each):
            asked = [one for one in asked if one.instance in named.get(repeat, ())]
        yield Row(
            item=name,
            label=naming.told(item),
            answered_by="family" if _is_read_aloud(screen, item) else "worker",
            section=_section(found.screen, item, naming.language, is_numbered=rule.numbered),
            number=_number(question) if rule.numbered else 0,
            values=tuple(_value(facts, one, naming) for one in asked),
            complete=is_narrow or not (repeat and roster.open),
        )


def _is_read_aloud(screen: Screen, item: Item) -> bool:
    entry = screen.entry(item)
    return entry is None or entry.is_read_aloud


def _section(screen: Screen, item: Item, language: str, *, is_numbered: bool) -> str:
    """The heading of its source, or in a document without numbers that of the list it is in."""
    entry = screen.entry(Item(item.repeat)) if item.repeat and not is_numbered else screen.entry(item)
    if entry and isinstance(entry.question, Repeat):
        return entry.question.label.say(language)
    groups = [section.label.say(language) for section in entry.sections if section.verbatim] if entry else []
    return groups[-1] if groups else ""


def _number(question: Question) -> int:
    """The number that the question has in its source's list: `cicw-2023#consular-data-3` is the third."""
    last = (question.citation or "").rpartition("-")[2]
    return int(last) if last.isdecimal() and last.isascii() else 0


def looks_like_a_number(paper: Paper) -> Iterator[str]:
    """The labels of items whose words look as if they held an Alien Number or a Social Security number."""
    for row in paper.rows:
        if any(names_somebody(value.words) for value in row.values):
            yield row.label


def _value(facts: Facts, item: Item, naming: Naming) -> Value:
    answer = facts.answer(item)
    owner = naming.owner(item) if item.repeat else ""
    # Why something is not given is the family's own matter; to the recipient it is only not given, and a parent
    # who was not asked for an address, because it may not be told, looks like one who gave none.
    given = not isinstance(answer, Absent)
    return Value(owner=owner, words=naming.answer(item, answer) if given else "", given=given)


def disclosed(response: Response, paper: Paper, at: datetime, *, form: str, sha256: str) -> Response:
    """Return the record with what leaves and to whom; it is saved before the file exists."""
    facts = {"document": paper.name, "recipient": paper.recipient, "basis": paper.basis}
    return happened(response, at, "disclosed", **facts, text=f"{form} {sha256}")


def not_disclosed(response: Response, paper: Paper, at: datetime) -> Response:
    """Return the record with what did not leave after all, because its file could not be written."""
    return happened(response, at, "not-disclosed", document=paper.name, recipient=paper.recipient)
