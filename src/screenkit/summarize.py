"""How the rules of a screen make a summary of what is known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property
from types import MappingProxyType

from screenkit import summary as made
from screenkit.answers import Absent, Item, PartialDate
from screenkit.conditions import Condition, Ground, grounds, phrase
from screenkit.doing import done_steps
from screenkit.facts import Facts, Truth
from screenkit.history import amendments
from screenkit.interview import sequence
from screenkit.naming import Naming
from screenkit.questions import Choosing, Note, Repeat
from screenkit.reference import MATRIX, Jurisdiction
from screenkit.response import Response, given_of, zone_of
from screenkit.schedule import due_of
from screenkit.screen import Screen
from screenkit.standing import facts_of
from screenkit.steps import Happening, happenings
from screenkit.verdicts import NOBODY, Verdict, verdicts_of
from screenkit.words import say

_VERDICTS: Mapping[Truth, made.Verdict] = MappingProxyType(
    {Truth.YES: "indicated", Truth.MAYBE: "not-settled", Truth.NO: "not-indicated"},
)
_TRUTHS: Mapping[Truth, made.Truthful] = MappingProxyType(
    {Truth.YES: "holds", Truth.MAYBE: "open", Truth.NO: "ruled-out"},
)
URGENCIES = ("urgent", "soon", "routine")


def as_of(response: Response, now: datetime) -> datetime:
    """The moment a summary speaks of: when the screening ended, or now while it goes on."""
    ended = [event.at for event in response.events if event.kind in ("completed", "stopped", "amended")]
    return ended[-1] if ended and response.status != "in-progress" else now


def summarize(screen: Screen, response: Response, now: datetime, language: str = "en") -> made.ReferralSummary:
    """Return what follows from the screening, in the language; pure, so the same record gives the same summary."""
    moment = as_of(response, now)
    return summarizer_at(screen, response, moment, language).summary(response, moment + response.shift)


def summarizer_at(screen: Screen, response: Response, moment: datetime, language: str = "en") -> Summarizer:
    """The screening as it stands at a moment, where the family is."""
    given = given_of(screen, response)
    zone = zone_of(screen, response, given)
    today = (moment + response.shift).astimezone(zone).date()
    return Summarizer(screen, facts_of(screen, given, today), zone, language)


@dataclass(frozen=True)
class Summarizer:
    """One screen, the facts, and the language to speak of them."""

    screen: Screen
    facts: Facts
    zone: tzinfo
    language: str
    each_list: Choosing | None = None

    @cached_property
    def naming(self) -> Naming:
        """The screen's words in the language."""
        return Naming(self.screen, self.language, self.each_list)

    def summary(self, response: Response, moment: datetime) -> made.ReferralSummary:
        """The whole summary."""
        marked = done_steps(response)
        steps = [step.model_copy(update={"done": marked.get(step.full_name)}) for step in self.steps()]
        silent = self.unanswered()
        return made.ReferralSummary(
            record=made.RecordOf(
                id=response.id,
                case=response.case,
                status=response.status,
                practice=response.practice,
                language=response.spoken,
            ),
            screen=made.ScreenUsed(**dict(response.screen), proof=self.screen.proof),
            title=self.screen.authored.title.say(self.language),
            language=self.language,
            as_of=moment,
            zone=str(self.zone),
            answered=self.answered(),
            unanswered=len(silent),
            indications=tuple(self.indications()),
            next_steps=tuple(sorted((step for step in steps if step.settled), key=by_urgency)),
            steps_not_settled=tuple(sorted((step for step in steps if not step.settled), key=by_urgency)),
            open_questions=silent,
            disclosures=tuple(disclosures(response)),
            amendments=tuple(amendments(self.screen, response, self.language)),
            translations=dict(self.screen.translations),
        )

    def answered(self) -> int:
        """How many questions have a value; what is only read aloud, and that there are no more, are none."""
        asked = (
            item for entry, item in sequence(self.screen, self.facts) if not isinstance(entry.question, Note | Repeat)
        )
        return sum(1 for item in asked if not isinstance(self.facts.answer(item), Absent))

    def unanswered(self) -> tuple[made.OpenQuestion, ...]:
        """Every question that is asked and has no value, in order; what is only read aloud is none."""
        asked = (item for entry, item in sequence(self.screen, self.facts) if not isinstance(entry.question, Note))
        return tuple(self._open(item) for item in asked if isinstance(self.facts.answer(item), Absent))

    def indications(self) -> Iterator[made.Indication]:
        """Every rule's result, for each instance where the rule is about one."""
        for indicated in self.screen.indications:
            yield from map(self._indication, verdicts_of(self.screen, indicated, self.facts))

    def _indication(self, verdict: Verdict) -> made.Indication:
        rule, condition = verdict.indicated.rule, verdict.indicated.condition
        return made.Indication(
            name=verdict.name,
            label=rule.label.say(self.language),
            of=self.naming.owner(Item(rule.name, rule.per or "", verdict.instance)),
            verdict=_VERDICTS[verdict.truth],
            because=self.because(condition, verdict.facts, verdict.instance, verdict.open),
            would_settle=self.would_settle(condition, verdict.facts, verdict.instance, verdict.open),
            source=self.cited(rule.citation),
        )

    def steps(self) -> Iterator[made.NextStep]:
        """Every step that follows or may follow."""
        for happening in happenings(self.screen, self.facts):
            yield replace(self, each_list=happening.each_question).step(happening)

    def step(self, happening: Happening) -> made.NextStep:
        """One step in words; `each_list` is the question whose choices it is worked out for."""
        rule, facts, condition = happening.step.rule, happening.facts, happening.reason
        fill = self._fill(happening)
        return made.NextStep(
            name=rule.name,
            each=happening.name_of_each,
            settled=happening.truth is Truth.YES,
            follows=happening.follows,
            urgency=rule.urgency,
            action=_filled(rule.action.say(self.language), fill),
            who=_filled(rule.who.say(self.language), fill) if rule.who else "",
            contacts=tuple(self._contacts(rule.contacts)),
            due=due_of(self.screen, self.facts, rule.due, self.zone, self.language),
            documents=rule.documents,
            screen=rule.screen or "",
            because=self.because(condition, facts, also=happening.named_by),
            would_settle=self.would_settle(condition, facts, also=happening.named_by),
            source=self.cited(rule.citation),
        )

    def _fill(self, happening: Happening) -> Mapping[str, str]:
        place = self.screen.jurisdiction(self.facts)
        value = happening.facts.each
        question = happening.each_question
        named = question.label_of(value, self.language) if question and value else say("not-yet-named", self.language)
        return {
            "each": named,
            "jurisdiction.label": place.label.say(self.language) if place else say("no-label", self.language),
            "jurisdiction.unit": (place.unit if place else "") or say("no-unit", self.language),
            "jurisdiction.agency": (place.agency if place else "") or say("no-agency", self.language),
            **{f"jurisdiction.{row}": self._row(place, row) for row in MATRIX},
        }

    def _row(self, place: Jurisdiction | None, name: str) -> str:
        """What the sources say of a row of the matrix, or that they do not."""
        said = place.row(name) if place else None
        return said.say(self.language) if said else say("no-row", self.language)

    def _contacts(self, names: Iterable[str]) -> Iterator[made.ContactShown]:
        for name in names:
            contact = self.screen.contact(name)
            if contact is None or contact.confidence == "low":
                continue
            source = self.screen.reference.sources.get(contact.source)
            optional = {
                key: text.say(self.language)
                for key in ("hours", "languages", "caution")
                if (text := getattr(contact, key)) is not None
            }
            yield made.ContactShown(
                label=contact.label.say(self.language),
                channel=contact.channel,
                value=contact.value,
                source=source.title if source else contact.source,
                source_date=contact.source_date,
                checked_on=contact.checked_on.isoformat(),
                confidence=contact.confidence,
                **optional,
            )

    def because(
        self, condition: Condition, facts: Facts, instance: int = 0, also: Sequence[Ground] = ()
    ) -> tuple[made.Ground, ...]:
        """The answers that led to a result, each once; `also` come before those of the condition."""
        found = [ground for ground in (*also, *grounds(condition, facts, instance)) if _was_asked(ground)]
        return tuple(dict.fromkeys(self._ground(ground, facts) for ground in found))

    def _ground(self, ground: Ground, facts: Facts) -> made.Ground:
        return made.Ground(
            items=tuple(str(item) for item in ground.items),
            questions=tuple(self.naming.full(item) for item in ground.items),
            answers=tuple(self.naming.in_force(facts, item) for item in ground.items),
            rule=phrase(ground.condition, self.naming),
            truth=_TRUTHS[ground.truth],
        )

    def would_settle(
        self, condition: Condition, facts: Facts, instance: int = 0, also: Sequence[Ground] = ()
    ) -> tuple[made.OpenQuestion, ...]:
        """The questions that could still change a result, each once and in the screen's order."""
        found = list(also)
        if condition.closure()(facts, instance) is Truth.MAYBE:
            found += grounds(condition, facts, instance)
        items = dict.fromkeys(self._deciding(found, facts))
        order = self._order

        def place(item: Item) -> tuple[int, bool, int, int]:
            return order[item.repeat or item.name], not item.repeat, item.instance, order[item.name]

        return tuple(self._open(item) for item in sorted(items, key=place))

    @cached_property
    def _order(self) -> Mapping[str, int]:
        names = dict.fromkeys(entry.question.name for entry in self.screen.all_entries())
        return {name: number for number, name in enumerate(names)}

    def _deciding(self, found: Iterable[Ground], facts: Facts) -> Iterator[Item]:
        for ground in found:
            if ground.truth is not Truth.MAYBE:
                continue
            for item in ground.items:
                yield from self._leading_to(item, facts)

    def _leading_to(self, item: Item, facts: Facts) -> Iterator[Item]:
        """The question itself where it is asked and leaves something open; else what decides whether it is asked."""
        if facts.relevant(item) is not Truth.MAYBE:
            if isinstance(facts.answer(item), Absent | PartialDate):
                yield item
            return
        entry = self.screen.entry(item)
        if entry is not None and entry.condition is not None:
            yield from self._deciding(grounds(entry.condition, facts, item.instance), facts)
        elif item.repeat:
            yield from self._leading_to(Item(item.repeat), facts)

    def _open(self, item: Item) -> made.OpenQuestion:
        answer = self.facts.answer(item)
        state = answer if isinstance(answer, Absent) else Absent.NOT_ASKED
        return made.OpenQuestion(item=str(item), question=self.naming.full(item), state=state)

    def cited(self, citation: str) -> made.Cited:
        """The source behind a citation, with the place in it and the day it was checked."""
        source = self.screen.source(citation)
        place = citation.partition("#")[2]
        if source is None:
            return made.Cited(citation=citation, title=citation)
        return made.Cited(
            citation=citation,
            title=source.title,
            place=source.places.get(place, ""),
            checked_on=source.checked_on.isoformat(),
        )


def _was_asked(ground: Ground) -> bool:
    """Whether it speaks of questions at all, and not of an instance that nobody has named."""
    return bool(ground.items) and not any(item.repeat and item.instance == NOBODY for item in ground.items)


def disclosures(response: Response) -> Iterator[made.Disclosure]:
    """What has left, to whom and when; without what could not be written after all."""
    last = {event.document: event.kind for event in response.events if event.kind in ("disclosed", "not-disclosed")}
    for event in response.events:
        if event.kind == "disclosed" and last[event.document] == "disclosed" and event.recipient and event.document:
            yield made.Disclosure(at=event.at, recipient=event.recipient, document=event.document)


def by_urgency(step: made.NextStep) -> tuple[bool, int, float]:
    """The place of a step in a list of what to do: the urgent ones first, what is due first, what is done last."""
    at = step.due.at.timestamp() if step.due and step.due.at else float("inf")
    return step.done is not None, URGENCIES.index(step.urgency), at


def _filled(words: str, fill: Mapping[str, str]) -> str:
    for name, value in fill.items():
        words = words.replace(f"{{{name}}}", value)
    return words
