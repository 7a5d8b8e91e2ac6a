"""The statistic of the last few samples, at each moment at which it may change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dashboard.analysis.statistics import mean, quantile

Sampled = tuple[int, float]
"""Unix milliseconds and a value."""

STATISTICS: dict[str, Callable[[Sequence[float]], float]] = {
    "mean": mean,
    "p50": partial(quantile, fraction=0.50),
    "p95": partial(quantile, fraction=0.95),
    "p99": partial(quantile, fraction=0.99),
    "min": lambda ordered: ordered[0],
    "max": lambda ordered: ordered[-1],
}
"""Each of at least one value in ascending order."""


def trailing(samples: Sequence[Sampled], *, statistic: str, over: int, until: int) -> list[Sampled]:
    """The statistic of the last `over` milliseconds, at each moment at which it may change.

    Samples come in order of time. Those of one moment are taken together; the newest are kept
    however old they grow, for nothing newer is known.
    """
    of = STATISTICS["mean" if statistic == "latest" else statistic]
    span = 0 if statistic == "latest" else over
    return [(moment, of(window)) for moment, window in _windows(samples, span, until)]


def _windows(
    samples: Sequence[Sampled], span: int, until: int
) -> Iterator[tuple[int, Sequence[float]]]:
    """Every moment at which a sample arrives or grows too old, with the values then, ascending."""
    moments = {moment + age for moment, _ in samples for age in (0, span)}
    ordered: list[float] = []
    arrived = left = 0
    for moment in sorted(moments):
        if moment > until:
            return
        while arrived < len(samples) and samples[arrived][0] <= moment:
            insort(ordered, samples[arrived][1])
            arrived += 1
        oldest_kept = min(moment - span, samples[arrived - 1][0] - 1)
        while samples[left][0] <= oldest_kept:
            del ordered[bisect_left(ordered, samples[left][1])]
            left += 1
        yield moment, ordered
