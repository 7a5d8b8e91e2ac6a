"""What stands on the overview: a class names each panel, a module draws it.

That module and all it judges and formats by is imported with the first reading, not before the
first frame.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from dashboard.messages import AlertsAsked
from dashboard.panels.drawn_panel import DrawnPanel, Picture


class LatencyPanel(DrawnPanel):
    """Load times over the window, the slowest modules, and where the session's time goes."""

    TITLE = "Latency"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import latency

        return latency


class TokensPanel(DrawnPanel):
    """Startup, window, the session's turns and closures in tokens."""

    TITLE = "Tokens"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import tokens

        return tokens


class CostPanel(DrawnPanel):
    """What the last turn, the session, today and seven days cost, and how fast that grows."""

    TITLE = "Cost"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import cost

        return cost


class CachePanel(DrawnPanel):
    """Hit ratios against their targets, what the cache holds, and when the prompt cache broke."""

    TITLE = "Cache"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import cache

        return cache


class CpuPanel(DrawnPanel):
    """Cores, session, machine and self."""

    TITLE = "CPU"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import cpu

        return cpu


class AlertsPanel(DrawnPanel):
    """Regressions first, then other alerts that fire, then those that ended within the window."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_alerts", "all alerts", key_display="enter"),
    ]
    TITLE = "Alerts and regressions"

    def picture(self) -> Picture:
        """Import what draws it."""
        from dashboard.panels import alerts

        return alerts

    def action_open_alerts(self) -> None:
        """Show all of them on a screen of their own."""
        self.post_message(AlertsAsked())


PANELS: tuple[type[DrawnPanel], ...] = (
    LatencyPanel,
    TokensPanel,
    CostPanel,
    CachePanel,
    CpuPanel,
    AlertsPanel,
)
"""In the order of the number keys that lead to them."""
