"""Where the sessions of a root begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.sources.whereabouts import Whereabouts


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Claude Code's own folder."""
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_they_begin_in_the_root(tmp_path: Path) -> None:
    assert Whereabouts.of(tmp_path).project == str(tmp_path)


def test_a_projects_own_settings_are_part_of_it(tmp_path: Path) -> None:
    assert Whereabouts.of(tmp_path / ".claude").project == str(tmp_path)


def test_all_are_those_of_a_folder_that_is_configured(tmp_path: Path) -> None:
    assert Whereabouts.of(tmp_path / "own", [str(tmp_path / "own")]).project == ""


def test_all_are_those_of_claude_codes_own_folder(settings: Path) -> None:
    assert Whereabouts.of(settings).project == ""
