"""The floor of the first frame: a Textual app of four bordered texts and a line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

TITLES = ("1 Latency", "2 Tokens", "3 Cost", "4 Cache")
KEYS = " s snapshot  r run now  space pause  ? help  q quit"


class FourPanels(App[None]):
    """Nothing that is not drawn."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: grid; grid-size: 2 2; }
    .panel { border: round $primary; width: 1fr; height: 1fr; }
    #keys { dock: bottom; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        """Four panels above one line."""
        for title in TITLES:
            panel = Static("waiting for the first measurement", classes="panel")
            panel.border_title = title
            yield panel
        yield Static(KEYS, id="keys")


if __name__ == "__main__":
    FourPanels().run()
