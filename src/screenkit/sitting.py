"""One sitting at the terminal: the record is held, saved after every answer, and kept whatever ends the sitting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from screenkit.amending import Amending
from screenkit.conduct import Conductor
from screenkit.earlier import NOTHING, Earlier
from screenkit.pages import Face, Film, Given, Option, Page, Sheet
from screenkit.records import Records
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.signals import HANGUP, Signalled, signals
from screenkit.store import NoSuchRecord, NotSaved
from screenkit.talk import Outcome, Talk
from screenkit.words import say

NOT_SAVED, INTERRUPTED = 5, 130


@dataclass(frozen=True)
class Ended:
    """How a sitting ended: the exit code, the record as it is on disk, and why it ended if not by itself."""

    code: int
    response: Response
    outcome: Outcome | None = None


def now() -> datetime:
    """The clock of this machine, with its zone."""
    return datetime.now(UTC).astimezone()


def sit(
    screen: Screen,
    response: Response,
    face: Face,
    records: Records,
    language: str,
    earlier: Earlier = NOTHING,
    kind: type[Conductor] = Conductor,
) -> Ended:
    """Hold the record and conduct the interview; raises `Locked` where another window holds it."""
    with records.lock(response):
        response = _opened(records, response)
        if response.status != "in-progress":
            return Ended(0, response)
        conductor = kind(screen, response, face, _saving(records, face, language), now, language, earlier)
        if screen.proof in ("faulty", "unproved"):
            conductor.message = say(f"caution-{screen.proof}", language)
        code, outcome = _conduct(conductor)
        return Ended(code, conductor.response, outcome)


def amend(screen: Screen, response: Response, face: Face, records: Records, language: str) -> Ended:
    """Hold a finished record and let answers in it be changed; raises `Locked` where another window holds it."""
    with records.lock(response):
        response = records.load(response.id)
        amending = Amending(screen, response, face, _saving(records, face, language), now, language)
        code, outcome = _conduct(amending)
        return Ended(code, amending.response, outcome)


def put(face: Face, page: Page) -> tuple[int, str]:
    """The exit code, and what was chosen on a page of the program's own; nothing where the person went away."""
    code, reply = _until_left(lambda: face.ask(page))
    return code, reply.raw if isinstance(reply, Given) and isinstance(reply.raw, str) else ""


def show(face: Face, sheet: Sheet) -> int:
    """Let the person read something of the program's own; the exit code."""
    code, _ = _until_left(lambda: face.show(sheet))
    return code


def play(face: Face, film: Film) -> int:
    """Let the person watch something; the exit code."""
    code, _ = _until_left(lambda: face.play(film))
    return code


def _until_left(talk: Callable[[], object]) -> tuple[int, object]:
    """The exit code, and what came of it; nothing where the person went away."""
    try:
        with signals():
            return 0, talk()
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED, None
    except Signalled as signalled:
        return signalled.code, None
    except OSError:
        return HANGUP, None


def _conduct(conductor: Talk) -> tuple[int, Outcome | None]:
    """The exit code, and how the interview ended if by itself."""
    try:
        with signals():
            return 0, conductor.run()
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED, None
    except Signalled as signalled:
        return signalled.code, None
    except NotSaved:
        return NOT_SAVED, None
    except OSError:  # of the terminal: its window is gone
        return HANGUP, None


def _opened(records: Records, response: Response) -> Response:
    """The record as the last window left it, gone on with unless it was finished there; a new one once it is saved."""
    try:
        response = records.load(response.id)
    except NoSuchRecord:
        records.save(response)
        return response
    if response.status == "in-progress":
        response = happened(response, now(), "resumed")
        records.save(response)
    return response


def _saving(records: Records, face: Face, language: str) -> Callable[[Response], None]:
    """Saving that says at once when the disk refuses, and tries again as long as the person wants."""

    def save(response: Response) -> None:
        while True:
            try:
                records.save(response)
            except NotSaved as refusal:
                if not _try_again(face, refusal, language):
                    raise
            else:
                return

    return save


def _try_again(face: Face, refusal: NotSaved, language: str) -> bool:
    options = (Option("again", say("save-again", language)), Option("stop", say("save-give-up", language)))
    words = say("not-saved", language, reason=str(refusal))
    page = Page(kind="choice", read_aloud=words, language=language, worker_language=language, options=options)
    try:
        return face.ask(page) == Given("again")
    except (KeyboardInterrupt, EOFError):
        return False
