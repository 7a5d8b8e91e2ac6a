"""The alerts panel: what is over its limit, since when and how badly; or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collectors.config import Threshold
from collectors.metrics import CATALOGUE
from dashboard import units
from dashboard.analysis.alert import Alert, Severity
from dashboard.panels.panel import Panel, called, fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_SIGNS = {Severity.CRITICAL: "‼", Severity.WARNING: "!", Severity.INFO: "·"}
_TONES = {
    Severity.CRITICAL: Tone.CRITICAL,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.PLAIN,
}


class AlertsPanel(Panel):
    """Firing alerts first, then those that cleared within the window."""

    TITLE = "Alerts"

    @staticmethod
    def draw(reading: Reading, width: int, height: int) -> Content:
        """Draw one line for each alert, and a second one with its detail where there is room."""
        alerts = reading.verdict.alerts
        if not reading.snapshot.taken_at:
            return waiting("waiting for the first measurement", width, height)
        if not alerts:
            return fill(_quiet(reading, width), width, height)
        shown = alerts if len(alerts) <= height else alerts[: max(height - 1, 1)]
        detailed = sum(2 if alert.detail else 1 for alert in shown) <= height
        lines = [
            line for alert in shown for line in _lines(alert, reading, width, detailed=detailed)
        ]
        if len(shown) < len(alerts):
            lines.append((muted(f"and {len(alerts) - len(shown)} more"),))
        return fill(lines, width, height)

    @staticmethod
    def headline(reading: Reading) -> tuple[Line, ...]:
        """How many are firing, by severity, worst first."""
        counts = ((severity, reading.verdict.count(severity)) for severity in reversed(Severity))
        firing = tuple(
            (Piece(f"{_SIGNS[severity]} {count} {severity}", _TONES[severity]),)
            for severity, count in counts
            if count
        )
        return firing or ((muted("none firing"),),)


def _lines(alert: Alert, reading: Reading, width: int, *, detailed: bool) -> Iterator[Line]:
    snapshot = reading.snapshot
    yield _firing(alert, snapshot, width) if alert.firing else _cleared(alert, snapshot, width)
    if detailed and alert.detail:
        yield (muted(f"  {safe_text(alert.detail)}"),)


def _firing(alert: Alert, snapshot: Snapshot, width: int) -> Line:
    tone = _TONES[alert.severity]
    word = Piece(f"{_SIGNS[alert.severity]} {alert.severity.upper():<8}", tone)
    since = f"for {units.ago(alert.since, snapshot.taken_at)}" if alert.since else ""
    peak = f"peak {_value(alert, alert.peak)}" if alert.peak is not None else ""
    return beside(
        (
            (word, Piece(f" {_name(alert, snapshot)}")),
            (Piece(_breach(alert), tone),),
            (muted(since),),
            (muted(peak),),
            (muted(f"since {units.clock(alert.since)}" if alert.since else ""),),
        ),
        width,
    )


def _cleared(alert: Alert, snapshot: Snapshot, width: int) -> Line:
    """The same in one quiet tone, with the span of time it fired."""
    name = f"✓ cleared  {_name(alert, snapshot)}"
    span = f"{units.clock(alert.since)} to {units.clock(alert.until)}"
    peak = f"peak {_value(alert, alert.peak)}" if alert.peak is not None else ""
    return beside(((muted(name),), (muted(span),), (muted(peak),)), width)


def _name(alert: Alert, snapshot: Snapshot) -> str:
    module = dict(alert.labels).get("module")
    subject = called(snapshot, module) if module else safe_text(alert.subject, cells=32)
    return f"{safe_text(alert.title, cells=48)} {subject}".rstrip()


def _breach(alert: Alert) -> str:
    """The value beside its limit; empty when there is no metric behind it."""
    if alert.value is None or alert.limit is None:
        return ""
    sign = ">" if alert.value > alert.limit else "<" if alert.value < alert.limit else "="
    return f"{_value(alert, alert.value)} {sign} {_value(alert, alert.limit)}"


def _value(alert: Alert, value: float | None) -> str:
    return units.quantity(value, alert.unit)


def _quiet(reading: Reading, width: int) -> Iterator[Line]:
    """Say that all is well, and what was looked at to know it."""
    limits = reading.config.thresholds
    yield beside(
        ((Piece("nothing over its limit"),), (muted(f"{len(limits)} limits watched"),)), width
    )
    yield ()
    for threshold in limits:
        yield beside(_limit(threshold), width)


def _limit(threshold: Threshold) -> tuple[Line, ...]:
    metric = CATALOGUE.get(threshold.metric)
    limit = units.quantity(threshold.limit, metric.unit if metric else "")
    name = safe_text(threshold.name or threshold.metric, cells=40)
    side = "at least" if threshold.below else "at most"
    severity = safe_text(threshold.severity, cells=12)
    return (
        (muted(f"{name:<26} {side:<8} "), Piece(limit)),
        (muted(f"else {severity}"),),
    )
