"""The line that a table is filtered by."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Filter(Input):
    """Takes every character for itself, and says which keys lead out of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to the rows", key_display="enter"),
    ]

    def __init__(self, looks_for: str) -> None:
        """Take in words what is looked through."""
        super().__init__(placeholder=f"words of {looks_for}; !word for without")
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Textual knows no character for this key, and would offer what it does elsewhere."""
        return key == "slash" or super().check_consume_key(key, character)
