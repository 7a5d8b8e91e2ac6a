"""What is to be thought of a snapshot, as a whole."""

from __future__ import annotations

from collectors.config import Config
from dashboard.analysis.alerting.alerts import alerts
from dashboard.analysis.alerting.life import State
from dashboard.analysis.bottleneck import bottlenecks
from dashboard.analysis.comparison.standings import standings
from dashboard.analysis.health import health
from dashboard.analysis.sessions.session_verdict import session_verdict
from dashboard.analysis.targets import targets
from dashboard.analysis.verdict import Verdict
from dashboard.snapshot import Snapshot


def judge(snapshot: Snapshot, config: Config) -> Verdict:
    """Hold it against its baseline and against every threshold; worst first."""
    regressions = standings(snapshot, config)
    found = alerts(snapshot, config, regressions)
    return Verdict(
        alerts=tuple(alert for alert in found if alert.state is not State.PENDING),
        regressions=regressions,
        health=health(targets(snapshot, config.thresholds, found)),
        bottlenecks=bottlenecks(snapshot),
        pending=tuple(alert for alert in found if alert.state is State.PENDING),
        sessions=session_verdict(snapshot, config),
    )
