"""Many finished screenings checked with the interview's own rules, by a screen compiled into straight-line Python."""

from screenkit.batch.compiled import Compiled, compile_screen
from screenkit.batch.result import Fault, Outcome, Result

__all__ = ["Compiled", "Fault", "Outcome", "Result", "compile_screen"]
