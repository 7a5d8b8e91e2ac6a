"""Which alerts ask for attention: not what was seen, is silenced, or follows from something worse.

Nothing is left out: an alert that does not ask for attention says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collectors.decision import Acknowledgement, Silence
from dashboard.analysis.alerting.alert import Alert, Severity, key
from dashboard.snapshot import Snapshot

ENVIRONMENT = key("environment")
"""The alert that the machine changed and no module did; it explains every timing."""


def attended(alerts: Iterable[Alert], snapshot: Snapshot) -> tuple[Alert, ...]:
    """The alerts, marked as acknowledged, silenced or inhibited."""
    known = tuple(alerts)
    seen = {it.key: it for it in snapshot.acknowledgements}
    silences = tuple(it for it in snapshot.silences if it.covers(snapshot.taken_at))
    critical = {_about(it) for it in known if it.firing and it.severity is Severity.CRITICAL}
    explained = any(it.key == ENVIRONMENT and it.firing for it in known)
    return tuple(
        replace(
            alert,
            acknowledged=_is_acknowledged(alert, seen.get(alert.key)),
            silenced=_is_silenced(alert, silences),
            inhibited=_is_outdone(alert, critical) or (explained and _is_timing(alert)),
        )
        for alert in known
    )


def silenced_until(alert: Alert, snapshot: Snapshot) -> int:
    """When the last silence about an alert ends; 0 when there is none."""
    silences = (it for it in snapshot.silences if it.covers(snapshot.taken_at))
    return max((it.until for it in silences if _is_silenced(alert, (it,))), default=0)


def _is_acknowledged(alert: Alert, seen: Acknowledgement | None) -> bool:
    """Whether it was seen since its last step, and as bad as it is now."""
    if seen is None or not seen.severity or not alert.firing:
        return False
    return (
        max(alert.since, alert.step_at) <= seen.at
        and alert.severity.rank <= Severity(seen.severity).rank
    )


def _is_silenced(alert: Alert, silences: Iterable[Silence]) -> bool:
    about = (alert.metric, alert.labels, alert.severity)
    return any(silence.matching.fits(*about) for silence in silences)


def _is_outdone(alert: Alert, critical: set[tuple[object, ...]]) -> bool:
    return alert.severity is not Severity.CRITICAL and _about(alert) in critical


def _about(alert: Alert) -> tuple[object, ...]:
    """The series it is about, or only itself where there is none."""
    return (alert.metric, alert.labels) if alert.metric else (alert.key,)


def _is_timing(alert: Alert) -> bool:
    """Whether a slower machine would raise it too."""
    return alert.metric.startswith("load_") or alert.unit == "seconds"
