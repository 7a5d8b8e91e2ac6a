"""What the user decided about alerts: seen, or not to be told of for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from collectors.model import Labels

SILENCE_HOURS = 8.0
"""How long a silence lasts when nobody says how long."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody saw an alert: it is not told again until it gets worse, or has ended."""

    key: str
    """The alert's."""
    at: int
    severity: str
    """What the alert was then; empty takes the acknowledgement back."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Alerts that are not told of until a moment; they are still counted and listed."""

    name: str
    """Unique; a silence of the same name takes its place, and may end it."""
    at: int
    until: int
    """Unix milliseconds; no silence is for ever."""
    author: str
    reason: str
    metric: str = ""
    """Alerts on this metric alone; empty means any."""
    labels: Labels = ()
    """Alerts whose labels include these."""
    severity: str = ""
    """Alerts of this severity alone; empty means any."""

    def covers(self, moment: int) -> bool:
        """Whether it is in force at a moment (unix milliseconds)."""
        return self.at <= moment < self.until

    def matches(self, metric: str, labels: Labels, severity: str) -> bool:
        """Whether it is about such an alert."""
        return (
            self.metric in ("", metric)
            and self.severity in ("", severity)
            and set(self.labels) <= set(labels)
        )


Decision: TypeAlias = Acknowledgement | Silence
