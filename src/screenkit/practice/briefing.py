"""The sheet for the person who plays the family, and the list of personas; the trainee sees neither."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.answers import Absent, Item
from screenkit.layout import Line
from screenkit.naming import Naming
from screenkit.pages import Sheet
from screenkit.practice.persona import Persona, personas
from screenkit.practice.playing import Turn, play
from screenkit.questions import Note, TextQuestion
from screenkit.render import moment_in_words
from screenkit.screen import Screen
from screenkit.text import DEFAULT_LANGUAGE
from screenkit.words import say


def briefing(persona: Persona, language: str) -> Iterator[Line]:
    """The story, how it is played, and what is said to each question that will be asked."""
    title = persona.screen.authored.title.say(language)
    yield Line("banner", say("practice-banner", language))
    yield Line("title", say("briefing-title", language))
    yield Line("text", say("persona-of", language, title=title, number=persona.number))
    yield from story(persona, language)
    yield Line("text", say("lives-at", language, at=moment_in_words(persona.moment, str(persona.zone))))
    yield Line("text", say("briefing-how", language))
    turns = [turn for turn in play(persona) if not isinstance(persona.screen.question(turn.item), Note)]
    if language != DEFAULT_LANGUAGE and any(_is_in_own_words(persona, turn) for turn in turns):
        yield Line("text", say("own-words", language))
    aloud = [turn for turn in turns if _is_aloud(persona, turn)]
    yield Line("heading", say("briefing-asked", language))
    for turn in aloud:
        yield from _line(persona, turn, language, ("you-say", "say"))
    others = [turn for turn in turns if turn not in aloud]
    if others:
        yield Line("heading", say("briefing-worker", language))
        yield Line("text", say("briefing-worker-how", language))
    for turn in others:
        yield from _line(persona, turn, language, ("tell-them", "tell"))


def story(persona: Persona, language: str) -> Iterator[Line]:
    """The persona's story, in English where it has no other."""
    told = persona.case.story
    if told.has(language):
        yield Line("text", told.say(language))
    else:
        yield Line("text", told.say(DEFAULT_LANGUAGE), english=told.say(DEFAULT_LANGUAGE))
        yield Line("text", say("in-english", language))


def sheet_before(persona: Persona, language: str) -> Sheet:
    """What the trainee reads first: who plays what, when it is, and nothing of what the family says."""
    lives = say("lives-at", language, at=moment_in_words(persona.moment, str(persona.zone)))
    paragraphs = (say("practice-start", language), lives, say("practice-start-unreal", language))
    heading = say("persona-number", language, number=persona.number)
    return Sheet(heading, paragraphs, say("practice-banner", language), language)


def of_personas(screen: Screen, language: str) -> Iterator[Line]:
    """Every persona with its number, name and story, for whoever leads the practice."""
    yield Line("banner", say("practice-banner", language))
    yield Line("title", say("personas-title", language))
    yield Line("text", screen.authored.title.say(language))
    yield Line("text", say("personas-how", language))
    for one in personas(screen):
        yield Line("item", f"{one.number}. {one.case.name}: {one.case.story.say(language)}")


def in_words(persona: Persona, turn: Turn, language: str) -> str:
    """What the persona says, in words."""
    return answer_in_words(persona, turn.item, turn.answer, language)


def answer_in_words(persona: Persona, item: Item, answer: object, language: str) -> str:
    """An answer of the persona, or of whoever practised with it."""
    if answer is None:
        return say("another-one", language)
    if isinstance(persona.screen.question(item), Note):
        return say("has-been-read", language)
    return Naming(persona.screen, language).answer(item, answer)  # type: ignore[arg-type]  # an answer of this screen


def _line(persona: Persona, turn: Turn, language: str, keys: tuple[str, str]) -> Iterator[Line]:
    about, silent = keys
    naming = Naming(persona.screen, language)
    yield Line("item", f"- {naming.full(turn.item)}")
    key = f"{silent}-{turn.answer.value}" if isinstance(turn.answer, Absent) else ""
    words = say(key, language) if key else in_words(persona, turn, language)
    yield Line("fact", words, say(about, language))


def _is_aloud(persona: Persona, turn: Turn) -> bool:
    entry = persona.screen.entry(turn.item)
    return entry is None or entry.is_read_aloud


def _is_in_own_words(persona: Persona, turn: Turn) -> bool:
    return isinstance(persona.screen.question(turn.item), TextQuestion) and isinstance(turn.answer, str)
