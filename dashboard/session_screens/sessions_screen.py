"""The screen of all sessions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from dashboard.deck_screen import DeckScreen
from dashboard.session_screens import rating_dialog
from dashboard.session_screens.models_panel import ModelsPanel
from dashboard.session_screens.quality_panel import QualityPanel
from dashboard.session_screens.sessions_panel import SessionsPanel
from dashboard.session_screens.tools_panel import ToolsPanel
from dashboard.view import View


class SessionsScreen(DeckScreen):
    """Every session, and what they add up to; live while open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "dismiss", "back", show=False),
        Binding("slash", "filter", "filter", key_display="/", tooltip="look for sessions by words"),
        Binding("u", "rate", "rate", tooltip="say how content you are with the session, 1 to 5"),
    ]

    def __init__(self) -> None:
        """The table above, sums below."""
        self._sessions = SessionsPanel(1)
        super().__init__(self._sessions, ModelsPanel(2), ToolsPanel(3), QualityPanel(4))

    def show(self, view: View) -> None:
        """Tell which keys apply now, too."""
        super().show(view)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rate and look for only what is there."""
        if action == "filter":
            return self._sessions.has_table
        if action == "rate":
            return self._sessions.chosen is not None
        return super().check_action(action, parameters)

    async def action_filter(self) -> None:
        """Look for sessions."""
        self.deck.show(self._sessions)
        await self._sessions.ask_filter()

    def action_rate(self) -> None:
        """Ask how content the user is with the chosen session."""
        row = self._sessions.chosen
        if row is not None:
            session = row.summary.session.id
            rating_dialog.ask(self, session, f"the session of {row.started}", stars=row.stars)
