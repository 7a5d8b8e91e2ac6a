"""The user's files lie where the user's environment says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collectors.user_folders import config_folder, settings_file, state_folder

if TYPE_CHECKING:
    import pytest


def test_folders_are_those_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert config_folder() == tmp_path / "config" / "perfdash"
    assert settings_file() == tmp_path / "config" / "perfdash" / "config.toml"
    assert state_folder() == tmp_path / "state" / "perfdash"
