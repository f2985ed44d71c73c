"""How a sitting is interrupted or ends: a break, a pause, a checkpoint that was not met, the end of the questions."""

from __future__ import annotations

from screenkit.answers import Item
from screenkit.interview import Ending, left_for_later, time_taken
from screenkit.outcome import complete
from screenkit.response import happened
from screenkit.talk import Outcome, Talk

_MINUTE = 60


def stop(talk: Talk) -> Outcome | None:
    """Rest, pause for later, or end the screening here for good."""
    chosen = talk.choose(
        talk.say("stop-how") + _time(talk),
        rest=talk.say("rest-option"),
        paused=talk.say("pause-option"),
        stopped=talk.say("stop-option"),
        back=talk.say("back-option"),
    )
    if chosen == "rest":
        rest(talk)
    return _left(talk, chosen, "ended-by-worker")


def rest(talk: Talk) -> None:
    """Hide the screen until the person returns; a rest is no time of the interview."""
    talk.keep(happened(talk.response, talk.clock(), "paused", text="rest"))
    talk.face.hide()
    talk.keep(happened(talk.response, talk.clock(), "resumed"))


def end(talk: Talk, ending: Ending) -> Outcome | None:
    """The neutral ending of a checkpoint that was not met; going back is possible, and so is another day."""
    words = ending.question.ending.say(talk.response.spoken)
    second = talk.paging().second(ending.question.ending)
    chosen = talk.choose(
        f"{words}\n\n{second}" if second else words,
        paused=talk.say("another-time"),
        stopped=talk.say("end-here"),
        back=talk.say("back-option"),
    )
    if chosen == "paused":
        talk.keep(happened(talk.response, talk.clock(), "paused", text=f"checkpoint:{ending.item.name}"))
    if chosen == "back":
        talk.place = ending.item
    return _left(talk, chosen, f"checkpoint:{ending.item.name}")


def _left(talk: Talk, chosen: str, reason: str) -> Outcome | None:
    if chosen == "stopped":
        talk.keep(happened(talk.response, talk.clock(), "stopped", text=reason))
        return Outcome.STOPPED
    return Outcome.PAUSED if chosen == "paused" else None


def finish(talk: Talk) -> str:
    """Say what was answered and what was not, and what is wanted now: `finish`, `review`, `later`, `paused`, `back`."""
    words = " ".join((talk.say("ready"), talk.paging().counts()))
    options = {"finish": talk.say("finish-option"), "review": talk.say("review-option")}
    if _later(talk):
        options["later"] = talk.say("later-option")
    return talk.choose(words + _time(talk), **options, paused=talk.say("pause-option"))


def finished(talk: Talk, chosen: str) -> Outcome | None:
    """Do what was chosen at the end, but for going back and looking over."""
    if chosen == "finish":
        talk.keep(complete(talk.screen, talk.response, talk.clock()))
        return Outcome.COMPLETED
    if chosen == "later" and _later(talk):
        talk.place = _later(talk)[0]
    return Outcome.PAUSED if chosen == "paused" else None


def _later(talk: Talk) -> tuple[Item, ...]:
    return left_for_later(talk.screen, talk.facts())


def _time(talk: Talk) -> str:
    """How long it has taken, once it is worth telling."""
    minutes = int(time_taken(talk.response, talk.clock()).total_seconds()) // _MINUTE
    return " " + talk.say("time-taken", minutes=minutes) if minutes > 1 else ""
