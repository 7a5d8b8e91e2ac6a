"""What stands on the overview: one panel per file."""

from __future__ import annotations

from dashboard.panels.alerts import AlertsPanel
from dashboard.panels.cache import CachePanel
from dashboard.panels.cost import CostPanel
from dashboard.panels.cpu import CpuPanel
from dashboard.panels.latency import LatencyPanel
from dashboard.panels.panel import Panel
from dashboard.panels.tokens import TokensPanel

PANELS: tuple[type[Panel], ...] = (
    LatencyPanel,
    TokensPanel,
    CostPanel,
    CachePanel,
    CpuPanel,
    AlertsPanel,
)
"""In the order of the number keys that lead to them."""
