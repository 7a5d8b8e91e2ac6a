"""The first screen: what matters at a glance, and all modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.deck import Deck
from dashboard.header import Header
from dashboard.keyline import KeyLine
from dashboard.panels import PANELS
from dashboard.panels.modules import ModulesPanel
from dashboard.panels.panel import Panel
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Overview(Screen[None]):
    """All panels, and the table of modules."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", key_display="/", tooltip="look for modules by words"),
    ]
    AUTO_FOCUS = None

    view: reactive[View | None] = reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        """One line, the panels, one line."""
        kinds: tuple[type[Panel], ...] = (*PANELS, ModulesPanel)
        yield Header()
        yield Deck(*(kind(number) for number, kind in enumerate(kinds, start=1)), first=len(kinds))
        yield KeyLine()

    def watch_view(self, view: View | None) -> None:
        """Hand down what there is to show."""
        if view is not None:
            self.query_one(Header).view = view
            self.query_one(Deck).reading = view.reading
            self.query_one(KeyLine).note = view.note

    async def action_filter(self) -> None:
        """Look for modules."""
        self.query_one(Deck).show(len(PANELS) + 1)
        await self.query_one(ModulesPanel).ask_filter()
