"""All that is to be thought of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.comparison.standing import Regression
from dashboard.analysis.health import Bottleneck, Health
from dashboard.analysis.sessions.session_verdict import SessionVerdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a snapshot."""

    alerts: tuple[Alert, ...] = ()
    """Firing ones first, worst first; then those that cleared within the window."""
    regressions: tuple[Regression, ...] = ()
    """Every figure that differs from the baseline, or may; worst first."""
    health: Health = Health()
    bottlenecks: tuple[Bottleneck, ...] = ()
    """Largest share first."""
    pending: tuple[Alert, ...] = ()
    """What is over its limit, but not for long enough yet."""
    sessions: SessionVerdict = SessionVerdict()

    @property
    def firing(self) -> tuple[Alert, ...]:
        """Those that were not resolved, but for what is silenced or follows from worse."""
        shown = (alert for alert in self.alerts if not (alert.silenced or alert.inhibited))
        return tuple(alert for alert in shown if alert.firing)

    @property
    def silenced(self) -> tuple[Alert, ...]:
        """Those that fire and of which the user does not want to be told."""
        return tuple(alert for alert in self.alerts if alert.firing and alert.silenced)

    def count(self, severity: Severity) -> int:
        """How many of one severity are firing."""
        return sum(alert.severity is severity for alert in self.firing)
