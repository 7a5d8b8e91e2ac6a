"""What an alert says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from collectors.model import Labels


class Severity(StrEnum):
    """How bad it is."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Alert:
    """A limit that was breached within the window, or a condition that holds now."""

    key: str
    """16 hex digits: the same in every reading, one per verdict."""
    severity: Severity
    title: str
    labels: Labels
    """The series it is about; empty when several were pooled, or when it is about perfdash."""
    since: int
    """Unix milliseconds at which it began; 0 when nobody knows."""
    until: int = 0
    """Unix milliseconds at which it cleared; 0 while it is firing."""
    value: float | None = None
    """The statistic now, or when it cleared; None, like what follows, when there is no metric."""
    peak: float | None = None
    """The worst value since."""
    limit: float | None = None
    unit: str = ""
    """The metric's unit in the catalogue."""
    detail: str = ""
    """What was looked at, or what is wrong, in words."""

    @property
    def firing(self) -> bool:
        """Whether it has not cleared."""
        return self.until == 0

    @property
    def subject(self) -> str:
        """The module it is about, or else its labels in words."""
        named = dict(self.labels).get("module")
        return named or " ".join(f"{name}={value}" for name, value in self.labels)


def key(*parts: object) -> str:
    """Name an alert after what it is about, so that a restart gives the same name."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()
