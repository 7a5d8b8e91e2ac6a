"""Which thresholds the figures that were just measured exceed.

Here a threshold does not wait, and nothing clears: a check looks once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from collectors.metrics import CATALOGUE
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.gating.ruling import Rule, Ruling
from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Series, Snapshot


def exceeded(snapshot: Snapshot, thresholds: Iterable[Threshold]) -> Iterator[Ruling]:
    """One ruling for each series that is beyond a threshold, or else one for the threshold."""
    for threshold in thresholds:
        matching = tuple(snapshot.select(threshold.metric, **dict(threshold.labels)))
        if not threshold.per_series and matching:
            matching = (_pooled(matching),)
        rulings = [_threshold(threshold, series) for series in matching]
        breached = [ruling for ruling in rulings if ruling.severity]
        yield from breached or (replace(it, module="", current=None) for it in rulings[:1])


def _pooled(group: tuple[Series, ...]) -> Series:
    values = tuple(value for series in group for value in series.values)
    return replace(group[0], labels=(), values=values, statistics=summarise(values))


def _threshold(threshold: Threshold, series: Series) -> Ruling:
    metric = CATALOGUE[threshold.metric]
    value: float = getattr(series.statistics, threshold.statistic)
    is_beyond = value < threshold.limit if threshold.below else value > threshold.limit
    side = "below" if threshold.below else "above"
    said = f"{threshold.statistic} of {series.statistics.count}{_where(series, threshold)}"
    return Ruling(
        Rule.THRESHOLD,
        threshold.name or threshold.metric,
        threshold.metric,
        metric.unit,
        module=series.label("module"),
        severity=Severity(threshold.severity) if is_beyond else None,
        current=value,
        limit=threshold.limit,
        detail=f"{said} is {side} the limit" if is_beyond else "",
    )


def _where(series: Series, threshold: Threshold) -> str:
    """Which of a module's series it is, as far as the threshold and the module do not say."""
    told = {"module", *dict(threshold.labels)}
    words = " ".join(f"{name}={value}" for name, value in series.labels if name not in told)
    return f" ({words})" if words else ""
