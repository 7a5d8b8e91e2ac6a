"""The bottom line: the keys that apply here, or what was just done.

Textual's own footer makes a widget of every key, on every change of focus; this is one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from dashboard.parts import Part, line
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from textual import events
    from textual.binding import Binding
    from textual.screen import Screen

_ALWAYS = ("screen.help", "quit")
"""Actions whose keys are the last to leave a narrow line."""


class KeyLine(Widget):
    """One line at the bottom of every screen; a click on a key presses it."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $text-muted;
    }
    """

    note: reactive[str] = reactive("")

    def on_mount(self) -> None:
        """Follow what applies as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        key = event.style.meta.get("key")
        if isinstance(key, str):
            self.app.simulate_key(key)

    def render(self) -> Content:
        """The note, if there is one, or the keys."""
        width = self.size.width - 2
        if self.note:
            note = Content.styled(safe_text(self.note), "$foreground bold")
            return note.truncate(width, ellipsis=True).pad(1, 1)
        return line(tuple(self._keys()), width).pad(1, 1)

    def _keys(self) -> list[Part]:
        shown: dict[str, Part] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in shown:
                rank = 1 if binding.action in _ALWAYS else len(shown) + 2
                shown[binding.action] = Part(_key(binding, self.app.get_key_display(binding)), rank)
        return list(shown.values())


def _key(binding: Binding, key: str) -> Content:
    content = Content.assemble((key, "$footer-key-foreground bold"), f" {binding.description}")
    return content.stylize(Style.from_meta({"key": binding.key}))
