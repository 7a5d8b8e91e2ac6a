"""What the user decided: an alert was seen, or is not to be told of; how good a session was."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from collectors.model import Labels
from collectors.session import Rating, Scope

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
class Matching:
    """Which alerts are meant."""

    metric: str = ""
    """Those on this metric alone; empty means any."""
    labels: Labels = ()
    """Those whose labels include these."""
    severity: str = ""
    """Those of this severity alone; empty means any."""

    @property
    def is_any(self) -> bool:
        """Whether every alert is meant."""
        return self == Matching()

    def fits(self, metric: str, labels: Labels, severity: str) -> bool:
        """Whether such an alert is meant."""
        return (
            self.metric in ("", metric)
            and self.severity in ("", severity)
            and set(self.labels) <= set(labels)
        )


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
    matching: Matching

    def covers(self, moment: int) -> bool:
        """Whether it is in force at a moment (unix milliseconds)."""
        return self.at <= moment < self.until


Decision: TypeAlias = Acknowledgement | Silence
"""About alerts."""
Word: TypeAlias = Acknowledgement | Silence | Rating | Scope
"""All that a user may want whoever records to remember."""


def silence(matching: Matching, *, at: int, hours: float, reason: str) -> Silence:
    """A silence by whoever runs this, beginning now."""
    name = blake2b(repr((matching, at)).encode(), digest_size=8).hexdigest()
    return Silence(name, at, at + round(hours * 3_600_000), _user(), reason, matching)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return "unknown"
