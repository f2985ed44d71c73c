"""Small numbers are hidden, and so many others that no hidden one can be worked out from those that are shown."""

from __future__ import annotations

from collections.abc import Sequence

DEFAULT_THRESHOLD = 11
"""As the Centers for Medicare & Medicaid Services have it: no cell of 1 to 10, and none that lets one be derived."""
LEAST_THRESHOLD = 7
"""More than any row has columns: else a total could be one of ones only, which nothing hides."""

Shown = int | None


def hidden(counts: Sequence[int], threshold: int) -> tuple[Shown, ...]:
    """The counts of one row, which add up to a total that is shown; None for each that is hidden.

    Nothing small is shown, and what is hidden is never one count alone, nor are all of it together a small number.
    """
    small = {place for place, count in enumerate(counts) if 0 < count < threshold}
    while small and (len(small) < 2 or sum(counts[place] for place in small) < threshold):  # noqa: PLR2004 - one alone
        others = [place for place, count in enumerate(counts) if place not in small and count]
        if not others:
            break
        small.add(min(others, key=lambda place: counts[place]))
    return tuple(None if place in small else count for place, count in enumerate(counts))


def hidden_row(counts: Sequence[int], threshold: int) -> tuple[Shown, ...]:
    """The same for a row whose last count is the harmless rest: that all families are alike is not shown either."""
    if any(count == sum(counts) for count in counts[:-1]):
        return (None,) * len(counts)
    return hidden(counts, threshold)


def small_total(total: int, threshold: int) -> Shown:
    """A total that stands by itself."""
    return None if 0 < total < threshold else total
