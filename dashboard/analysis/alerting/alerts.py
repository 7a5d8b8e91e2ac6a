"""Every alert there is: on limits, regressions, the measuring, and what waits for trust."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collectors.config import Config
from collectors.metrics import CATALOGUE
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.alerting.attention import attended
from dashboard.analysis.alerting.breach import breaches
from dashboard.analysis.alerting.chronicle import continued, lost
from dashboard.analysis.alerting.condition import conditions, untrusted
from dashboard.analysis.alerting.group import origin
from dashboard.analysis.alerting.life import State
from dashboard.analysis.alerting.prompt_cache import broken
from dashboard.analysis.alerting.regressed import regressed, uncounted
from dashboard.analysis.comparison.standing import Regression
from dashboard.analysis.sessions.cache_breaks import cache_breaks
from dashboard.snapshot import Snapshot

_TELLING = ("tokens", "seconds", "bytes")
"""Units: what one edit wrote, before the time and the memory that it takes."""
_PLACES = {metric: place for place, metric in enumerate(CATALOGUE)}
"""A module's own figures stand there before those of what loads it."""


def alerts(
    snapshot: Snapshot, config: Config, regressions: tuple[Regression, ...] = ()
) -> tuple[Alert, ...]:
    """Find what fires, was resolved within the window, or is pending; worst first, one of a key."""
    log = snapshot.alert_log
    told = {entry.key for entry in log if not entry.until}
    found = (
        *conditions(snapshot),
        *untrusted(config),
        *breaches(snapshot, config.thresholds),
        *broken(cache_breaks(snapshot), now=snapshot.taken_at),
        *uncounted(regressions, log),
        *regressed(regressions, told=told),
    )
    known = _distinct(continued(found, log))
    known = (*known, *lost(known, config.thresholds, snapshot))
    traced = (replace(it, group=it.group or origin(it, snapshot.runs)) for it in known)
    return tuple(sorted(attended(traced, snapshot), key=_urgency))


def _distinct(found: Iterable[Alert]) -> tuple[Alert, ...]:
    """The worst of each key: a critical one takes the place of the same as a warning."""
    worst: dict[tuple[str, bool], Alert] = {}
    for alert in sorted(found, key=_urgency):
        worst.setdefault((alert.key, alert.state is State.PENDING), alert)
    firing = {alert.key for alert in worst.values() if alert.firing}
    return tuple(
        it for it in worst.values() if it.state is not State.PENDING or it.key not in firing
    )


def _urgency(alert: Alert) -> tuple[bool, bool, int, int, tuple[bool, int, int], str]:
    """Firing before resolved, told before muted, worst before mild, newest before old.

    The key makes it certain.
    """
    muted = alert.silenced or alert.inhibited
    newest = max(alert.since, alert.step_at, alert.until)
    return (
        not alert.firing,
        muted,
        -alert.severity.rank,
        -newest,
        _distance(alert),
        alert.key,
    )


def _distance(alert: Alert) -> tuple[bool, int, int]:
    """How far it is from an edit: the module that was edited comes first, the whole last."""
    of_whole = "module" not in dict(alert.labels)
    telling = _TELLING.index(alert.unit) if alert.unit in _TELLING else len(_TELLING)
    return of_whole, telling, _PLACES.get(alert.metric, len(_PLACES))
