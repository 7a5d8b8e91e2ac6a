"""The limit that a panel draws beside a value, and the value that it is a limit on."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.threshold import Threshold
from dashboard.analysis.series.trailing import STATISTICS
from dashboard.reading import Reading
from dashboard.snapshot import Series

_SPAN_SECONDS = 300.0
"""Of the mean that is told where no limit says another one."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held against a limit: a statistic of the last while."""

    value: float
    statistic: str
    seconds: float
    """The trailing span; 0 for the newest value alone."""


def limit(reading: Reading, metric: str, *, below: bool = False) -> float | None:
    """Where the first alert on a metric would fire; None when there is no such limit."""
    found = _first(reading, metric, below=below)
    return found.limit if found else None


def held(reading: Reading, series: Series, *, below: bool = False) -> Held:
    """What the first limit on a series is about; without one, its mean over five minutes."""
    found = _first(reading, series.metric, below=below)
    statistic, seconds = (found.statistic, found.over_seconds) if found else ("mean", _SPAN_SECONDS)
    if statistic == "latest" or not seconds:
        return Held(series.statistics.latest, "latest", 0.0)
    start = reading.snapshot.taken_at - seconds * 1000
    recent = [value for at, value in zip(series.times, series.values, strict=True) if at > start]
    values = sorted(recent or series.values[-1:])
    return Held(STATISTICS[statistic](values), statistic, seconds)


def _first(reading: Reading, metric: str, *, below: bool) -> Threshold | None:
    """The one that is breached before all others."""
    found = (it for it in reading.config.thresholds if it.metric == metric and it.below is below)
    return (max if below else min)(found, key=lambda it: it.limit, default=None)
