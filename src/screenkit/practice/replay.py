"""A persona's interview as frames: each question with why it is asked, the answer, and what that opens and leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screenkit.answers import Absent, Item
from screenkit.facts import Facts
from screenkit.interview import sequence
from screenkit.layout import Line, plain
from screenkit.naming import Naming
from screenkit.practice.briefing import in_words, story
from screenkit.practice.outcomes import Result, open_at, results
from screenkit.practice.persona import Persona
from screenkit.practice.playing import Turn, play, played
from screenkit.recording import COLUMNS, Recording, Scene
from screenkit.render import moment_in_words
from screenkit.summarize import Summarizer
from screenkit.summary import Ground
from screenkit.words import say

_WORDS_A_SECOND = 3
_LEAST_SECONDS, _MOST_SECONDS = 3, 15
_NEWS = ("indicated", "step-to-do", "not-indicated")


@dataclass(frozen=True)
class Frame:
    """One page of the replay, and how many seconds it takes to read at walking pace."""

    lines: tuple[Line, ...]

    @property
    def seconds(self) -> float:
        """Three words a second, within bounds; what stands on every page is not read again."""
        words = sum(len(line.words.split()) for line in self.lines if line.kind not in ("banner", "title"))
        return min(max(_LEAST_SECONDS, round(2 * words / _WORDS_A_SECOND) / 2), _MOST_SECONDS)


def frames(persona: Persona, language: str) -> tuple[Frame, ...]:
    """Who the persona is, its questions one by one, and what they led to."""
    return tuple(Replay(persona, language).frames())


def recording(persona: Persona, language: str) -> Recording:
    """The same as a recording."""
    title = f"{persona.screen.authored.title.say(language)} – {say('persona-number', language, number=persona.number)}"
    scenes = [Scene(plain(frame.lines, COLUMNS), frame.seconds) for frame in frames(persona, language)]
    return Recording(f"{say('practice-banner', language)}: {title}", language, scenes)


@dataclass(frozen=True)
class Replay:
    """One persona, replayed in a language."""

    persona: Persona
    language: str

    def frames(self) -> Iterator[Frame]:
        """Every page of it."""
        turns = tuple(play(self.persona))
        known: set[str] = set()
        yield self.frame(self.opening())
        for number, turn in enumerate(turns, 1):
            place = self.say("replay-step", number=number, of=len(turns))
            heading = " · ".join((place, *self.sections(turn.item)))
            yield self.frame((Line("heading", heading), *self.turn(turn, known)))
        yield self.frame(self.closing())

    def frame(self, lines: Iterator[Line] | tuple[Line, ...]) -> Frame:
        """A page under the banner and the title that every page has."""
        title = self.persona.screen.authored.title.say(self.language)
        return Frame((Line("banner", self.say("practice-banner")), Line("title", title), *lines))

    def say(self, key: str, /, **facts: object) -> str:
        """The interface's words."""
        return say(key, self.language, **facts)

    def opening(self) -> Iterator[Line]:
        """Who the persona is, and when it lives."""
        yield Line("heading", self.say("persona-number", number=self.persona.number))
        yield from story(self.persona, self.language)
        yield Line("text", self.say("lives-at", at=moment_in_words(self.persona.moment, str(self.persona.zone))))

    def turn(self, turn: Turn, known: set[str]) -> Iterator[Line]:
        """One question: why it is asked, what is said, and what that changes; `known` is what was told to be open."""
        naming = Naming(self.persona.screen, self.language)
        yield Line("item", naming.full(turn.item))
        yield from self.reason(turn)
        yield Line("fact", in_words(self.persona, turn, self.language), self.say("answer-is"))
        for item in opened(self.persona, turn):
            yield Line("fact", naming.full(item), self.say("opens"))
        yield from self.news(turn)
        yield from self.left_open(turn, known)

    def sections(self, item: Item) -> list[str]:
        """The headings that the question stands under."""
        entry = self.persona.screen.entry(item)
        return [section.label.say(self.language) for section in entry.sections] if entry else []

    def reason(self, turn: Turn) -> Iterator[Line]:
        """Why the question is asked: each part of its condition with the answers behind it."""
        entry = self.persona.screen.entry(turn.item)
        if entry is None or entry.condition is None:
            return
        summarizer = Summarizer(self.persona.screen, turn.before, self.persona.zone, self.language)
        for ground in summarizer.because(entry.condition, turn.before, turn.item.instance):
            yield Line("fact", in_short(ground, self.language), self.say("asked-because-short"))

    def news(self, turn: Turn) -> Iterator[Line]:
        """What appears with the answer, and what it rules out."""
        before, after = (results(self.persona, facts, self.language) for facts in (turn.before, turn.after))
        for state in _NEWS:
            for one in changed(before, after):
                if one.state == state:
                    yield Line("fact", one.words + self.due(one), self.say(f"now-{state}"))
        if gone := sum(1 for name in before if name not in after):
            yield Line("fact", self.say("steps-gone", count=gone), self.say("now-ruled-out"))

    def left_open(self, turn: Turn, known: set[str]) -> Iterator[Line]:
        """What stays open because nothing was said; what was told before is only counted."""
        if not isinstance(turn.answer, Absent):
            return
        found = list(open_at(results(self.persona, turn.after, self.language), str(turn.item)))
        words = [one.words for one in found if one.words not in known]
        if len(words) < len(found):
            words.append(self.say("open-as-before", count=len(found) - len(words)))
        known.update(one.words for one in found)
        yield from (Line("fact", one, self.say("silence-leaves-open")) for one in words)

    def due(self, one: Result) -> str:
        """By when, where that is worked out."""
        return f" – {self.say('by')}: {one.due}" if one.due else ""

    def closing(self) -> Iterator[Line]:
        """What it all led to, with what would settle the rest."""
        found = results(self.persona, played(self.persona), self.language)
        for state in ("indicated", "not-settled", "step-to-do", "step-open"):
            those = [one for one in found.values() if one.state == state]
            yield Line("heading", f"{self.say(f'state-{state}')} ({len(those)})")
            for one in those:
                yield Line("item", f"- {one.words}{self.due(one)}")
                for question in one.would_settle:
                    words = f"{question.question} ({self.say(question.state)})"
                    yield Line("fact", words, self.say("settled-by"))
        yield Line("text", self.say("not-a-finding"))


def changed(before: Mapping[str, Result], after: Mapping[str, Result]) -> Iterator[Result]:
    """What stands otherwise than before."""
    return (one for name, one in after.items() if name not in before or before[name].state != one.state)


def in_short(ground: Ground, language: str) -> str:
    """What the rule asks, and where it is open, that it is; with the answers where its words do not tell them."""
    untold = [answer for answer in ground.answers if answer not in ground.rule]
    words = ground.rule if ground.truth == "holds" else f"{ground.rule}: {say(ground.truth, language)}"
    return f"{words} ({', '.join(untold)})" if untold else words


def opened(persona: Persona, turn: Turn) -> Iterator[Item]:
    """The questions that are asked because of this answer."""
    known = set(_asked(persona, turn.before))
    return (item for item in _asked(persona, turn.after) if item not in known and item not in turn.after.answers)


def _asked(persona: Persona, facts: Facts) -> Iterator[Item]:
    return (item for _, item in sequence(persona.screen, facts))
