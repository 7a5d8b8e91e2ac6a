"""Since when a statistic has been beyond a limit, replayed over its samples."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Limit:
    """What it takes to raise and to clear."""

    value: float
    clear: float
    """On the good side of `value`; between the two a state stays what it was."""
    below: bool
    """True when the values under it are the bad ones."""
    hold: int
    """Milliseconds it must be breached for."""

    def breached(self, value: float) -> bool:
        """Whether a value is beyond the limit; the limit itself is not."""
        return value < self.value if self.below else value > self.value

    def cleared(self, value: float) -> bool:
        """Whether a value is so good that a firing state ends."""
        return value >= self.clear if self.below else value <= self.clear

    def worst(self, one: float, other: float) -> float:
        """The value further on the bad side."""
        return min(one, other) if self.below else max(one, other)


@dataclass(frozen=True, slots=True)
class Episode:
    """One span of time in which a limit was breached for long enough."""

    since: int
    """When it was first breached."""
    until: int
    """When it cleared; 0 while it lasts."""
    value: float
    """The statistic at the end."""
    peak: float
    """The worst value of the statistic."""


def trailing(samples: Sequence[Sampled], *, statistic: str, over: int, until: int) -> list[Sampled]:
    """The statistic of the last `over` milliseconds, at each moment at which it may change.

    Samples come in order of time. Those of one moment are taken together; the newest are kept
    however old they grow, for nothing newer is known.
    """
    of = STATISTICS["mean" if statistic == "latest" else statistic]
    span = 0 if statistic == "latest" else over
    return [(moment, of(window)) for moment, window in _windows(samples, span, until)]


def latest_episode(points: Iterable[Sampled], limit: Limit) -> Episode | None:
    """The newest episode that lasted long enough, ended or not."""
    latest: Episode | None = None
    current: Episode | None = None
    firing = False
    for moment, value in points:
        if current is None and not limit.breached(value):
            continue
        current = _prolong(current, moment, value, limit)
        if firing and limit.cleared(value):
            latest, current, firing = _ended(current, moment), None, False
        elif not firing and not limit.breached(value):
            current = None
        else:
            firing = firing or moment - current.since >= limit.hold
    return current if firing else latest


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


def _prolong(current: Episode | None, moment: int, value: float, limit: Limit) -> Episode:
    if current is None:
        return Episode(moment, 0, value, value)
    return Episode(current.since, 0, value, limit.worst(current.peak, value))


def _ended(current: Episode, moment: int) -> Episode:
    return Episode(current.since, moment, current.value, current.peak)
