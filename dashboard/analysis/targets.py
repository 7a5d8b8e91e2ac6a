"""What every threshold says when it is read as a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum
from operator import attrgetter

from collectors.metrics import CATALOGUE
from collectors.model import Labels
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.alerting.breach import alert_key
from dashboard.analysis.health import Target
from dashboard.analysis.series.buckets import bucketed
from dashboard.analysis.series.trailing import STATISTICS
from dashboard.analysis.series.trend import Direction, fit
from dashboard.analysis.statistics import mean
from dashboard.snapshot import Series, Snapshot

_POINTS = 24
"""Points that tell where a series is heading."""


def targets(
    snapshot: Snapshot, thresholds: Iterable[Threshold], alerts: Iterable[Alert]
) -> Iterator[Target]:
    """Hold the window against each threshold; where an alert fires, its worst value counts."""
    firing = tuple(alert for alert in alerts if alert.firing)
    for threshold in thresholds:
        series = _told(threshold, snapshot)
        worst, value = _worst(threshold, series, dict(_peaks(threshold, firing)))
        metric = CATALOGUE.get(threshold.metric)
        yield Target(
            name=threshold.name or threshold.metric,
            metric=threshold.metric,
            unit=metric.unit if metric else "",
            limit=threshold.limit,
            value=value,
            below=threshold.below,
            subject=_subject(worst[0]) if len(series) > 1 and len(worst) == 1 else "",
            degrading=threshold.below and _is_falling(worst, snapshot),
        )


def _told(threshold: Threshold, snapshot: Snapshot) -> tuple[Series, ...]:
    """The series it applies to, but for those with fewer samples than an alert would take."""
    series = snapshot.of(threshold.metric, **dict(threshold.labels))
    if threshold.for_samples <= 1:
        return series
    return tuple(one for one in series if one.statistics.count >= threshold.for_samples)


def _peaks(threshold: Threshold, firing: Iterable[Alert]) -> Iterator[tuple[Labels, float]]:
    of_metric = (alert for alert in firing if alert.metric == threshold.metric)
    for alert in of_metric:
        if alert.peak is not None and alert.key == alert_key(threshold, alert.labels):
            yield alert.labels, alert.peak


def _worst(
    threshold: Threshold, series: tuple[Series, ...], peaks: Mapping[Labels, float]
) -> tuple[tuple[Series, ...], float | None]:
    """The series of the worst value, and that; all of them where they are pooled."""
    if not series:
        return (), None
    worst = min if threshold.below else max
    if not threshold.per_series:
        return series, worst((_pooled(threshold.statistic, series), *peaks.values()))
    values = [*map(attrgetter(f"statistics.{threshold.statistic}"), series)]
    if peaks:
        pairs = zip(values, series, strict=True)
        values = [worst(value, peaks.get(one.labels, value)) for value, one in pairs]
    value = worst(values)
    equal = (one for one, its in zip(series, values, strict=True) if its == value)
    return (min(equal, key=lambda one: one.labels),), value


def _pooled(statistic: str, series: tuple[Series, ...]) -> float:
    if statistic == "latest":
        return mean([one.statistics.latest for one in series])
    if statistic == "mean":
        total = sum(one.statistics.count for one in series)
        return fsum(one.statistics.mean * one.statistics.count / total for one in series)
    return STATISTICS[statistic](sorted(value for one in series for value in one.values))


def _subject(series: Series) -> str:
    """The module, or else its labels in words."""
    return series.label("module") or " ".join(f"{name}={value}" for name, value in series.labels)


def _is_falling(series: tuple[Series, ...], snapshot: Snapshot) -> bool:
    start = snapshot.taken_at - snapshot.window_seconds * 1000
    points = bucketed(series, start=start, end=snapshot.taken_at, buckets=_POINTS, quantile=0.5)
    known = [(float(at), value) for at, value in enumerate(points) if value is not None]
    line = fit([value for _, value in known], times=[at for at, _ in known])
    return line.direction is Direction.DOWN
