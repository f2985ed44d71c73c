"""The first page of a screening that was begun before: put early, and nothing else is otherwise."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from screenkit.answers import Absent
from screenkit.cli.ahead import KIND, Ahead, Asked, Keeping, Typed, kept_of, page_of
from screenkit.pages import Command, Given, Option, Page
from screenkit.ready import cache, shelves
from screenkit.shelf import shipped
from scripted import Script, small_screen

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import signal

from drive import Terminal, environment, squeezed
from forked import Forked
from test_startup import HEAVY, SOURCE

PAGE = Page(
    "choice",
    "Is it quiet here?",
    language="es",
    title="A screen",
    options=(Option("yes", "Sí", "Yes", ("y",)), Option("no", "No")),
    commands=(Command.BACK, Command.STOP),
    absences=(Absent.UNKNOWN,),
)
QUESTIONS = """\
questions:
  - name: quiet
    type: yes_no
    label: {en: Is it quiet here?, es: ¿Hay calma aquí?}
    help: {en: Look round., es: Mire alrededor.}
    citation: own-reading
  - name: warm
    type: yes_no
    label: {en: Is it warm here?, es: ¿Hace calor aquí?}
    help: {en: Ask it., es: Pregúntelo.}
    citation: own-reading
"""
FIRST, SECOND = "Is it quiet here?", "Is it warm here?"
FACES = pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["visual", "plain"])


# What is kept, and what it is good for.


def test_a_page_comes_back_as_it_was() -> None:
    """Every part of it, by way of plain values."""
    assert page_of(dict(kept_of(PAGE))) == PAGE


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is kept."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_first_page_is_kept_and_no_other(where: Path) -> None:
    """Once, whatever comes of it."""
    face = Keeping(Script([Given("yes"), Given("no")]), "first-1", b"k" * 32)
    assert [face.ask(PAGE), face.ask(replace(PAGE, read_aloud="Another?"))] == [Given("yes"), Given("no")]
    assert page_of(cache.fetch("first-1", b"k" * 32)) == PAGE  # type: ignore[arg-type]  # as it was kept
    assert len(list(where.iterdir())) == 1


@pytest.mark.parametrize("told", [{"current": "x"}, {"earlier": "x"}, {"draft": "x"}, {"reading": ("x",)}])
def test_a_page_that_tells_an_answer_is_not_kept(where: Path, told: dict[str, Any]) -> None:
    """Nor is the next one in its place."""
    face = Keeping(Script([Given("yes"), Given("no")]), "first-1", b"k" * 32)
    face.ask(replace(PAGE, **told))
    face.ask(PAGE)
    assert not where.exists()


def test_a_reply_answers_the_page_that_was_put_and_no_other() -> None:
    """The next page is put as ever; another first page is put, and the early reply answers nothing."""
    script = Script([Given("no"), Given("later")])
    face = Asked(script, PAGE, Given("yes"))
    assert [face.ask(PAGE), face.ask(PAGE)] == [Given("yes"), Given("no")]
    other = replace(PAGE, message="Another message.")
    assert Asked(script, PAGE, Given("yes")).ask(other) == Given("later")
    assert script.pages == [PAGE, other]


@pytest.mark.parametrize("left", [KeyboardInterrupt, EOFError, OSError, SystemExit])
def test_whoever_left_has_left(left: type[BaseException]) -> None:
    """Whatever page the interview begins with."""
    with pytest.raises(left):
        Asked(Script([]), PAGE, left()).ask(replace(PAGE, message="Another message."))


@pytest.mark.parametrize(
    ("words", "screens", "flags"),
    [
        ("run intake --practice", [], {"--practice"}),
        ("--screens a --screens b run intake --plain --lang es --worker-lang es", ["a", "b"], {"--plain"}),
        ("run --practice intake", [], {"--practice"}),
    ],
)
def test_what_is_understood(words: str, screens: list[str], flags: set[str]) -> None:
    """A name of a screen, languages and folders."""
    typed = Typed(words.split())
    assert (typed.names[1], typed.values["--screens"], typed.flags) == ("intake", screens, flags)


@pytest.mark.parametrize(
    "words",
    [
        *("run", "run intake more", "run ./intake.yaml", "run Intake", "show intake", "practice intake", "run --lang"),
        *("run intake --lang", "run intake --lang --plain", "run intake --answers a.json", "run intake --case 7"),
        *("run intake --from-paper", "run intake --lang=es", "--practice run intake", "run intake --screens a"),
        *("--home h run intake", "run -- intake", "run intake --help", "run intake --bogus"),
    ],
)
def test_everything_else_is_for_the_whole_program(words: str) -> None:
    """Nothing is said and nothing is put."""
    with pytest.raises(Exception, match=r"^$"):
        Typed(words.split())
    ahead = Ahead()
    ahead.begin(words.split())
    assert (ahead.has_said, ahead.is_known) == (False, False)


# In a terminal.

PROBE = """
import json, os, sys
from screenkit.cli import ahead, main
def told(*_, **__):
    with open("modules.json", "w", encoding="utf-8") as file:
        json.dump(sorted(sys.modules), file)
    os._exit(0)
ahead.Ahead._ask = told
main()
"""


class Desk:
    """A home, a folder with a screen, and terminals in which the program runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.screens = folder / "screens"
        self.screens.mkdir()
        small_screen(self.screens, QUESTIONS, "small")
        self.terminals: list[Terminal] = []

    def words(self, *more: str) -> list[str]:
        """What is typed."""
        return ["--screens", str(self.screens), "run", "small", "--practice", *more]

    def sit(self, *more: str, shows: str = FIRST, **settings: str) -> Terminal:
        """A terminal in which the screening begins, and shows some words."""
        env = {**environment(self.folder), "SCREENKIT_CACHE": str(self.folder / "cache"), **settings}
        terminal = Terminal([sys.executable, *self.words(*more)], 80, 24, env, Forked)
        self.terminals.append(terminal)
        terminal.wait_for(shows)
        return terminal

    def leave(self, terminal: Terminal) -> int:
        """Ctrl-C, and the exit code."""
        terminal.send("\x03")
        return terminal.finish()

    def records(self) -> list[list[dict[str, Any]]]:
        """What happened in every record, whenever that was."""
        files = sorted((self.folder / "screenkit" / "practice").glob("*.json"), key=lambda file: file.stat().st_mtime)
        found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
        return [[{key: one[key] for key in one if key != "at"} for one in record["events"]] for record in found]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One that is left clean."""
    made = Desk(tmp_path)
    yield made
    for terminal in made.terminals:
        terminal.child.close(force=True)


def falsify(desk: Desk) -> None:
    """Keep another page in the place of the first one, under the right key."""
    folders = [str(desk.screens), str(shipped())]
    way = "en\0en\0--practice"
    name, key = (one(KIND, folders, "small", way) for one in (shelves.name_of, shelves.key_of))
    kept: Any = cache.fetch(name, key)
    cache.put(name, key, {**kept, "read_aloud": "Was it quiet there?"})


@pytest.mark.slow
@FACES
def test_what_is_answered_early_is_answered(desk: Desk, plain: tuple[str, ...]) -> None:
    """The record of an early reply is that of any other, and nothing is put twice."""
    found = []
    for _ in range(2):
        terminal = desk.sit(*plain)
        terminal.send("1\r")
        terminal.wait_for(SECOND)
        assert desk.leave(terminal) == 130
        assert "Saved. To go on:" in terminal.text()
        found.append(squeezed(terminal.transcript()).count(squeezed(FIRST)))
    assert found[0] == found[1]
    first, second = desk.records()
    assert [event["answer"] for event in first if event["kind"] == "answered"] == ["yes"]
    assert second == first


@pytest.mark.slow
@FACES
def test_the_reply_to_another_page_answers_nothing(
    desk: Desk, plain: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that the interview begins with is put, and only the reply to that counts."""
    monkeypatch.setenv(cache.VARIABLE, str(desk.folder / "cache"))
    desk.leave(desk.sit(*plain))
    falsify(desk)
    terminal = desk.sit(*plain, shows="Was it quiet there?")
    terminal.send("1\r")
    terminal.wait_for(FIRST)
    terminal.send("2\r")
    terminal.wait_for(SECOND)
    desk.leave(terminal)
    assert [event["answer"] for event in desk.records()[1] if event["kind"] == "answered"] == ["no"]


@pytest.mark.slow
@FACES
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_leaves_the_early_page_is_told_how_to_go_on(
    desk: Desk, number: signal.Signals, plain: tuple[str, ...]
) -> None:
    """As from any other page: the exit code, the words, and a record in which nothing is answered."""
    ended = []
    for _ in range(2):
        terminal = desk.sit(*plain)
        terminal.child.kill(number)
        ended.append(terminal.finish())
        assert "Saved. To go on:" in terminal.text()
        assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l")
    assert ended == [128 + number] * 2
    assert desk.records()[1] == desk.records()[0]


@pytest.mark.slow
def test_what_cannot_be_saved_is_told_where_it_can_be_read(desk: Desk) -> None:
    """The page is put away before anything else is told."""
    desk.leave(desk.sit())
    (desk.folder / "file").write_bytes(b"")
    terminal = desk.sit(SCREENKIT_HOME=str(desk.folder / "file"))
    terminal.send("1\r")
    assert terminal.finish() == 5
    assert "not saved" in terminal.text()
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == 1


@pytest.mark.slow
def test_the_early_page_needs_nothing_of_the_rest(desk: Desk) -> None:
    """Neither the command line, nor the models, nor the readers of files; not even what draws, to know the page."""
    desk.leave(desk.sit())
    env = {**environment(desk.folder), "SCREENKIT_CACHE": str(desk.folder / "cache"), "PYTHONPATH": str(SOURCE)}
    probe = Terminal(
        [sys.executable, "-c", f"import os; os.chdir({str(desk.folder)!r}){PROBE}", *desk.words()], 80, 24, env
    )
    desk.terminals.append(probe)
    assert probe.finish() == 0
    found = set(json.loads((desk.folder / "modules.json").read_text(encoding="utf-8")))
    assert not found & {"typer", "screenkit.screen", "screenkit.cli.app", *HEAVY}
