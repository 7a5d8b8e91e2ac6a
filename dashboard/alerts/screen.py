"""The screen of alerts and regressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.alerts.concern_panels import (
    ActivePanel,
    PastPanel,
    SetAsidePanel,
    UnalertedPanel,
)
from dashboard.alerts.health_panels import BottleneckPanel, HealthPanel
from dashboard.deck import Deck
from dashboard.header import Header
from dashboard.keyline import KeyLine
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AlertsScreen(Screen[None]):
    """What asks for attention, what was set aside, what ended, and how well targets are met."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", key_display="esc"),
        Binding("v", "dismiss", "back", show=False),
    ]
    AUTO_FOCUS = None

    view: reactive[View | None] = reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        """Concerns above, health below."""
        yield Header()
        yield Deck(
            ActivePanel(1),
            UnalertedPanel(2),
            SetAsidePanel(3),
            PastPanel(4),
            HealthPanel(5),
            BottleneckPanel(6),
        )
        yield KeyLine()

    def watch_view(self, view: View | None) -> None:
        """Hand down what there is to show."""
        if view is not None:
            self.query_one(Header).view = view
            self.query_one(Deck).reading = view.reading
            self.query_one(KeyLine).note = view.note
