"""What the recordings of the learning path show: commands run in a folder of their own, and conversations."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from textwrap import fill
from types import MappingProxyType

from typer.testing import CliRunner

from screenkit.answers import Absent, Answer, Item
from screenkit.cli import COMMANDS
from screenkit.cli.app import app
from screenkit.conduct import Conductor
from screenkit.form import FromPaper, differing
from screenkit.interview import add_instance, next_item, record, standing
from screenkit.layout import Line, plain
from screenkit.load import load_screen
from screenkit.outcome import complete
from screenkit.overview import FORMATS as REPORTS
from screenkit.overview import Seen, overview
from screenkit.practice import Persona, answer_key, find_persona, personas, practised
from screenkit.practice.playing import Turn, play
from screenkit.recording import COLUMNS, Recording, Scene
from screenkit.render import lines
from screenkit.response import Response, happened, start, to_bytes
from screenkit.screen import Screen
from screenkit.shelf import open_shelf
from screenkit.summarize import summarize
from screenkit.terminal.plain import PlainFace
from screenkit.words import say
from screenkit.wrapping import wrap

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
TEN, ID = "trafficking-nm10", "k7m2-x9qd"
ROWS = 22
"""So many lines of what is written fit below the line that was typed."""
_WORDS_A_SECOND, _LEAST, _MOST = 4, 2, 12


@dataclass(frozen=True)
class Shown:
    """What was typed, what came of it, and how many windows full of that are shown."""

    typed: str
    wrote: str
    pages: int = 1

    def scenes(self) -> Iterator[Scene]:
        """The line that is typed, then what came of it, window by window; what is left out is three dots."""
        typed = "\n".join(fill(self.typed, COLUMNS - 2, subsequent_indent="    ").split("\n")).replace("\n", " \\\n")
        yield Scene(typed, _LEAST if self.wrote else seconds(typed))
        told = [part for line in self.wrote.strip("\n").split("\n") for part in wrap(line, COLUMNS) or [""]]
        whole = [told[at : at + ROWS] for at in range(0, len(told), ROWS)] if self.wrote else []
        for number, page in enumerate(whole[: self.pages], 1):
            more = ["…"] if number == self.pages < len(whole) else []
            text = "\n".join((typed, *page, *more))
            yield Scene(text, seconds(" ".join(page)))


@dataclass(frozen=True)
class Talked:
    """A conversation: what stands in the terminal whenever a line was typed, the last lines of it."""

    typed: str
    windows: Sequence[str]

    def scenes(self) -> Iterator[Scene]:
        """A window for each line that is typed."""
        yield Scene(self.typed, _LEAST)
        before = ""
        for window in self.windows:
            shown = window.lstrip("\n").split("\n")[-ROWS:]
            yield Scene("\n".join((self.typed, *shown)), seconds(window.removeprefix(before)))
            before = window


def seconds(words: str) -> float:
    """How long it takes to read, within bounds."""
    return min(max(_LEAST, round(2 * len(words.split()) / _WORDS_A_SECOND) / 2), _MOST)


def shipped_screen(name: str) -> Screen:
    """A screen that comes with the program."""
    shelf = open_shelf()
    path = shelf.screen(name)
    if path is None:
        raise SystemExit(f"there is no screen {name}")
    return load_screen(path, shelf)


def session(name: str) -> Recording:
    """The recording of that name."""
    title, show = SESSIONS[name]
    with _apart():
        scenes = [scene for one in show() for scene in one.scenes()]
    return Recording(title, "en", scenes)


@contextmanager
def _apart() -> Iterator[None]:
    """A folder of its own to work in, and a terminal of the usual width."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for name in [name for name in os.environ if name.startswith("SCREENKIT_")]:
            del os.environ[name]
        os.environ |= {"COLUMNS": str(COLUMNS), "SCREENKIT_HOME": str(Path(folder, "home"))}
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before


def ran(command: str, pages: int = 1) -> Shown:
    """What a command writes to both outputs."""
    for name in COMMANDS:
        import_module(f"screenkit.cli.{name}")
    return Shown(
        f"$ screenkit {command}", CliRunner().invoke(app, command.split(), prog_name="screenkit").output, pages
    )


def told(words: str) -> Shown:
    """What somebody does outside the program."""
    return Shown(f"# {words}", "")


class Typing(io.StringIO):
    """A keyboard whose lines stand in the terminal as they are typed."""

    def __init__(self, typed: Sequence[str], terminal: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in typed))
        self.terminal = terminal
        self.windows: list[str] = []

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # as text streams have it
        line = super().readline(size)
        self.terminal.write(line)
        if line:
            self.windows.append(self.terminal.getvalue().removesuffix("\n"))
        return line


def talked(command: str, conductor: type[Conductor], screen: Screen, begun: Response, typed: Sequence[str]) -> Talked:
    """What stands in the terminal while these lines are typed."""
    terminal = io.StringIO()
    keyboard = Typing(typed, terminal)
    with suppress(EOFError):
        conductor(screen, begun, PlainFace(keyboard, terminal), lambda _: None, lambda: NOW).run()
    return Talked(f"$ screenkit {command}", keyboard.windows)


def family(name: str = "debt_only") -> Persona:
    """An invented family of the ten questions."""
    found = find_persona(shipped_screen(TEN), name)
    if found is None:
        raise SystemExit(f"{TEN} has no case {name}")
    return found


def interviewed(persona: Persona, turns: Iterable[Turn], **otherwise: Answer) -> Response:
    """A practice record with what the family said at these turns, but for what was recorded otherwise."""
    response = start(persona.screen, ID, NOW, language="en", practice=True, case=None)
    response = practised(response, persona)
    for turn in turns:
        if turn.answer is None:
            response = add_instance(persona.screen, response, turn.item.repeat or turn.item.name, NOW).response
        else:
            answer = otherwise.get(turn.item.name, turn.answer)
            response = record(persona.screen, response, turn.item, answer, NOW).response
    return response


def before(persona: Persona, name: str) -> Iterator[Turn]:
    """The turns up to that question."""
    for turn in play(persona):
        if turn.item.name == name:
            return
        yield turn


def as_text(document: Iterable[Line]) -> str:
    """The lines as the terminal shows them."""
    return plain(tuple(document), COLUMNS)


def first_day() -> Iterator[Shown | Talked]:
    """Looking at a screen, asking an invented family, reading the summary."""
    yield ran("list")
    yield ran(f"show {TEN} --flow --format terminal", 2)
    yield ran(f"practice {TEN} --briefing")
    luna = family()
    begun = interviewed(luna, before(luna, "debt"))
    typed = [":help", "1", "A man they call the engineer", "4", ":back", "2"]
    yield talked(f"practice {TEN} --plain", Conductor, luna.screen, begun, typed)
    ended = complete(luna.screen, interviewed(luna, play(luna)), NOW)
    proven = replace(luna.screen, proof="proven")
    yield Shown(f"$ screenkit summary {ID}", as_text(lines(summarize(proven, ended, NOW))), 2)


def trainers_hour() -> Iterator[Shown | Talked]:
    """What is printed before, and the answer key afterwards."""
    yield ran(f"practice {TEN} --list")
    yield ran(f"show {TEN} --paper --output form.html")
    yield ran(f"practice {TEN} --persona 1 --briefing --format html --output family.html")
    yield ran(f"show {TEN} --flow --format html --output picture.html")
    luna = family()
    heard = interviewed(luna, play(luna), pressured=Absent.DECLINED, debt_owed_to="A man.")
    yield Shown(
        f"$ screenkit practice --mark {ID}", as_text(answer_key(luna, complete(luna.screen, heard, NOW), "en")), 2
    )


def on_paper() -> Iterator[Shown | Talked]:
    """A form is made, entered, and entered again."""
    yield ran(f"show {TEN} --paper --output trafficking.html")
    luna = family()
    begun = start(luna.screen, ID, NOW, language="en", practice=True, case=None)
    command = f"run {TEN} --practice --from-paper --plain"
    yield talked(command, FromPaper, luna.screen, begun, ["5", "spanish", "Español de Puebla"])
    begun = interviewed(luna, before(luna, "travel_arranged_by"))
    yield talked(command, FromPaper, luna.screen, begun, ["-", "1", "y", "A man, 4,000 dollars", "?"])
    first = interviewed(luna, play(luna))
    second = interviewed(luna, play(luna), born_on=Absent.UNKNOWN, pressured=Absent.DECLINED)
    found = differing(luna.screen, first, second, NOW, "en")
    mend = say("paper-mend", "en", command=f"screenkit amend {ID}")
    wrote = "\n".join((say("paper-differ", "en", id=ID), *found, mend))
    yield Shown(f"$ screenkit run {TEN} --practice --from-paper --compare {ID}", f"…\n{wrote}")


def report() -> Iterator[Shown | Talked]:
    """Many invented screenings, counted."""
    seen = tuple(many())
    yield Shown("$ screenkit report gathered", REPORTS["text"](overview(seen, NOW, 11, "en"), COLUMNS), 2)
    folder = Path("gathered")
    folder.mkdir()
    for number, one in enumerate(seen):
        (folder / f"{number}.json").write_bytes(to_bytes(one.response.model_copy(update={"id": f"r{number}"})))
    yield ran("report gathered --format html --output report.html")
    yield ran("report gathered --format csv --output report.csv")


def many() -> Iterator[Seen]:
    """So many finished screenings of each of the first families, and a few notices that went."""
    for number, persona in enumerate(islice(personas(shipped_screen(TEN)), 7)):
        ended = complete(persona.screen, interviewed(persona, play(persona)), NOW)
        ended = ended.model_copy(update={"practice": False, "persona": None})
        notice = happened(
            ended, NOW + timedelta(hours=3), "disclosed", document="otip_referral", recipient="otip", basis="duty"
        )
        for one in range(24 - 3 * number):
            yield Seen(persona.screen, notice if one % 2 else ended)


def writing() -> Iterator[Shown | Talked]:
    """The screen that `writing-a-screen.md` builds, from the smallest to proven and asked."""
    smallest, faulty, *_ = screens_of("writing-a-screen.md")
    whole = max(screens_of("writing-a-screen.md"), key=len)
    Path("our-screens", "reference").mkdir(parents=True)
    path = Path("our-screens", "school-place.yaml")
    path.write_text(smallest, encoding="utf-8")
    yield told("The smallest screen is saved as our-screens/school-place.yaml.")
    yield ran("--screens our-screens check school-place")
    path.write_text(faulty, encoding="utf-8")
    yield told("A next step is added, and a few slips with it.")
    yield ran("--screens our-screens check school-place")
    yield ran("explain missing-help")
    Path("our-screens", "reference", "sources.yaml").write_text(sources(), encoding="utf-8")
    path.write_text(whole, encoding="utf-8")
    yield told("The slips are mended, cases and a document are added, and the source is named.")
    yield ran("--screens our-screens check school-place --proofs")
    screen = load_screen(path, open_shelf((Path("our-screens"),)))
    typed = ["2", "1", "", "2026-11-20 14:30"]
    yield talked("--screens our-screens run school-place --practice --plain", Conductor, screen, lead_up(screen), typed)


def screens_of(page: str) -> Sequence[str]:
    """The screens that stand in a page, from top to bottom."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml screen[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def sources() -> str:
    """The agency's own sources, as the same page has them."""
    text = (DOCS / "writing-a-screen.md").read_text(encoding="utf-8")
    (found,) = re.findall(
        r"^```yaml file our-screens/reference/sources.yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    )
    return str(found)


def lead_up(screen: Screen) -> Response:
    """A practice record up to the screen's own first question."""
    response = start(screen, ID, NOW, language="en", practice=True, case=None)
    while True:
        item = next_item(screen, standing(screen, response, NOW))
        if not isinstance(item, Item) or item.name == "all_in_school":
            return response
        answer = {"note": "read", "checkpoint": "yes", "yes_no": "no"}.get(screen.question(item).type, Absent.UNKNOWN)
        response = record(screen, response, item, answer, NOW).response


SESSIONS: Mapping[str, tuple[str, Callable[[], Iterator[Shown | Talked]]]] = MappingProxyType(
    {
        "first-day": ("The first day: look at a screen, ask an invented family, read the summary", first_day),
        "training": ("A training session: what is printed before it, and the answer key", trainers_hour),
        "writing-a-screen": ("A small screen, from nothing to proven and asked", writing),
        "paper": ("A form on paper: made, entered, and entered again", on_paper),
        "report": ("A report over invented screenings, in the terminal", report),
    }
)
"""Each session by the name of its file: what it shows, and what makes it."""
