"""The alerts panel: what is over its limit, since when and how badly; or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collectors.config import Threshold
from collectors.metrics import CATALOGUE
from dashboard import units
from dashboard.analysis.alert import Alert, Severity
from dashboard.panels.panel import Panel, called, fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, measure, muted
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
            return fill((*_quiet(reading, width), *_limits(reading, width)), width, height)
        if not reading.verdict.firing:
            lines = (*_quiet(reading, width), *_listed(reading, width, height - 2))
            return fill(lines, width, height)
        return fill(_listed(reading, width, height), width, height)

    @staticmethod
    def headline(reading: Reading) -> tuple[Line, ...]:
        """How many are firing, by severity, worst first."""
        counts = ((severity, reading.verdict.count(severity)) for severity in reversed(Severity))
        firing = tuple(
            (Piece(f"{_SIGNS[severity]} {count} {_plural(severity, count)}", _TONES[severity]),)
            for severity, count in counts
            if count
        )
        return firing or ((muted("none firing"),),)


def _listed(reading: Reading, width: int, height: int) -> list[Line]:
    """As many alerts as there are rows for, and how many there are beyond."""
    alerts = reading.verdict.alerts
    shown = alerts if len(alerts) <= height else alerts[: max(height - 1, 1)]
    more = len(alerts) - len(shown)
    wrapped = [_wrapped(_parts(alert, reading.snapshot), width) for alert in shown]
    lines = _within(wrapped, height - bool(more))
    return [*lines, (muted(f"and {more} more"),)] if more else lines


def _plural(severity: Severity, count: int) -> str:
    return "warnings" if severity is Severity.WARNING and count > 1 else severity


def _parts(alert: Alert, snapshot: Snapshot) -> tuple[Line, ...]:
    """What is said of an alert, the most important first."""
    name, detail = _name(alert, snapshot), muted(safe_text(alert.detail))
    peak = muted(f"peak {_value(alert, alert.peak)}" if alert.peak is not None else "")
    since = units.clock(alert.since)
    if not alert.firing:
        times = muted(f"{since} to {units.clock(alert.until)}")
        return ((muted(f"✓ CLEARED  {name}"),), (times,), (peak,), (detail,))
    tone = _TONES[alert.severity]
    lasting = units.ago(alert.since, snapshot.taken_at)
    return (
        (Piece(f"{_SIGNS[alert.severity]} {alert.severity.upper():<8} ", tone), Piece(name)),
        (Piece(_breach(alert), tone),),
        (muted(f"since {since} ({lasting})" if alert.since else ""),),
        (peak,),
        (detail,),
    )


def _wrapped(parts: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    """Set the parts on one line as far as they fit, and what is left on a second one."""
    said = tuple(part for part in parts if measure(part))
    fitting = next((count for count in range(len(said), 1, -1) if _cells(said[:count]) <= width), 1)
    rest = beside(said[fitting:], width - 2)
    first = beside(said[:fitting], width)
    return (first, (Piece("  "), *rest)) if rest else (first,)


def _within(wrapped: list[tuple[Line, ...]], height: int) -> list[Line]:
    """Give every alert its first line, and the first alerts their second one too."""
    spare = height - len(wrapped)
    lines: list[Line] = []
    for first, *second in wrapped:
        lines += [first, *second[: max(spare, 0)]]
        spare -= len(second)
    return lines


def _cells(parts: tuple[Line, ...]) -> int:
    return sum(map(measure, parts)) + 2 * (len(parts) - 1)


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


def _quiet(reading: Reading, width: int) -> tuple[Line, ...]:
    """Say that all is well."""
    watched = muted(f"{len(reading.config.thresholds)} limits watched")
    return (beside(((Piece("nothing over its limit"),), (watched,)), width), ())


def _limits(reading: Reading, width: int) -> Iterator[Line]:
    """What was looked at to know it."""
    for threshold in reading.config.thresholds:
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
