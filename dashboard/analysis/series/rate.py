"""How fast a counter grows."""

from __future__ import annotations

from itertools import pairwise

from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Series

_LONGEST_GAP_MS = 60_000


def rate(series: Series) -> Series | None:
    """The growth per second between neighbouring samples, at the time of the later one.

    Nothing is said across a reset, nor across a gap of more than a minute: what happened there was
    not measured. None when nothing can be said at all.
    """
    samples = zip(series.times, series.values, strict=True)
    steps = [
        (after, (grown - value) * 1000 / (after - before))
        for (before, value), (after, grown) in pairwise(samples)
        if grown >= value and 0 < after - before <= _LONGEST_GAP_MS
    ]
    if not steps:
        return None
    times, values = zip(*steps, strict=True)
    return Series(series.metric, series.labels, times, values, summarise(values))
