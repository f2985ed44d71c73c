"""Scenes of text as a recording: an asciicast for terminal players, and an animated picture that needs nothing else.

The same scenes always give the same bytes: nothing of the clock or of the machine is in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from types import MappingProxyType

from screenkit.layout import visible

COLUMNS = 80
_LEAST_ROWS = 24
_SIZE, _LEADING, _ADVANCE, _MARGIN = 14, 19, 8.8, 16
_CLEAR = "\x1b[H\x1b[2J"
_STYLE = """\
text { font: %dpx ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #f4f4f4; white-space: pre; }
g { visibility: hidden; }
g:last-of-type { visibility: visible; }
@media screen and (prefers-reduced-motion: no-preference) {
g { animation-duration: %ss; animation-timing-function: step-end; animation-fill-mode: both; }
svg:hover g { animation-play-state: paused; }
%s
}
"""


@dataclass(frozen=True)
class Scene:
    """What stands in the window, line by line, and for how many seconds."""

    text: str
    seconds: float


@dataclass(frozen=True)
class Recording:
    """Scenes one after the other, and what they show."""

    title: str
    language: str
    scenes: Sequence[Scene]

    @property
    def rows(self) -> int:
        """So many lines has the longest scene."""
        return max(_LEAST_ROWS, *(len(_lines(one)) for one in self.scenes))

    @property
    def starts(self) -> tuple[float, ...]:
        """The second in which each scene begins, and that in which the last one ends."""
        return tuple(accumulate((one.seconds for one in self.scenes), initial=0.0))


def cast(recording: Recording) -> str:
    """The recording as asciicast v2: a header, then one event for each scene and one at the end."""
    header = {"version": 2, "width": COLUMNS, "height": recording.rows, "title": recording.title}
    screens = [_CLEAR + "\r\n".join(_lines(one)) for one in recording.scenes]
    events = zip(recording.starts, [*screens, "\r\n"], strict=True)
    rows = [header, *([start, "o", words] for start, words in events)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def svg(recording: Recording) -> str:
    """The recording as one SVG file that plays once and stops at its last scene; it pauses under the pointer.

    Where nothing may move, and on paper, the last scene stands; the description holds the words of all.
    """
    return "".join(f"{line}\n" for line in _svg(recording))


def _svg(recording: Recording) -> Iterator[str]:
    width, height = round(COLUMNS * _ADVANCE + 2 * _MARGIN), recording.rows * _LEADING + 2 * _MARGIN
    words = "\n\n".join("\n".join(_lines(one)) for one in recording.scenes)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="title desc" xml:lang="{escape(recording.language)}">'
    )
    yield f'<title id="title">{escape(visible(recording.title))}</title>'
    yield f'<desc id="desc">{escape(words)}</desc>'
    yield f"<style>\n{_STYLE % (_SIZE, _number(recording.starts[-1]), _moves(recording))}</style>"
    yield f'<rect width="{width}" height="{height}" rx="8" fill="#1c1c1c"/>'
    for number, scene in enumerate(recording.scenes):
        yield f'<g class="s{number}">'
        yield from _texts(_lines(scene))
        yield "</g>"
    yield "</svg>"


def _moves(recording: Recording) -> str:
    """When each scene is seen, in hundredths of the whole time."""
    whole = recording.starts[-1]
    last = len(recording.scenes) - 1
    frames = []
    for number, start in enumerate(recording.starts[:-1]):
        parts = {0.0: "hidden", 100 * start / whole: "visible"}
        if number != last:
            parts[100 * recording.starts[number + 1] / whole] = "hidden"
        steps = " ".join(f"{_number(at)}% {{ visibility: {how}; }}" for at, how in parts.items())
        frames.append(f"@keyframes k{number} {{ {steps} }}\n.s{number} {{ animation-name: k{number}; }}")
    return "\n".join(frames)


def _texts(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if line:
            yield f'<text x="{_MARGIN}" y="{_MARGIN + number * _LEADING + _SIZE}">{escape(line)}</text>'


def _lines(scene: Scene) -> list[str]:
    return visible(scene.text).strip("\n").split("\n")


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


FORMATS: Mapping[str, Callable[[Recording], str]] = MappingProxyType({".cast": cast, ".svg": svg})
"""How a recording is written, by the ending of the file."""
