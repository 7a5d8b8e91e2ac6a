"""Alerts and what the log says of them, made by hand."""

from __future__ import annotations

from collectors.shown import ShownAlert
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.life import State
from tests.dashboard.builders import NOW

MINUTE = 60_000


def an_alert(
    key: str = "a",
    *,
    severity: Severity = Severity.WARNING,
    since: int = NOW - 10 * MINUTE,
    state: State = State.FIRING,
    metric: str = "cpu_ratio",
    peak: float = 0.9,
    group: str = "",
    **labels: str,
) -> Alert:
    """A busy core."""
    return Alert(
        key=key,
        severity=severity,
        title="busy",
        labels=tuple(sorted(labels.items())),
        since=since,
        until=NOW if state is State.RESOLVED else 0,
        value=0.85,
        peak=peak,
        limit=0.8,
        unit="ratio",
        metric=metric,
        state=state,
        group=group,
    )


def told(
    key: str = "a",
    *,
    at: int = NOW - 5 * MINUTE,
    since: int = NOW - 10 * MINUTE,
    until: int = 0,
    severity: Severity = Severity.WARNING,
    peak: float = 0.9,
    group: str = "",
    metric: str = "cpu_ratio",
    labels: tuple[tuple[str, str], ...] = (),
) -> ShownAlert:
    """A line of the log about one."""
    return ShownAlert(
        key=key,
        at=at,
        severity=severity,
        title="busy",
        since=since,
        until=until,
        metric=metric,
        labels=labels,
        group=group,
        value=0.85,
        peak=peak,
        limit=0.8,
        unit="ratio",
    )
