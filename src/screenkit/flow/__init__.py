"""The whole logic of a screen as one picture: what is asked, what opens it, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from screenkit.flow.drawing import drawing
from screenkit.flow.flow import Asked, Flow, Outcome, Part, flow_of
from screenkit.flow.measures import Lengths, lengths_of
from screenkit.flow.mermaid import mermaid
from screenkit.flow.page import page
from screenkit.flow.svg import picture
from screenkit.flow.telling import told

FORMATS: Mapping[str, Callable[[Flow, int], str]] = MappingProxyType(
    {"outline": told, "terminal": drawing, "mermaid": mermaid, "svg": picture, "html": page},
)
"""Every way to show it; the number is how many columns a terminal has."""

__all__ = ["FORMATS", "Asked", "Flow", "Lengths", "Outcome", "Part", "flow_of", "lengths_of"]
