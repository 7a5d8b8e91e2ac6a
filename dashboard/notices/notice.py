"""What is told of alerts outside of the screen, and the forms it takes.

Names in alerts come from a repository: every text here went through `safe_text`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import alert_words, units
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.export.document import Json, encode, moment
from dashboard.safe_text import safe_text

SCHEMA = "perfdash.notice/1"
_LISTED = 5
_PREFIX = "PERFDASH_ALERT_"


@dataclass(frozen=True, slots=True)
class Notice:
    """One group of alerts, as it began, grew worse, still fires or is over."""

    root: str
    """The framework's folder, its name alone."""
    at: int
    """Unix milliseconds."""
    group: str
    """What brought it about."""
    severity: Severity
    """That of the worst."""
    alerts: tuple[Alert, ...]
    """Worst first; empty when all of them are over and nothing more is known."""
    resolved: bool = False

    @property
    def state(self) -> str:
        """`firing` or `resolved`."""
        return "resolved" if self.resolved else "firing"

    @property
    def title(self) -> str:
        """One line: `perfdash harbor: 2 alerts, critical`."""
        count = len(self.alerts)
        many = f"{count} alert{'s' * (count != 1)}" if count or not self.resolved else ""
        what = " ".join(filter(None, (many, "resolved" if self.resolved else "")))
        return f"perfdash {safe_text(self.root, cells=40)}: {what}, {self.severity}"

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each of the first alerts, and how many there are beyond."""
        more = len(self.alerts) - _LISTED
        listed = tuple(map(_line, self.alerts[:_LISTED]))
        return (*listed, f"and {more} more") if more > 0 else listed


def document(notice: Notice) -> bytes:
    """Encode a notice as `perfdash.notice/1` JSON."""
    return encode(
        {
            "schema": SCHEMA,
            "at": moment(notice.at),
            "root": safe_text(notice.root),
            "state": notice.state,
            "severity": notice.severity.value,
            "group": safe_text(notice.group),
            "title": notice.title,
            "alerts": [_fields(alert) for alert in notice.alerts],
        }
    )


def environment(notice: Notice) -> dict[str, str]:
    """The variables a command finds a notice in; none holds a newline but the lines."""
    first = notice.alerts[0] if notice.alerts else None
    values = {
        "STATE": notice.state,
        "SEVERITY": notice.severity.value,
        "ROOT": safe_text(notice.root),
        "GROUP": safe_text(notice.group),
        "TITLE": notice.title,
        "LINES": "\n".join(notice.lines),
        "COUNT": str(len(notice.alerts)),
        "KEY": safe_text(first.key) if first else "",
        "SUBJECT": safe_text(first.subject) if first else "",
    }
    return {f"{_PREFIX}{name}": value for name, value in values.items()}


def _line(alert: Alert) -> str:
    name = alert_words.about(alert)
    if alert.value is None:
        return f"{alert.severity}: {name}"
    return f"{alert.severity}: {name}: {units.quantity(alert.value, alert.unit)}"


def _fields(alert: Alert) -> dict[str, Json]:
    return {
        "key": alert.key,
        "severity": alert.severity.value,
        "title": safe_text(alert.title),
        "subject": safe_text(alert.subject),
        "since": moment(alert.since),
        "value": alert.value,
        "peak": alert.peak,
        "limit": alert.limit,
        "unit": alert.unit,
        "detail": safe_text(alert.detail),
    }
