"""What every line about a view is: the one on top of a screen, and the way that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from dashboard.view import View


class ViewLine(Widget):
    """One line; those below say what is drawn into it."""

    DEFAULT_CSS = """
    ViewLine {
        height: 1;
    }
    """

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._drawn = Content()

    def draw(self, view: View, width: int) -> Content:
        """Set what fits of it into so many cells; pure."""
        raise NotImplementedError

    def watch_view(self) -> None:
        """Repaint only when the line reads otherwise."""
        drawn = self.draw(self.view, self.size.width) if self.view else Content()
        if not drawn.is_same(self._drawn):
            self._drawn = drawn
            self.refresh()

    def on_resize(self) -> None:
        """Fit the new width."""
        self.watch_view()

    def render(self) -> Content:
        """What was last drawn."""
        return self._drawn
