"""What the panels about one module share: its path."""

from __future__ import annotations

from dashboard.panels.panel import Panel

GONE = "this file is gone"


class ModulePanel(Panel):
    """A panel about one module."""

    def __init__(self, number: int, path: str) -> None:
        super().__init__(number)
        self._path = path
