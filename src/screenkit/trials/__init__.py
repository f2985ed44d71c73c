"""What a screen's cases are worth: what they reach, which are missing, and whether they would notice a mistake."""

from screenkit.trials.coverage import Coverage, coverage
from screenkit.trials.mutation import Judged, Mutation, mutate, sampled
from screenkit.trials.suggesting import Suggestions, suggest
from screenkit.trials.trial import Trial

__all__ = ["Coverage", "Judged", "Mutation", "Suggestions", "Trial", "coverage", "mutate", "sampled", "suggest"]
