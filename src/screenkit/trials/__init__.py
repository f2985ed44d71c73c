"""What a screen's cases are worth: what they reach, which are missing, and whether they would notice a mistake."""

from screenkit.trials.coverage import Coverage, coverage
from screenkit.trials.mutation import Judged, Mutation, mutate, sampled
from screenkit.trials.suggesting import Suggestions, suggest
from screenkit.trials.trial import Trial
from screenkit.trials.worth import ENOUGH, Way, Worth, worth

__all__ = [
    "ENOUGH",
    "Coverage",
    "Judged",
    "Mutation",
    "Suggestions",
    "Trial",
    "Way",
    "Worth",
    "coverage",
    "mutate",
    "sampled",
    "suggest",
    "worth",
]
