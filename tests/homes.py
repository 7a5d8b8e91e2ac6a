"""Where a perfdash under test finds its settings and keeps its stores: never at the user's."""

from __future__ import annotations

from pathlib import Path


def folders(home: Path) -> dict[str, str]:
    """The environment of a user whose home is a folder of the test's own."""
    return {
        "HOME": str(home),
        "CLAUDE_CONFIG_DIR": str(home / "claude"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
