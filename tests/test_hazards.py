"""What was measured in the prompt library itself: each test holds for our face and fails for plain questionary."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import questionary
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.pages import Given, Option, Page
from screenkit.sitting import put
from screenkit.terminal.visual import VisualFace
from test_visual import CTRL_C, CTRL_D, DOWN, ENTER, LONG_LABEL, Step, Terminal, seen

SOURCE = str(Path(__file__).parents[1] / "src")
NAMES = ("México", "Níger", "Nigeria", "Guatemala", "Honduras", "Panamá", "Perú", "Cuba", "Haití", "Chile", "Bolivia")
COUNTRIES = (*NAMES, "Brasil", "Canadá", "Costa Rica")
QUESTION = "¿Podía comer y usar el teléfono o el baño cuando quería, en el trabajo o donde se quedaba?"


@dataclass
class Asked:
    """What came of a question: the answer or what was raised, and what the terminal showed before each key."""

    reply: object
    shown: list[str]
    left: str


def watch(ask: Callable[[Any, Any], object], steps: tuple[Step, ...], columns: int = 80) -> Asked:
    """Ask in an emulated terminal, of someone who presses these keys and then Ctrl-C."""
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, list(steps), columns, 24)
        output = Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False)
        try:
            reply = ask(pipe, output)
        except (KeyboardInterrupt, EOFError) as interrupt:
            reply = type(interrupt)
        terminal.steps = []
        return Asked(reply, terminal.shown, "\n".join(line.rstrip() for line in terminal.screen.display).strip())


def ours(kind: str, words: str, options: tuple[str, ...] = ()) -> Callable[[Any, Any], object]:
    """The question in our face."""
    page = Page(kind, words, options=tuple(Option(name, name) for name in options))  # type: ignore[arg-type]

    def ask(read: Any, write: Any) -> object:  # noqa: ANN401 - whatever prompt_toolkit makes
        reply = VisualFace(read, write).ask(page)
        return reply.raw if isinstance(reply, Given) else reply

    return ask


def theirs(kind: str, words: str, options: tuple[str, ...] = ()) -> Callable[[Any, Any], object]:
    """The same question as questionary's own documentation would put it."""

    def ask(read: Any, write: Any) -> object:  # noqa: ANN401 - whatever prompt_toolkit makes
        streams = {"input": read, "output": write}
        if kind == "choice" and len(options) > 12:
            search = {"use_search_filter": True, "use_jk_keys": False}
            return questionary.select(words, list(options), **search, **streams).ask()
        if kind == "choice":
            return questionary.select(words, list(options), **streams).ask()
        return questionary.text(words, **streams).ask()

    return ask


FACES = pytest.mark.parametrize(
    "face",
    [
        pytest.param(ours, id="ours"),
        pytest.param(theirs, id="questionary", marks=pytest.mark.xfail(strict=True, raises=AssertionError)),
    ],
)
Face = Callable[..., Callable[[Any, Any], object]]


@FACES
def test_enter_alone_chooses_nothing(face: Face) -> None:
    """The first choice is not an answer that anyone gave."""
    assert watch(face("choice", "Debt?", ("Yes", "No")), (ENTER,)).reply in (KeyboardInterrupt, None)


@FACES
def test_letters_without_a_match_choose_nothing(face: Face) -> None:
    """Neither the first of all countries nor any other."""
    assert watch(face("choice", "Where?", COUNTRIES), ("x", "y", ENTER)).reply in (KeyboardInterrupt, None)


@FACES
def test_accents_can_be_typed_in_a_search(face: Face) -> None:
    """`níg` finds Níger and Nigeria, and nothing else."""
    shown = watch(face("choice", "Where?", COUNTRIES), ("n", "í", "g")).shown[-1]
    assert "Níger" in shown
    assert "México" not in shown


@FACES
def test_a_long_label_is_read_whole(face: Face) -> None:
    """Nothing is cut at the right edge of forty columns."""
    shown = watch(face("choice", "Papers?", ("Pasaporte", LONG_LABEL)), (), columns=40).shown[0]
    assert seen(LONG_LABEL) in seen(shown)


@FACES
def test_no_word_of_the_question_is_torn(face: Face) -> None:
    """Every line ends where a word does."""
    shown = watch(face("choice", QUESTION, ("Sí", "No")), (), columns=40).shown[0]
    assert set(QUESTION.split()) <= set(shown.split())


@FACES
def test_ctrl_c_is_no_answer(face: Face) -> None:
    """It is told as what it is, not as an answer of nothing."""
    assert watch(face("choice", "Debt?", ("Yes", "No")), (CTRL_C,)).reply is KeyboardInterrupt


@FACES
def test_ctrl_d_in_words_ends_nothing(face: Face) -> None:
    """What follows it is still taken."""
    assert watch(face("line", "Who?"), ("A", CTRL_D * 2, "na", ENTER)).reply == "Ana"
    assert watch(face("line", "Who?"), (CTRL_D, "Ana", ENTER)).reply == "Ana"


@FACES
def test_an_answer_does_not_stay_on_the_screen(face: Face) -> None:
    """Nothing of question or answer stands there when it was given."""
    asked = watch(face("line", "Who is it owed to?"), ("the engineer", ENTER))
    assert asked.reply == "the engineer"
    assert asked.left == ""


@FACES
def test_words_are_taken_only_once_there_are_some(face: Face) -> None:
    """Enter on an empty line is no answer of nothing."""
    assert watch(face("line", "Who?"), (ENTER,)).reply in (KeyboardInterrupt, None)


@FACES
def test_letters_do_not_move_in_a_list(face: Face) -> None:
    """`j` is a letter of somebody's answer that came too late, and no arrow."""
    assert watch(face("choice", "Debt?", ("Yes", "No")), ("j", ENTER)).reply in (KeyboardInterrupt, None)


@FACES
def test_pasted_lines_are_one_line(face: Face) -> None:
    """Where one line is asked, no line break gets into the answer."""
    assert watch(face("line", "Who?"), ("\x1b[200~one\ntwo\x1b[201~", ENTER)).reply == "one two"


def test_what_is_wrong_is_told_beside_the_words() -> None:
    """Questionary tells it in the last row of the window, where nobody looks."""
    shown = watch(ours("line", "Who?"), (ENTER,)).shown[-1].splitlines()
    assert shown.index("Nothing is written yet.") - shown.index(" >") <= 2


def test_nothing_is_asked_with_a_confirmation() -> None:
    """Its answer is Yes before anybody has said anything, in English only; its text and its list are all we take."""
    texts = [path.read_text(encoding="utf-8") for path in Path(SOURCE).rglob("terminal/*.py")]
    made = {name for text in texts for name in re.findall(r"questionary\.([a-z_]+)\(", text)}
    assert made == {"text"}


@FACES
def test_more_than_36_choices_can_be_offered(face: Face) -> None:
    """Thirty-seven countries are no crash."""
    options = tuple(f"Country {number}" for number in range(1, 38))

    def numbered(read: Any, write: Any) -> object:  # noqa: ANN401 - whatever prompt_toolkit makes
        try:
            return questionary.select("Where?", list(options), use_shortcuts=True, input=read, output=write).ask()
        except ValueError:
            return None

    ask = face("choice", "Where?", options) if face is ours else numbered
    assert watch(ask, ("Country 37" if face is ours else "", DOWN, ENTER)).reply == "Country 37"


def test_a_search_for_anything_is_no_answer() -> None:
    """What is not listed is not taken; questionary's own completion takes whatever is typed."""

    def complete(read: Any, write: Any) -> object:  # noqa: ANN401 - whatever prompt_toolkit makes
        return questionary.autocomplete("Where?", list(COUNTRIES), input=read, output=write).ask()

    assert watch(complete, ("mexi", ENTER)).reply == "mexi"
    assert watch(ours("choice", "Where?", COUNTRIES), ("mexi", ENTER)).reply is KeyboardInterrupt
    assert watch(ours("choice", "Where?", COUNTRIES), ("mexi", ENTER, ENTER)).reply == "México"


PIPED = """
import sys
{imports}
print({ask})
"""
OURS = "from screenkit.pages import Option, Page; from screenkit.terminal import NoTerminal, open_face"
ASK_OURS = 'open_face().__enter__().ask(Page("choice", "Debt?", options=(Option("yes", "Yes"), Option("no", "No"))))'
ASK_THEIRS = 'questionary.select("Debt?", ["Yes", "No"]).unsafe_ask()'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("imports", "ask"),
    [
        pytest.param(OURS, ASK_OURS, id="ours"),
        pytest.param(
            "import questionary",
            ASK_THEIRS,
            id="questionary",
            marks=pytest.mark.xfail(strict=True, raises=AssertionError),
        ),
    ],
)
def test_a_pipe_answers_nothing(imports: str, ask: str) -> None:
    """`no` on standard input is nobody's yes."""
    program = PIPED.format(imports=imports, ask=ask)
    env = {**os.environ, "PYTHONPATH": SOURCE}
    ended = subprocess.run(
        [sys.executable, "-c", program], input="no\n", capture_output=True, text=True, check=False, env=env
    )
    assert "Yes" not in ended.stdout
    assert ended.returncode != 0


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")


def in_terminal(ask: Callable[[], object], meanwhile: Callable[[int, int], None]) -> tuple[str, bool]:
    """What was answered in a real terminal, and whether it was then set as before."""
    reading, writing = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in ((0, "r"), (1, "w"), (2, "w")))
        time.sleep(0.3)
        try:
            reply = repr(ask())
        except BaseException as interrupt:  # noqa: BLE001 - to be told to the test
            reply = type(interrupt).__name__
        os.write(writing, reply.encode())
        os._exit(0)
    before = termios.tcgetattr(terminal)
    os.close(writing)
    meanwhile(pid, terminal)
    reply = os.read(reading, 1000).decode()
    os.waitpid(pid, 0)
    as_before = termios.tcgetattr(terminal) == before
    os.close(reading)
    os.close(terminal)
    return reply, as_before


def ask_ours() -> object:
    """Our face as the program uses it."""
    with VisualFace() as face:
        return put(face, Page("choice", "Debt?", options=(Option("yes", "Yes"), Option("no", "No"))))


def ask_theirs() -> object:
    """Questionary as it comes."""
    return questionary.select("Debt?", ["Yes", "No"]).unsafe_ask()


ASKING = pytest.mark.parametrize(
    "ask",
    [
        pytest.param(ask_ours, id="ours"),
        pytest.param(ask_theirs, id="questionary", marks=pytest.mark.xfail(strict=True, raises=AssertionError)),
    ],
)


@posix
@pytest.mark.slow
@ASKING
def test_keys_pressed_before_the_question_answer_nothing(ask: Callable[[], object]) -> None:
    """What was typed while the page was not there yet is forgotten."""

    def early(pid: int, terminal: int) -> None:
        os.write(terminal, b"\r\r\r")
        _read(terminal, 30, until=b"Debt?")
        # Whoever answers has ended then, and on a busy machine that takes longer than a second.
        _read(terminal, 30 if ask is ask_theirs else 1)
        with_grace(pid)

    assert "Yes" not in in_terminal(ask, early)[0].replace("yes", "Yes")


@posix
@pytest.mark.slow
@ASKING
def test_a_request_to_end_leaves_the_terminal_as_it_was(ask: Callable[[], object]) -> None:
    """Echo and lines are back for the shell."""

    def end(pid: int, terminal: int) -> None:
        _read(terminal, 30, until=b"Debt?")
        _read(terminal, 0.5)
        os.kill(pid, signal.SIGTERM)
        _read(terminal, 0.5)

    assert in_terminal(ask, end)[1]


def with_grace(pid: int) -> None:
    """End the program if it still waits."""
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return


def _read(terminal: int, seconds: float, until: bytes | None = None) -> None:
    """Take what is written for this long, or until these words came, so that the program can write on."""
    import select  # noqa: PLC0415 - only where there are pseudo-terminals

    ends, taken = time.monotonic() + seconds, b""
    while time.monotonic() < ends and (until is None or until not in taken):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                read = os.read(terminal, 65_536)
            except OSError:
                return
            if not read:
                return
            taken += read
