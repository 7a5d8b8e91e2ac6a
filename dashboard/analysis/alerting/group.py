"""Which alerts one save or commit brought about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.metrics import CATALOGUE
from collectors.model import Run, Trigger
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.verdict import Verdict

_SLACK = 1_000
"""Milliseconds by which the samples of a run may be later than its end."""


@dataclass(frozen=True, slots=True)
class Group:
    """Alerts that are told together."""

    name: str
    """`commit HASH`, `save MILLISECONDS`, or the key of an alert that stands alone."""
    alerts: tuple[Alert, ...]
    """Those that fire, worst first; never empty."""

    @property
    def severity(self) -> Severity:
        """That of the worst."""
        return self.alerts[0].severity

    @property
    def keys(self) -> frozenset[str]:
        """Those of its alerts."""
        return frozenset(alert.key for alert in self.alerts)


def groups(verdict: Verdict) -> tuple[Group, ...]:
    """The alerts that ask for attention, by what brought them about; worst first."""
    members: dict[str, list[Alert]] = {}
    for alert in verdict.alerts:
        if alert.loud:
            members.setdefault(alert.group or alert.key, []).append(alert)
    found = (Group(name, tuple(sorted(each, key=_urgency))) for name, each in members.items())
    return tuple(sorted(found, key=lambda group: (-group.severity.rank, group.name)))


def gathered(found: Iterable[Group]) -> tuple[Group, ...]:
    """Put together what nobody knows the cause of and begins at once; the rest stays as it is."""
    known = tuple(found)
    alone = [it for it in known if it.name == it.alerts[0].key]
    if len(alone) < 2:
        return known
    alerts = sorted((alert for group in alone for alert in group.alerts), key=_urgency)
    rest = (it for it in known if it.name != it.alerts[0].key)
    together = Group(alerts[0].key, tuple(alerts))
    return tuple(sorted((together, *rest), key=lambda group: -group.severity.rank))


def origin(alert: Alert, runs: Iterable[Run]) -> str:
    """The save within whose run an alert about the framework began; empty when there is none."""
    if not _is_of_framework(alert):
        return ""
    saves = (run for run in runs if run.trigger is Trigger.SAVE)
    found = (run.at for run in saves if run.at <= alert.since <= run.at + _length(run))
    return next((f"save {at}" for at in found), "")


def _is_of_framework(alert: Alert) -> bool:
    metric = CATALOGUE.get(alert.metric)
    if metric is None or metric.unit == "dollars":  # what sessions cost holds too
        return False
    return metric.holds or "module" in metric.labels


def _length(run: Run) -> int:
    return round(run.seconds * 1000) + _SLACK


def _urgency(alert: Alert) -> int:
    """Worst first; those that are as bad stay as a verdict has them."""
    return -alert.severity.rank
