"""What is to be thought of a snapshot, as a whole."""

from __future__ import annotations

from collectors.config import Config
from dashboard.analysis.alert import Alert
from dashboard.analysis.breach import breaches
from dashboard.analysis.condition import conditions
from dashboard.analysis.verdict import Verdict
from dashboard.snapshot import Snapshot


def judge(snapshot: Snapshot, config: Config) -> Verdict:
    """Find what breaches a threshold and what is wrong with the measuring; worst first."""
    found = (*conditions(snapshot), *breaches(snapshot, config.thresholds))
    distinct = {alert.key: alert for alert in found}
    return Verdict(tuple(sorted(distinct.values(), key=_urgency)))


def _urgency(alert: Alert) -> tuple[bool, int, int, str]:
    """Firing before cleared, worst before mild, newest before old; the key makes it certain."""
    return (not alert.firing, -alert.severity.rank, -max(alert.since, alert.until), alert.key)
