"""Practice with an invented family: who it is, what it says, a replay of it, and a record held against it."""

from __future__ import annotations

from screenkit.practice.briefing import briefing, of_personas, sheet_before
from screenkit.practice.key import answer_key
from screenkit.practice.persona import Persona, find_persona, personas, practised
from screenkit.practice.replay import Frame, frames, recording

__all__ = [
    "Frame",
    "Persona",
    "answer_key",
    "briefing",
    "find_persona",
    "frames",
    "of_personas",
    "personas",
    "practised",
    "recording",
    "sheet_before",
]
