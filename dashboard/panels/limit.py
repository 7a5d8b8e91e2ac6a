"""The limit that a panel draws beside a value."""

from __future__ import annotations

from dashboard.reading import Reading


def limit(reading: Reading, metric: str, *, below: bool = False) -> float | None:
    """Where the first alert on a metric would fire; None when there is no such limit."""
    limits = [
        threshold.limit
        for threshold in reading.config.thresholds
        if threshold.metric == metric and threshold.below is below
    ]
    return (max if below else min)(limits, default=None)
