"""The panel of what went on in a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dashboard.analysis.sessions.turn_shares import is_open
from dashboard.panels.panel import waiting
from dashboard.piece import Line, muted
from dashboard.session_screens.detailed import READING, TURN_GONE, DetailedPanel, find_turn, live
from dashboard.session_screens.step_cells import LEGEND, STEPS
from dashboard.session_screens.step_rows import StepRow, step_rows
from dashboard.table.table_panel import TablePanel

if TYPE_CHECKING:
    from dashboard.reading import Reading
    from dashboard.table.sheet import Sheet

_NONE = "no request was answered yet"


class StepsPanel(DetailedPanel, TablePanel[StepRow]):
    """Requests and tool calls, one to a row, each as a bar over the time of the turn."""

    TITLE = "Timeline"
    LOOKS_FOR = "model, tool or error"

    def __init__(self, number: int, session: str, turn: str) -> None:
        super().__init__(number, session)
        self._turn = turn

    def sheet(self) -> Sheet[StepRow]:
        """Steps in the order they came."""
        return STEPS

    def rows(self, reading: Reading) -> tuple[StepRow, ...]:
        """Every step."""
        turn = find_turn(self.detail, self._turn)
        if self.detail is None or turn is None:
            return ()
        newest = self.detail.turns[-1].id == turn.id
        working = newest and live(reading, self._session) and is_open(self.detail)
        now, prices = reading.snapshot.taken_at, reading.snapshot.prices
        broken = {it.request for it in reading.verdict.sessions.breaks if it.turn == self._turn}
        return step_rows(
            self.detail, turn, prices, now=now, is_open=working, breaks=frozenset(broken)
        )

    def open(self, row: StepRow) -> None:
        """A step has no more to it than its row."""

    def draw(self, reading: Reading, width: int, height: int) -> Content:  # noqa: ARG002
        """Say why there is no table."""
        if self.detail is None:
            return waiting(self.failure or READING, width, height)
        if find_turn(self.detail, self._turn) is None:
            return waiting(TURN_GONE, width, height)
        return Content() if self._rows else waiting(_NONE, width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:  # noqa: ARG002
        """What the signs of the bars mean, and how many there are."""
        if not self._rows:
            return ()
        count, *rest = self.shown(len(self._rows))
        return (count, (muted(LEGEND),), *rest)
