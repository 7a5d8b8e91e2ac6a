"""Which thresholds a snapshot breaches.

Nothing is remembered between snapshots: each window is replayed from its beginning, so a restart,
a second screen and `perfdash check` all say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collectors.config import Threshold
from collectors.metrics import CATALOGUE, Metric
from collectors.model import Labels
from dashboard import units
from dashboard.analysis.alert import Alert, Severity, key
from dashboard.analysis.episode import Episode, Limit, Sampled, latest_episode, trailing
from dashboard.snapshot import Series, Snapshot

_HYSTERESIS = 0.1


def breaches(snapshot: Snapshot, thresholds: Iterable[Threshold]) -> Iterator[Alert]:
    """Yield an alert for each series, or each pool of series, that breached a threshold."""
    for threshold in thresholds:
        limit = limit_of(threshold)
        matching = tuple(snapshot.select(threshold.metric, **dict(threshold.labels)))
        for labels, series in _suspects(threshold, limit, matching):
            episode = _replay(threshold, limit, series, until=snapshot.taken_at)
            if episode:
                yield _alert(threshold, labels, episode)


def limit_of(threshold: Threshold) -> Limit:
    """What raises and clears a threshold: by default it clears 10 % on the good side."""
    clear = _default_clear(threshold) if threshold.clear is None else threshold.clear
    hold = round(threshold.for_seconds * 1000)
    return Limit(threshold.limit, clear, below=threshold.below, hold=hold)


def _default_clear(threshold: Threshold) -> float:
    step = abs(threshold.limit) * _HYSTERESIS
    if not threshold.below:
        return threshold.limit - step
    room = 1 - threshold.limit
    # A ratio never exceeds one: what clears above that would fire for ever.
    step = min(step, room / 2) if _unit(threshold) == "ratio" and room > 0 else step
    return threshold.limit + step


def _suspects(
    threshold: Threshold, limit: Limit, matching: tuple[Series, ...]
) -> Iterator[tuple[Labels, tuple[Series, ...]]]:
    """What may have breached: a statistic lies between the least and the largest value."""
    beyond = tuple(series for series in matching if limit.breached(_worst(series, limit)))
    if threshold.per_series:
        yield from ((series.labels, (series,)) for series in beyond)
    elif beyond:
        yield (), matching


def _worst(series: Series, limit: Limit) -> float:
    return series.statistics.min if limit.below else series.statistics.max


def _replay(
    threshold: Threshold, limit: Limit, series: tuple[Series, ...], *, until: int
) -> Episode | None:
    points = trailing(
        _pooled(series),
        statistic=threshold.statistic,
        over=round(threshold.over_seconds * 1000),
        until=until,
    )
    metric = CATALOGUE.get(threshold.metric)
    if points and metric and metric.holds:
        points.append((until, points[-1][1]))
    return latest_episode(points, limit)


def _pooled(series: tuple[Series, ...]) -> list[Sampled]:
    """The samples of all series, in order of time."""
    return sorted(sample for one in series for sample in zip(one.times, one.values, strict=True))


def _alert(threshold: Threshold, labels: Labels, episode: Episode) -> Alert:
    return Alert(
        key=key(threshold, labels),
        severity=Severity(threshold.severity),
        title=threshold.name or threshold.metric,
        labels=labels,
        since=episode.since,
        until=episode.until,
        value=episode.value,
        peak=episode.peak,
        limit=threshold.limit,
        unit=_unit(threshold),
        detail=_detail(threshold),
    )


def _unit(threshold: Threshold) -> str:
    metric: Metric | None = CATALOGUE.get(threshold.metric)
    return metric.unit if metric else ""


def _detail(threshold: Threshold) -> str:
    """Say what is compared with what: `p95 over 5 min above 200 ms for 30 s`."""
    over = threshold.over_seconds and threshold.statistic != "latest"
    parts = (
        threshold.statistic,
        f"over {units.seconds(threshold.over_seconds)}" if over else "",
        "below" if threshold.below else "above",
        units.quantity(threshold.limit, _unit(threshold)),
        f"for {units.seconds(threshold.for_seconds)}" if threshold.for_seconds else "",
    )
    return " ".join(part for part in parts if part)
