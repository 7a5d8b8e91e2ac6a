"""What a set of samples amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from dashboard.snapshot import Statistics


def quantile(ordered: Sequence[float], fraction: float) -> float:
    """The value below which a fraction of ascending values lies, interpolated linearly.

    Type 7 of Hyndman and Fan (1996), the default of numpy, R and spreadsheets: it is exact at both
    ends and moves continuously with the samples, so one sample more cannot make a line jump.
    """
    position = (len(ordered) - 1) * fraction
    index = int(position)
    low, high = ordered[index], ordered[min(index + 1, len(ordered) - 1)]
    weight = position - index
    return min(max(low * (1 - weight) + high * weight, low), high)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, whatever order the values come in."""
    try:
        return fsum(values) / len(values)
    except OverflowError:
        return fsum(value / len(values) for value in values)


def summarise(values: Sequence[float]) -> Statistics:
    """Summarise at least one value, given in order of time."""
    return summary(sorted(values), latest=values[-1])


def summary(ordered: Sequence[float], *, latest: float) -> Statistics:
    """Summarise at least one value, given in ascending order."""
    return Statistics(
        count=len(ordered),
        latest=latest,
        mean=mean(ordered),
        p50=quantile(ordered, 0.50),
        p95=quantile(ordered, 0.95),
        p99=quantile(ordered, 0.99),
        min=ordered[0],
        max=ordered[-1],
    )
