"""How much asks for attention, each alert counted once."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.verdict import Verdict
from dashboard.memo import remembered


@dataclass(frozen=True, slots=True)
class Tally:
    """What fires and was neither seen nor silenced."""

    regressions: int = 0
    worst: Severity = Severity.INFO
    """Of the regressions."""
    alerts: tuple[tuple[Severity, int], ...] = ()
    """The others by severity, worst first."""
    suspects: int = 0
    """What seems worse and is not confirmed."""
    set_aside: int = 0
    """What fires but was seen, is silenced, or follows from something worse."""


@remembered
def tally(verdict: Verdict) -> Tally:
    """Count a verdict's alerts, those on regressions apart from the others."""
    known = {regression.key for regression in verdict.regressions}
    loud = [alert for alert in verdict.alerts if alert.loud]
    worse = [alert.severity for alert in loud if alert.key in known]
    others = [alert.severity for alert in loud if alert.key not in known]
    return Tally(
        regressions=len(worse),
        worst=max(worse, key=lambda severity: severity.rank, default=Severity.INFO),
        alerts=tuple((it, others.count(it)) for it in reversed(Severity) if it in others),
        suspects=sum(alert.key in known for alert in verdict.pending),
        set_aside=sum(alert.firing and not alert.loud for alert in verdict.alerts),
    )
