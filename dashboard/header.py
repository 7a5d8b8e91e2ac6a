"""The top line of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from dashboard.view import View


class Header(Widget):
    """One line on top of every screen."""

    DEFAULT_CSS = """
    Header {
        dock: top;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._drawn = Content()

    def watch_view(self) -> None:
        """Repaint only when the line reads otherwise."""
        drawn = self._draw()
        if not drawn.is_same(self._drawn):
            self._drawn = drawn
            self.refresh()

    def on_resize(self) -> None:
        """Fit the new width."""
        self.watch_view()

    def render(self) -> Content:
        """What was last drawn."""
        return self._drawn

    def _draw(self) -> Content:
        if self.view is None:
            return Content()
        from dashboard import top_line  # with the first view, after the first frame

        return top_line.draw(self.view, self.size.width)
