"""The top line of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.view_line import ViewLine

if TYPE_CHECKING:
    from textual.content import Content

    from dashboard.view import View


class Header(ViewLine):
    """Which framework, is it live, is it well, and what perfdash costs."""

    DEFAULT_CSS = """
    Header {
        dock: top;
        background: $panel;
        color: $foreground;
    }
    """

    def draw(self, view: View, width: int) -> Content:
        """Import what draws it with the first view, after the first frame."""
        from dashboard import top_line

        return top_line.draw(view, width)
