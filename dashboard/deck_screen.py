"""What every screen of panels is: a line on top, a deck, and a line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.deck import Deck
from dashboard.header import Header
from dashboard.keyline import KeyLine
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
