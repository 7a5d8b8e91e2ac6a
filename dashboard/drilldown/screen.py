"""The screen about one module."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from dashboard.deck import Deck
from dashboard.drilldown.in_sessions import CALLED, InSessionsPanel
from dashboard.drilldown.loads import LoadPanel, SpreadPanel
from dashboard.drilldown.outlines import FindingsPanel, IncludedByPanel, IncludesPanel
from dashboard.drilldown.tokens import ModuleTokensPanel
from dashboard.drilldown.trail import Trail
from dashboard.header import Header
from dashboard.keyline import KeyLine
from dashboard.messages import EditAsked
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ModuleScreen(Screen[None]):
    """How a module loads, what it costs, and what it hangs together with; live while open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", key_display="esc"),
        Binding("e", "edit", "edit", tooltip="open the module in VISUAL or EDITOR"),
    ]
    AUTO_FOCUS = None

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self, path: str) -> None:
        """Take the module's path, relative to the root."""
        super().__init__(name=path)
        self.path = path

    def compose(self) -> ComposeResult:
        """Three lines and the panels: what is measured on the left, what is read on the right."""
        yield Header()
        yield Trail(self.path)
        yield Deck(
            LoadPanel(1, self.path),
            IncludesPanel(2, self.path),
            SpreadPanel(3, self.path),
            IncludedByPanel(4, self.path),
            ModuleTokensPanel(5, self.path),
            FindingsPanel(6, self.path),
            InSessionsPanel(7, self.path),
            first=2,
        )
        yield KeyLine()

    def on_mount(self) -> None:
        """Where one panel is shown at a time, begin with what is never empty."""
        if {"-narrow", "-short"} & self.app.screen_stack[0].classes:
            self.query_one(Deck).choose(1)

    def watch_view(self, view: View | None) -> None:
        """Hand down what there is to show."""
        if view is not None:
            module = view.reading.snapshot.module(self.path)
            self.set_class(module is not None and module.kind in CALLED, "-called")
            self.query_one(Header).view = view
            self.query_one(Trail).view = view
            self.query_one(Deck).reading = view.reading
            self.query_one(KeyLine).note = view.note

    def action_edit(self) -> None:
        """Edit the module from its first line."""
        self.post_message(EditAsked(self.path, 1))
