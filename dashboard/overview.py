"""The first screen: what matters at a glance, and all modules."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from dashboard.deck_screen import DeckScreen
from dashboard.panels import PANELS
from dashboard.panels.modules import ModulesPanel


class Overview(DeckScreen):
    """All panels, and the table of modules."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", key_display="/", tooltip="look for modules by words"),
    ]

    def __init__(self) -> None:
        panels = tuple(kind(number) for number, kind in enumerate(PANELS, start=1))
        self._modules = ModulesPanel(len(PANELS) + 1)
        super().__init__(*panels, self._modules, first=self._modules)

    async def action_filter(self) -> None:
        """Look for modules."""
        self.deck.show(self._modules)
        await self._modules.ask_filter()
