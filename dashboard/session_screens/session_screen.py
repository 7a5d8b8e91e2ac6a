"""The screen of one session."""

from __future__ import annotations

from dashboard.session_screens.context_panel import ContextPanel
from dashboard.session_screens.detail_screen import DetailScreen
from dashboard.session_screens.models_panel import ModelsPanel
from dashboard.session_screens.quality_panel import QualityPanel
from dashboard.session_screens.tools_panel import ToolsPanel
from dashboard.session_screens.trail import SessionTrail
from dashboard.session_screens.turns_panel import TurnsPanel


class SessionScreen(DetailScreen):
    """Its turns, how they filled the window, and what they add up to."""

    def __init__(self, session: str) -> None:
        """Take the session's id."""
        turns = TurnsPanel(1, session)
        super().__init__(
            session,
            SessionTrail(session),
            turns,
            ContextPanel(2, session),
            ModelsPanel(3, session),
            ToolsPanel(4, session),
            QualityPanel(5, session),
            table=turns,
        )
