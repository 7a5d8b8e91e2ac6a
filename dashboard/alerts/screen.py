"""The screen of alerts and regressions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from dashboard.alerts.concern_panels import (
    ActivePanel,
    PastPanel,
    SetAsidePanel,
    UnalertedPanel,
)
from dashboard.alerts.health_panels import BottleneckPanel, HealthPanel
from dashboard.analysis.alerting.concern import concerns
from dashboard.deck_screen import DeckScreen
from dashboard.view import View


class AlertsScreen(DeckScreen):
    """What asks for attention, what was set aside, what ended, and how well targets are met."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "dismiss", "back", show=False),
    ]

    def __init__(self) -> None:
        """Concerns above, health below."""
        super().__init__(
            ActivePanel(1),
            UnalertedPanel(2),
            SetAsidePanel(3),
            PastPanel(4),
            HealthPanel(5),
            BottleneckPanel(6),
        )

    def show(self, view: View) -> None:
        """Leave the room of differences to all else where there are none."""
        found = concerns(view.reading.verdict, view.reading.snapshot)
        self.set_class(not found.unalerted, "-same")
        super().show(view)
