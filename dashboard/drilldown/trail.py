"""The line that says which module a screen is about."""

from __future__ import annotations

from textual.content import Content

from collectors.framework.module import Module
from dashboard import units
from dashboard.breadcrumb import breadcrumb
from dashboard.drilldown.panel import GONE
from dashboard.parts import Part
from dashboard.safe_text import safe_text
from dashboard.view import View
from dashboard.view_line import ViewLine


class Trail(ViewLine):
    """The way from the framework to the module, and what the module is."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def draw(self, view: View, width: int) -> Content:
        """Set the way on the left, and what is known on the right as far as there is room."""
        module = view.reading.snapshot.module(self._path)
        return breadcrumb((view.root, *self._path.split("/")), _facts(module), width)


def _facts(module: Module | None) -> tuple[Part, ...]:
    if module is None:
        return (Part(Content.styled(f"✖ {GONE}", "$text-error bold")),)
    return (
        Part(Content(safe_text(module.name, cells=40)), rank=3),
        Part(Content.styled(module.kind.value, "$foreground-muted"), rank=1),
        Part(Content.styled(units.size(module.bytes), "$foreground-muted"), rank=2),
    )
