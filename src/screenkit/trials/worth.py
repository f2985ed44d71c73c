"""What the cases of one screen are worth, in as many ways as one asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from screenkit.trials.coverage import Coverage, coverage
from screenkit.trials.mutation import Mutation, mutate
from screenkit.trials.suggesting import Suggestions, suggest
from screenkit.trials.trial import Trial

Way = Literal["coverage", "suggested", "mutation"]
ENOUGH = 0.95
"""This share of the small mistakes that matter the cases and the proofs must notice."""
PATIENCE = 30
"""So many times as long as the proofs of a screen its suggested cases may take, and its mistakes."""


@dataclass(frozen=True)
class Worth:
    """What was asked for; None what was not."""

    coverage: Coverage | None
    suggested: Suggestions | None
    mutation: Mutation | None

    def __str__(self) -> str:
        """One report below the other."""
        found = (self.coverage, self.suggested, self.mutation)
        return "\n".join(str(one) for one in found if one is not None)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is too little, in a few words each."""
        missing = len((*self.coverage.missing, *self.coverage.undecided)) if self.coverage else 0
        found = [f"{missing} not reached by any case"] if missing else []
        if self.mutation and self.mutation.share < ENOUGH:
            found.append(f"{int(self.mutation.share * 100)} % of mistakes noticed")
        return tuple(found)


def worth(trial: Trial, ways: Collection[Way], budget: float) -> Worth:
    """Return what the cases are worth, in these ways; the budget is that of the proofs, in seconds."""
    return Worth(
        coverage(trial, budget) if "coverage" in ways else None,
        suggest(trial, budget * PATIENCE) if "suggested" in ways else None,
        mutate(trial, budget * PATIENCE) if "mutation" in ways else None,
    )
