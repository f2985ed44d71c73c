"""Writes docs/walkthrough.svg: one interview in the visual face, drawn from what really stands in the terminal.

    python tools/make_walkthrough.py

Someone invented is asked in Spanish by a worker who reads English; the clock stands still, so the same program always
draws the same pictures, and a test says when they are out of date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from io import StringIO
from pathlib import Path
from types import MappingProxyType

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.conduct import Conductor
from screenkit.load import load_screen
from screenkit.pages import Page, Reply, Sheet
from screenkit.render import lines
from screenkit.response import start
from screenkit.shelf import open_shelf, shipped
from screenkit.summarize import summarize
from screenkit.terminal.visual import VisualFace

TARGET = Path(__file__).resolve().parent.parent / "docs" / "walkthrough.svg"
SCREEN = "trafficking-nm10"
NOON = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
COLUMNS, ROWS = 80, 24
CELL, LINE, EDGE = 8.4, 18, 14
SECONDS = 4
LATER = "\x1b[18~\r"
ENTER, DOWN, BACK_TAB, HIDE = "\r", "\x1b[B", "\x1b[Z", "\x1b[20~"
Keys = tuple[str, ...]
SCRIPT: Mapping[str, Keys] = MappingProxyType(
    {
        "jurisdiction": ("5", ENTER),
        "family_language": ("span", ENTER, ENTER),
        "interpreter_used": ("2", ENTER),
        "safe_now": ("1", ENTER),
        "basic_needs_met": ("?", ENTER, "1", ENTER),
        "skip_pause_stop": ("1", ENTER),
        "born_on": ("about 2011", ENTER),
        "citizenships": ("mexi", DOWN, ENTER, ENTER, ENTER),
        "debt": (ENTER, "1", ENTER),
        "debt_owed_to": ("Un señor al que llaman “el ingeniero” [llora]", "\x1bOR", ENTER, ENTER),
        "pressured": (HIDE, ENTER, ENTER, "4", ENTER),
        "concern_noted_at": ("2026-11-20 14:00", ENTER),
        "finish": ("2", ENTER),
    }
)
"""What is pressed at these questions; they are the ones that are drawn."""
QUIETLY: Mapping[str, str] = MappingProxyType({"read": "1\r", "checkpoint": "1\r"})


@dataclass
class Terminal(StringIO):
    """A terminal that presses the next key when the page for the one before is there, and keeps the pages."""

    pipe: PipeInput
    steps: list[str] = field(default_factory=list)
    is_drawn: bool = True
    pictures: list[list[list[pyte.screens.Char]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)

    def write(self, text: str, /) -> int:
        self.stream.feed(text)
        return len(text)

    def flush(self) -> None:
        if not any(line.strip() for line in self.screen.display):
            return
        if self.is_drawn:
            self.pictures.append(
                [[self.screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
            )
        if self.steps:
            self.pipe.send_text(self.steps.pop(0))


class Recorded:
    """A `Face` that is seen while it is used."""

    def __init__(self, face: VisualFace, terminal: Terminal) -> None:
        self.face = face
        self.terminal = terminal
        self.has_looked_over = False
        self.before = ""

    def ask(self, page: Page) -> Reply:
        """Press what the script says, and pass over the rest."""
        names = [option.name for option in page.options]
        key = page.key or ("finish" if "finish" in names and not self.has_looked_over else "")
        self.terminal.is_drawn = key in SCRIPT or page.reading != ()
        if key and key == self.before:
            return self.face.ask(page)  # the same question again, after help
        self.before = key
        if key in SCRIPT:
            self.has_looked_over = key == "finish"
            self.terminal.steps = list(SCRIPT[key])
        elif page.reading:
            self.terminal.steps = [BACK_TAB]
        else:
            self.terminal.steps = ["1\r" if page.kind == "read" or not page.absences or "private" in key else LATER]
        return self.face.ask(page)

    def show(self, sheet: Sheet) -> None:
        """Read it."""
        self.face.show(sheet)

    def hide(self) -> None:
        """Hide and come back."""
        self.face.hide()


def record() -> list[list[list[pyte.screens.Char]]]:
    """Every page of the interview that is drawn, one after the other."""
    screen = load_screen(shipped() / f"{SCREEN}.yaml", open_shelf())
    response = start(screen, "k7m2-x9qd", NOON, language="es", practice=True, case=None)
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe)
        size = Size(rows=ROWS, columns=COLUMNS)
        face = Recorded(
            VisualFace(pipe, Vt100_Output(terminal, lambda: size, term="xterm", enable_cpr=False)), terminal
        )
        conductor = Conductor(screen, response, face, lambda _: None, lambda: NOON)
        conductor.run()
        terminal.is_drawn, terminal.steps = True, ["\x1b[6~", ENTER]
        face.show(Sheet(document=tuple(lines(summarize(screen, conductor.response, NOON)))))
    return terminal.pictures


def draw(pictures: Sequence[Sequence[Sequence[pyte.screens.Char]]]) -> str:
    """The pages as one drawing that shows them in turn; where nothing may move, it shows the first."""
    width, height = COLUMNS * CELL + 2 * EDGE, ROWS * LINE + 2 * EDGE
    whole = len(pictures) * SECONDS
    share = 100 / len(pictures)
    groups = "\n".join(_group(number, picture) for number, picture in enumerate(pictures))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" aria-labelledby="t d">
<!-- Made by tools/make_walkthrough.py from the program: change that, not this. -->
<title id="t">An interview in screenkit, page by page</title>
<desc id="d">A practice screening with New Mexico's ten questions, read aloud in Spanish with English below.</desc>
<style>
text {{ font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #e6e6e6; white-space: pre }}
.b {{ font-weight: bold; fill: #fff }}
.r {{ fill: #111 }}
.p {{ opacity: 0; animation: p {whole}s step-end infinite }}
@keyframes p {{ 0% {{ opacity: 1 }} {share:.4f}% {{ opacity: 0 }} }}
@media (prefers-reduced-motion: reduce) {{ .p {{ animation: none }} .p:first-of-type {{ opacity: 1 }} }}
</style>
<rect width="100%" height="100%" rx="8" fill="#1b1b1f"/>
{groups}
</svg>
"""


def _group(number: int, picture: Sequence[Sequence[pyte.screens.Char]]) -> str:
    rows = "\n".join(part for at, row in enumerate(picture) for part in _row(at, row))
    return f'<g class="p" style="animation-delay: {number * SECONDS}s">\n{rows}\n</g>'


def _row(at: int, row: Sequence[pyte.screens.Char]) -> Iterator[str]:
    for begin, cells in _runs(row):
        words = "".join(cell.data for cell in cells).rstrip()
        if not words:
            continue
        x, y = EDGE + begin * CELL, EDGE + at * LINE
        if cells[0].reverse:
            yield f'<rect x="{x:.1f}" y="{y}" width="{len(words) * CELL:.1f}" height="{LINE}" fill="#e6e6e6"/>'
        kind = ' class="r"' if cells[0].reverse else ' class="b"' if cells[0].bold else ""
        length = f'textLength="{len(words) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
        yield f'<text x="{x:.1f}" y="{y + 13}"{kind} {length}>{escape(words, quote=False)}</text>'


def _runs(row: Sequence[pyte.screens.Char]) -> Iterator[tuple[int, list[pyte.screens.Char]]]:
    """The cells that look alike and stand together, with where they begin."""
    begin = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or (row[at].bold, row[at].reverse) != (row[begin].bold, row[begin].reverse):
            cells = list(row[begin:at])
            lead = next((n for n, cell in enumerate(cells) if cell.data.strip()), len(cells))
            yield begin + lead, cells[lead:] or cells[:1]
            begin = at


def main() -> None:
    """Write the drawing."""
    TARGET.write_text(draw(record()), encoding="utf-8")
    print(f"written: {TARGET.relative_to(TARGET.parent.parent)}")


if __name__ == "__main__":
    main()
