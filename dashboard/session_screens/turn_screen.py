"""The screen of one turn."""

from __future__ import annotations

from dashboard.session_screens.detail_screen import DetailScreen
from dashboard.session_screens.steps_panel import StepsPanel
from dashboard.session_screens.trail import SessionTrail
from dashboard.session_screens.turn_panel import TurnPanel


class TurnScreen(DetailScreen):
    """Its figures, and everything that went on in it."""

    def __init__(self, session: str, turn: str) -> None:
        """Take the session's id, and that of the turn."""
        steps = StepsPanel(2, session, turn)
        super().__init__(
            session,
            SessionTrail(session, turn),
            TurnPanel(1, session, turn),
            steps,
            table=steps,
        )
        self.turn = turn
