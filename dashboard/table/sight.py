"""What of a table is in view, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from dashboard.piece import Line, muted
from dashboard.table.column import Column, R
from dashboard.table.line import drawn, heading
from dashboard.table.sheet import Order

HEADING = -1
"""The place of the line above the first row, which stays when rows scroll."""
NOWHERE = -2


@dataclass(frozen=True, slots=True)
class Sight(Generic[R]):
    """All that the lines in view depend on, but for their styles."""

    columns: tuple[Column[R], ...] = ()
    order: Order | None = None
    rows: tuple[R, ...] = ()
    """Those in view."""
    top: int = 0
    """The place of the first of them."""
    cursor: int = NOWHERE
    hovered: int = NOWHERE
    """The place that the pointer is over."""
    size: tuple[int, int] = (0, 0)
    instead: str = ""
    """What is said where there are no rows."""

    def place(self, y: int) -> int:
        """The place that a line shows."""
        return y - 1 + self.top if y else HEADING

    def line(self, y: int) -> Line:
        """What a line says."""
        if not y:
            return heading(self.columns, self.order) if self.order else ()
        if y <= len(self.rows):
            return drawn(self.columns, self.rows[y - 1])
        return () if self.place(y) else (muted(f" {self.instead}"),)

    def part(self, y: int) -> str:
        """What a line is to the eye, the cursor before what the pointer is over."""
        parts = {HEADING: "heading", self.hovered: "hover", self.cursor: "cursor"}
        return parts.get(self.place(y), "") if y <= len(self.rows) else ""
