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
from dashboard.deck_screen import DeckScreen


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
