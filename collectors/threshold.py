"""When a metric is an alert: limits, and those that hold unless the user sets others."""

from __future__ import annotations

from dataclasses import dataclass, field

from collectors.config_rule import ruled, setting
from collectors.config_value import LARGEST, number, one_of, text, whole

SEVERITIES = ("info", "warning", "critical")
STATISTICS = ("latest", "mean", "p50", "p95", "p99", "max", "min")

_YEAR = number(most=366 * 24 * 60 * 60)
_SAMPLES = whole(most=10**4)
_LIMIT = number(least=-LARGEST)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit on a metric, with what it takes to raise and to clear it."""

    metric: str = field(metadata=ruled(text))
    limit: float = field(metadata=ruled(_LIMIT))
    severity: str = field(metadata=ruled(one_of(SEVERITIES)))
    name: str = ""
    """Shown in place of the metric's name."""
    labels: tuple[tuple[str, str], ...] = ()
    """Series it applies to: all whose labels include these."""
    statistic: str = setting("latest", one_of(STATISTICS))
    """Of the samples within `over_seconds`."""
    over_seconds: float = setting(0.0, _YEAR)
    """Trailing span of the statistic; 0 means the sample alone."""
    below: bool = False
    """True when values under the limit are the bad ones."""
    for_seconds: float = setting(0.0, _YEAR)
    """How long it must be breached before the alert fires."""
    for_samples: int = setting(0, _SAMPLES)
    """In place of that: breaches that it takes among the newest `of_samples`; 0 counts none."""
    of_samples: int = setting(0, _SAMPLES)
    """How many samples are looked at for `for_samples`; never fewer than that many."""
    keep_firing_seconds: float = setting(0.0, _YEAR)
    """How long it must be clear before the alert ends."""
    stale_seconds: float = setting(300.0, _YEAR)
    """A firing alert without a sample for so long says that it has no data; it does not end."""
    clear: float | None = setting(None, _LIMIT)
    """Where a firing alert clears; by default 10 % on the good side of the limit."""
    per_series: bool = True
    """False pools all matching series into one."""


DEFAULT_THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "load_seconds",
        0.2,
        "warning",
        name="load time P95",
        statistic="p95",
        over_seconds=300,
        labels=(("mode", "cold"), ("phase", "total")),
    ),
    Threshold(
        "load_seconds",
        2.0,
        "critical",
        name="command execution",
        statistic="max",
        over_seconds=300,
        labels=(("mode", "cold"), ("phase", "total")),
    ),
    Threshold(
        "cache_hit_ratio",
        0.7,
        "warning",
        name="component cache hit ratio",
        statistic="mean",
        over_seconds=300,
        for_seconds=30,
        below=True,
    ),
    Threshold(
        "full_tokens",
        40_000,
        "warning",
        name="context used by a command",
        labels=(("kind", "command"),),
    ),
    Threshold(
        "cpu_ratio",
        0.8,
        "warning",
        name="CPU",
        statistic="mean",
        over_seconds=15,
        for_seconds=30,
        per_series=False,
    ),
    Threshold(
        "context_used_ratio",
        0.8,
        "warning",
        name="context used by the session",
        stale_seconds=3_600,
    ),
    # Under 0.53, a prompt cache that is kept for an hour costs more than none: a write costs twice
    # a plain token, a read a tenth of one. Sessions that work well are above 0.9.
    Threshold(
        "prompt_cache_hit_ratio",
        0.6,
        "warning",
        name="prompt cache hit ratio",
        statistic="mean",
        over_seconds=900,
        below=True,
        for_samples=5,
        of_samples=5,
        stale_seconds=3_600,
    ),
    Threshold(
        "request_error_ratio",
        0.1,
        "warning",
        name="failed requests",
        statistic="mean",
        over_seconds=900,
        for_samples=10,
        of_samples=10,
        stale_seconds=3_600,
    ),
    Threshold(
        "request_seconds",
        120,
        "warning",
        name="request time P95",
        statistic="p95",
        over_seconds=900,
        for_samples=3,
        of_samples=3,
        stale_seconds=3_600,
    ),
)
