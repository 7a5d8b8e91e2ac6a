"""What the screens about one session share: they follow its detail while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from dashboard.deck_screen import DeckScreen
from dashboard.messages import DetailAsked, DetailRead
from dashboard.session_screens import detailed, rating_dialog
from dashboard.session_screens.session_rows import newest_stars
from dashboard.session_screens.steps_panel import StepsPanel
from dashboard.session_screens.trail import SessionTrail
from dashboard.session_screens.turns_panel import TurnsPanel
from dashboard.view import View

if TYPE_CHECKING:
    from dashboard.panels.panel import Panel
    from dashboard.sessions import Detail


class DetailScreen(DeckScreen):
    """A table about one session among other panels; those below say which ones.

    The reading brings the detail of the current session. That of any other one is asked for, once,
    and again when something was written to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", key_display="/", tooltip="look for rows by words"),
        Binding("u", "rate", "rate", tooltip="say how content you are with the session, 1 to 5"),
    ]

    def __init__(
        self, session: str, trail: SessionTrail, *panels: Panel, table: TurnsPanel | StepsPanel
    ) -> None:
        """Take the session's id, the panels by number, and which of them the table is."""
        super().__init__(*panels, first=table, trail=trail, name=session)
        self.session = session
        self._trail = trail
        self._panels = panels
        self._table = table
        self._read: Detail | None = None
        self._asked_about = -1

    def show(self, view: View) -> None:
        """Hand down the session's detail, too."""
        found = detailed.current(view.reading, self.session)
        if found is None:
            self._ask(view)
        self._hand_down(found or self._read)
        super().show(view)
        self.refresh_bindings()

    def on_detail_read(self, message: DetailRead) -> None:
        """Show what was read; a failure leaves what is there."""
        self._read = message.detail or self._read
        if self.view is not None:
            current = detailed.current(self.view.reading, self.session)
            self._hand_down(current or self._read, message.failure or detailed.GONE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Look only for what is there."""
        if action == "filter":
            return self._table.has_table
        return super().check_action(action, parameters)

    async def action_filter(self) -> None:
        """Look for rows."""
        self.deck.show(self._table)
        await self._table.ask_filter()

    def action_rate(self) -> None:
        """Ask how content the user is with the session."""
        if self.view is not None:
            stars = newest_stars(self.view.reading.snapshot.sessions).get(self.session, 0)
            rating_dialog.ask(self, self.session, "this session", stars=stars)

    def _hand_down(self, detail: Detail | None, failure: str = "") -> None:
        self._trail.detail = detail
        for panel in self._panels:
            if isinstance(panel, detailed.DetailedPanel):
                panel.failure = failure
                panel.detail = detail

    def _ask(self, view: View) -> None:
        found = detailed.summary(view.reading, self.session)
        last_at = found.session.last_at if found else 0
        if last_at != self._asked_about:
            self._asked_about = last_at
            self.post_message(DetailAsked(self, self.session))
