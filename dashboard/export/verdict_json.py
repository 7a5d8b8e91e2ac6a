"""What is to be thought of a snapshot, as values that JSON holds."""

from __future__ import annotations

from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.attention import silenced_until
from dashboard.analysis.comparison.fold import folds, told_in
from dashboard.analysis.comparison.standing import Cause, Regression
from dashboard.analysis.health import Bottleneck, Target
from dashboard.analysis.verdict import Verdict
from dashboard.export.document import Json, moment
from dashboard.snapshot import Snapshot


def health(verdict: Verdict, *, recording: bool) -> dict[str, Json]:
    """The grade with its reasons, what fires, and where time and tokens go."""
    found = verdict.health
    return {
        "grade": found.grade or None,
        "met": found.met,
        "measured": found.measured,
        "targets": [_target(target) for target in found.targets],
        "reasons": found.reasons,
        "bottlenecks": [_bottleneck(bottleneck) for bottleneck in verdict.bottlenecks],
        "alerts": {severity.value: verdict.count(severity) for severity in Severity},
        "recording": recording,
    }


def alerts(verdict: Verdict, snapshot: Snapshot) -> list[Json]:
    """Those that fire, those that ended, and last those that may fire soon."""
    return [_alert(it, snapshot) for it in (*verdict.alerts, *verdict.pending)]


def regressions(verdict: Verdict) -> list[Json]:
    """Every figure against the baseline, with the alert that tells of it."""
    known = {it.key: it for it in (*verdict.alerts, *verdict.pending)}
    places = told_in(folds(verdict.regressions))
    return [_regression(it, known.get(places[it.key].key)) for it in verdict.regressions]


def _alert(alert: Alert, snapshot: Snapshot) -> dict[str, Json]:
    return {
        "key": alert.key,
        "state": alert.state.value,
        "severity": alert.severity.value,
        "title": alert.title,
        "metric": alert.metric or None,
        "labels": dict(alert.labels),
        "since": moment(alert.since),
        "until": moment(alert.until),
        "firing": alert.firing,
        "acknowledged": alert.acknowledged,
        "silenced_until": moment(silenced_until(alert, snapshot)),
        "inhibited": alert.inhibited,
        "group": alert.group or None,
        "value": alert.value,
        "peak": alert.peak,
        "limit": alert.limit,
        "unit": alert.unit,
        "detail": alert.detail,
    }


def _regression(found: Regression, alert: Alert | None) -> dict[str, Json]:
    return {
        "key": found.key,
        "alert": alert.key if alert else None,
        "state": alert.state.value if alert else None,
        "standing": found.standing.value,
        "severity": found.severity.value,
        "metric": found.metric,
        "module": found.module or None,
        "part": found.part or None,
        "baseline": found.baseline,
        "current": found.current,
        "unit": found.unit,
        "evidence": found.evidence.value,
        "ratio": found.ratio,
        "low": found.low,
        "high": found.high,
        "blocks": found.blocks,
        "cause": _cause(found.cause),
        "moved_to": found.moved_to or None,
        "limit": found.limit,
        "detail": found.detail,
    }


def _cause(cause: Cause) -> Json:
    """Null when nobody knows."""
    if cause == Cause():
        return None
    return {
        "at": moment(cause.at),
        "after": moment(cause.after),
        "revision": cause.revision or None,
        "author": cause.author or None,
        "subject": cause.subject or None,
        "paths": cause.paths,
    }


def _target(target: Target) -> dict[str, Json]:
    return {
        "name": target.name,
        "metric": target.metric,
        "unit": target.unit,
        "limit": target.limit,
        "below": target.below,
        "value": target.value,
        "subject": target.subject or None,
        "met": target.met,
        "margin": target.margin,
        "severity": target.severity.value if target.severity else None,
        "degrading": target.degrading,
    }


def _bottleneck(bottleneck: Bottleneck) -> dict[str, Json]:
    return {
        "kind": bottleneck.kind,
        "subject": bottleneck.subject,
        "saving": bottleneck.saving,
        "unit": bottleneck.unit,
        "share": bottleneck.share,
        "detail": bottleneck.detail,
    }
