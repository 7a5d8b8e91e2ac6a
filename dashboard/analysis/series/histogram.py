"""How often values of each size occur."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.statistics import quantile


def edges(*samples: Sequence[float], bins: int) -> tuple[float, ...]:
    """The bins + 1 edges of equal bins from the least value to the P99 of all samples together.

    Shared edges let two histograms be laid over each other; the P99 keeps one outlier from
    squeezing everything else into a single bin. Empty when there is no value.
    """
    ordered = sorted(value for sample in samples for value in sample)
    if not ordered:
        return ()
    low, high = ordered[0], quantile(ordered, 0.99)
    if high <= low:
        high = low + (abs(low) or 1.0)
    return tuple(low + (high - low) * number / bins for number in range(bins + 1))


def counts(values: Sequence[float], edges: Sequence[float]) -> tuple[int, ...]:
    """How many values fall into each bin; those beyond an end count in the bin at that end."""
    bins = len(edges) - 1
    found = Counter(min(max(bisect_right(edges, value) - 1, 0), bins - 1) for value in values)
    return tuple(found[number] for number in range(bins))
