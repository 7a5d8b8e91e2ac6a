"""What the command palette offers: all that a key does here, and what only the palette can."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand

from dashboard.help import telling

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen


def commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """The commands for a screen, each once."""
    named: dict[str, Binding] = {}
    for binding in (active.binding for active in telling(screen)):
        does = f"panel {binding.key}" if binding.key.isdigit() else binding.description
        named.setdefault(does.capitalize(), binding)
    for does, binding in named.items():
        press = partial(app.simulate_key, binding.key)
        told = ": ".join(filter(None, (f"key {app.get_key_display(binding)}", binding.tooltip)))
        yield SystemCommand(does, told, press)
    yield SystemCommand("Themes", "Choose among all themes", app.action_change_theme)
    yield SystemCommand("Screenshot", "Save the screen as SVG", app.deliver_screenshot)
