"""Two short conversations: the family consents that a document leaves, and a named person releases one that is held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from screenkit.answers import parse_partial_date
from screenkit.disclosure import GIVERS, Occasion
from screenkit.pages import Face, Given, Option, Page
from screenkit.questions import words_of
from screenkit.refusals import Refused
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.words import say

T = TypeVar("T")
_LONGEST_NAME = 120


class Asking:
    """Pages of the program's own, in the worker's language, about one document."""

    def __init__(self, face: Face, screen: Screen, response: Response, occasion: Occasion, language: str) -> None:
        self.face = face
        self.screen = screen
        self.response = response
        self.occasion = occasion
        self.language = language
        self.message = ""

    def consent(self, now: datetime) -> Response | None:
        """The record with the consent, or None: refused, taken back on the way, or not theirs to give."""
        giver = self.choose("consent-who", GIVERS)
        if giver is None or self.choose("consent-harm", ("yes", "no", "unknown"), "harm") != "no":
            return None
        until = self.line("consent-until", lambda words: _day(words, now.date()))
        if until is None or self.read_aloud(until) != "yes":
            return None
        return happened(self.response, now, "consented", **self.facts(), by=giver, until=until)

    def withdrawal(self, now: datetime) -> Response | None:
        """The record with the consent taken back, or None where it is left."""
        if self.choose("withdraw-sure", ("yes", "no"), "take-back") != "yes":
            return None
        return happened(self.response, now, "withdrew", **self.facts())

    def release(self, now: datetime) -> Response | None:
        """The record with who released the document and why, or None where nobody does."""
        by = self.line("release-who", _name)
        reason = self.line("release-why", _name) if by else None
        if by is None or reason is None:
            return None
        return happened(self.response, now, "released", document=self.occasion.name, by=by, text=reason)

    def facts(self) -> dict[str, str]:
        """What a consent is for."""
        rule = self.occasion.document.rule
        return {"document": rule.name, "recipient": rule.recipient}

    def words(self, key: str, language: str, **more: object) -> str:
        """The interface's words about the document and its recipient."""
        rule = self.occasion.document.rule
        label = self.screen.reference.recipients[rule.recipient].label.say(language)
        onward = rule.onward.say(language) if rule.onward else ""
        reason = rule.hold.reason.say(language) if rule.hold else ""
        return say(
            key, language, title=rule.title.say(language), to=label, onward=onward, reason=reason, **more
        ).strip()

    def choose(self, key: str, names: tuple[str, ...], prefix: str = "giver") -> str | None:
        """One of the options, or None for going back."""
        options = tuple(Option(name, say(f"{prefix}-{name}", self.language)) for name in names)
        reply = self.face.ask(self.page("choice", self.words(key, self.language), options))
        return reply.raw if isinstance(reply, Given) and isinstance(reply.raw, str) else None

    def read_aloud(self, until: date) -> str | None:
        """What the family says to the consent, read to them in their language."""
        spoken = self.response.spoken
        options = tuple(Option(name, say(f"agree-{name}", spoken)) for name in ("yes", "no"))
        words = self.words("consent-agree", spoken, day=until.isoformat())
        reply = self.face.ask(self.page("choice", words, options, spoken))
        return reply.raw if isinstance(reply, Given) and isinstance(reply.raw, str) else None

    def line(self, key: str, read: Callable[[str], T]) -> T | None:
        """What is typed, put again until it can be read; None for going back."""
        while True:
            reply = self.face.ask(self.page("line", self.words(key, self.language)))
            if not isinstance(reply, Given):
                return None
            try:
                return read(words_of(reply.raw))
            except Refused as refusal:
                self.message = say(refusal.key, self.language, **refusal.facts)

    def page(self, kind: str, words: str, options: tuple[Option, ...] = (), language: str = "") -> Page:
        """The page, with what is to be said above it."""
        message, self.message = self.message, ""
        return Page(
            kind="line" if kind == "line" else "choice",
            read_aloud=words,
            language=language or self.language,
            worker_language=self.language,
            options=options,
            message=message,
            banner=say("practice-banner", self.language) if self.response.practice else "",
        )


def _day(words: str, today: date) -> date:
    found = parse_partial_date(words)
    if found is None or found.precision != "day":
        raise Refused("date")
    if found.earliest <= today:
        raise Refused("not-past")
    return found.earliest


def _name(words: str) -> str:
    if not words:
        raise Refused("empty")
    if len(words) > _LONGEST_NAME:
        raise Refused("too-long", most=_LONGEST_NAME)
    return words
