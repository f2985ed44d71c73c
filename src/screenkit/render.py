"""A summary as lines, and in every form that it can be written in."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from screenkit.layout import Line, Setting, Written, forms_of
from screenkit.render_calendar import calendar
from screenkit.summary import ContactShown, Done, Due, Ground, Indication, NextStep, OpenQuestion, ReferralSummary
from screenkit.words import say

_VERDICTS = ("indicated", "not-settled", "not-indicated")


def lines(summary: ReferralSummary) -> Iterator[Line]:
    """The summary in reading order: what to do first, then why, then what is open."""
    return Writer(summary).lines()


class Writer:
    """One summary as lines; each method is a part of it."""

    def __init__(self, summary: ReferralSummary) -> None:
        self.summary = summary

    def say(self, key: str, /, **facts: object) -> str:
        return say(key, self.summary.language, **facts)

    def lines(self) -> Iterator[Line]:
        summary = self.summary
        if summary.record.practice:
            yield Line("banner", self.say("practice-banner"))
        yield Line("title", self.say("summary-title"))
        yield Line("text", summary.title)
        yield Line("text", self.about())
        yield Line("text", self.say("not-a-finding"))
        yield from self.caution()
        yield from self.next_steps()
        yield from self.indications()
        yield from self.open_steps()
        yield from self.questions("open-questions", summary.open_questions)
        yield from self.disclosures()
        yield from self.amendments()
        yield from self.caveats()

    def caution(self) -> Iterator[Line]:
        """Nothing where the screen was proven before it was used."""
        proof = self.summary.screen.proof
        if proof != "proven":
            yield Line("text", self.say(f"caution-{proof}"))

    def about(self) -> str:
        record, screen = self.summary.record, self.summary.screen
        case = self.say("about-case", case=record.case) if record.case else ""
        status = self.say(f"status-{record.status}")
        return self.say(
            "about",
            id=record.id,
            case=case,
            status=status,
            at=moment_in_words(self.summary.as_of, self.summary.zone),
            screen=screen.id,
            version=screen.version,
            digest=screen.sha256[:12],
            proof=self.say("proven" if screen.proof == "proven" else "not-proven"),
            answered=self.summary.answered,
            unanswered=self.summary.unanswered,
        )

    def next_steps(self) -> Iterator[Line]:
        yield Line("heading", self.say("next-steps"))
        if not self.summary.next_steps:
            yield Line("text", self.say("no-steps"))
        for number, step in enumerate(self.summary.next_steps, 1):
            yield from self.step(step, f"{number}. {self.mark(step)}")

    def mark(self, step: NextStep) -> str:
        """How urgent a step is, or that it is done."""
        return f"[{self.say('done' if step.done else step.urgency)}]"

    def step(self, step: NextStep, mark: str) -> Iterator[Line]:
        yield Line("item", f"{mark} {step.action}")
        if step.done:
            yield self.fact("done-at", self.done(step.done))
        if step.follows:
            yield self.fact("meanwhile", self.say("while-open"))
        if step.screen:
            yield self.fact("go-on-with", self.command(step.screen))
        if step.who:
            yield self.fact("who", step.who)
        if step.due:
            yield self.fact("by", self.due(step.due))
        for contact in step.contacts:
            yield from self.contact(contact)
        yield from self.because(step.because, settled=step.settled)
        if not step.settled:
            yield from self.settled_by(step.would_settle)
        yield self.cited(step)

    def command(self, screen: str) -> str:
        """What begins that screen for the same case."""
        case = self.summary.record.case
        practice = " --practice" if self.summary.record.practice else ""
        return f"screenkit run {screen}{practice}" + (f" --case {shlex.quote(case)}" if case else "")

    def fact(self, key: str, words: str) -> Line:
        return Line("fact", words, self.say(key))

    def due(self, due: Due) -> str:
        parts = []
        if due.at:
            parts.append(moment_in_words(due.at, due.zone))
        parts.append(due.within)
        if due.clock_started:
            parts.append(self.say("clock-started", at=moment_in_words(due.clock_started, due.zone)))
        if due.at_latest:
            parts.append(self.say("at-latest", at=moment_in_words(due.at_latest, due.zone)))
        return "; ".join([*parts, *([due.note] if due.note else [])])

    def done(self, done: Done) -> str:
        by = self.say("done-by", by=done.by) if done.by else ""
        since = [self.say("changed-since")] if done.changed_since else []
        return "; ".join(
            [moment_in_words(done.at, self.summary.zone) + by, *([done.note] if done.note else []), *since]
        )

    def contact(self, contact: ContactShown) -> Iterator[Line]:
        """Whom to reach first; when, and where the fact is from, under it."""
        yield self.fact("contact", f"{contact.label}: {contact.value}")
        yield from (Line("fact", one) for one in (contact.hours, contact.languages, contact.caution) if one)
        known = "" if contact.confidence == "high" else self.say("medium-confidence")
        checked = self.say("checked", source=contact.source, day=contact.checked_on)
        yield Line("fact", f"{self.say('source')}: {checked}{known}", english=contact.source)

    def because(self, grounds: tuple[Ground, ...], *, settled: bool) -> Iterator[Line]:
        """What led here, each answer once; of what is not settled, the open part is told by what would settle it."""
        told = (
            f"{question} — {answer}"
            for ground in grounds
            if settled or ground.truth != "open"
            for question, answer in zip(ground.questions, ground.answers, strict=True)
        )
        yield from (self.fact("because", words) for words in dict.fromkeys(told))

    def settled_by(self, questions: tuple[OpenQuestion, ...]) -> Iterator[Line]:
        for one in questions:
            yield self.fact("settled-by", f"{one.question} ({self.say(one.state)})")

    def cited(self, result: NextStep | Indication) -> Line:
        """Where it comes from; titles of sources stand in English, and so do the names of places in them."""
        source = result.source
        if source.citation == "own-reading":
            return self.fact("source", self.say("own-reading-rule"))
        title = source.title + (f" – {source.place}" if source.place else "")
        return replace(self.fact("source", self.say("checked", source=title, day=source.checked_on)), english=title)

    def indications(self) -> Iterator[Line]:
        for verdict in _VERDICTS:
            found = [one for one in self.summary.indications if one.verdict == verdict]
            yield Line("heading", f"{self.say(verdict)} ({len(found)})")
            for one in found:
                yield Line("item", f"- {one.of}: {one.label}" if one.of else f"- {one.label}")
                if verdict != "not-indicated":
                    yield from self.because(one.because, settled=verdict == "indicated")
                    yield from self.settled_by(one.would_settle)
                    yield self.cited(one)

    def open_steps(self) -> Iterator[Line]:
        if self.summary.steps_not_settled:
            yield Line("heading", self.say("steps-not-settled"))
        for step in self.summary.steps_not_settled:
            yield from self.step(step, f"- {self.mark(step)}")

    def questions(self, key: str, questions: tuple[OpenQuestion, ...]) -> Iterator[Line]:
        yield Line("heading", f"{self.say(key)} ({len(questions)})")
        for one in questions:
            yield Line("item", f"- {one.question} ({self.say(one.state)})")

    def disclosures(self) -> Iterator[Line]:
        if self.summary.disclosures:
            yield Line("heading", self.say("disclosed"))
        for one in self.summary.disclosures:
            yield Line("item", f"- {moment_in_words(one.at, self.summary.zone)}: {one.document} ({one.recipient})")

    def amendments(self) -> Iterator[Line]:
        if self.summary.amendments:
            yield Line("heading", self.say("amended-after"))
        for one in self.summary.amendments:
            yield Line("item", f"- {one.question}")
            yield self.fact("amended-from", self.say("amended-to", before=one.before, after=one.after))
            yield self.fact("amended-why", f"{one.reason} ({moment_in_words(one.at, self.summary.zone)})")

    def caveats(self) -> Iterator[Line]:
        for language, status in self.summary.translations.items():
            if status == "unofficial":
                yield Line("text", self.say("translation-caveat", language=self.say(f"language-{language}")))


def moment_in_words(at: datetime, zone: str) -> str:
    """The date and the time on the wall there, with the zone."""
    return at.astimezone(zone_named(zone)).strftime("%Y-%m-%d %H:%M %Z").strip()


def zone_named(name: str) -> ZoneInfo | timezone:
    """The zone that a summary names."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        offset = datetime.strptime(name.removeprefix("UTC") or "+00:00", "%z").utcoffset()
        return timezone(offset) if offset is not None else timezone.utc  # noqa: UP017 - one type for both


def setting(summary: ReferralSummary) -> Setting:
    """The summary as it is set."""
    return Setting(
        tuple(lines(summary)), f"{say('summary-title', summary.language)}: {summary.title}", summary.language
    )


def as_json(summary: ReferralSummary, width: int = 0) -> str:
    """The summary as JSON, after the published schema."""
    del width
    return summary.model_dump_json(indent=1) + "\n"


FORMATS: Mapping[str, Callable[[ReferralSummary, int], Written]] = MappingProxyType(
    {**forms_of(setting), "json": as_json, "ics": calendar},
)
