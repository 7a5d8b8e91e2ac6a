"""What is to be thought of a snapshot, as values that JSON holds."""

from __future__ import annotations

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Cause, Regression
from dashboard.analysis.health import Bottleneck, Target
from dashboard.analysis.verdict import Verdict
from dashboard.export.document import Json, moment


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


def regression(found: Regression) -> dict[str, Json]:
    """One figure against the baseline."""
    return {
        "key": found.key,
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
        "detail": found.detail,
    }


def _cause(cause: Cause) -> Json:
    """Null when nobody knows."""
    if cause == Cause():
        return None
    return {
        "at": moment(cause.at),
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
