"""A panel that a module of its own draws, once there is something to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dashboard.panels.panel import Panel

if TYPE_CHECKING:
    from textual.content import Content

    from dashboard.piece import Line
    from dashboard.reading import Reading


class Picture(Protocol):
    """What such a module knows: two pure functions."""

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw what a reading says into so many cells."""
        ...

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """The one number that matters, for the title; later parts leave first."""
        ...


class DrawnPanel(Panel):
    """One subject of the overview; those below say which module draws it."""

    def picture(self) -> Picture:
        """Import what draws it."""
        raise NotImplementedError

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Have it drawn."""
        return self.picture().draw(reading, width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """Have its number said."""
        return self.picture().headline(reading)
