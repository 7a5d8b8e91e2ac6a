"""What the panels share that add sessions up: which ones, and how wide a name is."""

from __future__ import annotations

from dashboard.panels.panel import Panel
from dashboard.reading import Reading
from dashboard.sessions import Summary

NONE = "no session was read yet"
NAME_CELLS = 18
ROOMY = 44
"""Cells in which a share of thousands fits with its gaps, and a long name beside figures."""

_NARROW_NAME_CELLS = 12


class SummedPanel(Panel):
    """A panel about one session, or about all that are shown."""

    def __init__(self, number: int, session: str = "") -> None:
        super().__init__(number)
        self._session = session

    def summaries(self, reading: Reading) -> tuple[Summary, ...]:
        """Those to add up."""
        every = reading.snapshot.sessions.summaries
        if not self._session:
            return every
        return tuple(it for it in every if it.session.id == self._session)


def name_cells(width: int) -> int:
    """How many cells of a width are for the name of a row."""
    return NAME_CELLS if width >= ROOMY else _NARROW_NAME_CELLS
