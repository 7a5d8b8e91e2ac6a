"""How an alert is said: how bad it is, what is wrong, and with what."""

from __future__ import annotations

from dashboard import metric_words
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.concern import Concern
from dashboard.piece import Tone
from dashboard.safe_text import safe_text

SEVERITIES = {
    Severity.CRITICAL: ("‼", Tone.CRITICAL),
    Severity.WARNING: ("!", Tone.WARNING),
    Severity.INFO: ("·", Tone.PLAIN),
}
"""Sign and tone of each."""


def title(alert: Alert) -> str:
    """What an alert says is wrong, with metrics by their names in words."""
    worded = metric_words.metric(alert.metric, dict(alert.labels).get("part", ""))
    return safe_text(alert.title.replace(alert.metric, worded, 1), cells=64)


def subject(alert: Alert, cells: int = 64) -> str:
    """The module that an alert is about, or its labels; empty when its title tells all of them."""
    told = alert.metric in alert.title and all(label == "part" for label, _ in alert.labels)
    return "" if told else safe_text(alert.subject, cells=cells)


def about(alert: Alert, whose: str | None = None) -> str:
    """What an alert is about: `load time of /plan against the baseline`, `load time P95 /plan`.

    `whose` is what its subject is called, when not by all of its name.
    """
    said, named = title(alert), subject(alert) if whose is None else whose
    before, against, baseline = said.partition(" against ")
    if not named:
        return said
    return f"{before} of {named}{against}{baseline}" if against else f"{said} {named}"


def name(concern: Concern) -> str:
    """What a concern is about: `load time of commands/plan.md`."""
    it = concern.regression
    if it is None:
        return about(concern.alert) if concern.alert else ""
    said, module = metric_words.metric(it.metric, it.part), safe_text(it.module, cells=64)
    return f"{said} of {module}" if module else said


def peak(alert: Alert) -> str:
    """How bad it was at worst: `peak 98 %`, `lowest 12 %`; empty without a metric behind it."""
    if alert.peak is None:
        return ""
    worst = "lowest" if alert.limit is not None and alert.peak < alert.limit else "peak"
    return f"{worst} {metric_words.amount(alert.peak, alert.unit)}"


def breach(alert: Alert) -> str:
    """The value beside its limit: `98 % > 80 %`; empty when there is no metric behind it."""
    if alert.value is None or alert.limit is None:
        return ""
    sign = ">" if alert.value > alert.limit else "<" if alert.value < alert.limit else "="
    value, limit = (metric_words.amount(it, alert.unit) for it in (alert.value, alert.limit))
    return f"{value.removesuffix(f' {metric_words.unit(alert.unit)}')} {sign} {limit}"
