"""What the user was told of alerts, and when."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.model import Labels


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One span of time in which an alert fired, as far as it was told; a line of the alert log."""

    key: str
    """The alert's; it may have fired before, at another time."""
    at: int
    """When it was first told, in unix milliseconds."""
    severity: str
    """The worst so far."""
    title: str
    since: int
    """When it began, as far as that is known; 0 when it is not."""
    until: int = 0
    """When it was over; 0 while it fires."""
    metric: str = ""
    labels: Labels = ()
    group: str = ""
    """What brought it about, as alerts are told together by it."""
    value: float | None = None
    """When it was last written down."""
    peak: float | None = None
    limit: float | None = None
    unit: str = ""
    detail: str = ""

    @property
    def seconds(self) -> float | None:
        """How long it fired; None while it does, or when its beginning is not known."""
        return (self.until - self.since) / 1000 if self.until and self.since else None
