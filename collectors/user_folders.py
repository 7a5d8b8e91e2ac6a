"""Where the user's own files lie, by the customs of the system."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def config_folder() -> Path:
    """What the user wrote or chose."""
    return Path(platformdirs.user_config_dir("perfdash"))


def state_folder() -> Path:
    """What perfdash remembers."""
    return Path(platformdirs.user_state_path("perfdash", appauthor=False))


def settings_file() -> Path:
    """The user's own configuration."""
    return config_folder() / "config.toml"
