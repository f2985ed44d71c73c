"""A whole screening looked through again in either face, one question of each type: nothing changes by being seen."""

from __future__ import annotations

from contextlib import suppress
from io import StringIO

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.answers import Item
from screenkit.conduct import Conductor
from screenkit.interview import record, standing
from screenkit.pages import Face
from screenkit.paging import Paging
from screenkit.response import Response, given_of
from screenkit.screen import Screen
from screenkit.terminal.plain import PlainFace
from screenkit.terminal.search import Finder
from screenkit.terminal.visual import VisualFace
from scripted import NOON, begun, shipped_screen, small_screen
from test_paging import ANSWERS, EVERY_TYPE
from test_visual import BACK_TAB, ENTER, F2, Terminal

QUESTIONS = list(ANSWERS)
# How the answer that stands there is kept: by Enter, twice where a list is searched for several, F2 for lines.
KEPT_VISUAL = dict.fromkeys(QUESTIONS, (ENTER,)) | {"visited": (ENTER, ENTER), "story": (F2,)}
KEPT_PLAIN = dict.fromkeys(QUESTIONS, "=") | {"visited": "", "story": "."}


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    """A question of every type."""
    return small_screen(tmp_path_factory.mktemp("screens"), EVERY_TYPE)


def answered(screen: Screen) -> Response:
    """Every question answered."""
    response = begun(screen)
    for name, answer in ANSWERS.items():
        response = record(screen, response, Item(name), answer, NOON).response
    return response


def went_through(screen: Screen, face: Face) -> Response:
    """The record after a sitting that the person ends."""
    conductor = Conductor(screen, answered(screen), face, lambda _: None, lambda: NOON)
    with suppress(EOFError, KeyboardInterrupt):
        conductor.run()
    return conductor.response


BACKS = tuple(enumerate(reversed(QUESTIONS), 1))
"""How many times one goes back from the end, and to which question."""


@pytest.mark.parametrize(("times", "name"), BACKS)
def test_drawn_going_back_and_on_changes_nothing(screen: Screen, times: int, name: str) -> None:
    """From the end back to any question, past all between, and on with the answer that stands there."""
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, [BACK_TAB] * times + [*KEPT_VISUAL[name]])
        output = Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False)
        after = went_through(screen, VisualFace(pipe, output))
    assert "All questions were put." in " ".join(terminal.shown[-1].split())
    assert screen.question(Item(name)) is not None
    assert given_of(screen, after) == given_of(screen, answered(screen))


@pytest.mark.parametrize(("times", "name"), BACKS)
def test_line_by_line_going_back_and_on_changes_nothing(screen: Screen, times: int, name: str) -> None:
    """The same with words for keys."""
    written = StringIO()
    after = went_through(screen, PlainFace(StringIO(":back\n" * times + KEPT_PLAIN[name] + "\n"), written))
    assert written.getvalue().count("All questions were put.") == 2
    assert given_of(screen, after) == given_of(screen, answered(screen))


def test_there_and_back_again_in_one_sitting(screen: Screen) -> None:
    """To the first question and from each to the one before it; at the end the record is as it was."""
    lines = "".join(":back\n" * times + KEPT_PLAIN[name] + "\n" for times, name in BACKS)
    after = went_through(screen, PlainFace(StringIO(lines), StringIO()))
    assert given_of(screen, after) == given_of(screen, answered(screen))


@pytest.mark.parametrize(
    ("list_name", "typed", "found"),
    [
        ("countries", "mexico", "MX"),
        ("countries", "México", "MX"),
        ("countries", "MEXICO", "MX"),
        ("languages", "Mam", "mam"),
        ("languages", "mam (guatemala)", "mam"),
    ],
)
def test_names_are_found_however_they_are_typed(list_name: str, typed: str, found: str) -> None:
    """Without accents and capitals, and by the country where a language is spoken."""
    name = {"countries": "birth_country", "languages": "family_language"}[list_name]
    screen = shipped_screen("intake")
    entry = next(one for one in screen.all_entries() if one.question.name.endswith(name))
    page = Paging(screen, begun(screen), standing(screen, begun(screen), NOON), "en").page(entry.item(1))
    (option,) = Finder(page.options).find(typed).options
    assert option.name == found


def test_what_a_family_calls_its_language_is_kept_as_typed() -> None:
    """A language of one town is in no list."""
    screen = shipped_screen("intake")
    asked = screen.question(Item("family_language_as_named"))
    assert asked.parse("mixteco de San Juan") == "mixteco de San Juan"
