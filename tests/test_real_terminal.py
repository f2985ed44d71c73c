"""Interviews in a real pseudo-terminal, as a person sees and types them: both faces, and every way of being cut off."""

from __future__ import annotations

import json
import re
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import resource
import termios

from drive import DOWN, Terminal, drive, driver_of, environment, squeezed
from forked import Forked
from keyring import PASSPHRASE, RECOVERY, lay_key, worker
from screenkit.answers import Answer, Item, PartialDate
from screenkit.doing import done_steps
from screenkit.interview import record
from screenkit.keys import load_key
from screenkit.load import load_screen
from screenkit.questions import Repeat
from screenkit.records import Records
from screenkit.response import Response, given_of
from screenkit.screen import Screen
from screenkit.sealing import reader_of
from screenkit.shelf import open_shelf
from screenkit.terminal.search import LONG
from scripted import NOON, begun, small_screen

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
STRICT = {"PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}
ID = "k7m2-x9qd"
CANARY = "canary-7731"
CTRL_C, CTRL_D, CTRL_Z, ENTER, F1 = "\x03", "\x04", "\x1a", "\r", "\x1bOP"
EVERY_TYPE = """\
questions:
  - name: quiet
    type: checkpoint
    label: {en: Is it quiet here?, es: ¿Hay calma aquí?}
    help: {en: Look round., es: Mire alrededor.}
    ending: {en: Find another place., es: Busque otro lugar.}
    citation: own-reading
  - name: opening
    type: note
    label: {en: You may skip anything., es: Puede saltarse todo.}
    citation: own-reading
  - name: care
    type: yes_no
    label: {en: Would you like care after school?, es: ¿Quiere cuidado después de clases?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: place
    type: select_one
    label: {en: Where would you like it?, es: ¿Dónde lo quiere?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    choices:
      - name: school
        label: {en: At school, es: En la escuela}
      - name: home
        label: {en: At home, es: En casa}
    citation: own-reading
  - name: country
    type: select_one
    choices: countries
    label: {en: Where did you go to school?, es: ¿Dónde fue a la escuela?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: days
    type: select_multiple
    label: {en: On which days?, es: ¿Qué días?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    choices:
      - name: monday
        label: {en: Monday, es: lunes}
      - name: friday
        label: {en: Friday, es: viernes}
    citation: own-reading
  - name: visited
    type: select_multiple
    choices: countries
    label: {en: Where else did you live?, es: ¿Dónde más ha vivido?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: wish
    type: text
    label: {en: What should the carer know?, es: ¿Qué debe saber quien cuida?}
    citation: own-reading
  - name: story
    type: text
    multiline: true
    label: {en: How was it so far?, es: ¿Cómo fue hasta ahora?}
    citation: own-reading
  - name: siblings
    type: integer
    label: {en: How many siblings are there?, es: ¿Cuántos hermanos hay?}
    citation: own-reading
  - name: began_on
    type: date
    label: {en: When did school begin?, es: ¿Cuándo empezó la escuela?}
    citation: own-reading
  - name: asked_at
    type: datetime
    label: {en: When did you ask for it?, es: ¿Cuándo lo pidió?}
    citation: own-reading
  - name: number
    type: phone
    label: {en: Which number may the school call?, es: ¿A qué número puede llamar la escuela?}
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Is there another child?, es: ¿Hay otro niño?}
    citation: own-reading
    questions:
      - name: nickname
        type: text
        label: {en: What is the child called?, es: ¿Cómo le dicen?}
        citation: own-reading
"""
ANSWERS: dict[str, Answer] = {
    "quiet": "yes",
    "opening": "read",
    "care": "yes",
    "place": "home",
    "country": "MX",
    "days": ("monday",),
    "visited": ("GT",),
    "wish": f"{CANARY} a",
    "story": f"{CANARY} b\nc",
    "siblings": 2,
    "began_on": PartialDate(2019, about=True),
    "asked_at": NOON.replace(tzinfo=None),
    "number": "+52 55 7731 7731",
    "children": "complete",
}


class Room:
    """A home, a folder with the screen, and terminals in which the program runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.screens = folder / "screens"
        self.screens.mkdir()
        self.screen = small_screen(self.screens, EVERY_TYPE, "every-type")
        self.records = Records(folder / "screenkit")
        self.terminals: list[Terminal] = []

    def open(self, *words: str, columns: int = 80, rows: int = 24, **settings: str) -> Terminal:
        """A terminal in which the command runs."""
        command = [sys.executable, "-m", "screenkit", "--screens", str(self.screens), *words]
        env = {**environment(self.folder), **STRICT, **settings}
        self.terminals.append(Terminal(command, columns, rows, env))
        return self.terminals[-1]

    def fork(self, *words: str, columns: int = 80, rows: int = 24, **settings: str) -> Terminal:
        """The same without starting Python anew."""
        env = {**environment(self.folder), **STRICT, **settings}
        command = [sys.executable, "--screens", str(self.screens), *words]
        self.terminals.append(Terminal(command, columns, rows, env, Forked))
        return self.terminals[-1]

    def at(self, name: str, *words: str) -> tuple[Terminal, list[object]]:
        """A terminal that shows the question, after everything before it was answered; and how it was set before."""
        self.records.save(before(self.screen, name))
        terminal = self.fork("resume", ID, *words)
        as_it_was = settings_of(terminal)
        terminal.wait_for(label(self.screen, name))
        return terminal, as_it_was

    def go_on(self, name: str, *words: str, columns: int = 80, **settings: str) -> Terminal:
        """A terminal that shows the question, after everything before it was answered."""
        self.records.save(before(self.screen, name))
        terminal = self.open("resume", ID, *words, columns=columns, **settings)
        terminal.wait_for(label(self.screen, name))
        return terminal

    def answers(self) -> dict[str, Answer]:
        """What is on the disk of the screening."""
        found = given_of(self.screen, self.records.load(ID)).answers
        return {str(item): answer for item, answer in found.items()}

    def close(self) -> None:
        """End whatever still runs."""
        for terminal in self.terminals:
            terminal.child.close(force=True)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A room that is left clean."""
    made = Room(tmp_path)
    yield made
    made.close()


def label(screen: Screen, name: str) -> str:
    """What is read aloud."""
    question = screen.question(Item(name))
    return (question.more if isinstance(question, Repeat) else question.label).say("en")


def before(screen: Screen, name: str) -> Response:
    """A practice screening in which everything before the question is answered."""
    response = begun(screen, practice=True, record_id=ID)
    for one in list(ANSWERS)[: list(ANSWERS).index(name)]:
        response = record(screen, response, Item(one), ANSWERS[one], NOON).response
    return response


def known_before(name: str) -> dict[str, Answer]:
    """The answers of that screening."""
    return {one: ANSWERS[one] for one in list(ANSWERS)[: list(ANSWERS).index(name)]}


def settings_of(terminal: Terminal) -> list[object]:
    """How the terminal is set: echo, lines, signals."""
    return termios.tcgetattr(terminal.child.child_fd)


def end(terminal: Terminal) -> list[object]:
    """Read until the program has ended; how the terminal is set then."""
    ends = monotonic() + 60
    while terminal.read(0.1) or terminal.child.isalive():
        assert monotonic() < ends, "it goes on"
    settings = settings_of(terminal)
    terminal.finish()
    return settings


FACES = pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
EVERY = pytest.mark.parametrize("name", ANSWERS)


@EVERY
@FACES
def test_ctrl_c_keeps_what_was_answered(room: Room, name: str, plain: tuple[str, ...]) -> None:
    """At every type of question: the record, the exit code, the way to go on, and the terminal as it was."""
    terminal, as_it_was = room.at(name, *plain)
    terminal.send(CTRL_C)
    assert end(terminal) == as_it_was
    assert terminal.code == 130
    assert room.answers() == known_before(name)
    again = shlex.join(["screenkit", "--screens", str(room.screens), "resume", ID])
    assert squeezed(f"Saved. To go on: {again}") in squeezed(terminal.text())


@EVERY
@FACES
def test_a_request_to_end_keeps_what_was_answered(room: Room, name: str, plain: tuple[str, ...]) -> None:
    """Half typed words are not taken for an answer, and the terminal is as it was."""
    terminal, as_it_was = room.at(name, *plain)
    terminal.send("1")
    terminal.child.kill(signal.SIGTERM)
    assert end(terminal) == as_it_was
    assert terminal.code == 143
    assert room.answers() == known_before(name)
    assert "Saved. To go on:" in terminal.text()


@EVERY
@FACES
def test_a_closed_window_keeps_what_was_answered(room: Room, name: str, plain: tuple[str, ...]) -> None:
    """The program ends by itself when its terminal is gone, at every type of question."""
    terminal, _ = room.at(name, *plain)
    terminal.child.close(force=False)
    # The system may ask again after the program has begun to end; the shell calls both 129.
    assert terminal.child.exitstatus == 129 or terminal.child.signalstatus == signal.SIGHUP
    assert room.answers() == known_before(name)


@EVERY
def test_lines_typed_too_early_answer_nothing(room: Room, name: str) -> None:
    """Three lines that were typed while the program began are forgotten, at every type of question."""
    room.records.save(before(room.screen, name))
    terminal = room.fork("resume", ID, "--plain")
    terminal.send("1\r1\r1\r")
    terminal.wait_for(label(room.screen, name))
    terminal.send(CTRL_C)
    terminal.finish()
    assert (terminal.code, room.answers()) == (130, known_before(name))


@pytest.mark.parametrize("name", ["care", "story"])
def test_ctrl_z_suspends_nothing_line_by_line(room: Room, name: str) -> None:
    """The program goes on: what was said stays under nobody else's prompt."""
    terminal, _ = room.at(name, "--plain")
    terminal.send(CTRL_Z + "?\r")
    terminal.wait_for_new("Never ask about anyone's immigration status.")
    assert room.answers() == known_before(name)


def test_a_line_that_the_terminal_cut_is_not_taken(room: Room) -> None:
    """Systems hand over some four thousand letters of a line and drop the rest; that is told, and asked again."""
    terminal, _ = room.at("wish", "--plain")
    terminal.send("word " * 1_000 + "\r")
    terminal.wait_for("its end is missing")
    assert room.answers() == known_before("wish")
    terminal.send("fewer words\r")
    terminal.wait_for(label(room.screen, "story"))
    assert room.answers()["wish"] == "fewer words"


@EVERY
def test_ctrl_d_answers_nothing_by_itself(room: Room, name: str) -> None:
    """Line by line it is the wish to stop; in the visual face it finishes several lines, and does nothing elsewhere."""
    terminal, _ = room.at(name, "--plain")
    terminal.send(CTRL_D)
    assert (terminal.finish(), room.answers()) == (130, known_before(name))
    terminal, _ = room.at(name)
    terminal.send(CTRL_D * 3 + "\x0b")
    terminal.wait_for("All keys")
    assert room.answers() == known_before(name)


def test_the_terminal_is_set_otherwise_only_meanwhile(room: Room) -> None:
    """What the tests above compare does change while a page is shown."""
    room.records.save(before(room.screen, "care"))
    terminal = room.open("resume", ID)
    as_it_was = settings_of(terminal)
    terminal.wait_for(label(room.screen, "care"))
    assert settings_of(terminal) != as_it_was


@FACES
@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)])
def test_a_signal_keeps_what_was_answered(
    room: Room, number: signal.Signals, code: int, plain: tuple[str, ...]
) -> None:
    """Asked to end in another way, the program ends at once, says how to go on, and leaves the terminal as it was."""
    terminal, as_it_was = room.at("care", *plain)
    terminal.child.kill(number)
    assert end(terminal) == as_it_was
    assert terminal.code == code
    assert room.answers() == known_before("care")
    assert "Saved. To go on:" in terminal.text()
    assert "Traceback" not in terminal.transcript()


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
def test_a_killed_screening_goes_on_at_the_next_question(room: Room, plain: tuple[str, ...]) -> None:
    """Nothing shown as answered is lost, and the lock of the dead window is in nobody's way."""
    terminal = room.go_on("care", *plain)
    terminal.send("1\r")
    terminal.wait_for(label(room.screen, "place"))
    terminal.child.kill(signal.SIGKILL)
    assert terminal.finish() == -signal.SIGKILL
    assert room.answers() == known_before("place")
    room.open("resume", ID, *plain).wait_for(label(room.screen, "place"))


def test_one_window_at_a_time(room: Room) -> None:
    """The second window says which process has the screening, and changes nothing; when the first is gone, it works."""
    first = room.go_on("care")
    path = room.folder / "screenkit" / "practice" / f"{ID}.json"
    held = path.read_bytes()
    second = room.open("resume", ID, "--plain")
    assert second.finish() == 4
    assert squeezed(f"open in another window (pid {first.child.pid})") in squeezed(second.text())
    assert path.read_bytes() == held
    first.child.kill(signal.SIGKILL)
    first.finish()
    room.open("resume", ID, "--plain").wait_for(label(room.screen, "care"))


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
def test_keys_pressed_too_early_answer_nothing(room: Room, plain: tuple[str, ...]) -> None:
    """Neither Enter before the first page nor what was typed on past one answer is taken for another."""
    room.records.save(before(room.screen, "care"))
    terminal = room.open("resume", ID, *plain)
    terminal.send(ENTER * 6)
    terminal.wait_for(label(room.screen, "care"))
    terminal.send(("1\r" if plain else DOWN + ENTER) * 4)
    terminal.wait_for(label(room.screen, "place"))
    while terminal.read(0.5):
        pass
    assert room.answers() == known_before("place")


@FACES
@pytest.mark.parametrize(("number", "status"), [("1", "in-progress"), ("2", "stopped")])
def test_not_safe_now_shows_nothing_of_what_was_said(
    room: Room, plain: tuple[str, ...], number: str, status: str
) -> None:
    """Neutral words, no summary, and either the draft for another day or an end."""
    terminal, _ = room.at("quiet", *plain)
    terminal.send("2\r")
    terminal.wait_for("Find another place.", "Stop here and save: go on another time")
    terminal.send(f"{number}\r")
    assert terminal.finish() == 0
    assert room.records.load(ID).status == status
    assert "REFERRAL" not in terminal.transcript()
    told = "Saved. To go on:" if status == "in-progress" else "Ended. What is known so far:"
    assert told in terminal.text()


def test_ctrl_d_ends_no_list(room: Room) -> None:
    """In a list it does nothing; at the end of several lines it finishes them."""
    terminal = room.go_on("story")
    terminal.send("left\rearly" + CTRL_D)
    terminal.wait_for(label(room.screen, "siblings"))
    assert room.answers()["story"] == "left\nearly"
    terminal.send(CTRL_C)
    terminal.finish()
    other = room.go_on("days")
    other.send(CTRL_D + CTRL_D + F1)
    other.wait_for("Ask it of everyone.")
    assert room.answers() == known_before("days")


def test_ctrl_z_does_not_leave_the_answers_standing(room: Room) -> None:
    """The visual face goes on as if it had not been pressed."""
    terminal = room.go_on("days")
    terminal.send(CTRL_Z + F1)
    terminal.wait_for("Ask it of everyone.")


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
def test_a_full_disk_is_told_and_loses_nothing(room: Room, plain: tuple[str, ...]) -> None:
    """The page says that the answer is not saved; with room again it is saved and the interview goes on."""
    terminal = room.go_on("care", *plain)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
    terminal.send("1\r")
    terminal.wait_for("NOT SAVED: the file is too large.")
    assert room.answers() == known_before("care")
    terminal.send("1\r")
    terminal.wait_until(lambda: terminal.new().count("NOT SAVED") == 1, "the page again", 20)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    terminal.send("1\r")
    terminal.wait_for(label(room.screen, "place"))
    assert room.answers() == known_before("place")
    assert not list(room.folder.rglob("*.tmp"))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_stopping_on_a_full_disk_says_so(room: Room) -> None:
    """The exit code is that of what is not saved, and what was saved before can be gone on with."""
    terminal = room.go_on("care", "--plain")
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
    terminal.send("1\r")
    terminal.wait_for("NOT SAVED")
    terminal.send("2\r")
    assert (terminal.finish(), room.answers()) == (5, known_before("care"))
    assert "the last answer is not saved" in terminal.text()
    assert "Saved. To go on:" in terminal.text()


def test_answers_are_in_the_record_only(room: Room) -> None:
    """No name of a file, no lock, no argument and nothing left over after a kill holds what was said."""
    terminal = room.go_on("siblings", TMPDIR=str(room.folder))
    arguments = Path(f"/proc/{terminal.child.pid}/cmdline")
    assert CANARY.encode() not in (arguments.read_bytes() if arguments.exists() else b"")
    terminal.send("2\r")
    terminal.wait_for(label(room.screen, "began_on"))
    terminal.child.kill(signal.SIGKILL)
    terminal.finish()
    told = [path for path in room.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert told == [room.folder / "screenkit" / "practice" / f"{ID}.json"]
    assert not [path for path in room.folder.rglob("*") if CANARY in path.name]


def test_the_summary_goes_to_standard_output_and_the_talk_elsewhere(room: Room) -> None:
    """With standard output in a file, the interview is on the terminal and the summary in the file."""
    room.records.save(before(room.screen, "children"))
    path = room.folder / "out.txt"
    words = shlex.join([sys.executable, "-m", "screenkit", "--screens", str(room.screens), "resume", ID, "--plain"])
    env = {**environment(room.folder), **STRICT}
    room.terminals.append(Terminal(["sh", "-c", f"{words} > {shlex.quote(str(path))}"], 80, 24, env))
    terminal = room.terminals[-1]
    terminal.wait_for(label(room.screen, "children"))
    terminal.send("2\r")
    terminal.wait_for("Finish and show the summary")
    terminal.send("1\r")
    assert terminal.finish() == 0
    assert path.read_text(encoding="utf-8").startswith("PRACTICE – not a real case\n\nREFERRAL SUMMARY\n")
    assert "REFERRAL" not in terminal.transcript()


def test_a_simple_terminal_gets_the_plain_face(room: Room) -> None:
    """With TERM=dumb nothing is drawn: no escape, no frame."""
    terminal = room.go_on("country", TERM="dumb")
    terminal.send("mexico\r")
    terminal.wait_for(label(room.screen, "days"))
    terminal.send(CTRL_C)
    terminal.finish()
    assert b"\x1b" not in terminal.raw
    assert not re.search("[\u2500-\u259f]", terminal.raw.decode())
    assert room.answers()["country"] == "MX"


def test_no_colour_is_ever_used(room: Room) -> None:
    """Weight and reversal are all that the visual face uses, with or without NO_COLOR."""
    for settings in ({}, {"NO_COLOR": "1"}):
        terminal = room.go_on("days", **settings)
        terminal.send("1 " + CTRL_C)
        terminal.finish()
        codes = {code for found in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw) for code in found.split(b";")}
        assert codes <= {b"", b"0", b"1", b"7"}


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
@pytest.mark.parametrize("encoding", ["", "cp1252", "cp437"])
def test_an_old_locale_is_no_crash(room: Room, encoding: str, plain: tuple[str, ...]) -> None:
    """Where the system knows no letters beyond ASCII, or other ones, Spanish is still read, and answered."""
    plainly = {"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": encoding}
    terminal = room.open("run", "every-type", "--practice", "--lang", "es", "--worker-lang", "es", *plain, **plainly)
    terminal.wait_for("calma aqu")
    terminal.send("1\r")
    terminal.wait_for("Puede saltarse todo.")
    terminal.send(CTRL_C)
    assert terminal.finish() == 130
    assert "Traceback" not in terminal.transcript()


def test_nothing_is_left_in_the_window(room: Room) -> None:
    """The visual face draws on a screen of its own, and the last thing it does is to leave it."""
    terminal = room.go_on("wish")
    terminal.send(CTRL_C)
    terminal.finish()
    raw = bytes(terminal.raw)
    shown = raw.rindex(b"\x1b[?1049l")
    assert raw.index(b"\x1b[?1049h") < raw.index(b"What should the carer know?") < shown
    assert b"What should the carer know?" not in raw[shown:]


def in_one_way(folder: Path) -> str:
    """The only record below the folder, with its id and times written in one way."""
    (path,) = folder.glob("screenkit/practice/*.json")
    text = path.read_text(encoding="utf-8").replace(path.stem, ID)
    return re.sub(r'"at": "[^"]+"', '"at": ""', text)


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("trafficking-nm10", "new_jersey_notices"),
        ("consular-notification", "nj_two_nationalities"),
        ("proxy-citizenship", "oregon_parent_of_two_citizenships"),
    ],
)
def test_both_faces_make_the_same_record(name: str, case: str, tmp_path: Path) -> None:
    """One case of each screen, asked and answered whole in both faces, at two widths."""
    found = []
    for plain, columns in ((False, 80), (True, 40)):
        home = tmp_path / str(columns)
        home.mkdir()
        words = ["run", name, "--practice", *(["--plain"] if plain else [])]
        settings = [f"{name}={value}" for name, value in STRICT.items()]
        command = ["env", *settings, sys.executable, "-m", "screenkit", *words]
        terminal = drive(name, case, command, plain=plain, columns=columns, rows=24, home=home)
        assert terminal.code == 0
        # Line by line everything stays; the visual face has shown the summary, too, and leaves nothing of it behind.
        assert ("REFERRAL SUMMARY" in terminal.transcript()) is plain
        assert squeezed("Finished. The summary again: screenkit summary") in squeezed(terminal.transcript())
        assert not plain or b"\x1b" not in terminal.raw
        found.append(in_one_way(home))
    assert found[0] == found[1]
    assert json.loads(found[0])["events"][-1]["kind"] == "completed"


def test_every_question_can_be_read_in_a_narrow_window(tmp_path: Path) -> None:
    """At 40 columns the whole of each question and of each option stands on the screen."""
    name = "trafficking-nm10"
    driver = driver_of(name, "debt_only", plain=False)
    command = [sys.executable, "-m", "screenkit", "run", name, "--practice"]
    terminal = Terminal(command, 40, 100, {**environment(tmp_path), **STRICT})
    for page, keys in driver.turns():
        short = [option.label for option in page.options if len(page.options) <= LONG]
        terminal.wait_for(page.progress, page.read_aloud, page.hint, *short)
        terminal.send(keys)
    driver.finish(terminal)
    assert terminal.finish() == 0


LEADS = """\
questions:
  - name: worry
    type: yes_no
    label: {en: Is there a worry?, es: ¿Hay un temor?}
    help: {en: From the file., es: Según el expediente.}
    citation: own-reading
  - name: country
    type: select_one
    choices: countries
    label: {en: Born where?, es: ¿Dónde nació?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
next_steps:
  - name: go_on
    when: worry is yes
    urgency: urgent
    screen: second
    action: {en: Look into the worry., es: Atienda el temor.}
    citation: own-reading
"""


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
def test_one_screening_leads_on_to_the_next(room: Room, plain: tuple[str, ...]) -> None:
    """What was told comes up to be confirmed, and the case has one summary at the end."""
    small_screen(room.screens, LEADS, "first")
    small_screen(room.screens, LEADS.replace("when: worry is yes", "when: country is AR"), "second")
    terminal = room.open("run", "first", "--practice", "--case", "c-1", *plain)
    one, two = ("1\r", "2\r") if plain else (DOWN + ENTER, DOWN * 2 + ENTER)
    terminal.wait_for("Is there a worry?")
    terminal.send(one)
    terminal.wait_for("Born where?")
    terminal.send("Guatemala\r" if plain else "Guatemala" + DOWN + ENTER)
    terminal.wait_for("Finish and show the summary")
    terminal.send(one)
    terminal.wait_for("Look into the worry.", "Go on with it now")
    terminal.send(one)
    terminal.wait_for_new("Is there a worry?")
    terminal.send(two)
    terminal.wait_for("Told earlier: Guatemala")
    terminal.send(":same\r" if plain else "\x19")
    terminal.wait_for("Is that still right?")
    terminal.send(one)
    terminal.wait_for_new("Finish and show the summary")
    terminal.send(one)
    if not plain:  # the page is put away when it was seen
        terminal.wait_for("CASE C-1")
        terminal.send(ENTER)
    assert terminal.finish() == 0
    assert plain == () or "CASE C-1" in terminal.transcript()
    (second,) = [one for one in room.records.of_case("c-1", practice=True) if one.screen.id == "second"]
    assert [event.told_in is None for event in second.events if event.item == "country"] == [False]


@FACES
def test_a_note_on_a_step_that_was_done(room: Room, plain: tuple[str, ...]) -> None:
    """It is typed, so that it stands in no list of processes; Enter alone is no note."""
    screen = small_screen(room.screens, LEADS, "first")
    response = record(screen, begun(screen, practice=True, record_id=ID), Item("worry"), "yes", NOON).response
    room.records.save(response)
    terminal = room.fork("done", ID, "go_on", "--note", *plain)
    terminal.wait_for("A note on how it was done")
    terminal.send(ENTER)
    terminal.send(f"no. 12{ENTER}")
    assert terminal.finish() == 0
    assert done_steps(room.records.load(ID))["go_on"].note == "no. 12"


def test_no_note_and_no_mark(room: Room) -> None:
    """Whoever breaks off at the note has marked nothing."""
    screen = small_screen(room.screens, LEADS, "first")
    response = record(screen, begun(screen, practice=True, record_id=ID), Item("worry"), "yes", NOON).response
    room.records.save(response)
    terminal = room.fork("done", ID, "go_on", "--note")
    terminal.wait_for("A note on how it was done")
    terminal.send(CTRL_C)
    assert terminal.finish() == 130
    assert room.records.load(ID) == response


def test_a_series_that_was_broken_off_goes_on(room: Room) -> None:
    """Left in the middle of its second screening, resuming leads to the third; left there, the command is told."""
    third = LEADS[LEADS.index("  - name: go_on") :].replace("go_on", "go_on_too").replace("second", "third")
    small_screen(room.screens, LEADS + third, "first")
    for name in ("second", "third"):
        small_screen(room.screens, LEADS.replace("when: worry is yes", "when: country is AR"), name)
    first = begun(load_screen(room.screens / "first.yaml", open_shelf((room.screens,))), practice=True, record_id=ID)
    room.records.save(first.model_copy(update={"case": "c-1"}))
    terminal = room.fork("resume", ID, "--plain")
    for question, line in (
        ("Is there a worry?", "1"),
        ("Born where?", "Guatemala"),
        ("Finish and show the summary", "1"),
        ("then 1 more", "1"),
        ("0 done, 2 to come", CTRL_C),
    ):
        terminal.wait_for_new(question)
        terminal.send(line if line == CTRL_C else f"{line}\r")
    assert terminal.finish() == 130
    (second,) = [one for one in room.records.of_case("c-1", practice=True) if one.screen.id == "second"]
    terminal = room.fork("resume", second.id, "--plain")
    for question, line in (
        ("Is there a worry?", "2"),
        ("Born where?", "Guatemala"),
        ("Finish and show the summary", "1"),
        ("Look into the worry.", CTRL_C),
    ):
        terminal.wait_for_new(question)
        terminal.send(line if line == CTRL_C else f"{line}\r")
    assert terminal.finish() == 130
    assert squeezed("run third --case c-1 --practice") in squeezed(terminal.text())


RECOVERY_KEY = reader_of(RECOVERY)
QUESTION = "Which agency is this screening for?"


def real(room: Room, *words: str) -> Terminal:
    """A terminal in which a real screening is run."""
    env = {**environment(room.folder), **STRICT}
    room.terminals.append(Terminal([sys.executable, "-m", "screenkit", *words], 80, 24, env))
    return room.terminals[-1]


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])
def test_the_first_real_screening_leads_to_a_key(room: Room, plain: tuple[str, ...]) -> None:
    """Then it goes on to its first question; the passphrase is never on the screen, and nothing is in clear."""
    terminal = real(room, "run", "trafficking-nm10", *plain)
    terminal.wait_for("Before the first real screening")
    if not plain:
        terminal.send(ENTER)
    terminal.wait_for("Which recovery key do you use?")
    terminal.send(f"1{ENTER}")
    terminal.wait_for("Type or paste the recovery key.")
    terminal.send(f"{RECOVERY_KEY}{ENTER}")
    terminal.wait_for("Your own passphrase.")
    terminal.send(f"{PASSPHRASE}{ENTER}")
    terminal.wait_for("The same once more.")
    terminal.send(f"{PASSPHRASE}{ENTER}")
    terminal.wait_for(QUESTION, seconds=90)
    terminal.send(f"5{ENTER}")
    terminal.wait_until(lambda: QUESTION not in terminal.text(), "the next question", 30) if not plain else None
    terminal.send(CTRL_C)
    end(terminal)
    assert terminal.code == 130
    assert PASSPHRASE.encode() not in bytes(terminal.raw)
    key = load_key(room.folder / "screenkit", PASSPHRASE)
    (response,) = Records(room.folder / "screenkit", lambda: key).unfinished()
    assert (key.recovery, response.practice) == ((RECOVERY_KEY,), False)


def test_the_passphrase_is_asked_once(room: Room) -> None:
    """A slip is told and asked again; after it the interview goes on, and it is not asked a second time."""
    lay_key(room.records.home)
    real_records = Records(room.records.home, worker)
    real_records.save(before(room.screen, "care").model_copy(update={"practice": False}))
    terminal = room.open("resume", ID, "--plain")
    terminal.wait_for("Passphrase:")
    terminal.send(f"wrong{ENTER}")
    terminal.wait_for_new("That is not the passphrase")
    terminal.wait_for_new("Passphrase:")
    terminal.send(f"{PASSPHRASE}{ENTER}")
    terminal.wait_for(label(room.screen, "care"))
    terminal.send(f"1{ENTER}")
    terminal.wait_for(label(room.screen, "place"))
    terminal.child.kill(signal.SIGKILL)
    terminal.finish()
    assert given_of(room.screen, real_records.load(ID)).answers[Item("care")] == "yes"
    assert terminal.transcript().count("Passphrase:") == 2
    assert PASSPHRASE not in terminal.transcript()


def test_three_wrong_passphrases_end_it(room: Room) -> None:
    """With the exit code for a key, and the record as it was."""
    lay_key(room.records.home)
    Records(room.records.home, worker).save(before(room.screen, "care").model_copy(update={"practice": False}))
    terminal = room.open("resume", ID)
    for _ in range(3):
        terminal.wait_for_new("Passphrase:")
        terminal.send(f"wrong{ENTER}")
    assert terminal.finish() == 6
    assert "no real screening is opened" in terminal.text()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_breaking_off_at_the_passphrase(room: Room, key: str) -> None:
    """The terminal is as it was, and nothing has happened."""
    lay_key(room.records.home)
    Records(room.records.home, worker).save(before(room.screen, "care").model_copy(update={"practice": False}))
    terminal = room.open("resume", ID)
    terminal.wait_for("Passphrase:")
    terminal.send(key)
    settings = end(terminal)
    assert terminal.code == 130
    assert settings[3] & termios.ECHO
