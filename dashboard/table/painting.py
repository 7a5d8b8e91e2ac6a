"""What is in view of a table, as it was last painted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Generic

from dashboard.panels.rich_text import styles
from dashboard.piece import Tone
from dashboard.table.column import R
from dashboard.table.paint import paint
from dashboard.table.sight import Sight

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip
    from textual.widget import Widget


class Painting(Generic[R]):
    """Lines in the colors of a widget."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._look: Mapping[Tone, Style] = {}
        self._sight: Sight[R] = Sight()
        self._strips: list[Strip] = []

    def fade(self) -> None:
        """Take other colors from now on, which are known only while lines are painted."""
        self._strips, self._look = [], {}

    def line(self, y: int, sight: Sight[R]) -> Strip:
        """One line of what is in view, painted before if it has that height."""
        if len(self._strips) != sight.size[1]:
            self._paint(sight)
        return self._strips[y]

    def renewed(self, sight: Sight[R]) -> list[int]:
        """Paint what is in view now; the lines that look different."""
        if self._strips and self._sight == sight:
            return []
        before = self._strips
        self._paint(sight)
        pairs = enumerate(zip_longest(before, self._strips))
        return [y for y, (old, new) in pairs if old != new]

    def _paint(self, sight: Sight[R]) -> None:
        self._sight = sight
        self._look = self._look or styles(self._widget)
        colors, (width, height) = paint(self._widget, self._look), sight.size
        lines = range(height)
        self._strips = [colors.strip(sight.line(y), sight.part(y), width) for y in lines]
