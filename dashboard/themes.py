"""The themes that a key goes through."""

from __future__ import annotations

THEMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light")
"""The command palette has all others."""


def after(theme: str) -> str:
    """The next one; of any other theme, the first."""
    at = THEMES.index(theme) if theme in THEMES else -1
    return THEMES[(at + 1) % len(THEMES)]
