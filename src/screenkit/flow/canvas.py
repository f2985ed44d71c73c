"""Boxes, lines and words of a picture, from the top down, as SVG that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from screenkit.layout import visible
from screenkit.wrapping import wrap

WIDTH = 1000
LETTER = 0.54
"""How wide a letter is on average, by its height, in the fonts that machines have."""

STYLE = (
    "text{font-family:system-ui,'Segoe UI','DejaVu Sans',sans-serif;fill:#111}"
    ".box{fill:#fff;stroke:#111;stroke-width:1.5}.note{fill:#f2f2f2;stroke:#666}"
    ".stop{fill:#fff;stroke:#111;stroke-width:4}.some{stroke-dasharray:7 4}"
    ".way{stroke:#111;stroke-width:3;fill:none}.aside{stroke:#111;stroke-width:1.5;fill:none}"
    ".gate{fill:#fff3c4;stroke:#111;stroke-width:1.5}.when{font-style:italic}.head{font-weight:700}"
    ".number{font-weight:700}.small{fill:#333}"
)


class Canvas:
    """What is drawn so far, and how far down it reaches."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 10.0

    def down(self, by: float) -> None:
        """Leave a gap."""
        self.y += by

    def line(self, ends: tuple[float, float, float, float], kind: str) -> None:
        """A straight line between two points."""
        x1, y1, x2, y2 = ends
        self.parts.append(f'<path class="{kind}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>')

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """A box with round corners."""
        size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"'
        self.parts.append(f'<rect class="{kind}" {size}/>')

    def gate(self, x: float, y: float) -> None:
        """A diamond: here the way divides."""
        self.parts.append(f'<path class="gate" d="M{x:g} {y - 11:g}l11 11l-11 11l-11 -11z"/>')

    def words(self, x: float, y: float, lines: Sequence[str], size: int, kind: str = "") -> None:
        """Lines of text; `y` is the top of the first."""
        for place, words in enumerate(lines):
            at = f'x="{x:g}" y="{y + size + place * size * 1.3:g}"'
            self.parts.append(f'<text class="{kind}" font-size="{size}" {at}>{escape(words)}</text>')

    def svg(self, title: str, description: str) -> str:
        """The picture, with a name and a description for those who do not see it."""
        size = f'viewBox="0 0 {WIDTH} {self.y + 10:g}" width="{WIDTH}" height="{self.y + 10:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
        told = f"<title>{escape(visible(title))}</title><desc>{escape(visible(description))}</desc>"
        return "\n".join((head, told, f"<style>{STYLE}</style>", *self.parts, "</svg>", ""))


def fitted(words: str, width: float, size: int) -> list[str]:
    """The words on lines that are no wider."""
    return wrap(visible(words).replace("\n", " "), max(int(width / (size * LETTER)), 8))


def height_of(lines: Sequence[str], size: int) -> float:
    """How high these lines are."""
    return len(lines) * size * 1.3
