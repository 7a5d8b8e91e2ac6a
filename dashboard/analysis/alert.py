"""Which limits are breached, since when, and how badly."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.config import Config, Threshold
from collectors.model import Labels
from dashboard.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Alert:
    """A threshold that fired within the window."""

    threshold: Threshold
    labels: Labels
    """The series it fired for; empty when the series were pooled."""
    since: int
    """Unix milliseconds at which the limit was first exceeded."""
    until: int
    """Unix milliseconds at which it cleared; 0 while it is firing."""
    value: float
    """The statistic now, or when it cleared."""
    peak: float
    """The worst value since."""

    @property
    def firing(self) -> bool:
        """Whether it has not cleared."""
        return self.until == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a snapshot."""

    alerts: tuple[Alert, ...] = ()
    """Firing ones first, worst first; then those that cleared within the window."""


def judge(snapshot: Snapshot, config: Config) -> Verdict:
    """Evaluate every threshold over the window."""
    raise NotImplementedError
