"""What may be asked for at a question instead of answering it; it is put again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from screenkit.answers import Item
from screenkit.pages import Command, Given
from screenkit.questions import words_of
from screenkit.refusals import Refused
from screenkit.response import happened
from screenkit.talk import Talk
from screenkit.words import say


def show_help(talk: Talk, item: Item) -> None:
    """Why it is asked, how, and what never to ask."""
    talk.face.show(talk.paging().help(item))


def show_why(talk: Talk, item: Item) -> None:
    """The condition under which it is asked, part by part."""
    talk.face.show(talk.paging().why(item))


def take_note(talk: Talk, item: Item) -> None:
    """Take the interviewer's own words about a question."""
    reply = talk.put(talk.page_of("lines", talk.say("note-about", question=talk.paging().naming.full(item))))
    try:
        words = words_of(reply.raw) if isinstance(reply, Given) else ""
    except Refused as refusal:
        talk.tell(talk.say(refusal.key, **refusal.facts))
        return
    if words:
        talk.keep(happened(talk.response, talk.clock(), "noted", item=str(item), text=words))
        talk.tell(talk.say("noted"))


def take_who(talk: Talk, item: Item) -> None:
    """Take who says it; that stays until it is changed, and is kept with the answers that ask for it."""
    possible = talk.screen.question(item).said_by
    chosen = talk.choose(
        talk.say("who-said"), **{name: talk.say(f"by-{name}") for name in possible}, nobody=talk.say("by-nobody")
    )
    if chosen != "back":
        talk.informant = next((name for name in possible if name == chosen), None)


def switch_language(talk: Talk, _item: Item | None = None) -> None:
    """Read aloud in the next language that the screen has; no answer changes."""
    languages = talk.screen.languages
    spoken = talk.response.spoken
    following = languages[(languages.index(spoken) + 1) % len(languages)] if spoken in languages else languages[0]
    talk.keep(happened(talk.response, talk.clock(), "language", text=following))


def remove(talk: Talk, item: Item) -> None:
    """Take one of a repeat out again that was opened by mistake; what was answered about it stays in the history."""
    if not item.repeat:
        return
    owner = talk.paging().naming.owner(item)
    words = talk.say("remove-which", owner=owner)
    if talk.choose(words, remove=talk.say("remove-option", owner=owner), back=talk.say("back-option")) == "remove":
        talk.take(talk.remove(item.repeat, item.instance), with_opened=False)
        talk.tell(talk.say("instance-removed", owner=owner))
        talk.place = None


def take_same(talk: Talk, item: Item) -> None:
    """Read to the family what was told in another screening; it is kept when they say that it is so."""
    found = talk.paging().same(item)
    if found is None:
        return
    value, told = found
    question, spoken = talk.screen.question(item), talk.response.spoken
    words = say("still-right", spoken, question=question.label.say(spoken), answer=question.show(value, spoken))
    page = talk.page_of("choice", words, same=say("same-option", spoken), other=say("other-option", spoken))
    if talk.put(replace(page, language=spoken)) != Given("same"):
        return
    try:
        change = talk.record(item, value, told.record)
    except Refused as refusal:
        talk.tell(talk.say(refusal.key, **refusal.facts))
        return
    talk.take(change, with_opened=False)
    talk.place = None


ASIDES: Mapping[Command, Callable[[Talk, Item], None]] = MappingProxyType(
    {
        Command.HELP: show_help,
        Command.WHY: show_why,
        Command.NOTE: take_note,
        Command.WHO: take_who,
        Command.LANGUAGE: switch_language,
        Command.REMOVE: remove,
        Command.SAME: take_same,
    }
)
