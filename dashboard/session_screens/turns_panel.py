"""The panel of one session's turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dashboard import units
from dashboard.messages import TurnOpened
from dashboard.panels.panel import waiting
from dashboard.piece import Line, muted, strong
from dashboard.session_screens.detailed import READING, DetailedPanel, live
from dashboard.session_screens.turn_cells import TURNS
from dashboard.session_screens.turn_rows import TurnRow, turn_rows
from dashboard.table.table_panel import TablePanel

if TYPE_CHECKING:
    from dashboard.reading import Reading
    from dashboard.table.sheet import Sheet


class TurnsPanel(DetailedPanel, TablePanel[TurnRow]):
    """Turns, one to a row, the newest first."""

    TITLE = "Turns"
    LOOKS_FOR = "command or outcome"

    def sheet(self) -> Sheet[TurnRow]:
        """What a turn took."""
        return TURNS

    def rows(self, reading: Reading) -> tuple[TurnRow, ...]:
        """Every turn."""
        if self.detail is None:
            return ()
        snapshot = reading.snapshot
        running = live(reading, self._session)
        return turn_rows(
            self.detail, snapshot.prices, now=snapshot.taken_at, live=running, before=self._rows
        )

    def open(self, row: TurnRow) -> None:
        """Open the screen about the turn."""
        self.post_message(TurnOpened(self._session, row.turn.id))

    def draw(self, reading: Reading, width: int, height: int) -> Content:  # noqa: ARG002
        """Say why there is no table."""
        if self.detail is None:
            return waiting(self.failure or READING, width, height)
        return Content() if self.detail.turns else waiting("no turn was read yet", width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:  # noqa: ARG002
        """How many turns, and in which order."""
        if self.detail is None:
            return ()
        turns = self.detail.turns
        slowest = max((row.seconds or 0.0 for row in self._rows), default=0.0)
        longest = (muted("longest "), strong(units.seconds(slowest))) if slowest else ()
        return (*self.shown(len(turns)), longest)
