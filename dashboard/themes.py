"""The themes that a key goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

THEMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light")
"""The command palette has all others."""


def choose(app: App[None], theme: str) -> str:
    """Use a theme by its name, empty for the default; what is wrong with it, if anything is."""
    if theme in app.available_themes:
        app.theme = theme
    elif theme:
        return f"There is no theme {theme}; there are {', '.join(sorted(app.available_themes))}."
    return ""


def after(theme: str) -> str:
    """The next one; of any other theme, the first."""
    at = THEMES.index(theme) if theme in THEMES else -1
    return THEMES[(at + 1) % len(THEMES)]
