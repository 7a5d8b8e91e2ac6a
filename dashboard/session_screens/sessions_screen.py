"""The screen of all sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.deck import Deck
from dashboard.header import Header
from dashboard.keyline import KeyLine
from dashboard.session_screens import rating_dialog
from dashboard.session_screens.sessions_panel import SessionsPanel
from dashboard.session_screens.totals import ModelsPanel, QualityPanel, ToolsPanel
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SessionsScreen(Screen[None]):
    """Every session, and what they add up to; live while open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", key_display="esc"),
        Binding("c", "dismiss", "back", show=False),
        Binding("slash", "filter", "filter", key_display="/", tooltip="look for sessions by words"),
        Binding("u", "rate", "rate", tooltip="say how content you are with the session, 1 to 5"),
    ]
    AUTO_FOCUS = None

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._sessions = SessionsPanel(1)

    def compose(self) -> ComposeResult:
        """The table above, sums below."""
        yield Header()
        yield Deck(self._sessions, ModelsPanel(2), ToolsPanel(3), QualityPanel(4))
        yield KeyLine()

    def watch_view(self, view: View | None) -> None:
        """Hand down what there is to show."""
        if view is not None:
            self.query_one(Header).view = view
            self.query_one(Deck).reading = view.reading
            self.query_one(KeyLine).note = view.note
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
        self.query_one(Deck).show(1)
        await self._sessions.ask_filter()

    def action_rate(self) -> None:
        """Ask how content the user is with the chosen session."""
        row = self._sessions.chosen
        if row is not None:
            session = row.summary.session.id
            rating_dialog.ask(self, session, f"the session of {row.started}", stars=row.stars)
