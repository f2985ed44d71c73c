"""One sitting: the record is held and kept, whatever ends it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from screenkit.answers import Absent, Item
from screenkit.pages import Command, Given, Reply
from screenkit.records import Records
from screenkit.response import Response, given_of, happened
from screenkit.screen import Proof, Screen
from screenkit.sitting import Ended, now, sit
from screenkit.store import Locked, NotSaved
from scripted import NOON, Move, Script, answered_so, begun, small_screen

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
TWO = """\
questions:
  - name: name
    type: text
    label: {en: First?, es: ¿Primera?}
    citation: own-reading
  - name: wish
    type: text
    label: {en: Second?, es: ¿Segunda?}
    citation: own-reading
"""


@dataclass
class Desk:
    """A screen, a home, a screening and whoever replies."""

    screen: Screen
    records: Records
    response: Response
    face: Script

    def sit(self, *moves: Move) -> Ended:
        """A sitting in which this is done."""
        self.face.moves = list(moves)
        return sit(self.screen, self.response, self.face, self.records, "en")

    def kept(self) -> dict[str, object]:
        """The answers on the disk."""
        answers = given_of(self.screen, self.records.load(self.response.id)).answers
        return {str(item): answer for item, answer in answers.items()}

    def kinds(self) -> list[str]:
        """What happened, as it is on the disk."""
        return [event.kind for event in self.records.load(self.response.id).events]

    @property
    def folder(self) -> Path:
        """Where the record is kept."""
        return self.records.home / "practice"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two questions, and nothing kept yet."""
    screen = small_screen(tmp_path, TWO)
    return Desk(screen, Records(tmp_path / "home"), begun(screen, practice=True), Script([]))


def when(do: Callable[[], object], reply: Reply) -> Move:
    """A reply before which something happens."""

    def move() -> Reply:
        do()
        return reply

    return move


def test_an_answer_is_on_the_disk_before_the_next_question(desk: Desk) -> None:
    """The second question is put only when the first answer is safe."""
    seen: list[object] = []
    desk.sit(Given("Ana"), when(lambda: seen.append(desk.kept()), Given("rest")))
    assert seen == [{"name": "Ana"}]
    assert desk.kept() == {"name": "Ana", "wish": "rest"}


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        ("proven", ""),
        ("faulty", "Caution: this screen has faults, which `screenkit check` shows; what it leads to may be wrong."),
    ],
)
def test_a_screen_with_faults_is_told_with_the_first_question(desk: Desk, proof: Proof, words: str) -> None:
    """Once, where the page before it would be wiped away."""
    desk.screen = replace(desk.screen, proof=proof)
    desk.sit(Given("Ana"), KeyboardInterrupt())
    assert [page.message for page in desk.face.pages] == [words, ""]


def test_a_screening_is_kept_before_the_first_question(desk: Desk) -> None:
    """Even one that is broken off at once can be found."""
    assert desk.sit(KeyboardInterrupt()).code == 130
    assert desk.kinds() == ["started"]


@pytest.mark.parametrize("way", [KeyboardInterrupt(), EOFError()])
def test_breaking_off_keeps_what_was_answered(desk: Desk, way: BaseException) -> None:
    """Ctrl-C and the end of input end the sitting, and the screening goes on later."""
    ended = desk.sit(Given("Ana"), way)
    assert (ended.code, ended.response.status, desk.kept()) == (130, "in-progress", {"name": "Ana"})


@posix
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_keeps_what_was_answered(desk: Desk, name: str, code: int) -> None:
    """The request to end is followed, with the exit code that says so; the handlers are as before."""
    number = signal.Signals[name]
    before = signal.getsignal(number)
    ended = desk.sit(Given("Ana"), when(lambda: signal.raise_signal(number), Given("never")))
    assert (ended.code, desk.kept()) == (code, {"name": "Ana"})
    assert signal.getsignal(number) is before


def test_a_finished_screening_says_so(desk: Desk) -> None:
    """The record is complete on the disk when the sitting ends."""
    ended = desk.sit(Given("Ana"), Absent.DECLINED, Given("finish"))
    assert (ended.code, ended.response.status) == (0, "completed")
    assert desk.records.load(desk.response.id) == ended.response


def test_a_paused_screening_goes_on_at_the_next_question(desk: Desk) -> None:
    """Nothing is asked twice, and the record says that there was a break."""
    desk.sit(Given("Ana"), Command.STOP, Given("paused"))
    desk.sit(Given("rest"), Given("finish"))
    assert desk.face.asked == ["First?", "Second?", desk.face.asked[2], "Second?", desk.face.asked[4]]
    assert desk.kinds() == ["started", "answered", "resumed", "answered", "completed"]


def test_one_window_at_a_time(desk: Desk) -> None:
    """A screening that is open elsewhere is refused before anything is written or asked."""
    path = desk.records.save(desk.response)
    before = path.read_bytes()
    with desk.records.lock(desk.response), pytest.raises(Locked, match=f"pid {os.getpid()}"):
        desk.sit(Given("Ana"))
    assert (path.read_bytes(), desk.face.pages) == (before, [])


def test_what_is_on_the_disk_counts(desk: Desk) -> None:
    """An answer that another window kept after this one had read the record is not lost."""
    desk.records.save(answered_so(desk.screen, desk.response, [("name", "Ana")]))
    desk.sit(Given("rest"))
    assert (desk.face.asked[0], desk.kept()) == ("Second?", {"name": "Ana", "wish": "rest"})


def test_what_another_window_finished_stays_finished(desk: Desk) -> None:
    """Nothing is asked, and nothing is added to the record."""
    desk.records.save(happened(desk.response, NOON, "completed"))
    ended = desk.sit(Given("Ana"))
    assert (ended.code, ended.response.status, desk.face.pages) == (0, "completed", [])
    assert desk.kinds() == ["started", "completed"]


def unplug(desk: Desk) -> None:
    """Put something in the way of the records, as a disk that is gone would be."""
    desk.folder.rename(desk.folder.with_name("away"))
    desk.folder.write_bytes(b"")


def plug_in(desk: Desk) -> None:
    """Put the records back."""
    desk.folder.unlink()
    desk.folder.with_name("away").rename(desk.folder)


def test_what_is_not_saved_is_told_and_tried_again(desk: Desk) -> None:
    """The page says so at once; when the disk is back, the answer is kept and the interview goes on."""
    again = when(lambda: plug_in(desk), Given("again"))
    desk.sit(when(lambda: unplug(desk), Given("Ana")), Given("again"), again, KeyboardInterrupt())
    first, *pages, last = desk.face.asked
    assert (first, last) == ("First?", "Second?")
    told = "The last answer is only in memory. Make room or plug the disk in, then try again."
    assert pages == [f"NOT SAVED: it is a link, or no folder. {told}"] * 2
    assert desk.kept() == {"name": "Ana"}


@pytest.mark.parametrize("way", [Given("stop"), Absent.NOT_ASKED, KeyboardInterrupt(), EOFError()])
def test_stopping_without_the_last_answer(desk: Desk, way: Move) -> None:
    """What was saved before stays; the exit code says that something was not."""
    ended = desk.sit(Given("Ana"), when(lambda: unplug(desk), Given("rest")), way)
    plug_in(desk)
    assert (ended.code, desk.kept()) == (5, {"name": "Ana"})
    assert Item("wish") not in given_of(desk.screen, ended.response).answers


def test_a_screening_that_cannot_be_kept_is_not_begun(desk: Desk) -> None:
    """Nobody is asked anything that would be lost."""
    desk.records.home.write_bytes(b"")
    with pytest.raises(NotSaved):
        desk.sit(Given("Ana"))
    assert desk.face.pages == []


def test_the_clock_has_its_zone() -> None:
    """A time without one would be read differently on another machine."""
    assert now().utcoffset() is not None
