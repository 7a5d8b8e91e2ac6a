"""Which thresholds a snapshot breaches.

Nothing is remembered between snapshots: each window is replayed from its beginning, so a restart,
a second screen and `perfdash check` all say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from collectors.metrics import CATALOGUE, Better, Metric
from collectors.model import Labels
from collectors.threshold import Threshold
from dashboard import units
from dashboard.analysis.alerting.alert import Alert, Severity, key
from dashboard.analysis.alerting.life import Life, Limit, Lives, State, replay
from dashboard.analysis.health import SHORTFALLS
from dashboard.analysis.series.trailing import Sampled, trailing
from dashboard.snapshot import Series, Snapshot

_HYSTERESIS = 0.1
_LEAST, _MOST = attrgetter("statistics.min"), attrgetter("statistics.max")


def breaches(snapshot: Snapshot, thresholds: Iterable[Threshold]) -> Iterator[Alert]:
    """Yield an alert for each series, or each pool of series, that breached a threshold.

    Some are pending yet; one key comes twice where an alert was resolved and another is pending.
    """
    for threshold in thresholds:
        limit = limit_of(threshold)
        matching = snapshot.of(threshold.metric, **dict(threshold.labels))
        for labels, series in _suspects(threshold, limit, matching):
            yield from _alerts(threshold, labels, series, snapshot)


def limit_of(threshold: Threshold) -> Limit:
    """What raises and clears a threshold: by default it clears 10 % on the good side."""
    return Limit(
        threshold.limit,
        _default_clear(threshold) if threshold.clear is None else threshold.clear,
        below=threshold.below,
        hold=round(threshold.for_seconds * 1000),
        keep=round(threshold.keep_firing_seconds * 1000),
        needed=threshold.for_samples,
        among=threshold.of_samples,
    )


def alert_key(threshold: Threshold, labels: Labels) -> str:
    """Name the alert of a series: the same when a limit, a severity or a duration is changed."""
    rule = (threshold.name, threshold.metric, threshold.labels, threshold.statistic)
    return key(*rule, threshold.over_seconds, threshold.below, threshold.per_series, labels)


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
    worst = map(_LEAST if limit.below else _MOST, matching)
    beyond = tuple(compress(matching, map(limit.breached, worst)))
    if threshold.per_series:
        yield from ((series.labels, (series,)) for series in beyond)
    elif beyond:
        yield (), matching


def _alerts(
    threshold: Threshold, labels: Labels, series: tuple[Series, ...], snapshot: Snapshot
) -> Iterator[Alert]:
    samples = _pooled(series)
    points = _points(threshold, samples, until=snapshot.taken_at)
    fresh = frozenset(moment for moment, _ in samples)
    lives = replay(points, limit_of(threshold), fresh=fresh)
    current = _unless_stale(lives.current, threshold, samples[-1][0], snapshot)
    if current.state is not State.OK:
        found = _alert(threshold, labels, current)
        severity = _severity(threshold, points, fresh) if current.state.active else found.severity
        if waits := _waits(threshold, lives, now=snapshot.taken_at):
            found = replace(found, detail=f"{found.detail}, {waits}")
        yield replace(found, severity=severity, early=current.since <= samples[0][0])
    if lives.resolved.state is not State.OK and not current.state.active:
        yield _alert(threshold, labels, lives.resolved)


def _points(threshold: Threshold, samples: list[Sampled], *, until: int) -> list[Sampled]:
    points = trailing(
        samples,
        statistic=threshold.statistic,
        over=round(threshold.over_seconds * 1000),
        until=until,
    )
    if points and _holds(threshold):
        points.append((until, points[-1][1]))
    return points


def _pooled(series: tuple[Series, ...]) -> list[Sampled]:
    """The samples of all series, in order of time."""
    return sorted(sample for one in series for sample in zip(one.times, one.values, strict=True))


def _unless_stale(life: Life, threshold: Threshold, newest: int, snapshot: Snapshot) -> Life:
    """Say that nothing is known any more of what fires and was not measured for too long."""
    age = snapshot.taken_at - newest
    stale = age > threshold.stale_seconds * 1000 and not _holds(threshold)
    if life.state is State.FIRING and (stale or not snapshot.recording):
        return replace(life, state=State.NODATA)
    return life


def _severity(threshold: Threshold, points: list[Sampled], fresh: frozenset[int]) -> Severity:
    """What the threshold says, or worse where a target is missed by far."""
    for share, severity in SHORTFALLS:
        if _is_target(threshold) and severity.rank > Severity(threshold.severity).rank:
            short = replace(threshold, limit=threshold.limit * share, clear=None)
            if replay(points, limit_of(short), fresh=fresh).current.state.active:
                return severity
    return Severity(threshold.severity)


def _is_target(threshold: Threshold) -> bool:
    """Whether it sets what a metric of which more is better should reach."""
    metric = CATALOGUE.get(threshold.metric)
    more = metric is not None and metric.better is Better.MORE
    return more and threshold.below and threshold.limit > 0


def _alert(threshold: Threshold, labels: Labels, life: Life) -> Alert:
    return Alert(
        key=alert_key(threshold, labels),
        severity=Severity(threshold.severity),
        title=threshold.name or threshold.metric,
        labels=labels,
        since=life.since,
        until=life.until,
        state=life.state,
        value=life.value,
        peak=life.peak,
        limit=threshold.limit,
        unit=_unit(threshold),
        detail=_detail(threshold),
        metric=threshold.metric,
    )


def _holds(threshold: Threshold) -> bool:
    metric = CATALOGUE.get(threshold.metric)
    return metric is not None and metric.holds


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
        _held(threshold),
    )
    return " ".join(part for part in parts if part)


def _waits(threshold: Threshold, lives: Lives, *, now: int) -> str:
    """What a pending alert waits for, unless it is time alone: breaches, or one late enough."""
    if lives.current.state is not State.PENDING:
        return ""
    if threshold.for_samples:
        return f"{lives.breaches} so far"
    late = now - lives.current.since >= threshold.for_seconds * 1000
    return "waits for another sample" if late else ""


def _held(threshold: Threshold) -> str:
    if threshold.for_samples:
        among = max(threshold.for_samples, threshold.of_samples)
        return f"in {threshold.for_samples} of {among} samples"
    return f"for {units.seconds(threshold.for_seconds)}" if threshold.for_seconds else ""
