"""What every screen of panels is: a line on top, a deck, and a line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual._styles_cache import StylesCache
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.deck import Deck
from dashboard.header import Header
from dashboard.keyline import KeyLine
from dashboard.messages import AlertsAsked, BaselineAsked, SessionsAsked
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dashboard.panels.panel import Panel
    from dashboard.view_line import ViewLine


class DeckScreen(Screen[None]):
    """A screen that shows views on panels; those below say which panels, and what else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", key_display="esc"),
    ]
    AUTO_FOCUS = None

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(
        self,
        *panels: Panel,
        first: Panel | None = None,
        trail: ViewLine | None = None,
        name: str | None = None,
    ) -> None:
        """Take the panels by number, the one to begin with, the way here, and what it is about."""
        super().__init__(name=name)
        self.deck = Deck(*panels, first=first)
        self._lines = (Header(), trail) if trail else (Header(),)
        self._keys = KeyLine()

    def compose(self) -> ComposeResult:
        """Lines on top, the panels, one line."""
        yield from self._lines
        yield self.deck
        yield self._keys

    def watch_view(self, view: View | None) -> None:
        """Show it, once there is one."""
        if view is not None:
            self.show(view)

    def on_unmount(self) -> None:
        """Let go of what was drawn: Textual 8.2 keeps that of a thousand widgets that are gone."""
        StylesCache.get_inner_outer.cache_clear()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go back only where a screen lies beneath."""
        if action == "dismiss":
            return self is not self.app.screen_stack[0]
        return super().check_action(action, parameters)

    def show(self, view: View) -> None:
        """Hand down what there is to show."""
        for line in self._lines:
            line.view = view
        self.deck.reading = view.reading
        self._keys.note = view.note

    def action_alerts(self) -> None:
        """Show all alerts and regressions."""
        self.post_message(AlertsAsked())

    def action_sessions(self) -> None:
        """Show all sessions."""
        self.post_message(SessionsAsked())

    def action_pin_baseline(self) -> None:
        """Hold everything against what lies on disk now."""
        self.post_message(BaselineAsked())

    def action_rate(self) -> None:
        """Ask how content the user is with the current session."""
        from dashboard.session_screens import rating_dialog

        if self.view is None or not rating_dialog.ask_of_current(self, self.view.reading):
            self.notify("There is no session to rate yet.", severity="warning")

    def action_help(self) -> None:
        """Say what the keys do here."""
        from dashboard.help import Help, page

        self.app.push_screen(Help(page(self.screen)))
