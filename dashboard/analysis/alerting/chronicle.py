"""What the alert log says of alerts, and what is to be written down there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collectors.shown import ShownAlert
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.breach import alert_key
from dashboard.analysis.alerting.life import State
from dashboard.snapshot import Snapshot

_MUCH = 0.1
"""Share by which a peak must move for a line of its own."""


def continued(alerts: Iterable[Alert], log: Iterable[ShownAlert]) -> Iterator[Alert]:
    """Let alerts that were told before begin when they did, and be as bad as they were.

    A window holds an hour, and an alert may last for days.
    """
    told = _open(log)
    for alert in alerts:
        known = told.get(alert.key)
        lasting = alert.early or alert.step_at or (known and alert.since <= known.at)
        yield _joined(alert, known) if known and lasting else alert


def lost(
    alerts: Sequence[Alert], thresholds: Sequence[Threshold], snapshot: Snapshot
) -> Iterator[Alert]:
    """Those that fired when they were last told, and of which nothing was measured since."""
    found = {alert.key for alert in alerts}
    for entry in _open(snapshot.alert_log).values():
        if entry.key not in found and any(_unmeasured(entry, it, snapshot) for it in thresholds):
            yield as_alert(entry, state=State.NODATA)


def entries(
    alerts: Sequence[Alert], log: Iterable[ShownAlert], *, now: int
) -> Iterator[ShownAlert]:
    """Yield what began, grew worse or ended, as lines to add to the log."""
    told = _open(log)
    firing = {alert.key: alert for alert in alerts if alert.firing}
    for entry in told.values():
        alert = firing.get(entry.key)
        if alert is None or alert.since > entry.at:
            yield replace(entry, until=_end(entry, alerts, now=now))
        elif _is_worse(alert, entry):
            yield _grown(entry, alert)
    for alert in firing.values():
        known = told.get(alert.key)
        if not alert.inhibited and (known is None or alert.since > known.at):
            yield _entry(alert, at=now)


def _open(log: Iterable[ShownAlert]) -> dict[str, ShownAlert]:
    return {entry.key: entry for entry in log if not entry.until}


def _joined(alert: Alert, known: ShownAlert) -> Alert:
    since = min(alert.since, known.since) if alert.since else known.since
    # Nothing in the window says that it ended before it became pending there.
    fires = alert.state is State.PENDING and alert.early
    return replace(
        alert,
        since=since,
        peak=_worst(alert, known),
        group=(alert.step_at and alert.group) or known.group or alert.group,
        state=State.FIRING if fires else alert.state,
        early=False,
    )


def _worst(alert: Alert, known: ShownAlert) -> float | None:
    """The worse of two peaks; which way is worse shows in what lies beyond the limit."""
    if alert.peak is None or known.peak is None or alert.limit is None:
        return alert.peak
    worse = min if alert.peak < alert.limit else max
    return worse(alert.peak, known.peak)


def _unmeasured(entry: ShownAlert, threshold: Threshold, snapshot: Snapshot) -> bool:
    """Whether an entry is about a threshold's series and that is not in the window at all."""
    if alert_key(threshold, entry.labels) != entry.key:
        return False
    module = dict(entry.labels).get("module")
    scanned = bool(snapshot.framework.modules)
    gone = scanned and module is not None and snapshot.module(module) is None
    labels = dict(threshold.labels) | dict(entry.labels)
    return not gone and snapshot.find(threshold.metric, **labels) is None


def _end(entry: ShownAlert, alerts: Sequence[Alert], *, now: int) -> int:
    """When it ended: as its alert says, when the next one began, or else now."""
    ends = (it.since if it.firing else it.until for it in alerts if it.key == entry.key)
    return max((end for end in ends if end > entry.since), default=now)


def _is_worse(alert: Alert, entry: ShownAlert) -> bool:
    """Whether it grew in severity, by another step, or so much that the line about it misleads."""
    stepped = alert.step_at > 0 and alert.group != entry.group
    if stepped or alert.severity.rank > Severity(entry.severity).rank:
        return True
    if alert.peak is None or entry.peak is None:
        return False
    return abs(alert.peak - entry.peak) > _MUCH * abs(entry.peak)


def _grown(entry: ShownAlert, alert: Alert) -> ShownAlert:
    severity = max(Severity(entry.severity), alert.severity, key=lambda it: it.rank)
    return replace(_entry(alert, at=entry.at), since=entry.since, severity=severity)


def _entry(alert: Alert, *, at: int) -> ShownAlert:
    return ShownAlert(
        key=alert.key,
        at=at,
        severity=alert.severity,
        title=alert.title,
        since=alert.since or at,
        metric=alert.metric,
        labels=alert.labels,
        group=alert.group,
        value=alert.value,
        peak=alert.peak,
        limit=alert.limit,
        unit=alert.unit,
        detail=alert.detail,
    )


def as_alert(entry: ShownAlert, *, state: State) -> Alert:
    """The alert that a line of the log tells of."""
    return Alert(
        key=entry.key,
        severity=Severity(entry.severity),
        title=entry.title,
        labels=entry.labels,
        since=entry.since,
        until=entry.until,
        value=entry.value,
        peak=entry.peak,
        limit=entry.limit,
        unit=entry.unit,
        detail=entry.detail,
        metric=entry.metric,
        state=state,
        group=entry.group,
    )
