"""The screen about one module."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from dashboard.deck_screen import DeckScreen
from dashboard.drilldown.in_sessions import CALLED, InSessionsPanel
from dashboard.drilldown.loads import LoadPanel, SpreadPanel
from dashboard.drilldown.outlines import FindingsPanel, IncludedByPanel, IncludesPanel
from dashboard.drilldown.tokens import ModuleTokensPanel
from dashboard.drilldown.trail import Trail
from dashboard.messages import EditAsked
from dashboard.view import View


class ModuleScreen(DeckScreen):
    """How a module loads, what it costs, and what it hangs together with; live while open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "edit", tooltip="open the module in VISUAL or EDITOR"),
    ]

    def __init__(self, path: str) -> None:
        """Take the module's path, relative to the root.

        What is measured stands on the left, what is read on the right.
        """
        self.path = path
        self._load = LoadPanel(1, path)
        includes = IncludesPanel(2, path)
        super().__init__(
            self._load,
            includes,
            SpreadPanel(3, path),
            IncludedByPanel(4, path),
            ModuleTokensPanel(5, path),
            FindingsPanel(6, path),
            InSessionsPanel(7, path),
            first=includes,
            trail=Trail(path),
            name=path,
        )

    def on_mount(self) -> None:
        """Where one panel is shown at a time, begin with what is never empty."""
        if {"-narrow", "-short"} & self.app.screen_stack[0].classes:
            self.deck.choose(self._load)

    def show(self, view: View) -> None:
        """Make room for its calls where it has some."""
        module = view.reading.snapshot.module(self.path)
        self.set_class(module is not None and module.kind in CALLED, "-called")
        super().show(view)

    def action_edit(self) -> None:
        """Edit the module from its first line."""
        self.post_message(EditAsked(self.path, 1))
