"""What the panels about one concern share: they follow it from reading to reading."""

from __future__ import annotations

from dashboard.analysis.alerting.concern import Concern, concerns
from dashboard.panels.panel import Panel
from dashboard.reading import Reading

OVER = "this is no more: neither an alert nor a difference from the baseline"


class ConcernedPanel(Panel):
    """A panel about one concern."""

    def __init__(self, number: int, key: str) -> None:
        super().__init__(number)
        self._key = key

    def concern(self, reading: Reading) -> Concern | None:
        """The concern as it is now; None when it is no more."""
        return concerns(reading.verdict, reading.snapshot).find(self._key)
